#pragma once

// What would be, if some statements were struck and others supposed: a lens for one answer.
//
//   base::Result<TrialRequest> request = ReadTrial("try", R"({"lens": null, "strike": ["Signing"], "suppose": "1939-10-10  …"})");
//   RunTrial(files, load_source, *request)      // {"version", "timeline", "diff", "diagnostics"}
//   Trial trial(files, load_source, *request);
//   api::Why(trial.workspace(), request->question, {.lens = std::string(Trial::kLens)})
//
// The language's own lenses do the work: a file with one more lens is put beside the dossier's files in memory, with the lines of the
// given lens first. What is struck is named by its label; a statement without one gets one.

#include <memory>
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
  std::string question, on;         // of a `why`; `on` may be empty
};

// A body sent to `try`, or to `why`, which takes a question as well.
base::Result<TrialRequest> ReadTrial(std::string_view path, std::string_view body);

// A workspace of its own, with the lens.
class Trial {
 public:
  static constexpr std::string_view kLens = "This_try";
  static constexpr std::string_view kFile = "try.casus";

  Trial(const std::vector<api::InputFile>& files, const api::SourceLoader& load_source,
        const TrialRequest& request);

  api::Workspace& workspace() { return *workspace_; }
  // How many lines and columns of its file stand before what is supposed.
  size_t lines_before() const { return lines_before_; }
  size_t columns_before() const { return columns_before_; }

 private:
  std::unique_ptr<api::Workspace> workspace_;
  size_t lines_before_ = 0, columns_before_ = 0;
};

nlohmann::ordered_json RunTrial(const std::vector<api::InputFile>& files,
                                const api::SourceLoader& load_source, const TrialRequest& request);

}  // namespace casus::serve
