#include "text/block_writer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "base/byte_window.h"
#include "base/utf8.h"

namespace casus::text {
namespace {

// Bytes at which something other than a letter may begin; a single space between words is as good as a letter.
enum class Byte : uint8_t { kLetter, kSpace, kSpecial };
constexpr std::array<Byte, 256> kBytes = [] {
  std::array<Byte, 256> bytes{};
  for (const char byte : std::string_view("\t\n\r\v\f['*{\xC2\xE1\xE2\xE3\xEF")) {
    bytes[static_cast<unsigned char>(byte)] = Byte::kSpecial;
  }
  bytes[' '] = Byte::kSpace;
  return bytes;
}();

constexpr std::string_view kSoftHyphen = "\u00AD";

Byte ByteAt(std::string_view text, size_t at) { return kBytes[static_cast<unsigned char>(text[at])]; }

// The end of what begins at `at` and has nothing special in it.
size_t EndOfPlain(std::string_view text, size_t at) {
  if (at == text.size() || ByteAt(text, at) != Byte::kLetter) return at;
  size_t end = at;
  while (end < text.size()) {
    if (end + base::kWindow <= text.size()) {
      const base::ByteWindow window(text.data() + end);
      const base::ByteMask letters = window.Letters();
      end += static_cast<size_t>(std::countr_one(letters | (window.Equal(' ') & letters >> 1)));
      if (end == text.size()) break;
    }
    if (ByteAt(text, end) == Byte::kLetter) {
      // Letters beyond ASCII come in runs, which no window passes.
      do {
        ++end;
      } while (end < text.size() && static_cast<unsigned char>(text[end]) >= 0x80 &&
               ByteAt(text, end) == Byte::kLetter);
    } else if (end + 1 < text.size() && ByteAt(text, end) == Byte::kSpace &&
               ByteAt(text, end + 1) == Byte::kLetter) {
      end += 2;
    } else {
      break;
    }
  }
  return end;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsAlphanumeric(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Where the last character of a text begins.
size_t LastCharacter(std::string_view text) {
  size_t last = text.size() - 1;
  while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
  return last;
}

// But for that of another mark: "it fell.[6][7]".
bool EndsWithPunctuation(std::string_view text) {
  while (text.ends_with(']')) {
    const size_t open = text.rfind('[');
    if (open == std::string_view::npos) return false;
    text = text.substr(0, open);
  }
  return !text.empty() && std::string_view(".,;:!?)\"").find(text.back()) != std::string_view::npos;
}

// Whether the last character is a digit or punctuation.
bool EndsWithMark(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[LastCharacter(text)]);
  constexpr unsigned char kGeneralPunctuation = 0xE2;  // begins “ ” ’ … –
  return lead < 0x80
             ? std::string_view(".,;:!?)]\"'").find(static_cast<char>(lead)) != std::string_view::npos ||
                   IsDigit(static_cast<char>(lead))
             : lead == kGeneralPunctuation && WhitespaceAt(text, LastCharacter(text)) == 0;
}

// What editors of wikis ask for, from behind the bracket on.
bool IsRequest(std::string_view text) {
  constexpr std::array<std::string_view, 22> kRequests = {"citation needed]",
                                                          "clarification needed]",
                                                          "when?]",
                                                          "who?]",
                                                          "where?]",
                                                          "which?]",
                                                          "why?]",
                                                          "how?]",
                                                          "by whom?]",
                                                          "according to whom?]",
                                                          "page needed]",
                                                          "better source needed]",
                                                          "failed verification]",
                                                          "verification needed]",
                                                          "dubious – discuss]",
                                                          "disputed – discuss]",
                                                          "full citation needed]",
                                                          "original research?]",
                                                          "clarify]",
                                                          "vague]",
                                                          "update]",
                                                          "unreliable source?]"};
  return std::any_of(kRequests.begin(), kRequests.end(),
                     [&](std::string_view request) { return text.starts_with(request); });
}

// Behind the pages that follow a mark which ends at `at`, ":14–15"; the place itself if none do. Behind a narrow space, as templates of
// wikis write it, they are that, too. Behind a common one a number may be part of the sentence ("as follows[3]: 40 men left"): they are
// pages if the mark `ends_phrase`, that is stands behind punctuation, or if more than one space or nothing follows them.
size_t EndOfPages(std::string_view text, size_t at, bool ends_phrase) {
  size_t end = at;
  const auto is_digit = [&](size_t place) { return place < text.size() && IsDigit(text[place]); };
  if (end >= text.size() || text[end] != ':') return at;
  ++end;
  const size_t space = end < text.size() ? WhitespaceAt(text, end) : 0;
  const bool is_common = space == 1;
  end += space;
  if (!is_digit(end) || (is_common && text[end - 1] != ' ')) return at;
  for (;;) {
    while (is_digit(end)) ++end;
    const std::string_view rest = text.substr(end);
    const size_t joint = rest.starts_with('-') || rest.starts_with(',') ? 1 : rest.starts_with("–") ? 3 : 0;
    if (joint == 0 || !is_digit(end + joint)) break;
    end += joint;
  }
  if (!is_common || ends_phrase || end == text.size() || text[end] == '\n' || text[end] == '\r') return end;
  return text.substr(end).starts_with("  ") ? end : at;
}

// The size of the mark of emphasis that stands here: two quotes or more that open behind a space or bracket, or that
// close what was opened. Others are inches, seconds of arc and the end of a quotation: "5'' high".
size_t EmphasisAt(std::string_view part, size_t at, size_t& open_quotes) {
  if (!part.substr(at).starts_with("''")) return 0;
  const size_t end = std::min(part.find_first_not_of('\'', at), part.size());
  const size_t size = end - at;
  constexpr std::string_view kBeforeWord = " \t([{\"/-*#:;=|";
  const bool may_open = at == 0 || kBeforeWord.find(part[at - 1]) != std::string_view::npos ||
                        static_cast<unsigned char>(part[at - 1]) >= 0x80;
  const bool opens = may_open && (open_quotes == 0 || (end < part.size() && part[end] != ' '));
  if (!opens && open_quotes == 0) return 0;
  open_quotes = opens ? open_quotes + size : open_quotes - std::min(open_quotes, size);
  return size;
}

}  // namespace

size_t WhitespaceAt(std::string_view text, size_t at) {
  const char c = text[at];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (static_cast<unsigned char>(c) < 0x80) return 0;
  size_t end = at;
  const char32_t character = base::DecodeUtf8(text, end);
  const bool is_space = character == 0x85 || character == 0xA0 || character == 0x1680 ||
                        (character >= 0x2000 && character <= 0x200B) || character == 0x2028 ||
                        character == 0x2029 || character == 0x202F || character == 0x205F ||
                        character == 0x3000 || character == 0xFEFF;
  return is_space ? end - at : 0;
}

NoteMark NoteMarkAt(std::string_view text, size_t at) {
  constexpr size_t kMostDigits = 3;
  if (text[at] != '[') return {};
  size_t end = at + 1;
  if (IsRequest(text.substr(end))) {
    end = text.find(']', end);
    return {end + 1 - at, text.substr(at + 1, end - at - 1)};
  }
  // "men,[b] and" and "a town[a] of", but "the king[s] of", "l[a]nd" and "[t]he".
  const bool is_letter =
      end + 1 < text.size() && text[end] >= 'a' && text[end] <= 'z' && text[end + 1] == ']';
  if (is_letter) {
    constexpr std::string_view kEndings = "densty";
    const size_t behind = end + 2;
    const bool ends_word = at > 0 && IsAlphanumeric(text[at - 1]) &&
                           (behind == text.size() || !IsAlphanumeric(text[behind])) &&
                           kEndings.find(text[end]) == std::string_view::npos;
    return at > 0 && (ends_word || EndsWithMark(text.substr(0, at))) ? NoteMark{3, text.substr(end, 1)}
                                                                     : NoteMark{};
  }
  for (const std::string_view word : {"note ", "nb ", "n. ", "n ", "fn "}) {
    if (text.substr(end).starts_with(word)) end += word.size();
  }
  const size_t digits = end;
  while (end < text.size() && IsDigit(text[end])) ++end;
  if (end == digits || end - digits > kMostDigits || end == text.size() || text[end] != ']') return {};
  const std::string_view mark = text.substr(at + 1, end - at - 1);
  ++end;
  // Most marks have no pages.
  const bool has_pages = end < text.size() && text[end] == ':';
  return {
      has_pages ? EndOfPages(text, end, at > 0 && EndsWithPunctuation(text.substr(0, at))) - at : end - at,
      mark};
}

std::string_view TrimWhitespace(std::string_view text) {
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t space = WhitespaceAt(text, begin);
    if (space == 0) break;
    begin += space;
  }
  text.remove_prefix(begin);
  while (!text.empty()) {
    const size_t last = LastCharacter(text);
    if (WhitespaceAt(text, last) == 0) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

bool EndsLikeASentence(std::string_view line) {
  constexpr std::array<std::string_view, 8> kClosing = {"\"", "'", ")", "]", "”", "’", "»", "“"};
  constexpr std::array<std::string_view, 8> kEnding = {".", "!", "?", "…", "。", "！", "？", "।"};
  for (;;) {
    // Most lines end with a letter or a comma.
    const char last = line.empty() ? '\0' : line.back();
    if (IsDigit(last)) {
      // "signed.[12]:14"
      const size_t mark = line.rfind("]:");
      const size_t open = mark == std::string_view::npos ? mark : line.rfind('[', mark);
      if (open == std::string_view::npos || open + NoteMarkAt(line, open).size != line.size()) return false;
      line = line.substr(0, open);
      continue;
    }
    if (IsAlphanumeric(last) || last == ',' || last == '\0') return false;
    if (line.ends_with(']')) {
      const size_t mark = line.rfind('[');
      const bool is_note =
          mark != std::string_view::npos && mark + NoteMarkAt(line, mark).size == line.size();
      line.remove_suffix(is_note ? line.size() - mark : 1);
      continue;
    }
    const auto closing = std::find_if(kClosing.begin(), kClosing.end(),
                                      [&](std::string_view mark) { return line.ends_with(mark); });
    if (closing == kClosing.end()) break;
    line.remove_suffix(closing->size());
  }
  return std::any_of(kEnding.begin(), kEnding.end(),
                     [&](std::string_view mark) { return line.ends_with(mark); });
}

bool BlockWriter::OpensLine() const { return block_.content.text.empty() || separator_ == '\n'; }

// Of separators that follow each other one is kept, a newline if there is one.
void BlockWriter::Separate(char separator, size_t place) {
  if (block_.content.text.empty()) return;
  if (separator_ == 0) separator_place_ = place;
  if (separator_ != '\n') separator_ = separator;
}

void BlockWriter::Flush() {
  if (separator_ == 0) return;
  block_.content.Append(std::string_view(&separator_, 1), separator_place_);
  separator_ = 0;
}

void BlockWriter::Space(size_t place) { Separate(' ', place); }
void BlockWriter::BreakLine(size_t place) { Separate('\n', place); }

void BlockWriter::AddNote(std::string mark, Range place) {
  // Where a separator is due, the mark still belongs to what stands before it, unless it opens a line.
  const bool opens_line = OpensLine();
  const size_t at = block_.content.text.size() + (opens_line && separator_ != 0 ? 1 : 0);
  block_.notes.push_back({at, std::move(mark), place, opens_line});
}

void BlockWriter::AddPages(Range place) {
  if (block_.notes.empty() || block_.notes.back().at != block_.content.text.size()) return;
  block_.notes.back().place.end = std::max(block_.notes.back().place.end, place.end);
}

void BlockWriter::AddGloss(Gloss gloss) {
  block_.glosses.push_back({block_.content.text.size(), std::move(gloss)});
}

// A star before a word, at the begin of the part or after a space.
bool BlockWriter::OpensItem(std::string_view part, size_t at) const {
  if (at > 0 && WhitespaceAt(part, LastCharacter(part.substr(0, at))) == 0) return false;
  const size_t next = part.find_first_not_of(' ', at + 1);
  return next == std::string_view::npos || part[next] != '*';
}

void BlockWriter::Write(std::string_view part) {
  const size_t offset = OffsetOf(part);
  const bool is_wiki = marks_ == Marks::kWiki;
  for (size_t at = 0; at < part.size();) {
    const size_t end = EndOfPlain(part, at);
    if (end > at) {
      Flush();
      block_.content.Append(part.substr(at, end - at), offset + at);
      at = end;
      continue;
    }
    if (const size_t space = WhitespaceAt(part, at); space > 0) {
      Separate(' ', offset + at);
      at += space;
    } else if (const NoteMark note = NoteMarkAt(part, at); note.size > 0) {
      AddNote(std::string(note.mark), {offset + at, offset + at + note.size});
      at += note.size;
    } else if (const size_t quotes = is_wiki ? EmphasisAt(part, at, open_quotes_) : 0; quotes > 0) {
      at += quotes;
    } else if (is_wiki && part.substr(at).starts_with("{{")) {
      size_t close = part.find("}}", at);
      close = close == std::string_view::npos ? part.size() : close + 2;
      block_.leaked.push_back(
          {Debris::Kind::kTemplate, std::string(part.substr(at, close - at)), {offset + at, offset + close}});
      at = close;
    } else if (part.substr(at).starts_with(kSoftHyphen)) {
      at += kSoftHyphen.size();  // it shows where a word may be parted, not that it is
    } else if (is_wiki && part[at] == '*' && OpensItem(part, at)) {
      BreakLine(offset + at);
      ++at;
    } else {
      size_t next = at;
      base::DecodeUtf8(part, next);
      Flush();
      block_.content.Append(part.substr(at, next - at), offset + at);
      at = next;
    }
  }
}

void BlockWriter::Write(std::string_view replacement, Range place) {
  if (replacement.size() == static_cast<size_t>(WhitespaceAt(replacement, 0))) {
    Separate(' ', place.begin);
    return;
  }
  if (replacement == kSoftHyphen) return;
  Flush();
  block_.content.Append(replacement, place);
}

Block BlockWriter::Take() {
  separator_ = 0;
  open_quotes_ = 0;
  return std::exchange(block_, {});
}

}  // namespace casus::text
