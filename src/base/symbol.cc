#include "base/symbol.h"

#include <algorithm>
#include <limits>

#include "base/check.h"

namespace casus::base {

namespace {
constexpr size_t kBlockBytes = size_t{1} << 16;
}  // namespace

Symbol SymbolTable::Intern(std::string_view name) {
  if (const auto known = by_name_.find(name); known != by_name_.end()) return known->second;
  CHECK(names_.size() < std::numeric_limits<uint32_t>::max()) << "too many symbols";
  const auto symbol = static_cast<Symbol>(names_.size());
  const std::string_view stored = Store(name);
  names_.push_back(stored);
  by_name_.emplace(stored, symbol);
  return symbol;
}

std::optional<Symbol> SymbolTable::Find(std::string_view name) const {
  const auto known = by_name_.find(name);
  if (known == by_name_.end()) return std::nullopt;
  return known->second;
}

std::string_view SymbolTable::Name(Symbol symbol) const {
  const auto index = static_cast<size_t>(symbol);
  CHECK(index < names_.size()) << "symbol " << index << " of a table of " << names_.size();
  return names_[index];
}

std::string_view SymbolTable::Store(std::string_view name) {
  // A name longer than a quarter of a block is stored apart, so that little of a block is ever wasted.
  if (name.size() > kBlockBytes / 4) {
    long_names_.push_back(std::make_unique<char[]>(name.size()));
    std::copy(name.begin(), name.end(), long_names_.back().get());
    return {long_names_.back().get(), name.size()};
  }
  if (blocks_.empty() || kBlockBytes - blocks_.back().used < name.size()) {
    blocks_.push_back({.bytes = std::make_unique<char[]>(kBlockBytes)});
  }
  Block& block = blocks_.back();
  char* const place = block.bytes.get() + block.used;
  std::copy(name.begin(), name.end(), place);
  block.used += name.size();
  return {place, name.size()};
}

}  // namespace casus::base
