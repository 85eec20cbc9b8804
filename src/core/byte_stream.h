#pragma once

// Writes plain numbers into bytes, and reads them back with care: what a saved state is made of.
//
//   ByteWriter writer;                      ByteReader reader(bytes);
//   writer.Number(7);                       reader.Number() == 7
//   writer.Numbers(stamps);                 reader.Numbers(stamps);
//   writer.bytes()                          reader.ok()
//
// Numbers are of eight bytes, least first; lists are their length and their members. A reader that meets the
// end too early, or a length that cannot be, is not ok any more and gives zeros and empty lists from then on.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace casus::core {

static_assert(std::endian::native == std::endian::little, "saved states are little-endian");

class ByteWriter {
 public:
  void Number(int64_t number) { Append(&number, sizeof number); }
  template <typename T>
  void Numbers(const std::vector<T>& list) {
    static_assert(std::is_trivially_copyable_v<T>);
    Number(static_cast<int64_t>(list.size()));
    if (!list.empty()) Append(list.data(), list.size() * sizeof(T));
  }
  void Text(std::string_view text) {
    Number(static_cast<int64_t>(text.size()));
    bytes_ += text;
  }
  const std::string& bytes() const { return bytes_; }
  std::string& bytes() { return bytes_; }

 private:
  void Append(const void* data, size_t size) { bytes_.append(static_cast<const char*>(data), size); }

  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  int64_t Number() {
    int64_t number = 0;
    Take(&number, sizeof number);
    return number;
  }
  template <typename T>
  void Numbers(std::vector<T>& list) {
    static_assert(std::is_trivially_copyable_v<T>);
    const auto size = static_cast<uint64_t>(Number());
    list.clear();
    if (size > rest_.size() / sizeof(T)) {
      Fail();
      return;
    }
    list.resize(size);
    if (size > 0) Take(list.data(), size * sizeof(T));
  }
  // Of the bytes that are read.
  std::string_view Text() {
    const auto size = static_cast<uint64_t>(Number());
    if (size > rest_.size()) {
      Fail();
      return {};
    }
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }
  void Fail() {
    ok_ = false;
    rest_ = {};
  }
  bool ok() const { return ok_; }
  bool AtEnd() const { return rest_.empty(); }

 private:
  void Take(void* data, size_t size) {
    if (size > rest_.size()) {
      Fail();
      return;
    }
    std::memcpy(data, rest_.data(), size);
    rest_.remove_prefix(size);
  }

  std::string_view rest_;
  bool ok_ = true;
};

// Differs, almost surely, from that of any other bytes.
int64_t HashOfBytes(std::string_view bytes);

}  // namespace casus::core
