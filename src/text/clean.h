#pragma once

// From the bytes of a source to blocks that read as they were written.
//
// Sources come with traces of where they were taken from. What is recognized, by simple rules:
//   - A paragraph is a run of lines without a blank one. Its lines are joined; where one ends like a
//   sentence, a newline
//     stays as a hint for who splits it.
//   - A heading is a short line by itself that does not end like a sentence. At the very top several may
//   follow each other.
//   - A gloss is a line in a paragraph that ends in " ...": the text of a link with the beginning of what it
//   links to. It
//     interrupts a sentence, and is replaced by the text of the link: "Vilnius Region Vilnius Region is the
//     territory ..." by "Vilnius Region".
//   - Footnote marks "[12]" and wiki quotes '' are dropped; a star that opens a list item becomes a newline.
//
// Every byte of the result knows its place in the original.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casus::text {

struct TracedText {
  std::string text;             // UTF-8; whitespace collapsed, newlines as above
  std::vector<size_t> origins;  // of each byte of the text, its offset in the original
};

struct Block {
  bool is_heading;
  TracedText content;  // not empty
};

// Requires valid UTF-8. Linear.
std::vector<Block> CleanBlocks(std::string_view original);

// The text of the link with which a gloss begins, a prefix of the line; nothing if the line does not look
// like a gloss. It ends before the description, which begins by repeating it, or its first word, or with an
// article, or after a comma.
std::optional<std::string_view> LinkOfGloss(std::string_view line);

}  // namespace casus::text
