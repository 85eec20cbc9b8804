#include "text/block_writer.h"

#include <algorithm>
#include <array>
#include <utility>

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

Byte ByteAt(std::string_view text, size_t at) { return kBytes[static_cast<unsigned char>(text[at])]; }

// The end of what begins at `at` and has nothing special in it.
size_t EndOfPlain(std::string_view text, size_t at) {
  size_t end = at;
  for (;;) {
    while (end < text.size() && ByteAt(text, end) == Byte::kLetter) ++end;
    const bool goes_on = end > at && end + 1 < text.size() && ByteAt(text, end) == Byte::kSpace &&
                         ByteAt(text, end + 1) == Byte::kLetter;
    if (!goes_on) return end;
    end += 2;
  }
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Where the last character of a text begins.
size_t LastCharacter(std::string_view text) {
  size_t last = text.size() - 1;
  while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
  return last;
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

size_t NoteMarkAt(std::string_view text, size_t at) {
  constexpr size_t kMostDigits = 3;
  if (text[at] != '[') return 0;
  size_t end = at + 1;
  for (const std::string_view word : {"note ", "nb ", "n. "}) {
    if (text.substr(end).starts_with(word)) end += word.size();
  }
  const size_t digits = end;
  while (end < text.size() && IsDigit(text[end])) ++end;
  if (end == digits || end - digits > kMostDigits || end == text.size() || text[end] != ']') return 0;
  return end + 1 - at;
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
    if (line.ends_with(']')) {
      const size_t mark = line.rfind('[');
      const bool is_note = mark != std::string_view::npos && mark + NoteMarkAt(line, mark) == line.size();
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
    } else if (const size_t mark = NoteMarkAt(part, at); mark > 0) {
      AddNote(std::string(part.substr(at + 1, mark - 2)), {offset + at, offset + at + mark});
      at += mark;
    } else if (is_wiki && part.substr(at).starts_with("''")) {
      at = std::min(part.find_first_not_of('\'', at), part.size());
    } else if (is_wiki && part.substr(at).starts_with("{{")) {
      size_t close = part.find("}}", at);
      close = close == std::string_view::npos ? part.size() : close + 2;
      block_.leaked.push_back(
          {Debris::Kind::kTemplate, std::string(part.substr(at, close - at)), {offset + at, offset + close}});
      at = close;
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
  Flush();
  block_.content.Append(replacement, place);
}

Block BlockWriter::Take() {
  separator_ = 0;
  return std::exchange(block_, {});
}

}  // namespace casus::text
