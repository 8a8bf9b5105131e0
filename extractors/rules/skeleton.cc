#include "extractors/rules/skeleton.h"

#include <algorithm>
#include <array>

#include "extractors/mentions/annotate.h"
#include "extractors/mentions/dateline.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kLongestAside = 90;  // bytes of an appositive or a ticker

bool StartsWithAny(std::string_view text, std::span<const std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view s) { return text.starts_with(s); });
}

bool ContainsAny(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

// Length of ", the Oslo utility" where `rest` begins with it and a comma follows; else 0.
size_t AppositiveLength(std::string_view rest) {
  static constexpr std::array<std::string_view, 7> kStarts = {
      ", a ", ", an ", ", the ", ", one of ", ", based in ", ", headquartered in ", ", formerly "};
  static constexpr std::array<std::string_view, 22> kVerbs = {
      " said", " says",  " told",   " announced", " which ", " who ",    " that ", " has ",
      " had ", " have ", " was ",   " is ",       " are ",   " were ",   " will ", " would ",
      " and ", " sold ", " bought", " reported",  " agreed", " acquired"};
  if (!StartsWithAny(rest, kStarts)) return 0;
  size_t end = rest.find_first_of(",.;:\"\n", 2);
  if (end == std::string_view::npos || rest[end] != ',' || end > kLongestAside) return 0;
  return ContainsAny(rest.substr(0, end), kVerbs) ? 0 : end;
}

// Length of " (NYSE: ABC)", " ( ABC.N )" or " <ABC>" at the beginning of `rest`; else 0.
size_t TickerLength(std::string_view rest) {
  if (rest.size() < 3 || rest[0] != ' ' || (rest[1] != '(' && rest[1] != '<')) return 0;
  size_t end = rest.find(rest[1] == '(' ? ')' : '>', 2);
  if (end == std::string_view::npos || end > 40) return 0;
  std::string_view inside = rest.substr(2, end - 2);
  if (inside.starts_with(' ')) inside.remove_prefix(1);
  bool upper = !inside.empty() && IsUpper(CodePointAt(inside, 0).value);
  return upper ? end + 1 : 0;
}

// 1 where `rest` begins with the stop of an abbreviated name ("Orion Inc. said") and the sentence
// goes on after it; else 0.
size_t StopLength(std::string_view rest) {
  if (!rest.starts_with('.') || rest.starts_with("..")) return 0;
  return rest.find_first_not_of(" \t\n\"')", 1) == std::string_view::npos ? 0 : 1;
}

// Length of " <ABC.N>" at the beginning of `rest`, where no name stands before it; else 0.
size_t LoneTickerLength(std::string_view rest) {
  size_t length = rest.starts_with(" <") ? TickerLength(rest) : 0;
  std::string_view code = length > 3 ? rest.substr(2, length - 3) : "";
  bool small = std::any_of(code.begin(), code.end(),
                           [](char c) { return c == ' ' || (c >= 'a' && c <= 'z'); });
  return small || code.size() > 8 ? 0 : length;
}

bool JoinsList(std::string_view between) {
  static constexpr std::array<std::string_view, 9> kJoints = {
      ", ",    " and ",        ", and ",        " & ",      " or ",
      ", or ", " as well as ", ", as well as ", " and the "};
  return std::find(kJoints.begin(), kJoints.end(), between) != kJoints.end();
}

bool IsParty(MentionType type) {
  return type == MentionType::kOrg || type == MentionType::kPerson || type == MentionType::kName;
}

// A list may mix organisations with names of unknown kind, and is one of organisations then.
bool JoinTypes(MentionType a, MentionType b) {
  auto may_be_org = [](MentionType t) { return t == MentionType::kOrg || t == MentionType::kName; };
  return a == b || (may_be_org(a) && may_be_org(b));
}

}  // namespace

class SkeletonBuilder {
 public:
  SkeletonBuilder(std::string_view text, Span span, const std::vector<Mention>& mentions,
                  uint32_t end, Skeleton* out)
      : text_(text), span_(span), mentions_(mentions), end_(end), out_(*out) {}

  void Run(uint32_t next) {
    uint32_t at = span_.begin;
    uint32_t dateline = at + static_cast<uint32_t>(DatelineLength(Rest(at)));
    while (next < end_) {
      // Inside an aside that was folded, or one that only writes or listens.
      bool aside = IsParty(mentions_[next].type) &&
                   (EndOf(next) <= dateline || IsTold(next) || IsTicker(next) || IsWare(next));
      if (BeginOf(next) < at || aside) {
        ++next;
        continue;
      }
      Copy(at, BeginOf(next));
      at = AddPiece(&next);
    }
    Copy(at, span_.end);
  }

 private:
  // "told Reuters", "in a filing with the Harbour Board", "told Norway's Dagen newspaper": who
  // hears of a deal is no party of it.
  bool IsTold(uint32_t m) const {
    static constexpr std::array<std::string_view, 4> kTold = {" told ", " filing with ",
                                                              " filings with ", " filed with "};
    static constexpr std::array<std::string_view, 8> kEnds = {"of ", "that ", "it ", ",",
                                                              ";",   ":",     "\"",  "about "};
    constexpr size_t kReach = 30;
    std::string_view before = text_.substr(span_.begin, BeginOf(m) - span_.begin);
    return std::any_of(kTold.begin(), kTold.end(), [&](std::string_view told) {
      size_t at = before.rfind(told);
      if (at == std::string_view::npos) return false;
      std::string_view gap = before.substr(at + told.size());
      return gap.size() <= kReach && !ContainsAny(gap, kEnds) && (m == 0 || Describes(m - 1, gap));
    });
  }

  // Whether the mention before the last words of the sentence, `gap`, is none of them or only
  // describes who hears: "Norway's".
  bool Describes(uint32_t m, std::string_view gap) const {
    bool inside = text_.data() + mentions_[m].span.end > gap.data();
    return !inside || !IsParty(mentions_[m].type) || Rest(EndOf(m)).starts_with("'s");
  }

  // "Skua maker Orion Aircraft": what it makes or owns is another name.
  bool IsWare(uint32_t m) const {
    static constexpr std::array<std::string_view, 10> kOwners = {
        " maker ",    " owner ",     " parent ",  " developer ", " operator ",
        " producer ", " publisher ", " creator ", " rival ",     " manufacturer "};
    if (m + 1 >= end_ || !IsParty(mentions_[m + 1].type) || BeginOf(m + 1) < EndOf(m)) return false;
    std::string_view between = text_.substr(EndOf(m), BeginOf(m + 1) - EndOf(m));
    return std::find(kOwners.begin(), kOwners.end(), between) != kOwners.end();
  }

  // "Orion Telecom's <ORI> ferries": the code of a share that no name took.
  bool IsTicker(uint32_t m) const {
    if (Brackets(m) == 0) return false;
    uint32_t begin = BeginOf(m);
    return text_.substr(span_.begin, begin - span_.begin).ends_with("'s ") &&
           LoneTickerLength(text_.substr(begin - 1, EndOf(m) - begin + 1)) > 0;
  }

  // 1 where the mention stands in angle brackets of its own, "<Tern Power>", which fold into it.
  uint32_t Brackets(uint32_t m) const {
    Span s = mentions_[m].span;
    bool inside = s.begin > span_.begin && s.end < span_.end;
    return inside && text_[s.begin - 1] == '<' && text_[s.end] == '>' ? 1 : 0;
  }
  uint32_t BeginOf(uint32_t m) const {
    return m < end_ ? mentions_[m].span.begin - Brackets(m) : span_.end;
  }
  uint32_t EndOf(uint32_t m) const { return mentions_[m].span.end + Brackets(m); }

  // Adds the piece of mention *next and of those that fold into it; the offset after it.
  uint32_t AddPiece(uint32_t* next) {
    Skeleton::Piece piece;
    const Mention& first = mentions_[*next];
    piece.type = first.type;
    piece.begin = static_cast<uint32_t>(out_.text_.size());
    piece.first_member = static_cast<uint32_t>(out_.members_.size());
    uint32_t source = BeginOf(*next);
    uint32_t at = Take(next);
    while (IsParty(first.type) && *next < end_ && JoinTypes(first.type, mentions_[*next].type) &&
           BeginOf(*next) >= at && JoinsList(text_.substr(at, BeginOf(*next) - at)) &&
           ListGoesOn(*next, at)) {
      if (mentions_[*next].type == MentionType::kOrg) piece.type = MentionType::kOrg;
      at = Take(next);
    }
    piece.end_member = static_cast<uint32_t>(out_.members_.size());
    out_.anchors_.push_back({piece.begin, source, at});
    out_.text_ += '<';
    out_.text_ += MentionTypeName(piece.type);
    if (piece.end_member - piece.first_member > 1) out_.text_ += 'S';
    out_.text_ += '>';
    piece.end = static_cast<uint32_t>(out_.text_.size());
    out_.pieces_.push_back(piece);
    if (IsOwner(first)) out_.text_ += "'s";
    return at;
  }

  // "its", "our": what stands for the one who owns something reads as one.
  bool IsOwner(const Mention& m) const {
    std::string_view words = m.span.In(text_);
    return m.anaphor &&
           (EqualsIgnoreAsciiCase(words, "its") || EqualsIgnoreAsciiCase(words, "our"));
  }

  // A comma alone joins only where a later "and" or "or" closes the list, if only with "and
  // others".
  bool ListGoesOn(uint32_t m, uint32_t at) const {
    for (bool first = true; m < end_; first = false) {
      std::string_view between = text_.substr(at, BeginOf(m) - at);
      if (!JoinsList(between)) return !first && OpensLastMember(between);
      if (between != ", ") return true;
      at = EndOf(m);
      at += static_cast<uint32_t>(StopLength(Rest(at)));
      ++m;
    }
    return OpensLastMember(Rest(at));
  }

  static bool OpensLastMember(std::string_view text) {
    return text.starts_with(" and ") || text.starts_with(", and ") ||
           text.starts_with(" among others");
  }

  // Takes mention *next as a member with the asides after it.
  uint32_t Take(uint32_t* next) {
    out_.members_.push_back(*next);
    const Mention& m = mentions_[*next];
    uint32_t at = EndOf(*next);
    ++*next;
    if (!IsParty(m.type)) return at;
    at += static_cast<uint32_t>(StopLength(Rest(at)));
    at += static_cast<uint32_t>(TickerLength(Rest(at)));
    auto aside = static_cast<uint32_t>(AppositiveLength(Rest(at)));
    if (aside > 0 && !HoldsParty(*next, at + aside)) at += aside;
    while (*next < end_ && BeginOf(*next) < at) ++*next;
    return at;
  }

  std::string_view Rest(uint32_t at) const { return text_.substr(at, span_.end - at); }

  bool HoldsParty(uint32_t m, uint32_t end) const {
    for (; BeginOf(m) < end && m < end_; ++m) {
      MentionType t = mentions_[m].type;
      if (IsParty(t) || t == MentionType::kMoney || t == MentionType::kDate) return true;
    }
    return false;
  }

  // From here on the text maps one to one, or, with an end, what comes next maps as a whole.
  void Anchor(uint32_t source, uint32_t source_end = 0) {
    out_.anchors_.push_back({static_cast<uint32_t>(out_.text_.size()), source, source_end});
  }

  // The end of what is copied as it stands: ASCII words with single blanks that open no ticker.
  // `blank`: whether the byte before is one.
  uint32_t PlainEnd(uint32_t i, uint32_t end, bool* blank) const {
    for (; i < end; ++i) {
      char c = text_[i];
      if (c == ' ' ? *blank || (i + 1 < end && text_[i + 1] == '<')
                   : c < '!' || c > '~' || c == '<' || c == '>' || c == '"') {
        break;
      }
      *blank = c == ' ';
    }
    return i;
  }

  void Copy(uint32_t begin, uint32_t end) {
    if (begin >= end) return;
    Anchor(begin);
    bool blank = out_.text_.empty() || out_.text_.back() == ' ';
    for (uint32_t i = begin; i < end;) {
      uint32_t plain = PlainEnd(i, end, &blank);
      out_.text_ += text_.substr(i, plain - i);
      i = plain;
      if (i == end) break;
      if (size_t ticker = LoneTickerLength(text_.substr(i, end - i)); ticker > 0) {
        i += static_cast<uint32_t>(ticker);
        if (i < end) Anchor(i);
        continue;
      }
      CodePoint c = CodePointAt(text_, i);
      std::string_view as = text_.substr(i, c.length);
      bool space = IsSpace(c.value);
      if (space) as = blank ? "" : " ";
      if (c.value == '<') as = "\u2039";
      if (c.value == '>') as = "\u203A";
      if (c.value == 0x2018 || c.value == 0x2019) as = "'";
      if (c.value == 0x201C || c.value == 0x201D) as = "\"";
      if (as == "\"" && QuotesWords(i, i + c.length)) as = "";
      blank = space;
      bool replaced = as.size() != c.length;
      uint32_t after = i + c.length;
      if (replaced && !as.empty()) Anchor(i, after);
      out_.text_ += as;
      i = after;
      if (replaced && i < end) Anchor(i);
    }
  }

  // A mark of a quotation within the sentence, as in: said it "has no plans" to sell. Such words
  // are the sentence's own; a whole quoted sentence begins with a capital and ends with a stop or
  // comma.
  bool QuotesWords(uint32_t begin, uint32_t end) {
    bool opens = begin == span_.begin || text_[begin - 1] == ' ';
    if (!opens) return std::exchange(in_words_, false);
    char next = end < span_.end ? text_[end] : ' ';
    in_words_ =
        begin > span_.begin && ((next >= 'a' && next <= 'z') || (next >= '0' && next <= '9'));
    return in_words_;
  }

  std::string_view text_;
  Span span_;
  const std::vector<Mention>& mentions_;
  uint32_t end_;
  Skeleton& out_;
  bool in_words_ = false;  // within the marks of a quotation whose marks are left out
};

Skeleton::Skeleton(std::string_view text, Span span, const std::vector<Mention>& mentions,
                   uint32_t first, uint32_t end) {
  SkeletonBuilder(text, span, mentions, end, this).Run(first);
}

std::span<const uint32_t> Skeleton::Members(const Piece& piece) const {
  return std::span(members_).subspan(piece.first_member, piece.end_member - piece.first_member);
}

const Skeleton::Piece* Skeleton::PieceAt(uint32_t offset) const {
  auto it = std::lower_bound(pieces_.begin(), pieces_.end(), offset,
                             [](const Piece& p, uint32_t at) { return p.begin < at; });
  return it != pieces_.end() && it->begin == offset ? &*it : nullptr;
}

Span Skeleton::SourceOf(uint32_t begin, uint32_t end) const {
  auto anchor = [&](uint32_t offset) {
    auto it = std::upper_bound(anchors_.begin(), anchors_.end(), offset,
                               [](uint32_t at, const Anchor& a) { return at < a.here; });
    return it == anchors_.begin() ? Anchor{0, 0, 0} : *std::prev(it);
  };
  Anchor a = anchor(begin);
  uint32_t from = a.source_end != 0 ? a.source : a.source + (begin - a.here);
  if (end <= begin) return {from, from};
  Anchor b = anchor(end - 1);
  uint32_t to = b.source_end != 0 ? b.source_end : b.source + (end - b.here);
  return {from, to};
}

}  // namespace newsfacts
