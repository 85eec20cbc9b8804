#include "cli/why_text.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "cli/spans_text.h"

namespace casus::cli {
namespace {

constexpr int kUsualDepth = 7;
constexpr size_t kUsualWidth = 6;  // reasons below one claim

class Writer {
 public:
  Writer(bool full, const Style& style) : full_(full), style_(style) {}

  std::string Write(const std::vector<api::Reason>& reasons) {
    for (const api::Reason& reason : reasons) Add(reason, 0, api::Reason::Kind::kAbsent);
    return std::move(text_);
  }

 private:
  void Line(int depth, std::string_view line) {
    text_.append(static_cast<size_t>(depth) * 2 + 2, ' ');
    text_ += line;
    text_ += '\n';
  }

  std::string Claim(const api::Reason& reason) const {
    const std::string days =
        reason.from == reason.through ? reason.from : fmt::format("{} – {}", reason.from, reason.through);
    switch (reason.kind) {
      case api::Reason::Kind::kAbsent:
        return fmt::format("not: {}  {}", reason.text, style_.Quiet(days));
      case api::Reason::Kind::kNoStatement:
        return fmt::format("no statement says: {}  {}", reason.text, style_.Quiet(days));
      case api::Reason::Kind::kCut:
        return "…";
      case api::Reason::Kind::kHolds:
      case api::Reason::Kind::kStatement:
      case api::Reason::Kind::kText:
        break;
    }
    return fmt::format("{}  {}", reason.text, style_.Quiet(days));
  }

  void Add(const api::Reason& reason, int depth, api::Reason::Kind above) {
    Line(depth, Claim(reason));
    // That nothing stood in the way of what holds is named, and argued for only if asked.
    if (reason.kind == api::Reason::Kind::kAbsent && above != api::Reason::Kind::kAbsent && !full_) return;
    if (reason.argued_before) {
      Line(depth + 1, style_.Quiet("(argued above)"));
      return;
    }
    for (const api::Evidence& evidence : reason.evidence)
      Line(depth + 1, style_.Quiet(EvidenceText(evidence)));
    if (reason.evidence.empty() && !reason.place.empty()) Line(depth + 1, style_.Quiet("by " + reason.place));
    if (reason.because.empty()) return;
    if (depth >= kUsualDepth && !full_) {
      Line(depth + 1, style_.Quiet("… (--full goes on)"));
      return;
    }
    size_t shown = 0;
    for (const api::Reason& one : reason.because) {
      if (shown++ == kUsualWidth && !full_) {
        Line(depth + 1, style_.Quiet(fmt::format("… and {} reasons more (--full)",
                                                 reason.because.size() - kUsualWidth)));
        break;
      }
      Add(one, depth + 1, reason.kind);
    }
    if (reason.others > 0)
      Line(depth + 1, style_.Quiet(fmt::format("and {} more like these", reason.others)));
  }

  bool full_;
  const Style& style_;
  std::string text_;
};

std::string Verdict(const api::WhyReport& report, const api::WhyCase& one, const Style& style) {
  std::string values;
  for (size_t i = 0; i < one.values.size(); ++i) {
    values += fmt::format("{}{} = {}", i == 0 ? "" : ", ", report.columns[i], one.values[i].text);
  }
  if (!values.empty()) values = ": " + values;
  switch (one.holds) {
    case api::Holds::kCertain:
      return fmt::format("{} on {}{}, because", style.Good("Certainly"), report.on, values);
    case api::Holds::kPossible:
      return fmt::format("{} on {}{}, because", style.Doubtful("Possibly"), report.on, values);
    case api::Holds::kNo:
      break;
  }
  return fmt::format("{} on {}, because", style.Bad("No"), report.on);
}

}  // namespace

std::string WhyText(const api::WhyReport& report, bool full, const Style& style) {
  std::string text;
  for (const api::WhyCase& one : report.cases) {
    if (!text.empty()) text += '\n';
    text += Verdict(report, one, style) + '\n' + Writer(full, style).Write(one.reasons);
  }
  return text;
}

}  // namespace casus::cli
