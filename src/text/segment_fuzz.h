#pragma once

// What must hold of the sentences of any text; shared by the fuzzer and by the replay of what it
// once found (tests/regression).

#include <cstddef>
#include <string_view>

#include "base/check.h"
#include "base/utf8.h"
#include "text/segment.h"
#include "text/vicinity.h"

namespace casus::text {

// They lie within the text, ascend, are not empty, and only whitespace is between them.
inline void CheckSegments(std::string_view text) {
  if (base::FindInvalidUtf8(text)) return;  // not for the splitter
  const auto check_gap = [&](size_t begin, size_t end) {
    CHECK(begin <= end && end <= text.size())
        << "the gap from byte " << begin << " to " << end << " of " << text.size();
    while (begin < end) {
      CHECK(IsSpace(base::DecodeUtf8(text, begin))) << "a word in no sentence, before byte " << begin;
    }
  };
  size_t last_end = 0;
  for (const std::string_view sentence : SplitSentences(text)) {
    CHECK(!sentence.empty()) << "a sentence behind byte " << last_end;
    const auto begin = static_cast<size_t>(sentence.data() - text.data());
    check_gap(last_end, begin);
    last_end = begin + sentence.size();
    CHECK(!IsSpace(CharacterAt(text, begin))) << "a space begins the sentence at " << begin;
    CHECK(!IsSpace(CharacterBefore(text, last_end))) << "a space ends it at " << last_end;
    CHECK(sentence.find('\n') == std::string_view::npos) << "a newline within the sentence at " << begin;
  }
  check_gap(last_end, text.size());
}

}  // namespace casus::text
