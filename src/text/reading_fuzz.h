#pragma once

// What must hold of any bytes that are read as a source; shared by the fuzzer and by the replay of what it
// once found (tests/regression).

#include <cstddef>
#include <string>
#include <string_view>

#include "base/check.h"
#include "text/reading.h"

namespace casus::text {

// They are an error, or a reading whose pieces make up the original and whose mentions have a place in it.
inline void CheckReading(std::string_view bytes) {
  for (const Form form : {Form::kPlain, Form::kMarkdown, Form::kHtml}) {
    const base::Result<Reading> reading = Read(std::string(bytes), {.form = form});
    if (!reading.ok()) continue;
    size_t at = 0;
    for (const Piece& piece : reading->pieces) {
      CHECK(piece.place.begin == at && piece.place.end > at) << "a piece begins at " << piece.place.begin;
      at = piece.place.end;
    }
    CHECK(at == bytes.size());
    for (const Sentence& sentence : reading->sentences) {
      size_t end = 0;
      for (const Mention& mention : sentence.mentions) {
        CHECK(mention.at.begin >= end && mention.at.end <= sentence.text.size()) << sentence.text;
        end = mention.at.end;
        const Range place = reading->PlaceOf(sentence, mention.at);
        CHECK(place.begin <= place.end && place.end <= bytes.size());
      }
    }
  }
}

}  // namespace casus::text
