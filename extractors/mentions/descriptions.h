// By which words a text describes its organisations ("Velmora, the Nordic carrier", "chip maker
// Tarnwick", "Harbour Bank"), so that "the carrier" is found to be Velmora.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_DESCRIPTIONS_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_DESCRIPTIONS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace newsfacts {

class Descriptions {
 public:
  // The text describes `entity` by `word`, in lower case.
  void Add(int32_t entity, const std::string& word);
  // The text names `entity` at that token.
  void Named(int32_t entity, uint32_t token);

  // The organisation that a phrase means whose last word is `noun`, `others` those before it: the
  // one described by the noun that shares most of the others, of several the one named last. Where
  // the noun tells nothing ("company"), one of the others must be shared. -1 for none.
  int32_t Find(const std::string& noun, std::span<const std::string> others) const;

 private:
  std::unordered_map<std::string, std::vector<int32_t>> entities_;
  std::unordered_map<int32_t, uint32_t> named_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_DESCRIPTIONS_H_
