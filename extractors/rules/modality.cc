#include "extractors/rules/modality.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "extractors/rules/pattern.h"

namespace newsfacts {
namespace {

constexpr size_t kStatuses = static_cast<size_t>(Modality::kAsserted);
constexpr size_t kPromised = static_cast<size_t>(Modality::kPromised);
constexpr size_t kTold = static_cast<size_t>(Modality::kTold);
constexpr size_t kAnyStatus = kStatuses;
// As the cues name them.
constexpr std::array<std::string_view, kStatuses> kNames = {
    "denied",   "ended",     "rumoured", "talks",    "agreed",
    "proposed", "completed", "renewed",  "promised", "told"};
constexpr std::array<std::string_view, 3> kPlaces = {"before", "after", "any"};

// How far in front of a trigger its modality may stand where its subject does not.
constexpr uint32_t kReachBefore = 40;
constexpr uint32_t kReachAfter = 90;

constexpr std::array<std::string_view, 6> kBorders = {", but ",     ", while ",  ", although ",
                                                      ", whereas ", ", though ", ", however"};

// What [begin, end) of a clause says without its relative clauses between commas, one that `begin`
// lies in included.
std::string Windowed(std::string_view skeleton, uint32_t clause, uint32_t begin, uint32_t end) {
  std::string window(skeleton.substr(clause, end - clause));
  size_t cut = begin - clause;
  for (std::string_view open : {", which ", ", who "}) {
    size_t from = window.find(open);
    if (from == std::string::npos) continue;
    size_t close = window.find(", ", from + open.size());
    if (close == std::string::npos) continue;
    window.erase(from, close - from);
    cut = cut >= close ? cut - (close - from) : std::min(cut, from);
  }
  return window.substr(cut);
}

}  // namespace

std::string_view ModalityName(Modality modality) {
  return modality < Modality::kPromised ? kNames[static_cast<size_t>(modality)] : "";
}

Span ClauseOf(std::string_view skeleton, Span match) {
  std::string_view before = skeleton.substr(0, match.begin);
  std::string_view after = skeleton.substr(match.end);
  size_t mark = before.find_last_of(";:\"");
  size_t begin = mark == std::string_view::npos ? 0 : mark + 1;
  size_t end = std::min(after.find_first_of(";:\""), after.size());
  for (std::string_view border : kBorders) {
    size_t left = before.rfind(border);
    if (left != std::string_view::npos) begin = std::max(begin, left + border.size());
    end = std::min(end, after.find(border));
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(match.end + end)};
}

struct ModalityReader::Impl {
  // By status and place; null where no cue has both. Those of all statuses together are asked
  // first: mostly none is there.
  std::array<std::array<std::optional<Pattern>, kPlaces.size()>, kStatuses + 1> cues;

  bool Has(size_t status, size_t place, std::string_view window) const {
    const auto& re = cues[status][place];
    return re && re->In(window);
  }
  // Where the last cue of that status begins before the trigger; -1 where there is none.
  int64_t Last(size_t status, std::string_view window) const {
    const auto& re = cues[status][0];
    int64_t last = -1;
    if (!re) return last;
    for (size_t at = 0; at <= window.size();) {
      Span found = re->Find(window, at);
      if (found.empty()) break;
      last = found.begin;
      at = found.begin + 1;
    }
    return last;
  }
};

ModalityReader::ModalityReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ModalityReader::ModalityReader(ModalityReader&&) noexcept = default;
ModalityReader& ModalityReader::operator=(ModalityReader&&) noexcept = default;
ModalityReader::~ModalityReader() = default;

Result<ModalityReader> ModalityReader::Compile(const ModalityCues& cues) {
  auto impl = std::make_unique<Impl>();
  std::map<std::pair<size_t, size_t>, std::string> patterns;
  for (const auto& [pattern, value] : cues) {
    size_t blank = std::min(value.find(' '), value.size());
    std::string_view status = std::string_view(value).substr(0, blank);
    std::string_view place = std::string_view(value).substr(std::min(blank + 1, value.size()));
    auto s = static_cast<size_t>(std::find(kNames.begin(), kNames.end(), status) - kNames.begin());
    auto p =
        static_cast<size_t>(std::find(kPlaces.begin(), kPlaces.end(), place) - kPlaces.begin());
    if (s == kNames.size() || p == kPlaces.size()) {
      return UsageError(fmt::format(
          "modality: \"{}\" has \"{}\"; write STATUS PLACE: proposed before", pattern, value));
    }
    for (std::string* all : {&patterns[{s, p}], &patterns[{kAnyStatus, p}]}) {
      *all += (all->empty() ? "" : "|") + pattern;
    }
  }
  for (const auto& [at, pattern] : patterns) {
    Result<Pattern> re = Pattern::Compile(fmt::format("\\b(?:{})(?:\\b|$)", pattern));
    if (!re.ok()) return UsageError(fmt::format("modality: {}", re.error().message));
    impl->cues[at.first][at.second] = std::move(*re);
  }
  return ModalityReader(std::move(impl));
}

Modality ModalityReader::Read(std::string_view skeleton, Span clause, Span match,
                              Span trigger) const {
  uint32_t begin = std::min(match.begin, trigger.begin - std::min(trigger.begin, kReachBefore));
  begin = std::max(begin, clause.begin);
  uint32_t end = std::min(clause.end, std::max(match.end, trigger.end + kReachAfter));
  // With the next word: "merger talks".
  auto next = static_cast<uint32_t>(
      std::min(skeleton.find_first_of(" .,", trigger.end + 1), skeleton.size()));
  const std::string windows[] = {Windowed(skeleton, clause.begin, begin, std::min(next, end)),
                                 Windowed(skeleton, trigger.end, trigger.end, end),
                                 std::string(clause.In(skeleton))};
  std::array<bool, kPlaces.size()> some;
  for (size_t p = 0; p < kPlaces.size(); ++p) some[p] = impl_->Has(kAnyStatus, p, windows[p]);
  auto has = [&](size_t status, size_t place) {
    return some[place] && impl_->Has(status, place, windows[place]);
  };
  for (size_t m = 0; m < kStatuses; ++m) {
    auto modality = static_cast<Modality>(m);
    // "reportedly confirmed that it was in talks"
    bool confirmed = modality == Modality::kRumoured && has(kTold, 2);
    if (confirmed) continue;
    if (has(m, 1) || has(m, 2)) return modality;
    if (!has(m, 0)) continue;
    bool taken_back = (modality == Modality::kProposed || modality == Modality::kTalks) &&
                      std::max(impl_->Last(kTold, windows[0]), impl_->Last(kPromised, windows[0])) >
                          impl_->Last(m, windows[0]);
    if (!taken_back) return modality;
  }
  return Modality::kAsserted;
}

}  // namespace newsfacts
