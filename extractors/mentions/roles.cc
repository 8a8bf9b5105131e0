#include "extractors/mentions/roles.h"

#include <string_view>

#include "extractors/mentions/name_words.h"

namespace newsfacts {
namespace {

class RoleFinder {
 public:
  RoleFinder(const Annotations& doc, const std::vector<Traits>& traits, std::vector<Mention>* out)
      : doc_(doc), traits_(traits), out_(*out) {}

  void Run() {
    for (const Sentence& s : doc_.sentences) {
      if (doc_.OutOfTime()) break;
      for (uint32_t i = s.first_token; i < s.end_token;) {
        uint32_t end = RoleEnd(i, s.end_token);
        if (end > i) Add(i, OfPart(end, s.end_token));
        i = end > i ? end : i + 1;
      }
    }
  }

 private:
  std::string_view Word(uint32_t i) const { return doc_.Text(doc_.tokens[i]); }
  bool Is(uint32_t i, Traits traits) const { return (traits_[i] & traits) != 0; }

  // Posts joined by "and" are one. `i` where there is none.
  uint32_t RoleEnd(uint32_t i, uint32_t limit) const {
    if (Is(i, kInHeadline)) return i;
    uint32_t end = PostEnd(doc_, traits_, i, limit);
    while (end > i && end + 1 < limit && Word(end) == "and") {
      uint32_t next = PostEnd(doc_, traits_, end + 1, limit);
      if (next == end + 1) break;
      end = next;
    }
    return end;
  }

  // "head of" is only complete with what it is head of: small words that follow.
  uint32_t OfPart(uint32_t end, uint32_t limit) const {
    if (end + 1 >= limit || (Word(end) != "of" && Word(end) != "for")) return end;
    uint32_t k = end + 1;
    while (k < limit && k < end + 6 && doc_.tokens[k].kind == TokenKind::kWord &&
           !doc_.tokens[k].capitalised && !Stops(Word(k))) {
      ++k;
    }
    return k > end + 1 ? k : end;
  }

  static bool Stops(std::string_view w) {
    static constexpr std::string_view kStops[] = {
        "the",  "a",    "an",  "at", "of",  "for",  "in",   "to",  "who", "its",
        "said", "says", "was", "is", "and", "with", "from", "his", "her", "their"};
    for (std::string_view stop : kStops) {
      if (w == stop) return true;
    }
    return false;
  }

  void Add(uint32_t begin, uint32_t end) {
    Mention m;
    m.span = {doc_.tokens[begin].span.begin, doc_.tokens[end - 1].span.end};
    m.type = MentionType::kRole;
    if (doc_.says_why) m.why = "lexicon:role_heads";
    out_.push_back(std::move(m));
  }

  const Annotations& doc_;
  const std::vector<Traits>& traits_;
  std::vector<Mention>& out_;
};

}  // namespace

void FindRoles(const Annotations& doc, const std::vector<Traits>& traits,
               std::vector<Mention>* out) {
  RoleFinder(doc, traits, out).Run();
}

}  // namespace newsfacts
