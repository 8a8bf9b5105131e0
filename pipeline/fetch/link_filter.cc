#include "pipeline/fetch/link_filter.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "pipeline/clean/dates.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

using Patterns = std::vector<std::unique_ptr<RE2>>;

Result<Patterns> Compile(const std::vector<std::string>& texts) {
  Patterns out;
  for (const std::string& text : texts) {
    out.push_back(std::make_unique<RE2>(text, RE2::Quiet));
    if (!out.back()->ok()) {
      return UsageError(fmt::format("pattern \"{}\": {}", text, out.back()->error()));
    }
  }
  return out;
}

bool AnyMatches(const Patterns& patterns, const std::string& text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const auto& p) { return RE2::PartialMatch(text, *p); });
}

bool IsDay(std::string_view text) {
  return text.empty() || (text.size() == 10 && FindDate(text) == text);
}

}  // namespace

struct LinkFilter::Impl {
  Patterns include, exclude;
  std::vector<std::string> hosts;
  std::string since, until;
};

LinkFilter::LinkFilter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LinkFilter::LinkFilter(LinkFilter&&) noexcept = default;
LinkFilter& LinkFilter::operator=(LinkFilter&&) noexcept = default;
LinkFilter::~LinkFilter() = default;

Result<LinkFilter> LinkFilter::Create(const LinkFilterOptions& options) {
  auto impl = std::make_unique<Impl>();
  Result<Patterns> include = Compile(options.include);
  if (!include.ok()) return include.error();
  Result<Patterns> exclude = Compile(options.exclude);
  if (!exclude.ok()) return exclude.error();
  impl->include = std::move(*include);
  impl->exclude = std::move(*exclude);
  for (const std::string& host : options.hosts) impl->hosts.push_back(LowerAscii(host));
  for (const std::string& day : {options.since, options.until}) {
    if (!IsDay(day)) return UsageError(fmt::format("\"{}\" is no day like 2026-05-31", day));
  }
  impl->since = options.since;
  impl->until = options.until;
  return LinkFilter(std::move(impl));
}

bool LinkFilter::InScope(const Url& url) const {
  const auto& hosts = impl_->hosts;
  return hosts.empty() || std::any_of(hosts.begin(), hosts.end(), [&](const std::string& host) {
           return url.host == host || url.host.ends_with("." + host);
         });
}

bool LinkFilter::Wants(const Url& url, std::string_view published) const {
  if (!InScope(url)) return false;
  if (!impl_->since.empty() || !impl_->until.empty()) {
    std::string day = FindDate(published).substr(0, 10);
    if (!day.empty() && day < impl_->since) return false;
    if (!day.empty() && !impl_->until.empty() && day > impl_->until) return false;
  }
  if (impl_->include.empty() && impl_->exclude.empty()) return true;
  std::string href = url.Href();
  return (impl_->include.empty() || AnyMatches(impl_->include, href)) &&
         !AnyMatches(impl_->exclude, href);
}

}  // namespace newsfacts
