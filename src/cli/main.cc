#include <optional>
#include <variant>

#include "cli/arguments.h"
#include "cli/commands.h"

int main(int argc, char** argv) {
  using namespace casus::cli;
  Arguments arguments;
  if (const std::optional<int> exit = ParseArguments(argc, argv, arguments)) return *exit;
  return std::visit([](const auto& verb) { return Run(verb); }, arguments);
}
