#include <fmt/format.h>

#include <algorithm>

#include "api/lanes.h"
#include "api/norms.h"
#include "law/values.h"

namespace casus::api {
namespace {

struct Shown {
  std::string_view kind;
  std::string question;
};

Shown ShownOf(NormState state, const NormLife& norm) {
  switch (state) {
    case NormState::kInForce:
      return {"in-force", fmt::format("{} is in force", norm.norm)};
    case NormState::kSuspended:
      return {"suspended", fmt::format("{} is stayed", norm.norm)};
    case NormState::kOwed:
      return {"owed", fmt::format("{} is owed by {}", norm.norm, norm.bearer)};
    case NormState::kInBreach:
      return {"in-breach", fmt::format("{} is in breach of {}", norm.bearer, norm.norm)};
    case NormState::kBroken:
      return {"broken", fmt::format("{} is broken by {}", norm.norm, norm.bearer)};
    case NormState::kKept:
      return {"kept", fmt::format("{} is kept by {}", norm.norm, norm.bearer)};
    case NormState::kDormant:
      break;
  }
  return {};
}

std::string LaneId(std::string_view norm, std::string_view bearer) {
  return bearer.empty() ? fmt::format("norm:{}", norm) : fmt::format("norm:{} by {}", norm, bearer);
}

void AddLane(LaneBook& book, const NormLife& norm) {
  const base::SymbolTable& symbols = book.workspace().symbols();
  Lane& lane = book.Get(Lane::Group::kNorm, LaneId(norm.norm, norm.bearer));
  lane.entity = norm.norm;
  lane.instrument = norm.norm.substr(0, norm.norm.find('.'));
  const std::string number = norm.norm.substr(std::min(norm.norm.size(), lane.instrument.size() + 1));
  lane.title = norm.title.empty() ? number : fmt::format("{} {}", number, norm.title);
  lane.subtitle = norm.kind;
  if (norm.bearer.empty()) {
    lane.subtitle += ", never arose";
  } else {
    lane.parties.push_back(norm.bearer);
    lane.subtitle += fmt::format(" of {}", book.titles().Of(*symbols.Find(norm.bearer)));
  }
  for (const NormPhase& phase : norm.life) {
    if (phase.state == NormState::kDormant) continue;
    const Shown shown = ShownOf(phase.state, norm);
    const auto same = std::find_if(lane.bars.begin(), lane.bars.end(),
                                   [&](const Bar& bar) { return bar.kind == shown.kind; });
    if (same != lane.bars.end()) {
      same->spans.push_back(phase.span);
      continue;
    }
    lane.bars.push_back({.kind = std::string(shown.kind),
                         .label = std::string(Name(phase.state)),
                         .party = norm.bearer,
                         .spans = {phase.span},
                         .question = shown.question});
  }
}

// The moments of breach.
void AddBreaches(LaneBook& book) {
  const std::optional<law::PredicateId> breaches = book.record().Find("breaches");
  if (!breaches) return;
  for (const law::Answer& row : book.record().AllBounds(*breaches).rows) {
    Lane* lane = book.Find(LaneId(book.NameOf(row.values[1]), book.NameOf(row.values[0])));
    if (lane == nullptr) continue;
    for (const Span& span : SpansOf(book.record(), row.certain, row.possible)) {
      Mark mark{.kind = "breach", .label = "breach", .party = book.NameOf(row.values[0]), .span = span};
      mark.question = book.wording().Phrase(*breaches, row.values);
      if (mark.span.certainty == Certainty::kCertain) mark.span.through = mark.span.from;
      lane->marks.push_back(std::move(mark));
    }
  }
}

}  // namespace

void AddNorms(LaneBook& book) {
  for (const NormLife& norm : NormLives(book.workspace(), book.record())) AddLane(book, norm);
  AddBreaches(book);
}

}  // namespace casus::api
