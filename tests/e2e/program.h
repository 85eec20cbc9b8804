#pragma once

// The program as its users run it.
//
//   const Outcome outcome = RunCasus("check well", folder);      // in that folder, without colours or
//   CASUS_SOURCES outcome.exit_code, outcome.output

#include <filesystem>
#include <string>

namespace casus {

struct Outcome {
  std::string output;  // standard output and standard error, as they come
  int exit_code = -1;
};

// The one beside this test, or what CASUS_PROGRAM names.
std::filesystem::path ProgramUnderTest();

// `arguments` are read by the shell.
Outcome RunCasus(const std::string& arguments, const std::filesystem::path& folder);

// A new folder that is removed in the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void Write(const std::string& name, const std::string& text) const;
  std::string Read(const std::string& name) const;

 private:
  std::filesystem::path path_;
};

}  // namespace casus
