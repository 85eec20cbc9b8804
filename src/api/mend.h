#pragma once

// What a dossier's diagnostics know how to mend, mended.
//
//   for (const MendedFile& file : Mend(files, load_source)) write file.after to file.path
//
// A diagnostic that has a fix (diag/diagnostic.h) says for certain what is meant: a slip in a name, where a citation
// moved to, the checksum of a source whose citations all stand. What is mended may show more to mend, so that it is
// looked at again until there is nothing left. A round that overlaps itself, or after which there would be more errors
// than before, is left out, and ends it.

#include <cstdint>
#include <string>
#include <vector>

#include "api/workspace.h"

namespace casus::api {

struct Mending {
  uint32_t line = 0;  // where it stood in the file, in its round
  std::string before, after;
};

struct MendedFile {
  std::string path;
  std::string before, after;  // the whole texts
  std::vector<Mending> mendings;
};

// The files that have changed, by path. Checks the dossier once a round.
std::vector<MendedFile> Mend(std::vector<InputFile> files, const SourceLoader& load_source);

}  // namespace casus::api
