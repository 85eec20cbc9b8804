#include "cli/terminal.h"

#include <fmt/format.h>
#include <unistd.h>
#include <utf8proc.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace casus::cli {

std::string Style::Dress(std::string_view text, std::string_view code) const {
  return colour && !text.empty() ? fmt::format("{}{}\x1b[0m", code, text) : std::string(text);
}

Style StyleOf(int descriptor, Colour colour) {
  if (colour != Colour::kAuto) return {colour == Colour::kAlways};
  const char* no_color = std::getenv("NO_COLOR");
  const bool is_refused = no_color != nullptr && *no_color != '\0';
  return {isatty(descriptor) == 1 && !is_refused};
}

int Width(std::string_view text) {
  int width = 0;
  for (size_t at = 0; at < text.size();) {
    if (text[at] == '\x1b') {
      at = std::min(text.find('m', at), text.size() - 1) + 1;
      continue;
    }
    utf8proc_int32_t c = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
    const utf8proc_ssize_t length =
        utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &c);
    width += length > 0 ? utf8proc_charwidth(c) : 1;
    at += length > 0 ? static_cast<size_t>(length) : 1;
  }
  return width;
}

std::string Wrap(std::string_view text, int columns, std::string_view indent) {
  std::string wrapped;
  int used = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const int width = Width(word);
    if (used > 0 && used + 1 + width > columns) {
      wrapped += '\n';
      wrapped += indent;
      used = 0;
    }
    if (used > 0) {
      wrapped += ' ';
      ++used;
    }
    wrapped += word;
    used += width;
  }
  return wrapped;
}

std::string Table::ToString() const {
  std::vector<int> widths;
  for (const std::vector<std::string>& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) {
      if (const int width = Width(row[i]); width <= kWidest) widths[i] = std::max(widths[i], width);
    }
  }
  std::string text;
  for (const std::vector<std::string>& row : rows_) {
    std::string line = indent_;
    for (size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      if (i + 1 < row.size())
        line.append(static_cast<size_t>(std::max(widths[i] - Width(row[i]), 0) + 2), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

Progress::Progress(std::string_view what) {
  if (isatty(STDERR_FILENO) != 1) return;
  thread_ = std::thread([this, text = std::string(what)] {
    std::unique_lock lock(mutex_);
    if (done_changed_.wait_for(lock, std::chrono::seconds(1), [this] { return done_; })) return;
    fmt::print(stderr, "{} …", text);
    done_changed_.wait(lock, [this] { return done_; });
    fmt::print(stderr, "\r\x1b[K");
  });
}

void Progress::Done() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  done_changed_.notify_one();
  thread_.join();
}

}  // namespace casus::cli
