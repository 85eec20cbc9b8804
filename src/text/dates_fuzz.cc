// Any text is read into mentions that stand in order where they say, with an EDTF that is one or a reason why not.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/edtf.h"
#include "base/utf8.h"
#include "text/dates.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  if (casus::base::FindInvalidUtf8(text)) return 0;
  casus::text::DateReader reader;
  // Each line is a sentence, and an empty one a heading.
  while (!text.empty()) {
    const std::string_view sentence = text.substr(0, text.find('\n'));
    text.remove_prefix(sentence.size() + (sentence.size() < text.size() ? 1 : 0));
    if (sentence.empty()) reader.BeginSection();
    size_t end = 0;
    for (const casus::text::Mention& mention : reader.Read(sentence)) {
      CHECK(mention.at.begin >= end && mention.at.end <= sentence.size()) << sentence;
      CHECK(sentence.substr(mention.at.begin, mention.at.size()) == mention.text) << sentence;
      CHECK(mention.edtf.empty() || casus::base::ParseEdtf(mention.edtf).ok())
          << mention.text << ": " << mention.edtf;
      CHECK(mention.sureness == casus::text::Sureness::kSure || !mention.reason.empty()) << mention.text;
      end = mention.at.end;
    }
  }
  return 0;
}
