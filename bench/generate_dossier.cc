// Writes the dossier of the benchmark into a folder: `generate_dossier 100000 FOLDER`.

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "bench/workload.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: generate_dossier STATEMENTS FOLDER\n");
    return 2;
  }
  const casus::bench::Workload workload = casus::bench::MakeWorkload(std::stoul(argv[1]));
  const std::filesystem::path folder = argv[2];
  std::filesystem::create_directories(folder);
  for (const casus::bench::WorkloadFile& file : workload.files) {
    std::ofstream out(folder / file.name, std::ios::binary);
    out << file.text;
    if (!out.good()) {
      fmt::print(stderr, "{} cannot be written\n", (folder / file.name).string());
      return 1;
    }
  }
  fmt::print("{} statements, {} treaties, {} norms in {}\n", workload.statements, workload.treaties,
             workload.norms, folder.string());
}
