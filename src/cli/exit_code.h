#pragma once

namespace casus::cli {

// What the program tells scripts. Part of its contract (docs/json.md).
enum ExitCode : int {
  kFine = 0,
  kDossierErrors = 1,  // also: a file cannot be read, or (fmt --check) is not as it would be written
  kWrongUsage = 2,     // also: a question that cannot be understood
  kExpectationFailed = 3,
  kFailOn = 4,  // what --fail-on names is there; (cover --fail-under) less is covered
};

}  // namespace casus::cli
