#pragma once

// What a dossier cites, looked up in its sources.
//
//   CheckCitations(dossier, symbols, sources, sink);
//
// A citation has to identify one sentence; what is set aside, too. If a source was edited since its citations were
// checked (its checksum tells), a citation that is no longer there has either moved, to the one sentence that says
// the same (text/moved_citation.h), or it is an orphan, which only a person can find a place for.

#include <vector>

#include "api/workspace.h"

namespace casus::api {

// Reports to the sink, and notes in the sources where citations moved to. Takes one lookup a citation.
void CheckCitations(const lang::Dossier& dossier, const base::SymbolTable& symbols,
                    std::vector<LoadedSource>& sources, diag::Sink& sink);

}  // namespace casus::api
