#include "text/list_label.h"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace casus::text {
namespace {

using Form = ListLabel::Form;

TEST(ReadListLabel, ReadsAllForms) {
  struct Case {
    std::string_view text;
    std::string_view counter;
    Form form;
    size_t end;
  };
  const Case cases[] = {
      {.text = "1. The", .counter = "1", .form = Form::kPeriod, .end = 2},
      {.text = "12) the", .counter = "12", .form = Form::kParenthesis, .end = 3},
      {.text = "2.) The", .counter = "2", .form = Form::kBoth, .end = 3},
      {.text = "(iii) the", .counter = "iii", .form = Form::kBrackets, .end = 5},
      {.text = "XXXIX. The", .counter = "XXXIX", .form = Form::kPeriod, .end = 6},
      {.text = "5.3.1. The", .counter = "5.3.1", .form = Form::kPeriod, .end = 6},
      {.text = "b. The", .counter = "b", .form = Form::kPeriod, .end = 2},
      {.text = "Š) The", .counter = "Š", .form = Form::kParenthesis, .end = 3},
      {.text = "• 9. The", .counter = "9", .form = Form::kPeriod, .end = 6},
      {.text = "⁃9.\u00A0The", .counter = "9", .form = Form::kPeriod, .end = 5},
  };
  for (const Case& c : cases) {
    const std::optional<ListLabel> label = ReadListLabel(c.text, 0);
    ASSERT_TRUE(label.has_value()) << c.text;
    EXPECT_EQ(label->counter, c.counter) << c.text;
    EXPECT_EQ(label->form, c.form) << c.text;
    EXPECT_EQ(label->end, c.end) << c.text;
  }
}

TEST(ReadListLabel, RefusesWhatIsNone) {
  for (const std::string_view text : {"", "1", "1.", "1. ", "1.\nThe", "1.5 tons", "1.The", "1939. The",
                                      "1.1939. The", "ab. The", "iiii. The", "XL. The", "Iv. The", "(1. The",
                                      "() The", "- The", "• The", "1.2.3.4.5.6.7.8.9.10. The"}) {
    EXPECT_FALSE(ReadListLabel(text, 0).has_value()) << text;
  }
}

TEST(CountsOn, FollowsTheCounterAndTheForm) {
  struct Case {
    std::string_view previous, next;
    bool counts_on;
  };
  const Case cases[] = {{.previous = "1. x", .next = "2. x", .counts_on = true},
                        {.previous = "9) x", .next = "10) x", .counts_on = true},
                        {.previous = "a. x", .next = "b. x", .counts_on = true},
                        {.previous = "i. x", .next = "ii. x", .counts_on = true},
                        {.previous = "IX. x", .next = "X. x", .counts_on = false},
                        {.previous = "I. x", .next = "II. x", .counts_on = true},
                        {.previous = "h. x", .next = "i. x", .counts_on = true},
                        {.previous = "A. x", .next = "B. x", .counts_on = false},
                        {.previous = "1. x", .next = "2) x", .counts_on = false},
                        {.previous = "1. x", .next = "3. x", .counts_on = false},
                        {.previous = "2. x", .next = "1. x", .counts_on = false},
                        {.previous = "a. x", .next = "1. x", .counts_on = false},
                        {.previous = "1.1. x", .next = "2. x", .counts_on = false}};
  for (const Case& c : cases) {
    EXPECT_EQ(CountsOn(*ReadListLabel(c.previous, 0), *ReadListLabel(c.next, 0)), c.counts_on)
        << c.previous << " " << c.next;
  }
}

TEST(IsItemStar, TellsItemsFromOtherStars) {
  struct Case {
    std::string_view text;
    size_t at;
    bool line_begins_with_star;
    bool is_item;
  };
  const Case cases[] = {
      {.text = "parts: *One", .at = 7, .is_item = true},
      {.text = "parts: * one", .at = 7, .is_item = true},
      {.text = "*One *Two", .at = 0, .is_item = true},
      {.text = "it is *so* now", .at = 6, .is_item = false},
      {.text = "5 * 3", .at = 2, .is_item = false},
      {.text = "a * b", .at = 2, .is_item = false},
      {.text = "a * b", .at = 2, .line_begins_with_star = true, .is_item = true},
      {.text = "5 * 3", .at = 2, .line_begins_with_star = true, .is_item = false},
      {.text = "note* here", .at = 4, .is_item = false},
      {.text = "here *", .at = 5, .is_item = false},
      {.text = "here ** there", .at = 5, .is_item = false},
  };
  for (const Case& c : cases)
    EXPECT_EQ(IsItemStar(c.text, c.at, c.line_begins_with_star), c.is_item) << c.text;
}

}  // namespace
}  // namespace casus::text
