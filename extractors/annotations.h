// What the reading of one article yields before any rule runs: tokens, sentences, mentions,
// entities. All spans are byte spans into Annotations::text.
#ifndef NEWSFACTS_EXTRACTORS_ANNOTATIONS_H_
#define NEWSFACTS_EXTRACTORS_ANNOTATIONS_H_

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rare_string.h"
#include "pipeline/article.h"
#include "pipeline/deadline.h"

namespace newsfacts {

enum class MentionType : uint8_t {
  kPerson,
  kOrg,
  kPlace,
  kDate,      // TIMEX3 DATE: a day or longer on the calendar
  kTime,      // TIMEX3 TIME: an instant or part of a day
  kDuration,  // TIMEX3 DURATION
  kSet,       // TIMEX3 SET: recurrence
  kMoney,
  kPercent,
  kNumber,
  kRole,     // a post, office or occupation: "chief executive"
  kProduct,  // product or technology: "5G", "Windows"
  kName,     // a capitalised run of unknown kind
};
inline constexpr int kMentionTypes = 13;

// "PERSON", "ORG", ... as the records and the skeleton write them.
std::string_view MentionTypeName(MentionType type);
// The type of that name; false where there is none.
bool ParseMentionType(std::string_view name, MentionType* type);

enum class TokenKind : uint8_t { kWord, kNumber, kPunct, kSymbol };

// A word, number or single punctuation mark. "U.S." is one token, "Huawei's" two ("Huawei", "'s"),
// "AI-based" one, "1,200.5" one, "$1.2bn" three ("$", "1.2", "bn").
struct Token {
  Span span;
  TokenKind kind = TokenKind::kWord;
  bool capitalised : 1 = false;   // first letter is upper case
  bool all_capitals : 1 = false;  // at least two letters and no lower case one
  bool space_before : 1 = false;
  bool resized : 1 = false;  // the word has another length in lower case
};

struct Sentence {
  Span span;
  uint32_t first_token = 0, end_token = 0;      // tokens [first_token, end_token)
  uint32_t first_mention = 0, end_mention = 0;  // mentions [first_mention, end_mention)
  uint32_t paragraph = 0;                       // counted from 0; the title is paragraph 0
  bool in_title = false;
};

inline constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

struct Mention {
  Span span;
  MentionType type = MentionType::kName;
  // MONEY: amount in base units, NaN where it is not said ("billions of dollars"). PERCENT: the
  // number (48% is 48). NUMBER: the number. Else NaN.
  double number = kNoNumber;
  double number_max = kNoNumber;  // high end where the mention is a range
  // Time types: the TIMEX3 value, "" where it cannot be known. MONEY: ISO 4217 code.
  std::string value;
  // MONEY: "share" in "$4 a share", else "". PERCENT: "points" for percentage points, "bp" for
  // basis points, "times" for "doubled" and the like. NUMBER: "ordinal" for ordinals. All of them
  // literals.
  std::string_view unit;
  // DURATION that is a known stretch of the calendar ("the first nine months of 2022", P9M): that
  // stretch, "2022-01/2022-09"; else "".
  RareString period;
  // For names: how the kind was decided, for people who ask ("lexicon:given-name", "suffix:Inc");
  // "" unless Annotations::says_why.
  RareString why;
  // Index into Annotations::entities for PERSON, ORG, PLACE, PRODUCT, NAME; -1 otherwise.
  int32_t entity = -1;
  // "the two companies": the other entity that it stands for besides `entity`; else -1.
  int32_t second_entity = -1;
  // "the company", "it", "he": stands for its entity without naming it.
  bool anaphor = false;
  // Described, not named: "a US company", "two private equity firms".
  bool generic = false;
};

// One person, organisation, place or product of the article; its mentions point here.
struct Entity {
  MentionType type = MentionType::kName;
  std::string canonical;  // fullest form in the article, without title and legal suffix
  std::string full;       // fullest form as it stands in the text, legal suffix included
  std::vector<std::string> aliases;
};

struct Annotations {
  // The title, "\n\n", and the body; without a title the body alone. Facts come from the body:
  // spans at or beyond `body`, minus `body`, are spans into Article::text.
  std::string text;
  uint32_t body = 0;
  std::string published;  // day of publication, "2019-11-06", or ""
  bool says_why = false;  // mentions are to say why

  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Mention> mentions;  // by begin; never overlapping
  std::vector<Entity> entities;

  // The text with its words in lower case, each where it stands in `text`; those whose length
  // changes ("İ") stand beside it, by where they begin.
  std::string lower_text;
  std::map<uint32_t, std::string> resized;

  // Of all work on this article; null: none. Loops over the article stop where OutOfTime().
  Deadline* deadline = nullptr;

  bool OutOfTime() const { return Expired(deadline); }
  std::string_view Text(Span s) const { return s.In(text); }
  std::string_view Text(const Token& t) const { return t.span.In(text); }
  std::string_view Text(const Mention& m) const { return m.span.In(text); }
  std::string_view Lower(const Token& t) const {
    return t.resized ? std::string_view(resized.at(t.span.begin)) : t.span.In(lower_text);
  }
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_ANNOTATIONS_H_
