#include "api/lens_lines.h"

#include <algorithm>

namespace casus::api {

std::string LensLines(const Workspace& workspace, std::string_view lens) {
  const auto [index, number] = workspace.dossier().lenses.at(*workspace.symbols().Find(lens));
  const lang::Document& document = workspace.dossier().documents[index];
  const lang::Extent extent = document.lenses[number].name.extent;
  const auto code = std::find_if(
      document.code.begin(), document.code.end(),
      [&](const lang::CodeRange& range) { return range.begin <= extent.begin && extent.end <= range.end; });
  const std::string_view text = workspace.files().Text(document.file).substr(0, code->end);
  const size_t begin = text.find('\n', extent.end);
  size_t end = begin;  // of the last line that is indented
  for (size_t at = begin; at != std::string_view::npos && at + 1 < text.size();
       at = text.find('\n', at + 1)) {
    const size_t first = text.find_first_not_of(" \t\r", at + 1);
    if (first == std::string_view::npos) break;
    if (text[first] == '\n') continue;
    if (first - (at + 1) <= code->indent) break;
    end = std::min(text.find('\n', first), text.size());
  }
  if (begin == std::string_view::npos || end <= begin + 1) return {};
  return std::string(text.substr(begin + 1, end - begin - 1)) + "\n";
}

}  // namespace casus::api
