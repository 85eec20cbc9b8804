#pragma once

// The types of the variables of one rule, norm or question: each variable has one throughout.
//
//   VariableTypes types(vocabulary);
//   types.Restrict(land, {Type::Of::kEntity, territory}, here);
//   types.Admits(land, {Type::Of::kEntity, state});        // something may be a Territory and a State
//
// A variable that stands in several slots is of the kinds that all of them take; a conflict is where no
// declared kind is below all of them. Linear in the variables of a rule, which are few.

#include <boost/container/small_vector.hpp>
#include <vector>

#include "lang/vocabulary.h"

namespace casus::lang {

class VariableTypes {
 public:
  struct Constraint {
    Type type;
    Extent place;
  };

  explicit VariableTypes(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void Clear() { entries_.clear(); }

  bool IsKnown(base::Symbol variable) const { return Find(variable) != nullptr; }
  bool Admits(base::Symbol variable, const Type& type) const;
  // Whether something can be both variables at once.
  bool MayBeEqual(base::Symbol a, base::Symbol b) const;
  // Requires that the variable admits the type. An unknown type restricts nothing.
  void Restrict(base::Symbol variable, const Type& type, Extent place);

  // The narrowest of its constraints; unknown if there are none.
  Type TypeOf(base::Symbol variable) const;
  // A constraint that excludes the type. Requires that the variable does not admit it.
  const Constraint& ConflictWith(base::Symbol variable, const Type& type) const;

 private:
  struct Entry {
    base::Symbol variable;
    KindSet kinds;                                              // if of entities
    boost::container::small_vector<Constraint, 4> constraints;  // not empty, all of the same Type::of
  };

  const Entry* Find(base::Symbol variable) const;

  const Vocabulary& vocabulary_;
  std::vector<Entry> entries_;
};

}  // namespace casus::lang
