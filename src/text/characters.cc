#include "text/characters.h"

#include "text/decode.h"

namespace casus::text {

namespace {

constexpr size_t kBlock = 256;  // bytes; even, so that no unit of UTF-16 is cut

}  // namespace

Characters::Characters(std::string_view original, Encoding encoding)
    : original_(original), encoding_(encoding) {
  counts_.reserve(original.size() / kBlock + 1);
  size_t count = 0;
  for (size_t byte = 0; byte < original.size(); ++byte) {
    if (byte % kBlock == 0) counts_.push_back(count);
    count += BeginsCharacter(byte) ? 1 : 0;
  }
}

bool Characters::BeginsCharacter(size_t byte) const {
  switch (encoding_) {
    case Encoding::kUtf8:
      return (static_cast<unsigned char>(original_[byte]) & 0xC0) != 0x80;
    case Encoding::kUtf16LittleEndian:
    case Encoding::kUtf16BigEndian:
      break;
    default:
      return true;  // a byte a character
  }
  if (byte % 2 != 0) return false;
  const size_t high = encoding_ == Encoding::kUtf16BigEndian ? byte : byte + 1;
  // The second half of a pair begins nothing.
  return high >= original_.size() || (static_cast<unsigned char>(original_[high]) & 0xFC) != 0xDC;
}

size_t Characters::CountBefore(size_t byte) const {
  if (counts_.empty() || byte == 0) return 0;
  const size_t block = (byte - 1) / kBlock;
  size_t count = counts_[block];
  for (size_t at = block * kBlock; at < byte; ++at) count += BeginsCharacter(at) ? 1 : 0;
  return count;
}

std::string Characters::Text(Range place) const {
  const std::string_view bytes = original_.substr(place.begin, place.size());
  return encoding_ == Encoding::kUtf8 ? std::string(bytes) : DecodeAs(bytes, encoding_);
}

std::string Characters::TextBefore(size_t byte, size_t count) const {
  size_t begin = byte;
  while (begin > 0 && count > 0) {
    --begin;
    if (BeginsCharacter(begin)) --count;
  }
  return Text({begin, byte});
}

std::string Characters::TextAfter(size_t byte, size_t count) const {
  size_t end = byte;
  while (end < original_.size()) {
    if (BeginsCharacter(end)) {
      if (count == 0) break;
      --count;
    }
    ++end;
  }
  return Text({byte, end});
}

}  // namespace casus::text
