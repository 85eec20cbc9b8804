#pragma once

// The labels of list items that stand in running text: "1.", "2.)", "b)", "(iii)", "§ 4.", "•", "*", "#".
//
//   const std::optional<ListLabel> label = ReadListLabel("2.) Troops may stay", 0);
//   label->counter == "2", label->form == ListLabel::Form::kBoth, label->end == 3

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace casus::text {

struct ListLabel {
  enum class Form : uint8_t { kPeriod, kParenthesis, kBoth, kBrackets };  // 1.  1)  1.)  (1)

  std::string_view
      counter;  // a number of up to three digits, or "5.3.1"; a letter; a Roman numeral up to XXXIX
  Form form = Form::kPeriod;
  size_t end = 0;  // behind it, not behind the space that follows
};

// The label at the place, also behind a bullet or the sign of a paragraph. Something must follow it on the line, after a space.
std::optional<ListLabel> ReadListLabel(std::string_view text, size_t at);

// Whether the one label counts on from the other, in the same form. Capital letters do not count on: they are
// the initials of people more often than not.
bool CountsOn(const ListLabel& previous, const ListLabel& next);

// Whether it begins a list: 1, a, i.
bool IsFirst(const ListLabel& label);

bool IsBullet(char32_t c);

// Whether the star at the place marks a list item, and is not a sign of multiplication, of a note or of
// emphasis. On a line that begins with one, others mark items even between words: "* one item * another".
bool IsItemStar(std::string_view text, size_t at, bool line_begins_with_star);

}  // namespace casus::text
