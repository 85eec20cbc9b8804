#pragma once

// Text within HTML and SVG.

#include <string>
#include <string_view>

namespace casus::api {

// As it may stand between tags and in the quotes of an attribute, double or single. Linear.
std::string EscapeHtml(std::string_view text);

}  // namespace casus::api
