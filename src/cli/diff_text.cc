#include "cli/diff_text.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "cli/spans_text.h"

namespace casus::cli {
namespace {

constexpr size_t kShownRows = 20;  // of a group

constexpr api::DiffRow::Group kGroups[] = {api::DiffRow::Group::kInForce, api::DiffRow::Group::kTerritory,
                                           api::DiffRow::Group::kNorms, api::DiffRow::Group::kStates,
                                           api::DiffRow::Group::kEvents};

std::string_view HeadingOf(api::DiffRow::Group group) {
  switch (group) {
    case api::DiffRow::Group::kInForce:
      return "In force";
    case api::DiffRow::Group::kTerritory:
      return "Territory";
    case api::DiffRow::Group::kNorms:
      return "Owed, kept, broken";
    case api::DiffRow::Group::kStates:
      return "States";
    case api::DiffRow::Group::kEvents:
      return "Events";
  }
  return {};
}

std::string Side(std::string_view lens) {
  return lens.empty() ? "the record as it is" : fmt::format("under {}", lens);
}

void AddLeftStanding(std::string& text, const std::vector<std::string>& labels, std::string_view lens) {
  if (labels.empty()) return;
  text += fmt::format("\nstill there {}, though because of what it takes away: {}\n", Side(lens),
                      fmt::join(labels, ", "));
}

}  // namespace

std::string DiffText(const api::DiffReport& report, bool full, const Style& style) {
  std::string text = fmt::format("{}  only {}\n{}  only {}\n", style.Bad("-"), Side(report.lens_a),
                                 style.Good("+"), Side(report.lens_b));
  if (report.rows.empty()) return text + "\nno difference\n";
  for (const api::DiffRow::Group group : kGroups) {
    Table table("");
    size_t shown = 0, implied = 0, left_out = 0;
    for (const api::DiffRow& row : report.rows) {
      if (row.group != group) continue;
      if (row.implied && !full) {
        ++implied;
      } else if (shown == kShownRows && !full) {
        ++left_out;
      } else {
        ++shown;
        if (!row.only_in_a.empty())
          table.Add({style.Bad("-"), row.statement, SpansText(row.only_in_a, style)});
        if (!row.only_in_b.empty())
          table.Add({style.Good("+"), row.statement, SpansText(row.only_in_b, style)});
      }
    }
    if (shown == 0) continue;
    text += '\n' + style.Heading(HeadingOf(group)) + '\n' + table.ToString();
    if (implied > 0)
      text += style.Quiet(fmt::format("and the same of {} of their parts (--full)", implied)) + '\n';
    if (left_out > 0) text += style.Quiet(fmt::format("and {} more (--full)", left_out)) + '\n';
  }
  AddLeftStanding(text, report.left_standing_in_a, report.lens_a);
  AddLeftStanding(text, report.left_standing_in_b, report.lens_b);
  return text;
}

}  // namespace casus::cli
