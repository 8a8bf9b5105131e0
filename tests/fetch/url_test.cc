#include "pipeline/fetch/url.h"

#include "pipeline/fetch/canonical_url.h"
#include "pipeline/fetch/ip_address.h"
#include "tests/data_folder.h"

namespace newsfacts {
namespace {

struct Row {
  std::string_view input;
  std::string_view base;
  std::string_view href;  // "" where it is refused
};

const Row kUrls[] = {
    {"HTTP://News.Example:80/a/./b/../c?q=x y#top", "", "http://news.example/a/c?q=x%20y#top"},
    {"https://news.example", "", "https://news.example/"},
    {"https:\\\\news.example\\a", "", "https://news.example/a"},
    {" http://news.exa\tmple/ ", "", "http://news.example/"},
    {"http://m\xC3\xBCnze.example/", "", "http://xn--mnze-0ra.example/"},
    {"http://0x7f.1/", "", "http://127.0.0.1/"},
    {"http://2130706433/", "", "http://127.0.0.1/"},
    {"http://[::FFFF:127.0.0.1]/", "", "http://[::ffff:7f00:1]/"},
    {"http://[2001:db8:0:0:1:0:0:0]:8080/", "", "http://[2001:db8:0:0:1::]:8080/"},
    {"http://user:pa ss@news.example/", "", "http://user:pa%20ss@news.example/"},
    {"../d", "http://news.example/a/b/c", "http://news.example/a/d"},
    {"?p=2", "http://news.example/a?p=1", "http://news.example/a?p=2"},
    {"//cdn.example/x", "https://news.example/a", "https://cdn.example/x"},
    {"%2e%2E/x", "http://news.example/a/b/", "http://news.example/a/x"},
    {"", "http://news.example/a?b#c", "http://news.example/a?b"},
    {"file:///etc/passwd", "http://news.example/", ""},
    {"ftp://news.example/", "", ""},
    {"http://", "", ""},
    {"http://a b/", "", ""},
    {"http://news.example:99999/", "", ""},
    {"http://256.1.1.1/", "", ""},
    {"http://[::1/", "", ""},
    {"/a", "", ""},
};

TEST_CASE("URLs as browsers read them") {
  for (const Row& row : kUrls) {
    CAPTURE(row.input, row.base);
    std::optional<Url> base;
    if (!row.base.empty()) base = *ParseUrl(row.base);
    Result<Url> url = ParseUrl(row.input, base ? &*base : nullptr);
    CHECK((url.ok() ? url->Href() : "") == row.href);
  }
}

const std::pair<std::string_view, std::string_view> kCanonical[] = {
    {"http://harbour.example../a", "http://harbour.example/a"},
    {"http://0x../a", "http://0x../a"},  // a name; without its dots it would be an address
    {"http://News.example./a//b/%7ejoe/?b=2&a=1&utm_source=x#y",
     "http://news.example/a/b/~joe/?a=1&b=2"},
    {"http://news.example../a", "http://news.example/a"},
    {"news.example/x?fbclid=1", "http://news.example/x"},
    {"http://news.example/x;jsessionid=AB12?p=&q", "http://news.example/x?p&q"},
    {"http://me:secret@news.example:8080/%e4%", "http://news.example:8080/%E4%25"},
    {"http://news.example/a?x[]=1", "http://news.example/a?x%5B%5D=1"},
    {"http://news.example/a?ref=1&source=2", "http://news.example/a?ref=1&source=2"},
};

TEST_CASE("what is told of text that is no URL holds no password") {
  const std::pair<std::string_view, std::string_view> kTold[] = {
      {"http://no host/", "http://no host/"},
      {"http://me:secret@no host/a", "http://***@no host/a"},
      {"http://me:sec//ret@no host/", "http://***@no host/"},
      {"http://me:sec@ret@no host/", "http://***@no host/"},
      {"me:secret@news.example", "***@news.example"},
      {"@", "***@"},
      {"", ""},
  };
  for (const auto& [text, told] : kTold) CHECK(WithoutUserInfo(text) == told);
}

TEST_CASE("canonical forms") {
  for (const auto& [input, canonical] : kCanonical) {
    CAPTURE(input);
    Result<Url> url = ParseUrlLoosely(input);
    REQUIRE(url.ok());
    CHECK(CanonicalUrl(*url) == canonical);
    CHECK(CanonicalUrl(*ParseUrl(CanonicalUrl(*url))) == canonical);
  }
}

const std::pair<std::string_view, bool> kAddresses[] = {
    {"93.184.215.14", true},
    {"8.8.8.8", true},
    {"2606:2800:21f::1", true},
    {"127.0.0.1", false},
    {"127.255.0.9", false},
    {"10.1.2.3", false},
    {"172.31.255.255", false},
    {"172.32.0.1", true},
    {"192.168.0.1", false},
    {"169.254.169.254", false},
    {"100.64.0.1", false},
    {"100.128.0.1", true},
    {"0.0.0.0", false},
    {"255.255.255.255", false},
    {"224.0.0.1", false},
    {"::1", false},
    {"::", false},
    {"fe80::1", false},
    {"fc00::1", false},
    {"ff02::1", false},
    {"::ffff:127.0.0.1", false},
    {"::ffff:10.0.0.1", false},
    {"::ffff:8.8.8.8", true},
    {"::127.0.0.1", false},
    {"64:ff9b::7f00:1", false},
    {"64:ff9b::808:808", true},
    {"2002:7f00:1::", false},
    {"2002:a00:1::", false},
    {"[::1]", false},
};

TEST_CASE("the guard refuses what is not public") {
  AddressGuard guard;
  for (const auto& [text, open] : kAddresses) {
    CAPTURE(text);
    std::optional<IpAddress> address = ParseIpAddress(text);
    REQUIRE(address);
    CHECK(guard.Refusal(*address).empty() == open);
  }
  guard.Allow(*ParseIpBlock("127.0.0.0/8"));
  CHECK(guard.Refusal(*ParseIpAddress("127.0.0.1")).empty());
  CHECK(guard.Refusal(*ParseIpAddress("::1")) == "loopback (::1/128)");
  for (std::string_view bad : {"10.0.0.0/33", "10.0.0/8", "::/129", "x", "10.0.0.0/"}) {
    CAPTURE(bad);
    CHECK_FALSE(ParseIpBlock(bad).ok());
  }
}

bool IsWeb(std::string_view href) {
  return href.starts_with("http://") || href.starts_with("https://");
}

TEST_CASE("the URL Standard's own cases") {
  for (const char* file :
       {"fetch/url/wpt-urltestdata.json", "fetch/url/ada-extra-urltestdata.json"}) {
    for (const Json& row : DataRows(file)) {
      const std::string& base = row["base"].str();
      if (!row.is_object() || (!base.empty() && !IsWeb(base))) continue;
      CAPTURE(row["input"].str(), base);
      std::optional<Url> parsed_base;
      if (!base.empty()) {
        Result<Url> b = ParseUrl(base);
        if (!b.ok()) continue;
        parsed_base = *b;
      }
      Result<Url> url = ParseUrl(row["input"].str(), parsed_base ? &*parsed_base : nullptr);
      const std::string& href = row["href"].str();
      CHECK((url.ok() ? url->Href() : "") == (IsWeb(href) ? href : ""));
    }
  }
}

// Where the two families part: schemes that are refused here, the host forms of the URL Standard.
bool IsOurs(const std::string& input, const std::string& normal) {
  if (normal.starts_with("ftp:") || normal.starts_with("file:")) return false;
  if (input.find("http:////") == 0) return false;                  // no host: refused
  if (input.find("::ffff:127.0.0.1") != input.npos) return false;  // written ::ffff:7f00:1
  return input.find(",http") == input.npos;                        // two URLs in one row
}

TEST_CASE("cases of crawler-commons' normaliser") {
  for (const Json& row : DataRows("fetch/url/crawler_commons_normalize.jsonl")) {
    const std::string& input = row["input"].str();
    if (!IsOurs(input, row["normal"].str())) continue;
    CAPTURE(input);
    Result<Url> url = ParseUrlLoosely(input);
    CHECK((url.ok() ? CanonicalUrl(*url) : "") == row["normal"].str());
  }
}

}  // namespace
}  // namespace newsfacts
