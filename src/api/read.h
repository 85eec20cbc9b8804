#pragma once

// A reading of a document (text/reading.h) as JSON, for programs. The forms are docs/json.md.
//
//   std::cout << ToJson(reading, "article.html").dump(2) << '\n';
//   std::cout << ToAnnotations(reading, "article.html").dump(2) << '\n';

#include <nlohmann/json.hpp>
#include <string_view>

#include "text/reading.h"

namespace casus::api {

// Sections, sentences with notes and mentions, glosses, debris, oddities, pieces. Linear.
nlohmann::ordered_json ToJson(const text::Reading& reading, std::string_view file);

// The same as W3C Web Annotations: each sentence, mention and gloss with a TextQuoteSelector (prefix and suffix of up to 32
// characters of the original) and a TextPositionSelector (in characters, as that model wants it). Linear.
nlohmann::ordered_json ToAnnotations(const text::Reading& reading, std::string_view file);

}  // namespace casus::api
