#pragma once

// A stop: the punctuation with which a sentence may end.
//
//   const Stop stop = ReadStop("so it was.”[3] On Monday", 9);
//   stop.terminators == Range 9–10, stop.close_end == 16, stop.end == 17, stop.ends == true
//
// It consists of one or more terminators, of the quotes and brackets that close behind them, and of the
// spaces up to the next word. Whether a sentence ends there by the rules of Unicode (UAX #29, SB5 to SB11) is
// in `ends`; what only a reader of English knows, that of abbreviations say, is for text/segment.h.
//
// Beyond Unicode, "…" is a terminator as "..." is; a footnote mark (“[12]”, “²”, or “12” right behind a
// word's full stop) closes as a bracket does; a bracket or quote that opens the next word does not close; “»”
// closes behind a space, too, as in French; and the zero-width space is a space.

#include <cstddef>
#include <string_view>

#include "text/trace.h"

namespace casus::text {

struct Stop {
  Range terminators;          // from the first to the last, with what stands between them, as in ". . ."
  size_t count = 0;           // of terminators; "…" counts as three
  size_t close_end = 0;       // behind all that closes
  size_t end = 0;             // behind the spaces: where the next sentence begins, if one does
  bool only_dots = true;      // all the terminators are "." or "…"
  bool is_spaced = false;     // there are spaces between the terminators
  bool has_note = false;      // a footnote mark stands behind the last
  bool is_full_stop = false;  // the last terminator may be part of a word, as in "etc." (ATerm in UAX #29)
  bool ends = false;
};

// Whether the character always is one. A semicolon is one in Greek only.
bool IsTerminator(char32_t c);

// The stop that begins with the character at `at`, which is taken for a terminator. Requires valid UTF-8.
// Linear in the size of the stop and of what follows up to the next letter or terminator.
Stop ReadStop(std::string_view text, size_t at);

// Behind the footnote mark in brackets that begins at the place, "[12]" or "[note 3]:15"; the place itself if
// none does.
size_t SkipNote(std::string_view text, size_t at);

}  // namespace casus::text
