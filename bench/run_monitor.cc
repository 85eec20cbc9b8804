// Monitors generated logs by `casus monitor` and prints how fast it was, after its verdicts were found right.
//
//   run_monitor CASUS [EVENTS]          1,000,000 events, if nothing else is said
//   run_monitor CASUS --long [EVENTS]   `once` alone, on a log of 100,000,000 events, ten at a time-point
//
// What is measured are whole processes: processor time, user and system, of the best of three runs; the most memory that
// they held. Beside each stands what the best of MonPoly, VeriMon and CppMon did on a log of the same kind (one core of a
// two-core virtual machine; bench/README.md), what it takes to count the lines of the log and merely to parse it, and what it
// takes with a proof of each verdict (--why), as a multiple of the run without.

#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bench/trace_workload.h"
#include "core/trace.h"
#include "diag/sink.h"
#include "mfotl/log.h"
#include "mfotl/parser.h"
#include "mfotl/planner.h"
#include "mfotl/signature.h"

namespace casus::bench {
namespace {

constexpr LogShape kShapes[] = {
    {"L1", 1, 10, 1'000}, {"L10", 10, 1, 1'000}, {"L1000", 1'000, 1, 20'000}, {"S", 0, 1, 5'000}};

// Thousand events a second of the best of the others; none where all crashed or took too long.
struct Peer {
  std::string_view policy, log;
  int speed;
};
constexpr Peer kPeers[] = {
    {"once", "L1", 409},     {"once", "L10", 970},     {"once", "L1000", 1298},  {"hist", "L10", 1030},
    {"hist", "L1000", 1265}, {"event", "L1", 398},     {"event", "L10", 751},    {"event", "L1000", 980},
    {"since", "L1", 68},     {"since", "L10", 187},    {"since", "L1000", 200},  {"until", "L10", 769},
    {"until", "L1000", 800}, {"star", "L1", 418},      {"star", "L10", 662},     {"star", "L1000", 595},
    {"linear", "L10", 653},  {"linear", "L1000", 531}, {"triangle", "L10", 657}, {"triangle", "L1000", 671},
    {"sum", "L1", 90},       {"sum", "L10", 613},      {"sum", "L1000", 537},    {"cnt", "L10", 568},
    {"cnt", "L1000", 606},   {"nested", "L10", 37},    {"login", "S", 33},
};

struct Usage {
  double seconds = 0;
  double megabytes = 0;
};

// Runs `body` in a process of its own and `take` over what that writes; nothing if it does not end well.
std::optional<Usage> InAProcess(const std::function<void(int output)>& body,
                                const std::function<void(std::string_view)>& take) {
  int channel[2];
  if (pipe(channel) != 0) return std::nullopt;
  const pid_t child = fork();
  if (child == 0) {
    close(channel[0]);
    body(channel[1]);
    _exit(0);
  }
  close(channel[1]);
  std::vector<char> buffer(size_t{1} << 16);
  while (true) {
    const ssize_t size = read(channel[0], buffer.data(), buffer.size());
    if (size <= 0) break;
    take({buffer.data(), static_cast<size_t>(size)});
  }
  close(channel[0]);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  if (status != 0) return std::nullopt;
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return Usage{seconds(usage.ru_utime) + seconds(usage.ru_stime),
               static_cast<double>(usage.ru_maxrss) / 1024};
}

std::optional<Usage> RunProgram(const std::vector<std::string>& words,
                                const std::function<void(std::string_view)>& take) {
  return InAProcess(
      [&](int output) {
        std::vector<char*> arguments;
        for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        dup2(output, STDOUT_FILENO);
        execvp(arguments[0], arguments.data());
        _exit(127);
      },
      take);
}

// Reads verdicts, "@12 (time point 3): (1,2) ("u7",4)", as they come in pieces.
class VerdictReader {
 public:
  void Take(std::string_view bytes) {
    for (const char c : bytes) {
      if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
        number_ = number_ * 10 + (c - '0');
      } else {
        End(c);
      }
    }
  }
  const Answer& answer() const { return answer_; }

 private:
  // A number has ended before the character.
  void End(char c) {
    if (c == '@') is_head_ = true;
    if (is_head_ && c == ')') {
      point_ = static_cast<size_t>(number_);
      is_head_ = false;
    } else if (!is_head_ && (c == ',' || c == ')')) {
      row_.push_back(static_cast<int32_t>(number_));
      if (c == ')') {
        answer_.Add(point_, row_);
        row_.clear();
      }
    }
    if (c != '"') number_ = 0;  // it stands behind the last digit of a text, too
  }

  Answer answer_;
  bool is_head_ = false;
  size_t point_ = 0;
  int64_t number_ = 0;
  std::vector<int32_t> row_;
};

// Of verdicts and their proofs, the verdicts: what stands on lines of their own, that begin by `@`.
class ProvenVerdictReader {
 public:
  void Take(std::string_view bytes) {
    while (!bytes.empty()) {
      if (is_begin_) is_verdict_ = bytes.front() == '@';
      const size_t end = bytes.find('\n');
      is_begin_ = end != std::string_view::npos;
      const std::string_view line = bytes.substr(0, is_begin_ ? end + 1 : bytes.size());
      if (is_verdict_) verdicts_.Take(line);
      bytes.remove_prefix(line.size());
    }
  }
  const Answer& answer() const { return verdicts_.answer(); }

 private:
  VerdictReader verdicts_;
  bool is_begin_ = true, is_verdict_ = false;
};

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("casus-bench-{}", getpid())) {
    std::filesystem::create_directory(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string Path(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

void Write(const std::string& path, std::string_view text) { std::ofstream(path) << text << '\n'; }

// Parses the log as the monitor of the policy does, and does nothing with it.
void ParseOnly(const TracePolicy& policy, const std::string& log) {
  diag::Files files;
  diag::Sink sink;
  base::SymbolTable symbols;
  const diag::FileId signature = files.Add("signature", std::string(kTraceSignature));
  const diag::FileId formula = files.Add("formula", std::string(policy.formula));
  std::vector<mfotl::Predicate> predicates = mfotl::ParseSignature(signature, files, sink);
  const std::optional<mfotl::Policy> parsed = mfotl::ParsePolicy(formula, files, std::move(predicates), sink);
  const std::optional<mfotl::MonitorPlan> plan = mfotl::MakePlan(*parsed, symbols, sink);
  mfotl::LogParser parser(std::span(parsed->predicates).first(parsed->logged), *plan, symbols);
  core::TraceChunk chunk(plan->plan);
  constexpr size_t kBlock = size_t{1} << 20;
  std::string bytes;
  size_t rest = 0;
  std::FILE* file = std::fopen(log.c_str(), "rb");
  while (true) {
    bytes.resize(rest + kBlock);
    const size_t size = rest + std::fread(bytes.data() + rest, 1, kBlock, file);
    const bool is_end = size < rest + kBlock;
    const size_t used = parser.Parse(std::string_view(bytes).substr(0, size), is_end, chunk);
    chunk.Clear();
    if (is_end) break;
    rest = size - used;
    std::copy(bytes.begin() + static_cast<std::ptrdiff_t>(used),
              bytes.begin() + static_cast<std::ptrdiff_t>(size), bytes.begin());
  }
  std::fclose(file);
}

std::optional<Usage> BestOf(int runs, const std::function<std::optional<Usage>()>& run) {
  std::optional<Usage> best;
  for (int i = 0; i < runs; ++i) {
    const std::optional<Usage> usage = run();
    if (!usage) return std::nullopt;
    if (!best || usage->seconds < best->seconds) best = usage;
  }
  return best;
}

std::string PeerText(std::string_view policy, std::string_view log, double speed) {
  for (const Peer& peer : kPeers) {
    if (peer.policy == policy && peer.log == log) {
      return fmt::format("{:>7} {:>7.0f}", peer.speed, speed / (1'000.0 * peer.speed));
    }
  }
  return fmt::format("{:>7} {:>7}", "–", "–");
}

bool Measure(const std::string& casus, const Folder& folder, const LogShape& shape, size_t events,
             const TracePolicy& policy, const Answer& expected) {
  Write(folder.Path("formula"), policy.formula);
  const std::vector<std::string> words = {
      casus,   "monitor",         "--sig", folder.Path("signature"), "--formula", folder.Path("formula"),
      "--log", folder.Path("log")};
  VerdictReader verdicts;
  if (!RunProgram(words, [&](std::string_view bytes) { verdicts.Take(bytes); })) {
    fmt::print(stderr, "wrong: {} on {} does not end well\n", policy.name, shape.name);
    return false;
  }
  if (!(verdicts.answer() == expected)) {
    fmt::print(stderr, "wrong: {} on {}: {} rows, expected {}\n", policy.name, shape.name,
               verdicts.answer().rows, expected.rows);
    return false;
  }
  std::vector<std::string> proving = words;
  proving.push_back("--why");
  ProvenVerdictReader proven;
  if (!RunProgram(proving, [&](std::string_view bytes) { proven.Take(bytes); }) ||
      !(proven.answer() == expected)) {
    fmt::print(stderr, "wrong: {} on {} with --why\n", policy.name, shape.name);
    return false;
  }
  const auto nothing = [](std::string_view) {};
  const std::optional<Usage> usage = BestOf(3, [&] { return RunProgram(words, nothing); });
  const std::optional<Usage> parse =
      BestOf(3, [&] { return InAProcess([&](int) { ParseOnly(policy, folder.Path("log")); }, nothing); });
  const std::optional<Usage> lines =
      BestOf(3, [&] { return RunProgram({"wc", "-l", folder.Path("log")}, nothing); });
  const std::optional<Usage> with_why = BestOf(3, [&] { return RunProgram(proving, nothing); });
  if (!usage || !parse || !lines || !with_why) return false;
  const double speed = static_cast<double>(events) / usage->seconds;
  fmt::print(
      "{:<9} {:<6} {:>9} {:>9} {:>8.2f} {} {:>6.0f} {:>7.3f} {:>7.3f} {:>7.3f} {:>6.1f} {:>7.3f} {:>6.1f}\n",
      policy.name, shape.name, events, expected.rows, speed / 1e6, PeerText(policy.name, shape.name, speed),
      usage->megabytes, usage->seconds, parse->seconds, lines->seconds, usage->seconds / parse->seconds,
      with_why->seconds, with_why->seconds / usage->seconds);
  std::fflush(stdout);
  return true;
}

int Main(const std::string& casus, size_t events, bool is_long) {
  const Folder folder;
  Write(folder.Path("signature"), kTraceSignature);
  fmt::print("{:<9} {:<6} {:>9} {:>9} {:>8} {:>7} {:>7} {:>6} {:>7} {:>7} {:>7} {:>6} {:>7} {:>6}\n",
             "policy", "log", "events", "verdicts", "M ev/s", "others", "times", "MB", "s", "parse s",
             "wc -l s", "÷parse", "why s", "÷s");
  bool is_right = true;
  const auto run = [&](const LogShape& shape, size_t size,
                       const std::function<bool(std::string_view)>& is_wanted) {
    std::vector<std::pair<const TracePolicy*, Answer>> wanted;
    size_t count = 0;
    {
      const TraceLog log = MakeLog(shape, size);
      count = log.events.size();
      std::FILE* file = std::fopen(folder.Path("log").c_str(), "wb");
      log.WriteTo(file);
      std::fclose(file);
      for (const TracePolicy& policy : TracePolicies()) {
        if (!is_wanted(policy.name)) continue;
        wanted.emplace_back(&policy, Answer());
        policy.answer(log, wanted.back().second);
      }
    }
    // What this process holds counts as memory of the processes that it makes.
    malloc_trim(0);
    for (const auto& [policy, answer] : wanted) {
      is_right = Measure(casus, folder, shape, count, *policy, answer) && is_right;
    }
  };
  if (is_long) {
    run(kShapes[1], events, [](std::string_view name) { return name == "once"; });
    return is_right ? 0 : 1;
  }
  for (const LogShape& shape : kShapes) {
    const bool is_session = shape.per_point == 0;
    run(shape, is_session ? events / 5 : events,
        [&](std::string_view name) { return (name == "login" || name == "access") == is_session; });
  }
  for (size_t size = events / 10; size <= events * 10; size *= 10) {
    run(kShapes[1], size, [](std::string_view name) { return name == "once" || name == "sum"; });
    run(kShapes[3], size, [](std::string_view name) { return name == "access"; });
  }
  return is_right ? 0 : 1;
}

}  // namespace
}  // namespace casus::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "run_monitor CASUS [--long] [EVENTS]\n");
    return 2;
  }
  const bool is_long = argc > 2 && std::string_view(argv[2]) == "--long";
  const int number = is_long ? 3 : 2;
  const long events = argc > number ? std::atol(argv[number]) : is_long ? 100'000'000 : 1'000'000;
  return casus::bench::Main(argv[1], static_cast<size_t>(std::max(events, 1'000L)), is_long);
}
