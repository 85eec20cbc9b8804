#pragma once

// Stated spans of one row that overlap are one: where one of them ends, the state goes on if another says so.
//
//   1922 through 1930-12-31  Poland controls Vilnius_Region      its end says nothing: the next span covers it
//   1925 through 1939-09-18  Poland controls Vilnius_Region
//
//   StatedSpans spans(facts, of_one_predicate, arity);
//   spans.Covers(fact) == StatedSpans::Cover::kCertain
//
// A span is a fact with a begin and an end. The end of another is covered in a world if it lies within the span there: not
// before its begin, and before its end.

#include <cstdint>
#include <span>
#include <vector>

#include "law/facts.h"

namespace casus::law {

class StatedSpans {
 public:
  enum class Cover : uint8_t { kNo, kPossible, kCertain };  // in no world, in some, in all

  // The facts, by index, are of one predicate of `arity` slots. O(n log n).
  StatedSpans(const FactTable& facts, std::span<const uint32_t> indices, size_t arity);

  // Whether the end of the fact is covered by another. Of those given, with a begin and an end. O(log n).
  Cover CoverOf(uint32_t index) const;

 private:
  // The spans of a row from the earliest begin on, with the latest end so far, and the latest of any other.
  struct Reach {
    core::Moment begin = 0;
    core::Moment end = 0, other_end = 0;
    uint32_t fact = 0;  // whose end is the latest
  };
  struct Row {
    std::vector<Reach> certain;   // those that are true and whose bounds are taken as narrow as can be
    std::vector<Reach> possible;  // all, as wide as can be
  };

  static void Sweep(std::vector<Reach>& spans);
  static core::Moment LatestEnd(const std::vector<Reach>& spans, core::Moment begin, uint32_t except);

  const FactTable* facts_;
  std::vector<Row> rows_;                              // of rows with several spans
  std::vector<std::pair<uint32_t, uint32_t>> row_of_;  // by index of the fact, ascending
};

}  // namespace casus::law
