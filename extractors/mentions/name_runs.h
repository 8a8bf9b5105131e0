// Runs of words that may hold names, sentence by sentence: as far as names reach ("Bank of Velmora
// & Sons"), and how much of them the word lists know.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_NAME_RUNS_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_NAME_RUNS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"
#include "extractors/mentions/name_words.h"
#include "extractors/mentions/seen_amid.h"

namespace newsfacts {

// The list that holds a name whole.
enum class KnownIn : uint8_t { kNone, kOrganisations, kPlaces, kProducts, kNationalities, kThings };

class NameRuns {
 public:
  NameRuns(const Lexicon& lexicon, const Annotations& doc, const std::vector<Traits>& traits);

  // The sentence whose words are asked about.
  void Enter(const Sentence& sentence);

  // Whether a name may begin, or go on, with the word at `i`.
  bool Starts(uint32_t i) const;
  // "eBay", "quilldata.ai"; known names that are written small.
  bool SmallName(uint32_t i) const;
  // "VLM.OL", "VLMb.OL": the code of a share.
  bool IsTicker(uint32_t i) const;
  // Behind the last word that may belong to a name that begins at `begin`.
  uint32_t RunEnd(uint32_t begin) const;
  // The longest known name that begins at `i`; its end, or `i`.
  uint32_t KnownEnd(uint32_t i, uint32_t limit, KnownIn* in) const;
  // The end of the post that begins at `i`, or `i`.
  uint32_t RoleEnd(uint32_t i, uint32_t end) const { return PostEnd(doc_, traits_, i, end); }

 protected:
  std::string_view Word(uint32_t i) const { return doc_.Text(doc_.tokens[i]); }
  bool Is(uint32_t i, Traits traits) const { return (traits_[i] & traits) != 0; }
  bool Inside(uint32_t i) const { return i < sentence_->end_token; }
  bool Tight(uint32_t i) const { return Inside(i) && !doc_.tokens[i].space_before; }

  const Annotations& doc_;
  const std::vector<Traits>& traits_;
  const SeenAmid seen_;
  const Sentence* sentence_ = nullptr;
  uint32_t first_word_ = 0;  // of the sentence

 private:
  struct Known {
    KnownIn in;
    uint64_t bit;
  };

  bool Capital(uint32_t i) const { return Inside(i) && Starts(i); }
  // "R-Kansas" behind a lawmaker's name.
  bool IsPartyTag(uint32_t i) const;
  // "First Pacific", "Sunday Times": a number or day that a capital follows and a head closes.
  bool LooseOpener(uint32_t i) const;
  // "3Moor Systems", "8VL": digits and a capital in one.
  bool DigitName(uint32_t i) const;
  // "Velmora.com" is three tokens; the end of such a name, or `i`.
  uint32_t DomainEnd(uint32_t i) const;
  // "Banc One", "Earth First", "People's Daily" end so.
  bool ClosesName(uint32_t i) const;
  // The stop of an initial or of "St." inside a name.
  bool StopInside(uint32_t i) const;
  // "de la Cruz": small particles that a capital follows; else `i`.
  uint32_t ParticleEnd(uint32_t i) const;
  // What may follow "University of": no person, no post.
  bool JoinsHead(uint32_t i) const;
  // "Goldman, Sachs & Co", "Velmora Books, Inc".
  bool JoinsComma(uint32_t i) const;
  // "Velmora Media and Technology Group": one common word and the noun of a body after "and" at
  // `i`, a common word before it, and what stands before is no name by itself.
  bool JoinsHeads(uint32_t begin, uint32_t i) const;
  // "Lund Marsh and Co" as wires of old write "& Co".
  bool JoinsPartners(uint32_t i) const;
  // "Ministry of Trade" goes on with "and Industry".
  bool InsideOf(uint32_t begin, uint32_t i) const;
  // The words in lower case, one space between where there is any.
  std::string Flat(uint32_t begin, uint32_t end) const;

  const Lexicon& lexicon_;
  const std::array<Known, 5> known_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_NAME_RUNS_H_
