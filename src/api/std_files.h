#pragma once

// The standard vocabulary, carried inside the program.
//
// The files of the folder std/ are written in Casus and embedded when the program is built, so that the
// engine reads no file system. A dossier's `use "std/treaties"` names one of them.
//
//   for (const EmbeddedFile& file : StandardFiles()) loader.Add(file.path, file.text);
//
// The views are valid for the life of the program. Sorted by path.

#include <span>
#include <string_view>

namespace casus::api {

struct EmbeddedFile {
  std::string_view path;  // relative to the repository: "std/treaties.casus.md"
  std::string_view text;
};

std::span<const EmbeddedFile> StandardFiles();

}  // namespace casus::api
