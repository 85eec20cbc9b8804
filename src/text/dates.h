#pragma once

// Dates in prose, as EDTF with the reason.
//
//   DateReader reader;
//   reader.Read(ProseTokens("On August 23, 1939, they signed."))        // "August 23, 1939" → 1939-08-23
//   reader.Read(ProseTokens("He came on October 3 and left the next day."))
//       // "October 3" → 1939-10-03, likely: "the year is that of “August 23, 1939”"
//       // "the next day" → 1939-10-04, likely: "a day after “October 3”"
//
// A reader is shown the sentences of one document in their order and remembers what dates were told: a day
// without a year takes the year of the story that it continues (date_memory.cc says how that is chosen),
// "the next day" counts from the date told last. Each such reading names what it rests on. A date that rests on
// nothing known keeps its parts masked: "October 7" alone is XXXX-10-07.
//
// Where two dates are as possible, both are said: "December 1910. In March …" is [1910-03,1911-03], unsure; and so
// is what may count from a date that was itself counted backward ("Two days earlier … The next day …").
//
// The words of a mention are those that its EDTF needs: "by March 1940" and "from 1922 to 1991" are whole, of
// "on October 7" the preposition is left out. "by" and "until" are spans without a begin, "since" and "after"
// such without an end; "before" and "after" say in their reason that the date itself is left out.

#include <optional>
#include <vector>

#include "text/date_memory.h"
#include "text/date_phrase.h"
#include "text/date_tokens.h"
#include "text/mention.h"
#include "text/prose_tokens.h"

namespace casus::text {

class DateReader {
 public:
  // The dates of the next sentence, in their order; they do not overlap. Requires valid UTF-8. Linear.
  std::vector<Mention> Read(const ProseTokens& sentence);

  // A new chapter begins: what was told before counts less, and what rests on it is unsure.
  void BeginSection();

 private:
  void FindPhrases(const ProseTokens& sentence);

  DateMemory memory_;
  DateTokens tokens_;
  std::vector<DatePhrase> phrases_;  // of the sentence
};

}  // namespace casus::text
