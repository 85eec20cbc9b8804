#pragma once

// What the phrases of a sentence stand for, with what was told before. Not for use outside of the reader of
// dates.

#include <span>
#include <string_view>
#include <vector>

#include "text/date_memory.h"
#include "text/date_phrase.h"
#include "text/mention.h"

namespace casus::text {

// The mentions of the phrases, one each, in their order. The memory learns what they tell.
std::vector<Mention> ResolveDates(std::string_view sentence, std::span<const DatePhrase> phrases,
                                  DateMemory& memory);

}  // namespace casus::text
