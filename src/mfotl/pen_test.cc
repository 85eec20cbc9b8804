#include "mfotl/pen.h"

#include <gtest/gtest.h>

namespace casus::mfotl {
namespace {

TEST(Pen, WritesIntegersOfAllLengths) {
  std::vector<int64_t> numbers = {0, INT64_MAX, INT64_MIN};
  for (int64_t power = 1; power <= INT64_MAX / 10; power *= 10) {
    for (const int64_t number : {power - 1, power, power + 1, -power}) numbers.push_back(number);
  }
  std::string written;
  std::string wanted;
  {
    Pen pen(written);
    for (const int64_t number : numbers) {
      pen.PutInteger(number);
      pen.Put(' ');
      wanted += std::to_string(number) + " ";
    }
  }
  EXPECT_EQ(written, wanted);
}

TEST(Pen, WritesTextsLongerThanItsBlock) {
  const std::string text(10'000, 'x');
  std::string written;
  {
    Pen pen(written);
    pen.Put('a');
    pen.PutQuoted(text);
    pen.PutJsonText("\"\\\n");
  }
  EXPECT_EQ(written, "a\"" + text + "\"" + R"("\"\\\u000a")");
}

}  // namespace
}  // namespace casus::mfotl
