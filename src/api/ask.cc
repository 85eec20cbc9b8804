#include "api/ask.h"

#include <algorithm>
#include <utility>

#include "api/question.h"

namespace casus::api {
namespace {

// What the options leave of an answer: of one moment, the piece that it lies in.
law::Answer Clip(const law::Record& record, const AskOptions& options, const law::Answer& answer) {
  const core::Timeline& line = record.timeline();
  law::Answer clipped;
  clipped.values = answer.values;
  if (options.on) {
    const core::Moment moment = line.LastMoment(*options.on);
    for (const base::Interval& piece : answer.certain) {
      if (piece.Contains(moment)) clipped.certain = clipped.possible = {piece};
    }
    for (const base::Interval& piece : base::Subtract(answer.possible, answer.certain)) {
      if (piece.Contains(moment)) clipped.possible = {piece};
    }
    return clipped;
  }
  const base::IntervalSet wanted = {{options.from ? line.FirstMoment(*options.from) : 0,
                                     options.through ? line.LastMoment(*options.through) + 1 : line.size()}};
  clipped.certain = base::Intersect(answer.certain, wanted);
  clipped.possible = base::Intersect(answer.possible, wanted);
  return clipped;
}

Holds HoldsOf(const std::vector<AskAnswer>& answers) {
  if (answers.empty()) return Holds::kNo;
  return answers.front().spans.front().certainty == Certainty::kCertain ? Holds::kCertain : Holds::kPossible;
}

}  // namespace

std::string_view Name(Holds holds) {
  switch (holds) {
    case Holds::kCertain:
      return "certain";
    case Holds::kPossible:
      return "possible";
    case Holds::kNo:
      return "no";
  }
  return {};
}

AskReport Ask(Workspace& workspace, std::string_view question, const AskOptions& options) {
  AskReport report;
  report.question = question;
  report.lens = options.lens;
  law::Record* record = workspace.RecordUnder(options.lens);
  if (record == nullptr) {
    report.diagnostics = workspace.report();
    return report;
  }
  diag::Sink sink;
  const std::optional<PreparedQuestion> prepared = Prepare(workspace, question, sink);
  report.diagnostics = prepared ? workspace.report() : sink.Finish();
  if (!prepared) {
    report.question_at_fault = true;
    return report;
  }
  report.answered = true;
  for (const base::Symbol column : prepared->columns)
    report.columns.emplace_back(workspace.symbols().Name(column));
  const base::Stamp last = record->range().last;
  report.beyond_knowledge = options.through && *options.through > last;
  if ((options.on && *options.on > last) || (options.from && *options.from > last)) {
    report.beyond_knowledge = true;
    if (options.on && report.columns.empty()) report.holds = Holds::kPossible;
    return report;
  }

  const law::Answers answers =
      record->Ask(prepared->text, prepared->condition, prepared->columns, options.most_pairs);
  if (answers.is_cut_short) {
    report.answered = false;
    report.question_at_fault = report.is_too_large = true;
    return report;
  }
  const Wording wording(workspace, *record);
  GroundsFinder grounds(workspace, *record, *prepared);
  for (const law::Answer& whole : answers.rows) {
    const law::Answer row = Clip(*record, options, whole);
    if (row.possible.IsEmpty()) continue;
    AskAnswer answer;
    for (size_t i = 0; i < row.values.size(); ++i) {
      answer.values.push_back(wording.ValueOf(row.values[i], answers.kinds[i]));
    }
    answer.spans = SpansOf(*record, row.certain, row.possible);
    answer.question = Filled(*prepared, answers, whole, workspace.symbols());
    answer.bounded = whole.bounded && !(row.certain == row.possible);
    Grounds found = grounds.Of(row);
    answer.open = std::move(found.open);
    answer.evidence = std::move(found.evidence);
    report.answers.push_back(std::move(answer));
  }
  if (options.on && report.columns.empty()) report.holds = HoldsOf(report.answers);
  return report;
}

}  // namespace casus::api
