#pragma once

// What `serve` and `publish` read from disk: a dossier for a page, and the page itself as it was built.
//
//   base::Result<serve::PageInput> input = ReadPageInput("dossiers/strait", arguments.sources);
//   base::Result<serve::PageAssets> assets = ReadPageAssets();
//
// Paths of the dossier's files are relative to its folder, so that the page is the same wherever it lies. A source is read from the
// usual places (input.h), and only by a name that stays within them.

#include <filesystem>
#include <string>

#include "base/result.h"
#include "serve/page.h"
#include "serve/publication.h"

namespace casus::cli {

base::Result<serve::PageInput> ReadPageInput(const std::string& dossier, const std::string& sources);

// The page is looked for in the environment's CASUS_WEB, in `web` beside the program, in ../share/casus/web, and where it is built. The
// error says how to build it.
base::Result<serve::PageAssets> ReadPageAssets();

// A number that changes when a file of the dossier is written, made or taken away.
uint64_t StateOfFiles(const std::string& dossier);

}  // namespace casus::cli
