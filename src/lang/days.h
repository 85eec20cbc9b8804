#pragma once

// The stamps on which a day of the text may lie.
//
//   Days days(dossier);
//   days.Of(document, qualifier.day)    // [first, last], both included
//
// A date known to a month may be any of its days; `after Signing` is later than the first day on which Signing may be, `3 days
// after Signing` shares its uncertainty. The result is the hull of what is possible, and never empty: bounds that leave
// nothing are diagnosed by the checker (C0610). It begins within the horizon, and may end beyond it.

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <vector>

#include "base/grain.h"
#include "lang/dossier.h"

namespace casus::lang {

// Stamps, both included.
struct StampRange {
  base::Stamp first = 0;
  base::Stamp last = 0;
  bool exact() const { return first == last; }
  bool empty() const { return last < first; }
  friend bool operator==(const StampRange&, const StampRange&) = default;
};

// The statement whose day this one shares: the one before those that follow with `then`.
uint32_t LeaderOf(const Document& document, uint32_t statement);

class Days {
 public:
  explicit Days(const Dossier& dossier) : dossier_(&dossier) {}

  StampRange Of(const Document& document, DayId day) const;
  // The day of the statement that a label names.
  StampRange OfLabel(base::Symbol label) const;
  // The stamps at which an anchor leaves a day, whatever else is said of it; also beyond the horizon.
  StampRange BoundsOf(const Anchor& anchor) const;

 private:
  // As Of, but possibly empty.
  StampRange Bounds(const Document& document, const Day& day) const;

  const Dossier* dossier_;
  mutable boost::unordered_flat_map<base::Symbol, StampRange> labels_;
  mutable std::vector<base::Symbol> open_;  // labels being resolved
};

}  // namespace casus::lang
