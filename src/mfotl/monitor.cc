#include "mfotl/monitor.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/byte_stream.h"
#include "mfotl/progress.h"

namespace casus::mfotl {
namespace {

constexpr std::string_view kMagic = "CasusMonitor";
constexpr int64_t kVersion = 4;

}  // namespace

// FNV-1a, 64 bits.
uint64_t Fingerprint(std::string_view text, uint64_t seed) {
  for (const char c : text) {
    seed ^= static_cast<unsigned char>(c);
    seed *= 0x100000001b3;
  }
  return seed;
}

Monitor::Monitor(const Policy& policy, const MonitorPlan& plan, base::SymbolTable& symbols,
                 MonitorOptions options)
    : policy_(policy),
      symbols_(symbols),
      options_(options),
      clock_(plan.clock),
      looks_ahead_(plan.looks_ahead),
      stream_(plan.plan, plan.root, compounds_, plan.always),
      writer_(policy, plan, symbols, options.form),
      explainer_(options.explains ? std::make_unique<Explainer>(policy, plan, symbols, options.form)
                                  : nullptr),
      reader_(policy, plan, symbols,
              {.stops_at_error = options.stops_at_error, .is_apart = options.reads_apart}),
      part_(TakePart()) {
  verdicts_.arity = plan.answer.size();
}

void Monitor::Feed(std::string_view bytes, std::string& output) {
  reader_.Give(bytes);
  while (Step(output)) {
  }
}

bool Monitor::ReadFiles(std::string& output) {
  reader_.GiveEnd();
  return Step(output);
}

bool Monitor::Step(std::string& output) {
  if (is_done_) return false;
  const bool has_more = reader_.Take(part_);
  Evaluate(part_, output);
  return has_more && !is_done_;
}

void Monitor::Evaluate(LogPart& part, std::string& output) {
  if (is_done_) {
    part.chunk.Clear();
    return;
  }
  for (const std::string_view text : part.texts) symbols_.Intern(text);
  std::move(part.errors.begin(), part.errors.end(), std::back_inserter(errors_));
  position_ = part.position;
  std::swap(rest_, part.rest);
  Advance(std::move(part.chunk));
  WriteVerdicts(output);
  if (explainer_) explainer_->Forget(stream_.decided());
  has_stopped_ = part.has_stopped;
  is_done_ = is_done_ || has_stopped_;
  part.chunk = stream_.TakeChunk();
}

void Monitor::Finish(bool is_complete, std::string& output) {
  if (is_done_) return;
  while (ReadFiles(output)) {
  }
  decided_ = stream_.decided();
  if (is_done_ || !is_complete || !looks_ahead_) return;
  core::TraceChunk last = stream_.TakeChunk();
  last.BeginPoint(kLastStamp);
  if (clock_) {
    core::Value* row = last.AddRow(*clock_);
    row[0] = static_cast<core::Value>(points());
    row[1] = kLastStamp;
  }
  Advance(std::move(last));
  decided_ = DecidedAtEnd(policy_, stream_);
  stream_.Finish(verdicts_);
  while (!verdicts_.points.empty() && verdicts_.points.back().point >= decided_) verdicts_.points.pop_back();
  WriteVerdicts(output);
}

void Monitor::Advance(core::TraceChunk chunk) {
  if (explainer_) explainer_->Append(chunk);
  stream_.Advance(std::move(chunk), verdicts_);
}

void Monitor::WriteVerdicts(std::string& output) {
  if (!verdicts_.points.empty()) {
    VerdictWriter::Explain explain;
    if (explainer_) {
      explain = [this](std::span<const core::Value> row, Point point, Pen& pen) {
        explainer_->Explain(row, point, pen);
      };
    }
    writer_.Write(verdicts_, output, options_.stops_at_verdict ? 1 : SIZE_MAX, explain);
    is_done_ = options_.stops_at_verdict;
    verdict_count_ += options_.stops_at_verdict ? 1 : verdicts_.points.size();
  }
  verdicts_.Clear();
}

std::string Monitor::Save() const {
  core::ByteWriter body;
  for (const uint64_t number :
       {position_.points, position_.events, position_.errors, position_.lines, position_.bytes,
        static_cast<uint64_t>(position_.last_stamp), verdict_count_}) {
    body.Number(static_cast<int64_t>(number));
  }
  body.Text(rest_);
  body.Number(static_cast<int64_t>(symbols_.size()));
  for (size_t i = 0; i < symbols_.size(); ++i) body.Text(symbols_.Name(static_cast<base::Symbol>(i)));
  body.Text(stream_.Save());
  core::ByteWriter events;
  if (explainer_) explainer_->Save(events);
  body.Text(events.bytes());
  core::ByteWriter whole;
  whole.bytes() = kMagic;
  whole.Number(kVersion);
  whole.Number(static_cast<int64_t>(options_.fingerprint));
  whole.Number(core::HashOfBytes(body.bytes()));
  whole.Text(body.bytes());
  return std::move(whole.bytes());
}

std::optional<base::Error> Monitor::Load(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return base::Error{"this is not the state of a monitor"};
  core::ByteReader header(bytes.substr(kMagic.size()));
  const int64_t version = header.Number();
  if (version != kVersion) {
    return base::Error{
        fmt::format("the state has version {}, and this program reads version {}", version, kVersion)};
  }
  if (static_cast<uint64_t>(header.Number()) != options_.fingerprint) {
    return base::Error{"the state belongs to another signature or formula"};
  }
  const int64_t checksum = header.Number();
  const std::string_view text = header.Text();
  if (!header.ok() || core::HashOfBytes(text) != checksum) return base::Error{"the state is damaged"};
  core::ByteReader body(text);
  LogParser::Position position;
  position.points = static_cast<uint64_t>(body.Number());
  position.events = static_cast<uint64_t>(body.Number());
  position.errors = static_cast<uint64_t>(body.Number());
  position.lines = static_cast<uint64_t>(body.Number());
  position.bytes = static_cast<uint64_t>(body.Number());
  position.last_stamp = body.Number();
  verdict_count_ = static_cast<uint64_t>(body.Number());
  rest_ = body.Text();
  const int64_t symbols = body.Number();
  for (int64_t i = 0; i < symbols && body.ok(); ++i) {
    const base::Symbol symbol = symbols_.Intern(body.Text());
    if (static_cast<int64_t>(symbol) != i) return base::Error{"the state is damaged"};
  }
  const std::string_view stream = body.Text();
  const std::string_view events = body.Text();
  if (!body.ok()) return base::Error{"the state is damaged"};
  if (explainer_) {
    if (events.empty()) {
      return base::Error{
          "it was saved without --why, so that the events before it, which proofs may need, are not at hand; "
          "save it "
          "with --why, or go on without"};
    }
    core::ByteReader reader(events);
    explainer_->Load(reader);
    if (!reader.ok()) return base::Error{"the state is damaged"};
  }
  position_ = position;
  reader_.Resume(position, rest_);
  return stream_.Load(stream);
}

}  // namespace casus::mfotl
