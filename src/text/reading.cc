// The passes of reading: decode → lay out → label debris → split → mention → part.
//
// Whoever wants to know how a kind of thing is told looks into the file of its pass: text/decode.h, text/blocks.h (and the
// three *_blocks.cc), text/gloss.h, text/debris.cc, text/segment.h, text/dates.h, text/quantities.h, text/names.h, text/oddities.h.
// All who look for something in a sentence look at the same tokens: text/prose_tokens.h.
// This file only puts together what they find, and gives everything its place in the original.

#include "text/reading.h"

#include <fmt/format.h>
#include <nettle/sha2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/utf8.h"
#include "text/blocks.h"
#include "text/dates.h"
#include "text/decode.h"
#include "text/names.h"
#include "text/oddities.h"
#include "text/prose_tokens.h"
#include "text/quantities.h"
#include "text/segment.h"

namespace casus::text {
namespace {

// Follows the headings. With levels, a heading replaces those of its level and below. Without, headings in a row are nested,
// and one alone replaces the innermost, but the first of a document, which is its title, is replaced whole.
class SectionTracker {
 public:
  void Enter(const Heading& heading, bool has_level) {
    if (has_level) {
      while (!levels_.empty() && levels_.back() >= heading.level) {
        levels_.pop_back();
        path_.pop_back();
      }
      levels_.push_back(heading.level);
      path_.push_back(heading.text);
      return;
    }
    run_.push_back(heading.text);
  }

  const std::vector<std::string>& AtText() {
    if (run_.size() == 1 && path_.size() > 1) {
      path_.back() = std::move(run_.front());
    } else if (!run_.empty()) {
      path_ = std::move(run_);
    }
    run_.clear();
    return path_;
  }

  // How deep a heading without a level stands, if text follows now.
  int Depth() const { return static_cast<int>(std::max<size_t>(run_.size(), 1)); }

 private:
  std::vector<std::string> path_;
  std::vector<int> levels_;       // of the path, where there are levels
  std::vector<std::string> run_;  // the headings since the last text, where there are none
};

Form FormOf(const ReadOptions& options, std::string_view text) {
  if (options.form) return *options.form;
  const auto ends = [&](std::string_view ending) { return options.file_name.ends_with(ending); };
  if (ends(".html") || ends(".htm") || ends(".xhtml")) return Form::kHtml;
  if (ends(".md") || ends(".markdown")) return Form::kMarkdown;
  if (options.file_name.find('.') != std::string_view::npos) return Form::kPlain;
  // Without a name that tells, a document that opens as HTML is HTML.
  const size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  std::string opening(text.substr(begin, 15));
  for (char& c : opening) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return opening.starts_with("<!doctype html") || opening.starts_with("<html") ? Form::kHtml : Form::kPlain;
}

// Asterisks and dashes are no sentence.
bool HasWord(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (u_isalnum(static_cast<UChar32>(base::DecodeUtf8(text, at))) != 0) return true;
  }
  return false;
}

class Reader {
 public:
  // Takes what it can out of the layout.
  Reader(Reading& reading, Layout& layout, const ReadOptions& options)
      : reading_(reading), layout_(layout), options_(options) {}

  void Read() {
    reading_.sentences.reserve(layout_.blocks.size());
    reading_.paragraphs.reserve(layout_.blocks.size());
    for (Block& block : layout_.blocks) {
      for (const Debris& leaked : block.leaked) AddDebris(leaked.kind, leaked.text, leaked.place);
      switch (block.kind) {
        case Block::Kind::kDebris:
          ReadDebris(block);
          break;
        case Block::Kind::kHeading:
          ReadHeading(block);
          break;
        case Block::Kind::kParagraph:
          ReadParagraph(block);
          break;
      }
    }
    if (options_.with_mentions) Mention();
    Part();
  }

 private:
  // Places of the layout are offsets in the decoded text.
  Range Original(Range decoded) const {
    return reading_.decoding.empty() ? decoded : reading_.decoding.Origin(decoded);
  }

  void AddDebris(Debris::Kind kind, std::string text, Range decoded) {
    reading_.debris.push_back({kind, std::move(text), Original(decoded)});
  }

  void ReadDebris(const Block& block) {
    AddGlosses(block, std::nullopt);
    for (const Block::NoteMark& mark : block.notes) AddNote(mark, std::nullopt, std::nullopt);
    if (block.content.text.empty()) return;
    AddDebris(block.debris, block.content.text, block.content.trace.Origin({0, block.content.text.size()}));
  }

  void ReadHeading(const Block& block) {
    const Range decoded = block.content.trace.Origin({0, block.content.text.size()});
    Heading heading{block.content.text, block.level, Original(decoded)};
    for (const Block::NoteMark& mark : block.notes) AddNote(mark, std::nullopt, std::nullopt);
    AddGlosses(block, std::nullopt);
    section_.Enter(heading, block.level > 0);
    if (block.level == 0) heading.level = section_.Depth();
    reading_.headings.push_back(std::move(heading));
  }

  void ReadParagraph(Block& block) {
    const std::string_view text = block.content.text;
    const size_t first = reading_.sentences.size();
    const int paragraph = static_cast<int>(reading_.paragraphs.size()) + 1;
    for (const std::string_view part : SplitSentences(text)) {
      if (!HasWord(part)) continue;
      Sentence& sentence = reading_.sentences.emplace_back();
      sentence.id = static_cast<int>(reading_.sentences.size());
      sentence.paragraph = paragraph;
      sentence.section = Section();
      sentence.text = part;
      sentence.offset = static_cast<size_t>(part.data() - text.data());
      sentence.place = Original(block.content.trace.Origin({sentence.offset, sentence.offset + part.size()}));
    }
    reading_.paragraphs.push_back(std::move(block.content.trace));

    // A mark supports the sentence that it stands behind, or in.
    size_t at = first;
    for (const Block::NoteMark& mark : block.notes) {
      while (at < reading_.sentences.size() && reading_.sentences[at].offset < mark.at) ++at;
      const bool is_first = at == 0 || (mark.opens_line && layout_.lines_are_items);
      const auto behind = is_first ? std::nullopt : std::optional(reading_.sentences[at - 1].id);
      const bool is_followed = at < reading_.sentences.size();
      AddNote(mark, behind, behind || !is_followed ? std::nullopt : std::optional(reading_.sentences[at].id));
    }
    AddGlosses(block, first);
  }

  // Of the text that comes now.
  size_t Section() {
    const std::vector<std::string>& path = section_.AtText();
    if (reading_.sections.empty() || reading_.sections.back() != path) reading_.sections.push_back(path);
    return reading_.sections.size() - 1;
  }

  void AddNote(const Block::NoteMark& mark, std::optional<int> supports, std::optional<int> before) {
    reading_.notes.push_back({mark.mark, Original(mark.place), supports, before});
    if (supports) reading_.sentences[static_cast<size_t>(*supports - 1)].notes.push_back(mark.mark);
  }

  void AddGlosses(const Block& block, std::optional<size_t> first_sentence) {
    size_t at = first_sentence.value_or(0);
    for (const Block::Inlined& inlined : block.glosses) {
      Gloss gloss = inlined.gloss;
      gloss.place = Original(gloss.place);
      if (first_sentence) {
        // The term stands before it, within the sentence.
        while (at + 1 < reading_.sentences.size() && reading_.sentences[at + 1].offset < inlined.at) ++at;
        if (at < reading_.sentences.size()) gloss.sentence = reading_.sentences[at].id;
      }
      reading_.glosses.push_back(std::move(gloss));
    }
  }

  // --- Mentions and oddities -------------------------------------------------------------------------------------

  void Mention() {
    std::vector<KnownName> names = options_.names;
    for (const Gloss& gloss : reading_.glosses) names.push_back({gloss.term, gloss.term});
    const auto by_name = [](const KnownName& a, const KnownName& b) {
      return std::pair(a.name, a.entity) < std::pair(b.name, b.entity);
    };
    // A card says who is meant only where the dossier does not.
    std::stable_sort(names.begin(), names.end(), by_name);
    names.erase(std::unique(names.begin(), names.end(),
                            [](const KnownName& a, const KnownName& b) {
                              return a.name == b.name && a.entity == b.entity;
                            }),
                names.end());
    for (const KnownName& known : options_.names) {
      std::erase_if(names, [&](const KnownName& card) {
        return card.name == known.name && card.entity == card.name && card.entity != known.entity;
      });
    }
    const NameFinder finder(names);
    DateReader dates;
    OddityFinder oddities;
    ProseTokens tokens;
    const Sentence* before = nullptr;
    for (Sentence& sentence : reading_.sentences) {
      if (before != nullptr && before->section != sentence.section) dates.BeginSection();
      if (before == nullptr) {
        // "October 10" may be of the year that the title tells. Headings below it look aside more often than ahead.
        for (const std::string& heading : reading_.SectionOf(sentence)) dates.Read(ProseTokens(heading));
      }
      if (before != nullptr && before->paragraph != sentence.paragraph) {
        Append(reading_.oddities, oddities.EndParagraph(sentence.text));
      }
      before = &sentence;
      tokens.Read(sentence.text);
      sentence.mentions = dates.Read(tokens);
      AddApart(sentence.mentions, FindQuantities(tokens, sentence.mentions));
      AddApart(sentence.mentions, finder.Find(tokens));
      Append(reading_.oddities, oddities.Read(tokens, sentence.id));
    }
    Append(reading_.oddities, oddities.EndParagraph());
    std::stable_sort(reading_.oddities.begin(), reading_.oddities.end(),
                     [](const Oddity& a, const Oddity& b) {
                       return std::pair(a.sentence, a.at.begin) < std::pair(b.sentence, b.at.begin);
                     });
  }

  static void Append(std::vector<Oddity>& to, std::vector<Oddity> from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  }

  // Adds those that overlap none that is there; both ascend.
  static void AddApart(std::vector<text::Mention>& to, std::vector<text::Mention> from) {
    if (from.empty()) return;
    if (to.empty()) {
      to = std::move(from);
      return;
    }
    std::vector<text::Mention> merged;
    merged.reserve(to.size() + from.size());
    size_t next = 0;
    for (text::Mention& mention : from) {
      while (next < to.size() && to[next].at.end <= mention.at.begin) merged.push_back(std::move(to[next++]));
      if (next < to.size() && to[next].at.begin < mention.at.end) continue;
      merged.push_back(std::move(mention));
    }
    while (next < to.size()) merged.push_back(std::move(to[next++]));
    to = std::move(merged);
  }

  // --- Pieces ----------------------------------------------------------------------------------------------------

  void Part() {
    std::vector<Piece> pieces;
    pieces.reserve(reading_.sentences.size() + reading_.headings.size() + reading_.notes.size() +
                   reading_.glosses.size() + reading_.debris.size());
    const auto add = [&](Piece::Kind kind, const auto& things) {
      for (size_t i = 0; i < things.size(); ++i) pieces.push_back({kind, i, things[i].place});
    };
    add(Piece::Kind::kHeading, reading_.headings);
    add(Piece::Kind::kNote, reading_.notes);
    add(Piece::Kind::kGloss, reading_.glosses);
    for (size_t i = 0; i < reading_.sentences.size(); ++i) AddPieces(i, pieces);
    add(Piece::Kind::kDebris, reading_.debris);
    const auto begins_before = [](const Piece& a, const Piece& b) { return a.place.begin < b.place.begin; };
    if (!std::is_sorted(pieces.begin(), pieces.end(), begins_before)) {
      std::stable_sort(pieces.begin(), pieces.end(), begins_before);
    }
    // What lies within another piece, a note in a heading or a gloss in debris, cuts it in two.
    std::vector<Piece>& parts = reading_.pieces;
    parts.reserve(2 * pieces.size() + 1);  // with a gap behind each
    std::vector<Piece> around;
    size_t at = 0;
    const auto fill = [&](size_t end) {
      while (at < end) {
        while (!around.empty() && around.back().place.end <= at) around.pop_back();
        const size_t until = around.empty() ? end : std::min(end, around.back().place.end);
        const Piece piece = around.empty() ? Piece{Piece::Kind::kGap, 0, {at, until}}
                                           : Piece{around.back().kind, around.back().index, {at, until}};
        parts.push_back(piece);
        at = until;
      }
    };
    for (const Piece& piece : pieces) {
      fill(piece.place.begin);
      around.push_back(piece);
    }
    fill(reading_.original.size());
  }

  // The bytes of the original that a sentence is made of.
  void AddPieces(size_t index, std::vector<Piece>& pieces) const {
    const Sentence& sentence = reading_.sentences[index];
    const Trace& trace = reading_.paragraphs[static_cast<size_t>(sentence.paragraph - 1)];
    const size_t first = pieces.size();
    trace.ForEachOrigin({sentence.offset, sentence.offset + sentence.text.size()}, [&](Range decoded) {
      const Range original = Original(decoded);
      if (pieces.size() > first && pieces.back().place.end == original.begin) {
        pieces.back().place.end = original.end;
      } else {
        pieces.push_back({Piece::Kind::kSentence, index, original});
      }
    });
  }

  Reading& reading_;
  Layout& layout_;
  const ReadOptions& options_;
  SectionTracker section_;
};

std::array<uint8_t, SHA256_DIGEST_SIZE> Sha256(std::string_view bytes) {
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data()));
  std::array<uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  return digest;
}

}  // namespace

std::string_view NameOf(Debris::Kind kind) {
  switch (kind) {
    case Debris::Kind::kNavigation:
      return "navigation";
    case Debris::Kind::kSeeAlso:
      return "see also";
    case Debris::Kind::kReferences:
      return "references";
    case Debris::Kind::kCategories:
      return "categories";
    case Debris::Kind::kTemplate:
      return "template";
  }
  return {};
}

std::string Sha256InHex(const Reading& reading) {
  std::string digits;
  for (const uint8_t byte : reading.sha256) fmt::format_to(std::back_inserter(digits), "{:02x}", byte);
  return digits;
}

Range Reading::PlaceOf(const Sentence& sentence, Range at) const {
  const Trace& trace = paragraphs[static_cast<size_t>(sentence.paragraph - 1)];
  const Range decoded = trace.Origin({sentence.offset + at.begin, sentence.offset + at.end});
  return decoding.empty() ? decoded : decoding.Origin(decoded);
}

base::Result<Reading> Read(std::string bytes, const ReadOptions& options) {
  base::Result<Decoded> decoded = Decode(bytes);
  if (!decoded.ok()) return decoded.error();
  if (decoded->text.text.size() >= UINT32_MAX) {
    return base::Error{"it is larger than 4 GB: part it into several documents"};
  }
  Reading reading;
  reading.original = std::move(bytes);
  reading.encoding = decoded->encoding;
  reading.has_byte_order_mark = decoded->has_byte_order_mark;
  reading.sha256 = Sha256(reading.original);
  const std::string& text = decoded->text.text;
  reading.form = FormOf(options, text);
  Layout layout;
  switch (reading.form) {
    case Form::kPlain:
      layout = LayOutPlain(text);
      break;
    case Form::kMarkdown:
      layout = LayOutMarkdown(text);
      break;
    case Form::kHtml: {
      base::Result<Layout> html = LayOutHtml(text);
      if (!html.ok()) return html.error();
      layout = std::move(*html);
      break;
    }
  }
  LabelDebris(layout);
  if (text.size() != reading.original.size()) reading.decoding = std::move(decoded->text.trace);
  Reader(reading, layout, options).Read();
  return reading;
}

}  // namespace casus::text
