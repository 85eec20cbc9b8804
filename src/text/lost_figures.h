#pragma once

// Places where a number fell out of a sentence, as it does when a page is stripped of its templates.
//
//   FindLostFigure("they received of land", token of "of")   // a number seems to be missing after “received”

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "text/prose_tokens.h"
#include "text/trace.h"

namespace casus::text {

struct LostFigure {
  Range at;             // the words between which it stood, or before which
  std::string message;  // in one line
};

// Looks around one token of the sentence. Constant time, apart from spaces.
std::optional<LostFigure> FindLostFigure(std::string_view text, const ProseToken& token);

}  // namespace casus::text
