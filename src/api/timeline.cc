#include "api/timeline.h"

#include <algorithm>
#include <set>

#include "api/lanes.h"

namespace casus::api {
namespace {

// The days at which something begins, and the days after the last ones.
std::vector<std::string> ChangesIn(const law::Record& record, const std::vector<Lane>& lanes) {
  std::set<base::Stamp> changes;
  const base::Grain grain = record.timeline().grain();
  auto stamp = [&](const std::string& day) { return ParseDate(record.dossier(), day)->first; };
  for (const Lane& lane : lanes) {
    for (const Bar& bar : lane.bars) {
      for (const Span& span : bar.spans) {
        if (!span.from_start) changes.insert(stamp(span.from));
        if (!span.to_end) changes.insert(stamp(span.through) + 1);
      }
    }
    for (const Mark& mark : lane.marks) {
      changes.insert(stamp(mark.span.from));
      changes.insert(stamp(mark.span.through));
    }
  }
  std::vector<std::string> days;
  for (const base::Stamp change : changes) days.push_back(base::ToString(change, grain));
  return days;
}

}  // namespace

std::string_view Name(Lane::Group group) {
  switch (group) {
    case Lane::Group::kInstrument:
      return "instrument";
    case Lane::Group::kTerritory:
      return "territory";
    case Lane::Group::kNorm:
      return "norm";
    case Lane::Group::kTroops:
      return "troops";
    case Lane::Group::kNegotiation:
      return "negotiation";
    case Lane::Group::kState:
      return "state";
    case Lane::Group::kEvent:
      return "event";
  }
  return {};
}

TimelineReport Timeline(Workspace& workspace, std::string_view lens) {
  TimelineReport report;
  report.lens = lens;
  law::Record* record = workspace.RecordUnder(lens);
  report.diagnostics = workspace.report();
  if (record == nullptr) return report;
  const lang::StampRange range = record->range();
  report.first = base::ToString(range.first, record->timeline().grain());
  report.last = base::ToString(range.last, record->timeline().grain());
  LaneBook book(workspace, *record);
  AddStates(book);
  AddNorms(book);
  AddEvents(book);
  report.lanes = book.TakeLanes();
  report.changes = ChangesIn(*record, report.lanes);
  report.evaluated = true;
  return report;
}

}  // namespace casus::api
