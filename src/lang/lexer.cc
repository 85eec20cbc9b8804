#include "lang/lexer.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "base/byte_window.h"

namespace casus::lang {
namespace {

constexpr uint32_t kTabColumns = 4;

// What a byte may be; bytes of longer characters are looked at one character at a time.
enum class Class : uint8_t { kOther, kSpace, kLower, kUpper, kDigit, kUnderscore, kBeyondAscii };

constexpr std::array<Class, 256> MakeClasses() {
  std::array<Class, 256> classes{};
  for (int c = 'a'; c <= 'z'; ++c) classes[static_cast<size_t>(c)] = Class::kLower;
  for (int c = 'A'; c <= 'Z'; ++c) classes[static_cast<size_t>(c)] = Class::kUpper;
  for (int c = '0'; c <= '9'; ++c) classes[static_cast<size_t>(c)] = Class::kDigit;
  for (int c = 0x80; c <= 0xFF; ++c) classes[static_cast<size_t>(c)] = Class::kBeyondAscii;
  for (const char c : {' ', '\t', '\r', '\f', '\v'}) classes[static_cast<unsigned char>(c)] = Class::kSpace;
  classes['_'] = Class::kUnderscore;
  return classes;
}
constexpr std::array<Class, 256> kClasses = MakeClasses();

// Of the bytes that are characters by themselves.
constexpr std::array<bool, 256> kIsPartOfWord = [] {
  std::array<bool, 256> is_part{};
  for (size_t c = 0; c < is_part.size(); ++c) {
    is_part[c] = kClasses[c] == Class::kLower || kClasses[c] == Class::kUpper ||
                 kClasses[c] == Class::kDigit || kClasses[c] == Class::kUnderscore;
  }
  return is_part;
}();

// Behind which of these a run of such bytes is a whole word: not what may go on in it, be it by rules of its own.
constexpr std::array<bool, 256> kEndsPlainWord = [] {
  std::array<bool, 256> ends{};
  for (size_t c = 0; c < ends.size(); ++c) {
    ends[c] = !kIsPartOfWord[c] && kClasses[c] != Class::kBeyondAscii && c != '.' && c != '-' && c != '\'';
  }
  return ends;
}();

Class ClassOf(char c) { return kClasses[static_cast<unsigned char>(c)]; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The end of [begin, end) without the space there.
uint32_t TrimEnd(std::string_view text, uint32_t begin, uint32_t end) {
  while (end > begin && ClassOf(text[end - 1]) == Class::kSpace) --end;
  return end;
}

struct Character {
  utf8proc_int32_t code = -1;  // -1: not UTF-8
  uint32_t length = 1;
};

Character Decode(std::string_view text) {
  Character character;
  const utf8proc_ssize_t length =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &character.code);
  if (length > 0) character.length = static_cast<uint32_t>(length);
  return character;
}

bool IsCapital(utf8proc_category_t category) {
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

// Letters, and the marks that belong to them.
bool IsLetter(utf8proc_category_t category) {
  switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
      return true;
    default:
      return false;
  }
}

using base::kWindow;

// Which of the bytes at `at` are no part of a word by themselves.
base::ByteMask EndsOfWord(const char* at) {
  const base::ByteWindow window(at);
  return ~(window.Letters() | window.Digits() | window.Equal('_')) & base::kWholeWindow;
}

template <typename Word>
Word Load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// Whether the ten bytes at `at` are digits and hyphens as in 1939-10-10.
bool IsPlainDay(const char* at) {
  // A digit leaves 0 to 9, a hyphen nothing; what is added carries anything more into the highest bit of its byte.
  const uint64_t first = Load<uint64_t>(at) ^ 0x2D30'302D'3030'3030;
  const uint32_t second = Load<uint16_t>(at + sizeof first) ^ 0x3030u;
  const uint64_t wrong = ((first + 0x7F76'767F'7676'7676) | first) & 0x8080'8080'8080'8080;
  const uint32_t wrong_day = ((second + 0x7676u) | second) & 0x8080u;
  return wrong == 0 && wrong_day == 0;
}

// Multiplies to 128 bits and folds: wyhash's mixing step (Wang Yi, 2019).
uint64_t Mix(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ 0x9e3779b97f4a7c15) * (b ^ 0xe7037ed1a0b428db);
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// The last eight bytes of a word overlap those before, so that nothing behind it is read.
uint32_t HashOf(std::string_view word) {
  const char* at = word.data();
  size_t left = word.size();
  uint64_t hash = left;
  if (left >= 8) {
    for (; left > 8; at += 8, left -= 8) hash = Mix(hash, Load<uint64_t>(at));
    hash = Mix(hash, Load<uint64_t>(at + left - 8));
  } else if (left >= 4) {
    hash = Mix(hash, Load<uint32_t>(at) | uint64_t{Load<uint32_t>(at + left - 4)} << 32);
  } else {
    for (; left > 0; ++at, --left) hash = hash << 8 | static_cast<unsigned char>(*at);
    hash = Mix(hash, 0);
  }
  return static_cast<uint32_t>(hash ^ hash >> 32);
}

bool IsSame(std::string_view a, std::string_view b) {
  const size_t size = a.size();
  if (size != b.size()) return false;
  if (size < 8) return std::equal(a.begin(), a.end(), b.begin());
  size_t at = 0;
  for (; at + 8 < size; at += 8) {
    if (Load<uint64_t>(a.data() + at) != Load<uint64_t>(b.data() + at)) return false;
  }
  return Load<uint64_t>(a.data() + size - 8) == Load<uint64_t>(b.data() + size - 8);
}

}  // namespace

base::Symbol KnownWords::Intern(std::string_view word) {
  if (used_ + used_ / 3 >= slots_.size()) Grow();
  const uint32_t hash = HashOf(word);
  const size_t mask = slots_.size() - 1;
  for (size_t place = hash & mask;; place = (place + 1) & mask) {
    Slot& slot = slots_[place];
    if (!slot.is_used) {
      slot = {hash, true, symbols_.Intern(word)};
      ++used_;
      return slot.symbol;
    }
    if (slot.hash == hash && IsSame(symbols_.Name(slot.symbol), word)) return slot.symbol;
  }
}

void KnownWords::Grow() {
  const std::vector<Slot> old = std::exchange(slots_, {});
  slots_.resize(std::max<size_t>(64, old.size() * 2));
  const size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (!slot.is_used) continue;
    size_t place = slot.hash & mask;
    while (slots_[place].is_used) place = (place + 1) & mask;
    slots_[place] = slot;
  }
}

// Letters can be written in several ways; one of them is interned (Unicode's normalization form C).
base::Symbol LineReader::InternNormalized(std::string_view text) {
  constexpr uint64_t kHighBits = 0x8080'8080'8080'8080;
  uint64_t all = 0;  // the bytes, one upon another
  size_t at = 0;
  for (; at + sizeof all <= text.size(); at += sizeof all) all |= Load<uint64_t>(text.data() + at);
  for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]);
  if ((all & kHighBits) == 0) return words_.Intern(text);
  utf8proc_uint8_t* normalized = nullptr;
  const utf8proc_ssize_t length = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
      &normalized, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(normalized, &std::free);
  if (length < 0) return symbols_.Intern(text);
  return symbols_.Intern({reinterpret_cast<const char*>(normalized), static_cast<size_t>(length)});
}

LineReader::LineReader(std::string_view text, std::span<const CodeRange> code, base::SymbolTable& symbols,
                       const KeywordTable& keywords, std::vector<Comment>& comments)
    : text_(text), code_(code), symbols_(symbols), words_(symbols), keywords_(keywords), comments_(comments) {
  if (!code_.empty()) at_ = code_.front().begin;
  has_next_ = FindLine(next_);
  Advance();
}

void LineReader::Advance() {
  tokens_.clear();
  has_line_ = has_next_;
  if (!has_line_) return;
  line_ = {.begin = next_.begin,
           .end = next_.begin,
           .indent = next_.indent,
           .range = next_range_,
           .has_tab = next_.has_tab};
  open_ = 0;
  do {
    previous_end_ = 0;
    LexPhysicalLine(next_);
    has_next_ = FindLine(next_);
  } while (has_next_ && Continues(next_));
  if (!tokens_.empty()) line_.end = tokens_.back().extent.end;
  tokens_.push_back({.kind = Token::Kind::kEnd, .gap = 2, .extent = {line_.end, line_.end}});
}

// Finds the next line that is neither empty nor a comment, from at_ on.
bool LineReader::FindLine(PhysicalLine& line) {
  while (range_ < code_.size()) {
    const CodeRange& range = code_[range_];
    while (at_ < range.end) {
      const uint32_t begin = at_;
      const void* feed = std::char_traits<char>::find(text_.data() + at_, range.end - at_, '\n');
      const uint32_t end =
          feed ? static_cast<uint32_t>(static_cast<const char*>(feed) - text_.data()) : range.end;
      at_ = feed ? end + 1 : end;
      uint32_t first = begin;
      uint32_t column = 0;
      bool has_tab = false;
      for (; first < end && ClassOf(text_[first]) == Class::kSpace; ++first) {
        if (text_[first] == '\t') {
          has_tab = true;
          column += kTabColumns - column % kTabColumns;
        } else {
          ++column;
        }
      }
      if (first == end) continue;
      if (text_[first] == '#') {
        comments_.push_back({.extent = {first, TrimEnd(text_, first, end)}, .own_line = true});
        continue;
      }
      line = {
          .begin = first, .end = end, .indent = column - std::min(column, range.indent), .has_tab = has_tab};
      next_range_ = range_;
      return true;
    }
    ++range_;
    if (range_ < code_.size()) at_ = code_[range_].begin;
  }
  return false;
}

bool LineReader::Continues(const PhysicalLine& next) const {
  if (next_range_ != line_.range || next.indent <= line_.indent) return false;
  if (open_ > 0) return true;
  const std::string_view text = text_.substr(next.begin, next.end - next.begin);
  const auto begins_with = [&](std::string_view word) {
    return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ');
  };
  if (begins_with("or")) return true;
  if (!begins_with("and")) return false;
  const size_t second = text.find_first_not_of(' ', 3);
  return second == std::string_view::npos || !text.substr(second).starts_with("thereafter");
}

void LineReader::LexPhysicalLine(const PhysicalLine& line) {
  uint32_t at = line.begin;
  while (at < line.end) {
    const char c = text_[at];
    switch (ClassOf(c)) {
      case Class::kSpace:
        ++at;
        break;
      case Class::kLower:
      case Class::kUpper:
      case Class::kBeyondAscii:
        at = LexWordOrName(at, line.end);
        break;
      case Class::kDigit:
        at = LexNumberOrDate(at, line.end);
        break;
      case Class::kUnderscore:
        Push(Token::Kind::kAny, at, at + 1);
        ++at;
        break;
      case Class::kOther:
        if (c == '#') {
          comments_.push_back({.extent = {at, TrimEnd(text_, at, line.end)}, .own_line = false});
          return;
        }
        at = LexSymbol(at, line.end);
        break;
    }
  }
}

void LineReader::PushError(Token::Error error, uint32_t begin, uint32_t end) {
  Push(Token::Kind::kError, begin, end).error = error;
}

uint32_t LineReader::EndOfWord(uint32_t at, uint32_t end, bool is_name) const {
  while (at < end) {
    while (at < end && kIsPartOfWord[static_cast<unsigned char>(text_[at])]) ++at;
    if (at == end) return at;
    const char c = text_[at];
    if (ClassOf(c) == Class::kBeyondAscii) {
      const Character character = Decode(text_.substr(at, end - at));
      if (character.code < 0 || !IsLetter(utf8proc_category(character.code))) return at;
      at += character.length;
      continue;
    }
    if (is_name) return at;
    // A word may have hyphens inside, and apostrophes also at its end.
    const Class next = ClassOf(At(at + 1, end));
    const bool letter_follows = next == Class::kLower || next == Class::kUpper || next == Class::kBeyondAscii;
    if (c == '\'' || (c == '-' && letter_follows)) {
      ++at;
    } else {
      return at;
    }
  }
  return at;
}

uint32_t LineReader::LexWordOrName(uint32_t at, uint32_t end) {
  bool is_name = ClassOf(text_[at]) == Class::kUpper;
  // Most words are of such bytes alone. No line feed is among them, so that a window may reach beyond the line.
  uint32_t plain = at;
  while (plain + kWindow <= text_.size()) {
    const base::ByteMask ends = EndsOfWord(text_.data() + plain);
    plain += ends == 0 ? static_cast<uint32_t>(kWindow) : static_cast<uint32_t>(std::countr_zero(ends));
    if (ends != 0) break;
  }
  if (plain > at && kEndsPlainWord[static_cast<unsigned char>(At(plain, end))]) {
    Token& token = Push(is_name ? Token::Kind::kName : Token::Kind::kWord, at, plain);
    token.symbol = words_.Intern(text_.substr(at, plain - at));
    if (!is_name) token.keyword = keywords_.Find(token.symbol);
    return plain;
  }
  if (ClassOf(text_[at]) == Class::kBeyondAscii) {
    const Character character = Decode(text_.substr(at, end - at));
    const utf8proc_category_t category =
        character.code < 0 ? UTF8PROC_CATEGORY_CN : utf8proc_category(character.code);
    is_name = IsCapital(category);
    if (!IsLetter(category)) {
      PushError(Token::Error::kCharacter, at, at + character.length);
      return at + character.length;
    }
  }
  uint32_t after = EndOfWord(at, end, is_name);
  if (is_name) {
    while (At(after, end) == '.') {
      const uint32_t part = after + 1;
      const uint32_t part_end = EndOfWord(part, end, true);
      if (part_end == part) {
        PushError(Token::Error::kName, at, part);
        return part;
      }
      after = part_end;
    }
  }
  Push(is_name ? Token::Kind::kName : Token::Kind::kWord, at, after);
  Token& token = tokens_.back();
  token.symbol = InternNormalized(text_.substr(at, after - at));
  if (!is_name) token.keyword = keywords_.Find(token.symbol);
  return after;
}

uint32_t LineReader::LexVariable(uint32_t at, uint32_t end) {
  const uint32_t word = at + 1;
  const Class first = ClassOf(At(word, end));
  const bool begins = first == Class::kLower || first == Class::kUpper || first == Class::kBeyondAscii;
  const uint32_t after = begins ? EndOfWord(word, end, true) : word;
  if (after == word) {
    PushError(Token::Error::kVariable, at, word);
    return word;
  }
  Push(Token::Kind::kVariable, at, after);
  tokens_.back().symbol = InternNormalized(text_.substr(word, after - word));
  return after;
}

// Whether the digits at `at` can only be a date: a year with unknown digits, with a month behind it, or
// marked.
bool LineReader::IsDate(uint32_t at, uint32_t end) const {
  const auto is_mark = [](char c) { return c == '~' || c == '?' || c == '%'; };
  const auto is_digit = [](char c) { return IsDigit(c) || c == 'X'; };
  const bool is_marked = is_mark(At(at, end));
  if (is_marked) ++at;
  bool has_unknown = false;
  uint32_t digits = 0;
  for (; digits < 4 && is_digit(At(at + digits, end)); ++digits) has_unknown |= At(at + digits, end) == 'X';
  if (digits < 4) return false;
  const char next = At(at + 4, end);
  const char second = At(at + 5, end);
  if (next == '-') return is_digit(second) || is_mark(second);
  if (next == 'S') return IsDigit(second);
  return is_mark(next) || ((is_marked || has_unknown) && !is_digit(next));
}

uint32_t LineReader::EndOfDate(uint32_t at, uint32_t end) const {
  bool in_time = false;
  for (;; ++at) {
    const char c = At(at, end);
    const char next = At(at + 1, end);
    const bool digit_follows = IsDigit(next) || next == 'X';
    if (IsDigit(c) || c == 'X' || c == '~' || c == '?' || c == '%') continue;
    if (c == '-' && (digit_follows || next == '~' || next == '?' || next == '%')) continue;
    if ((c == 'T' || c == 'S') && digit_follows) {
      in_time = true;
      continue;
    }
    if (in_time && (c == ':' || c == '+') && digit_follows) continue;
    if (in_time && c == 'Z') return at + 1;
    return at;
  }
}

// ,000 directly behind a digit. Two values have a space between them.
bool LineReader::AtThousands(uint32_t at, uint32_t end) const {
  return At(at, end) == ',' && IsDigit(At(at + 1, end)) && IsDigit(At(at + 2, end)) &&
         IsDigit(At(at + 3, end)) && !IsDigit(At(at + 4, end));
}

uint32_t LineReader::LexNumberOrDate(uint32_t at, uint32_t end) {
  const auto continues_word = [&](uint32_t i) {
    const Class c = ClassOf(At(i, end));
    return c == Class::kLower || c == Class::kUpper || c == Class::kUnderscore || c == Class::kDigit ||
           c == Class::kBeyondAscii;
  };
  if (at + 10 <= end && IsPlainDay(text_.data() + at) &&
      (at + 10 == end || ClassOf(text_[at + 10]) == Class::kSpace)) {
    Push(Token::Kind::kDate, at, at + 10);
    return at + 10;
  }
  const bool is_date = IsDate(at, end);
  uint32_t after = at;
  bool has_thousands = false;
  if (is_date) {
    after = EndOfDate(at, end);
  } else {
    while (IsDigit(At(after, end)) || At(after, end) == '_') ++after;
    const uint32_t leading = after - at;
    while (leading <= 3 && AtThousands(after, end)) {
      has_thousands = true;
      after += 4;
    }
    if (At(after, end) == '.' && IsDigit(At(after + 1, end))) {
      ++after;
      while (IsDigit(At(after, end)) || At(after, end) == '_') ++after;
    }
  }
  if (continues_word(after)) {
    while (continues_word(after)) ++after;
    PushError(Token::Error::kNumber, at, after);
  } else if (has_thousands) {
    PushError(Token::Error::kThousands, at, after);
  } else {
    Push(is_date ? Token::Kind::kDate : Token::Kind::kNumber, at, after);
  }
  return after;
}

uint32_t LineReader::LexText(uint32_t at, uint32_t end) {
  bool has_escape = false;
  for (uint32_t i = at + 1; i < end; ++i) {
    if (text_[i] == '\\') {
      const char next = At(i + 1, end);
      if (next != '"' && next != '\\') {
        // The rest of the text is not looked at: it is where the line's reading ends anyway.
        PushError(Token::Error::kEscape, i, std::min(i + 2, end));
        return end;
      }
      has_escape = true;
      ++i;
      continue;
    }
    if (text_[i] != '"') continue;
    Push(Token::Kind::kText, at, i + 1);
    const std::string_view content = text_.substr(at + 1, i - at - 1);
    if (!has_escape) {
      tokens_.back().symbol = symbols_.Intern(content);
    } else {
      std::string plain;
      for (size_t j = 0; j < content.size(); ++j) {
        if (content[j] == '\\') ++j;
        plain += content[j];
      }
      tokens_.back().symbol = symbols_.Intern(plain);
    }
    return i + 1;
  }
  PushError(Token::Error::kUnclosedText, at, TrimEnd(text_, at, end));
  return end;
}

uint32_t LineReader::LexBracket(uint32_t at, uint32_t end) {
  const size_t close = text_.substr(0, end).find(']', at);
  if (close == std::string_view::npos) {
    PushError(Token::Error::kUnclosedBracket, at, at + 1);
    return at + 1;
  }
  const auto after = static_cast<uint32_t>(close + 1);
  Push(Token::Kind::kBracket, at, after);
  return after;
}

uint32_t LineReader::LexSymbol(uint32_t at, uint32_t end) {
  const auto one = [&](Token::Kind kind) {
    Push(kind, at, at + 1);
    return at + 1;
  };
  const auto maybe_two = [&](Token::Kind kind, Token::Kind with_equal) {
    if (At(at + 1, end) != '=') return one(kind);
    Push(with_equal, at, at + 2);
    return at + 2;
  };
  switch (text_[at]) {
    case '"':
      return LexText(at, end);
    case '[':
      return LexBracket(at, end);
    case '?':
      return IsDate(at, end) ? LexNumberOrDate(at, end) : LexVariable(at, end);
    case '(':
      ++open_;
      return one(Token::Kind::kOpen);
    case ')':
      open_ -= std::min(open_, 1u);
      return one(Token::Kind::kClose);
    case '{':
      return one(Token::Kind::kBraceOpen);
    case '}':
      return one(Token::Kind::kBraceClose);
    case ':':
      return one(Token::Kind::kColon);
    case ',':
      return one(Token::Kind::kComma);
    case '+':
      return one(Token::Kind::kPlus);
    case '*':
      return one(Token::Kind::kTimes);
    case '/':
      return one(Token::Kind::kSlash);
    case '=':
      return one(Token::Kind::kEqual);
    case '<':
      return maybe_two(Token::Kind::kLess, Token::Kind::kLessEqual);
    case '>':
      return maybe_two(Token::Kind::kGreater, Token::Kind::kGreaterEqual);
    case '~':
    case '%':
      if (IsDate(at, end)) return LexNumberOrDate(at, end);
      break;
    case '-':
      // A year before 1: -0043-03-15.
      if (IsDate(at + 1, end) && IsDigit(At(at + 1, end))) {
        const uint32_t after = EndOfDate(at + 1, end);
        Push(Token::Kind::kDate, at, after);
        return after;
      }
      return one(Token::Kind::kMinus);
    case '!':
      if (At(at + 1, end) == '=') {
        Push(Token::Kind::kNotEqual, at, at + 2);
        return at + 2;
      }
      break;
    default:
      break;
  }
  PushError(Token::Error::kCharacter, at, at + 1);
  return at + 1;
}

}  // namespace casus::lang
