// Runs the workloads and prints their times, after their answers were found right.
//
//   run_workloads CASUS FLAGSHIP [SIZE…]
//
// Each size runs in a process of its own, so that its memory is its own. Times are of the processor, not of the clock, and
// therefore bear a busy machine. What is measured: from the text in memory to all relations (read and checked, then
// evaluated), on one core; then single questions, from their text to the answer; then whole processes `casus check FLAGSHIP`.

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/ask.h"
#include "api/workspace.h"
#include "bench/workload.h"
#include "cli/large_pages.h"

namespace casus::bench {
namespace {

double Seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

// The two names in each row of a phrase that certainly hold at the end of the record.
Pairs AtTheEnd(law::Record& record, std::string_view phrase) {
  Pairs pairs;
  const law::Answers answers = record.AllBounds(record.Find(phrase).value());
  for (const law::Answer& row : answers.rows) {
    if (!row.certain.Contains(record.timeline().size() - 1)) continue;
    pairs.emplace_back(record.Say(row.values[0], answers.kinds[0]),
                       record.Say(row.values[1], answers.kinds[1]));
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

bool Expect(std::string_view what, const Pairs& found, const Pairs& expected) {
  if (found == expected) return true;
  Pairs missing, extra;
  std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(),
                      std::back_inserter(missing));
  std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(),
                      std::back_inserter(extra));
  fmt::print(stderr, "wrong: {}: {} found, {} expected\n", what, found.size(), expected.size());
  for (size_t i = 0; i < std::min<size_t>(3, missing.size()); ++i) {
    fmt::print(stderr, "  missing: {}, {}\n", missing[i].first, missing[i].second);
  }
  for (size_t i = 0; i < std::min<size_t>(3, extra.size()); ++i) {
    fmt::print(stderr, "  too much: {}, {}\n", extra[i].first, extra[i].second);
  }
  return false;
}

struct Figures {
  double checked = 0, evaluated = 0;  // seconds
  double question = 0;                // seconds, the median
  size_t statements = 0, treaties = 0, norms = 0;
  bool right = false;
};

Figures Measure(size_t size) {
  cli::UseLargePages();
  Figures figures;
  Workload workload = MakeWorkload(size);
  figures.statements = workload.statements;
  figures.treaties = workload.treaties;
  figures.norms = workload.norms;
  std::vector<api::InputFile> files;
  for (WorkloadFile& file : workload.files) files.push_back({std::move(file.name), std::move(file.text)});

  const double start = Seconds();
  api::Workspace workspace(std::move(files), [](std::string_view) { return std::nullopt; });
  figures.checked = Seconds() - start;
  law::Record* record = workspace.RecordUnder("");
  if (record != nullptr) (void)record->evaluation();  // all of it, though nobody has asked yet
  figures.evaluated = Seconds() - start - figures.checked;
  if (record == nullptr) {
    fmt::print(stderr, "wrong: the dossier has errors\n");
    return figures;
  }
  figures.right = Expect("is in breach of", AtTheEnd(*record, "is_in_breach_of"), workload.in_breach);
  figures.right = Expect("is broken by", AtTheEnd(*record, "is_broken_by"), workload.broken) && figures.right;
  figures.right = Expect("controls", AtTheEnd(*record, "controls"), workload.controls) && figures.right;

  std::vector<double> times;
  for (const Workload::Question& question : workload.questions) {
    for (int warm = 0; warm < 2; ++warm) {  // indexes are built by who asks first
      const double before = Seconds();
      const api::AskReport report = api::Ask(workspace, question.text, {});
      if (warm == 1) times.push_back(Seconds() - before);
      const std::string found = report.answers.empty()   ? "no"
                                : report.columns.empty() ? "yes"
                                                         : report.answers.back().values.back().text;
      if (found == question.answer) continue;
      fmt::print(stderr, "wrong: {}: {}, expected {}\n", question.text, found, question.answer);
      figures.right = false;
    }
    if (times.size() >= 100) break;
  }
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  if (!times.empty()) figures.question = times[times.size() / 2];
  return figures;
}

// Runs `body` in a process of its own; its result, and the most memory that it had, in MB.
template <typename Body>
std::optional<std::pair<Figures, double>> InAProcess(Body body) {
  int channel[2];
  if (pipe(channel) != 0) return std::nullopt;
  const pid_t child = fork();
  if (child == 0) {
    const Figures figures = body();
    const bool sent = write(channel[1], &figures, sizeof figures) == sizeof figures;
    _exit(sent ? 0 : 1);
  }
  close(channel[1]);
  Figures figures;
  const bool received = read(channel[0], &figures, sizeof figures) == sizeof figures;
  close(channel[0]);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  if (!received || status != 0) return std::nullopt;
  return std::pair(figures, static_cast<double>(usage.ru_maxrss) / 1024);
}

// The least processor time of some runs of `casus check`, in seconds; nothing if it does not end well.
std::optional<double> TimeOfCheck(const std::string& program, const std::string& dossier) {
  constexpr int kRuns = 15;
  double least = 1e9;
  for (int run = 0; run < kRuns; ++run) {
    const pid_t child = fork();
    if (child == 0) {
      if (freopen("/dev/null", "w", stdout) == nullptr || freopen("/dev/null", "w", stderr) == nullptr)
        _exit(9);
      execl(program.c_str(), program.c_str(), "check", dossier.c_str(), static_cast<char*>(nullptr));
      _exit(9);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    least = std::min(least, seconds(usage.ru_utime) + seconds(usage.ru_stime));
  }
  return least;
}

int Main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: run_workloads CASUS FLAGSHIP [SIZE…]\n");
    return 2;
  }
  std::vector<size_t> sizes;
  for (int i = 3; i < argc; ++i) sizes.push_back(std::stoul(argv[i]));
  if (sizes.empty()) sizes = {10'000, 100'000, 1'000'000};

  bool right = true;
  fmt::print(
      "statements  treaties   norms   checked s  evaluated s  statements/s  µs each   MB  bytes each  "
      "question µs\n");
  double last = 0;
  for (const size_t size : sizes) {
    const auto run = InAProcess([&] { return Measure(size); });
    if (!run || !run->first.right) {
      fmt::print("{:10}  the answers are wrong\n", size);
      right = false;
      if (!run) continue;
    }
    const auto& [figures, megabytes] = *run;
    const double seconds = figures.checked + figures.evaluated;
    const auto count = static_cast<double>(figures.statements);
    fmt::print("{:10}  {:8}  {:6}  {:10.3f}  {:11.3f}  {:12.0f}  {:7.2f}  {:3.0f}  {:10.0f}  {:11.0f}",
               figures.statements, figures.treaties, figures.norms, figures.checked, figures.evaluated,
               count / seconds, seconds / count * 1e6, megabytes, megabytes * 1e6 / count,
               figures.question * 1e6);
    if (last > 0) fmt::print("   × {:.2f} a statement", seconds / count / last);
    fmt::print("\n");
    std::fflush(stdout);
    last = seconds / count;
  }
  if (const std::optional<double> seconds = TimeOfCheck(argv[1], argv[2])) {
    fmt::print("casus check {}: {:.1f} ms, the whole process\n", argv[2], *seconds * 1e3);
  } else {
    fmt::print("casus check {} does not end well\n", argv[2]);
    right = false;
  }
  return right ? 0 : 1;
}

}  // namespace
}  // namespace casus::bench

int main(int argc, char** argv) { return casus::bench::Main(argc, argv); }
