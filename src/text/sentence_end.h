#pragma once

// Whether a sentence ends at a stop, by how English prose is written.
//
//   FindSentenceEnd("Gen. Putna left", 0, stop)          // nothing: the stop belongs to "Gen."
//   FindSentenceEnd("So did the U.S. Then …", 0, stop)   // 16, the end of the stop: "Then" begins a sentence
//   FindSentenceEnd("So the U.S. Navy …", 0, stop)       // nothing

#include <cstddef>
#include <optional>
#include <string_view>

#include "text/stop.h"

namespace casus::text {

// The place at which the sentence ends that began at `begin`; nothing if it goes on behind the stop. Requires
// that something follows the stop on its line. Looks at a bounded number of characters around the stop.
std::optional<size_t> FindSentenceEnd(std::string_view text, size_t begin, const Stop& stop);

}  // namespace casus::text
