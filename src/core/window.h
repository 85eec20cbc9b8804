#pragma once

// Windows: the moments at which a metric operator looks back upon a run of its input.
//
//   once at least 2, at most 5 days ago P;  P holds over [10, 12)  ->  the window [12, 17)
//
// For Once, a moment s is seen from the moments t >= s with Add(stamp(s), lower) <= stamp(t) <= Add(stamp(s),
// upper): from First(s) through Last(s), both of which never decrease as s grows. So a run [b, e) is seen
// over [First(b), Last(e - 1) + 1) as long as the windows of neighbours touch or overlap. They do, but for
// months of different lengths ("exactly one month ago" is no day of March on the 29th to 31st), and on traces,
// whose stamps leave gaps: where they do not is a *cut*, a moment c with First(c) > Last(c - 1) + 1, and the run is taken as two runs [b, c) and [c,
// e).
//
// Throughout asks the converse, that all the moments seen from t lie in the run: t sees nothing before b if
// t > Last(b - 1), and nothing from e on if t < First(e).
//
// All operators of this family map a run [b, e) to one window [Begin(b), End(e)), empty if End(e) <=
// Begin(b):
//
//   Once        First(b)                            Last(e - 1) + 1
//   Throughout  max(First(b), Last(b - 1) + 1)      min(First(e), Last(e - 1) + 1)
//   Lasting     b                                   the first moment after the period of e - 1
//   Previous    b + 1                               e + 1
//
// where Begin(b) >= b and End(e) >= e are known when the run begins and ends. Eventually and Next are Once
// and Previous on the mirrored line, where moment t is size - 1 - t.

#include <vector>

#include "base/interval_set.h"
#include "core/plan.h"
#include "core/timeline.h"

namespace casus::core {

class Window {
 public:
  // Of Once, Throughout, Since, Lasting, Previous; on the mirrored line, of Eventually, Until, Next.
  Window(const Timeline& timeline, Operator op, const Plan::Parameters& parameters);

  Moment Begin(Moment run_begin) const;
  Moment End(Moment run_end) const;     // requires 0 < run_end < size
  Moment NextCut(Moment moment) const;  // the first cut after the moment, or kNever

 private:
  enum class Shape : uint8_t { kSeen, kSeesOnly, kPeriod, kShift };

  Moment First(Moment s) const;
  Moment Last(Moment s) const;
  void FindCuts();

  const Timeline* timeline_;
  Shape shape_;
  bool mirrored_;
  Metric metric_;
  Period period_;
  bool is_empty_ = false;     // nothing is ever seen: the upper bound is less than the lower
  std::vector<Moment> cuts_;  // ascending
};

// The moments that a metric operator looks at from `t`, back or ahead; may be empty.
base::Interval SeenFrom(const Timeline& timeline, const Metric& metric, bool is_ahead, Moment t);

// The moments of the calendar period that contains the moment.
base::Interval PeriodAround(const Timeline& timeline, Period period, Moment t);

}  // namespace casus::core
