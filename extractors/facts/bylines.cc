#include "extractors/facts/bylines.h"

#include <algorithm>
#include <string_view>

#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

constexpr uint32_t kByline = 9;    // tokens of a line that holds nothing else
constexpr uint32_t kCredits = 30;  // tokens of a sentence in which "edited by" is a credit

class BylineReader {
 public:
  explicit BylineReader(const TokenView& view) : view_(view), found_(view.size()) {}

  std::vector<bool> Run() {
    const std::vector<Sentence>& sentences = view_.doc().sentences;
    bool goes_on = false;  // a credit holds to the paragraph's end
    for (size_t i = 0; i < sentences.size(); ++i) {
      const Sentence& s = sentences[i];
      first_ = s.first_token;
      end_ = s.end_token;
      if (i > 0 && sentences[i - 1].paragraph != s.paragraph) goes_on = false;
      uint32_t from = s.in_title || goes_on ? first_ : Begin();
      goes_on = goes_on || (!s.in_title && from < end_);
      std::fill(found_.begin() + from, found_.begin() + end_, true);
      MarkNames();
    }
    return std::move(found_);
  }

 private:
  std::string_view Low(uint32_t t) const { return t < end_ ? view_.Low(t) : std::string_view(); }
  bool IsPerson(uint32_t t) const { return t < end_ && view_.IsType(t, MentionType::kPerson); }

  static bool IsPicture(std::string_view w) {
    return OneOf(w, {"photo", "photograph", "photos", "image", "images", "illustration", "graphic",
                     "picture", "video", "artwork"});
  }

  // "With assistance from Ann Lee", "More from Ann Lee:", "Follow Ann Lee on ...".
  bool IsThanks(uint32_t t) const {
    if (Low(t) == "with") {
      return OneOf(Low(t + 1), {"assistance", "additional", "reporting"}) ||
             (Low(t + 1) == "contributions" && OneOf(Low(t + 2), {"from", "by"}));
    }
    if (Low(t) == "more") return Low(t + 1) == "from" && IsPerson(t + 2);
    uint32_t past = IsPerson(t + 1) ? view_.MentionEnd(t + 1) : t;
    return past > t && OneOf(Low(past), {"on", "at", ":"});
  }

  // The token from which the sentence gives credit; its end where it does not.
  uint32_t Begin() const {
    uint32_t first = first_;
    while (first < end_ && OneOf(Low(first), {"(", "[", "-", "—", "*"})) ++first;
    uint32_t length = end_ - first;
    if (IsPicture(Low(first)) && (length <= kByline || Low(first + 1) == ":")) return first;
    if (OneOf(Low(first), {"with", "more", "follow", "email"}) && IsThanks(first)) return first;
    bool contact = Low(first) == "to" && Low(first + 1) == "contact";
    if (Low(first) == "by" && length <= kByline && IsPerson(first + 1)) return first;
    for (uint32_t t = first; t + 1 < end_; ++t) {
      std::string_view w = Low(t);
      if (contact && w == "this" && OneOf(Low(t + 1), {"story", "report", "article"})) return first;
      bool made = OneOf(w, {"reporting", "editing", "writing", "compiled", "translated", "edited",
                            "photography", "photographed", "filming"});
      bool leads = t == first || length < kCredits || Low(t - 1) == "(" ||
                   Low(t - 1) == "additional" || view_.At(t).capitalised;
      if (made && leads && Low(t + 1) == "by") return t;
      bool report = w == "contributed" && Low(t + 1) == "to" &&
                    OneOf(Low(t + 3), {"report", "story", "article"});
      if (report) return first;
      bool staff = OneOf(w, {"reporter", "reporters", "editor", "editors"});
      bool desk = staff && OneOf(Low(t + 1), {"responsible", "on", "of", "for"}) &&
                  OneOf(Low(t + 2), {"this", "for"});
      if (desk) return first;
    }
    return end_;
  }

  // Single names inside a running line: "By Ann Lee OSLO, Oct 30", "Featured image by Ann Lee",
  // "Ann Lee/The Post".
  void MarkNames() {
    for (uint32_t t = first_; t < end_; ++t) {
      if (!IsPerson(t) || !view_.StartsMention(t)) continue;
      uint32_t past = view_.MentionEnd(t);
      bool by = t > first_ && Low(t - 1) == "by";
      bool line = by && view_.At(t - 1).capitalised && past < end_ &&
                  (view_.At(past).all_capitals || Low(past) == ",");
      bool picture = by && t > first_ + 1 && IsPicture(Low(t - 2));
      bool agency = Low(past) == "/" && past + 1 < end_ && view_.At(past + 1).capitalised;
      if (line || picture || agency) std::fill(found_.begin() + t, found_.begin() + past, true);
    }
  }

  const TokenView& view_;
  std::vector<bool> found_;
  uint32_t first_ = 0, end_ = 0;  // the sentence being read
};

}  // namespace

std::vector<bool> BylineTokens(const TokenView& view) {
  return BylineReader(view).Run();
}

}  // namespace newsfacts
