#pragma once

// An alignment (api/align.h) as a page: both accounts beside each other, to read and to print.
//
//   std::cout << ToHtml(*report);
//
// One file that asks for nothing else: no scripts, no requests. What the sources say is shown as text, whatever
// is in it. Linear.

#include <string>

#include "api/align.h"

namespace casus::api {

std::string ToHtml(const AlignReport& report);

}  // namespace casus::api
