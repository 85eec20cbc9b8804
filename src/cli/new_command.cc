#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "cli/commands.h"
#include "cli/session.h"
#include "cli/starter.h"

namespace casus::cli {
namespace {

namespace fs = std::filesystem;

bool Write(const fs::path& path, std::string_view text) {
  std::error_code failure;
  fs::create_directories(path.parent_path(), failure);
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return !file.fail();
}

}  // namespace

ExitCode Run(const NewArguments& arguments) {
  const fs::path folder(arguments.folder);
  std::error_code failure;
  if (fs::exists(folder, failure) && (!fs::is_directory(folder, failure) || !fs::is_empty(folder, failure))) {
    Complain(fmt::format("{} is there already and not empty; nothing was written", arguments.folder));
    return kWrongUsage;
  }
  for (const StarterFile& file : StarterFiles()) {
    const std::string path = (folder / file.path).string();
    if (!Write(path, file.text)) {
      Complain(fmt::format("cannot write {}", path));
      return kDossierErrors;
    }
    fmt::print("wrote {}\n", path);
  }
  fmt::print("\nRead {0}, then try\n  casus check {1}\n", (folder / StarterFiles().front().path).string(),
             arguments.folder);
  return kFine;
}

}  // namespace casus::cli
