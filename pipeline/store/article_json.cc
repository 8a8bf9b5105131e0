#include "pipeline/store/article_json.h"

#include <fmt/format.h>

#include "pipeline/text/digest.h"

namespace newsfacts {

Result<Article> ArticleFromJson(const Json& json) {
  if (!json.is_object()) return InputError("an article must be a JSON object");
  Article a;
  for (const auto& [key, value] : json.members()) {
    if (key == "id") {
      a.id = value.is_string() ? value.str() : value.is_number() ? value.Dump() : "";
    } else if (key == "url") {
      a.url = value.str();
    } else if (key == "title") {
      a.title = value.str();
    } else if (key == "authors") {
      for (const Json& author : value.items()) a.authors.push_back(author.str());
    } else if (key == "published") {
      a.published = value.str();
    } else if (key == "modified") {
      a.modified = value.str();
    } else if (key == "fetched") {
      a.fetched = value.str();
    } else if (key == "site") {
      a.site = value.str();
    } else if (key == "lang") {
      a.lang = value.str();
    } else if (key == "text") {
      a.text = value.str();
    } else if (key == "quality") {
      a.quality = value.str();
    } else if (key == "text_sha1") {
      // made anew: the digest must be that of this text
    } else if (key == "payload_sha1") {
      a.payload_sha1 = value.str();
    } else if (key == "source") {
      a.source.file = value["file"].str();
      a.source.record = static_cast<uint64_t>(value["record"].integer());
    } else if (key == "provenance") {
      for (const auto& [field, from] : value.members())
        a.provenance.emplace_back(field, from.str());
    } else {
      a.extra.emplace_back(key, value.Dump());
    }
  }
  if (a.id.empty()) return InputError("the article has no \"id\" (a string); give each line one");
  if (!json["text"].is_string()) {
    return InputError(fmt::format("article {}: no \"text\" (a string)", a.id));
  }
  if (a.text.size() > kMaxArticleBytes) {
    return InputError(fmt::format("article {}: its text is longer than {} MiB; split it", a.id,
                                  kMaxArticleBytes >> 20));
  }
  a.text_sha1 = Sha1Hex(a.text);
  return a;
}

std::string ArticleToJson(const Article& a) {
  JsonWriter w;
  w.BeginObject().Key("id").String(a.id).Key("url").StringOrNull(a.url);
  w.Key("title").StringOrNull(a.title).Key("authors").BeginArray();
  for (const std::string& author : a.authors) w.String(author);
  w.EndArray().Key("published").StringOrNull(a.published);
  w.Key("modified").StringOrNull(a.modified).Key("fetched").StringOrNull(a.fetched);
  w.Key("site").StringOrNull(a.site);
  w.Key("lang").StringOrNull(a.lang).Key("text").String(a.text);
  w.Key("quality").StringOrNull(a.quality).Key("text_sha1").String(a.text_sha1);
  w.Key("payload_sha1").StringOrNull(a.payload_sha1);
  w.Key("source").BeginObject().Key("file").StringOrNull(a.source.file);
  w.Key("record").Int(static_cast<int64_t>(a.source.record)).EndObject();
  w.Key("provenance").BeginObject();
  for (const auto& [field, from] : a.provenance) w.Key(field).String(from);
  w.EndObject();
  for (const auto& [key, value] : a.extra) w.Key(key).Raw(value);
  w.EndObject();
  return w.Take();
}

}  // namespace newsfacts
