#pragma once

// A dossier, as the engine evaluates it, against all its worlds, as the reference does.
//
//   Comparison result = Compare("horizon …");
//   if (!result.difference.empty()) Print(Shrink(text, [](std::string_view smaller) { … }));
//
// With one world, every predicate must hold of the same rows at the same moments, certainly and possibly, and of as many. With
// several, what is certain must hold in each world, and what holds in any must be possible. Identities (occurrences, the
// occasions of obligations) differ between the two and are not compared: a row counts by its other values, an obligation by its
// norm, its bearer and whom it is owed to.

#include <functional>
#include <string>

namespace casus::reference {

struct Comparison {
  bool is_evaluated = false;  // no error, no cycle
  std::string errors;         // why not
  size_t worlds = 0;          // that were compared
  bool all_worlds = false;
  std::string difference;  // empty: none
  // Of the rows that are possible at a moment, by the engine or in any world: how many, and of how many the engine says neither
  // less nor more than is so. Of uncertain predicates only, and only if all worlds were compared.
  size_t rows = 0;
  size_t exact_rows = 0;
};

// Under a lens, if one is named. If there are more worlds than `max_worlds`, as many are drawn. In a process of its own: that the
// engine stops there, or does not stop in time, is a difference like any other.
Comparison Compare(const std::string& dossier, const std::string& lens = "", size_t max_worlds = 256);

// The dossier without all lines, together with those indented below them, that are not needed for it to fail.
std::string Shrink(const std::string& dossier, const std::function<bool(const std::string&)>& fails);

}  // namespace casus::reference
