#include "cli/diff_text.h"

#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "cli/spans_text.h"

namespace casus::cli {
namespace {

std::string_view HeadingOf(api::DiffRow::Group group) {
  switch (group) {
    case api::DiffRow::Group::kInForce: return "In force";
    case api::DiffRow::Group::kTerritory: return "Territory";
    case api::DiffRow::Group::kNorms: return "Owed, kept, broken";
    case api::DiffRow::Group::kStates: return "States";
    case api::DiffRow::Group::kEvents: return "Events";
  }
  return {};
}

std::string Side(std::string_view lens) { return lens.empty() ? "the record as it is" : fmt::format("under {}", lens); }

void AddLeftStanding(std::string& text, const std::vector<std::string>& labels, std::string_view lens) {
  if (labels.empty()) return;
  text += fmt::format("\nstill there {}, though because of what it takes away: {}\n", Side(lens), fmt::join(labels, ", "));
}

}  // namespace

std::string DiffText(const api::DiffReport& report, const Style& style) {
  std::string text = fmt::format("{}  only {}\n{}  only {}\n", style.Bad("-"), Side(report.lens_a), style.Good("+"),
                                 Side(report.lens_b));
  if (report.rows.empty()) return text + "\nno difference\n";
  std::optional<api::DiffRow::Group> group;
  Table table("");
  for (const api::DiffRow& row : report.rows) {
    if (row.group != group) {
      if (group) text += table.ToString();
      table = Table("");
      group = row.group;
      text += '\n' + style.Heading(HeadingOf(row.group)) + '\n';
    }
    if (!row.only_in_a.empty()) table.Add({style.Bad("-"), row.statement, SpansText(row.only_in_a, style)});
    if (!row.only_in_b.empty()) table.Add({style.Good("+"), row.statement, SpansText(row.only_in_b, style)});
  }
  text += table.ToString();
  AddLeftStanding(text, report.left_standing_in_a, report.lens_a);
  AddLeftStanding(text, report.left_standing_in_b, report.lens_b);
  return text;
}

}  // namespace casus::cli
