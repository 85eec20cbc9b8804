#pragma once

// Vectors by row, that grow as rows come.

#include <algorithm>
#include <vector>

namespace casus::core {

// v[i], where what lies beyond the end counts as `fill`. The vector grows to twice its size, and at first to a few: most tables have no
// more rows.
template <typename T>
T& At(std::vector<T>& v, size_t i, const T& fill = {}) {
  if (i >= v.size()) [[unlikely]] {
    constexpr size_t kFew = 16;
    v.resize(std::max({i + 1, v.size() * 2, kFew}), fill);
  }
  return v[i];
}

}  // namespace casus::core
