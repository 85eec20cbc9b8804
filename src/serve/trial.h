#pragma once

// What would be, if some statements were struck and others supposed: a lens for one answer.
//
//   base::Result<TrialRequest> request = ReadTrial(R"({"lens": null, "strike": ["Signing"], "suppose": "1939-10-10  …"})");
//   RunTrial(files, load_source, *request)      // {"version", "timeline", "diff", "diagnostics"}
//
// The language's own lenses do the work: a file with one more lens is put beside the dossier's files in memory, with the lines of the
// given lens first. What is struck is named by its label; a statement without one gets one.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "api/workspace.h"
#include "base/result.h"

namespace casus::serve {

struct TrialRequest {
  std::string lens;                 // empty: the record as it is
  std::vector<std::string> strike;  // labels, names of provisions, or the text of statements, on one line
  std::string suppose;              // statements, as the language is written
};

base::Result<TrialRequest> ReadTrial(std::string_view body);

nlohmann::ordered_json RunTrial(const std::vector<api::InputFile>& files,
                                const api::SourceLoader& load_source, const TrialRequest& request);

}  // namespace casus::serve
