#pragma once

// The characters of a document in its own encoding: places in bytes as places in code points, and text as UTF-8.
//
//   Characters characters(reading.original, reading.encoding);
//   characters.CountBefore(sentence.place.begin)
//   characters.TextBefore(sentence.place.begin, 32)    // the 32 code points before, or fewer
//
// A byte order mark counts as a character. Building is linear; each look-up reads at most a few hundred bytes.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/reading.h"

namespace casus::text {

class Characters {
 public:
  // Requires bytes that were decoded by this encoding; they must outlive this.
  Characters(std::string_view original, Encoding encoding);

  // How many code points begin before the byte.
  size_t CountBefore(size_t byte) const;

  // As UTF-8. Requires a range that begins and ends between code points.
  std::string Text(Range place) const;
  std::string TextBefore(size_t byte, size_t count) const;
  std::string TextAfter(size_t byte, size_t count) const;

 private:
  bool BeginsCharacter(size_t byte) const;

  std::string_view original_;
  Encoding encoding_;
  std::vector<size_t> counts_;  // before each block of bytes
};

}  // namespace casus::text
