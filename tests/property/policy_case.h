#pragma once

// A formula and a log for the monitor, how they are written, and how a case is made smaller.
//
//   PolicyCase least = Smallest(found, [](const PolicyCase& c) { return IsWrong(c); });
//
// A formula is a sketch: a tree that says how it is written. So a part of it can take the place of the whole, which is how a
// case is made smaller: as long as something can be left out so that the case is still wrong, it is. What does not
// parse, or cannot be monitored, is not wrong.

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace casus {

struct Sketch {
  enum class Sort : uint8_t { kFormula, kRegex, kTerm, kInterval };

  Sort sort = Sort::kFormula;
  std::string pattern;  // `%` stands for a part
  std::vector<Sketch> parts = {};
};

std::string Text(const Sketch& sketch);
size_t Size(const Sketch& sketch);  // how many nodes it has

using LogValue = std::variant<int64_t, double, std::string>;

struct LogEvent {
  std::string predicate;
  std::vector<LogValue> values;
};
struct LogMoment {
  int64_t stamp = 0;
  std::vector<LogEvent> events;
};

struct PolicyCase {
  Sketch formula;
  std::vector<LogMoment> log;
};

// In the format of logs. The seed chooses between ways to write the same: tuples one by one or together, blanks,
// comments, quotes, `;` or not.
std::string LogText(const std::vector<LogMoment>& log, uint64_t seed);

// A case that is wrong, like the given one, and of which nothing can be left out.
PolicyCase Smallest(PolicyCase wrong, const std::function<bool(const PolicyCase&)>& is_wrong);

}  // namespace casus
