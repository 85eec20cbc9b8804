#pragma once

// The names that are known beforehand, found in a text word by word.
//
//   NameIndex index(names);   // "League of Nations", "Riga", "Treaty of Riga"
//   index.Longest("the Treaty of Riga's articles", token of "Treaty")   // "Treaty of Riga"
//
// A trie whose edges are words: a name is found in as many look-ups as it has words, however many names are known.
// Case counts; apostrophes and dashes of all forms are the same. The last word may carry a possessive "'s", or the s
// of a simple plural. Names of more than kMostWords words are not known: nobody writes them out. Not changed once
// built: several threads may ask.

#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/prose_tokens.h"
#include "text/reading.h"

namespace casus::text {

class NameIndex {
 public:
  static constexpr size_t kMostWords = 24;

  // Linear in the names; they are copied.
  explicit NameIndex(std::span<const KnownName> names);

  struct Match {
    size_t end = 0;  // without a possessive "'s"
    size_t words = 0;
    bool plural = false;
    std::span<const uint32_t> names;  // all that are written so; never empty
  };
  // The longest known name whose first word is the token. It does not end inside of a compound with hyphens.
  std::optional<Match> Longest(const ProseTokens& tokens, const ProseToken& first) const;

  // The persons among the known whose last name the word is.
  std::span<const uint32_t> WithLastName(std::string_view word) const;

  // Whether any name begins with the byte.
  bool MayBegin(char byte) const { return first_bytes_[static_cast<unsigned char>(byte)]; }

  const KnownName& name(uint32_t index) const { return names_[index]; }

 private:
  using NodeId = uint32_t;
  struct EdgeHash {
    using is_transparent = void;
    template <typename Word>
    size_t operator()(const std::pair<NodeId, Word>& edge) const {
      return std::hash<std::string_view>()(edge.second) ^ (size_t{edge.first} * 0x9E3779B97F4A7C15u);
    }
  };
  struct EdgeEqual {
    using is_transparent = void;
    template <typename A, typename B>
    bool operator()(const std::pair<NodeId, A>& a, const std::pair<NodeId, B>& b) const {
      return a.first == b.first && a.second == b.second;
    }
  };
  struct WordHash {
    using is_transparent = void;
    size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
  };

  void Add(uint32_t index);
  std::optional<NodeId> Step(NodeId node, std::string_view word) const;

  std::vector<KnownName> names_;
  boost::unordered_flat_map<std::pair<NodeId, std::string>, NodeId, EdgeHash, EdgeEqual> edges_;
  std::vector<std::vector<uint32_t>> names_at_;  // by node
  boost::unordered_flat_map<std::string, std::vector<uint32_t>, WordHash, std::equal_to<>> last_names_;
  std::array<bool, 256> first_bytes_{};
};

}  // namespace casus::text
