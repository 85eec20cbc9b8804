#pragma once

// Writes the text of one block, part by part.
//
//   BlockWriter writer(text);
//   writer.Write(text.substr(0, 20));     // "It was  agreed.[3]" becomes "It was agreed.", and a note
//   writer.BreakLine(20);
//   writer.Write(text.substr(20, 9));
//   Block block = writer.Take();
//
// Whitespace of any kind is collapsed to one space; where a line is broken it becomes a newline. Footnote marks ([12], [note 3], [when?])
// are taken out and noted. Parts are views into the text that is laid out, from its begin to its end.

#include <cstddef>
#include <string_view>
#include <utility>

#include "text/blocks.h"

namespace casus::text {

class BlockWriter {
 public:
  // In wiki text, quotes '' and stars that open an item of a list are marks, and templates {{…}} debris.
  enum class Marks : bool { kNone, kWiki };

  explicit BlockWriter(std::string_view laid_out, Marks marks = Marks::kNone)
      : laid_out_(laid_out), marks_(marks) {}

  void Write(std::string_view part);
  // What stands for a part that is written otherwise: a character for its entity.
  void Write(std::string_view replacement, Range place);
  void Space(size_t place);
  void BreakLine(size_t place);
  void AddNote(std::string mark, Range place);
  // The pages that a note names, behind its mark: they belong to the note.
  void AddPages(Range place);
  void AddLeaked(Debris debris) { block_.leaked.push_back(std::move(debris)); }
  void AddGloss(Gloss gloss);

  bool IsEmpty() const { return block_.content.text.empty(); }
  // What is written so far, and whether whitespace stands behind it.
  std::string_view Written() const { return block_.content.text; }
  bool IsSeparated() const { return separator_ != 0; }
  // The block so far, without whitespace at its end. The writer is as new then.
  Block Take();

 private:
  size_t OffsetOf(std::string_view part) const { return static_cast<size_t>(part.data() - laid_out_.data()); }
  bool OpensLine() const;
  void Separate(char separator, size_t place);
  void Flush();
  bool OpensItem(std::string_view part, size_t at) const;

  std::string_view laid_out_;
  Marks marks_;
  Block block_;
  char separator_ = 0;  // to be written before what follows
  size_t separator_place_ = 0;
  size_t open_quotes_ = 0;  // of the emphasis of wikis that the text is within
};

// The bytes of the whitespace at `at`, 0 if there is none.
size_t WhitespaceAt(std::string_view text, size_t at);
// A footnote mark: "[12]", "[note 3]", "[b]", what readers of wikis ask for as in "[citation needed]", and the pages that
// they write behind it, as in "[12]:14–15" and, with a space, "signed.[12]: 14".
struct NoteMark {
  size_t size = 0;        // in bytes; 0 if there is none
  std::string_view mark;  // "12"
};
NoteMark NoteMarkAt(std::string_view text, size_t at);
// Without whitespace around it.
std::string_view TrimWhitespace(std::string_view text);
// Whether a line ends with a full stop or the like, but for quotes, brackets and footnote marks behind it.
bool EndsLikeASentence(std::string_view line);

}  // namespace casus::text
