#pragma once

// The English words that dates are made of, and what they stand for. Not for use outside of the reader of
// dates.

#include <string_view>

#include "text/date_tokens.h"

namespace casus::text {

struct DateEntry {
  std::string_view text;  // in small letters
  DateWord word = DateWord::kOther;
  int value = 0;
  bool plural = false;
  bool trigger = false;        // may be the core of a date
  bool may_be_period = false;  // may begin the name of a period
};

// Looks a word of ASCII letters and digits up, whatever its case; null if it is none of them. Constant time.
const DateEntry* FindDateWord(std::string_view word);

}  // namespace casus::text
