// What the documents show is what the program does: every example of the guide, the reference and the README
// is run.
//
//   CASUS_UPDATE_GOLDEN=1 build/release/docs_tests         writes the outputs in the pages anew
//
// The pages of a folder are one dossier, page after page: a reader who types as he reads has just that. So
//
//   ```casus        is code of the dossier, which must check without an error or a warning, and be in
//   canonical form;
//   ```console      holds commands behind `$ `, each with its output. It is run on what has been written so
//   far, in a folder
//                   where the dossier goes by the name below, and dossiers/ are those of this repository. A
//                   line `…` in an output stands for any lines. Commands other than `casus` are not run.
//
// A comment on the line above a ```casus fence says when it is otherwise:
//
//   <!-- apart -->   the block is tried with the page's first block alone, and is no part of the dossier
//   <!-- faulty -->  the block is wrong: it is tried with all before it, is no part of the dossier, and the
//   console behind it
//                    shows what the program says
//
// A console behind such a block is run on what that block is tried with. The texts of sources stand in the
// folder `sources` beside the pages.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace casus {
namespace {

namespace fs = std::filesystem;

const fs::path kRepo = CASUS_REPO_DIR;

struct Folder {
  const char* name;     // of the test
  const char* path;     // of the pages, or the page, in the repository
  const char* dossier;  // what the pages call the dossier they write
};

constexpr Folder kFolders[] = {
    {.name = "Guide", .path = "docs/guide", .dossier = "heron"},
    {.name = "Reference", .path = "docs/language/README.md", .dossier = "example"},
    {.name = "Readme", .path = "README.md", .dossier = "example"},
};

void PrintTo(const Folder& folder, std::ostream* out) { *out << folder.path; }

struct Block {
  enum class Kind { kCode, kConsole };
  enum class Mode { kUsual, kApart, kFaulty };
  Kind kind = Kind::kCode;
  Mode mode = Mode::kUsual;
  size_t open = 0, body = 0, end = 0;  // offsets of the opening line, of what is in it, of the closing line
};

struct Page {
  fs::path path;
  std::string text;
  std::vector<Block> blocks;
};

std::string Read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void Write(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<Block> BlocksOf(const std::string& text) {
  std::vector<Block> blocks;
  std::string_view above;
  bool inside = false, kept = false;
  for (size_t at = 0; at < text.size();) {
    const size_t next = std::min(text.find('\n', at), text.size() - 1) + 1;
    std::string_view line(text.data() + at, next - at);
    while (!line.empty() && (line.back() == '\n' || line.back() == ' ')) line.remove_suffix(1);
    if (!inside && line.starts_with("```")) {
      inside = true;
      kept = line == "```casus" || line == "```console";
      if (kept) {
        Block block{.kind = line == "```casus" ? Block::Kind::kCode : Block::Kind::kConsole,
                    .open = at,
                    .body = next};
        if (above == "<!-- apart -->") block.mode = Block::Mode::kApart;
        if (above == "<!-- faulty -->") block.mode = Block::Mode::kFaulty;
        blocks.push_back(block);
      }
    } else if (inside && line == "```") {
      inside = false;
      if (kept) blocks.back().end = at;
    }
    above = line;
    at = next;
  }
  return blocks;
}

// The page with the code of just those blocks; what stands in the others is no code, and lines stay where
// they are.
template <typename IsIn>
std::string With(const Page& page, IsIn is_in) {
  std::string text = page.text;
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    if (page.blocks[i].kind == Block::Kind::kCode && !is_in(i))
      text.replace(page.blocks[i].open, 8, "```other");
  }
  return text;
}

// The page as it is tried at a block, or, behind its last block, as a whole.
std::string TextAt(const Page& page, size_t index) {
  size_t code = index;  // the block of code that decides
  while (code > 0 && (code == page.blocks.size() || page.blocks[code].kind != Block::Kind::kCode)) --code;
  const Block::Mode mode = index < page.blocks.size() ? page.blocks[code].mode : Block::Mode::kUsual;
  const size_t first =
      static_cast<size_t>(std::find_if(page.blocks.begin(), page.blocks.end(),
                                       [](const Block& block) { return block.kind == Block::Kind::kCode; }) -
                          page.blocks.begin());
  return With(page, [&](size_t i) {
    if (mode == Block::Mode::kApart) return i == first || i == code;
    return (i <= index && page.blocks[i].mode == Block::Mode::kUsual) ||
           (mode == Block::Mode::kFaulty && i == code);
  });
}

bool IsApart(const Page& page, size_t index) {
  while (index > 0 && page.blocks[index].kind != Block::Kind::kCode) --index;
  return page.blocks[index].mode == Block::Mode::kApart;
}

struct Outcome {
  std::string output;
  int exit_code = -1;
};

class Workbench {
 public:
  explicit Workbench(const Folder& folder)
      : folder_(folder),
        place_(fs::path(testing::TempDir()) / ("casus_docs_" + std::to_string(getpid()) + folder.name)) {
    fs::remove_all(place_);
    fs::create_directories(place_);
    fs::create_directory_symlink(kRepo / "dossiers", place_ / "dossiers");
  }
  ~Workbench() { fs::remove_all(place_); }

  // Writes the dossier: the pages before `page` in full, and of it what is tried at the block.
  void Lay(const std::vector<Page>& pages, size_t page, size_t block) const {
    const fs::path dossier = place_ / folder_.dossier;
    fs::remove_all(dossier);
    const fs::path sources = pages[page].path.parent_path() / "sources";
    if (fs::is_directory(sources)) {
      fs::create_directories(dossier);
      fs::copy(sources, dossier / "sources", fs::copy_options::recursive);
    }
    auto name = [](const Page& of) { return of.path.stem().string() + ".casus.md"; };
    if (block >= pages[page].blocks.size() || !IsApart(pages[page], block)) {
      for (size_t i = 0; i < page; ++i)
        Write(dossier / name(pages[i]), TextAt(pages[i], pages[i].blocks.size()));
    }
    if (!pages[page].blocks.empty()) Write(dossier / name(pages[page]), TextAt(pages[page], block));
  }

  // The program is the one beside this test, or what CASUS_PROGRAM names.
  Outcome Run(const std::string& command, const std::string& redirect = "2>&1") const {
    const char* other = std::getenv("CASUS_PROGRAM");
    const fs::path program =
        other != nullptr ? fs::path(other) : fs::canonical("/proc/self/exe").parent_path() / "casus";
    const std::string line = "cd '" + place_.string() + "' && unset CASUS_SOURCES; NO_COLOR=1 '" +
                             program.string() + "'" + command.substr(std::string_view("casus").size()) + ' ' +
                             redirect;
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

 private:
  const Folder& folder_;
  fs::path place_;
};

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string line(text.substr(at, end - at));
    while (line.ends_with(' ') || line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
    at = end + 1;
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

// Whether lines are as shown, where `…` stands for any.
bool Matches(const std::vector<std::string>& shown, size_t i, const std::vector<std::string>& lines,
             size_t j) {
  for (; i < shown.size(); ++i, ++j) {
    if (shown[i] == "…") {
      for (size_t skip = j; skip <= lines.size(); ++skip) {
        if (Matches(shown, i + 1, lines, skip)) return true;
      }
      return false;
    }
    if (j >= lines.size() || shown[i] != lines[j]) return false;
  }
  return j == lines.size();
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

bool IsUpdating() { return std::getenv("CASUS_UPDATE_GOLDEN") != nullptr; }

// Runs the commands of a console, and gives what should stand in it.
std::string RunConsole(const Workbench& bench, std::string_view body, const std::string& where) {
  std::string result;
  const std::vector<std::string> lines = Lines(body);
  for (size_t i = 0; i < lines.size();) {
    const std::string command = lines[i].starts_with("$ ") ? lines[i].substr(2) : "";
    std::vector<std::string> shown;
    result += lines[i] + '\n';
    for (++i; i < lines.size() && !lines[i].starts_with("$ "); ++i) shown.push_back(lines[i]);
    while (!shown.empty() && shown.back().empty()) shown.pop_back();
    if (command.starts_with("casus ")) {
      const std::vector<std::string> output = Lines(bench.Run(command).output);
      const bool matches = Matches(shown, 0, output, 0);
      EXPECT_TRUE(matches || IsUpdating())
          << where << ": " << command << "\nprints\n"
          << Joined(output) << "\nrun with CASUS_UPDATE_GOLDEN=1 if this is better";
      if (!matches) shown = output;
    }
    result += Joined(shown);
    if (i < lines.size()) result += '\n';
  }
  return result;
}

std::vector<Page> PagesOf(const Folder& folder) {
  std::vector<fs::path> paths;
  const fs::path path = kRepo / folder.path;
  if (fs::is_directory(path)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
      if (entry.path().extension() == ".md") paths.push_back(entry.path());
    }
  } else {
    paths.push_back(path);
  }
  // By the number that a chapter's name begins with, 10 after 9; what has none comes last.
  const auto order = [](const fs::path& page) {
    const int number = std::atoi(page.filename().c_str());
    return std::tuple(number == 0, number, page.filename().string());
  };
  std::sort(paths.begin(), paths.end(),
            [&](const fs::path& a, const fs::path& b) { return order(a) < order(b); });
  std::vector<Page> pages;
  for (const fs::path& each : paths) pages.push_back({each, Read(each), {}});
  for (Page& page : pages) page.blocks = BlocksOf(page.text);
  return pages;
}

class DocumentsTest : public testing::TestWithParam<Folder> {};

TEST_P(DocumentsTest, CodeChecksWithoutFault) {
  const std::vector<Page> pages = PagesOf(GetParam());
  ASSERT_FALSE(pages.empty());
  const Workbench bench(GetParam());
  const std::string dossier = GetParam().dossier;
  auto check = [&](size_t page, size_t block) {
    bench.Lay(pages, page, block);
    const Outcome outcome = bench.Run("casus check " + dossier, "2>&1 > /dev/null");
    EXPECT_TRUE(outcome.exit_code == 0 && outcome.output.empty())
        << pages[page].path << '\n'
        << bench.Run("casus check " + dossier).output;
    const Outcome format = bench.Run("casus fmt --check " + dossier);
    EXPECT_EQ(format.exit_code, 0) << pages[page].path << '\n' << format.output;
  };
  for (size_t i = 0; i < pages.size(); ++i) {
    bool has_code = false;
    for (size_t k = 0; k < pages[i].blocks.size(); ++k) {
      const Block& block = pages[i].blocks[k];
      if (block.kind != Block::Kind::kCode) continue;
      has_code = has_code || block.mode == Block::Mode::kUsual;
      if (block.mode == Block::Mode::kApart) check(i, k);
    }
    if (has_code) check(i, pages[i].blocks.size());
  }
}

TEST_P(DocumentsTest, ConsolesShowWhatIsPrinted) {
  const std::vector<Page> pages = PagesOf(GetParam());
  const Workbench bench(GetParam());
  for (size_t i = 0; i < pages.size(); ++i) {
    const Page& page = pages[i];
    std::string text;
    size_t copied = 0;
    for (size_t k = 0; k < page.blocks.size(); ++k) {
      const Block& block = page.blocks[k];
      if (block.kind != Block::Kind::kConsole) continue;
      bench.Lay(pages, i, k);
      const std::string_view body(page.text.data() + block.body, block.end - block.body);
      text.append(page.text, copied, block.body - copied);
      text += RunConsole(bench, body, page.path.filename().string());
      copied = block.end;
    }
    text.append(page.text, copied);
    if (IsUpdating() && text != page.text) Write(page.path, text);
  }
}

INSTANTIATE_TEST_SUITE_P(Documents, DocumentsTest, testing::ValuesIn(kFolders),
                         [](const auto& test) { return std::string(test.param.name); });

// Links between the documents lead somewhere.
TEST(Documents, LinksLeadToFiles) {
  std::vector<fs::path> paths{kRepo / "README.md", kRepo / "ARCHITECTURE.md"};
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRepo / "docs")) {
    if (entry.path().extension() == ".md") paths.push_back(entry.path());
  }
  for (const fs::path& path : paths) {
    const std::string text = Read(path);
    for (size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
      std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
      if (target.find("://") != std::string::npos || target.find('\n') != std::string::npos) continue;
      target = target.substr(0, target.find('#'));
      if (target.empty()) continue;
      EXPECT_TRUE(fs::exists(path.parent_path() / target)) << path << " links to " << target;
    }
  }
}

}  // namespace
}  // namespace casus
