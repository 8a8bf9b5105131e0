#include "pipeline/review/fact_text.h"

#include <fmt/format.h>

#include <cmath>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// A number for the eye: 1.4 billion, 84.2 million, 21.
std::string Readable(const Json& v) {
  double n = v.number();
  double size = std::abs(n);
  if (size >= 1e9) return fmt::format("{:.4g} billion", n / 1e9);
  if (size >= 1e6) return fmt::format("{:.4g} million", n / 1e6);
  return fmt::format("{:.10g}", n);
}

std::string Range(const Json& low, const Json& high) {
  if (low.is_null()) return "";
  return high.is_null() ? Readable(low) : Readable(low) + " to " + Readable(high);
}

void Append(std::string* out, std::string_view separator, std::string_view part) {
  if (part.empty()) return;
  if (!out->empty()) *out += separator;
  *out += part;
}

std::string DealLine(const Json& f) {
  std::string parties;
  for (const Json& p : f["parties"].items()) {
    Append(&parties, ", ", fmt::format("{} ({})", p["name"].str(), p["role"].str()));
  }
  std::string out = fmt::format("{} {}: {}", f["deal_type"].str(), f["status"].str(), parties);
  const Json& amount = f["amount"];
  if (amount.is_object()) {
    Append(&out, "; ",
           amount["currency"].str() + " " + Range(amount["value"], amount["value_max"]));
  }
  Append(&out, "; ", f["date"].str());
  if (f["count"].is_number()) Append(&out, "; ", "count " + Readable(f["count"]));
  return out;
}

std::string PersonLine(const Json& f) {
  std::string out = f["name"].str();
  Append(&out, ", ", f["role"].str());
  Append(&out, ", ", f["organization"].str());
  return out;
}

std::string FigureLine(const Json& f) {
  std::string out = f["metric"].str();
  Append(&out, " of ", f["subject"].str());
  Append(&out, ": ", Range(f["value"], f["value_max"]));
  Append(&out, " ", f["unit"].str());
  if (f["change_percent"].is_number()) {
    Append(&out, ", ", fmt::format("{:+g}%", f["change_percent"].number()));
  }
  if (f["previous_value"].is_number()) Append(&out, ", before: ", Readable(f["previous_value"]));
  Append(&out, "; ", f["period"].str());
  if (f["kind"].str() == "forecast") out += "; forecast";
  return out;
}

}  // namespace

std::string FactText(const Json& f) {
  const std::string& kind = f["fact"].str();
  if (kind == "deal") return DealLine(f);
  if (kind == "person") return PersonLine(f);
  if (kind == "figure") return FigureLine(f);
  if (kind == "date")
    return f["text"].str() + " = " + (f["value"].is_null() ? "?" : f["value"].str());
  std::string speaker = f["speaker"].str();
  return fmt::format("{}: \"{}\"", speaker.empty() ? "?" : speaker, f["text"].str());
}

std::string EvidenceText(const Json& fact) {
  std::string out;
  for (const Json& evidence : fact["evidence"].items())
    Append(&out, " ... ", evidence["text"].str());
  return out;
}

std::string FitLine(std::string_view text, size_t width) {
  std::string out;
  size_t points = 0;
  for (size_t i = 0; i < text.size();) {
    CodePoint c = CodePointAt(text, i);
    i += c.length;
    if (++points == width && i < text.size()) return out + "…";
    bool control = c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0);
    AppendUtf8(control ? U' ' : c.value, out);
  }
  return out;
}

}  // namespace newsfacts
