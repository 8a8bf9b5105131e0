// A string that most of its owners leave empty: one pointer wide. Copies are deep.
#ifndef NEWSFACTS_EXTRACTORS_RARE_STRING_H_
#define NEWSFACTS_EXTRACTORS_RARE_STRING_H_

#include <memory>
#include <string>
#include <string_view>

namespace newsfacts {

class RareString {
 public:
  RareString() = default;
  RareString(std::string text)  // NOLINT(google-explicit-constructor): a string like any other
      : text_(text.empty() ? nullptr : std::make_unique<std::string>(std::move(text))) {}
  RareString(const char* text) : RareString(std::string(text)) {}  // NOLINT
  RareString(const RareString& other) : RareString(std::string(other.view())) {}
  RareString(RareString&&) noexcept = default;
  RareString& operator=(const RareString& other) { return *this = RareString(other); }
  RareString& operator=(RareString&&) noexcept = default;
  ~RareString() = default;

  bool empty() const { return text_ == nullptr; }
  std::string_view view() const { return text_ ? std::string_view(*text_) : std::string_view(); }
  operator std::string_view() const { return view(); }  // NOLINT(google-explicit-constructor)

 private:
  std::unique_ptr<std::string> text_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RARE_STRING_H_
