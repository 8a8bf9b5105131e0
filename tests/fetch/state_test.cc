#include "pipeline/fetch/state.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

namespace newsfacts {
namespace {

PageRow Page(const std::string& name, int64_t due) {
  return {.url = "http://a.example/" + name,
          .href = "http://a.example/" + name,
          .host = "a.example",
          .due_ms = due};
}

TEST_CASE("pages are claimed in the order in which they are due") {
  Result<FetchState> s = FetchState::Open(":memory:");
  REQUIRE(s.ok());
  CHECK(s->Add(Page("late", 20)));
  CHECK(s->Add(Page("early", 10)));
  CHECK_FALSE(s->Add(Page("early", 5)));
  CHECK(s->Add(Page("done", kNever)));
  CHECK(s->NextDue("a.example") == 10);
  CHECK(s->HostsWithWork() == std::vector<std::pair<std::string, int64_t>>{{"a.example", 10}});
  CHECK(s->CountLeft() == 2);
  CHECK(s->Claim("a.example", 9, 10).empty());
  std::vector<PageRow> pages = s->Claim("a.example", 50, 1);
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].url == "http://a.example/early");
  CHECK(s->NextDue("a.example") == 20);
  PageRow page = pages[0];
  page.due_ms = kNever;
  page.outcome = "stored";
  page.etag = "\"x\"";
  page.warc_offset = 77;
  page.distrusted = true;
  s->Save(page);
  std::optional<PageRow> found = s->Find(page.url);
  REQUIRE(found);
  CHECK(found->outcome == "stored");
  CHECK(found->etag == "\"x\"");
  CHECK(found->warc_offset == 77);
  CHECK(found->distrusted);
  CHECK(found->due_ms == kNever);
  pages = s->Claim("a.example", 50, 10);
  CHECK(pages.size() == 1);
  CHECK(s->NextDue("a.example") == kNever);
  CHECK(s->Commit().ok());
}

TEST_CASE("only what was committed is there the next time") {
  std::string path = std::filesystem::temp_directory_path() /
                     ("state_test." + std::to_string(getpid()) + ".sqlite");
  {
    Result<FetchState> s = FetchState::Open(path);
    REQUIRE(s.ok());
    s->Add(Page("kept", 1));
    s->SaveHost("a.example", {.next_allowed_ms = 99, .failures = 2});
    RobotsRecord robots;
    robots.access = RobotsRecord::Access::kRules;
    robots.rules = std::string("a\0b", 3);
    s->SaveRobots("http://a.example", robots);
    s->AddPayload("sha1:X", {"http://a.example/kept", "2026-01-01T00:00:00Z", "<urn:1>"});
    REQUIRE(s->Commit().ok());
    s->Add(Page("lost", 1));
  }
  Result<FetchState> s = FetchState::Open(path);
  REQUIRE(s.ok());
  CHECK(s->Find("http://a.example/kept"));
  CHECK_FALSE(s->Find("http://a.example/lost"));
  CHECK(s->LoadHost("a.example").next_allowed_ms == 99);
  CHECK(s->LoadHost("a.example").failures == 2);
  CHECK(s->LoadHost("b.example").failures == 0);
  CHECK(s->LoadRobots("http://a.example").rules.size() == 3);
  CHECK(s->FindPayload("sha1:X")->record_id == "<urn:1>");
  CHECK_FALSE(s->FindPayload("sha1:Y"));
  CHECK(s->AddText("t1", "one"));
  CHECK(s->AddText("t1", "one"));
  CHECK_FALSE(s->AddText("t1", "two"));
  for (auto ending : {"", "-wal", "-shm"}) std::filesystem::remove(path + ending);
}

TEST_CASE("a file that is no database, or a folder, is told at once") {
  CHECK_FALSE(FetchState::Open("/nowhere/state.sqlite").ok());
  CHECK_FALSE(FetchState::Open("/proc/self/status").ok());
}

}  // namespace
}  // namespace newsfacts
