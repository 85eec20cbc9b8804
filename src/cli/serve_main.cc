// The program casus-serve, which `casus serve` becomes (server_program.h).

#include <fmt/format.h>

#include <cstdio>
#include <optional>
#include <variant>

#include "cli/arguments.h"
#include "cli/commands.h"

int main(int argc, char** argv) {
  using namespace casus::cli;
  Arguments arguments;
  if (const std::optional<int> exit = ParseArguments(argc, argv, arguments)) return *exit;
  if (const auto* serve = std::get_if<ServeArguments>(&arguments)) return Run(*serve);
  fmt::print(stderr, "this is a part of casus: `casus serve` runs it\n");
  return kWrongUsage;
}
