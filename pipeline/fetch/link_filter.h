// Which of the links that feeds and sitemaps name are wanted, and which hosts may be asked at all.
#ifndef NEWSFACTS_PIPELINE_FETCH_LINK_FILTER_H_
#define NEWSFACTS_PIPELINE_FETCH_LINK_FILTER_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/fetch/url.h"
#include "pipeline/result.h"

namespace newsfacts {

struct LinkFilterOptions {
  std::vector<std::string> include;  // RE2 patterns, looked for anywhere in the URL; none: all
  std::vector<std::string> exclude;
  std::vector<std::string> hosts;  // with their subdomains; none: all
  std::string since;               // "2026-05-31": links dated before are left out
  std::string until;
};

class LinkFilter {
 public:
  static Result<LinkFilter> Create(const LinkFilterOptions& options);
  LinkFilter(LinkFilter&&) noexcept;
  LinkFilter& operator=(LinkFilter&&) noexcept;
  ~LinkFilter();

  // Whether the host may be asked. Also holds for what the user named, and for every redirect.
  bool InScope(const Url& url) const;
  // Whether a link is wanted. A link whose date is not known passes.
  bool Wants(const Url& url, std::string_view published) const;

 private:
  struct Impl;
  explicit LinkFilter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_LINK_FILTER_H_
