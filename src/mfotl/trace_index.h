#pragma once

// What a log had, for proofs: the events of the predicates that a formula asks for, found by their values.
//
//   TraceIndex index(policy, plan);
//   index.Append(chunk);                                       // before the engine takes it
//   TraceIndex::Rows rows = index.Find(approve, {52, {}}, 3, 90);   // of time-points 3 to 90, both included
//   for (size_t i = 0; i < rows.size(); ++i) index.Row(approve, rows[i]) ...
//
// Rows lie as they came, one table for each predicate, with the time-point of each. A list of the rows that have
// a value in a column is made when a proof first asks for the column, and grows when one asks again, so that a
// log costs no more than being copied where no proof looks. Find gives the shortest list at hand: it may have rows
// that do not fit, and has all that do.
//
// Forget drops what came before a time-point; the memory is given back when half of a table is dropped, so that
// each row is moved at most once on average. Time-points keep their numbers.
//
// Appending takes O(rows), finding O(log rows) and the lists that have to grow.

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/byte_stream.h"
#include "core/trace.h"
#include "mfotl/formula.h"
#include "mfotl/planner.h"

namespace casus::mfotl {

using Point = int64_t;  // number of a time-point, from 0

class TraceIndex {
 public:
  // A value for some of the columns.
  using Pattern = std::span<const std::optional<core::Value>>;

  // Rows of one predicate, in the order of their time-points.
  class Rows {
   public:
    Rows(const uint32_t* list, uint32_t begin, uint32_t end) : list_(list), begin_(begin), end_(end) {}
    size_t size() const { return end_ - begin_; }
    uint32_t operator[](size_t i) const {
      const uint32_t place = begin_ + static_cast<uint32_t>(i);
      return list_ == nullptr ? place : list_[place];
    }

   private:
    const uint32_t* list_;  // none: the places themselves
    uint32_t begin_, end_;
  };

  TraceIndex(const Policy& policy, const MonitorPlan& plan);

  void Append(const core::TraceChunk& chunk);
  void Forget(Point before);

  Point begin() const { return first_; }  // the first that is remembered
  Point end() const { return first_ + static_cast<Point>(stamps_.size()); }
  core::Stamp StampOf(Point point) const { return stamps_[static_cast<size_t>(point - first_)]; }
  // The first point whose stamp is at least, or more than, the given one; end() if there is none.
  Point FirstFrom(core::Stamp stamp) const;
  Point FirstAfter(core::Stamp stamp) const;

  // A superset of the rows that fit at points from … through. Valid until the next call.
  Rows Find(PredicateId predicate, Pattern pattern, Point from, Point through);
  std::span<const core::Value> Row(PredicateId predicate, uint32_t row) const {
    const Table& table = tables_[static_cast<size_t>(predicate)];
    return {table.values.data() + row * table.arity, table.arity};
  }
  Point PointOf(PredicateId predicate, uint32_t row) const {
    return tables_[static_cast<size_t>(predicate)].base + tables_[static_cast<size_t>(predicate)].points[row];
  }

  size_t rows() const;
  size_t bytes() const;

  void Save(core::ByteWriter& writer) const;
  void Load(core::ByteReader& reader);  // of an index for the same plan

 private:
  struct Column {
    boost::unordered_flat_map<core::Value, std::vector<uint32_t>> rows;  // by value, ascending
    uint32_t known = 0;                                                  // rows that the lists have
  };
  struct Table {
    std::optional<core::NodeId> input;
    size_t arity = 0;
    Point base = 0;  // from which the points of rows are counted
    std::vector<core::Value> values;
    std::vector<uint32_t> points;  // by row
    std::vector<Column> columns;
  };

  static void Drop(Table& table, size_t rows);
  static const std::vector<uint32_t>* ListOf(Table& table, size_t column, core::Value value);

  Point first_ = 0;
  std::vector<core::Stamp> stamps_;
  std::vector<Table> tables_;  // by predicate of the signature
};

}  // namespace casus::mfotl
