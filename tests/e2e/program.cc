#include "tests/e2e/program.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace casus {

namespace fs = std::filesystem;

fs::path ProgramUnderTest() {
  const char* other = std::getenv("CASUS_PROGRAM");
  return other != nullptr ? fs::path(other) : fs::canonical("/proc/self/exe").parent_path() / "casus";
}

Outcome RunCasus(const std::string& arguments, const fs::path& folder) {
  const fs::path program = ProgramUnderTest();
  const std::string line = "cd '" + folder.string() +
                           "' && unset CASUS_SOURCES; export NO_COLOR=1; casus() { '" + program.string() +
                           "' \"$@\"; }; { casus " + arguments + "; } 2>&1";
  Outcome outcome;
  FILE* pipe = popen(line.c_str(), "r");
  if (pipe == nullptr) return outcome;
  std::array<char, 4096> buffer{};
  while (const size_t count = fread(buffer.data(), 1, buffer.size(), pipe))
    outcome.output.append(buffer.data(), count);
  const int status = pclose(pipe);
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "casus_e2e_XXXXXX").string();
  if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code failure;
  fs::remove_all(path_, failure);
}

void TemporaryFolder::Write(const std::string& name, const std::string& text) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << text;
}

std::string TemporaryFolder::Read(const std::string& name) const {
  std::ifstream file(path_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace casus
