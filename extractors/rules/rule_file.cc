#include "extractors/rules/rule_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "extractors/mentions/annotate.h"
#include "extractors/rules/fact_slots.h"
#include "extractors/rules/rule_line.h"
#include "pipeline/text/digest.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

class Reader {
 public:
  Reader(std::string_view file, const Lexicon& lexicon, std::vector<Rule>* rules)
      : file_(file), lexicon_(lexicon), rules_(*rules) {}

  Status Read(std::string_view bytes) {
    while (!bytes.empty()) {
      size_t end = std::min(bytes.find('\n'), bytes.size());
      ++line_;
      Status s = Line(TrimBlanks(bytes.substr(0, end)));
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
  // The same for a fault that tells no place.
  Error Wrong(const Error& fault) const { return Wrong(fault.message); }

  Status Line(std::string_view row) {
    if (row.empty() || row.front() == '#') return Ok();
    std::string_view rest = row;
    std::string_view key = CutWord(&rest);
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
    std::string name(TrimBlanks(rest.substr(0, equals)));
    if (equals == std::string_view::npos || name.empty() ||
        !std::all_of(name.begin(), name.end(), IsNameChar)) {
      return Wrong("write a list as: list NAME = word | word (names: a-z 0-9 _)");
    }
    std::string_view body = TrimBlanks(rest.substr(equals + 1));
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
        std::string_view term = TrimBlanks(body.substr(0, bar));
        if (term.empty()) return Wrong("an empty word in the list; remove the spare \"|\"");
        terms.emplace_back(term);
        body.remove_prefix(std::min(bar + 1, body.size()));
      }
    }
    // A longer term before its own beginning, so that the longest is taken.
    std::stable_sort(terms.begin(), terms.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    for (const std::string& t : terms) {
      if (Status s = CheckRegex(t); !s.ok()) return Wrong(s.error());
    }
    lists_[name] = fmt::format("\\b(?:{})\\b", fmt::join(terms, "|"));
    return Ok();
  }

  // One of the alternatives that stand behind @NAME.
  Status Form(std::string_view rest) {
    size_t equals = rest.find('=');
    std::string name(TrimBlanks(rest.substr(0, equals)));
    if (equals == std::string_view::npos || name.empty() ||
        !std::all_of(name.begin(), name.end(), IsNameChar)) {
      return Wrong("write a form as: form NAME = PATTERN (names: a-z 0-9 _)");
    }
    forms_[name].emplace_back(TrimBlanks(rest.substr(equals + 1)));
    return Ok();
  }

  // The pattern once for each alternative of each form in it.
  Status Match(std::string_view rest) {
    size_t at = rest.find('@');
    if (at == std::string_view::npos) {
      Result<RulePattern> p = ReadPattern(rest, lists_, slots_);
      if (!p.ok()) return Wrong(p.error());
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
    if (Status s = CheckLength(rest.size()); !s.ok()) return Wrong(s.error());
    for (const std::string& alternative : form->second) {
      Status s = Match(fmt::format("{}{}{}", rest.substr(0, at), alternative, rest.substr(end)));
      if (!s.ok()) return s;
    }
    return Ok();
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
    slots_ = FactSlots();
    rule_.id = id;
    rule_.file = file_;
    rule_.line = line_;
    return Ok();
  }

  Status FactLine(std::string_view rest) {
    rule_.fact = CutWord(&rest);
    Result<FactSlots> slots = FactSlots::Of(rule_.fact);
    if (!slots.ok()) return Wrong(slots.error());
    slots_ = *slots;
    while (!rest.empty()) {
      std::string_view word = CutWord(&rest);
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
        if (Status s = slots_.Check(slot); !s.ok()) return Wrong(s.error());
        if (count < 1 || count > 9) return Wrong("needs takes counts from 1 to 9: needs=party:2");
        rule_.needs.emplace_back(slot, count);
      }
    }
    return Ok();
  }

  // TRIGGER : place=slot place=slot|PERSON
  Status Frame(std::string_view rest) {
    size_t colon = rest.rfind(" : ");
    if (colon == std::string_view::npos) {
      return Wrong("a frame is: frame WORDS : subject=SLOT with=SLOT ...");
    }
    Result<RulePattern> p = ReadPattern(TrimBlanks(rest.substr(0, colon)), lists_, slots_);
    if (!p.ok()) return Wrong(p.error());
    rest = TrimBlanks(rest.substr(colon + 3));
    while (!rest.empty()) {
      Result<FrameRole> role = ReadRole(CutWord(&rest), slots_);
      if (!role.ok()) return Wrong(role.error());
      p->roles.push_back(std::move(*role));
    }
    if (p->roles.empty()) return Wrong("a frame needs a role after \":\": subject=SLOT");
    rule_.patterns.push_back(std::move(*p));
    return Ok();
  }

  Status Take(std::string_view rest) {
    while (!rest.empty()) {
      std::string_view word = CutWord(&rest);
      size_t equals = word.find("={");
      RuleTake take;
      if (equals == std::string_view::npos || !word.ends_with('}') ||
          !ParseMentionType(word.substr(equals + 2, word.size() - equals - 3), &take.type)) {
        return Wrong(fmt::format("\"{}\" is not SLOT={{TYPE}}: take amount={{MONEY}}", word));
      }
      take.slot = word.substr(0, equals);
      if (Status s = slots_.Check(take.slot); !s.ok()) return Wrong(s.error());
      rule_.takes.push_back(std::move(take));
    }
    return Ok();
  }

  Status Unless(std::string_view rest, std::vector<std::string>* into) {
    if (rest.starts_with("clause:")) {
      rest = TrimBlanks(rest.substr(7));
      into = &rule_.unless_clause;
    }
    if (rest.empty()) return Wrong("unless needs a pattern");
    if (Status s = CheckRegex(rest); !s.ok()) return Wrong(s.error());
    into->emplace_back(rest);
    return Ok();
  }

  Status Example(bool matches, std::string_view rest) {
    Result<RuleExample> e = ReadExample(rest);
    if (!e.ok()) return Wrong(e.error());
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
      std::string_view slot = TrimBlanks(rest.substr(0, equals));
      if (slot != "status") {
        if (Status s = slots_.Check(slot); !s.ok()) return Wrong(s.error());
      }
      rule_.examples.back().slots.emplace_back(slot, rest.substr(equals + 2, close - equals - 2));
      rest = TrimBlanks(rest.substr(close + 1));
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
  ListPatterns lists_;
  std::map<std::string, std::vector<std::string>> forms_;
  int line_ = 0;
  bool open_ = false;
  Rule rule_;
  std::string raw_;
  FactSlots slots_;
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

}  // namespace newsfacts
