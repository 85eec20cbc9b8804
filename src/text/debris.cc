// Debris: what stands on a page beside its text.
//
// Before the first sentence, a line that is a word of navigation ("HOME"), a label without anything behind it ("OR:"), or words
// run together ("TheInfoList") is navigation; what else stands there are the title and headings. A section that is called
// "References", "See also" and the like is debris from its heading to the next heading that is not. Templates and
// categories are known by their marks. Behind the last text, but for a notice of rights, headings head nothing, and are navigation.

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "text/block_writer.h"
#include "text/blocks.h"

namespace casus::text {
namespace {

struct SectionName {
  std::string_view name;  // in lower case
  Debris::Kind kind;
};

constexpr std::array kSections = {
    SectionName{"see also", Debris::Kind::kSeeAlso},
    SectionName{"related articles", Debris::Kind::kSeeAlso},
    SectionName{"related pages", Debris::Kind::kSeeAlso},
    SectionName{"further reading", Debris::Kind::kReferences},
    SectionName{"external links", Debris::Kind::kReferences},
    SectionName{"references", Debris::Kind::kReferences},
    SectionName{"notes", Debris::Kind::kReferences},
    SectionName{"notes and references", Debris::Kind::kReferences},
    SectionName{"footnotes", Debris::Kind::kReferences},
    SectionName{"citations", Debris::Kind::kReferences},
    SectionName{"bibliography", Debris::Kind::kReferences},
    SectionName{"works cited", Debris::Kind::kReferences},
    SectionName{"sources", Debris::Kind::kReferences},
    SectionName{"literature", Debris::Kind::kReferences},
    SectionName{"categories", Debris::Kind::kCategories},
    SectionName{"siehe auch", Debris::Kind::kSeeAlso},
    SectionName{"einzelnachweise", Debris::Kind::kReferences},
    SectionName{"weblinks", Debris::Kind::kReferences},
    SectionName{"literatur", Debris::Kind::kReferences},
    SectionName{"voir aussi", Debris::Kind::kSeeAlso},
    SectionName{"références", Debris::Kind::kReferences},
    SectionName{"bibliographie", Debris::Kind::kReferences},
};

constexpr std::array<std::string_view, 26> kNavigation = {"home",
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
                                                          "table of contents"};

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

// "Home | World | Sport": three parts or more, of at most two words each.
bool IsBarOfLinks(std::string_view line) {
  for (const std::string_view mark : {" | ", " · ", " • "}) {
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

// What ends a page of a newspaper: "Copyright 2014 The Press. All rights reserved."
bool IsNoticeOfRights(std::string_view text) {
  return text.starts_with("Copyright ") && text.find("ll rights reserved") != std::string_view::npos;
}

void Discard(Block& block, Debris::Kind kind) {
  block.kind = Block::Kind::kDebris;
  block.debris = kind;
}

}  // namespace

std::optional<Debris::Kind> KindOfSection(std::string_view heading) {
  constexpr size_t kLongest = 40;
  if (heading.size() > kLongest) return std::nullopt;
  while (heading.ends_with(':') || heading.ends_with(' ')) heading.remove_suffix(1);
  for (const std::string_view edit : {"[edit]", "[ edit ]"}) {
    if (heading.ends_with(edit)) heading = TrimWhitespace(heading.substr(0, heading.size() - edit.size()));
  }
  const std::string name = Lower(heading);
  const auto known = std::find_if(kSections.begin(), kSections.end(),
                                  [&](const SectionName& section) { return section.name == name; });
  return known == kSections.end() ? std::nullopt : std::optional(known->kind);
}

void LabelDebris(Layout& layout) {
  std::vector<Block>& blocks = layout.blocks;
  const auto is_text = [](const Block& block) { return block.kind == Block::Kind::kParagraph; };
  Debris::Kind section = Debris::Kind::kReferences;  // what stands under the last heading, if it is debris
  bool in_debris = false, seen_text = false, seen_title = false;
  for (size_t i = 0; i < blocks.size(); ++i) {
    Block& block = blocks[i];
    if (block.kind == Block::Kind::kDebris) continue;
    if (block.kind == Block::Kind::kHeading) {
      const std::optional<Debris::Kind> kind = seen_text ? KindOfSection(block.content.text) : std::nullopt;
      in_debris = kind.has_value();
      if (kind) {
        section = *kind;
        Discard(block, section);
      } else if (!seen_text && seen_title && IsNavigation(block.content.text)) {
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
  if (last_text == blocks.rend()) return;
  const auto before = std::find_if(std::next(last_text), blocks.rend(), is_text);
  if (before != blocks.rend() && IsNoticeOfRights(last_text->content.text)) {
    Discard(*last_text, Debris::Kind::kNavigation);
    last_text = before;
  }
  for (auto block = blocks.rbegin(); block != last_text; ++block) {
    if (block->kind == Block::Kind::kHeading) Discard(*block, Debris::Kind::kNavigation);
  }
}

}  // namespace casus::text
