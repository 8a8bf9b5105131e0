#include "pipeline/text/json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <cmath>
#include <cstring>

#include "pipeline/text/unicode.h"

namespace newsfacts {

int64_t Json::integer(int64_t otherwise) const {
  if (type_ == Type::kInt) return int_;
  // The comparison also turns away NaN and what a 64-bit integer cannot hold.
  if (type_ == Type::kDouble && std::abs(double_) < 9e18) return static_cast<int64_t>(double_);
  return otherwise;
}

double Json::number(double otherwise) const {
  if (type_ == Type::kInt) return static_cast<double>(int_);
  if (type_ == Type::kDouble) return double_;
  return otherwise;
}

const Json& Json::operator[](std::string_view key) const {
  static const Json null;
  for (const auto& [name, value] : members_) {
    if (name == key) return value;
  }
  return null;
}

bool Json::has(std::string_view key) const {
  for (const auto& [name, value] : members_) {
    if (name == key) return true;
  }
  return false;
}

namespace {

void Write(const Json& v, JsonWriter& w) {
  switch (v.type()) {
    case Json::Type::kNull:
      w.Null();
      return;
    case Json::Type::kBool:
      w.Bool(v.boolean());
      return;
    case Json::Type::kInt:
      w.Int(v.integer());
      return;
    case Json::Type::kDouble:
      w.Double(v.number());
      return;
    case Json::Type::kString:
      w.String(v.str());
      return;
    case Json::Type::kArray:
      w.BeginArray();
      for (const Json& item : v.items()) Write(item, w);
      w.EndArray();
      return;
    case Json::Type::kObject:
      w.BeginObject();
      for (const auto& [key, value] : v.members()) Write(value, w.Key(key));
      w.EndObject();
      return;
  }
}

}  // namespace

std::string Json::Dump() const {
  JsonWriter w;
  Write(*this, w);
  return w.Take();
}

struct JsonParser::Impl {
  simdjson::dom::parser parser;

  static Json Convert(simdjson::dom::element e);
};

JsonParser::JsonParser() : impl_(std::make_unique<Impl>()) {}
JsonParser::~JsonParser() = default;

Json JsonParser::Impl::Convert(simdjson::dom::element e) {
  using simdjson::dom::element_type;
  Json out;
  switch (e.type()) {
    case element_type::NULL_VALUE:
      break;
    case element_type::BOOL:
      out.type_ = Json::Type::kBool;
      out.int_ = e.get_bool().value_unsafe() ? 1 : 0;
      break;
    case element_type::INT64:
      out.type_ = Json::Type::kInt;
      out.int_ = e.get_int64().value_unsafe();
      break;
    case element_type::UINT64:
      out.type_ = Json::Type::kDouble;
      out.double_ = static_cast<double>(e.get_uint64().value_unsafe());
      break;
    case element_type::DOUBLE:
      out.type_ = Json::Type::kDouble;
      out.double_ = e.get_double().value_unsafe();
      break;
    case element_type::STRING:
      out.type_ = Json::Type::kString;
      out.string_ = e.get_string().value_unsafe();
      break;
    case element_type::ARRAY:
      out.type_ = Json::Type::kArray;
      for (simdjson::dom::element item : simdjson::dom::array(e)) {
        out.items_.push_back(Convert(item));
      }
      break;
    case element_type::OBJECT:
      out.type_ = Json::Type::kObject;
      for (auto [key, value] : simdjson::dom::object(e)) {
        out.members_.emplace_back(std::string(key), Convert(value));
      }
      break;
  }
  return out;
}

Result<Json> JsonParser::Parse(std::string_view text) {
  simdjson::dom::element root;
  // simdjson bounds nesting itself (1024 levels), so that Convert's recursion is bounded too.
  simdjson::error_code error = impl_->parser.parse(text.data(), text.size(), true).get(root);
  if (error) return InputError(fmt::format("not valid JSON: {}", simdjson::error_message(error)));
  Json out = Impl::Convert(root);
  // The buffers are ten times as large as the text, and stay.
  constexpr size_t kLarge = size_t{1} << 20;
  if (text.size() > kLarge) impl_->parser = simdjson::dom::parser();
  return out;
}

namespace {

// How many bytes `text` begins with that are ASCII and stand in a JSON string as they are. Eight at
// a time: for a word w without its high bits, (w - n * ones) & ~w has the high bit of the first
// byte below n, and of none before it.
size_t PlainHead(std::string_view text) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
  auto has = [](uint64_t word, uint64_t byte) {
    uint64_t rest = word ^ (byte * kOnes);
    return (rest - kOnes) & ~rest;
  };
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t w;
    std::memcpy(&w, text.data() + i, sizeof(w));
    uint64_t special = w | ((w - 0x20 * kOnes) & ~w) | has(w, '"') | has(w, '\\') | has(w, 0x7F);
    if ((special & kHighs) != 0) break;
  }
  for (; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\') break;
  }
  return i;
}

// U+0080 to U+009F control terminals, too; in UTF-8 they are C2 and a byte below A0.
bool IsC1(std::string_view utf8, size_t i) {
  return utf8[i] == '\xC2' && static_cast<unsigned char>(utf8[i + 1]) < 0xA0;
}

void EscapeByte(unsigned char c, std::string* out) {
  static constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '"':
      *out += "\\\"";
      break;
    case '\\':
      *out += "\\\\";
      break;
    case '\n':
      *out += "\\n";
      break;
    case '\r':
      *out += "\\r";
      break;
    case '\t':
      *out += "\\t";
      break;
    default:
      *out += "\\u00";
      *out += kHex[c >> 4];
      *out += kHex[c & 15];
  }
}

// Appends `utf8`, of which the first `plain` bytes need no escape.
void Escape(std::string_view utf8, size_t plain, std::string* out) {
  for (size_t from = 0, end = plain; from < utf8.size();
       end = from + PlainHead(utf8.substr(from))) {
    while (end < utf8.size() && static_cast<unsigned char>(utf8[end]) >= 0x80 && !IsC1(utf8, end)) {
      ++end;
    }
    out->append(utf8, from, end - from);
    from = end;
    if (from == utf8.size() || PlainHead(utf8.substr(from, 1)) == 1) continue;
    from += utf8[from] == '\xC2' ? 1 : 0;
    EscapeByte(static_cast<unsigned char>(utf8[from++]), out);
  }
}

}  // namespace

void JsonWriter::Separate() {
  if (out_.empty()) return;
  char last = out_.back();
  if (last != '{' && last != '[' && last != ':') out_ += ',';
}

JsonWriter& JsonWriter::BeginObject() {
  Separate();
  out_ += '{';
  return *this;
}
JsonWriter& JsonWriter::EndObject() {
  out_ += '}';
  return *this;
}
JsonWriter& JsonWriter::BeginArray() {
  Separate();
  out_ += '[';
  return *this;
}
JsonWriter& JsonWriter::EndArray() {
  out_ += ']';
  return *this;
}

JsonWriter& JsonWriter::Key(std::string_view key) {
  String(key);
  out_ += ':';
  return *this;
}

JsonWriter& JsonWriter::String(std::string_view value) {
  Separate();
  out_ += '"';
  size_t end = PlainHead(value);
  if (end == value.size()) {
    out_ += value;
  } else if (IsUtf8(value)) {
    Escape(value, end, &out_);
  } else {
    Escape(MendUtf8(value), 0, &out_);
  }
  out_ += '"';
  return *this;
}

JsonWriter& JsonWriter::StringOrNull(std::string_view value) {
  return value.empty() ? Null() : String(value);
}

JsonWriter& JsonWriter::Int(int64_t value) {
  Separate();
  fmt::format_to(std::back_inserter(out_), "{}", value);
  return *this;
}

JsonWriter& JsonWriter::Double(double value) {
  if (!std::isfinite(value)) return Null();
  // Whole numbers without a fraction: 4100000000, not 4.1e9.
  if (value == std::floor(value) && std::abs(value) < 1e15) {
    return Int(static_cast<int64_t>(value));
  }
  Separate();
  fmt::format_to(std::back_inserter(out_), "{}", value);
  return *this;
}

JsonWriter& JsonWriter::Bool(bool value) {
  return Raw(value ? "true" : "false");
}
JsonWriter& JsonWriter::Null() {
  return Raw("null");
}

JsonWriter& JsonWriter::Raw(std::string_view json) {
  Separate();
  out_ += json;
  return *this;
}

}  // namespace newsfacts
