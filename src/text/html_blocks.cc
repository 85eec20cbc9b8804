// Blocks of HTML, by the tree that gumbo makes of it.
//
// Gumbo reads any input as browsers do, and says of each piece of text where it stands in the source. Elements that a browser sets
// apart end a block; headings have their levels; <nav>, <footer>, what is called so by its class or role, and what a browser does
// not show is debris; where that stands within a line, the line goes on around it. Footnote references (<sup class="reference">,
// links to #cite…, #fn…, raised numbers behind a word) are notes, what pops up over a link is a gloss, scripts and styles are
// nothing. A character that is written as an entity has the place of the entity.
//
// A raised number is a note behind a word or punctuation ("men.²"), an exponent behind a number, a unit or a single letter ("10⁶",
// "m³", "x²"), and the mass of an atom before a letter ("¹⁴C"). What is no note is written with raised digits, so that nobody reads
// 106 for 10⁶.

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "text/block_writer.h"
#include "text/blocks.h"
#include "text/measures.h"

namespace casus::text {
namespace {

// Gumbo frees its tree by recursion.
constexpr size_t kDeepest = 2000;

bool IsOneOf(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool IsInvisible(GumboTag tag) {
  return IsOneOf(tag, {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_HEAD, GUMBO_TAG_NOSCRIPT,
                       GUMBO_TAG_TEMPLATE, GUMBO_TAG_SVG, GUMBO_TAG_MATH, GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT,
                       GUMBO_TAG_SELECT, GUMBO_TAG_BUTTON});
}

bool IsInline(GumboTag tag) {
  return IsOneOf(
      tag,
      {GUMBO_TAG_A,      GUMBO_TAG_ABBR,   GUMBO_TAG_B,    GUMBO_TAG_BDI,  GUMBO_TAG_BDO,    GUMBO_TAG_BIG,
       GUMBO_TAG_CITE,   GUMBO_TAG_CODE,   GUMBO_TAG_DATA, GUMBO_TAG_DEL,  GUMBO_TAG_DFN,    GUMBO_TAG_EM,
       GUMBO_TAG_FONT,   GUMBO_TAG_I,      GUMBO_TAG_INS,  GUMBO_TAG_KBD,  GUMBO_TAG_LABEL,  GUMBO_TAG_MARK,
       GUMBO_TAG_Q,      GUMBO_TAG_RUBY,   GUMBO_TAG_S,    GUMBO_TAG_SAMP, GUMBO_TAG_SMALL,  GUMBO_TAG_SPAN,
       GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG, GUMBO_TAG_SUB,  GUMBO_TAG_SUP,  GUMBO_TAG_TIME,   GUMBO_TAG_TT,
       GUMBO_TAG_U,      GUMBO_TAG_VAR,    GUMBO_TAG_WBR,  GUMBO_TAG_IMG,  GUMBO_TAG_UNKNOWN});
}

int HeadingLevel(GumboTag tag) {
  constexpr std::array kHeadings = {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3,
                                    GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6};
  const auto found = std::find(kHeadings.begin(), kHeadings.end(), tag);
  return found == kHeadings.end() ? 0 : static_cast<int>(found - kHeadings.begin()) + 1;
}

std::string_view Attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* attribute = gumbo_get_attribute(&element.attributes, name);
  return attribute == nullptr ? std::string_view() : std::string_view(attribute->value);
}

// Whether one of the words of an attribute, as they are divided by spaces, begins with one of these.
bool HasWord(std::string_view attribute, std::initializer_list<std::string_view> beginnings) {
  for (size_t at = 0; at < attribute.size();) {
    const size_t end = std::min(attribute.find_first_of(" \t\n", at), attribute.size());
    const std::string_view word = attribute.substr(at, end - at);
    for (const std::string_view beginning : beginnings) {
      if (word.starts_with(beginning)) return true;
    }
    at = end + 1;
  }
  return false;
}

// Whether a browser does not show it. What aria-hidden marks is shown, and only not read aloud: signs beside the text, as far as it
// stands within a line. While a dialogue is open, a page marks all the rest of itself so.
bool IsHidden(const GumboElement& element) {
  const GumboAttribute* hidden = gumbo_get_attribute(&element.attributes, "hidden");
  if (hidden != nullptr && std::string_view(hidden->value) != "until-found") return true;
  if (IsInline(element.tag) && Attribute(element, "aria-hidden") == "true") return true;
  const std::string_view style = Attribute(element, "style");
  const size_t display = style.find("display");
  if (display == std::string_view::npos) return false;
  const size_t value = style.find_first_not_of(" :", display + std::string_view("display").size());
  return value != std::string_view::npos && style.substr(value).starts_with("none");
}

std::optional<Debris::Kind> DebrisOf(const GumboElement& element) {
  const std::string_view classes = Attribute(element, "class");
  const std::string_view role = Attribute(element, "role");
  if (IsOneOf(element.tag,
              {GUMBO_TAG_NAV, GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE, GUMBO_TAG_MENU, GUMBO_TAG_FORM}) ||
      role == "navigation" || role == "search" || role == "contentinfo" || role == "banner" ||
      role == "dialog" || role == "alertdialog" ||
      HasWord(classes,
              {"navbar", "navbox", "sidebar", "breadcrumb", "toc", "menu", "mw-editsection", "site-nav"})) {
    return Debris::Kind::kNavigation;
  }
  if (HasWord(classes, {"catlinks", "categories"})) return Debris::Kind::kCategories;
  if (HasWord(classes, {"reflist", "references", "footnotes", "bibliography"}))
    return Debris::Kind::kReferences;
  if (HasWord(classes, {"infobox", "metadata", "ambox", "hatnote"}) || IsHidden(element))
    return Debris::Kind::kTemplate;
  return std::nullopt;
}

bool PopsUp(const GumboElement& element) {
  return Attribute(element, "role") == "tooltip" ||
         HasWord(Attribute(element, "class"),
                 {"tooltip", "popup", "popover", "preview", "hovercard", "gloss"});
}

// The text of a tree of nodes.
std::string TextOf(const GumboNode* root) {
  std::string text;
  std::vector<const GumboNode*> pending{root};
  while (!pending.empty()) {
    const GumboNode* node = pending.back();
    pending.pop_back();
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
      text += node->v.text.text;
    } else if (node->type == GUMBO_NODE_ELEMENT) {
      const GumboVector& children = node->v.element.children;
      for (unsigned i = children.length; i > 0; --i)
        pending.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
    }
  }
  std::string collapsed;
  for (const char c : TrimWhitespace(text)) {
    const bool is_space = c == ' ' || (c >= '\t' && c <= '\r');
    if (!is_space || !collapsed.ends_with(' ')) collapsed += is_space ? ' ' : c;
  }
  return collapsed;
}

// "12", "[12]"
bool IsNumber(std::string_view text) {
  constexpr size_t kMostDigits = 3;
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  return !text.empty() && text.size() <= kMostDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "3, 4": what raised numbers may be.
bool AreNumbers(std::string_view text) {
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find(',', at), text.size());
    if (!IsNumber(TrimWhitespace(text.substr(at, end - at)))) return false;
    at = end + 1;
  }
  return true;
}

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// Whether raised numbers behind what is written are notes.
bool AreNotes(std::string_view written, bool is_separated, const GumboNode& node) {
  if (written.empty()) return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  size_t begin = written.size();
  while (begin > 0 && (IsLetter(written[begin - 1]) || is_digit(written[begin - 1]))) --begin;
  const std::string_view word = written.substr(begin);
  if (is_separated) {
    if (!word.empty()) return false;
    const GumboVector& siblings = node.parent->v.element.children;
    const auto next = static_cast<unsigned>(node.index_within_parent + 1);
    if (next == siblings.length) return true;
    const auto* behind = static_cast<const GumboNode*>(siblings.data[next]);
    return behind->type != GUMBO_NODE_TEXT || !IsLetter(*behind->v.text.text);
  }
  if (word.empty()) return true;
  if (is_digit(word.back())) {
    constexpr size_t kDigitsOfYear = 4;
    return word.size() == kDigitsOfYear && (word.front() == '1' || word.front() == '2') &&
           std::all_of(word.begin(), word.end(), is_digit);
  }
  constexpr std::array<std::string_view, 3> kOtherUnits = {"ft", "mi", "yd"};
  return word.size() > 1 && !IsMetricAbbreviation(word) &&
         std::find(kOtherUnits.begin(), kOtherUnits.end(), word) == kOtherUnits.end();
}

bool IsNote(const GumboNode& node) {
  const GumboElement& element = node.v.element;
  if (element.tag == GUMBO_TAG_SUP) {
    if (HasWord(Attribute(element, "class"), {"reference", "footnote", "note"})) return true;
    const std::string text = TextOf(&node);
    return text.starts_with('[') && text.ends_with(']');  // "[citation needed]"
  }
  const std::string_view target = Attribute(element, "href");
  if (element.tag != GUMBO_TAG_A || !target.starts_with('#')) return false;
  return target.starts_with("#cite") || target.starts_with("#fn") || target.starts_with("#note") ||
         target.starts_with("#ref") || IsNumber(TextOf(&node));
}

class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text), writer_(text) {}

  Layout Walk(const GumboNode* root) {
    std::vector<Step> steps{{root, false}};
    while (!steps.empty()) {
      const Step step = steps.back();
      steps.pop_back();
      if (step.leaves) {
        Leave(step.node->v.element);
      } else if (Enter(*step.node)) {
        steps.push_back({step.node, true});
        const GumboVector& children = step.node->v.element.children;
        for (unsigned i = children.length; i > 0; --i) {
          steps.push_back({static_cast<const GumboNode*>(children.data[i - 1]), false});
        }
      }
    }
    EndBlock();
    return std::move(layout_);
  }

 private:
  struct Step {
    const GumboNode* node;
    bool leaves;
  };

  // Whether the children are to be walked.
  bool Enter(const GumboNode& node) {
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        Write(node.v.text);
        return false;
      case GUMBO_NODE_ELEMENT:
        break;
      default:
        return false;
    }
    const GumboElement& element = node.v.element;
    if (IsInvisible(element.tag)) return false;
    const Range place = PlaceOf(element);
    if (IsNote(node)) {
      std::string mark = TextOf(&node);
      std::erase_if(mark, [](char c) { return c == '[' || c == ']'; });
      if (mark.starts_with(':')) {
        writer_.AddPages(place);
      } else if (!mark.empty()) {
        writer_.AddNote(std::move(mark), place);
      }
      return false;
    }
    if (element.tag == GUMBO_TAG_SUP && AddRaised(node, place)) return false;
    if (PopsUp(element)) {
      AddGloss(node, place);
      return false;
    }
    if (element.tag == GUMBO_TAG_BR) {
      writer_.BreakLine(place.begin);
      return false;
    }
    if (!debris_) {
      const std::optional<Debris::Kind> kind = DebrisOf(element);
      if (kind && IsInline(element.tag)) {
        if (std::string text = TextOf(&node); !text.empty()) {
          writer_.AddLeaked({*kind, std::move(text), place});
        }
        return false;
      }
      if (kind) {
        EndBlock();
        debris_ = kind;
        debris_root_ = &element;
      }
    }
    if (!IsInline(element.tag)) EndBlock();
    if (const int level = HeadingLevel(element.tag); level > 0) level_ = level;
    if (element.tag == GUMBO_TAG_A) link_ = TextOf(&node);
    return true;
  }

  void Leave(const GumboElement& element) {
    if (!IsInline(element.tag)) EndBlock();
    if (&element == debris_root_) {
      EndBlock();
      debris_.reset();
      debris_root_ = nullptr;
    }
    if (HeadingLevel(element.tag) > 0) level_ = 0;
  }

  void EndBlock() {
    Block block = writer_.Take();
    if (block.content.text.empty() && block.notes.empty() && block.glosses.empty() && block.leaked.empty())
      return;
    if (debris_) {
      block.kind = Block::Kind::kDebris;
      block.debris = *debris_;
    } else if (level_ > 0 && !block.content.text.empty()) {
      block.kind = Block::Kind::kHeading;
      block.level = level_;
    }
    layout_.blocks.push_back(std::move(block));
  }

  // Raised numbers, as notes or exponents; whether they are that. Those that are links are told as links are.
  bool AddRaised(const GumboNode& node, Range place) {
    const GumboVector& children = node.v.element.children;
    if (children.length != 1) return false;
    const auto& child = *static_cast<const GumboNode*>(children.data[0]);
    if (child.type != GUMBO_NODE_TEXT) return false;
    const std::string_view numbers(child.v.text.original_text.data, child.v.text.original_text.length);
    if (!AreNumbers(numbers)) return false;
    if (!AreNotes(writer_.Written(), writer_.IsSeparated(), node)) {
      constexpr std::array<std::string_view, 10> kRaised = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
      std::string raised;
      for (const char c : numbers) {
        if (c >= '0' && c <= '9') raised += kRaised[static_cast<size_t>(c - '0')];
      }
      writer_.Write(raised, place);
      return true;
    }
    const bool is_one = numbers.find(',') == std::string_view::npos;
    for (size_t at = 0; at < numbers.size();) {
      const size_t end = std::min(numbers.find(',', at), numbers.size());
      const std::string_view number = TrimWhitespace(numbers.substr(at, end - at));
      const auto begin = static_cast<size_t>(number.data() - text_.data());
      writer_.AddNote(std::string(number), is_one ? place : Range{begin, begin + number.size()});
      at = end + 1;
    }
    return true;
  }

  void AddGloss(const GumboNode& node, Range place) {
    std::string description = TextOf(&node);
    if (description.empty()) return;
    const bool truncated = description.ends_with("...") || description.ends_with("…");
    writer_.AddGloss({.term = link_,
                      .text = std::move(description),
                      .truncated = truncated,
                      .place = place,
                      .sentence = std::nullopt});
  }

  Range PlaceOf(const GumboElement& element) const {
    if (element.original_tag.data == nullptr) return {0, 0};
    const auto begin = static_cast<size_t>(element.original_tag.data - text_.data());
    size_t end = begin + element.original_tag.length;
    if (element.original_end_tag.data != nullptr) {
      end =
          static_cast<size_t>(element.original_end_tag.data - text_.data()) + element.original_end_tag.length;
    }
    return {begin, std::max(begin, end)};
  }

  // What the source writes as an entity was decoded; the rest is as it stands there.
  void Write(const GumboText& node) {
    const std::string_view original(node.original_text.data, node.original_text.length);
    const std::string_view decoded(node.text);
    if (original == decoded) {
      writer_.Write(original);
      return;
    }
    const auto offset = static_cast<size_t>(original.data() - text_.data());
    size_t from = 0, at = 0;
    for (size_t read = 0; read < decoded.size() && at < original.size();) {
      // A tag that the parser dropped lies within the text that it was to part.
      if (original[at] == '<' && decoded[read] != '<') {
        writer_.Write(original.substr(from, at - from));
        const bool is_comment = original.substr(at).starts_with("<!--");
        const size_t close = original.find(is_comment ? "-->" : ">", at);
        at = from = close == std::string_view::npos ? original.size() : close + (is_comment ? 3 : 1);
        continue;
      }
      size_t next = read;
      const char32_t character = base::DecodeUtf8(decoded, next);
      const size_t length = next - read;
      const bool is_entity = original[at] == '&' && IsEntity(original.substr(at), character);
      if (!is_entity && original.substr(at).starts_with(decoded.substr(read, length))) {
        at += length;
      } else {
        writer_.Write(original.substr(from, at - from));
        // An entity, or bytes that the parser replaced: a carriage return, a character that is not allowed.
        size_t written = is_entity ? EntityLength(original.substr(at)) : 1;
        if (!is_entity) {
          while (at + written < original.size() &&
                 (static_cast<unsigned char>(original[at + written]) & 0xC0) == 0x80)
            ++written;
        }
        if (character != 0xFFFD || is_entity)
          writer_.Write(decoded.substr(read, length), Range{offset + at, offset + at + written});
        at += written;
        from = at;
      }
      read = next;
    }
    writer_.Write(original.substr(from, at - from));
  }

  // The bytes of an entity at the begin of the text; 1 if the ampersand is just that.
  static size_t EntityLength(std::string_view text) {
    constexpr size_t kLongest = 32;
    size_t end = 1;
    if (end < text.size() && text[end] == '#') ++end;
    const size_t name = end;
    while (end < text.size() && end < kLongest && IsAlphanumeric(text[end])) ++end;
    if (end == name) return 1;
    return end < text.size() && text[end] == ';' ? end + 1 : end;
  }

  // Whether the ampersand at the begin of the text opens what was decoded to the character. One that is just that is
  // decoded to itself.
  static bool IsEntity(std::string_view text, char32_t character) {
    if (character != '&') return EntityLength(text) > 1;
    return text.starts_with("&amp") || text.starts_with("&AMP") || text.starts_with("&#38;") ||
           text.starts_with("&#x26;");
  }

  static bool IsAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  std::string_view text_;
  BlockWriter writer_;
  Layout layout_;
  std::optional<Debris::Kind> debris_;
  const GumboElement* debris_root_ = nullptr;
  int level_ = 0;
  std::string link_;  // the text of the link before
};

// How deep elements are nested, at the most; those that need no end tag are left out.
size_t DepthOf(std::string_view text) {
  size_t depth = 0, deepest = 0;
  for (size_t at = text.find('<'); at != std::string_view::npos && at + 1 < text.size();
       at = text.find('<', at + 1)) {
    const char next = text[at + 1];
    if (next == '/') {
      depth -= depth > 0 ? 1 : 0;
    } else if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) {
      const std::string_view tag = text.substr(at + 1, 4);
      const auto is = [&](std::string_view name) {
        return tag.starts_with(name) && (tag.size() == name.size() || !((tag[name.size()] | 0x20) >= 'a' &&
                                                                        (tag[name.size()] | 0x20) <= 'z'));
      };
      if (is("p") || is("li") || is("br") || is("hr") || is("td") || is("tr") || is("th") || is("dt") ||
          is("dd") || is("img") || tag.starts_with("inpu") || tag.starts_with("meta") ||
          tag.starts_with("link") || tag.starts_with("opti") || is("wbr")) {
        continue;
      }
      deepest = std::max(deepest, ++depth);
    }
  }
  return deepest;
}

struct TreeDeleter {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

}  // namespace

base::Result<Layout> LayOutHtml(std::string_view text) {
  if (DepthOf(text) > kDeepest) return base::Error{"its elements are nested too deeply to be a document"};
  const std::unique_ptr<GumboOutput, TreeDeleter> output(
      gumbo_parse_with_options(&kGumboDefaultOptions, text.data(), text.size()));
  return Walker(text).Walk(output->root);
}

}  // namespace casus::text
