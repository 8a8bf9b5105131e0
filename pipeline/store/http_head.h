// The head of an HTTP message as a crawler stored it. Lenient, for what servers send and archives
// keep: lines that end in LF, CR LF or CR CR LF, no reason phrase, folded lines, lines without a
// colon (passed over), no usable status line at all.
#ifndef NEWSFACTS_PIPELINE_STORE_HTTP_HEAD_H_
#define NEWSFACTS_PIPELINE_STORE_HTTP_HEAD_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsfacts {

// "Name: value" lines in their order, values without the blanks around them.
using HeaderFields = std::vector<std::pair<std::string, std::string>>;

// The first value of that name, whatever its case; "" where there is none.
std::string_view FieldValue(const HeaderFields& fields, std::string_view name);

// Where a head ends: the index after its first empty line; nothing where there is none yet.
std::optional<size_t> EndOfHead(std::string_view bytes);

// The fields of header lines; reading stops at the first empty line.
HeaderFields ParseFields(std::string_view lines);

struct HttpHead {
  int status = 0;  // 0: no status line that one can read
  HeaderFields fields;
  size_t size = 0;  // bytes of the head; the body stands behind them
};

constexpr size_t kMostHttpHead = size_t{1} << 18;

// The head that `bytes` begin with. Where no empty line ends it, all bytes are taken as head.
HttpHead ParseHttpHead(std::string_view bytes);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_HTTP_HEAD_H_
