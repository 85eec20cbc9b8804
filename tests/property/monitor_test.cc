// Random formulas over random logs: the monitor says what the reference says, in whatever pieces the log comes, and
// proves it; a spoilt proof is refused. A case that is wrong is made smaller until nothing can be left out.

#include "mfotl/monitor.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "diag/render.h"
#include "mfotl/parser.h"
#include "mfotl/planner.h"
#include "mfotl/signature.h"
#include "tests/property/random_policy.h"
#include "tests/reference/formula_reference.h"
#include "tests/reference/proof_harness.h"

namespace casus {
namespace {

// More than this, and a case is passed over: there are others.
constexpr uint64_t kMaxEffort = 20'000'000;

// A formula, read and planned, with a table of symbols of its own; what is missing could not be made.
struct Planned {
  diag::Files files;
  diag::Sink sink;
  base::SymbolTable symbols;
  std::optional<mfotl::Policy> policy;
  std::optional<mfotl::MonitorPlan> plan;
};

std::unique_ptr<Planned> PlanOf(const std::string& formula) {
  auto planned = std::make_unique<Planned>();
  const diag::FileId signature = planned->files.Add("signature", std::string(kPolicySignature));
  const diag::FileId file = planned->files.Add("formula", formula);
  planned->policy = mfotl::ParsePolicy(
      file, planned->files, mfotl::ParseSignature(signature, planned->files, planned->sink), planned->sink);
  if (planned->policy) planned->plan = mfotl::MakePlan(*planned->policy, planned->symbols, planned->sink);
  return planned;
}

// How a log comes to a monitor.
enum class Way : uint8_t { kWhole, kPieces, kApart, kResumed };
constexpr int kWays = 4;

struct Said {
  std::string text;    // without what is at the end of all logs
  size_t decided = 0;  // time-points, from the first
};

Said Monitored(const std::string& formula, const std::string& log, Way way, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::unique_ptr<Planned> planned = PlanOf(formula);
  const auto start = [&] {
    return std::make_unique<mfotl::Monitor>(*planned->policy, *planned->plan, planned->symbols,
                                            mfotl::MonitorOptions{.reads_apart = way == Way::kApart});
  };
  std::unique_ptr<mfotl::Monitor> monitor = start();
  Said said;
  const auto give = [&](std::string_view bytes) {
    if (way != Way::kApart) return monitor->Feed(bytes, said.text);
    monitor->reader().Give(bytes);
    std::vector<mfotl::LogPart> parts;  // all is read before any of it is evaluated
    for (bool has_more = true; has_more;) {
      parts.push_back(monitor->TakePart());
      has_more = monitor->reader().Take(parts.back());
    }
    for (mfotl::LogPart& part : parts) monitor->Evaluate(part, said.text);
  };
  const size_t piece = way == Way::kWhole ? log.size() : 1 + static_cast<size_t>(random() % 60);
  const size_t pause = way == Way::kResumed ? static_cast<size_t>(random() % (log.size() + 1)) : 0;
  for (size_t at = 0; at < log.size(); at += piece) {
    if (way == Way::kResumed && at <= pause && pause < at + piece) {
      const std::string state = monitor->Save();
      monitor.reset();
      planned = PlanOf(formula);
      monitor = start();
      const std::optional<base::Error> error = monitor->Load(state);
      if (error) said.text += error->message;
    }
    give(std::string_view(log).substr(at, piece));
  }
  monitor->Finish(true, said.text);
  for (const mfotl::LogError& error : monitor->TakeErrors()) said.text += error.message;
  said.text.resize(std::min(said.text.size(), said.text.find("@MaxTS")));
  said.decided = static_cast<size_t>(monitor->decided());
  return said;
}

// The values that the reference tries. Near ones do for most formulas, and far ones take long.
reference::Domain DomainFor(const PolicyCase& example, bool is_wide) {
  std::set<int64_t> integers;
  for (int64_t i = is_wide ? -8 : -2; i <= (is_wide ? 24 : 5); ++i) integers.insert(i);
  if (const std::string text = Text(example.formula);
      text.find("ts(") != std::string::npos || text.find("tpts(") != std::string::npos) {
    for (const LogMoment& moment : example.log) integers.insert(moment.stamp);
  }
  std::set<double> floats;
  for (int i = is_wide ? -12 : -3; i <= (is_wide ? 36 : 9); ++i) {
    floats.insert(i / 2.0);
    floats.insert(i / 3.0);
    if (is_wide) floats.insert(i / 4.0);
    if (is_wide) floats.insert(i / 6.0);
  }
  return {{integers.begin(), integers.end()}, {floats.begin(), floats.end()}, {"a", "b", "c d"}};
}

std::vector<reference::Point> PointsOf(const PolicyCase& example, const mfotl::Policy& policy,
                                       base::SymbolTable& symbols) {
  std::vector<reference::Point> points;
  for (const LogMoment& moment : example.log) {
    reference::Point point{.stamp = moment.stamp, .events = {}};
    for (const LogEvent& event : moment.events) {
      std::vector<core::Value> row;
      for (const LogValue& value : event.values) {
        if (const auto* const integer = std::get_if<int64_t>(&value)) {
          row.push_back(*integer);
        } else if (const auto* const number = std::get_if<double>(&value)) {
          row.push_back(core::PackFloat(*number));
        } else {
          row.push_back(static_cast<core::Value>(symbols.Intern(std::get<std::string>(value))));
        }
      }
      const auto predicate =
          std::find_if(policy.predicates.begin(), policy.predicates.end(),
                       [&](const mfotl::Predicate& known) { return known.name == event.predicate; });
      point.events[static_cast<mfotl::PredicateId>(predicate - policy.predicates.begin())].insert(row);
    }
    points.push_back(std::move(point));
  }
  points.push_back({.stamp = mfotl::kLastStamp, .events = {}});
  return points;
}

// What the reference says of the first points; nothing if that takes too long.
std::optional<std::string> Meant(const PolicyCase& example, size_t decided, bool is_wide) {
  const std::unique_ptr<Planned> planned = PlanOf(Text(example.formula));
  const mfotl::Policy& policy = *planned->policy;
  base::SymbolTable symbols;
  const std::vector<reference::Point> points = PointsOf(example, policy, symbols);
  reference::FormulaReference meaning(policy, symbols, DomainFor(example, is_wide), points);
  const std::vector<mfotl::VariableId>& answer = planned->plan->answer;
  std::string text;
  for (size_t t = 0; t < std::min(decided, example.log.size()); ++t) {
    // The rows in ascending order: by numbers, and texts by their bytes.
    std::set<std::vector<LogValue>> rows;
    for (const std::vector<core::Value>& row : meaning.Verdicts(answer, t)) {
      std::vector<LogValue> values;
      for (size_t i = 0; i < row.size(); ++i) {
        const mfotl::Type type = policy.variables[static_cast<size_t>(answer[i])].type;
        if (type == mfotl::Type::kInteger) values.emplace_back(row[i]);
        if (type == mfotl::Type::kFloat) values.emplace_back(core::UnpackFloat(row[i]));
        if (type == mfotl::Type::kString)
          values.emplace_back(std::string(symbols.Name(static_cast<base::Symbol>(row[i]))));
      }
      rows.insert(std::move(values));
    }
    if (meaning.effort() > kMaxEffort) return std::nullopt;
    if (rows.empty()) continue;
    text += fmt::format("@{} (time point {}):", points[t].stamp, t);
    for (const std::vector<LogValue>& row : rows) {
      std::string tuple;
      for (const LogValue& value : row) {
        if (!tuple.empty()) tuple += ",";
        if (const auto* const number = std::get_if<double>(&value)) {
          tuple += fmt::format("{:g}", *number);
        } else if (const auto* const integer = std::get_if<int64_t>(&value)) {
          tuple += std::to_string(*integer);
        } else {
          tuple += '"' + std::get<std::string>(value) + '"';
        }
      }
      text += answer.empty() ? " true" : " (" + tuple + ")";
    }
    text += "\n";
  }
  return text;
}

// The verdicts of the first points.
std::string UpTo(const std::string& verdicts, size_t points) {
  constexpr std::string_view kPoint = "(time point ";
  std::string first;
  std::istringstream lines(verdicts);
  for (std::string line; std::getline(lines, line);) {
    const size_t at = line.find(kPoint);
    if (at != std::string::npos && std::stoul(line.substr(at + kPoint.size())) < points) first += line + "\n";
  }
  return first;
}

// What the monitor says that it should not, or does not say; empty if all is well, or the formula cannot be
// monitored.
std::string Difference(const PolicyCase& example, uint64_t seed) {
  const std::string formula = Text(example.formula);
  if (!PlanOf(formula)->plan) return "";
  const std::string log = LogText(example.log, seed);
  const Said whole = Monitored(formula, log, Way::kWhole, seed);
  for (int way = 1; way < kWays; ++way) {
    const Said other = Monitored(formula, log, static_cast<Way>(way), seed);
    if (other.text == whole.text) continue;
    return fmt::format("{}\n{}said:\n{}in way {}:\n{}", formula, log, whole.text, way, other.text);
  }
  // Only NEXT reaches behind the far point at the end of a log; and more points far behind change nothing.
  if (formula.find("NEXT") == std::string::npos && whole.decided < example.log.size()) {
    return fmt::format("{}\n{}decided: {}\n", formula, log, whole.decided);
  }
  std::string more = log;
  for (int i = 1; i <= 4; ++i) more += fmt::format("@{} ;\n", 1'000'000 * i);
  const size_t points = std::min(whole.decided, example.log.size());
  const std::string longer = UpTo(Monitored(formula, more, Way::kWhole, seed).text, points);
  if (longer != UpTo(whole.text, points)) {
    return fmt::format("{}\n{}said:\n{}with more points behind:\n{}", formula, log, whole.text, longer);
  }
  for (const bool is_wide : {false, true}) {
    const std::optional<std::string> wanted = Meant(example, whole.decided, is_wide);
    if (!wanted || *wanted == whole.text) return "";
    if (is_wide) return fmt::format("{}\n{}said:\n{}wanted:\n{}", formula, log, whole.text, *wanted);
  }
  return "";
}

uint64_t AnySeed() { return *rc::gen::noShrink(rc::gen::resize(100, rc::gen::arbitrary<uint64_t>())); }

RC_GTEST_PROP(MonitorProperty, SaysWhatTheReferenceSays, ()) {
  const uint64_t seed = AnySeed();
  std::mt19937_64 random(seed);
  const PolicyCase example = RandomCase(random);
  RC_CLASSIFY(PlanOf(Text(example.formula))->plan.has_value(), "can be monitored");
  if (Difference(example, seed).empty()) return;
  const PolicyCase least =
      Smallest(example, [&](const PolicyCase& smaller) { return !Difference(smaller, seed).empty(); });
  RC_FAIL(Difference(least, seed));
}

RC_GTEST_PROP(MonitorProperty, ProvesWhatItSays, ()) {
  std::mt19937_64 random(AnySeed());
  const PolicyCase example = RandomCase(random);
  const auto problems = [](const PolicyCase& one) -> std::string {
    const std::unique_ptr<Planned> planned = PlanOf(Text(one.formula));
    if (!planned->plan) return "";
    const reference::ProvenLog proven =
        reference::ProveAll(*planned->policy, *planned->plan, planned->symbols, LogText(one.log, 0));
    const std::string wrong = reference::Problems(*planned->policy, planned->symbols, proven);
    if (!wrong.empty() || proven.verdicts.empty()) return wrong;
    // A float is spoilt by so little that the checker, which calculates in another order, may take it for the same.
    const std::vector<mfotl::Variable>& variables = planned->policy->variables;
    if (std::any_of(variables.begin(), variables.end(),
                    [](const mfotl::Variable& variable) { return variable.type == mfotl::Type::kFloat; })) {
      return "";
    }
    const reference::ProvenVerdict& first = proven.verdicts[0];
    reference::ProofChecker checker(*planned->policy, planned->symbols, proven.log);
    for (const mfotl::Proof& spoilt : reference::Spoilt(*first.proof)) {
      if (checker.Check(spoilt, first.values, first.point).empty()) return "a spoilt proof is accepted";
    }
    return "";
  };
  if (problems(example).empty()) return;
  const PolicyCase least =
      Smallest(example, [&](const PolicyCase& smaller) { return !problems(smaller).empty(); });
  RC_FAIL(Text(least.formula) + "\n" + LogText(least.log, 0) + problems(least));
}

// A monitor that loses the events of Q differs from the reference, and whatever the case was in which that is seen, what is
// left of it in the end is little.
TEST(SmallestCase, HasNothingThatCanBeLeftOut) {
  const auto differs = [](const PolicyCase& one) {
    const std::string formula = Text(one.formula);
    if (!PlanOf(formula)->plan) return false;
    PolicyCase lossy = one;
    for (LogMoment& moment : lossy.log) {
      std::erase_if(moment.events, [](const LogEvent& event) { return event.predicate == "Q"; });
    }
    return Monitored(formula, LogText(one.log, 0), Way::kWhole, 0).text !=
           Monitored(formula, LogText(lossy.log, 0), Way::kWhole, 0).text;
  };
  int found = 0;
  for (uint64_t seed = 0; found < 5; ++seed) {
    std::mt19937_64 random(seed);
    const PolicyCase example = RandomCase(random);
    if (Size(example.formula) < 15 || !differs(example)) continue;
    ++found;
    const PolicyCase least = Smallest(example, differs);
    EXPECT_LE(Size(least.formula), 3U) << Text(least.formula);
    EXPECT_NE(Text(least.formula).find("Q("), std::string::npos);
    ASSERT_EQ(least.log.size(), 1U) << LogText(least.log, 0);
    ASSERT_EQ(least.log[0].events.size(), 1U) << LogText(least.log, 0);
    EXPECT_EQ(least.log[0].events[0].predicate, "Q");
    EXPECT_EQ(least.log[0].stamp, 0);
  }
}

}  // namespace
}  // namespace casus
