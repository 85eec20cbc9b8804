#include "cli/input.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

namespace casus::cli {
namespace {

namespace fs = std::filesystem;

bool IsDossierFile(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".casus") || name.ends_with(".casus.md");
}

}  // namespace

base::Result<std::string> ReadFile(const std::string& path) {
  std::error_code failure;
  if (fs::is_directory(path, failure))
    return base::Error{fmt::format("cannot read {}: it is a folder", path)};
  const uintmax_t size = fs::file_size(path, failure);
  if (!failure && size > kMaxFileBytes) {
    return base::Error{fmt::format("{} is too large: {} MiB, and at most {} MiB can be read", path,
                                   size >> 20, kMaxFileBytes >> 20)};
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::Error{fmt::format("cannot read {}: {}", path, std::strerror(errno))};
  std::string text(failure ? 0 : static_cast<size_t>(size), '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  // What is no plain file, or has grown since.
  char more[1 << 12];
  while (file) {
    file.read(more, sizeof more);
    text.append(more, static_cast<size_t>(file.gcount()));
  }
  if (file.bad()) return base::Error{fmt::format("cannot read {} to its end", path)};
  return text;
}

bool ReplaceFile(const std::string& path, const std::string& text) {
  std::error_code failure;
  const fs::path target = fs::canonical(path, failure);
  if (failure) return false;
  const fs::path written = target.parent_path() / fmt::format(".{}.{}", target.filename().string(), getpid());
  std::ofstream file(written, std::ios::binary);
  file << text;
  file.close();
  if (file.fail()) {
    fs::remove(written, failure);
    return false;
  }
  fs::permissions(written, fs::status(target).permissions(), failure);
  fs::rename(written, target, failure);
  if (!failure) return true;
  fs::remove(written, failure);
  return false;
}

base::Result<std::string> ReadStandardInput() {
  std::string text;
  char buffer[1 << 16];
  while (const size_t read = std::fread(buffer, 1, sizeof buffer, stdin)) {
    text.append(buffer, read);
    if (text.size() > kMaxFileBytes) {
      return base::Error{
          fmt::format("standard input is too large: at most {} MiB can be read", kMaxFileBytes >> 20)};
    }
  }
  if (std::ferror(stdin) != 0) return base::Error{"cannot read standard input to its end"};
  return text;
}

std::optional<text::Form> FormOf(SourceForm form) {
  switch (form) {
    case SourceForm::kByName:
      return std::nullopt;
    case SourceForm::kPlain:
      return text::Form::kPlain;
    case SourceForm::kMarkdown:
      return text::Form::kMarkdown;
    case SourceForm::kHtml:
      return text::Form::kHtml;
  }
  return std::nullopt;
}

base::Result<std::vector<std::string>> FindDossierFiles(const std::string& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status)) {
    return base::Error{
        fmt::format("there is no file or folder {}; `casus new {}` would begin a dossier there", path, path)};
  }
  std::vector<std::string> found;
  if (!fs::is_directory(status)) {
    if (!IsDossierFile(path)) {
      return base::Error{fmt::format(
          "{} is not a file of a dossier: its name ends neither in .casus.md nor in .casus", path)};
    }
    found.push_back(path);
    return found;
  }
  fs::recursive_directory_iterator entries(path, failure);
  for (; !failure && entries != fs::recursive_directory_iterator(); entries.increment(failure)) {
    const bool is_hidden = entries->path().filename().string().starts_with(".");
    if (is_hidden && entries->is_directory()) entries.disable_recursion_pending();
    if (!is_hidden && entries->is_regular_file() && IsDossierFile(entries->path())) {
      found.push_back(entries->path().lexically_normal().string());
    }
  }
  if (failure) return base::Error{fmt::format("cannot read the folder {}: {}", path, failure.message())};
  if (found.empty()) {
    return base::Error{fmt::format("there is no *.casus.md or *.casus file in the folder {}", path)};
  }
  std::sort(found.begin(), found.end());
  return found;
}

base::Result<std::vector<api::InputFile>> ReadDossier(const std::string& path) {
  base::Result<std::vector<std::string>> paths = FindDossierFiles(path);
  if (!paths.ok()) return paths.error();
  std::vector<api::InputFile> files;
  for (const std::string& one : *paths) {
    base::Result<std::string> text = ReadFile(one);
    if (!text.ok()) return text.error();
    files.push_back({one, *std::move(text)});
  }
  return files;
}

bool LiesIn(const fs::path& file, const fs::path& folder) {
  std::error_code failure;
  const fs::path at = fs::weakly_canonical(file, failure);
  if (failure) return false;
  const fs::path root = fs::weakly_canonical(folder.empty() ? "." : folder, failure);
  return !failure && std::mismatch(root.begin(), root.end(), at.begin(), at.end()).first == root.end();
}

api::SourceLoader SourcesOf(const std::string& dossier, const std::string& sources) {
  std::vector<fs::path> folders;
  if (!sources.empty()) folders.emplace_back(sources);
  std::error_code none;
  const fs::path opened(dossier);
  const fs::path own = fs::is_directory(opened, none) ? opened : opened.parent_path();
  folders.push_back(own / "sources");
  if (const char* environment = std::getenv("CASUS_SOURCES")) folders.emplace_back(environment);
  return [folders, own](std::string_view file_name) -> std::optional<std::string> {
    for (const fs::path& folder : folders) {
      const fs::path path = folder / file_name;
      std::error_code failure;
      if (!fs::is_regular_file(path, failure)) continue;
      if (folder == own / "sources" && !LiesIn(path, own)) continue;
      base::Result<std::string> text = ReadFile(path.string());
      if (text.ok()) return *std::move(text);
    }
    return std::nullopt;
  };
}

}  // namespace casus::cli
