#include "cli/server_program.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "cli/session.h"

namespace casus::cli {

ExitCode BecomeServer(char** argv) {
  namespace fs = std::filesystem;
  std::error_code failure;
  const fs::path folder = fs::read_symlink("/proc/self/exe", failure).parent_path();
  for (const fs::path& place : {folder, folder.parent_path() / "libexec" / "casus"}) {
    ::execv((place / "casus-serve").c_str(), argv);
  }
  Complain(fmt::format("casus-serve is missing: it belongs beside casus, in {}", folder.string()));
  return kDossierErrors;
}

}  // namespace casus::cli
