#include "mfotl/log_reader.h"

#include <algorithm>
#include <utility>

namespace casus::mfotl {

LogReader::LogReader(const Policy& policy, const MonitorPlan& plan, base::SymbolTable& symbols,
                     Options options)
    : policy_(policy),
      plan_(plan),
      options_(options),
      symbols_(symbols),
      parser_(std::span(policy.predicates).first(policy.logged), plan,
              options.is_apart ? own_symbols_ : symbols) {
  if (options.stops_at_error) parser_.StopAtError();
  LearnTexts();
}

void LogReader::LearnTexts() {
  if (!options_.is_apart) return;
  for (size_t i = own_symbols_.size(); i < symbols_.size(); ++i) {
    own_symbols_.Intern(symbols_.Name(static_cast<base::Symbol>(i)));
  }
  told_ = own_symbols_.size();
}

void LogReader::Merge(std::string file, std::string_view predicate, ByteSource source) {
  if (!merge_) {
    merge_ = std::make_unique<EventMerge>(plan_);
    merge_->set_position(parser_.points(), parser_.position().last_stamp);
  }
  CsvEvents events(std::move(file), predicate, std::span(policy_.predicates).first(policy_.logged), plan_,
                   options_.is_apart ? own_symbols_ : symbols_, std::move(source));
  if (options_.stops_at_error) events.StopAtError();
  merge_->Add(std::move(events));
}

bool LogReader::Take(LogPart& part) {
  const bool has_more = merge_ ? TakeMerged(part.chunk) : TakeLog(part.chunk);
  part.errors = parser_.TakeErrors();
  if (merge_) {
    for (LogError& error : merge_->TakeErrors()) part.errors.push_back(std::move(error));
  }
  part.texts.clear();
  if (options_.is_apart) {
    for (; told_ < own_symbols_.size(); ++told_) {
      part.texts.push_back(own_symbols_.Name(static_cast<base::Symbol>(told_)));
    }
  }
  part.position = PositionNow();
  if (!has_more) part.rest = rest_;
  part.has_stopped = !has_more && (parser_.has_stopped() || (merge_ && merge_->has_stopped()));
  return has_more;
}

// The next piece of what was given, which ends with whole time-points; false if there is none.
bool LogReader::TakeLog(core::TraceChunk& chunk) {
  if (!rest_.empty() && !given_.empty()) {
    // The time-point that has begun ends where the next one begins, so that no more than it is copied.
    const size_t newline = given_.find("\n@");
    const bool is_whole = newline != std::string_view::npos;
    const size_t size = is_whole ? newline + 1 : given_.size();
    rest_ += given_.substr(0, size);
    given_.remove_prefix(size);
    begun_ = std::exchange(rest_, {});
    rest_ = begun_.substr(parser_.Parse(begun_, is_whole, chunk));
    return true;
  }
  if (!given_.empty()) {
    const std::string_view bytes = std::exchange(given_, {});
    rest_ = bytes.substr(parser_.Parse(bytes, false, chunk));
    return true;
  }
  if (!has_ended_ || is_at_end_) return false;
  begun_ = std::exchange(rest_, {});
  parser_.Parse(begun_, true, chunk);
  is_at_end_ = true;
  return true;
}

bool LogReader::TakeMerged(core::TraceChunk& chunk) {
  do {
    if (merge_->Fill(chunk)) return true;
  } while (!merge_->has_stopped() && TakeLog(merge_->TakeLog()) && (merge_->Begin(is_at_end_), true));
  return false;
}

LogParser::Position LogReader::PositionNow() const {
  LogParser::Position position = parser_.position();
  if (merge_) {
    position.points = merge_->points();
    position.events += merge_->events();
    position.errors += merge_->errors();
    position.last_stamp = std::max(position.last_stamp, merge_->last_stamp());
  }
  return position;
}

void LogReader::Resume(const LogParser::Position& position, std::string rest) {
  parser_.set_position(position);
  if (merge_) merge_->set_position(position.points, position.last_stamp);
  rest_ = std::move(rest);
  LearnTexts();
}

}  // namespace casus::mfotl
