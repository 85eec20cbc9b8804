#pragma once

// The kinds of diagnostics: rows of kinds.def.
//
//   Info(Kind::kUnclosedText).code == 203;      // printed as C0203
//   Info(Kind::kUnclosedText).name == "UnclosedText";

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace casus::diag {

// kError: the pass goes on, but nothing is run. kWarning: surely a slip, yet it has a meaning. kNote: worth
// knowing.
enum class Severity : uint8_t { kError, kWarning, kNote };

enum class Kind : uint16_t {
#define CASUS_DIAGNOSTIC(code, name, severity) k##name,
#include "diag/kinds.def"
};

struct KindInfo {
  Kind kind;
  int code;  // its first two digits are the group
  std::string_view name;
  Severity severity;
};

// All kinds, by code.
std::span<const KindInfo> AllKinds();

const KindInfo& Info(Kind kind);

// "C0203".
std::string Code(Kind kind);

// "error", "warning", "note".
std::string_view Name(Severity severity);

}  // namespace casus::diag
