#include "text/segment.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "base/byte_window.h"
#include "text/abbreviations.h"
#include "text/list_label.h"
#include "text/sentence_end.h"
#include "text/stop.h"
#include "text/vicinity.h"

// The text is passed once, from one place where something can be decided to the next: terminators, line ends,
// list labels, and opening quotes and brackets. All other characters cost a look into a table.
//
// A sentence ends at a line end, before an item of a list, and at a stop for which text/sentence_end.h says
// so. But within brackets, or a short quotation, that open and close within one sentence, none ends: "He
// taught (He had worked. He was old.) at the school."
//
// A label at the begin of a sentence belongs to it ("1. The", "A. The"). One that counts on from the last
// begins a sentence ("1. The first 2. The second"), but not behind a comma, semicolon or colon, where the
// items are parts of one sentence. Punctuation without words joins what stands before it.
//
// It is linear because stops do not overlap, what is looked at around one is bounded or reaches to the next
// one, and so is the search for what closes a bracket or quotation: it reaches to the next quote, and gives
// up where brackets are nested deeply, so that a byte is searched a few times at most.

namespace casus::text {

namespace {

constexpr size_t kLongestSentence = size_t{1} << 16;
constexpr size_t kLongestBracket = 400;    // in bytes, that is kept in one sentence
constexpr size_t kLongestQuotation = 240;  // the same
constexpr int kDeepestBrackets = 4;

// The bytes at which something can be decided. Of characters beyond ASCII, the first bytes of those that are
// terminators, separators, bullets or opening quotes.
constexpr std::array<bool, 256> kPlaces = [] {
  std::array<bool, 256> places{};
  for (const char c : std::string_view("\n\r.!?;()[\"*")) places[static_cast<unsigned char>(c)] = true;
  for (const unsigned lead :
       {0xC2u, 0xCDu, 0xD6u, 0xD8u, 0xDBu, 0xDCu, 0xDFu, 0xE0u, 0xE1u, 0xE2u, 0xE3u, 0xEAu, 0xEFu, 0xF0u}) {
    places[lead] = true;
  }
  return places;
}();

bool IsGreek(char32_t c) { return (c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000); }

bool IsOneOf(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

bool IsConjunction(std::string_view word) { return word == "and" || word == "or"; }

class Segmenter {
 public:
  explicit Segmenter(std::string_view text) : text_(text) {}

  std::vector<std::string_view> Split() {
    BeginLine(0);
    for (;;) {
      at_ = NextPlace();
      if (at_ == text_.size()) break;
      Decide();
    }
    EndSentence(text_.size());
    return std::move(sentences_);
  }

 private:
  // The next byte at which something can be decided; the end if there is none.
  size_t NextPlace() const {
    size_t at = std::min(at_, text_.size());
    while (at < text_.size()) {
      if (at + base::kWindow <= text_.size()) {
        const base::ByteWindow window(text_.data() + at);
        const auto plain = static_cast<size_t>(std::countr_one(window.Letters() | window.Equal(' ')));
        at += plain;
        if (plain == base::kWindow) continue;
      }
      // Letters beyond ASCII come in runs, which no window passes.
      do {
        if (kPlaces[static_cast<unsigned char>(text_[at])]) return at;
        ++at;
      } while (at < text_.size() && static_cast<unsigned char>(text_[at]) >= 0x80);
    }
    return at;
  }

  // Decides what the character at at_ means, and moves behind it.
  void Decide() {
    size_t next = at_;
    const char32_t c = TakeCharacter(text_, next);
    if (IsLineEnd(c)) {
      EndSentence(at_);
      BeginLine(next);
    } else if (IsTerminator(c) || (c == ';' && IsGreek(CharacterBefore(text_, at_)))) {
      if (c != '.' || !DecideLabel()) DecideStop();
    } else if (c == ')') {
      if (!DecideLabel()) at_ = next;
    } else if (c == '*' ? IsItemStar(text_, at_, line_begins_with_star_)
                        : IsBullet(c) && IsSpace(CharacterBefore(text_, at_))) {
      if (at_ > begin_) EndSentence(at_);
      BeginSentence(at_);
      at_ = std::max(at_, next);
    } else {
      Shield(c, next);
      at_ = next;
    }
  }

  void BeginLine(size_t at) {
    line_has_sentence_ = false;
    line_begins_with_note_ = SkipNote(text_, SkipSpaces(text_, at)) > SkipSpaces(text_, at);
    line_begins_with_star_ = CharacterAt(text_, SkipSpaces(text_, at)) == '*';
    label_.reset();
    BeginSentence(at);
  }

  void BeginSentence(size_t at) {
    begin_ = at_ = words_checked_ = SkipSpaces(text_, at);
    has_word_ = false;
    if (const std::optional<ListLabel> label = ReadListLabel(text_, begin_)) {
      label_ = label;
      at_ = label->end;
    }
  }

  // Ends the sentence that began at begin_.
  void EndSentence(size_t end) {
    const size_t trimmed = SkipSpacesBack(text_, end);
    if (trimmed <= begin_) return;
    const std::string_view sentence = text_.substr(begin_, trimmed - begin_);
    if (line_has_sentence_ && !HasWordBefore(trimmed)) {
      const auto last_begin = static_cast<size_t>(sentences_.back().data() - text_.data());
      sentences_.back() = text_.substr(last_begin, trimmed - last_begin);
    } else {
      Add(sentence);
      line_has_sentence_ = true;
    }
  }

  // What is longer than any sentence, a table without its lines say, is parted where a space is.
  void Add(std::string_view sentence) {
    while (sentence.size() > kLongestSentence) {
      size_t cut = sentence.rfind(' ', kLongestSentence);
      if (cut == std::string_view::npos || cut < kLongestSentence / 2) {
        cut = PlaceBefore(sentence, kLongestSentence);
      }
      sentences_.push_back(sentence.substr(0, SkipSpacesBack(sentence, cut)));
      sentence.remove_prefix(SkipSpaces(sentence, cut));
    }
    sentences_.push_back(sentence);
  }

  // Whether the sentence has a word before the place.
  bool HasWordBefore(size_t place) {
    while (!has_word_ && words_checked_ < place) {
      has_word_ = IsWordCharacter(TakeCharacter(text_, words_checked_));
    }
    return has_word_;
  }

  // ----- lists

  // If what ends at at_ is the label of an item within the line, begins a sentence with it or goes on behind
  // it.
  bool DecideLabel() {
    const size_t begin = at_ - WordBefore(text_, at_, begin_).size();
    if (begin == at_ || begin == begin_ || !IsSpace(CharacterBefore(text_, begin))) return false;
    const size_t before = SkipSpacesBack(text_, begin);
    const char32_t mark = CharacterBefore(text_, before);
    if ((!label_ && mark != ':') || mark == U'§') return false;
    const std::optional<ListLabel> label = ReadListLabel(text_, begin);
    if (!label || (mark == ':' ? !IsFirst(*label) : !CountsOn(*label_, *label))) return false;

    std::string_view word = WordBefore(text_, before, begin_);
    if (IsOneOf(U",;:", mark) || (IsConjunction(word) && FollowsComma(before - word.size()))) {
      label_ = label;
      at_ = label->end;
      return true;
    }
    if (mark == '.' && !word.empty()) word.remove_suffix(1);  // "vol. 2."
    const char32_t next = CharacterAt(text_, SkipSpaces(text_, label->end));
    const bool is_number_of_word =
        IsConjunction(word) || IsConnective(word) || IsNumbered(word) || HoldOf(word) == Hold::kBeforeNumber;
    if (u_isupper(static_cast<UChar32>(next)) == 0 || is_number_of_word) return false;
    EndSentence(begin);
    BeginSentence(begin);
    return true;
  }

  bool FollowsComma(size_t at) const {
    return IsOneOf(U",;", CharacterBefore(text_, SkipSpacesBack(text_, at)));
  }

  // ----- quotations and brackets

  // Keeps sentences from ending within the brackets or the quotation that open at at_, if they are short and
  // the sentence goes on around them.
  void Shield(char32_t opening, size_t inside) {
    if (inside <= shielded_until_) return;
    size_t close = std::string_view::npos;
    size_t close_end = 0;
    const auto close_with = [&](std::string_view mark) {
      close = FindClosing(inside, mark);
      close_end = close + mark.size();
    };
    switch (opening) {
      case '(':
      case '[':
        close = FindClosingBracket(at_);
        close_end = close + 1;
        break;
      case '"':
        if (at_ > begin_ && !IsSpace(CharacterBefore(text_, at_)) && !IsOpening(CharacterBefore(text_, at_)))
          return;
        close_with("\"");
        break;
      case U'“':
        close_with("”");
        break;
      case U'„':
        close_with("“");
        break;
      case U'«':
        close_with("»");
        break;
      default:
        return;
    }
    if (close != std::string_view::npos && (at_ > begin_ || GoesOnBehind(close, close_end)))
      shielded_until_ = close;
  }

  size_t FindClosingBracket(size_t open) const {
    const char opening = text_[open];
    const char closing = opening == '(' ? ')' : ']';
    const size_t limit = std::min(text_.size(), open + kLongestBracket);
    int depth = 0;
    for (size_t i = open; i < limit; ++i) {
      const char c = text_[i];
      if (c == '\n' || (c == opening && ++depth > kDeepestBrackets)) break;
      if (c == closing && --depth == 0) return i;
    }
    return std::string_view::npos;
  }

  size_t FindClosing(size_t inside, std::string_view mark) const {
    const std::string_view within = text_.substr(inside, kLongestQuotation);
    const size_t length = within.find(mark);
    if (length == std::string_view::npos || within.substr(0, length).find('\n') != std::string_view::npos) {
      return std::string_view::npos;
    }
    const size_t close = inside + length;
    // Behind a space a straight quote opens another quotation, and this one is not closed.
    return mark == "\"" && IsSpace(CharacterBefore(text_, close)) ? std::string_view::npos : close;
  }

  // Whether the sentence goes on behind the quote or bracket that closes at `close`.
  bool GoesOnBehind(size_t close, size_t close_end) const {
    if (CharacterBefore(text_, close) == ',') return true;
    const char32_t next = CharacterAt(text_, SkipSpaces(text_, close_end));
    return u_islower(static_cast<UChar32>(next)) != 0 || IsOneOf(U",;:.!?", next);
  }

  // ----- stops

  void DecideStop() {
    Stop stop = ReadStop(text_, at_);
    TakeSpacedNotes(stop);
    at_ = stop.end;
    if (IsAtLineEnd(text_, stop.end) || stop.end <= shielded_until_) return;
    if (!HasWordBefore(stop.terminators.begin)) return;
    if (const std::optional<size_t> end = FindSentenceEnd(text_, begin_, stop)) {
      EndSentence(*end);
      BeginSentence(*end);
      at_ = std::max(at_, stop.end);
    }
  }

  // Footnote marks behind a space belong to the sentence before them, unless the line shows by its begin that
  // they stand before theirs.
  void TakeSpacedNotes(Stop& stop) const {
    if (line_begins_with_note_ || stop.end == stop.close_end) return;
    for (;;) {
      const size_t note_end = SkipNote(text_, stop.end);
      if (note_end == stop.end || u_isdigit(static_cast<unsigned char>(text_[stop.end + 1])) == 0) return;
      const size_t next = SkipSpaces(text_, note_end);
      if (next == note_end && !IsAtLineEnd(text_, next)) return;
      stop.has_note = true;
      stop.ends = true;
      stop.end = next;
    }
  }

  std::string_view text_;
  std::vector<std::string_view> sentences_;
  size_t at_ = 0;
  size_t begin_ = 0;           // of the sentence that is read
  size_t words_checked_ = 0;   // up to here it was looked for words, …
  bool has_word_ = false;      // … and one was found
  size_t shielded_until_ = 0;  // no sentence ends before
  bool line_has_sentence_ = false;
  bool line_begins_with_note_ = false;
  bool line_begins_with_star_ = false;
  std::optional<ListLabel> label_;  // the last one on this line
};

}  // namespace

std::vector<std::string_view> SplitSentences(std::string_view text) { return Segmenter(text).Split(); }

}  // namespace casus::text
