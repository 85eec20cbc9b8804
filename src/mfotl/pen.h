#pragma once

// Writes numbers and texts behind one another, and to a string in blocks.
//
//   Pen pen(output);
//   pen.Put("time point ");
//   pen.PutInteger(3);                    // output has it when the pen is gone
//
// What is put lies in a block of the pen's own, so that a number is put without a look at how much room the string has left.
// A pen is made for many puts: it takes four kilobytes of the stack.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace casus::mfotl {

class Pen {
 public:
  // The string must outlive it, and is to be left alone as long.
  explicit Pen(std::string& output) : output_(output) {}
  ~Pen() { Flush(); }
  Pen(const Pen&) = delete;
  Pen& operator=(const Pen&) = delete;

  void Put(char c) {
    if (used_ == block_.size()) Flush();
    block_[used_++] = c;
  }
  void Put(std::string_view text) {
    if (text.size() > block_.size() - used_) Flush();
    if (text.size() > block_.size()) {
      output_ += text;
      return;
    }
    std::copy(text.begin(), text.end(), block_.begin() + static_cast<std::ptrdiff_t>(used_));
    used_ += text.size();
  }
  void PutBlanks(size_t count) {
    for (; count > 0; --count) Put(' ');
  }
  void PutInteger(int64_t number);
  // The shortest decimal that reads back as the same number; or six digits.
  void PutFloat(double number, bool is_short = false);
  // For JSON, which has no word for what is no number, or infinite: null.
  void PutJsonFloat(double number);
  // In double quotes.
  void PutQuoted(std::string_view text) {
    Put('"');
    Put(text);
    Put('"');
  }
  // In quotes, with what JSON wants escaped.
  void PutJsonText(std::string_view text);

 private:
  void Flush() {
    output_.append(block_.data(), used_);
    used_ = 0;
  }

  std::string& output_;
  std::array<char, 4096> block_;
  size_t used_ = 0;
};

}  // namespace casus::mfotl
