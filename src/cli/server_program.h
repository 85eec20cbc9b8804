#pragma once

// `casus serve` is a program of its own.
//
// A server needs libraries that take longer to load than a small dossier to check: HTTP, and with it TLS and compression. So casus
// itself is linked without them. Asked to serve, it becomes casus-serve, with the command line as it is.

#include "cli/exit_code.h"

namespace casus::cli {

// Does not return, unless the program is not where it should be, beside this one or in ../libexec/casus: then says so.
ExitCode BecomeServer(char** argv);

}  // namespace casus::cli
