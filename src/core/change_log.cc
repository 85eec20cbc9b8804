#include "core/change_log.h"

#include <algorithm>

namespace casus::core {

ChangeLog ChangeLog::Mirrored(Moment size) const {
  ChangeLog mirrored;
  // A run [b, e) becomes [size - e, size - b): its end becomes a beginning. Runs without an end begin at
  // once.
  std::vector<bool> holds;
  for (const Change change : changes_) {
    if (change.row() >= holds.size()) holds.resize(change.row() + 1);
    holds[change.row()] = change.on();
  }
  if (std::find(holds.begin(), holds.end(), true) != holds.end()) {
    mirrored.Begin(0);
    for (uint32_t row = 0; row < holds.size(); ++row) {
      if (holds[row]) mirrored.Append({row, true});
    }
  }
  for (size_t batch = moments_.size(); batch-- > 0 && moments_[batch] > 0;) {
    mirrored.Begin(size - moments_[batch]);
    for (const Change change : ChangesOf(batch)) mirrored.Append({change.row(), !change.on()});
  }
  return mirrored;
}

}  // namespace casus::core
