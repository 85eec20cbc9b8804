#pragma once

// The files of a run, in memory, and places in them.
//
//   Files files;
//   FileId file = files.Add("vilnius-1939/main.casus.md", text);
//   files.Locate(file, 120).line == 7;
//
// A file is known by its number from the moment it is added, and its text never moves: views of it are valid
// as long as the Files. Offsets are bytes from the beginning of the text as it was read, byte-order mark and
// carriage returns included. Safe to read from several threads while nobody adds.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace casus::diag {

enum class FileId : uint32_t {};

// A half-open range of bytes of a file.
struct Span {
  FileId file{};
  uint32_t begin = 0;
  uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

// A place as people count: from 1, columns in characters (code points).
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

struct File {
  std::string path;  // as it is shown
  std::string text;
};

class Files {
 public:
  // Offsets have 32 bits, and a little room is kept for places past the end.
  static constexpr size_t kMaxBytes = 0xFFFF'FF00;

  // Requires a text of at most kMaxBytes; whoever reads the file says so to the user.
  FileId Add(std::string path, std::string text);

  // These require an id that Add returned, and an offset within the text or at its end.
  std::string_view Path(FileId file) const;
  std::string_view Text(FileId file) const;
  std::string_view Text(Span span) const;
  Position Locate(FileId file, uint32_t offset) const;  // takes O(offset)

  size_t size() const { return files_.size(); }

 private:
  const File& Get(FileId file) const;

  std::deque<File> files_;
};

}  // namespace casus::diag
