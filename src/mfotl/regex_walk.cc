#include "mfotl/regex_walk.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace casus::mfotl {

RegexWalk::RegexWalk(const Formula& match) {
  const Ends whole = Add(match.regex[0], match.kind == Formula::Kind::kMatchPast);
  begins_ = whole.first;
  if (whole.may_be_empty) begins_.push_back(end());
  Connect(whole.last, {end()});
  least_tests_.assign(size(), end() + 1);
  least_tests_[end()] = 0;
  for (bool has_changed = true; std::exchange(has_changed, false);) {
    for (Position position = 0; position < end(); ++position) {
      for (const Position next : next_[position]) {
        const uint32_t tests = least_tests_[next] + (tests_[position] ? 1 : 0);
        if (tests >= least_tests_[position]) continue;
        least_tests_[position] = tests;
        has_changed = true;
      }
    }
  }
}

void RegexWalk::Connect(const std::vector<Position>& from, const std::vector<Position>& to) {
  for (const Position position : from) {
    for (const Position other : to) {
      std::vector<Position>& next = next_[position];
      if (std::find(next.begin(), next.end(), other) == next.end()) next.push_back(other);
    }
  }
}

RegexWalk::Ends RegexWalk::Add(const Regex& regex, bool is_back) {
  const auto append = [](std::vector<Position>& to, const std::vector<Position>& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  switch (regex.kind) {
    case Regex::Kind::kStep:
    case Regex::Kind::kTest: {
      const Position position = end();
      tests_.push_back(regex.kind == Regex::Kind::kTest ? std::optional(regex.test) : std::nullopt);
      next_.emplace_back();
      return {{position}, {position}, false};
    }
    case Regex::Kind::kThen: {
      Ends a = Add(regex.parts[is_back ? 1 : 0], is_back);
      Ends b = Add(regex.parts[is_back ? 0 : 1], is_back);
      Connect(a.last, b.first);
      if (a.may_be_empty) append(a.first, b.first);
      if (b.may_be_empty) append(b.last, a.last);
      return {std::move(a.first), std::move(b.last), a.may_be_empty && b.may_be_empty};
    }
    case Regex::Kind::kEither: {
      Ends a = Add(regex.parts[0], is_back);
      const Ends b = Add(regex.parts[1], is_back);
      append(a.first, b.first);
      append(a.last, b.last);
      a.may_be_empty = a.may_be_empty || b.may_be_empty;
      return a;
    }
    case Regex::Kind::kRepeat: {
      Ends body = Add(regex.parts[0], is_back);
      Connect(body.last, body.first);
      body.may_be_empty = true;
      return body;
    }
  }
  CHECK(false) << "a regular expression";
}

}  // namespace casus::mfotl
