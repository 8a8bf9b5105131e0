// Packs bytes as one gzip member.
#ifndef NEWSFACTS_PIPELINE_STORE_GZIP_MEMBER_H_
#define NEWSFACTS_PIPELINE_STORE_GZIP_MEMBER_H_

#include <string>
#include <string_view>

namespace newsfacts {

std::string GzipMember(std::string_view bytes);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_GZIP_MEMBER_H_
