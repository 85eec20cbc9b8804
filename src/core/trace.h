#pragma once

// What a stream takes and gives: chunks of a log, and verdicts.
//
//   TraceChunk chunk(plan);
//   chunk.BeginPoint(1307532861);                  // a time-point with its stamp
//   Value* row = chunk.AddRow(publish);            // an input of the plan; its columns are to be written
//   row[0] = report;
//
// A trace is a log of time-points, numbered from 0 through all chunks, each with a stamp; stamps never
// decrease, and several points may share one. A chunk is a run of points, each complete: how many of them it
// has is up to who cuts the log, and changes no verdict. Rows lie one after another, input by input, with one
// mark for each run of rows that belong to one point, so that a point costs nothing for the inputs that it
// does not mention. A repeated row counts once.

#include <cstdint>
#include <span>
#include <vector>

#include "base/check.h"
#include "core/byte_stream.h"
#include "core/plan.h"
#include "core/timeline.h"

namespace casus::core {

class TraceChunk {
 public:
  // The rows of an input at one point.
  struct Run {
    uint32_t point;  // number within the chunk
    uint32_t end;    // where its last row ends, counted in rows of the input
  };

 private:
  struct Table {
    size_t arity = 0;
    uint32_t rows = 0;
    size_t used = 0;            // of values
    std::vector<Value> values;  // row after row
    std::vector<Run> runs;
  };

  static void Grow(Table& table);

 public:
  // With room for rows of every input of the plan.
  explicit TraceChunk(const Plan& plan);

  // Opens the next point. Requires a stamp that is not less than that of the last one.
  void BeginPoint(Stamp stamp) {
    CHECK(stamps_.empty() || stamps_.back() <= stamp) << "stamp " << stamp << " after " << stamps_.back();
    stamps_.push_back(stamp);
  }
  // Takes rows of one input at the open point. Between its making and its end, nothing else may be done with the chunk.
  class Rows {
   public:
    ~Rows() {
      if (table_.rows == begin_) return;
      if (table_.runs.empty() || table_.runs.back().point != point_) table_.runs.push_back({point_, 0});
      table_.runs.back().end = table_.rows;
    }
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    // Where the columns of one more row are to be written; it counts when it is kept. Nothing is to be written for an
    // input without columns.
    Value* Room() {
      if (table_.used + table_.arity > table_.values.size()) [[unlikely]] {
        Grow(table_);
      }
      return table_.values.data() + table_.used;
    }
    void Keep() {
      table_.used += table_.arity;
      ++table_.rows;
    }

    uint32_t count() const { return table_.rows - begin_; }

   private:
    friend class TraceChunk;
    Rows(Table& table, uint32_t point) : table_(table), point_(point), begin_(table.rows) {}

    Table& table_;
    uint32_t point_;
    uint32_t begin_;
  };
  Rows RowsOf(NodeId input) {
    return {tables_[static_cast<size_t>(input)], static_cast<uint32_t>(stamps_.size() - 1)};
  }
  // One row; its columns are to be written before the next row of the input.
  Value* AddRow(NodeId input) {
    Rows rows = RowsOf(input);
    Value* const row = rows.Room();
    rows.Keep();
    return row;
  }

  size_t points() const { return stamps_.size(); }
  Stamp StampOf(size_t point) const { return stamps_[point]; }
  std::span<const Run> Runs(NodeId input) const { return tables_[static_cast<size_t>(input)].runs; }
  const Value* Values(NodeId input) const { return tables_[static_cast<size_t>(input)].values.data(); }

  // Makes it empty and keeps its memory.
  void Clear();
  size_t bytes() const;

  void Save(ByteWriter& writer) const;
  void Load(ByteReader& reader);  // of a chunk for the same plan

 private:
  std::vector<Stamp> stamps_;
  std::vector<Table> tables_;  // by node; those of inputs are in use
};

// The rows that a stream has found for its root, point by point; points without rows are left out.
struct Verdicts {
  struct Point {
    int64_t point;  // number within the trace
    Stamp stamp;
    size_t end;  // where its last row ends, counted in rows; the first begins where the point before ends
  };

  size_t arity = 0;
  std::vector<Point> points;
  std::vector<Value> values;  // row after row; distinct within a point, in no particular order

  std::span<const Value> Row(size_t row) const { return {values.data() + row * arity, arity}; }
  void Clear() {
    points.clear();
    values.clear();
  }
};

}  // namespace casus::core
