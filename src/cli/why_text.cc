#include "cli/why_text.h"

#include <fmt/format.h>

#include <algorithm>
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
    for (const api::Reason& reason : reasons) Add(reason, 0, nullptr);
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

  static bool IsAbsence(const api::Reason& reason) {
    return reason.kind == api::Reason::Kind::kAbsent || reason.kind == api::Reason::Kind::kNoStatement;
  }

  // Two statements of the same day on the same words.
  static bool HaveOneSupport(const api::Reason& a, const api::Reason& b) {
    return !a.evidence.empty() && a.evidence == b.evidence && a.from == b.from && a.through == b.through;
  }

  // `next` is what follows below the same claim, or null.
  void Add(const api::Reason& reason, int depth, const api::Reason* next) {
    Line(depth, Claim(reason));
    if (reason.argued_before) {
      Line(depth + 1, style_.Quiet("(argued elsewhere)"));
      return;
    }
    if (next == nullptr || !HaveOneSupport(reason, *next)) {
      for (const api::Evidence& evidence : reason.evidence)
        Line(depth + 1, style_.Quiet(EvidenceText(evidence)));
    }
    if (reason.evidence.empty() && !reason.place.empty()) Line(depth + 1, style_.Quiet("by " + reason.place));
    if (reason.because.empty()) return;
    if (depth >= kUsualDepth && !full_) {
      Line(depth + 1, style_.Quiet("… (--full goes on)"));
      return;
    }
    AddBecause(reason, depth + 1);
    if (reason.others > 0)
      Line(depth + 1, style_.Quiet(fmt::format("and {} more like these", reason.others)));
  }

  // With its days, unless these are those of the claim, or of the last that led to it.
  static std::string AbsenceText(const api::Reason& absence, const api::Reason& claim) {
    const auto contains = [&](std::string_view day) { return absence.from <= day && day <= absence.through; };
    std::string_view last;
    for (const api::Reason& one : claim.because) {
      if (!IsAbsence(one)) last = std::max(last, std::string_view(one.from));
    }
    if (contains(claim.from) || contains(last)) return absence.text;
    return absence.from == absence.through
               ? fmt::format("{} on {}", absence.text, absence.from)
               : fmt::format("{} from {} through {}", absence.text, absence.from, absence.through);
  }

  void AddBecause(const api::Reason& reason, int depth) {
    size_t shown = 0;
    std::vector<std::string> not_in_the_way;
    for (size_t i = 0; i < reason.because.size(); ++i) {
      const api::Reason& one = reason.because[i];
      // That nothing stood in the way of what holds is named, and argued for only if asked.
      if (!full_ && !IsAbsence(reason) && IsAbsence(one)) {
        std::string absence = AbsenceText(one, reason);
        if (std::find(not_in_the_way.begin(), not_in_the_way.end(), absence) == not_in_the_way.end()) {
          not_in_the_way.push_back(std::move(absence));
        }
        continue;
      }
      if (shown++ == kUsualWidth && !full_) {
        Line(depth, style_.Quiet(
                        fmt::format("… and {} reasons more (--full)", reason.because.size() - kUsualWidth)));
        break;
      }
      Add(one, depth, i + 1 < reason.because.size() ? &reason.because[i + 1] : nullptr);
    }
    if (!not_in_the_way.empty())
      Line(depth, style_.Quiet("and not: " + fmt::format("{}", fmt::join(not_in_the_way, " · "))));
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
  const std::string on = report.lens.empty() ? report.on : fmt::format("{} under {}", report.on, report.lens);
  switch (one.holds) {
    case api::Holds::kCertain:
      return fmt::format("{} on {}{}", style.Good("Certainly"), on, values);
    case api::Holds::kPossible:
      return fmt::format("{} on {}{}", style.Doubtful("Possibly"), on, values);
    case api::Holds::kNo:
      break;
  }
  return fmt::format("{} on {}", style.Bad("No"), on);
}

std::string SuppositionText(const api::Supposition& one) {
  using Kind = api::Supposition::Kind;
  switch (one.kind) {
    case Kind::kOn:
      return one.day.empty() ? fmt::format("{}  beyond the record", one.text)
                             : fmt::format("{}  on {}", one.text, one.day);
    case Kind::kThrough:
      return one.day.empty() ? fmt::format("{}  through the end of the record and beyond", one.text)
                             : fmt::format("{}  through {}", one.text, one.day);
    case Kind::kTrue:
      return fmt::format("{}  is true", one.text);
    case Kind::kUntrue:
      return fmt::format("{}  is not true", one.text);
  }
  return {};
}

// What the argument supposes, if it is that of a world.
std::string World(const api::WhyCase& one, const Style& style) {
  if (one.world.empty()) return ", because\n";
  std::string text = one.holds == api::Holds::kPossible
                         ? ", namely if\n"
                         : ", whatever is true of what is open; for instance, if\n";
  for (const api::Supposition& supposed : one.world) {
    text += fmt::format("  {}  {}\n", SuppositionText(supposed), style.Quiet(supposed.place));
  }
  return text + "because\n";
}

}  // namespace

std::string WhyText(const api::WhyReport& report, bool full, const Style& style) {
  std::string text;
  if (report.beyond_knowledge) {
    text += fmt::format("{}: under {} the record ends before {}.\n", style.Doubtful("Unknown"), report.lens,
                        report.on);
  }
  for (const api::WhyCase& one : report.cases) {
    if (!text.empty()) text += '\n';
    text += Verdict(report, one, style) + World(one, style) + Writer(full, style).Write(one.reasons);
    // Nothing within the record makes it so.
    if (one.reasons.empty() && one.holds == api::Holds::kPossible) {
      text += "  what lies beyond the record is not known\n";
    }
  }
  return text;
}

}  // namespace casus::cli
