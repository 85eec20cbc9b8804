#include "mfotl/csv.h"

#include <utility>

namespace casus::mfotl {
namespace {

constexpr size_t kBlock = size_t{1} << 16;

}  // namespace

CsvReader::CsvReader(ByteSource source) : source_(std::move(source)), buffer_(kBlock) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  Peek();
  if (std::string_view(buffer_.data(), end_).starts_with(kMark)) at_ = kMark.size();
}

void CsvReader::Fill() {
  at_ = 0;
  end_ = source_(buffer_);
}

bool CsvReader::Next() {
  problem_.clear();
  while (Peek() == '\n' || Peek() == '\r') Skip();
  if (Peek() == kEnd) return false;
  text_.clear();
  pieces_.clear();
  while (ReadField()) {
    if (Peek() == ',') {
      Skip();
      continue;
    }
    if (Peek() == '\r') Skip();
    if (Peek() == '\n') Skip();
    fields_.clear();
    for (const Piece& piece : pieces_) {
      fields_.push_back(
          {std::string_view(text_).substr(piece.begin, piece.end - piece.begin), piece.line, piece.column});
    }
    return true;
  }
  return false;
}

// Up to the comma or the end of the line.
bool CsvReader::ReadField() {
  Piece piece{text_.size(), 0, line_, column_};
  if (Peek() == '"') {
    if (!ReadQuoted(piece)) return false;
  } else {
    for (int c = Peek(); c != kEnd && c != ',' && c != '\n' && c != '\r'; c = Peek()) {
      text_ += static_cast<char>(c);
      Skip();
    }
  }
  piece.end = text_.size();
  pieces_.push_back(piece);
  return true;
}

bool CsvReader::ReadQuoted(const Piece& piece) {
  Skip();
  while (true) {
    const int c = Peek();
    if (c == kEnd) return Fail(piece.line, piece.column, "this quoted field has no end");
    Skip();
    if (c == '"') {
      if (Peek() != '"') break;
      Skip();
    }
    text_ += static_cast<char>(c);
  }
  const int next = Peek();
  if (next == kEnd || next == ',' || next == '\n' || next == '\r') return true;
  return Fail(line_, column_,
              "`,` or the end of the line is expected behind a quoted field; \"\" is a quote within it");
}

bool CsvReader::Fail(uint64_t line, uint64_t column, std::string problem) {
  problem_ = std::move(problem);
  problem_line_ = line;
  problem_column_ = column;
  while (Peek() != kEnd && Peek() != '\n') Skip();
  return false;
}

}  // namespace casus::mfotl
