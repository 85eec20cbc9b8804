#pragma once

// The prose of a dossier as HTML: Markdown as GitHub reads it (tables, strikethrough, links), in safe mode.
//
//   ProseHtml("The talks *began* in Moscow.") == "<p>The talks <em>began</em> in Moscow.</p>\n"
//
// HTML that stands in the prose is shown as the text that it is, so that no dossier can bring its own scripts; an image is shown as
// its description, so that nothing is fetched; links lead to http, https and mailto alone. Linear.

#include <string>
#include <string_view>

namespace casus::api {

std::string ProseHtml(std::string_view markdown);

}  // namespace casus::api
