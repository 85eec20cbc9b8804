#pragma once

// The dossier that `casus new` writes: small, invented, and complete. It checks cleanly, and each step says
// what it shows.

#include <span>
#include <string_view>

namespace casus::cli {

struct StarterFile {
  std::string_view path;  // below the new folder
  std::string_view text;
};

std::span<const StarterFile> StarterFiles();

}  // namespace casus::cli
