// Records under several lenses at once.
//
// Most lenses change a few statements: they take some away, believe what is alleged, suppose others. The law stays, and so does
// the line of moments. So the record without a lens is the base: its plan has inputs for what may be supposed or
// believed (Law::open), and each lens runs through it what its statements change (core/evaluation.h). A lens that changes the
// law itself or the line, or makes something uncertain that was not, is evaluated by itself.

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "law/record.h"

namespace casus::law {

std::vector<std::unique_ptr<Record>> Record::EvaluateUnder(std::vector<LensAsked> lenses) const {
  CHECK(lens_.empty() && evaluation_ != nullptr) << "lenses change a record that has none";
  std::vector<std::unique_ptr<Record>> records;
  for (LensAsked& one : lenses) {
    const bool is_law_as_written =
        std::all_of(provisions_.begin(), provisions_.end(),
                    [&](base::Symbol name) { return Stands(*dossier_, one.lens, name, *symbols_); });
    if (is_law_as_written) {
      std::unique_ptr<Record> record(new Record(*dossier_, *symbols_, one.lens));
      record->Read(law_, compounds_, one.asked);
      if (record->CompileAfter(*this)) {
        records.push_back(std::move(record));
        continue;
      }
    }
    records.push_back(Evaluate(*dossier_, *symbols_, std::move(one.lens), one.asked));
  }
  return records;
}

}  // namespace casus::law
