#pragma once

// What the page reads first: the dossier as a text with its record beside it.
//
//   PageRecord(workspace, {.name = "vilnius-1939"}).dump()
//
// Names, phrases, sources and lenses for lists and completion; the documents in their order, prose as HTML, code in coloured pieces,
// each statement with the question that it answers; where to look first. The form is docs/json.md.

#include <nlohmann/json.hpp>
#include <string>

#include "api/workspace.h"

namespace casus::api {

struct PageOptions {
  std::string name;      // of the dossier's folder
  std::string revision;  // of its files
};

// A short name for the contents of files: it changes when they do.
std::string RevisionOf(const std::vector<InputFile>& files, const std::vector<InputFile>& more = {});

// Of a dossier with errors: what can be said, with `broken`.
nlohmann::ordered_json PageRecord(Workspace& workspace, const PageOptions& options);

}  // namespace casus::api
