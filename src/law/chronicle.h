#pragma once

// The statements of a dossier, under a lens, as facts on a timeline.
//
//   Chronicle chronicle = ReadChronicle(dossier, law, lens, compounds);
//   chronicle.timeline, chronicle.facts; chronicle.entries[fact.statement] says where a fact was stated
//
// `A and B` and rows are expanded to one fact each. Alike events that different sources tell of one day are one occurrence
// with several supports. Moment 0 lies before the horizon: what holds initially, or always, holds from there; the record
// proper begins at moment 1.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/compound.h"
#include "core/timeline.h"
#include "lang/days.h"
#include "lang/dossier.h"
#include "law/facts.h"
#include "law/lens.h"
#include "law/rule_builder.h"

namespace casus::law {

// Where a fact was stated.
struct Entry {
  static constexpr uint32_t kNoRow = 0xFFFFFFFFu;
  uint32_t document = 0;
  uint32_t statement = 0;  // kNoRow: not the chronicle but the text of a treaty; then `origin` says where
  uint32_t row = kNoRow;
  uint32_t origin = 0;             // index into RuleBase::origins
  bool supposed = false;           // by the lens
  bool kept = true;                // by the lens: otherwise there is no fact of it
  std::vector<uint32_t> supports;  // further entries that state the same occurrence
};

struct Chronicle {
  core::Timeline timeline = core::Timeline::Calendar(base::Grain::kDay, 0, 0);
  std::vector<Entry> entries;
  FactTable facts;
  // Labels of statements that were chronicled because of something struck, and stay.
  std::vector<base::Symbol> left_standing;
  // Pairs of facts of one state and key, whose stated spans cannot both hold.
  struct Conflict {
    uint32_t fact, other;  // indices into facts.facts
  };
  std::vector<Conflict> conflicts;
};

// The stamps that the record covers: the horizon, cut by the lens's now.
lang::StampRange RecordRange(const lang::Dossier& dossier, const Lens& lens);

Chronicle ReadChronicle(const lang::Dossier& dossier, const Law& law, const Lens& lens,
                        core::CompoundTable& compounds);

}  // namespace casus::law
