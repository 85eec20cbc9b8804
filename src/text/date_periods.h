#pragma once

// Periods that prose calls by a name: "the interwar period", "World War II".
//
//   const auto match = MatchPeriod(tokens, at);   // the tokens "Cold", "War"
//   match->period->edtf == "1947~/1991"
//
// Not for use outside of the reader of dates.

#include <cstddef>
#include <optional>
#include <string_view>

#include "text/date_tokens.h"

namespace casus::text {

struct NamedPeriod {
  std::string_view
      name;  // words between single spaces; small letters match any case, capitals only themselves
  std::string_view edtf;         // a span
  std::string_view first, last;  // its ends, as EDTF
  std::string_view reason;       // by what convention it is these years
};

struct PeriodMatch {
  const NamedPeriod* period = nullptr;
  size_t end = 0;  // behind its last token
};

// The longest name that begins with the token. Constant time.
std::optional<PeriodMatch> MatchPeriod(const DateTokens& tokens, size_t at);

}  // namespace casus::text
