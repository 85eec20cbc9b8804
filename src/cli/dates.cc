#include "cli/dates.h"

#include <fmt/format.h>

#include "api/span.h"
#include "cli/session.h"

namespace casus::cli {

std::optional<lang::StampRange> ReadDate(const api::Workspace& workspace, std::string_view option,
                                         const std::string& date) {
  const lang::Dossier& dossier = workspace.dossier();
  const base::Result<lang::StampRange> range = api::ParseDate(dossier, date);
  if (!range.ok()) {
    Complain(fmt::format("{}: {}", option, range.error().message));
    return std::nullopt;
  }
  if (range->last < dossier.first || range->first > dossier.last) {
    Complain(fmt::format("{}: {} lies outside of the horizon, {} through {}", option, date,
                         base::ToString(dossier.first, dossier.grain),
                         base::ToString(dossier.last, dossier.grain)));
    return std::nullopt;
  }
  return *range;
}

std::optional<base::Stamp> ReadDay(const api::Workspace& workspace, std::string_view option,
                                   const std::string& date) {
  const std::optional<lang::StampRange> range = ReadDate(workspace, option, date);
  if (!range) return std::nullopt;
  const base::Grain grain = workspace.dossier().grain;
  if (base::DayOf(range->first, grain) != base::DayOf(range->last, grain)) {
    Complain(fmt::format("{} takes one day, and {} is more than that", option, date));
    return std::nullopt;
  }
  return range->last;
}

}  // namespace casus::cli
