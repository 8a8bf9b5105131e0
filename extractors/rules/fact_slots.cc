#include "extractors/rules/fact_slots.h"

#include <fmt/format.h>

namespace newsfacts {
namespace {

struct KindSlots {
  std::string_view kind;
  std::string_view slots;  // blank before and after each
};
constexpr KindSlots kKinds[] = {
    {"deal",
     " party licensor licensee acquirer target seller investor venture supplier customer recipient "
     "amount date count subject term attribution "},
    {"person", " name role organization alias "},
    {"figure", " metric subject value value_max change change_max previous period compared unit "},
    {"quote", " speaker "},
};

}  // namespace

Result<FactSlots> FactSlots::Of(std::string_view kind) {
  for (const KindSlots& k : kKinds) {
    if (k.kind != kind) continue;
    FactSlots slots;
    slots.kind_ = k.kind;
    slots.slots_ = k.slots;
    return slots;
  }
  return UsageError(
      fmt::format("no kind of fact \"{}\"; there are deal person figure quote", kind));
}

Status FactSlots::Check(std::string_view slot) const {
  if (slots_.empty()) {
    return UsageError("the fact line must stand before lines that name slots");
  }
  if (slots_.find(fmt::format(" {} ", slot)) == std::string_view::npos) {
    return UsageError(fmt::format("a {} has no slot \"{}\"; it has{}", kind_, slot, slots_));
  }
  return Ok();
}

}  // namespace newsfacts
