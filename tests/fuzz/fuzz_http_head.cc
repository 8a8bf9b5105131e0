// Heads of HTTP messages as archives keep them.
#include "pipeline/store/http_head.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes = Bytes(data, size);
  HttpHead head = ParseHttpHead(bytes);
  Require(head.size <= size, "a head ends inside its bytes");
  Require(head.status >= 0 && head.status <= 999, "a status has three digits");
  for (const auto& [name, value] : head.fields) {
    Require(value.find_first_of("\r\n") == std::string::npos, "a value is one line");
    Require(!name.empty() && name.find_first_of("\r\n") == std::string::npos, "a name is one line");
  }
  std::optional<size_t> end = EndOfHead(bytes);
  Require(!end || *end <= size, "the end of the head lies inside");
  return 0;
}
