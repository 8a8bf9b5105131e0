// JSON in and out. Reading is by simdjson (which also proves the UTF-8); writing keeps keys in the
// order in which they are given, so that equal records are equal bytes.
#ifndef NEWSFACTS_PIPELINE_TEXT_JSON_H_
#define NEWSFACTS_PIPELINE_TEXT_JSON_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/result.h"

namespace newsfacts {

// A parsed JSON value, owned. Missing members read as null: v["a"]["b"].str().
class Json {
 public:
  enum class Type : uint8_t { kNull, kBool, kInt, kDouble, kString, kArray, kObject };

  Type type() const { return type_; }
  bool is_null() const { return type_ == Type::kNull; }
  bool is_string() const { return type_ == Type::kString; }
  bool is_array() const { return type_ == Type::kArray; }
  bool is_object() const { return type_ == Type::kObject; }
  bool is_number() const { return type_ == Type::kInt || type_ == Type::kDouble; }

  bool boolean() const { return type_ == Type::kBool && int_ != 0; }
  int64_t integer(int64_t otherwise = 0) const;
  double number(double otherwise = 0) const;
  // The string, or "" where the value is none.
  const std::string& str() const { return string_; }
  // Elements of an array (empty otherwise); members of an object in their order (empty otherwise).
  const std::vector<Json>& items() const { return items_; }
  const std::vector<std::pair<std::string, Json>>& members() const { return members_; }
  // The member of that name, or a null.
  const Json& operator[](std::string_view key) const;
  bool has(std::string_view key) const;

  // The value as JSON text again, keys in their order.
  std::string Dump() const;

 private:
  friend class JsonParser;
  Type type_ = Type::kNull;
  int64_t int_ = 0;
  double double_ = 0;
  std::string string_;
  std::vector<Json> items_;
  std::vector<std::pair<std::string, Json>> members_;
};

// Parses many texts with one set of buffers; one a thread.
class JsonParser {
 public:
  JsonParser();
  ~JsonParser();
  JsonParser(const JsonParser&) = delete;
  JsonParser& operator=(const JsonParser&) = delete;

  // The whole of `text` as one value. Errors name the byte offset where known.
  Result<Json> Parse(std::string_view text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Writes one JSON text. Commas and quotes are its business; nesting is the caller's.
//
//   JsonWriter w;
//   w.BeginObject().Key("a").Int(1).Key("b").String("x").EndObject();
//   w.text() == R"({"a":1,"b":"x"})"
class JsonWriter {
 public:
  JsonWriter& BeginObject();
  JsonWriter& EndObject();
  JsonWriter& BeginArray();
  JsonWriter& EndArray();
  JsonWriter& Key(std::string_view key);
  JsonWriter& String(std::string_view value);        // invalid UTF-8 becomes U+FFFD
  JsonWriter& StringOrNull(std::string_view value);  // "" is null
  JsonWriter& Int(int64_t value);
  JsonWriter& Double(double value);  // shortest form that reads back the same; NaN is null
  JsonWriter& Bool(bool value);
  JsonWriter& Null();
  JsonWriter& Raw(std::string_view json);  // a value that is JSON already

  const std::string& text() const { return out_; }
  std::string Take() { return std::move(out_); }

 private:
  void Separate();
  std::string out_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_TEXT_JSON_H_
