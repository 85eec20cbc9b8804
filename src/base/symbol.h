#pragma once

// Symbols: names as small numbers.
//
//   SymbolTable symbols;
//   Symbol vilnius = symbols.Intern("Vilnius");
//   symbols.Intern("Vilnius") == vilnius;
//   symbols.Name(vilnius) == "Vilnius";
//
// A symbol is an index into the table that made it, counted from 0 in the order of first appearance, so that
// the same input gives the same numbers. Symbols of different tables must not be mixed. Equality and hashing
// are those of an integer; the order of symbols is the order of appearance, not of the alphabet.
//
// Interning and finding take O(length) on average, naming O(1). Texts are copied into blocks that never move:
// the views that Name() returns are valid as long as the table, also when the table is moved. Not safe for
// writing from several threads.

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace casus::base {

enum class Symbol : uint32_t {};

class SymbolTable {
 public:
  SymbolTable() = default;
  SymbolTable(SymbolTable&&) = default;
  SymbolTable& operator=(SymbolTable&&) = default;

  Symbol Intern(std::string_view name);
  std::optional<Symbol> Find(std::string_view name) const;

  // Requires a symbol of this table.
  std::string_view Name(Symbol symbol) const;

  size_t size() const { return names_.size(); }

 private:
  struct Block {
    std::unique_ptr<char[]> bytes;
    size_t used = 0;
  };

  std::string_view Store(std::string_view name);

  boost::unordered_flat_map<std::string_view, Symbol> by_name_;  // views into the two below
  std::vector<std::string_view> names_;                          // by symbol
  std::vector<Block> blocks_;                                    // of kBlockBytes each; the last one has room
  std::vector<std::unique_ptr<char[]>> long_names_;
};

}  // namespace casus::base
