#include "extractors/rules/pattern.h"

#include <re2/re2.h>

#include <cassert>

#include "extractors/rules/gap.h"

namespace newsfacts {
namespace {

re2::StringPiece Piece(std::string_view s) {
  return {s.data(), s.size()};
}

RE2::Options Options(std::string_view expression) {
  RE2::Options o;
  if (ReadsBytes(expression)) o.set_encoding(RE2::Options::EncodingLatin1);
  o.set_case_sensitive(false);
  o.set_log_errors(false);
  return o;
}

Span SpanOf(const re2::StringPiece& part, std::string_view whole) {
  auto begin = static_cast<uint32_t>(part.data() - whole.data());
  return {begin, begin + static_cast<uint32_t>(part.size())};
}

}  // namespace

struct Pattern::Impl {
  explicit Impl(std::string_view expression) : re(Piece(expression), Options(expression)) {}
  RE2 re;
};

Pattern::Pattern(std::string_view expression) : impl_(std::make_unique<Impl>(expression)) {
  assert(impl_->re.ok());
}
Pattern::Pattern(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::Compile(std::string_view expression) {
  auto impl = std::make_unique<Impl>(expression);
  if (!impl->re.ok()) return UsageError(impl->re.error());
  return Pattern(std::move(impl));
}

bool Pattern::In(std::string_view text) const {
  return RE2::PartialMatch(Piece(text), impl_->re);
}

Span Pattern::Find(std::string_view text, size_t from) const {
  re2::StringPiece found;
  bool there = impl_->re.Match(Piece(text), from, text.size(), RE2::UNANCHORED, &found, 1);
  return there ? SpanOf(found, text) : Span{};
}

Span Pattern::GroupIn(std::string_view text) const {
  re2::StringPiece group;
  return RE2::PartialMatch(Piece(text), impl_->re, &group) ? SpanOf(group, text) : Span{};
}

}  // namespace newsfacts
