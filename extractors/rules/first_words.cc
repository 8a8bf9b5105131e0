// The idea: of every part the beginnings are kept that it may have, each as far as its first word
// goes. What follows is added to a beginning only while that word is not over. Whatever could make
// this wrong (classes, "\w", too many beginnings) gives up on the whole.
#include "extractors/rules/first_words.h"

#include <algorithm>
#include <vector>

namespace newsfacts {
namespace {

constexpr size_t kMostBeginnings = 3000;

bool IsWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
char Low(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

struct Beginning {
  std::string word;
  bool over = false;         // something that is no word follows the word
  bool sign_first = false;   // something that is no word stands before it,
  bool blank_first = false;  // and a blank among it
  friend auto operator<=>(const Beginning&, const Beginning&) = default;

  // With what follows.
  Beginning Then(const Beginning& next) const {
    Beginning out = *this;
    bool sign = next.sign_first || next.blank_first;
    if (word.empty()) {
      out = next;
      out.sign_first = sign_first || next.sign_first;
      out.blank_first = blank_first || next.blank_first;
    } else if (!over) {
      if (!sign) out.word += next.word;
      out.over = sign || next.over;
    }
    return out;
  }
};

struct Part {
  std::vector<Beginning> beginnings;
  int least = 0, most = 0;  // blanks

  static Part Nothing() { return {{Beginning()}, 0, 0}; }
};

class Reader {
 public:
  explicit Reader(std::string_view regex) : rest_(regex) {}

  std::optional<FirstWords> Read() {
    Part all = Alternatives();
    if (failed_ || !rest_.empty()) return std::nullopt;
    FirstWords out{{}, all.least, all.most};
    for (Beginning& b : all.beginnings) {
      if (b.word.empty() || b.blank_first) return std::nullopt;
      out.ends_open = out.ends_open || !b.over;
      out.words.insert(std::move(b.word));
    }
    return out;
  }

 private:
  Part Fail() {
    failed_ = true;
    return Part::Nothing();
  }
  bool Take(std::string_view head) {
    if (!rest_.starts_with(head)) return false;
    rest_.remove_prefix(head.size());
    return true;
  }

  Part Alternatives() {
    Part all = Sequence();
    while (!failed_ && Take("|")) all = Either(std::move(all), Sequence());
    return all;
  }

  Part Sequence() {
    Part all = Part::Nothing();
    while (!failed_ && !rest_.empty() && rest_[0] != '|' && rest_[0] != ')') {
      all = Then(all, Quantified(One()));
    }
    return all;
  }

  // A character, an escape, a small class or a group.
  Part One() {
    char c = rest_[0];
    if (c == '(') {
      rest_.remove_prefix(1);
      Take("?:");
      if (rest_.starts_with('?')) return Fail();
      Part inside = Alternatives();
      return Take(")") ? inside : Fail();
    }
    rest_.remove_prefix(1);
    if (c == '[') return Class();
    if (c == '\\') {
      if (rest_.empty()) return Fail();
      char escaped = rest_[0];
      rest_.remove_prefix(1);
      if (escaped == 'b') return Sign(0);
      return IsWordChar(escaped) ? Fail() : Literal(escaped);
    }
    if (std::string_view(".^$*+?{").find(c) != std::string_view::npos) return Fail();
    return Literal(c);
  }

  static Part Sign(int blanks) {
    Beginning b;
    b.sign_first = true;
    b.blank_first = blanks > 0;
    return {{b}, blanks, blanks};
  }

  static Part Literal(char c) {
    if (!IsWordChar(c) && c != '<' && c != '>') return Sign(c == ' ' ? 1 : 0);
    Beginning b;
    b.word = Low(c);
    b.over = c == '>';
    return {{b}, 0, 0};
  }

  // "[cs]", "[- ]", "[a-h]"
  Part Class() {
    Part any;
    any.least = kManyBlanks;
    for (bool first = true; !Take("]"); first = false) {
      if (rest_.size() < 2 || rest_[0] == '\\' || rest_[0] == '[') return Fail();
      if (rest_[0] == '^' || (!first && rest_[0] == '-')) return Fail();
      char from = rest_[0], to = from;
      rest_.remove_prefix(1);
      if (rest_.size() > 2 && rest_[0] == '-' && rest_[1] != ']') {
        to = rest_[1];
        rest_.remove_prefix(2);
        if (!IsWordChar(from) || !IsWordChar(to)) return Fail();
      }
      for (int c = static_cast<unsigned char>(from); c <= static_cast<unsigned char>(to); ++c) {
        any = Either(std::move(any), Literal(static_cast<char>(c)));
      }
    }
    return any.beginnings.empty() ? Fail() : any;
  }

  Part Quantified(Part part) {
    if (Take("?")) {
      Take("?");
      return Either(std::move(part), Part::Nothing());
    }
    bool star = Take("*");
    if (star || Take("+")) {
      Take("?");
      part.most = part.most > 0 ? kManyBlanks : 0;
      // A second round may go on with the word of the first.
      for (const Beginning& b : part.beginnings) {
        if (!b.over) return Fail();
      }
      return star ? Either(std::move(part), Part::Nothing()) : part;
    }
    return rest_.starts_with('{') ? Fail() : part;
  }

  Part Either(Part a, Part b) {
    a.beginnings.insert(a.beginnings.end(), b.beginnings.begin(), b.beginnings.end());
    std::sort(a.beginnings.begin(), a.beginnings.end());
    a.beginnings.erase(std::unique(a.beginnings.begin(), a.beginnings.end()), a.beginnings.end());
    if (a.beginnings.size() > kMostBeginnings) return Fail();
    a.least = std::min(a.least, b.least);
    a.most = std::max(a.most, b.most);
    return a;
  }

  Part Then(const Part& a, const Part& b) {
    Part out;
    out.least = std::min(a.least + b.least, kManyBlanks);
    out.most = std::min(a.most + b.most, kManyBlanks);
    for (const Beginning& head : a.beginnings) {
      if (head.over && !head.word.empty()) {
        out.beginnings.push_back(head);
        continue;
      }
      for (const Beginning& tail : b.beginnings) out.beginnings.push_back(head.Then(tail));
      if (out.beginnings.size() > kMostBeginnings) return Fail();
    }
    Part bounds{{}, out.least, out.most};
    return Either(std::move(out), std::move(bounds));
  }

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

std::optional<FirstWords> FirstWordsOf(std::string_view regex) {
  return Reader(regex).Read();
}

}  // namespace newsfacts
