#include "base/byte_window.h"

#include <gtest/gtest.h>

#include <string>

namespace casus::base {
namespace {

TEST(ByteWindow, SaysWhereSomethingIs) {
  const ByteWindow window("ab12)c\"d)e\"9#-0/");
  EXPECT_EQ(window.Equal(')'), 1u << 4 | 1u << 8);
  EXPECT_EQ(window.Equal('x'), 0u);
  EXPECT_EQ(window.Digits(), 1u << 2 | 1u << 3 | 1u << 11 | 1u << 14);
  EXPECT_EQ(window.Letters(), 1u << 0 | 1u << 1 | 1u << 5 | 1u << 7 | 1u << 9);
}

TEST(ByteWindow, TellsEveryByteAsALookAtItDoes) {
  for (int value = 0; value < 256; ++value) {
    const std::string text(kWindow, static_cast<char>(value));
    const ByteWindow window(text.data());
    const bool is_digit = value >= '0' && value <= '9';
    const bool is_letter = (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
    EXPECT_EQ(window.Digits(), is_digit ? kWholeWindow : 0) << value;
    EXPECT_EQ(window.Letters(), is_letter ? kWholeWindow : 0) << value;
    EXPECT_EQ(window.Within('\x01', '\x7F'), value >= 1 && value <= 0x7F ? kWholeWindow : 0) << value;
    EXPECT_EQ(window.Equal(static_cast<char>(value)), kWholeWindow) << value;
  }
}

}  // namespace
}  // namespace casus::base
