#include "tests/property/policy_case.h"

#include <fmt/format.h>

#include <random>
#include <string_view>
#include <utility>

namespace casus {
namespace {

using Sort = Sketch::Sort;

bool IsLess(const Sketch& a, const Sketch& b) {
  return std::pair(Size(a), Text(a).size()) < std::pair(Size(b), Text(b).size());
}

// The nearest parts of the sort.
void AddParts(const Sketch& sketch, Sort sort, std::vector<Sketch>& parts) {
  for (const Sketch& part : sketch.parts) {
    if (part.sort == sort) {
      parts.push_back(part);
    } else {
      AddParts(part, sort, parts);
    }
  }
}

// What could stand in the place of the sketch, and is less: one of its parts, or something of no parts.
std::vector<Sketch> Instead(const Sketch& sketch) {
  static const std::vector<Sketch> kLeast = {{Sort::kFormula, "TRUE"},   {Sort::kFormula, "FALSE"},
                                             {Sort::kRegex, "."},        {Sort::kInterval, ""},
                                             {Sort::kInterval, "[0,0]"}, {Sort::kTerm, "0"}};
  std::vector<Sketch> instead;
  AddParts(sketch, sketch.sort, instead);
  for (const Sketch& least : kLeast) {
    if (least.sort == sketch.sort) instead.push_back(least);
  }
  std::erase_if(instead, [&](const Sketch& other) { return !IsLess(other, sketch); });
  return instead;
}

// All ways to make the sketch smaller at one place, those that leave out most first.
void AddSmaller(Sketch& at, const Sketch& root, std::vector<Sketch>& smaller) {
  const Sketch before = at;
  for (Sketch& instead : Instead(before)) {
    at = std::move(instead);
    smaller.push_back(root);
    at = before;
  }
  for (size_t i = 0; i < at.parts.size(); ++i) AddSmaller(at.parts[i], root, smaller);
}

std::vector<PolicyCase> SmallerCases(const PolicyCase& wrong) {
  std::vector<PolicyCase> cases;
  Sketch root = wrong.formula;
  std::vector<Sketch> formulas;
  AddSmaller(root, root, formulas);
  for (Sketch& formula : formulas) cases.push_back({std::move(formula), wrong.log});
  for (size_t i = 0; i < wrong.log.size(); ++i) {
    cases.push_back(wrong);
    cases.back().log.erase(cases.back().log.begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (size_t i = 0; i < wrong.log.size(); ++i) {
    for (size_t event = 0; event < wrong.log[i].events.size(); ++event) {
      cases.push_back(wrong);
      std::vector<LogEvent>& events = cases.back().log[i].events;
      events.erase(events.begin() + static_cast<std::ptrdiff_t>(event));
    }
  }
  for (size_t i = 0; i < wrong.log.size(); ++i) {
    // All that follows comes nearer: to the same stamp, or by one.
    const int64_t gap = wrong.log[i].stamp - (i == 0 ? 0 : wrong.log[i - 1].stamp);
    for (const int64_t less : {gap, gap - 1, int64_t{1}}) {
      if (less <= 0 || less > gap) continue;
      cases.push_back(wrong);
      for (size_t later = i; later < wrong.log.size(); ++later) cases.back().log[later].stamp -= less;
    }
  }
  return cases;
}

}  // namespace

std::string Text(const Sketch& sketch) {
  std::string text;
  size_t part = 0;
  for (const char c : sketch.pattern) {
    if (c == '%') {
      text += Text(sketch.parts[part++]);
    } else {
      text += c;
    }
  }
  return text;
}

size_t Size(const Sketch& sketch) {
  size_t size = 1;
  for (const Sketch& part : sketch.parts) size += Size(part);
  return size;
}

PolicyCase Smallest(PolicyCase wrong, const std::function<bool(const PolicyCase&)>& is_wrong) {
  bool was_smaller = true;
  while (was_smaller) {
    was_smaller = false;
    for (PolicyCase& smaller : SmallerCases(wrong)) {
      if (!is_wrong(smaller)) continue;
      wrong = std::move(smaller);
      was_smaller = true;
      break;
    }
  }
  return wrong;
}

std::string LogText(const std::vector<LogMoment>& log, uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto choose = [&](uint64_t count) { return random() % count; };
  std::string text;
  for (const LogMoment& moment : log) {
    if (choose(8) == 0) text += "# nothing\n";
    text += fmt::format("@{}", moment.stamp);
    std::string_view before;
    for (const LogEvent& event : moment.events) {
      std::string tuple;
      for (const LogValue& value : event.values) {
        if (!tuple.empty()) tuple += choose(3) == 0 ? ", " : ",";
        if (const auto* const number = std::get_if<double>(&value)) {
          tuple += fmt::format("{}", *number);
        } else if (const auto* const integer = std::get_if<int64_t>(&value)) {
          tuple += std::to_string(*integer);
        } else {
          const std::string& word = std::get<std::string>(value);
          const bool is_bare = word.find(' ') == std::string::npos && choose(3) == 0;
          tuple += is_bare ? word : '"' + word + '"';
        }
      }
      const bool goes_on = event.predicate == before && !event.values.empty() && choose(3) != 0;
      if (!goes_on) text += (choose(6) == 0 ? "\n " : " ") + event.predicate + (choose(2) == 0 ? " " : "");
      text += "(" + tuple + ")";
      if (choose(16) == 0) text += (goes_on ? "(" : " " + event.predicate + "(") + tuple + ")";  // once more
      before = event.predicate;
    }
    if (choose(3) != 0) text += ";";
    text += "\n";
  }
  return text;
}

}  // namespace casus
