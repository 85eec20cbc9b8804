// Whatever the text is, its sentences lie within it, ascend, are not empty, and only whitespace is between
// them.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/utf8.h"
#include "text/segment.h"
#include "text/vicinity.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (casus::base::FindInvalidUtf8(text)) return 0;  // not for us

  const auto check_gap = [&](size_t begin, size_t end) {
    CHECK(begin <= end && end <= size) << "the gap from byte " << begin << " to " << end << " of " << size;
    while (begin < end) {
      CHECK(casus::text::IsSpace(casus::base::DecodeUtf8(text, begin)))
          << "a word in no sentence, before byte " << begin;
    }
  };
  size_t last_end = 0;
  for (const std::string_view sentence : casus::text::SplitSentences(text)) {
    CHECK(!sentence.empty()) << "a sentence behind byte " << last_end;
    const auto begin = static_cast<size_t>(sentence.data() - text.data());
    check_gap(last_end, begin);
    last_end = begin + sentence.size();
    CHECK(!casus::text::IsSpace(casus::text::CharacterAt(text, begin)))
        << "a space begins the sentence at " << begin;
    CHECK(!casus::text::IsSpace(casus::text::CharacterBefore(text, last_end)))
        << "a space ends it at " << last_end;
    CHECK(sentence.find('\n') == std::string_view::npos) << "a newline within the sentence at " << begin;
  }
  check_gap(last_end, size);
  return 0;
}
