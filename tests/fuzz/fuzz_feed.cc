// RSS, Atom and RDF feeds, well-formed or not.
#include "pipeline/fetch/feed.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Feed feed = ReadFeed(Bytes(data, size));
  Require(feed.is_feed || feed.entries.empty(), "what is no feed has no entries");
  for (const FeedEntry& entry : feed.entries) {
    Require(IsUtf8(entry.link) && IsUtf8(entry.title) && IsUtf8(entry.published),
            "entries are UTF-8");
  }
  return 0;
}
