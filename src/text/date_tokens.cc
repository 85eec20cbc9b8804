#include "text/date_tokens.h"

#include <algorithm>

#include "base/utf8.h"

namespace casus::text {

namespace {

constexpr size_t kMostDigits = 9;

DateMeaning SignOf(char32_t c) {
  switch (c) {
    case ',':
      return {.word = DateWord::kComma};
    case '.':
      return {.word = DateWord::kStop};
    case ':':
      return {.word = DateWord::kColon};
    case ';':
      return {.word = DateWord::kSemicolon};
    case '-':
    case U'\u2010':
    case U'\u2011':
      return {.word = DateWord::kDash, .value = 0};
    case U'\u2012':
    case U'\u2013':
    case U'\u2014':
    case U'\u2015':
    case U'\u2212':
      return {.word = DateWord::kDash, .value = 1};
    case '/':
      return {.word = DateWord::kSlash};
    case '\'':
    case U'\u2018':
    case U'\u2019':
      return {.word = DateWord::kApostrophe};
    case '"':
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
    case U'\u00AB':
    case U'\u00BB':
      return {.word = DateWord::kQuote};
    case '(':
    case '[':
      return {.word = DateWord::kOpen};
    case ')':
    case ']':
      return {.word = DateWord::kClose};
    case '&':
      return {.word = DateWord::kAnd};
    case '$':
    case '#':
    case '=':
    case '+':
    case '@':
    case '\\':
    case '<':
    case '>':
    case U'\u00A3':
    case U'\u00A5':
    case U'\u00A7':
    case U'\u00B1':
    case U'\u20AC':
    case U'\u2116':
      return {.word = DateWord::kNumberSign};
    case '%':
    case U'\u00B0':
    case U'\u2030':
    case U'\u2032':
      return {.word = DateWord::kPercent};
    default:
      return {.word = DateWord::kSign};
  }
}

// Whether a mark counts as a letter: an underscore, and what is of other scripts.
bool JoinsWords(std::string_view mark) {
  const auto lead = static_cast<unsigned char>(mark[0]);
  constexpr unsigned char kLatinSigns = 0xC2;    // begin U+0080 to U+00BF
  constexpr unsigned char kGeneralSigns = 0xE2;  // begin U+2000 to U+2FFF
  return lead == '_' || (lead >= 0x80 && lead != kLatinSigns && lead != kGeneralSigns);
}

// The size of the apostrophe at the begin of the text; 0 if there is none.
uint32_t ApostropheSize(std::string_view text) {
  constexpr std::string_view kCurly = "’";
  return text.starts_with('\'') ? 1 : text.starts_with(kCurly) ? static_cast<uint32_t>(kCurly.size()) : 0;
}

}  // namespace

void DateTokens::Begin(const ProseTokens& sentence) {
  prose_ = &sentence;
  next_ = 0;
  depth_ = 0;
  has_core_ = false;
  end_of_cores_ = 0;
  size_ = 0;
}

void DateTokens::Drop(size_t count) {
  std::copy(tokens_.begin() + static_cast<ptrdiff_t>(count), tokens_.begin() + static_cast<ptrdiff_t>(size_),
            tokens_.begin());
  size_ -= count;
  end_of_cores_ -= std::min(count, end_of_cores_);
}

inline DateToken& DateTokens::Add(uint32_t begin, uint32_t end, const DateMeaning& meaning) {
  if (size_ == tokens_.size()) tokens_.resize(2 * size_ + 64);
  DateToken& token = tokens_[size_];
  static_cast<DateMeaning&>(token) = meaning;
  token.begin = begin;
  token.end = end;
  token.digits = 0;
  token.suffix = DateToken::Suffix::kNone;
  token.spaced = size_ == 0 || tokens_[size_ - 1].end != begin;
  token.capital = false;
  token.in_brackets = depth_ > 0;
  ++size_;
  if (meaning.is_core) {
    has_core_ = true;
    end_of_cores_ = size_;
  }
  return token;
}

// Whether what begins there belongs to the last token.
inline bool DateTokens::JoinsLast(uint32_t begin) const {
  if (size_ == 0 || tokens_[size_ - 1].end != begin) return false;
  const DateToken& last = tokens_[size_ - 1];
  const bool is_word =
      last.word == DateWord::kNumber || last.word == DateWord::kOther || last.word > DateWord::kSign;
  return is_word && sentence()[last.begin] != '&';
}

inline void DateTokens::AddPlain(uint32_t begin, uint32_t end, Vocabulary::Id word) {
  const char first = sentence()[begin];
  Add(begin, end, vocabulary_->DateOf(word)).capital = first >= 'A' && first <= 'Z';
}

bool DateTokens::Fill(size_t count) {
  for (; size_ < count && next_ < prose_->size(); ++next_) {
    const Token& token = (*prose_)[next_];
    switch (token.kind) {
      case TokenKind::kWord:
        if (size_ > 0 && !token.has(Token::kApostrophe) && tokens_[size_ - 1].end != token.begin) {
          AddPlain(token.begin, token.end, token.word);  // as most are
        } else {
          AddWord(token);
        }
        break;
      case TokenKind::kDigits:
        AddNumber(token);
        break;
      default:
        AddSign(token);
        break;
    }
  }
  return next_ < prose_->size();
}

void DateTokens::AddWord(const Token& token) {
  if (!token.has(Token::kApostrophe)) {
    AddPart(token.begin, token.end, token.word);
    return;
  }
  uint32_t begin = token.begin;
  for (uint32_t at = begin; at < token.end;) {
    const uint32_t apostrophe = ApostropheSize(sentence().substr(at, token.end - at));
    if (apostrophe == 0) {
      ++at;
      continue;
    }
    const std::string_view part = sentence().substr(begin, at - begin);
    AddPart(begin, at, vocabulary_->Find(part));
    begin = at + apostrophe;
    Add(at, begin, {.word = DateWord::kApostrophe});
    at = begin;
  }
  const std::string_view part = sentence().substr(begin, token.end - begin);
  AddPart(begin, token.end, vocabulary_->Find(part));
}

void DateTokens::AddPart(uint32_t begin, uint32_t end, Vocabulary::Id word) {
  if (JoinsLast(begin) && TakeSuffix(begin, end)) return;
  AddPlain(begin, end, word);
}

// Joins letters to the last token, unless they are the next one although no space stands before them.
bool DateTokens::TakeSuffix(uint32_t begin, uint32_t end) {
  using Suffix = DateToken::Suffix;
  DateToken& last = tokens_[size_ - 1];
  const std::string_view suffix = sentence().substr(begin, end - begin);
  if (last.word != DateWord::kNumber) {
    last.word = DateWord::kOther;
    last.may_be_period = false;
  } else if (last.suffix != Suffix::kNone) {
    last.suffix = Suffix::kOther;
  } else if (suffix == "th" || suffix == "st" || suffix == "nd" || suffix == "rd" ||
             (suffix == "d" && (last.value % 10 == 2 || last.value % 10 == 3))) {  // "June 3d", in America
    last.suffix = Suffix::kOrdinal;
  } else if (suffix == "s") {
    last.suffix = Suffix::kS;
  } else if (suffix == "am" || suffix == "pm" || suffix == "AM" || suffix == "PM" ||
             (suffix.front() == 'T' && suffix.size() > 1 && suffix[1] >= '0' && suffix[1] <= '9')) {
    return false;  // 5pm, 1939-10-10T18:00
  } else {
    last.suffix = Suffix::kOther;
  }
  last.end = end;
  return true;
}

void DateTokens::AddNumber(const Token& token) {
  if (JoinsLast(token.begin) && TakeSuffix(token.begin, token.end)) return;
  DateToken& number = Add(token.begin, token.end, {.word = DateWord::kNumber, .is_core = true});
  const std::string_view digits = prose_->TextOf(token);
  for (const char digit : digits.substr(0, kMostDigits)) number.value = number.value * 10 + (digit - '0');
  number.digits = static_cast<uint8_t>(digits.size() <= kMostDigits ? digits.size() : kMostDigits + 1);
}

void DateTokens::AddSign(const Token& token) {
  const std::string_view mark = prose_->TextOf(token);
  if (JoinsWords(mark)) {
    if (!JoinsLast(token.begin) || !TakeSuffix(token.begin, token.end)) Add(token.begin, token.end, {});
    return;
  }
  size_t at = 0;
  const DateMeaning sign = SignOf(base::DecodeUtf8(mark, at));
  Add(token.begin, token.end, sign);
  if (sign.word == DateWord::kOpen) ++depth_;
  if (sign.word == DateWord::kClose && depth_ > 0) --depth_;
}

}  // namespace casus::text
