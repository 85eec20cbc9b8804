#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "cli/commands.h"
#include "cli/page_files.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "serve/publication.h"

namespace casus::cli {
namespace {

namespace fs = std::filesystem;

// Nothing but what an earlier publication wrote may stand where the page is written.
bool MayWriteInto(const fs::path& folder) {
  std::error_code failure;
  if (!fs::exists(folder, failure)) return true;
  if (!fs::is_directory(folder, failure)) {
    Complain(fmt::format("{} is a file; -o names a folder", folder.string()));
    return false;
  }
  if (fs::is_empty(folder, failure) || fs::exists(folder / "data" / "files.js", failure)) return true;
  Complain(
      fmt::format("{} has other things in it; name a new folder, or an earlier page's", folder.string()));
  return false;
}

bool Write(const fs::path& path, const std::string& content) {
  std::error_code failure;
  fs::create_directories(path.parent_path(), failure);
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  if (file.fail()) Complain(fmt::format("cannot write {}", path.string()));
  return !file.fail();
}

}  // namespace

ExitCode Run(const PublishArguments& arguments) {
  Progress progress("publishing");
  base::Result<serve::PageAssets> assets = ReadPageAssets();
  if (!assets.ok()) {
    Complain(assets.error().message);
    return kDossierErrors;
  }
  const fs::path folder(arguments.folder);
  if (!MayWriteInto(folder)) return kWrongUsage;
  base::Result<serve::PageInput> input = ReadPageInput(arguments.dossier, arguments.sources);
  if (!input.ok()) {
    Complain(input.error().message);
    return kDossierErrors;
  }
  serve::Page page(*std::move(input));
  if (page.IsBroken()) {
    progress.Done();
    Show(page.workspace().report(), page.workspace().files(), arguments.colour, Shown::kErrors);
    return kDossierErrors;
  }
  serve::PublishOptions options;
  options.with_sources = arguments.with_sources;
  const std::vector<serve::PublishedFile> files = serve::Publish(page, *assets, options);
  size_t bytes = 0;
  for (const serve::PublishedFile& file : files) {
    if (!Write(folder / file.path, file.content)) return kDossierErrors;
    bytes += file.content.size();
  }
  progress.Done();
  fmt::print("{} files, {:.1f} MB: open {}\n", files.size(), static_cast<double>(bytes) / 1e6,
             (folder / "index.html").string());
  return kFine;
}

}  // namespace casus::cli
