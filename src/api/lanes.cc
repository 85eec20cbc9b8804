#include "api/lanes.h"

#include <algorithm>
#include <utility>

#include "law/values.h"

namespace casus::api {

Lane& LaneBook::Get(Lane::Group group, std::string_view id) {
  const auto [at, is_new] = by_id_.try_emplace(std::string(id), lanes_.size());
  if (is_new) {
    Lane& lane = lanes_.emplace_back();
    lane.id = id;
    lane.group = group;
  }
  return lanes_[at->second];
}

Lane* LaneBook::Find(std::string_view id) {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &lanes_[found->second];
}

std::vector<Lane> LaneBook::TakeLanes() {
  std::erase_if(lanes_, [](const Lane& lane) {
    return lane.bars.empty() && lane.marks.empty() && lane.group != Lane::Group::kInstrument &&
           lane.group != Lane::Group::kNorm;
  });
  for (Lane& lane : lanes_) {
    std::stable_sort(lane.bars.begin(), lane.bars.end(),
                     [](const Bar& a, const Bar& b) { return a.spans.front().from < b.spans.front().from; });
    std::stable_sort(lane.marks.begin(), lane.marks.end(),
                     [](const Mark& a, const Mark& b) { return a.span.from < b.span.from; });
  }
  // Of lands those first of which there is most to tell.
  std::stable_sort(lanes_.begin(), lanes_.end(), [](const Lane& a, const Lane& b) {
    if (a.group != b.group) return a.group < b.group;
    return a.group == Lane::Group::kTerritory && a.bars.size() > b.bars.size();
  });
  by_id_.clear();
  return std::exchange(lanes_, {});
}

const lang::Predicate* LaneBook::PhraseOf(law::PredicateId id) const {
  const law::Predicate& info = record_.law().rules.predicate(id);
  return info.phrase ? &workspace_.dossier().vocabulary.predicate(*info.phrase) : nullptr;
}

std::string_view LaneBook::Declares(const lang::Predicate& phrase) const {
  const std::string_view path =
      workspace_.files().Path(workspace_.dossier().documents[phrase.origin.document].file);
  return path.starts_with("std/") ? path.substr(0, path.find('.')) : path;
}

std::string_view LaneBook::FirstWord(const lang::Predicate& phrase) const {
  for (const lang::DeclaredPart& part : phrase.pattern) {
    if (!part.forms.empty()) return workspace_.symbols().Name(part.forms.front());
  }
  return {};
}

bool LaneBook::Is(core::Value entity, std::string_view kind) const {
  const lang::Entity* found = workspace_.dossier().vocabulary.FindEntity(law::ToSymbol(entity));
  return found != nullptr && workspace_.dossier().vocabulary.Is(*found, kind, workspace_.symbols());
}

std::string LaneBook::NameOf(core::Value entity) const {
  return std::string(workspace_.symbols().Name(law::ToSymbol(entity)));
}

const lang::Treaty* LaneBook::TreatyOf(core::Value provision) const {
  const std::string_view name = workspace_.symbols().Name(law::ToSymbol(provision));
  for (const lang::Treaty& treaty : workspace_.dossier().treaties) {
    if (workspace_.symbols().Name(treaty.name) == name.substr(0, name.find('.'))) return &treaty;
  }
  return nullptr;
}

std::string LaneBook::PartyOf(law::PredicateId id, std::span<const core::Value> values) const {
  const law::Predicate& info = record_.law().rules.predicate(id);
  if (info.schema.empty() || info.schema.front() != core::Kind::kSymbol || !Is(values.front(), "Actor")) {
    return {};
  }
  return NameOf(values.front());
}

std::string InstrumentLane(const LaneBook& book, const lang::Treaty& treaty) {
  return "instrument:" + book.NameOf(law::ToValue(treaty.name));
}

}  // namespace casus::api
