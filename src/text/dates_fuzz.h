#pragma once

// What must hold of the dates in any text; shared by the fuzzer and by the replay of what it
// once found (tests/regression).

#include <cstddef>
#include <string_view>

#include "base/check.h"
#include "base/edtf.h"
#include "base/utf8.h"
#include "text/dates.h"

namespace casus::text {

// They stand in order where they say, with an EDTF that is one or a reason why not. Each line is a sentence, and an
// empty one a heading.
inline void CheckDates(std::string_view text) {
  if (base::FindInvalidUtf8(text)) return;  // not for the reader of dates
  DateReader reader;
  while (!text.empty()) {
    const std::string_view sentence = text.substr(0, text.find('\n'));
    text.remove_prefix(sentence.size() + (sentence.size() < text.size() ? 1 : 0));
    if (sentence.empty()) reader.BeginSection();
    size_t end = 0;
    for (const Mention& mention : reader.Read(ProseTokens(sentence))) {
      CHECK(mention.at.begin >= end && mention.at.end <= sentence.size()) << sentence;
      CHECK(sentence.substr(mention.at.begin, mention.at.size()) == mention.text) << sentence;
      CHECK(mention.edtf.empty() || base::ParseEdtf(mention.edtf).ok())
          << mention.text << ": " << mention.edtf;
      CHECK(mention.sureness == Sureness::kSure || !mention.reason.empty()) << mention.text;
      end = mention.at.end;
    }
  }
}

}  // namespace casus::text
