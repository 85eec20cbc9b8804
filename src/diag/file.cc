#include "diag/file.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace casus::diag {

FileId Files::Add(std::string path, std::string text) {
  CHECK(text.size() <= kMaxBytes) << path << " has " << text.size() << " bytes";
  files_.push_back({.path = std::move(path), .text = std::move(text)});
  return static_cast<FileId>(files_.size() - 1);
}

std::string_view Files::Path(FileId file) const { return Get(file).path; }

std::string_view Files::Text(FileId file) const { return Get(file).text; }

std::string_view Files::Text(Span span) const {
  const std::string_view text = Text(span.file);
  CHECK(span.begin <= span.end && span.end <= text.size())
      << "span [" << span.begin << ", " << span.end << ") of " << Path(span.file);
  return text.substr(span.begin, span.end - span.begin);
}

Position Files::Locate(FileId file, uint32_t offset) const {
  const std::string_view before = Text(Span{file, 0, offset});
  uint32_t line_number = 1;
  size_t line_begin = 0;
  for (size_t end = before.find('\n'); end != std::string_view::npos; end = before.find('\n', line_begin)) {
    ++line_number;
    line_begin = end + 1;
  }
  const auto is_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  const std::string_view line = before.substr(line_begin);
  return {.line = line_number,
          .column = static_cast<uint32_t>(std::count_if(line.begin(), line.end(), is_character)) + 1};
}

const File& Files::Get(FileId file) const {
  const auto index = static_cast<size_t>(file);
  CHECK(index < files_.size()) << "no file has the number " << index;
  return files_[index];
}

}  // namespace casus::diag
