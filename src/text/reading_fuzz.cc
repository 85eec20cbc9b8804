// The reader of sources: any bytes are an error or a reading of which the pieces make up the original.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "text/reading.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace casus::text;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const Form form : {Form::kPlain, Form::kMarkdown, Form::kHtml}) {
    const casus::base::Result<Reading> reading = Read(bytes, {.form = form});
    if (!reading.ok()) continue;
    size_t at = 0;
    for (const Piece& piece : reading->pieces) {
      CHECK(piece.place.begin == at && piece.place.end > at) << "a piece begins at " << piece.place.begin;
      at = piece.place.end;
    }
    CHECK(at == bytes.size());
    for (const Sentence& sentence : reading->sentences) {
      for (const Mention& mention : sentence.mentions) {
        const Range place = reading->PlaceOf(sentence, mention.at);
        CHECK(place.begin <= place.end && place.end <= bytes.size());
      }
    }
  }
  return 0;
}
