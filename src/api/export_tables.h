#pragma once

// The timeline as tables, for spreadsheets and statistics: RFC 4180, as csv.h has it.
//
//   TimelineCsv(report)                              // a line for each span of a bar and each mark
//   StatesCsv(report, dossier, {.per = Per::kYear})  // a panel: a line for each state and year
//
// In a panel the columns `days_certain` and `days_possible` count the days on which the state holds for certain, or only possibly. Of pairs
// of parties there is a line for each ordered pair that shares an instrument, and year: how many instruments were in force
// between them, how many norms of these the first owed, was in breach of, and broke.

#include <optional>
#include <string>

#include "api/timeline.h"
#include "base/date.h"

namespace casus::api {

std::string TimelineCsv(const TimelineReport& report);

enum class Per : uint8_t { kDay, kYear, kPair };

struct StatesOptions {
  Per per = Per::kYear;
  std::optional<base::Day> from, through;  // none: those of the record
};

std::string StatesCsv(const TimelineReport& report, const lang::Dossier& dossier,
                      const StatesOptions& options);

}  // namespace casus::api
