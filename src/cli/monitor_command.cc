#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cli/bounded_queue.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/session.h"
#include "diag/sink.h"
#include "mfotl/monitor.h"
#include "mfotl/parser.h"
#include "mfotl/signature.h"

namespace casus::cli {
namespace {

constexpr size_t kBlock = size_t{1} << 18;  // stays in the cache between reading and parsing

volatile std::sig_atomic_t stop_asked = 0;
void AskToStop(int /*signal*/) { stop_asked = 1; }

// So that a signal ends the reading of the log, and not the program: the state is to be saved.
void StopOnSignals() {
  struct sigaction action = {};
  action.sa_handler = AskToStop;
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
}

bool WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// The file has the bytes, or what it had before, whenever the machine stops.
bool Replace(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".new";
  const int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  bool is_fine = file >= 0 && WriteAll(file, bytes) && fsync(file) == 0;
  if (file >= 0) is_fine = close(file) == 0 && is_fine;
  is_fine = is_fine && std::rename(temporary.c_str(), path.c_str()) == 0;
  if (!is_fine) Complain(fmt::format("cannot save the state in {}: {}", path, std::strerror(errno)));
  return is_fine;
}

// An open file, which is closed in the end.
class FileHandle {
 public:
  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  FileHandle(FileHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileHandle& operator=(FileHandle&&) = delete;
  ~FileHandle() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

// Signature and formula, read and planned; nothing after having said why not.
struct Prepared {
  diag::Files files;
  base::SymbolTable symbols;
  std::optional<mfotl::Policy> policy;
  std::optional<mfotl::MonitorPlan> plan;
  std::string formula;
  uint64_t fingerprint = 0;
};

std::unique_ptr<Prepared> Prepare(const MonitorArguments& arguments) {
  base::Result<std::string> signature = ReadFile(arguments.signature);
  base::Result<std::string> formula = ReadFile(arguments.formula);
  for (const base::Result<std::string>* text : {&signature, &formula}) {
    if (text->ok()) continue;
    Complain(text->error().message);
    return nullptr;
  }
  auto prepared = std::make_unique<Prepared>();
  prepared->formula = *formula;
  prepared->fingerprint = mfotl::Fingerprint(arguments.negate ? "not" : "",
                                             mfotl::Fingerprint(*formula, mfotl::Fingerprint(*signature)));
  diag::Sink sink;
  const diag::FileId signature_file = prepared->files.Add(arguments.signature, *std::move(signature));
  const diag::FileId formula_file = prepared->files.Add(arguments.formula, *std::move(formula));
  std::vector<mfotl::Predicate> predicates = mfotl::ParseSignature(signature_file, prepared->files, sink);
  if (!sink.HasErrors()) {
    prepared->policy = mfotl::ParsePolicy(formula_file, prepared->files, std::move(predicates), sink);
  }
  if (prepared->policy && arguments.negate) {
    mfotl::Formula negated{.kind = mfotl::Formula::Kind::kNot,
                           .span = prepared->policy->formula.span,
                           .operator_span = prepared->policy->formula.operator_span};
    negated.parts.push_back(std::move(prepared->policy->formula));
    prepared->policy->formula = std::move(negated);
  }
  if (prepared->policy) prepared->plan = mfotl::MakePlan(*prepared->policy, prepared->symbols, sink);
  if (prepared->plan) return prepared;
  Show(sink.Finish(), prepared->files, arguments.colour, Shown::kAll);
  return nullptr;
}

std::vector<std::string> NamesOf(const Prepared& prepared) {
  std::vector<std::string> names;
  for (const mfotl::VariableId variable : prepared.plan->answer)
    names.push_back(prepared.policy->variables[static_cast<size_t>(variable)].name);
  return names;
}

std::string ColumnsText(const Prepared& prepared) {
  return fmt::format("({})", fmt::join(NamesOf(prepared), ","));
}

void ShowStatistics(const mfotl::Monitor& monitor) {
  fmt::print(stderr, "time-points {}, events {}, mistakes {}, verdicts {}\n", monitor.points(),
             monitor.events(), monitor.errors(), monitor.verdicts());
  fmt::print(stderr, "{:<24} {:>12} {:>12} {:>14}\n", "operator", "rows", "most rows", "bytes");
  for (const core::OperatorStatistics& operator_statistics : monitor.stream().Statistics()) {
    fmt::print(stderr, "{:<24} {:>12} {:>12} {:>14}\n", operator_statistics.name, operator_statistics.rows,
               operator_statistics.peak_rows, operator_statistics.bytes);
  }
  if (const mfotl::TraceIndex* const index = monitor.index()) {
    fmt::print(stderr, "{:<24} {:>12} {:>12} {:>14}\n", "events for proofs", index->rows(), "",
               index->bytes());
  }
}

// Reads the log to its end and writes verdicts as they come.
class Session {
 public:
  Session(const MonitorArguments& arguments, const Prepared& prepared, base::SymbolTable& symbols)
      : arguments_(arguments),
        name_(arguments.log.empty() || arguments.log == "-" ? "standard input" : arguments.log),
        policy_(*prepared.policy),
        monitor_(*prepared.policy, *prepared.plan, symbols,
                 {.form = arguments.json ? mfotl::VerdictForm::kJson : mfotl::VerdictForm::kMonPoly,
                  .stops_at_error = !arguments.skip_errors,
                  .stops_at_verdict = arguments.stop_at_first,
                  .reads_apart = arguments.two_threads,
                  .explains = arguments.why,
                  .fingerprint = prepared.fingerprint}) {}

  ExitCode Run() {
    if (!arguments_.resume.empty() && !Resume()) return kDossierErrors;
    if (!OpenTables()) return kDossierErrors;
    StopOnSignals();
    if (!(arguments_.two_threads ? RunInTwoThreads() : RunInTurn()) || !is_written_) return kDossierErrors;
    if (!read_error_.empty()) {
      Complain(read_error_);
      return kDossierErrors;
    }
    const bool saves = !arguments_.save.empty();
    if (saves && !monitor_.has_stopped()) {
      if (stop_asked != 0 && !tables_.empty()) {
        Complain("told to stop in the middle of the CSV files, so that there is no state to save");
        return kDossierErrors;
      }
      if (!Replace(arguments_.save, monitor_.Save())) return kDossierErrors;
    } else if (!saves && stop_asked == 0) {
      monitor_.Finish(!arguments_.no_new_last, output_);
      if (!Flush()) return kDossierErrors;
    }
    if (arguments_.statistics) ShowStatistics(monitor_);
    if (monitor_.has_stopped()) {
      Complain(fmt::format("stopped there{}; --on-error skip leaves out what is wrong and goes on",
                           saves ? ", and no state is saved, as it would be one behind the mistake" : ""));
      return kDossierErrors;
    }
    if (const uint64_t mistakes = monitor_.errors(); mistakes > 0) {
      Complain(fmt::format("{} {} left out", mistakes, mistakes == 1 ? "mistake" : "mistakes"));
    }
    return kFine;
  }

 private:
  bool Resume() {
    const base::Result<std::string> state = ReadFile(arguments_.resume);
    if (!state.ok()) {
      Complain(state.error().message);
      return false;
    }
    const std::optional<base::Error> error = monitor_.Load(*state);
    if (error) Complain(fmt::format("cannot resume from {}: {}", arguments_.resume, error->message));
    return !error;
  }

  // P=FILE
  bool OpenTables() {
    for (const std::string& csv : arguments_.csv) {
      const size_t equals = csv.find('=');
      const std::string predicate = csv.substr(0, equals);
      if (equals == std::string::npos || predicate.empty()) {
        Complain(
            fmt::format("--csv {}: a predicate and a file are expected, as in --csv order=orders.csv", csv));
        return false;
      }
      if (!HasPredicate(predicate)) {
        Complain(fmt::format("--csv {}: there is no predicate `{}` in the signature", csv, predicate));
        return false;
      }
      const std::string path = csv.substr(equals + 1);
      const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
      if (file < 0) {
        Complain(fmt::format("cannot read {}: {}", path, std::strerror(errno)));
        return false;
      }
      tables_.emplace_back(file);
      monitor_.Merge(path, predicate,
                     [this, file, path](std::span<char> bytes) { return Read(file, path, bytes); });
    }
    return true;
  }

  bool HasPredicate(std::string_view name) const {
    const auto logged = std::span(policy_.predicates).first(policy_.logged);
    return std::any_of(logged.begin(), logged.end(),
                       [&](const mfotl::Predicate& predicate) { return predicate.name == name; });
  }

  // Waits until there is something to read, or the evaluation has ended: false.
  bool MayRead(int file) const {
    if (!evaluation_ends_) return true;
    std::array<pollfd, 2> waits = {pollfd{file, POLLIN, 0},
                                   pollfd{evaluation_ends_->descriptor(), POLLIN, 0}};
    poll(waits.data(), waits.size(), -1);
    return waits[1].revents == 0;
  }

  // How many bytes were read; 0 at the end, and if that went wrong.
  size_t Read(int file, const std::string& name, std::span<char> bytes) {
    while (stop_asked == 0) {
      if (!MayRead(file)) return 0;
      const ssize_t size = read(file, bytes.data(), bytes.size());
      if (size >= 0) return static_cast<size_t>(size);
      if (errno == EINTR) continue;
      read_error_ = fmt::format("cannot read {}: {}", name, std::strerror(errno));
      break;
    }
    return 0;
  }

  // Gives the log, and what is merged into it, to the reader. `take` takes a part from it, and says whether there are more
  // and all goes on.
  template <typename Take>
  bool ReadAll(Take take) {
    if (!arguments_.log.empty() || tables_.empty()) {
      const bool is_file = !arguments_.log.empty() && arguments_.log != "-";
      const FileHandle log(is_file ? open(arguments_.log.c_str(), O_RDONLY | O_CLOEXEC) : dup(STDIN_FILENO));
      if (log.descriptor() < 0) {
        Complain(fmt::format("cannot read {}: {}", name_, std::strerror(errno)));
        return false;
      }
      std::vector<char> block(kBlock);
      while (goes_on_ && read_error_.empty()) {
        const size_t size = Read(log.descriptor(), name_, block);
        if (size == 0) break;
        monitor_.reader().Give({block.data(), size});
        while (take()) {
        }
      }
    }
    if (tables_.empty() || stop_asked != 0) return true;
    monitor_.reader().GiveEnd();
    while (take() && stop_asked == 0) {
    }
    return true;
  }

  void Evaluate(mfotl::LogPart& part) {
    monitor_.Evaluate(part, output_);
    is_written_ = Flush();
    goes_on_ = is_written_ && !monitor_.is_done();
  }

  // Reads and evaluates in turn.
  bool RunInTurn() {
    mfotl::LogPart part = monitor_.TakePart();
    return ReadAll([&] {
      const bool has_more = monitor_.reader().Take(part);
      Evaluate(part);
      return has_more && goes_on_;
    });
  }

  // Reads in this thread and evaluates in another, which alone writes. Parts go to it and come back empty, so that what
  // is read ahead is bounded. What is read behind the end (by --stop_at_first_viol, or a mistake) is passed over
  // there, so that the output is the same as in turn.
  bool RunInTwoThreads() {
    constexpr size_t kParts = 4;
    BoundedQueue<mfotl::LogPart> full(kParts), empty(kParts);
    for (size_t i = 0; i < kParts; ++i) empty.Push(monitor_.TakePart());
    std::array<int, 2> ends = {-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
      Complain(fmt::format("cannot make a second thread: {}", std::strerror(errno)));
      return false;
    }
    evaluation_ends_.emplace(ends[0]);
    const FileHandle end(ends[1]);
    sigset_t signals, before;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, &before);  // they are to end the reading, in this thread
    std::thread evaluation([&] {
      while (std::optional<mfotl::LogPart> part = full.Pop()) {
        if (goes_on_) {
          Evaluate(*part);
          if (!goes_on_) WriteAll(end.descriptor(), "!");
        }
        empty.Push(*std::move(part));
      }
    });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    const bool was_read = ReadAll([&] {
      mfotl::LogPart part = *empty.Pop();
      part.chunk.Clear();
      const bool has_more = monitor_.reader().Take(part);
      full.Push(std::move(part));
      return has_more && goes_on_;
    });
    full.Close();
    evaluation.join();
    return was_read;
  }

  // Verdicts first, then what was wrong; false if nobody reads them any more.
  bool Flush() {
    const bool is_fine = WriteAll(STDOUT_FILENO, output_);
    output_.clear();
    for (const mfotl::LogError& error : monitor_.TakeErrors()) {
      Complain(fmt::format("{}:{}:{}: {}", error.file.empty() ? name_ : error.file, error.line, error.column,
                           error.message));
    }
    return is_fine;
  }

  const MonitorArguments& arguments_;
  std::string name_;
  const mfotl::Policy& policy_;
  std::vector<FileHandle> tables_;  // outlive the monitor, which reads them
  mfotl::Monitor monitor_;
  std::string output_;
  bool is_written_ = true;
  std::atomic<bool> goes_on_ = true;
  std::string read_error_;
  std::optional<FileHandle>
      evaluation_ends_;  // of two threads: there is something to read when the other is done
};

}  // namespace

ExitCode Run(const MonitorArguments& arguments) {
  const std::unique_ptr<Prepared> prepared = Prepare(arguments);
  if (prepared == nullptr) return kDossierErrors;
  if (arguments.check) {
    if (arguments.json) {
      fmt::print("{{\"variables\": {}}}\n", NamesOf(*prepared));  // names need no escapes
    } else {
      fmt::print("The formula can be monitored. Its free variables: {}\n", ColumnsText(*prepared));
    }
    return kFine;
  }
  if (arguments.verbose) {
    std::string_view text = prepared->formula;
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
    fmt::print("The analyzed formula is:\n  {}{}{}\nThe sequence of free variables is: {}\n",
               arguments.negate ? "NOT (" : "", text, arguments.negate ? ")" : "", ColumnsText(*prepared));
    std::fflush(stdout);
  }
  return Session(arguments, *prepared, prepared->symbols).Run();
}

}  // namespace casus::cli
