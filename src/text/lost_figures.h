#pragma once

// Places where a number fell out of a sentence, as it does when a page is stripped of its templates.
//
//   FindLostFigure("they received of land", token of "of")   // a number seems to be missing after “received”

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/prose_tokens.h"
#include "text/trace.h"

namespace casus::text {

struct LostFigure {
  Range at;             // the words between which it stood, or before which
  std::string message;  // in one line
};

// Looks around one token of the sentence: a percent sign, or one of the words below. Constant time.
std::optional<LostFigure> FindLostFigure(const ProseTokens& tokens, const ProseToken& token);

// The words beside which a figure may have fallen out, in small letters, for the vocabulary.
std::vector<std::string_view> WordsBesideFigures();

}  // namespace casus::text
