#include "api/mend.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace casus::api {
namespace {

// Mending what has been mended, over and over, is a mistake; a slip seldom hides more than one other.
constexpr int kMostRounds = 16;

struct Round {
  std::vector<InputFile> files;                          // with the fixes applied
  std::map<std::string, std::vector<Mending>> mendings;  // by path, in the order of the text
};

bool IsOfDossier(const std::vector<InputFile>& files, std::string_view path) {
  return std::any_of(files.begin(), files.end(), [&](const InputFile& file) { return file.path == path; });
}

// Nothing if there is nothing to mend, or two fixes touch the same place.
std::optional<Round> ApplyFixes(const std::vector<InputFile>& files, const Workspace& workspace) {
  std::vector<diag::FixIt> fixes;
  const diag::Report report = workspace.report();
  for (const diag::Diagnostic& diagnostic : report.diagnostics) {
    if (!diagnostic.fix || !IsOfDossier(files, workspace.files().Path(diagnostic.fix->span.file))) continue;
    fixes.push_back(*diagnostic.fix);
  }
  if (fixes.empty()) return std::nullopt;
  // From the end to the begin, so that places stay as they are.
  std::sort(fixes.begin(), fixes.end(), [](const diag::FixIt& a, const diag::FixIt& b) {
    return std::pair(a.span.file, a.span.begin) > std::pair(b.span.file, b.span.begin);
  });
  Round round{.files = files};
  for (size_t i = 0; i < fixes.size(); ++i) {
    const auto& [span, replacement] = fixes[i];
    if (i > 0 && fixes[i - 1].span.file == span.file && fixes[i - 1].span.begin <= span.end)
      return std::nullopt;
    const std::string_view path = workspace.files().Path(span.file);
    const auto file = std::find_if(round.files.begin(), round.files.end(),
                                   [&](const InputFile& one) { return one.path == path; });
    std::vector<Mending>& mendings = round.mendings[file->path];
    mendings.insert(mendings.begin(), {.line = workspace.files().Locate(span.file, span.begin).line,
                                       .before = std::string(workspace.files().Text(span)),
                                       .after = replacement});
    file->text.replace(span.begin, span.end - span.begin, replacement);
  }
  return round;
}

}  // namespace

std::vector<MendedFile> Mend(std::vector<InputFile> files, const SourceLoader& load_source) {
  std::map<std::string, MendedFile> mended;
  for (const InputFile& file : files) mended[file.path] = {.path = file.path, .before = file.text};
  auto workspace = std::make_unique<Workspace>(files, load_source);
  for (int i = 0; i < kMostRounds; ++i) {
    std::optional<Round> round = ApplyFixes(files, *workspace);
    if (!round) break;
    auto next = std::make_unique<Workspace>(round->files, load_source);
    if (next->report().errors > workspace->report().errors) break;
    for (auto& [path, mendings] : round->mendings) {
      std::move(mendings.begin(), mendings.end(), std::back_inserter(mended[path].mendings));
    }
    files = std::move(round->files);
    workspace = std::move(next);
  }
  for (InputFile& file : files) mended[file.path].after = std::move(file.text);
  std::vector<MendedFile> changed;
  for (auto& [path, file] : mended) {
    if (file.after != file.before) changed.push_back(std::move(file));
  }
  return changed;
}

}  // namespace casus::api
