#include "text/clean.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace casus::text {

namespace {

constexpr size_t kLongestHeading = 80;  // bytes
constexpr size_t kMostTitleLines = 3;
constexpr size_t kLongestLink = 8;  // words; how far a gloss is searched for its description

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The bytes of the whitespace at `at`, 0 if there is none.
size_t WhitespaceAt(std::string_view text, size_t at) {
  constexpr std::array<std::string_view, 9> kSpaces = {" ",      "\t",     "\n",     "\r",    "\u00A0",
                                                       "\u2009", "\u200A", "\u202F", "\u3000"};
  for (const std::string_view space : kSpaces) {
    if (text.substr(at).starts_with(space)) return space.size();
  }
  return 0;
}

// A line without whitespace around it, as a view into the original.
std::string_view Trim(std::string_view line) {
  size_t begin = line.size();
  size_t end = 0;
  for (size_t at = 0; at < line.size();) {
    const size_t space = WhitespaceAt(line, at);
    if (space > 0) {
      at += space;
      continue;
    }
    begin = std::min(begin, at);
    base::DecodeUtf8(line, at);
    end = at;
  }
  return begin < end ? line.substr(begin, end - begin) : line.substr(0, 0);
}

std::vector<std::string_view> SplitAtSpaces(std::string_view line) {
  std::vector<std::string_view> words;
  for (size_t at = 0; at < line.size();) {
    const size_t end = std::min(line.find(' ', at), line.size());
    if (end > at) words.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// A word as glosses repeat it: without punctuation around it, and ASCII in lower case.
std::string Fold(std::string_view word) {
  constexpr std::string_view kPunctuation = "'\"()[],.;:";
  const size_t begin = std::min(word.find_first_not_of(kPunctuation), word.size());
  const size_t end = word.find_last_not_of(kPunctuation) + 1;
  std::string folded(word.substr(begin, end - std::min(begin, end)));
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

// The bytes of a footnote mark such as [12] at `at`, 0 if there is none.
size_t FootnoteMarkAt(std::string_view text, size_t at) {
  if (text[at] != '[') return 0;
  size_t end = at + 1;
  while (end < text.size() && IsDigit(text[end])) ++end;
  const size_t digits = end - at - 1;
  if (digits == 0 || digits > 3 || end == text.size() || text[end] != ']') return 0;
  return end + 1 - at;
}

bool EndsLikeASentence(std::string_view line) {
  for (;;) {
    while (!line.empty() && std::string_view("\"')]").find(line.back()) != std::string_view::npos) {
      const size_t mark = line.back() == ']' ? line.rfind('[') : std::string_view::npos;
      const bool is_footnote =
          mark != std::string_view::npos && mark + FootnoteMarkAt(line, mark) == line.size();
      line.remove_suffix(is_footnote ? line.size() - mark : 1);
    }
    if (line.ends_with("”") || line.ends_with("’")) {
      line.remove_suffix(std::string_view("”").size());
    } else {
      break;
    }
  }
  return line.ends_with('.') || line.ends_with('!') || line.ends_with('?') || line.ends_with("…");
}

bool LooksLikeAHeading(std::string_view line) {
  if (line.size() > kLongestHeading || EndsLikeASentence(line)) return false;
  const bool is_list_item = line.front() == '*' || line.front() == '#' || line.front() == '{';
  return !is_list_item && line.back() != ',' && line.back() != ';';
}

// Appends lines to a text, collapsing and dropping as the header says.
class Composer {
 public:
  explicit Composer(std::string_view original) : original_(original) {}

  void AppendLine(std::string_view line) {
    const auto offset = static_cast<size_t>(line.data() - original_.data());
    for (size_t at = 0; at < line.size();) {
      if (const size_t space = WhitespaceAt(line, at); space > 0) {
        AppendSeparator(' ', offset + at);
        at += space;
      } else if (const size_t mark = FootnoteMarkAt(line, at); mark > 0) {
        at += mark;
      } else if (line.substr(at).starts_with("''")) {
        at = std::min(line.find_first_not_of('\'', at), line.size());
      } else if (IsListStar(line, at)) {
        AppendSeparator('\n', offset + at);
        ++at;
      } else {
        const size_t begin = at;
        base::DecodeUtf8(line, at);
        for (size_t i = begin; i < at; ++i) Append(line[i], offset + i);
      }
    }
  }

  // A newline, or a space where punctuation does not forbid it, before the next line.
  void BreakBefore(std::string_view next, bool sentence_may_end) {
    const bool closes = std::string_view(",.;:!?)").find(next.front()) != std::string_view::npos;
    if (closes && !sentence_may_end) return;
    AppendSeparator(sentence_may_end ? '\n' : ' ', static_cast<size_t>(next.data() - original_.data()));
  }

  TracedText Take() {
    while (!result_.text.empty() && IsSeparator(result_.text.back())) Pop();
    return std::move(result_);
  }

 private:
  static bool IsSeparator(char c) { return c == ' ' || c == '\n'; }

  // A star before a word, at the begin of the line or after a space.
  static bool IsListStar(std::string_view line, size_t at) {
    if (line[at] != '*' || (at > 0 && line[at - 1] != ' ')) return false;
    const size_t next = line.find_first_not_of(' ', at + 1);
    return next == std::string_view::npos || line[next] != '*';
  }

  void Append(char c, size_t origin) {
    result_.text += c;
    result_.origins.push_back(origin);
  }
  void Pop() {
    result_.text.pop_back();
    result_.origins.pop_back();
  }
  // Of separators that follow each other one is kept, a newline if there is one.
  void AppendSeparator(char separator, size_t origin) {
    if (result_.text.empty()) return;
    if (!IsSeparator(result_.text.back())) {
      Append(separator, origin);
    } else if (separator == '\n') {
      result_.text.back() = '\n';
    }
  }

  std::string_view original_;
  TracedText result_;
};

TracedText ComposeHeading(std::string_view original, std::string_view line) {
  Composer composer(original);
  composer.AppendLine(line);
  return composer.Take();
}

TracedText ComposeParagraph(std::string_view original, const std::vector<std::string_view>& lines) {
  Composer composer(original);
  bool after_gloss = true;  // nothing stands before the first line
  bool ended = false;
  for (const std::string_view line : lines) {
    const std::optional<std::string_view> link = lines.size() > 1 ? LinkOfGloss(line) : std::nullopt;
    composer.BreakBefore(line, ended && !after_gloss);
    composer.AppendLine(link.value_or(line));
    after_gloss = link.has_value();
    ended = EndsLikeASentence(line);
  }
  return composer.Take();
}

}  // namespace

std::optional<std::string_view> LinkOfGloss(std::string_view line) {
  if (!line.ends_with(" ...")) return std::nullopt;
  const std::vector<std::string_view> words = SplitAtSpaces(line);
  std::vector<std::string> folded;
  for (const std::string_view word : words) folded.push_back(Fold(word));
  const auto first_words = [&](size_t count) {
    return line.substr(0,
                       static_cast<size_t>(words[count - 1].data() + words[count - 1].size() - line.data()));
  };
  const auto is_article = [&](size_t i) {
    return words[i] == "The" || words[i] == "A" || words[i] == "An" || words[i] == "In";
  };
  const auto repeats = [&](size_t count, size_t at) {
    return at + count <= words.size() &&
           std::equal(folded.begin(), folded.begin() + static_cast<ptrdiff_t>(count),
                      folded.begin() + static_cast<ptrdiff_t>(at));
  };

  const bool opens_in_lower_case = line.front() >= 'a' && line.front() <= 'z';
  const size_t longest = std::min(kLongestLink, words.size() - 1);
  for (size_t count = longest; count > 0; --count) {
    if (repeats(count, count) || (is_article(count) && repeats(count, count + 1))) return first_words(count);
  }
  for (size_t count = 1; count <= longest; ++count) {
    if (is_article(count)) return first_words(count);
  }
  for (size_t count = 1; count <= longest; ++count) {
    const bool repeats_the_first = !opens_in_lower_case && folded[count] == folded[0];
    if (repeats_the_first || words[count] == ",") return first_words(count);
  }
  return std::nullopt;
}

std::vector<Block> CleanBlocks(std::string_view original) {
  std::vector<std::vector<std::string_view>> paragraphs;
  bool after_blank = true;
  for (size_t at = 0; at < original.size();) {
    const size_t end = std::min(original.find('\n', at), original.size());
    const std::string_view line = Trim(original.substr(at, end - at));
    at = end + 1;
    if (!line.empty()) {
      if (after_blank) paragraphs.emplace_back();
      paragraphs.back().push_back(line);
    }
    after_blank = line.empty();
  }

  std::vector<Block> blocks;
  for (size_t i = 0; i < paragraphs.size(); ++i) {
    const std::vector<std::string_view>& lines = paragraphs[i];
    const size_t most_lines = i == 0 ? kMostTitleLines : 1;
    const bool is_heading = paragraphs.size() > 1 && lines.size() <= most_lines &&
                            std::all_of(lines.begin(), lines.end(), LooksLikeAHeading);
    if (is_heading) {
      for (const std::string_view line : lines) {
        blocks.push_back({.is_heading = true, .content = ComposeHeading(original, line)});
      }
    } else {
      blocks.push_back({.is_heading = false, .content = ComposeParagraph(original, lines)});
    }
  }
  std::erase_if(blocks, [](const Block& block) { return block.content.text.empty(); });
  return blocks;
}

}  // namespace casus::text
