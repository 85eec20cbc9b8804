#pragma once

// Reads CSV (RFC 4180), record by record, with the place of each field.
//
//   CsvReader csv(source);
//   while (csv.Next()) Use(csv.fields());        // views until the next record
//   if (!csv.problem().empty()) ...              // why there is no further record
//
// Fields are separated by commas; one in double quotes may have commas, line ends and, doubled, quotes. Lines
// end in LF or CR LF. Lines with nothing in them are passed over, and so is a byte-order mark at the beginning.
// Reading takes one pass; what is kept is one record and one block of bytes.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casus::mfotl {

// Fills the bytes from the beginning and gives how many they are; 0 at the end.
using ByteSource = std::function<size_t(std::span<char>)>;

class CsvReader {
 public:
  struct Field {
    std::string_view text;
    uint64_t line, column;  // from 1; columns in bytes
  };

  explicit CsvReader(ByteSource source);

  // Whether there is another record, without fault.
  bool Next();
  std::span<const Field> fields() const { return fields_; }
  // What is wrong, and the place; empty if nothing is. What follows is read as from the next line on.
  const std::string& problem() const { return problem_; }
  uint64_t problem_line() const { return problem_line_; }
  uint64_t problem_column() const { return problem_column_; }

 private:
  static constexpr int kEnd = -1;

  struct Piece {
    size_t begin, end;  // in text_
    uint64_t line, column;
  };

  int Peek() {
    if (at_ == end_) Fill();
    return at_ == end_ ? kEnd : static_cast<unsigned char>(buffer_[at_]);
  }
  void Skip() {
    if (buffer_[at_++] == '\n') {
      ++line_;
      column_ = 1;
    } else {
      ++column_;
    }
  }
  void Fill();
  bool ReadField();
  bool ReadQuoted(const Piece& piece);
  bool Fail(uint64_t line, uint64_t column, std::string problem);

  ByteSource source_;
  std::vector<char> buffer_;
  size_t at_ = 0, end_ = 0;
  uint64_t line_ = 1, column_ = 1;
  std::string text_;  // of the fields, one after another
  std::vector<Piece> pieces_;
  std::vector<Field> fields_;
  std::string problem_;
  uint64_t problem_line_ = 0, problem_column_ = 0;
};

}  // namespace casus::mfotl
