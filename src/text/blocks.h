#pragma once

// The blocks of a document: headings, paragraphs, debris, each as text that reads as it was written.
//
//   Layout layout = LayOutPlain(text);
//   layout.blocks[0].kind == Block::Kind::kHeading, layout.blocks[0].content.text == "Background"
//
// A block's text has whitespace collapsed to single spaces; a newline in it is where a sentence ends for sure (an item of a
// list, a line that ends like a sentence). What interrupts it, footnote marks and inlined descriptions of links, was taken
// out and stands beside it. There is a reader of layouts for each form of document; all give the same blocks. Places are
// offsets in the text that was laid out.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/reading.h"
#include "text/trace.h"

namespace casus::text {

struct Block {
  enum class Kind : uint8_t { kHeading, kParagraph, kDebris };

  struct NoteMark {
    size_t at = 0;  // in the block's text: it stands before this byte
    std::string mark;
    Range place;
    bool opens_line = false;  // nothing stands before it on its line
  };
  struct Inlined {
    size_t at = 0;  // in the block's text: behind the term
    Gloss gloss;
  };

  Kind kind = Kind::kParagraph;
  int level = 0;         // of a heading, from 1; 0: only its surroundings tell
  bool is_bare = false;  // of a heading: nothing marks it as one but that it is a short line by itself
  Debris::Kind debris = Debris::Kind::kNavigation;
  TracedText content;            // of a paragraph or heading not empty
  std::vector<NoteMark> notes;   // ascending
  std::vector<Inlined> glosses;  // ascending
  std::vector<Debris> leaked;    // templates and the like within it
};

struct Layout {
  std::vector<Block> blocks;
  // Each line is an item by itself, as in a list of quoted sentences: what opens a line belongs to what is not there.
  bool lines_are_items = false;
};

// Each requires valid UTF-8, and is linear.
Layout LayOutPlain(std::string_view text);
Layout LayOutMarkdown(std::string_view text);
// The error says that elements are nested more deeply than any document's are.
base::Result<Layout> LayOutHtml(std::string_view text);

// Whether a heading is called as those are under which there may be debris: "See also", "Notes". Bounded time.
bool NamesSectionOfDebris(std::string_view heading);

// Tells debris from the body: navigation before and after it, sections of references and links, categories, templates.
void LabelDebris(Layout& layout);

}  // namespace casus::text
