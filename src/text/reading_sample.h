#pragma once

// A made-up text for tests and benchmarks, of which it is known what a reader finds in it.
//
//   const SampleText sample = MakeSampleText(1 << 20);
//   CheckRead(sample, *Read(sample.text));     // aborts, and says why, if something was not found
//
// The same size gives the same text.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "base/check.h"
#include "text/reading.h"

namespace casus::text {

struct SampleText {
  static constexpr size_t kSentences = 6;  // of a paragraph

  std::string text;
  // Of each paragraph, in their order.
  std::vector<std::string> dates;  // in EDTF
  std::vector<int64_t> soldiers;
};

// Of at least so many bytes: a history that never was, with a date, a figure and some names every few hundred bytes.
inline SampleText MakeSampleText(size_t bytes) {
  SampleText sample;
  sample.text = "The River Towns\n\n";
  for (size_t i = 0; sample.text.size() < bytes; ++i) {
    const size_t day = i % 28 + 1, year = 1800 + i % 90, soldiers = 100 + i % 900;
    sample.text += fmt::format(
        "The council of the river towns met again on March {}, {}, and heard the reports of its envoys. "
        "Nobody "
        "was surprised that the ferry dues had been raised, since the bridge at Fernmouth was still closed "
        "to "
        "carts. According to the letter of Captain Aldous Wren, some {} soldiers were waiting on the far "
        "bank, "
        "although the agreement allowed far fewer of them. The towns protested at once, and their envoy left "
        "for the coast the next day. He carried a draft in which the old promises were repeated word for "
        "word "
        "(the clause on timber was left out). It was neither signed nor refused, and so the matter rested "
        "until "
        "the harvest was brought in.\n\n",
        day, year, soldiers);
    sample.dates.push_back(fmt::format("{}-03-{:02}", year, day));
    sample.soldiers.push_back(static_cast<int64_t>(soldiers));
  }
  return sample;
}

// Requires a reading with mentions.
inline void CheckRead(const SampleText& sample, const Reading& reading) {
  const size_t paragraphs = sample.dates.size();
  CHECK(reading.sentences.size() == paragraphs * SampleText::kSentences)
      << reading.sentences.size() << " sentences in " << paragraphs << " paragraphs";
  for (size_t i = 0; i < paragraphs; ++i) {
    const auto& first = reading.sentences[i * SampleText::kSentences].mentions;
    const bool is_dated = std::any_of(first.begin(), first.end(), [&](const Mention& mention) {
      return mention.kind == Mention::Kind::kDate && mention.edtf == sample.dates[i];
    });
    CHECK(is_dated) << "paragraph " << i + 1 << " has not the date " << sample.dates[i];
    const auto& third = reading.sentences[i * SampleText::kSentences + 2].mentions;
    const bool is_counted = std::any_of(third.begin(), third.end(), [&](const Mention& mention) {
      return mention.kind == Mention::Kind::kQuantity && mention.unit == "soldier" &&
             mention.least == base::Decimal::FromInteger(sample.soldiers[i]);
    });
    CHECK(is_counted) << "paragraph " << i + 1 << " has not " << sample.soldiers[i] << " soldiers";
  }
  size_t at = 0;
  for (const Piece& piece : reading.pieces) {
    CHECK(piece.place.begin == at) << "a piece begins at byte " << piece.place.begin << ", not at " << at;
    at = piece.place.end;
  }
  CHECK(at == sample.text.size()) << "the pieces end at byte " << at;
}

}  // namespace casus::text
