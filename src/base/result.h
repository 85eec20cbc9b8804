#pragma once

// Result<T>: a value, or the reason why there is none.
//
//   Result<Source> source = Source::FromBytes(bytes);
//   if (!source.ok()) return source.error();
//   Use(*source);
//
// For what can fail outside the user's text and our own code: files, ports, bytes from elsewhere. (A mistake
// in the text is a diagnostic; our own bug is a CHECK.) Reading the value of an error, or the error of a
// value, is our own bug.

#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace casus::base {

struct Error {
  std::string message;  // a clause in lower case and without a full stop, to stand after "casus: "

  friend bool operator==(const Error&, const Error&) = default;
};

template <typename T, typename E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }

  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(value()); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const E& error() const {
    CHECK(!ok()) << "the error of a Result that has a value";
    return *std::get_if<1>(&state_);
  }

 private:
  const T& value() const {
    CHECK(ok()) << "the value of a Result that is an error: " << error().message;
    return *std::get_if<0>(&state_);
  }
  T& value() { return const_cast<T&>(std::as_const(*this).value()); }

  std::variant<T, E> state_;
};

// The result of what is done for its effect.
using Status = Result<std::monostate>;

}  // namespace casus::base
