#pragma once

// Where the code of a file stands, and under which headings.
//
//   # Negotiations            a heading (also underlined by === or ---)
//   ```casus                  opens code; ~~~ does, too; the word behind it must be casus
//   State Lithuania           code, one range of whole lines
//   ```                       closes it
//
// A file whose path ends in ".md" is Markdown, any other is all code. Other fences and YAML front matter are
// text; so are headings within them. The scan is linear and knows no other Markdown.

#include <cstdint>
#include <vector>

#include "diag/file.h"
#include "diag/sink.h"
#include "lang/ast.h"

namespace casus::lang {

struct FileLayout {
  bool is_markdown = false;
  std::vector<Heading> headings;  // [0] is the top
  std::vector<CodeRange> code;
};

// Also checks the text: what is not UTF-8, NUL bytes, and a fence that is not closed are reported.
FileLayout ScanFile(diag::FileId file, const diag::Files& files, diag::Sink& sink);

}  // namespace casus::lang
