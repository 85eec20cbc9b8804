// Debris: what stands on a page beside its text.
//
// Before the first sentence, a line that is a word of navigation ("HOME"), a label without anything behind it ("OR:"), or words
// run together ("TheInfoList") is navigation; what else stands there are the title and headings. Within the text only a bar of links
// and what leads to other pages ("Read more: …") is that. A section that is called
// "References", "See also" and the like is debris from its heading to the next heading that is not. Some of these names are also
// what prose may be about, an exchange of notes, the sources of a river: there the section itself must look like a list of
// references. Templates and categories are known by their marks.
//
// Behind the last text headings head nothing. Those that the document marks as headings are navigation. A line that was taken
// for one because it is short is text, the place and date of a letter say, or who signed it; unless it is a word of navigation
// itself, or stands behind one: with that, what belongs to the page begins.

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "text/block_writer.h"
#include "text/blocks.h"
#include "text/function_words.h"

namespace casus::text {
namespace {

struct SectionName {
  std::string_view name;  // in lower case
  Debris::Kind kind;
  bool is_topic = false;  // prose may be about it, too
};

constexpr std::array kSections = {
    SectionName{"see also", Debris::Kind::kSeeAlso},
    SectionName{"related articles", Debris::Kind::kSeeAlso},
    SectionName{"related pages", Debris::Kind::kSeeAlso},
    SectionName{"further reading", Debris::Kind::kReferences},
    SectionName{"external links", Debris::Kind::kReferences},
    SectionName{"references", Debris::Kind::kReferences},
    SectionName{"notes", Debris::Kind::kReferences, true},
    SectionName{"notes and references", Debris::Kind::kReferences},
    SectionName{"footnotes", Debris::Kind::kReferences},
    SectionName{"citations", Debris::Kind::kReferences, true},
    SectionName{"bibliography", Debris::Kind::kReferences},
    SectionName{"works cited", Debris::Kind::kReferences},
    SectionName{"sources", Debris::Kind::kReferences, true},
    SectionName{"literature", Debris::Kind::kReferences, true},
    SectionName{"categories", Debris::Kind::kCategories},
    SectionName{"siehe auch", Debris::Kind::kSeeAlso},
    SectionName{"einzelnachweise", Debris::Kind::kReferences},
    SectionName{"weblinks", Debris::Kind::kReferences},
    SectionName{"literatur", Debris::Kind::kReferences, true},
    SectionName{"voir aussi", Debris::Kind::kSeeAlso},
    SectionName{"références", Debris::Kind::kReferences},
    SectionName{"bibliographie", Debris::Kind::kReferences},
};

constexpr std::array<std::string_view, 27> kNavigation = {"home",
                                                          "menu",
                                                          "search",
                                                          "login",
                                                          "log in",
                                                          "sign in",
                                                          "contents",
                                                          "navigation",
                                                          "share",
                                                          "print",
                                                          "edit",
                                                          "talk",
                                                          "read",
                                                          "tools",
                                                          "view history",
                                                          "about",
                                                          "next",
                                                          "previous",
                                                          "back",
                                                          "back to top",
                                                          "jump to content",
                                                          "skip to content",
                                                          "skip to main content",
                                                          "toc",
                                                          "subscribe",
                                                          "table of contents",
                                                          "advertisement"};

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// Words run together, as where the gaps between a page's buttons were lost.
bool IsRunTogether(std::string_view line) {
  if (line.find(' ') != std::string_view::npos) return false;
  int joints = 0;
  for (size_t i = 1; i < line.size(); ++i) {
    const bool was_lower = line[i - 1] >= 'a' && line[i - 1] <= 'z';
    joints += was_lower && line[i] >= 'A' && line[i] <= 'Z' ? 1 : 0;
  }
  return joints >= 2;
}

// "Home | World | Sport", "Home > News > Europe": three parts or more, of at most two words each.
bool IsBarOfLinks(std::string_view line) {
  for (const std::string_view mark : {" | ", " · ", " • ", " > ", " › ", " » "}) {
    size_t parts = 0;
    bool short_parts = true;
    for (size_t at = 0; at <= line.size(); ++parts) {
      const size_t end = std::min(line.find(mark, at), line.size());
      const std::string_view part = line.substr(at, end - at);
      short_parts = short_parts && std::count(part.begin(), part.end(), ' ') < 2;
      at = end + mark.size();
    }
    if (parts > 2 && short_parts) return true;
  }
  return false;
}

// What stands between the parts of an article: "ADVERTISEMENT", "Read more: The fall of Dorn".
bool IsInterruption(std::string_view line) {
  const std::string lower = Lower(line);
  return IsBarOfLinks(line) || lower == "advertisement" || lower.starts_with("read more") ||
         lower.starts_with("read also");
}

// What no title is.
bool IsButton(std::string_view line) {
  return std::find(kNavigation.begin(), kNavigation.end(), Lower(line)) != kNavigation.end() ||
         IsBarOfLinks(line);
}

bool IsNavigation(std::string_view line) {
  if (IsButton(line)) return true;
  if (line.ends_with(':') && line.find(' ') == std::string_view::npos) return true;
  for (const std::string_view mark : {" | ", " › ", " » ", " · ", " > "}) {
    if (line.find(mark) != std::string_view::npos) return true;
  }
  return IsRunTogether(line);
}

std::optional<Debris::Kind> KindByMarks(const Block& block) {
  const std::string_view text = block.content.text;
  if (text.empty() && !block.leaked.empty()) return Debris::Kind::kTemplate;
  if (text.starts_with("[[Category:") || text.starts_with("Category:") || text.starts_with("Categories:")) {
    return Debris::Kind::kCategories;
  }
  if (text.starts_with("Retrieved from ") || text.starts_with("© ") || text.starts_with("Copyright ©")) {
    return Debris::Kind::kNavigation;
  }
  return std::nullopt;
}

// --- Lists of references

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// What only stands where something is referred to.
bool HasMarkOfReference(std::string_view line) {
  for (const std::string_view opening : {"^", "↑", "["}) {
    if (line.starts_with(opening)) return true;
  }
  for (const std::string_view mark :
       {"ISBN", "ISSN", "doi:", "http://", "https://", "Retrieved ", "Archived from ", " pp. "}) {
    if (line.find(mark) != std::string_view::npos) return true;
  }
  const size_t page = line.find(" p. ");
  return page != std::string_view::npos && page + 4 < line.size() && IsDigit(line[page + 4]);
}

// A year that stands alone in brackets, or behind a comma or the name of a place: "(1990)", "Riga 1990", but "in 1990", "May 1990".
bool HasYearOfPrint(std::string_view line) {
  constexpr size_t kDigits = 4;
  for (size_t at = line.find_first_of("12"); at != std::string_view::npos && at + kDigits <= line.size();
       at = line.find_first_of("12", at + 1)) {
    const size_t end = at + kDigits;
    if (at < 2 || !std::all_of(line.begin() + static_cast<ptrdiff_t>(at),
                               line.begin() + static_cast<ptrdiff_t>(end), IsDigit)) {
      continue;
    }
    if (line[at - 1] == '(' && end < line.size() && line[end] == ')') return true;
    if (line[at - 1] != ' ' || (end < line.size() && line[end] != '.' && line[end] != ',')) continue;
    if (line[at - 2] == ',') return true;
    const std::string_view before = line.substr(0, at - 1);
    const std::string_view word = before.substr(before.rfind(' ') + 1);
    if (word.front() >= 'A' && word.front() <= 'Z' && !IsMonth(word)) return true;
  }
  return false;
}

// Prose hardly does without any of these, and titles of books with few.
bool HasWordOfProse(std::string_view line) {
  constexpr std::array<std::string_view, 16> kWords = {"was",  "were", "is",  "are",  "had",  "has",
                                                       "have", "been", "he",  "she",  "they", "it",
                                                       "who",  "that", "ist", "wurde"};
  constexpr std::string_view kAround = ",;.()\"";
  for (size_t at = 0; at < line.size();) {
    const size_t end = std::min(line.find(' ', at), line.size());
    std::string_view word = line.substr(at, end - at);
    while (!word.empty() && kAround.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
    if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) return true;
    at = end + 1;
  }
  return false;
}

// Whether at least half of the lines under a heading refer to something, as the names and dates of books do.
bool AreReferences(std::span<const Block> blocks) {
  size_t referring = 0, lines = 0;
  for (const Block& block : blocks) {
    if (block.kind == Block::Kind::kHeading) break;
    if (block.kind == Block::Kind::kDebris) continue;
    const std::string_view text = block.content.text;
    size_t note = 0;
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view line = text.substr(at, end - at);
      // "[1] Miller": the mark was taken out, and is noted as what opens the line.
      while (note < block.notes.size() && block.notes[note].at < at) ++note;
      const bool opens_with_note =
          note < block.notes.size() && block.notes[note].at == at && block.notes[note].opens_line;
      ++lines;
      const bool refers = opens_with_note || HasMarkOfReference(line) ||
                          (!HasWordOfProse(line) && (!EndsLikeASentence(line) || HasYearOfPrint(line)));
      referring += refers ? 1 : 0;
      at = end + 1;
    }
  }
  return 2 * referring >= lines;
}

// What ends a page of a newspaper: "Copyright 2014 The Press. All rights reserved."
bool IsNoticeOfRights(std::string_view text) {
  return text.starts_with("Copyright ") && text.find("ll rights reserved") != std::string_view::npos;
}

void Discard(Block& block, Debris::Kind kind) {
  block.kind = Block::Kind::kDebris;
  block.debris = kind;
}

}  // namespace

namespace {

const SectionName* FindSectionName(std::string_view heading) {
  constexpr size_t kLongest = 40;
  if (heading.size() > kLongest) return nullptr;
  while (heading.ends_with(':') || heading.ends_with(' ')) heading.remove_suffix(1);
  for (const std::string_view edit : {"[edit]", "[ edit ]"}) {
    if (heading.ends_with(edit)) heading = TrimWhitespace(heading.substr(0, heading.size() - edit.size()));
  }
  const std::string name = Lower(heading);
  const auto known = std::find_if(kSections.begin(), kSections.end(),
                                  [&](const SectionName& section) { return section.name == name; });
  return known == kSections.end() ? nullptr : &*known;
}

// Of a heading, and of what stands behind it.
std::optional<Debris::Kind> KindOfSection(const Block& heading, std::span<const Block> behind) {
  const SectionName* name = FindSectionName(heading.content.text);
  if (name == nullptr || (name->is_topic && !AreReferences(behind))) return std::nullopt;
  return name->kind;
}

// Behind the last text: lines that only their size made headings are text again, up to where navigation begins.
void LabelEnd(std::span<Block> end) {
  constexpr size_t kMostDigits = 3;
  bool in_navigation = false;
  for (Block& block : end) {
    if (block.kind != Block::Kind::kHeading) {
      in_navigation = in_navigation || block.debris != Debris::Kind::kTemplate;
      continue;
    }
    const std::string_view text = block.content.text;
    in_navigation = in_navigation || IsNavigation(text) || KindByMarks(block);
    const bool is_page_number = text.size() <= kMostDigits && std::all_of(text.begin(), text.end(), IsDigit);
    if (in_navigation || !block.is_bare || is_page_number) {
      Discard(block, Debris::Kind::kNavigation);
    } else {
      block.kind = Block::Kind::kParagraph;
    }
  }
}

}  // namespace

bool NamesSectionOfDebris(std::string_view heading) { return FindSectionName(heading) != nullptr; }

void LabelDebris(Layout& layout) {
  std::vector<Block>& blocks = layout.blocks;
  const auto is_text = [](const Block& block) { return block.kind == Block::Kind::kParagraph; };
  Debris::Kind section = Debris::Kind::kReferences;  // what stands under the last heading, if it is debris
  bool in_debris = false, seen_text = false, seen_title = false;
  for (size_t i = 0; i < blocks.size(); ++i) {
    Block& block = blocks[i];
    if (block.kind == Block::Kind::kDebris) continue;
    if (block.kind == Block::Kind::kHeading) {
      const std::optional<Debris::Kind> kind =
          seen_text ? KindOfSection(block, std::span(blocks).subspan(i + 1)) : std::nullopt;
      in_debris = kind.has_value();
      if (kind) {
        section = *kind;
        Discard(block, section);
      } else if (!seen_text && seen_title && IsNavigation(block.content.text)) {
        Discard(block, Debris::Kind::kNavigation);
      } else if (seen_text && block.is_bare && IsInterruption(block.content.text)) {
        Discard(block, Debris::Kind::kNavigation);
      } else if (!seen_text && IsButton(block.content.text) && i + 1 < blocks.size() &&
                 blocks[i + 1].kind == Block::Kind::kHeading) {
        Discard(block, Debris::Kind::kNavigation);  // above the title
        continue;
      }
      seen_title = true;
      continue;
    }
    if (const std::optional<Debris::Kind> kind = KindByMarks(block)) {
      Discard(block, *kind);
    } else if (in_debris) {
      Discard(block, section);
    } else {
      seen_text = true;
    }
  }
  auto last_text = std::find_if(blocks.rbegin(), blocks.rend(), is_text);
  if (last_text == blocks.rend()) {
    // A title, and short lines under it.
    const auto title = std::find_if(blocks.begin(), blocks.end(),
                                    [](const Block& block) { return block.kind == Block::Kind::kHeading; });
    if (title != blocks.end()) LabelEnd({std::next(title), blocks.end()});
    return;
  }
  const auto before = std::find_if(std::next(last_text), blocks.rend(), is_text);
  if (before != blocks.rend() && IsNoticeOfRights(last_text->content.text)) {
    Discard(*last_text, Debris::Kind::kNavigation);
    last_text = before;
  }
  LabelEnd(std::span(blocks).last(static_cast<size_t>(last_text - blocks.rbegin())));
}

}  // namespace casus::text
