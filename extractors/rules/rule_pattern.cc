#include "extractors/rules/rule_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/mentions/annotate.h"
#include "extractors/rules/gap.h"
#include "extractors/rules/rule_line.h"

namespace newsfacts {
namespace {

constexpr size_t kLongestPattern = 2048;
constexpr int kWidestGap = 12;
// Between two elements: a blank, before which a comma may stand.
constexpr std::string_view kBlank = ",? ";

// " -6": a minus within words is none.
bool IsTightGap(std::string_view s) {
  return s.size() > 1 && s[0] == '-' && s[1] >= '0' && s[1] <= '9';
}

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool BeginsInWord(std::string_view s) {
  if (s.starts_with("(?:")) s.remove_prefix(3);
  return !s.empty() && IsLetter(s.front());
}
bool EndsInWord(std::string_view s) {
  size_t open = s.ends_with(')') ? s.rfind("(?:") : s.size() - 1;
  std::string_view last = s.substr(std::min(open, s.size()));
  bool mention = last.find('{') != std::string_view::npos;
  if (last.ends_with(')')) last.remove_suffix(1);
  return !mention && !last.empty() && IsLetter(last.back());
}

uint32_t TypeBit(MentionType type) {
  return 1U << static_cast<uint32_t>(type);
}

class PatternReader {
 public:
  PatternReader(std::string_view written, const ListPatterns& lists, const FactSlots& slots)
      : lists_(lists), slots_(slots), written_(written), rest_(written) {}

  Result<RulePattern> Read() {
    if (Status s = CheckLength(written_.size()); !s.ok()) return s.error();
    if (Status s = CheckRegex(written_); !s.ok()) return s.error();
    while (!rest_.empty()) {
      if (Status s = Step(); !s.ok()) return s.error();
    }
    EndElement();
    if (!has_word_) {
      return UsageError("a pattern needs a word beside its mentions, by which it is found");
    }
    // Words are whole words: "lease" is not found in "leased".
    if (BeginsInWord(written_)) pattern_.regex = "\\b";
    for (const PatternElement& e : pattern_.elements) pattern_.regex += e.regex;
    if (EndsInWord(written_)) pattern_.regex += "\\b";
    return std::move(pattern_);
  }

 private:
  // Compiles what stands at the head of `rest_`.
  Status Step() {
    char c = rest_.front();
    char next = rest_.size() > 1 ? rest_[1] : '\0';
    if (c == ' ' || c == '\t') return Blank();
    if (c == '{' && (next == '%' || IsTightGap(rest_.substr(1)))) return Append(Words());
    if (c == '{' && next >= 'A' && next <= 'Z') return Append(Placeholder());
    if (c == '%') return Append(List());
    Character();
    return Ok();
  }

  Status Append(const Result<std::string>& regex) {
    if (!regex.ok()) return regex.error();
    element_ += *regex;
    return Ok();
  }

  // Of the element that was read since the last end; nothing where there is none.
  void EndElement() {
    auto end = static_cast<size_t>(rest_.data() - written_.data());
    if (!element_.empty()) {
      std::string_view written = TrimBlanks(written_.substr(begin_, end - begin_));
      pattern_.elements.push_back({std::exchange(element_, {}), std::string(written)});
    }
    begin_ = end;
  }

  // A blank, and the gap if it leads one.
  Status Blank() {
    if (depth_ == 0) EndElement();
    rest_ = TrimBlanks(rest_);
    bool tight = IsTightGap(rest_);
    if (!tight && !rest_.starts_with('~')) {
      element_ += depth_ == 0 ? kBlank : " ";
      return Ok();
    }
    if (depth_ != 0) return UsageError("a gap inside (?:...); write two match lines instead");
    if (tight) pattern_.slots.emplace_back(kTightGap);
    Result<std::string> gap = Gap(&rest_);
    if (!gap.ok()) return gap.error();
    element_ = fmt::format("{}{}", kBlank, *gap);
    EndElement();
    if (!rest_.starts_with(' ')) return UsageError("a gap needs something after it");
    rest_ = TrimBlanks(rest_);
    return Ok();
  }

  // One that stands for itself, or with the one it escapes.
  void Character() {
    char c = rest_.front();
    if (c == '(') ++depth_;
    if (c == ')') --depth_;
    has_word_ = has_word_ || IsLetter(c);
    size_t size = c == '\\' && rest_.size() > 1 ? 2 : 1;
    element_ += rest_.substr(0, size);
    rest_.remove_prefix(size);
  }

  // %list
  Result<std::string> List() {
    size_t end = 1;
    while (end < rest_.size() && IsNameChar(rest_[end])) ++end;
    std::string_view name = rest_.substr(1, end - 1);
    auto list = lists_.find(name);
    if (list == lists_.end()) {
      return UsageError(fmt::format("no list %{0}; define it above: list {0} = ...", name));
    }
    rest_.remove_prefix(end);
    has_word_ = true;
    return list->second;
  }

  // ~6 or -6 at the head of `rest`.
  Result<std::string> Gap(std::string_view* rest) {
    bool tight = rest->front() == '-';
    rest->remove_prefix(1);
    int n = 0;
    while (!rest->empty() && rest->front() >= '0' && rest->front() <= '9') {
      n = n * 10 + (rest->front() - '0');
      rest->remove_prefix(1);
      if (n > kWidestGap) break;
    }
    if (n < 1 || n > kWidestGap) return UsageError("a gap is ~1 to ~12 words");
    std::string words = fmt::format("{}{{0,{}}}?", kGapWord, n);
    return tight ? fmt::format("({})", words) : words;
  }

  // {-4 %list:slot}: the words themselves, up to four and then some of the
  // list.
  Result<std::string> Words() {
    size_t close = rest_.find('}');
    size_t colon = std::min(rest_.find(':'), rest_.size());
    if (close == std::string_view::npos || colon > close) {
      return UsageError("words that fill a slot are written {-4 %list:slot}");
    }
    std::string_view inside = rest_.substr(1, colon - 1);
    std::string slot(rest_.substr(colon + 1, close - colon - 1));
    rest_.remove_prefix(close + 1);
    if (Status s = slots_.Check(slot); !s.ok()) return s.error();
    pattern_.slots.push_back(slot);
    std::string words;
    if (IsTightGap(inside)) {
      pattern_.slots.emplace_back(kTightGap);
      Result<std::string> gap = Gap(&inside);
      if (!gap.ok()) return gap.error();
      words = *gap;
      inside = TrimBlanks(inside);
    }
    auto list = lists_.find(inside.substr(std::min<size_t>(1, inside.size())));
    if (!inside.starts_with('%') || list == lists_.end()) {
      return UsageError(fmt::format("no list \"{}\"; words end in one: {{-4 %list:slot}}", inside));
    }
    has_word_ = true;
    return fmt::format("({0}{1}(?: {1})*)", words, list->second);
  }

  // {ORG|PERSON+:slot}.
  Result<std::string> Placeholder() {
    size_t close = rest_.find('}');
    if (close == std::string_view::npos) return UsageError("a \"{\" without its \"}\"");
    std::string_view inside = rest_.substr(1, close - 1);
    rest_.remove_prefix(close + 1);
    size_t colon = inside.find(':');
    std::string_view types = inside.substr(0, colon);
    std::string regex;
    while (!types.empty()) {
      size_t bar = std::min(types.find('|'), types.size());
      std::string_view type = types.substr(0, bar);
      types.remove_prefix(std::min(bar + 1, types.size()));
      bool list = type.ends_with('+');
      if (list) type.remove_suffix(1);
      MentionType parsed;
      if (!ParseMentionType(type, &parsed)) {
        return UsageError(
            fmt::format("no mention type \"{}\"; there are PERSON ORG PLACE DATE TIME "
                        "DURATION SET MONEY PERCENT NUMBER ROLE PRODUCT NAME",
                        type));
      }
      regex += fmt::format("{}<{}{}>", regex.empty() ? "" : "|", type, list ? "S?" : "");
      // A name of unknown kind may well be an organisation.
      if (parsed == MentionType::kOrg) regex += list ? "|<NAMES?>" : "|<NAME>";
    }
    if (colon == std::string_view::npos) return fmt::format("(?:{})", regex);
    std::string slot(inside.substr(colon + 1));
    if (Status s = slots_.Check(slot); !s.ok()) return s.error();
    pattern_.slots.push_back(slot);
    return fmt::format("({})", regex);
  }

  const ListPatterns& lists_;
  const FactSlots& slots_;
  const std::string_view written_;
  std::string_view rest_;  // of `written_`
  RulePattern pattern_;
  std::string element_;  // as far as it was read
  size_t begin_ = 0;     // of it in `written_`
  int depth_ = 0;        // open parentheses
  bool has_word_ = false;
};

}  // namespace

Result<RulePattern> ReadPattern(std::string_view written, const ListPatterns& lists,
                                const FactSlots& slots) {
  return PatternReader(written, lists, slots).Read();
}

Result<FrameRole> ReadRole(std::string_view word, const FactSlots& slots) {
  size_t equals = word.find('=');
  if (equals == 0 || equals == std::string_view::npos) {
    return UsageError(
        fmt::format("\"{}\" is not PLACE=SLOT: subject object owner before, or a word "
                    "that leads the role: with=party",
                    word));
  }
  FrameRole role;
  role.place = word.substr(0, equals);
  word.remove_prefix(equals + 1);
  role.types = TypeBit(MentionType::kOrg) | TypeBit(MentionType::kName);
  for (bool slot = true; !word.empty(); slot = false) {
    size_t bar = std::min(word.find('|'), word.size());
    std::string_view part = word.substr(0, bar);
    word.remove_prefix(std::min(bar + 1, word.size()));
    MentionType type;
    if (slot) {
      role.slot = part;
    } else if (ParseMentionType(part, &type)) {
      role.types |= TypeBit(type);
    } else {
      return UsageError(fmt::format("no mention type \"{}\"", part));
    }
  }
  if (Status s = slots.Check(role.slot); !s.ok()) return s.error();
  return role;
}

Status CheckRegex(std::string_view s) {
  for (size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '\\') {
      if (i + 1 < s.size() && (s[i + 1] == 'A' || s[i + 1] == 'z')) {
        return UsageError("anchors are not allowed; a pattern is searched for in the sentence");
      }
      ++i;
    } else if (s[i] == '(' && !s.substr(i).starts_with("(?:")) {
      return UsageError("only (?:...) groups are allowed; write {TYPE:slot} to capture");
    } else if ((s[i] == '^' && (i == 0 || s[i - 1] != '[')) || s[i] == '$') {
      return UsageError(fmt::format("anchors are not allowed; for the sign write \\{}", s[i]));
    }
  }
  return Ok();
}

Status CheckLength(size_t bytes) {
  if (bytes <= kLongestPattern) return Ok();
  return UsageError(
      fmt::format("the pattern has {} bytes, more than {}; split it into several match lines",
                  bytes, kLongestPattern));
}

}  // namespace newsfacts
