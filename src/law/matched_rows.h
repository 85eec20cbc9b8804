#pragma once

// What a question reads of a relation: the rows that agree with the constants of a phrase, and until when it takes them to hold.

#include <cstdint>
#include <span>
#include <vector>

#include "base/interval_set.h"
#include "core/relation.h"
#include "core/timeline.h"
#include "law/formula.h"

namespace casus::law {

// The terms are those of the first columns. The cost follows the rows that have the rarest of the constants.
std::vector<uint32_t> RowsThatMatch(const core::Relation& relation, std::span<const Term> terms);

// An event is true of the rest of its day (or other stamp).
core::Moment EndAsAsked(const base::Interval& interval, bool is_event, const core::Timeline& line);

}  // namespace casus::law
