#include "extractors/rules/rule_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "extractors/mentions/annotate.h"
#include "extractors/rules/gap.h"
#include "pipeline/text/digest.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kLongestPattern = 2048;
constexpr int kWidestGap = 12;
// Between two elements: a blank, before which a comma may stand.
constexpr std::string_view kBlank = ",? ";
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

std::string_view Trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r'))
    s.remove_suffix(1);
  return s;
}

// Cuts the first word off `s`.
std::string_view Word(std::string_view* s) {
  *s = Trim(*s);
  size_t end = std::min(s->find_first_of(" \t"), s->size());
  std::string_view word = s->substr(0, end);
  *s = Trim(s->substr(end));
  return word;
}

bool IsNameChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

class Reader {
 public:
  Reader(std::string_view file, const Lexicon& lexicon, std::vector<Rule>* rules)
      : file_(file), lexicon_(lexicon), rules_(*rules) {}

  Status Read(std::string_view bytes) {
    while (!bytes.empty()) {
      size_t end = std::min(bytes.find('\n'), bytes.size());
      ++line_;
      Status s = Line(Trim(bytes.substr(0, end)));
      if (!s.ok()) return s;
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return Finish();
  }

 private:
  Error At(int line, const std::string& what) const {
    return UsageError(fmt::format("{}:{}: {}", file_, line, what));
  }
  Error Wrong(const std::string& what) const { return At(line_, what); }

  Status Line(std::string_view row) {
    if (row.empty() || row.front() == '#') return Ok();
    std::string_view rest = row;
    std::string_view key = Word(&rest);
    if (key == "list") return List(rest);
    if (key == "form") return Form(rest);
    if (key == "rule") return Begin(rest);
    if (!open_) return Wrong(fmt::format("\"{}\" outside a rule; begin one with: rule ID", key));
    raw_ += fmt::format("{}\n", row);
    if (key == "why") {
      rule_.why = rest;
      return Ok();
    }
    if (key == "fact") return FactLine(rest);
    if (key == "match") return Match(rest);
    if (key == "frame") return Frame(rest);
    if (key == "take") return Take(rest);
    if (key == "unless") return Unless(rest, &rule_.unless);
    if (key == "unless-clause" || key == "unless:") return Unless(rest, &rule_.unless_clause);
    if (key == "yes" || key == "no") return Example(key == "yes", rest);
    if (key == "=>") return Expect(rest);
    return Wrong(
        fmt::format("\"{}\" begins no line; lines begin with list form rule why fact match frame "
                    "unless yes => no",
                    key));
  }

  Status List(std::string_view rest) {
    size_t equals = rest.find('=');
    std::string name(Trim(rest.substr(0, equals)));
    if (equals == std::string_view::npos || name.empty() ||
        !std::all_of(name.begin(), name.end(), IsNameChar)) {
      return Wrong("write a list as: list NAME = word | word (names: a-z 0-9 _)");
    }
    std::string_view body = Trim(rest.substr(equals + 1));
    std::vector<std::string> terms;
    if (body.starts_with("lexicon/") && body.ends_with(".txt")) {
      std::string_view list = body.substr(8, body.size() - 12);
      for (const auto& [term, value] : lexicon_.list(list).terms()) terms.emplace_back(term);
      if (terms.empty())
        return Wrong(fmt::format("there is no word list {}, or it is empty", body));
      std::sort(terms.begin(), terms.end());
    } else {
      while (!body.empty()) {
        size_t bar = std::min(TopBar(body), body.size());
        std::string_view term = Trim(body.substr(0, bar));
        if (term.empty()) return Wrong("an empty word in the list; remove the spare \"|\"");
        terms.emplace_back(term);
        body.remove_prefix(std::min(bar + 1, body.size()));
      }
    }
    // A longer term before its own beginning, so that the longest is taken.
    std::stable_sort(terms.begin(), terms.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    for (const std::string& t : terms) {
      if (Status s = CheckRegex(t); !s.ok()) return s;
    }
    lists_[name] = fmt::format("\\b(?:{})\\b", fmt::join(terms, "|"));
    return Ok();
  }

  // One of the alternatives that stand behind @NAME.
  Status Form(std::string_view rest) {
    size_t equals = rest.find('=');
    std::string name(Trim(rest.substr(0, equals)));
    if (equals == std::string_view::npos || name.empty() ||
        !std::all_of(name.begin(), name.end(), IsNameChar)) {
      return Wrong("write a form as: form NAME = PATTERN (names: a-z 0-9 _)");
    }
    forms_[name].emplace_back(Trim(rest.substr(equals + 1)));
    return Ok();
  }

  // The pattern once for each alternative of each form in it.
  Status Match(std::string_view rest) {
    size_t at = rest.find('@');
    if (at == std::string_view::npos) {
      Result<RulePattern> p = Pattern(rest);
      if (!p.ok()) return p.error();
      rule_.patterns.push_back(std::move(*p));
      return Ok();
    }
    size_t end = at + 1;
    while (end < rest.size() && IsNameChar(rest[end])) ++end;
    auto form = forms_.find(std::string(rest.substr(at + 1, end - at - 1)));
    if (form == forms_.end()) {
      return Wrong(fmt::format("no form {0}; define it above: form {1} = ...",
                               rest.substr(at, end - at), rest.substr(at + 1, end - at - 1)));
    }
    if (rest.size() > kLongestPattern) return TooLong(rest.size());
    for (const std::string& alternative : form->second) {
      Status s = Match(fmt::format("{}{}{}", rest.substr(0, at), alternative, rest.substr(end)));
      if (!s.ok()) return s;
    }
    return Ok();
  }

  Error TooLong(size_t bytes) const {
    return Wrong(
        fmt::format("the pattern has {} bytes, more than {}; split it into several match lines",
                    bytes, kLongestPattern));
  }

  // The first "|" outside parentheses.
  static size_t TopBar(std::string_view s) {
    int depth = 0;
    for (size_t i = 0; i < s.size(); ++i) {
      if (s[i] == '(') ++depth;
      if (s[i] == ')') --depth;
      if (s[i] == '|' && depth == 0) return i;
    }
    return std::string_view::npos;
  }

  Status Begin(std::string_view id) {
    if (Status s = Finish(); !s.ok()) return s;
    if (id.empty() || id.find(' ') != std::string_view::npos) {
      return Wrong("a rule needs one id without blanks: rule deal.license.signed");
    }
    for (const Rule& r : rules_) {
      if (r.id == id) {
        return Wrong(
            fmt::format("the id {} is taken by {}:{}; choose another", id, r.file, r.line));
      }
    }
    open_ = true;
    raw_.clear();
    rule_ = Rule{};
    rule_.id = id;
    rule_.file = file_;
    rule_.line = line_;
    return Ok();
  }

  Status FactLine(std::string_view rest) {
    rule_.fact = Word(&rest);
    slots_ = {};
    for (const KindSlots& k : kKinds) {
      if (k.kind == rule_.fact) slots_ = k.slots;
    }
    if (slots_.empty()) {
      return Wrong(
          fmt::format("no kind of fact \"{}\"; there are deal person figure quote", rule_.fact));
    }
    while (!rest.empty()) {
      std::string_view word = Word(&rest);
      size_t equals = word.find('=');
      if (equals == std::string_view::npos) {
        return Wrong(fmt::format("\"{}\" is not NAME=VALUE", word));
      }
      std::string name(word.substr(0, equals));
      std::string_view value = word.substr(equals + 1);
      if (name != "needs") {
        rule_.attributes[name] = value;
        continue;
      }
      while (!value.empty()) {
        size_t comma = std::min(value.find(','), value.size());
        std::string_view need = value.substr(0, comma);
        value.remove_prefix(std::min(comma + 1, value.size()));
        size_t colon = std::min(need.find(':'), need.size());
        int count = colon + 1 < need.size() ? need[colon + 1] - '0' : 1;
        std::string slot(need.substr(0, colon));
        if (Status s = CheckSlot(slot); !s.ok()) return s;
        if (count < 1 || count > 9) return Wrong("needs takes counts from 1 to 9: needs=party:2");
        rule_.needs.emplace_back(slot, count);
      }
    }
    return Ok();
  }

  Status CheckSlot(std::string_view slot) const {
    if (slots_.empty()) return Wrong("the fact line must stand before lines that name slots");
    if (slots_.find(fmt::format(" {} ", slot)) == std::string_view::npos) {
      return Wrong(fmt::format("a {} has no slot \"{}\"; it has{}", rule_.fact, slot, slots_));
    }
    return Ok();
  }

  // No captures, flags or anchors: the loader numbers the groups.
  Status CheckRegex(std::string_view s) const {
    for (size_t i = 0; i < s.size(); ++i) {
      if (s[i] == '\\') {
        if (i + 1 < s.size() && (s[i + 1] == 'A' || s[i + 1] == 'z')) {
          return Wrong("anchors are not allowed; a pattern is searched for in the sentence");
        }
        ++i;
      } else if (s[i] == '(' && !s.substr(i).starts_with("(?:")) {
        return Wrong("only (?:...) groups are allowed; write {TYPE:slot} to capture");
      } else if ((s[i] == '^' && (i == 0 || s[i - 1] != '[')) || s[i] == '$') {
        return Wrong(fmt::format("anchors are not allowed; for the sign write \\{}", s[i]));
      }
    }
    return Ok();
  }

  // " -6": a minus within words is none.
  static bool IsTightGap(std::string_view s) {
    return s.size() > 1 && s[0] == '-' && s[1] >= '0' && s[1] <= '9';
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
    if (n < 1 || n > kWidestGap) return Wrong("a gap is ~1 to ~12 words");
    std::string words = fmt::format("{}{{0,{}}}?", kGapWord, n);
    return tight ? fmt::format("({})", words) : words;
  }

  // {-4 %list:slot} at the head of `rest`: the words themselves, up to four and then some of the
  // list.
  Result<std::string> Words(std::string_view* rest, RulePattern* p) {
    size_t close = rest->find('}');
    size_t colon = std::min(rest->find(':'), rest->size());
    if (close == std::string_view::npos || colon > close) {
      return Wrong("words that fill a slot are written {-4 %list:slot}");
    }
    std::string_view inside = rest->substr(1, colon - 1);
    std::string slot(rest->substr(colon + 1, close - colon - 1));
    rest->remove_prefix(close + 1);
    if (Status s = CheckSlot(slot); !s.ok()) return s.error();
    p->slots.push_back(slot);
    std::string words;
    if (IsTightGap(inside)) {
      p->slots.emplace_back(kTightGap);
      Result<std::string> gap = Gap(&inside);
      if (!gap.ok()) return gap.error();
      words = *gap;
      inside = Trim(inside);
    }
    auto list = lists_.find(std::string(inside.substr(std::min<size_t>(1, inside.size()))));
    if (!inside.starts_with('%') || list == lists_.end()) {
      return Wrong(fmt::format("no list \"{}\"; words end in one: {{-4 %list:slot}}", inside));
    }
    return fmt::format("({0}{1}(?: {1})*)", words, list->second);
  }

  // {ORG|PERSON+:slot} at the head of `rest`.
  Result<std::string> Placeholder(std::string_view* rest, RulePattern* p) {
    size_t close = rest->find('}');
    if (close == std::string_view::npos) return Wrong("a \"{\" without its \"}\"");
    std::string_view inside = rest->substr(1, close - 1);
    rest->remove_prefix(close + 1);
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
        return Wrong(
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
    if (Status s = CheckSlot(slot); !s.ok()) return s.error();
    p->slots.push_back(slot);
    return fmt::format("({})", regex);
  }

  // TRIGGER : place=slot place=slot|PERSON
  Status Frame(std::string_view rest) {
    size_t colon = rest.rfind(" : ");
    if (colon == std::string_view::npos) {
      return Wrong("a frame is: frame WORDS : subject=SLOT with=SLOT ...");
    }
    Result<RulePattern> p = Pattern(Trim(rest.substr(0, colon)));
    if (!p.ok()) return p.error();
    rest = Trim(rest.substr(colon + 3));
    while (!rest.empty()) {
      Result<FrameRole> role = Role(Word(&rest));
      if (!role.ok()) return role.error();
      p->roles.push_back(std::move(*role));
    }
    if (p->roles.empty()) return Wrong("a frame needs a role after \":\": subject=SLOT");
    rule_.patterns.push_back(std::move(*p));
    return Ok();
  }

  // One role; organisations and names of unknown kind may always fill it.
  Result<FrameRole> Role(std::string_view word) const {
    size_t equals = word.find('=');
    if (equals == 0 || equals == std::string_view::npos) {
      return Wrong(
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
        return Wrong(fmt::format("no mention type \"{}\"", part));
      }
    }
    if (Status s = CheckSlot(role.slot); !s.ok()) return s.error();
    return role;
  }
  static uint32_t TypeBit(MentionType type) { return 1U << static_cast<uint32_t>(type); }

  static bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  static bool BeginsInWord(std::string_view s) {
    if (s.starts_with("(?:")) s.remove_prefix(3);
    return !s.empty() && IsLetter(s.front());
  }
  static bool EndsInWord(std::string_view s) {
    size_t open = s.ends_with(')') ? s.rfind("(?:") : s.size() - 1;
    std::string_view last = s.substr(std::min(open, s.size()));
    bool mention = last.find('{') != std::string_view::npos;
    if (last.ends_with(')')) last.remove_suffix(1);
    return !mention && !last.empty() && IsLetter(last.back());
  }

  Result<RulePattern> Pattern(std::string_view rest) {
    const std::string_view all = rest;
    if (rest.size() > kLongestPattern) return TooLong(rest.size());
    if (Status s = CheckRegex(rest); !s.ok()) return s.error();
    RulePattern p;
    bool word = false;
    std::string literal;
    auto flush = [&] {
      if (!literal.empty()) p.elements.push_back(std::exchange(literal, {}));
    };
    int depth = 0;
    while (!rest.empty()) {
      char c = rest.front();
      if (c == ' ' || c == '\t') {
        rest = Trim(rest);
        if (depth == 0) flush();
        bool tight = IsTightGap(rest);
        if (tight || rest.front() == '~') {
          if (depth != 0) return Wrong("a gap inside (?:...); write two match lines instead");
          if (tight) p.slots.emplace_back(kTightGap);
          Result<std::string> gap = Gap(&rest);
          if (!gap.ok()) return gap.error();
          p.elements.push_back(fmt::format("{}{}", kBlank, *gap));
          if (rest.empty() || rest.front() != ' ') return Wrong("a gap needs something after it");
          rest = Trim(rest);
        } else {
          literal += depth == 0 ? kBlank : " ";
        }
      } else if (c == '{' && rest.size() > 1 && (rest[1] == '%' || IsTightGap(rest.substr(1)))) {
        Result<std::string> words = Words(&rest, &p);
        if (!words.ok()) return words.error();
        literal += *words;
        word = true;
      } else if (c == '{' && (rest.size() > 1 && rest[1] >= 'A' && rest[1] <= 'Z')) {
        Result<std::string> place = Placeholder(&rest, &p);
        if (!place.ok()) return place.error();
        literal += *place;
      } else if (c == '%') {
        size_t end = 1;
        while (end < rest.size() && IsNameChar(rest[end])) ++end;
        auto list = lists_.find(std::string(rest.substr(1, end - 1)));
        if (list == lists_.end()) {
          return Wrong(fmt::format("no list {}; define it above: list {} = ...",
                                   rest.substr(0, end), rest.substr(1, end - 1)));
        }
        literal += list->second;
        word = true;
        rest.remove_prefix(end);
      } else {
        if (c == '(') ++depth;
        if (c == ')') --depth;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) word = true;
        literal += c;
        rest.remove_prefix(1);
        if (c == '\\' && !rest.empty()) {
          literal += rest.front();
          rest.remove_prefix(1);
        }
      }
    }
    flush();
    if (!word) return Wrong("a pattern needs a word beside its mentions, by which it is found");
    // Words are whole words: "lease" is not found in "leased".
    if (BeginsInWord(all)) p.regex = "\\b";
    for (const std::string& e : p.elements) p.regex += e;
    if (EndsInWord(all)) p.regex += "\\b";
    return p;
  }

  Status Take(std::string_view rest) {
    while (!rest.empty()) {
      std::string_view word = Word(&rest);
      size_t equals = word.find("={");
      RuleTake take;
      if (equals == std::string_view::npos || !word.ends_with('}') ||
          !ParseMentionType(word.substr(equals + 2, word.size() - equals - 3), &take.type)) {
        return Wrong(fmt::format("\"{}\" is not SLOT={{TYPE}}: take amount={{MONEY}}", word));
      }
      take.slot = word.substr(0, equals);
      if (Status s = CheckSlot(take.slot); !s.ok()) return s;
      rule_.takes.push_back(std::move(take));
    }
    return Ok();
  }

  Status Unless(std::string_view rest, std::vector<std::string>* into) {
    if (rest.starts_with("clause:")) {
      rest = Trim(rest.substr(7));
      into = &rule_.unless_clause;
    }
    if (rest.empty()) return Wrong("unless needs a pattern");
    if (Status s = CheckRegex(rest); !s.ok()) return s;
    into->emplace_back(rest);
    return Ok();
  }

  Status Example(bool matches, std::string_view rest) {
    Result<RuleExample> e = ReadExample(rest);
    if (!e.ok()) return Wrong(e.error().message);
    e->matches = matches;
    e->line = line_;
    rule_.examples.push_back(std::move(*e));
    return Ok();
  }

  // party="Nordlys" date="Friday"
  Status Expect(std::string_view rest) {
    if (rule_.examples.empty() || !rule_.examples.back().matches) {
      return Wrong("\"=>\" belongs after a yes line");
    }
    while (!rest.empty()) {
      size_t equals = rest.find("=\"");
      size_t close = equals == std::string_view::npos ? equals : rest.find('"', equals + 2);
      if (close == std::string_view::npos) return Wrong("write slots as NAME=\"words\"");
      std::string_view slot = Trim(rest.substr(0, equals));
      if (slot != "status") {
        if (Status s = CheckSlot(slot); !s.ok()) return s;
      }
      rule_.examples.back().slots.emplace_back(slot, rest.substr(equals + 2, close - equals - 2));
      rest = Trim(rest.substr(close + 1));
    }
    return Ok();
  }

  Status Finish() {
    if (!open_) return Ok();
    open_ = false;
    auto missing = [&](std::string_view what) {
      return At(rule_.line, fmt::format("rule {} has no {}; add one", rule_.id, what));
    };
    if (rule_.fact.empty()) return missing("fact line");
    if (rule_.why.empty()) return missing("why line");
    if (rule_.patterns.empty()) return missing("match or frame line");
    auto yes = std::count_if(rule_.examples.begin(), rule_.examples.end(),
                             [](const RuleExample& e) { return e.matches; });
    if (yes == 0) return missing("yes example");
    if (yes == static_cast<int64_t>(rule_.examples.size())) return missing("no example");
    std::string all = raw_;
    for (const RulePattern& p : rule_.patterns) all += p.regex + "\n";
    rule_.digest = Sha256Hex(all).substr(0, 16);
    rules_.push_back(std::move(rule_));
    return Ok();
  }

  std::string_view file_;
  const Lexicon& lexicon_;
  std::vector<Rule>& rules_;
  std::map<std::string, std::string> lists_;
  std::map<std::string, std::vector<std::string>> forms_;
  int line_ = 0;
  bool open_ = false;
  Rule rule_;
  std::string raw_;
  std::string_view slots_;
};

}  // namespace

std::string_view Rule::Attribute(std::string_view name) const {
  auto it = attributes.find(std::string(name));
  return it == attributes.end() ? std::string_view() : std::string_view(it->second);
}

Status ReadRules(std::string_view bytes, std::string_view file, const Lexicon& lexicon,
                 std::vector<Rule>* rules) {
  if (!IsUtf8(bytes)) {
    return UsageError(fmt::format("{}: not UTF-8; convert it (iconv -t utf-8)", file));
  }
  return Reader(file, lexicon, rules).Read(bytes);
}

Result<RuleExample> ReadExample(std::string_view bracketed) {
  RuleExample e;
  while (!bracketed.empty()) {
    size_t open = std::min(bracketed.find('['), bracketed.size());
    e.text += bracketed.substr(0, open);
    bracketed.remove_prefix(open);
    if (bracketed.empty()) break;
    size_t close = bracketed.find(']');
    size_t bar = bracketed.find('|');
    Mention m;
    if (close == std::string_view::npos || bar > close ||
        !ParseMentionType(bracketed.substr(bar + 1, close - bar - 1), &m.type)) {
      return UsageError("a mention is written [words|TYPE]: [Nordlys|ORG]");
    }
    m.span.begin = static_cast<uint32_t>(e.text.size());
    e.text += bracketed.substr(1, bar - 1);
    m.span.end = static_cast<uint32_t>(e.text.size());
    e.mentions.push_back(std::move(m));
    bracketed.remove_prefix(close + 1);
  }
  return e;
}

}  // namespace newsfacts
