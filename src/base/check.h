#pragma once

// CHECK: what must hold unless Casus itself is wrong.
//
//   CHECK(begin <= end) << "interval [" << begin << ", " << end << ")";
//
// When the condition is false, prints the place, the condition, the message and what to report, and aborts.
// It is for our own bugs only: a mistake in the user's text is a diagnostic, and a failing environment is a
// Result. Checks stay in optimized programs, so that the condition must be cheap. The message is evaluated
// only on failure.

#include <sstream>

namespace casus::base::internal {

// Collects the message and aborts when destroyed, at the end of the CHECK's full expression.
class CheckFailure {
 public:
  CheckFailure(const char* file, int line, const char* condition);
  CheckFailure(const CheckFailure&) = delete;
  CheckFailure& operator=(const CheckFailure&) = delete;
  [[noreturn]] ~CheckFailure();

  std::ostream& stream() { return message_; }

 private:
  std::ostringstream message_;
};

// Makes both branches of the macro's conditional void; & binds less tightly than <<.
struct Voidify {
  void operator&(std::ostream&) const {}
};

}  // namespace casus::base::internal

#define CHECK(condition)                     \
  __builtin_expect(bool(condition), true)    \
      ? void(0)                              \
      : ::casus::base::internal::Voidify() & \
            ::casus::base::internal::CheckFailure(__FILE__, __LINE__, #condition).stream()
