#pragma once

// What the verbs that ask a dossier have in common: opening it, and saying what is wrong.

#include <optional>
#include <string>
#include <string_view>

#include "api/workspace.h"
#include "base/grain.h"
#include "base/result.h"
#include "cli/arguments.h"
#include "diag/sink.h"

namespace casus::cli {

// Reads and checks the dossier; null if it cannot be read, which is said on standard error. It stays open until the process ends: the
// system takes memory back at once, destructors piece by piece.
api::Workspace* Open(const CommonArguments& arguments);

// "casus: MESSAGE" on standard error.
void Complain(std::string_view message);

// Diagnostics on standard error: all, or errors alone.
enum class Shown { kAll, kErrorsAndWarnings, kErrors };
void Show(const diag::Report& report, const diag::Files& files, Colour colour, Shown shown);

// Whether the dossier has the lens (or none is named); if not, that is said.
bool HasLens(const api::Workspace& workspace, std::string_view lens);

}  // namespace casus::cli
