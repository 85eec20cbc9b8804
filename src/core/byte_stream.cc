#include "core/byte_stream.h"

#include <algorithm>

#include "core/hash_index.h"

namespace casus::core {

int64_t HashOfBytes(std::string_view bytes) {
  uint64_t hash = bytes.size();
  for (size_t begin = 0; begin < bytes.size(); begin += sizeof(uint64_t)) {
    uint64_t word = 0;
    std::memcpy(&word, bytes.data() + begin, std::min(sizeof word, bytes.size() - begin));
    hash = Mix(hash, word) + begin;
  }
  return static_cast<int64_t>(hash);
}

}  // namespace casus::core
