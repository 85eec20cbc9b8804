#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace casus::base::internal {

CheckFailure::CheckFailure(const char* file, int line, const char* condition) {
  message_ << "casus: internal error at " << file << ":" << line << ": " << condition << " does not hold: ";
}

CheckFailure::~CheckFailure() {
  message_
      << "\nThis is a bug in Casus, not in your dossier. Please report it with the lines above, the output of"
         " `casus --version`, and the dossier if you can share it.\n";
  std::fputs(message_.str().c_str(), stderr);
  std::abort();
}

}  // namespace casus::base::internal
