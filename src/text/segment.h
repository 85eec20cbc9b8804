#pragma once

// Sentences in running text.
//
//   SentenceSplitter splitter = *SentenceSplitter::Create();
//   splitter.Split("V. Molotov signed. So did J. Urbšys.")   // "V. Molotov signed." and "So did J. Urbšys."
//
// The boundaries are those of Unicode (UAX #29, by ICU), and a newline is one. A boundary is taken back after
// an abbreviation ("Dr.", "approx."), after an initial ("J. Urbšys", but not "Article V. The …"), and where
// what follows has neither a letter nor a digit (a closing quote). Not safe for use from several threads.
// Linear.

#include <unicode/brkiter.h>

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace casus::text {

class SentenceSplitter {
 public:
  // Fails if the data of ICU are not installed.
  static base::Result<SentenceSplitter> Create();

  // The sentences without whitespace around them, as views into the text. Requires valid UTF-8.
  std::vector<std::string_view> Split(std::string_view text);

 private:
  explicit SentenceSplitter(std::unique_ptr<icu::BreakIterator> boundaries)
      : boundaries_(std::move(boundaries)) {}

  std::unique_ptr<icu::BreakIterator> boundaries_;
};

}  // namespace casus::text
