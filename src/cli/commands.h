#pragma once

// The verbs. Each writes its result to standard output and what is wrong to standard error.

#include "cli/arguments.h"
#include "cli/exit_code.h"

namespace casus::cli {

ExitCode Run(const CheckArguments& arguments);
ExitCode Run(const AskArguments& arguments);
ExitCode Run(const WhyArguments& arguments);
ExitCode Run(const DiffArguments& arguments);
ExitCode Run(const ReadArguments& arguments);
ExitCode Run(const CoverArguments& arguments);
ExitCode Run(const AlignArguments& arguments);
ExitCode Run(const DraftArguments& arguments);
ExitCode Run(const FmtArguments& arguments);
ExitCode Run(const NewArguments& arguments);
ExitCode Run(const ServeArguments& arguments);
ExitCode Run(const PublishArguments& arguments);
ExitCode Run(const ExportArguments& arguments);
ExitCode Run(const MonitorArguments& arguments);

}  // namespace casus::cli
