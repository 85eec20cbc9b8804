// The folders of src are layers. This test holds every #include to them (ARCHITECTURE.md).

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace casus {
namespace {

namespace fs = std::filesystem;

// What a folder may include besides itself. cli and serve are at the top and may include everything.
const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"base", {}},
    {"diag", {"base"}},
    {"text", {"base", "diag"}},
    {"lang", {"base", "diag"}},
    {"core", {"base"}},
    {"law", {"base", "diag", "lang", "core"}},
    {"mfotl", {"base", "diag", "core"}},
    {"api", {"base", "diag", "text", "lang", "core", "law", "mfotl"}},
    {"cli", {"base", "diag", "text", "lang", "core", "law", "mfotl", "api", "serve"}},
    {"serve", {"base", "diag", "text", "lang", "core", "law", "mfotl", "api", "cli"}},
};

// The engine is handed its files and its executor, so that it also runs where there are none.
const std::set<std::string> kEngine = {"base", "diag", "lang", "core", "law", "mfotl", "api"};
const std::regex kNotInEngine("filesystem|fstream|thread|future|unicode/.*");

struct Include {
  std::string target;  // as written between the quotes or angle brackets
  bool quoted;
};

std::vector<Include> IncludesOf(std::string_view text) {
  static const std::regex include(R"re((?:^|\n)[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">])re");
  std::vector<Include> includes;
  for (std::cregex_iterator match(text.data(), text.data() + text.size(), include), end; match != end;
       ++match) {
    includes.push_back({.target = (*match)[2], .quoted = (*match)[1] == "\""});
  }
  return includes;
}

// What is wrong with the includes of a file of src/<folder>, one line each.
std::vector<std::string> Violations(const std::string& folder, bool is_test, std::string_view text) {
  const auto rule = kMayInclude.find(folder);
  if (rule == kMayInclude.end())
    return {"src/" + folder + " is not a layer; say in this test what it may include"};
  std::vector<std::string> violations;
  for (const auto& [target, quoted] : IncludesOf(text)) {
    if (quoted) {
      const std::string used = target.substr(0, target.find('/'));
      const bool allowed = used == folder || rule->second.contains(used) || (is_test && used == "tests");
      if (!allowed) violations.push_back(folder + " may not include \"" + target + "\"");
    } else if (!is_test && kEngine.contains(folder) && std::regex_match(target, kNotInEngine)) {
      violations.push_back(folder + " is part of the engine and may not include <" + target + ">");
    }
  }
  return violations;
}

// X_test.cc, X_testing.h, X_bench.cc and X_fuzz.cc are not part of the engine.
bool IsTest(const fs::path& path) {
  static const std::regex name(R"(.*_(test|bench|fuzz|testing)\.(cc|h))");
  return std::regex_match(path.filename().string(), name);
}

std::string Read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Architecture, EveryIncludeKeepsToTheLayers) {
  const fs::path src = fs::path(CASUS_REPO_DIR) / "src";
  int files = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(src)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".cc" && extension != ".h") continue;
    ++files;
    const std::string folder = fs::relative(entry.path(), src).begin()->string();
    for (const std::string& violation : Violations(folder, IsTest(entry.path()), Read(entry.path()))) {
      ADD_FAILURE() << fs::relative(entry.path(), src.parent_path()).string() << ": " << violation;
    }
  }
  EXPECT_GT(files, 0);
}

TEST(Architecture, TheTestItselfCatchesViolations) {
  struct Case {
    std::string_view what;
    std::string folder;
    bool is_test;
    std::string_view text;
    size_t violations;
  };
  const Case cases[] = {
      {.what = "own folder",
       .folder = "base",
       .is_test = false,
       .text = "#include \"base/date.h\"\n",
       .violations = 0},
      {.what = "upwards",
       .folder = "base",
       .is_test = false,
       .text = "#include \"diag/sink.h\"\n",
       .violations = 1},
      {.what = "sideways",
       .folder = "lang",
       .is_test = false,
       .text = "#include \"text/source.h\"\n",
       .violations = 1},
      {.what = "downwards",
       .folder = "law",
       .is_test = false,
       .text = "#include \"core/plan.h\"\n",
       .violations = 0},
      {.what = "files",
       .folder = "api",
       .is_test = false,
       .text = "\n  #include <fstream>\n",
       .violations = 1},
      {.what = "ICU",
       .folder = "lang",
       .is_test = false,
       .text = "#include <unicode/brkiter.h>\n",
       .violations = 1},
      {.what = "ICU in text",
       .folder = "text",
       .is_test = false,
       .text = "#include <unicode/brkiter.h>",
       .violations = 0},
      {.what = "a test", .folder = "core", .is_test = true, .text = "#include <fstream>\n", .violations = 0},
      {.what = "a test, upwards",
       .folder = "core",
       .is_test = true,
       .text = "#include \"law/x.h\"\n",
       .violations = 1},
      {.what = "unknown folder", .folder = "util", .is_test = false, .text = "", .violations = 1},
      {.what = "two",
       .folder = "core",
       .is_test = false,
       .text = "#include <thread>\n#include \"lang/ast.h\"\n",
       .violations = 2},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Violations(c.folder, c.is_test, c.text).size(), c.violations) << c.what;
  }
}

}  // namespace
}  // namespace casus
