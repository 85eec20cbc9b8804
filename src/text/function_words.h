#pragma once

// Words that carry grammar rather than things: "the", "however", "between", "was".
//
//   IsFunctionWord("During")   // true: case does not count
//
// They begin no name and end a noun phrase. Also the commonest verbs are here, since what is counted never goes on
// behind them. Constant time.

#include <string_view>

namespace casus::text {

bool IsFunctionWord(std::string_view word);

// Whether a word is the name of a month, perhaps shortened ("Sept"), or of a day of the week. Case does not count.
bool IsMonth(std::string_view word);
bool IsWeekday(std::string_view word);

}  // namespace casus::text
