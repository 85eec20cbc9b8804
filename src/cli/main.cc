#include <optional>
#include <type_traits>
#include <variant>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/server_program.h"

int main(int argc, char** argv) {
  using namespace casus::cli;
  Arguments arguments;
  if (const std::optional<int> exit = ParseArguments(argc, argv, arguments)) return *exit;
  return std::visit(
      [argv]<typename Verb>(const Verb& verb) {
        if constexpr (std::is_same_v<Verb, ServeArguments>) {
          return BecomeServer(argv);
        } else {
          return Run(verb);
        }
      },
      arguments);
}
