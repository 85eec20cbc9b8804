#pragma once

// What a log had, for proofs: the events of the predicates that a formula asks for, found by their values.
//
//   TraceIndex index(policy, plan);
//   index.Append(chunk);                                       // before the engine takes it
//   TraceIndex::Rows rows = index.Find(approve, {52, {}}, 3, 90);   // of time-points 3 to 90, both included
//   for (size_t i = 0; i < rows.size(); ++i) index.Row(approve, rows[i]) ...
//
// Rows lie as they came, one table for each predicate, with the time-point of each and the first row of each time-point. A
// list of the rows that have a value in a column is made when a proof first asks for the column, and grows when one
// asks again, so that a log costs no more than being copied where no proof looks. Find gives the shortest list at
// hand: it may have rows that do not fit, and has all that do.
//
// Forget drops, of each table, what came before a time-point; the memory is given back when half of a table is dropped,
// so that each row is moved at most once on average. Time-points keep their numbers.
//
// Appending takes O(rows + points), finding O(log rows) and the lists that have to grow. Where a time-point is known
// to be near, stamps are searched from there, in steps that double.

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
    Rows() = default;
    Rows(const uint32_t* list, uint32_t begin, uint32_t end) : list_(list), begin_(begin), end_(end) {}
    size_t size() const { return end_ - begin_; }
    uint32_t operator[](size_t i) const {
      const uint32_t place = begin_ + static_cast<uint32_t>(i);
      return list_ == nullptr ? place : list_[place];
    }

   private:
    const uint32_t* list_ = nullptr;  // none: the places themselves
    uint32_t begin_ = 0, end_ = 0;
  };

  TraceIndex(const Policy& policy, const MonitorPlan& plan);

  void Append(const core::TraceChunk& chunk);
  // The first point whose stamp may still be looked at; by predicate of the signature, whose events may.
  void Forget(Point first, std::span<const Point> first_needed);

  Point begin() const { return first_; }  // the first whose stamp is remembered
  Point end() const { return first_ + static_cast<Point>(stamps_.size()); }
  core::Stamp StampOf(Point point) const { return stamps_[static_cast<size_t>(point - first_)]; }
  // The first point whose stamp is at least, or more than, the given one; end() if there is none. Looked for from
  // `near`, which is between begin() and end().
  Point FirstFrom(core::Stamp stamp, Point near) const;
  Point FirstAfter(core::Stamp stamp, Point near) const;

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
  // The rows that have a value in a column, ascending, for all values: lists in one pool, each with room to double.
  class ValueLists {
   public:
    void Add(core::Value value, uint32_t row);
    std::span<const uint32_t> Of(core::Value value) const;
    void Clear();
    size_t bytes() const;

   private:
    struct List {
      uint32_t begin = 0, size = 0, room = 0;
    };
    boost::unordered_flat_map<core::Value, List> lists_;
    std::vector<uint32_t> pool_;
  };
  struct Column {
    ValueLists rows;
    uint32_t known = 0;  // rows that the lists have
  };
  struct Table {
    std::optional<core::NodeId> input;
    size_t arity = 0;
    Point base = 0;  // the first point whose rows are there; from it the points of rows are counted
    std::vector<core::Value> values;
    std::vector<uint32_t> points;        // by row
    std::vector<uint32_t> begins = {0};  // by point: its first row; then the end of all
    std::vector<Column> columns;
  };

  static void Drop(Table& table, Point before);
  static std::span<const uint32_t> ListOf(Table& table, size_t column, core::Value value);
  // The first point, looked for from `near`, at which `is_behind` is true of the stamp, as it is from there on.
  template <typename IsBehind>
  Point FirstWhere(Point near, IsBehind is_behind) const;

  Point first_ = 0;
  std::vector<core::Stamp> stamps_;
  std::vector<Table> tables_;  // by predicate of the signature
};

}  // namespace casus::mfotl
