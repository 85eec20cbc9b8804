#include "core/problem.h"

#include <array>

namespace casus::core {

namespace {

constexpr std::array<std::string_view, 4> kDescriptions = {"division by zero", "overflow", "no such part",
                                                           "endless recursion"};

}  // namespace

std::string_view Describe(ProblemKind kind) { return kDescriptions[static_cast<size_t>(kind)]; }

}  // namespace casus::core
