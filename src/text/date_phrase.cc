#include "text/date_phrase.h"

#include <algorithm>

namespace casus::text {

void DateGrounds::Add(Sureness at_most, std::string_view why) {
  sureness = std::max(sureness, at_most);
  if (why.empty() || reason.find(why) != std::string::npos) return;
  if (!reason.empty()) reason += "; ";
  reason += why;
}

}  // namespace casus::text
