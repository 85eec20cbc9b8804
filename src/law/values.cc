#include "law/values.h"

namespace casus::law {

core::Kind KindOf(const lang::Type& type, const lang::Vocabulary& vocabulary,
                  const base::SymbolTable& symbols) {
  switch (type.of) {
    case lang::Type::Of::kNumber:
      return core::Kind::kNumber;
    case lang::Type::Of::kDate:
      return core::Kind::kStamp;
    case lang::Type::Of::kDuration:
      return core::Kind::kDuration;
    case lang::Type::Of::kOccurrence:
      return core::Kind::kCompound;
    case lang::Type::Of::kEntity:
      return symbols.Name(vocabulary.kind(type.kind).name) == "Obligation" ? core::Kind::kCompound
                                                                           : core::Kind::kSymbol;
    case lang::Type::Of::kText:
    case lang::Type::Of::kUnknown:
      break;
  }
  return core::Kind::kSymbol;
}

}  // namespace casus::law
