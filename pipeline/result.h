// An expected failure is a value: Result<T> holds a T or an Error. Broken invariants are asserts.
//
//   Result<Article> a = ReadArticle(line);
//   if (!a.ok()) return a.error();
//   Use(*a);
#ifndef NEWSFACTS_PIPELINE_RESULT_H_
#define NEWSFACTS_PIPELINE_RESULT_H_

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace newsfacts {

// What went wrong, for a person: what, where (file, line, record) and how to mend it, in one line.
struct Error {
  enum class Kind {
    kInput,     // this input could not be read or makes no sense; others may go on
    kDamaged,   // an input is broken part way; what stood before the damage was used
    kOverTime,  // this input took longer than it may; it was passed over
    kUsage,     // flags, configuration or rule file wrong: nothing was done
    kOutput,    // output cannot be written
    kLocked,    // another process holds the lock
    kStopped,   // stopped by a signal or a limit; a rerun goes on from here
  };
  Kind kind = Kind::kInput;
  std::string message;
};

inline Error InputError(std::string message) {
  return {Error::Kind::kInput, std::move(message)};
}
inline Error DamagedError(std::string message) {
  return {Error::Kind::kDamaged, std::move(message)};
}
inline Error OverTimeError(std::string message) {
  return {Error::Kind::kOverTime, std::move(message)};
}
inline Error UsageError(std::string message) {
  return {Error::Kind::kUsage, std::move(message)};
}
inline Error OutputError(std::string message) {
  return {Error::Kind::kOutput, std::move(message)};
}

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }
  const Error& error() const {
    assert(!ok());
    return *std::get_if<Error>(&state_);
  }
  T& operator*() {
    assert(ok());
    return *std::get_if<T>(&state_);
  }
  const T& operator*() const {
    assert(ok());
    return *std::get_if<T>(&state_);
  }
  T* operator->() { return &**this; }
  const T* operator->() const { return &**this; }

 private:
  std::variant<T, Error> state_;
};

// A step that yields nothing but may fail.
using Status = Result<std::monostate>;
inline Status Ok() {
  return std::monostate{};
}

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_RESULT_H_
