#pragma once

// How what a dossier speaks of becomes values of the engine, and back.

#include <string>

#include "base/decimal.h"
#include "base/symbol.h"
#include "core/value.h"
#include "lang/vocabulary.h"

namespace casus::law {

inline core::Value ToValue(base::Symbol symbol) { return static_cast<core::Value>(symbol); }
inline base::Symbol ToSymbol(core::Value value) {
  return static_cast<base::Symbol>(static_cast<uint32_t>(value));
}
inline core::Value ToValue(base::Decimal number) { return number.units(); }

// The kind of a column that holds values of a type: obligations and occurrences are compounds, other entities symbols.
core::Kind KindOf(const lang::Type& type, const lang::Vocabulary& vocabulary,
                  const base::SymbolTable& symbols);

}  // namespace casus::law
