// An article that takes too long gives nothing, wherever in its reading the time ends; one that is
// read in time gives what it gives without a deadline.
#include "pipeline/deadline.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extractors/facts/extract.h"
#include "tests/counting_clock.h"

namespace newsfacts {
namespace {

using std::chrono::nanoseconds;

Article LongArticle() {
  Article article;
  article.id = "long";
  article.title = "Orion Telecom to buy Nordlys";
  article.published = "2021-08-05";
  for (int i = 0; i < 40; ++i) {
    std::string n = std::to_string(i + 2);
    article.text += "Orion Telecom said on Tuesday it had agreed to buy Nordlys Works " + n +
                    " Ltd for $" + n + " million. \"We are glad about all of it,\" said Ada Berg" +
                    n + ", chief executive of Orion Telecom. Revenue rose " + n + "% to $4." + n +
                    " billion in the third quarter of 2020.\nNet loss 5,000 vs loss 3,000\n";
  }
  return article;
}

std::vector<std::string> IdsOf(const ExtractResult& result) {
  std::vector<std::string> ids;
  for (const Fact& f : result.facts) ids.push_back(f.id);
  return ids;
}

}  // namespace

TEST_CASE("a deadline that ends anywhere leaves no half of an article") {
  Result<Extractor> extractor = Extractor::Create({});
  REQUIRE(extractor.ok());
  const Article article = LongArticle();
  const std::vector<std::string> whole = IdsOf(extractor->Extract(article));
  const size_t mentions = extractor->Mentions(article).mentions.size();
  REQUIRE(whole.size() > 100);
  int64_t allowed = 1;
  for (bool done = false; !done; ++allowed) {
    REQUIRE(allowed < 5000);
    CountingClock clock;
    Deadline deadline(&clock, nanoseconds(allowed));
    deadline.Restart();
    ExtractResult result = extractor->Extract(article, &deadline);
    CHECK(result.over_time == deadline.Expired());
    CHECK(IdsOf(result) == (result.over_time ? std::vector<std::string>() : whole));
    done = !result.over_time;
    deadline.Restart();
    size_t found = extractor->Mentions(article, &deadline).mentions.size();
    CHECK(found == (deadline.Expired() ? 0 : mentions));
  }
  CHECK(allowed > 20);  // it was asked all the way
}

TEST_CASE("a deadline begins anew with each article, and may be none") {
  CountingClock clock;
  Deadline deadline(&clock, nanoseconds(1));
  deadline.Restart();
  for (int i = 0; i < 1000; ++i) (void)deadline.Expired();
  CHECK(deadline.Expired());
  deadline.Restart();
  CHECK_FALSE(deadline.Expired());
  Deadline none(&clock, nanoseconds(0));
  Deadline clockless(nullptr, nanoseconds(1));
  for (Deadline* d : {&none, &clockless}) {
    d->Restart();
    bool expired = false;
    for (int i = 0; i < 1000; ++i) expired = expired || d->Expired();
    CHECK_FALSE(expired);
  }
}

}  // namespace newsfacts
