// A sentence as rules see it: each mention is replaced by its type in angle brackets.
//
//   Nordlys (OSE: NOR), the Oslo utility, bought Kestrel and Tern Power for $5 million.
//   <ORG>, bought <ORGS> for <MONEY>.
//
// A list of mentions of one type folds into one piece, <ORGS> or <PERSONS>; an appositive and a
// ticker after a name fold into that name's piece. White space becomes one blank, curly quote marks
// straight ones (left out around a part of the sentence), and a '<' or '>' of the article U+2039 or
// U+203A: no text can look like a piece.
#ifndef NEWSFACTS_EXTRACTORS_RULES_SKELETON_H_
#define NEWSFACTS_EXTRACTORS_RULES_SKELETON_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/annotations.h"

namespace newsfacts {

class Skeleton {
 public:
  // What stands for one mention, or for a list of them.
  struct Piece {
    uint32_t begin = 0, end = 0;  // in text()
    MentionType type = MentionType::kName;
    uint32_t first_member = 0, end_member = 0;
  };

  // The sentence `span` of `text`, whose mentions are mentions[first, end).
  Skeleton(std::string_view text, Span span, const std::vector<Mention>& mentions, uint32_t first,
           uint32_t end);

  const std::string& text() const { return text_; }
  const std::vector<Piece>& pieces() const { return pieces_; }
  // Indices into the mentions that were given.
  std::span<const uint32_t> Members(const Piece& piece) const;
  // The piece that begins at that offset of text(); null where none does.
  const Piece* PieceAt(uint32_t offset) const;
  // The words of the article behind [begin, end) of text().
  Span SourceOf(uint32_t begin, uint32_t end) const;

 private:
  // Where a stretch begins, here and in the article: with a source_end it maps as a whole (a piece,
  // a mark written otherwise), else byte by byte.
  struct Anchor {
    uint32_t here, source, source_end;
  };
  friend class SkeletonBuilder;
  std::string text_;
  std::vector<Piece> pieces_;
  std::vector<uint32_t> members_;
  std::vector<Anchor> anchors_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_SKELETON_H_
