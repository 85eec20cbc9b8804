#pragma once

// What the terminal can show.
//
//   const Style style = StyleOf(STDOUT_FILENO, arguments.colour);
//   std::cout << style.Heading("In force") << '\n';
//
//   Progress progress("evaluating");            // speaks up after a second, if a person is watching
//   …
//   progress.Done();

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "cli/arguments.h"

namespace casus::cli {

// Dresses text in colours, or leaves it as it is.
struct Style {
  bool colour = false;

  std::string Heading(std::string_view text) const { return Dress(text, "\x1b[1m"); }
  std::string Good(std::string_view text) const { return Dress(text, "\x1b[32m"); }
  std::string Bad(std::string_view text) const { return Dress(text, "\x1b[31m"); }
  std::string Doubtful(std::string_view text) const { return Dress(text, "\x1b[33m"); }
  std::string Quiet(std::string_view text) const { return Dress(text, "\x1b[2m"); }

 private:
  std::string Dress(std::string_view text, std::string_view code) const;
};

// Of a file descriptor: --colour decides; if that is auto, a terminal has colours unless NO_COLOR is set.
Style StyleOf(int descriptor, Colour colour);

// Columns that a text takes on the terminal, without escape sequences.
int Width(std::string_view text);

// Text in lines of at most so many columns, broken at spaces; all lines but the first begin with `indent`.
std::string Wrap(std::string_view text, int columns, std::string_view indent);

// Rows of cells, each column as wide as its widest cell of up to kWidest columns; a wider cell pushes its own
// row only.
class Table {
 public:
  explicit Table(std::string indent) : indent_(std::move(indent)) {}
  void Add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  std::string ToString() const;

 private:
  static constexpr int kWidest = 72;

  std::string indent_;
  std::vector<std::vector<std::string>> rows_;
};

// Says what the program is doing, on standard error, once it has taken a second, and takes that back when it
// is done. Says nothing if standard error is not a terminal.
class Progress {
 public:
  explicit Progress(std::string_view what);
  ~Progress() { Done(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Done();

 private:
  std::mutex mutex_;
  std::condition_variable done_changed_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace casus::cli
