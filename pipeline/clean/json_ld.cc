#include "pipeline/clean/json_ld.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <unordered_map>

#include "pipeline/clean/dom.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr int kMaxDepth = 8;

std::string Plain(const Json& json) {
  const Json& v = json.is_array() && !json.items().empty() ? json.items()[0] : json;
  std::string text = v.is_object() ? v["@value"].str() : v.str();
  DecodeEntities(text);
  return Collapsed(text);
}

bool HasType(const Json& object, bool (*wanted)(std::string_view)) {
  const Json& type = object["@type"];
  if (!type.is_array()) return wanted(type.str());
  return std::any_of(type.items().begin(), type.items().end(),
                     [&](const Json& t) { return wanted(t.str()); });
}
bool IsArticle(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("Posting") || type.ends_with("Report");
}
bool IsOrganization(std::string_view type) {
  return type.ends_with("Organization") || type == "Corporation" || type == "WebSite" ||
         type == "Brand";
}

// Every object of a JSON-LD text, outer ones first, to a bounded depth.
void Visit(const Json& json, int depth, const std::function<void(const Json&, int)>& see) {
  if (depth > kMaxDepth) return;
  for (const Json& item : json.items()) Visit(item, depth + 1, see);
  if (!json.is_object()) return;
  see(json, depth);
  for (const auto& [key, value] : json.members()) Visit(value, depth + 1, see);
}

class Reader {
 public:
  JsonLdArticle Read(const std::vector<Json>& roots) {
    const Json* article = nullptr;
    int best = 0;
    for (const Json& root : roots) {
      Visit(root, 0, [&](const Json& o, int depth) {
        const std::string& id = o["@id"].str();
        if (!id.empty() && (o.has("name") || !by_id_.contains(id))) by_id_[id] = &o;
        if (HasType(o, IsOrganization)) out_.publishers.push_back(Plain(o["name"]));
        if (!HasType(o, IsArticle)) return;
        // The outermost with a date and a headline; a list of teasers has them further in.
        int worth = 20 - depth + (o.has("datePublished") ? 20 : 0) + (o.has("headline") ? 20 : 0);
        if (worth > best) {
          best = worth;
          article = &o;
        }
      });
    }
    if (article != nullptr) Take(*article);
    return std::move(out_);
  }

 private:
  void Take(const Json& a) {
    const Json& type = a["@type"];
    out_.type = type.is_array() && !type.items().empty() ? type.items()[0].str() : type.str();
    out_.headline = Plain(a["headline"]);
    if (out_.headline.empty()) out_.headline = Plain(a["name"]);
    out_.published = Plain(a["datePublished"]);
    out_.modified = Plain(a["dateModified"]);
    out_.publisher = Plain(Resolve(a["publisher"])["name"]);
    if (!out_.publisher.empty()) out_.publishers.push_back(out_.publisher);
    out_.lang = Plain(a["inLanguage"]);
    out_.description = Plain(a["description"]);
    out_.body = a["articleBody"].str();
    const Json& open = a["isAccessibleForFree"];
    out_.for_all =
        !(open.type() == Json::Type::kBool && !open.boolean()) && LowerAscii(open.str()) != "false";
    AddAuthors(a["author"], 0);
    if (out_.authors.empty()) AddAuthors(a["creator"], 0);
  }

  // The object itself, or the one elsewhere that its @id means.
  const Json& Resolve(const Json& object) const {
    if (object.is_array() && !object.items().empty()) return Resolve(object.items()[0]);
    if (!object["name"].is_null()) return object;
    auto found = by_id_.find(object["@id"].str());
    return found == by_id_.end() ? object : *found->second;
  }

  void AddAuthors(const Json& author, int depth) {
    if (depth > kMaxDepth) return;
    if (author.is_array()) {
      for (const Json& a : author.items()) AddAuthors(a, depth + 1);
    } else if (author.is_string()) {
      Add(Plain(author));
    } else if (author.is_object()) {
      const Json& a = Resolve(author);
      if (HasType(a, IsOrganization)) return;
      const Json& name = a["name"];
      if (name.is_array()) {
        for (const Json& n : name.items()) Add(Plain(n));
      } else if (name.is_object() || name.is_string()) {
        Add(Plain(name));
      } else {
        Add(Collapsed(Plain(a["givenName"]) + " " + Plain(a["familyName"])));
      }
    }
  }
  void Add(std::string name) {
    if (!name.empty()) out_.authors.push_back(std::move(name));
  }

  JsonLdArticle out_;
  std::unordered_map<std::string, const Json*> by_id_;
};

// "&#8222;" and "&#x201E;" at text[at]; its length, 0 for none.
size_t NumericEntity(std::string_view text, size_t at, std::string& out) {
  size_t end = text.find(';', at);
  if (text.substr(at, 2) != "&#" || end == std::string_view::npos || end - at > 9) return 0;
  bool hex = text[at + 2] == 'x' || text[at + 2] == 'X';
  const char* first = text.data() + at + (hex ? 3 : 2);
  uint32_t c = 0;
  auto [last, error] = std::from_chars(first, text.data() + end, c, hex ? 16 : 10);
  bool whole = error == std::errc() && last == text.data() + end;
  if (!whole || c < 0x20 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return 0;
  AppendUtf8(static_cast<char32_t>(c), out);
  return end + 1 - at;
}

constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
    {"&quot;", "\""},  {"&apos;", "'"},   {"&nbsp;", " "},   {"&rsquo;", "’"},  {"&lsquo;", "‘"},
    {"&ldquo;", "“"},  {"&rdquo;", "”"},  {"&bdquo;", "„"},  {"&sbquo;", "‚"},  {"&laquo;", "«"},
    {"&raquo;", "»"},  {"&ndash;", "–"},  {"&mdash;", "—"},  {"&hellip;", "…"}, {"&auml;", "ä"},
    {"&ouml;", "ö"},   {"&uuml;", "ü"},   {"&Auml;", "Ä"},   {"&Ouml;", "Ö"},   {"&Uuml;", "Ü"},
    {"&szlig;", "ß"},  {"&aacute;", "á"}, {"&eacute;", "é"}, {"&iacute;", "í"}, {"&oacute;", "ó"},
    {"&uacute;", "ú"}, {"&Aacute;", "Á"}, {"&Eacute;", "É"}, {"&Iacute;", "Í"}, {"&Oacute;", "Ó"},
    {"&Uacute;", "Ú"}, {"&agrave;", "à"}, {"&egrave;", "è"}, {"&igrave;", "ì"}, {"&ograve;", "ò"},
    {"&ugrave;", "ù"}, {"&Egrave;", "È"}, {"&acirc;", "â"},  {"&ecirc;", "ê"},  {"&icirc;", "î"},
    {"&ocirc;", "ô"},  {"&ucirc;", "û"},  {"&euml;", "ë"},   {"&iuml;", "ï"},   {"&atilde;", "ã"},
    {"&otilde;", "õ"}, {"&ntilde;", "ñ"}, {"&Ntilde;", "Ñ"}, {"&ccedil;", "ç"}, {"&Ccedil;", "Ç"},
    {"&aring;", "å"},  {"&Aring;", "Å"},  {"&oslash;", "ø"}, {"&Oslash;", "Ø"}, {"&aelig;", "æ"},
    {"&AElig;", "Æ"},  {"&iexcl;", "¡"},  {"&iquest;", "¿"}, {"&euro;", "€"},   {"&pound;", "£"},
    {"&shy;", ""},     {"&lt;", "<"},     {"&gt;", ">"},     {"&amp;", "&"}};

}  // namespace

void DecodeEntities(std::string& text) {
  if (text.find('&') == std::string::npos) return;
  std::string out;
  for (size_t i = 0; i < text.size();) {
    size_t length = 0;
    if (text[i] == '&') {
      length = NumericEntity(text, i, out);
      for (const auto& [name, value] : kEntities) {
        if (length > 0) break;
        if (text.compare(i, name.size(), name) != 0) continue;
        out += value;
        length = name.size();
      }
    }
    if (length == 0) out += text[i];
    i += std::max<size_t>(length, 1);
  }
  text = std::move(out);
}

std::string MendJson(std::string_view text) {
  constexpr std::string_view kCdata = "<![CDATA[";
  if (size_t at = text.find(kCdata); at != std::string_view::npos) {
    text.remove_prefix(at + kCdata.size());
    text = text.substr(0, text.rfind("]]>"));
  }
  size_t from = text.find_first_of("{[");
  size_t to = text.find_last_of("}]");
  if (from == std::string_view::npos || to == std::string_view::npos || to < from) return "";
  std::string out;
  bool quoted = false;
  for (size_t i = from; i <= to; ++i) {
    char c = text[i];
    if (quoted && c == '\\' && i < to) {
      char next = text[i + 1];
      if (std::string_view("\"\\/bfnrtu").find(next) == std::string_view::npos) {
        out += next == '\'' ? "" : "\\\\";
        continue;
      }
      out += c;
      out += next;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
      out += c;
    } else if (quoted && static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
    } else if (!quoted && (c == '}' || c == ']')) {
      size_t last = out.find_last_not_of(" \t\r\n");
      if (last != std::string::npos && out[last] == ',') out.erase(last);
      out += c;
    } else {
      out += c;
    }
  }
  return out;
}

JsonLdArticle ReadJsonLd(const std::vector<std::string>& scripts, JsonParser& parser) {
  std::vector<Json> roots;
  for (const std::string& text : scripts) {
    Result<Json> json = parser.Parse(text);
    if (!json.ok()) json = parser.Parse(MendJson(text));
    if (json.ok()) roots.push_back(std::move(*json));
  }
  return Reader().Read(roots);
}

}  // namespace newsfacts
