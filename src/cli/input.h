#pragma once

// Files: a dossier from a folder or a file, and the texts of its sources; and how a file is replaced.
//
//   base::Result<std::vector<api::InputFile>> files = ReadDossier("dossiers/strait");
//   api::Workspace workspace(*std::move(files), SourcesOf("dossiers/strait", arguments.sources));

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/workspace.h"
#include "base/result.h"
#include "cli/arguments.h"
#include "text/reading.h"

namespace casus::cli {

// Files larger than this are refused: a dossier of a million statements has a tenth of it.
inline constexpr size_t kMaxFileBytes = size_t{1} << 30;

base::Result<std::string> ReadFile(const std::string& path);
// The bytes of standard input, to its end.
base::Result<std::string> ReadStandardInput();

// Replaces the text of a file, whole or not at all: written beside it, it then takes its place. A link stays one, and
// the permissions stay as they are. False if it cannot be written.
bool ReplaceFile(const std::string& path, const std::string& text);

// What a document is said to be; nothing if its name or its beginning shall tell.
std::optional<text::Form> FormOf(SourceForm form);

// The *.casus.md and *.casus files of a folder and the folders below it, in alphabetical order, or the one
// file. The error says what is missing and what to do.
base::Result<std::vector<std::string>> FindDossierFiles(const std::string& path);
base::Result<std::vector<api::InputFile>> ReadDossier(const std::string& path);

// Whether a file, or what it is a link to, lies in a folder: somebody else's dossier shall not lead to other files.
bool LiesIn(const std::filesystem::path& file, const std::filesystem::path& folder);

// Looks in the given folder, if one is given, then in `sources` of the dossier, then in the environment's
// CASUS_SOURCES. A link in the dossier leads nowhere outside of it.
api::SourceLoader SourcesOf(const std::string& dossier, const std::string& sources);

}  // namespace casus::cli
