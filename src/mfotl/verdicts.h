#pragma once

// Writes verdicts, as MonPoly does or as JSON:
//
//   @1307955600 (time point 3): (52,"mallory") (53,"bob")
//   @1307955600 (time point 4): true                           of a formula without free variables
//
//   {"stamp": 1307955600, "point": 3, "rows": [{"r": 52, "who": "mallory"}, …]}
//
// The rows of a time-point are in ascending order, texts by their bytes. A stamp kLastStamp, which stands for
// the end of all logs, is written MaxTS (in JSON null); it is farther from every stamp of a log than a bound of an
// interval can be. A float that is no number, or infinite, is null in JSON.

#include <functional>
#include <string>
#include <vector>

#include "base/symbol.h"
#include "core/trace.h"
#include "mfotl/formula.h"
#include "mfotl/pen.h"
#include "mfotl/planner.h"

namespace casus::mfotl {

inline constexpr core::Stamp kLastStamp = INT64_MAX / 2;

enum class VerdictForm : uint8_t { kMonPoly, kJson };

class VerdictWriter {
 public:
  VerdictWriter(const Policy& policy, const MonitorPlan& plan, const base::SymbolTable& symbols,
                VerdictForm form);

  // Writes the reasons for a row of a point.
  using Explain = std::function<void(std::span<const core::Value> row, int64_t point, Pen& pen)>;

  // Appends one line for each point. At most `max_points` of them. If rows are to be explained, the reasons of all
  // stand behind the line; in JSON, in it: `"proofs": {"version": 1, "rows": [ … ]}`.
  void Write(const core::Verdicts& verdicts, std::string& output, size_t max_points = SIZE_MAX,
             const Explain& explain = nullptr);

 private:
  // Puts the rows of the point in order: order_.
  void SortRows(const core::Verdicts& verdicts, size_t begin, size_t end);
  void WriteMonPoly(const core::Verdicts& verdicts, const core::Verdicts::Point& point, Pen& pen);
  void WriteJson(const core::Verdicts& verdicts, const core::Verdicts::Point& point, const Explain& explain,
                 Pen& pen);
  void WriteValue(core::Value value, core::Kind kind, Pen& pen) const;

  struct Place {
    int64_t key;   // what the order of the first column begins with
    int64_t next;  // likewise of the second
    size_t row;
  };

  // Puts order_ in the order of its first keys, digit by digit, if there are many and they lie near each other.
  bool SortByKeys();
  // Of a text, its first bytes.
  int64_t KeyOf(core::Value value, core::Kind kind) const;

  const base::SymbolTable& symbols_;
  VerdictForm form_;
  core::Schema schema_;
  std::vector<std::string> keys_;  // `"x": ` by column
  std::vector<Place> order_;       // of the rows of the present point
  std::vector<Place> spare_order_;
};

}  // namespace casus::mfotl
