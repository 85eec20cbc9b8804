#pragma once

// `casus diff`: what a lens changes, or in what two lenses differ.
//
//   DiffReport report = Diff(workspace, "", "Refusal");
//   for (const DiffRow& row : report.rows) …       // Lithuania controls Vilnius_Strip: only in A 1939-10-28
//   – 1940-08-02
//
// Compared are the states and stated events of the dossier's own phrases and of the standard vocabulary, row
// by row; what the standard vocabulary needs for its own ends is left out. A piece that is certain in one and
// merely possible in the other counts as a difference.

#include <string>
#include <string_view>
#include <vector>

#include "api/span.h"
#include "api/workspace.h"
#include "diag/sink.h"

namespace casus::api {

struct DiffRow {
  enum class Group : uint8_t { kInForce, kTerritory, kNorms, kStates, kEvents };
  Group group = Group::kStates;
  std::string statement;  // "Lithuania controls Vilnius_Strip"
  bool implied =
      false;  // the row of the whole says the same of it: Treaty.II within Treaty, a place within a land
  std::vector<Span> only_in_a, only_in_b;
};

std::string_view Name(DiffRow::Group group);  // "in force"

struct DiffReport {
  std::string lens_a, lens_b;  // empty: the record as it is
  std::vector<DiffRow> rows;   // by group, then by statement
  // Statements that happened because of something that a lens strikes, and stay.
  std::vector<std::string> left_standing_in_a, left_standing_in_b;

  bool evaluated = false;
  diag::Report diagnostics;
};

// The lenses are of the dossier, or empty.
DiffReport Diff(Workspace& workspace, std::string_view lens_a, std::string_view lens_b);

}  // namespace casus::api
