// The facts of one kind that the built-in extractor finds in a text; for tests.
#ifndef NEWSFACTS_TESTS_FACTS_FACTS_OF_H_
#define NEWSFACTS_TESTS_FACTS_FACTS_OF_H_

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extractors/facts/extract.h"

namespace newsfacts {

template <typename Slots>
std::vector<Slots> FactsOf(const std::string& title, const std::string& text) {
  static Result<Extractor> extractor = Extractor::Create({});
  REQUIRE(extractor.ok());
  Article article;
  article.id = "a";
  article.title = title;
  article.text = text;
  article.published = "2021-08-05";
  std::vector<Slots> found;
  for (const Fact& f : extractor->Extract(article).facts) {
    if (const auto* slots = std::get_if<Slots>(&f.slots)) {
      CHECK(!f.rule.empty());
      CHECK(!f.evidence.empty());
      found.push_back(*slots);
    }
  }
  return found;
}

}  // namespace newsfacts

#endif  // NEWSFACTS_TESTS_FACTS_FACTS_OF_H_
