#pragma once

// The lines of a lens as they are written, without the first one.
//
//   LensLines(workspace, "Refusal")      // "  without Signing and what follows\n  suppose\n    1939-10-10  …\n"

#include <string>
#include <string_view>

#include "api/workspace.h"

namespace casus::api {

// Indented as in the file; requires a lens of the dossier.
std::string LensLines(const Workspace& workspace, std::string_view lens);

}  // namespace casus::api
