#pragma once

// The outputs of an evaluation, by node: its own, or those of the evaluation that it rests on, where they say the same.
//
//   Outputs outputs(table_of);
//   Output& output = outputs.Make(node);
//   outputs.Borrow(other, earlier);      // earlier outlives this
//   outputs[other].log();
//
// What is borrowed costs a pointer.

#include <deque>
#include <memory>
#include <vector>

#include "core/operator_state.h"
#include "core/relation.h"

namespace casus::core {

class Outputs {
 public:
  // By node, the table of its rows, which outlives the outputs.
  explicit Outputs(const std::vector<TupleTable*>& table_of) : table_of_(&table_of), of_(table_of.size()) {}

  // Once for a node.
  Output& Make(size_t node) {
    of_[node] = &own_.emplace_back(*(*table_of_)[node]);
    return of_[node]->output;
  }
  void Borrow(size_t node, Outputs& from) { of_[node] = from.of_[node]; }

  // Of a node that has an output.
  Output& operator[](size_t node) const { return of_[node]->output; }
  TupleTable& table(size_t node) const { return *(*table_of_)[node]; }
  // The relation of a finished output, made when first asked for, on a line of `size` moments.
  const Relation& RelationOf(size_t node, Moment size) const {
    std::unique_ptr<Relation>& relation = of_[node]->relation;
    if (!relation) relation = std::make_unique<Relation>(table(node), of_[node]->output.log(), size);
    return *relation;
  }

 private:
  struct Kept {
    explicit Kept(TupleTable& table) : output(table) {}
    Output output;
    std::unique_ptr<Relation> relation;
  };

  const std::vector<TupleTable*>* table_of_;
  std::vector<Kept*> of_;  // null: none
  std::deque<Kept> own_;
};

}  // namespace casus::core
