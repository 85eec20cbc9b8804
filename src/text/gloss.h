#pragma once

// Glosses: what a link points to, inlined where the link was.
//
//   ReadGloss("Riga Riga is the capital and largest city of ...", true)
//       // the term "Riga", the description "Riga is the capital and largest city of ...", truncated
//
// A web page whose pop-ups were flattened has such lines in the midst of its sentences. They are known by their form, not by
// their words: the line begins with the text of the link, and what follows mostly begins by repeating it. gloss.cc says how.

#include <optional>
#include <string_view>

namespace casus::text {

struct GlossLine {
  std::string_view term;         // a prefix of the line
  std::string_view description;  // the rest of it
  bool is_truncated = false;     // it breaks off in " ..."
};

// `interrupts` says that the lines before and after belong together: the one before does not end like a sentence, or there is
// none, and the one after goes on. Nothing if the line does not look like a gloss. Linear.
std::optional<GlossLine> ReadGloss(std::string_view line, bool interrupts);

}  // namespace casus::text
