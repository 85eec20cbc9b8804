#include "diag/kind.h"

#include <fmt/format.h>

#include <array>

#include "base/check.h"

namespace casus::diag {
namespace {

constexpr auto kKinds = std::to_array<KindInfo>({
#define CASUS_DIAGNOSTIC(code, name, severity) {Kind::k##name, 1##code - 10000, #name, Severity::severity},
#include "diag/kinds.def"
});

constexpr bool CodesAscend() {
  for (size_t i = 1; i < kKinds.size(); ++i) {
    if (kKinds[i - 1].code >= kKinds[i].code) return false;
  }
  return true;
}
static_assert(CodesAscend(), "the rows of kinds.def stand in the order of their codes, each code once");

}  // namespace

std::span<const KindInfo> AllKinds() { return kKinds; }

const KindInfo& Info(Kind kind) {
  const auto index = static_cast<size_t>(kind);
  CHECK(index < kKinds.size()) << "no kind of diagnostic has the number " << index;
  return kKinds[index];
}

std::string Code(Kind kind) { return fmt::format("C{:04}", Info(kind).code); }

std::string_view Name(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      return "note";
  }
  CHECK(false) << "severity " << static_cast<int>(severity);
  return {};
}

}  // namespace casus::diag
