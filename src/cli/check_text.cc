#include "cli/check_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/spans_text.h"

namespace casus::cli {
namespace {

constexpr int kColumns = 100;
constexpr size_t kShownRows = 12;
constexpr size_t kShownFindings = 4;  // of one kind

class Writer {
 public:
  Writer(const api::CheckReport& report, const CheckTextOptions& options, const Style& style)
      : report_(report), options_(options), style_(style) {}

  std::string Write() {
    WriteTitle();
    WriteInstruments();
    WriteLands();
    WriteNorms();
    WriteFindings();
    WriteLeftStanding();
    WriteExpectations();
    WriteSuggestions();
    return std::move(text_);
  }

 private:
  size_t Limit(size_t usual) const { return options_.full ? std::numeric_limits<size_t>::max() : usual; }

  void Heading(std::string_view heading) { text_ += '\n' + style_.Heading(heading) + '\n'; }

  void Rest(size_t left_out, std::string_view what) {
    if (left_out == 0) return;
    text_ += style_.Quiet(fmt::format("  … and {} {} (--full shows them)", left_out, what)) + '\n';
  }

  void WriteTitle() {
    const api::Summary& summary = report_.summary;
    text_ += style_.Heading(options_.dossier) +
             fmt::format("   {} – {}, {} {}, {} {}\n", summary.first, summary.last, summary.documents,
                         summary.documents == 1 ? "file" : "files", summary.statements,
                         summary.statements == 1 ? "statement" : "statements");
    if (!report_.lens.empty()) text_ += fmt::format("under the lens {}\n", style_.Heading(report_.lens));
    std::vector<std::string> missing;
    for (const api::SourceSummary& source : summary.sources) {
      if (source.has_file && !source.at_hand) missing.push_back(source.name);
    }
    if (missing.empty()) return;
    text_ += style_.Doubtful(fmt::format("evidence not checked: {} {} {} not at hand (--sources DIR)",
                                         missing.size() == 1 ? "source" : "sources", fmt::join(missing, ", "),
                                         missing.size() == 1 ? "is" : "are")) +
             '\n';
  }

  void WriteInstruments() {
    const std::vector<api::InstrumentLife>& instruments = report_.summary.instruments;
    if (instruments.empty()) return;
    Heading("In force");
    Table table("  ");
    std::vector<std::string> never;
    size_t left_out = 0;
    for (size_t i = 0; i < instruments.size(); ++i) {
      if (instruments[i].in_force.empty()) {
        never.push_back(instruments[i].name);
      } else if (i >= Limit(kShownRows + 4)) {
        ++left_out;
      } else {
        table.Add({instruments[i].name, SpansText(instruments[i].in_force, style_)});
      }
    }
    text_ += table.ToString();
    Rest(left_out, "instruments");
    if (!never.empty())
      text_ += "  " + Wrap(fmt::format("never: {}", fmt::join(never, ", ")), kColumns, "    ") + '\n';
  }

  // --- Lands
  // -----------------------------------------------------------------------------------------------------

  void WriteLands() {
    const std::vector<api::LandHistory>& lands = report_.summary.lands;
    if (lands.empty()) return;
    Heading("Who held what");
    // Lands that changed hands come first: they are what is looked for.
    std::vector<const api::LandHistory*> order;
    for (const api::LandHistory& land : lands) order.push_back(&land);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return Hands(*a) > Hands(*b); });
    Table table("  ");
    size_t rows = 0;
    size_t left_out = 0;
    for (const api::LandHistory* land : order) {
      if (rows >= Limit(kShownRows)) {
        ++left_out;
        continue;
      }
      rows += AddLand(*land, table);
    }
    text_ += table.ToString();
    Rest(left_out, "lands");
  }

  static size_t Hands(const api::LandHistory& land) {
    std::vector<std::string> hands;
    for (const auto& holding : land.holdings) {
      if (hands.empty() || hands.back() != holding.who) hands.push_back(holding.who);
    }
    return hands.size();
  }

  size_t AddLand(const api::LandHistory& land, Table& table) const {
    std::string name = land.land;
    if (land.parts.size() == 1) name += fmt::format(" and {}", land.parts.front());
    if (land.parts.size() > 1) name += fmt::format(" and {} places in it", land.parts.size());
    size_t rows = 0;
    for (size_t i = 0; i < land.holdings.size();) {
      std::vector<api::Span> spans;
      const std::string& who = land.holdings[i].who;
      for (; i < land.holdings.size() && land.holdings[i].who == who; ++i)
        spans.push_back(land.holdings[i].span);
      table.Add({rows == 0 ? name : "", who, SpansText(spans, style_)});
      ++rows;
    }
    return rows;
  }

  // --- Norms
  // -----------------------------------------------------------------------------------------------------

  static constexpr int kBroken = 0, kInBreachPossibly = 1, kKept = 2, kOwed = 3, kOther = 4;

  static int RankOf(const api::NormLife& norm) {
    if (norm.HasCertainly(api::NormState::kBroken)) return kBroken;
    if (norm.Has(api::NormState::kBroken)) return kInBreachPossibly;
    if (norm.Has(api::NormState::kKept)) return kKept;
    return norm.Has(api::NormState::kOwed) ? kOwed : kOther;
  }

  static std::vector<api::Span> SpansIn(const api::NormLife& norm, api::NormState state) {
    std::vector<api::Span> spans;
    for (const api::NormPhase& phase : norm.life) {
      if (phase.state == state) spans.push_back(phase.span);
    }
    return spans;
  }

  void WriteNorms() {
    std::vector<const api::NormLife*> order;
    std::vector<std::string> dormant;
    for (const api::NormLife& norm : report_.norms) {
      if (RankOf(norm) != kOther) order.push_back(&norm);
      // A power or a right is used, not owed: that is no state of theirs.
      const bool is_owed = norm.kind != "power" && norm.kind != "right";
      if (is_owed && norm.Has(api::NormState::kDormant)) dormant.push_back(norm.norm);
    }
    if (order.empty() && dormant.empty()) return;
    Heading("Owed, kept, broken");
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return RankOf(*a) < RankOf(*b); });
    Table table("  ");
    size_t left_out = 0;
    for (size_t i = 0; i < order.size(); ++i) {
      if (i >= Limit(kShownRows) && RankOf(*order[i]) > kInBreachPossibly) {
        ++left_out;
      } else {
        const auto& [verdict, times] = VerdictOf(*order[i]);
        table.Add({order[i]->norm, order[i]->bearer, verdict, times});
      }
    }
    text_ += table.ToString();
    Rest(left_out, "norms");
    const bool is_bounded = std::any_of(order.begin(), order.end(), [](const api::NormLife* norm) {
      return std::any_of(norm->life.begin(), norm->life.end(),
                         [](const api::NormPhase& phase) { return phase.bounded; });
    });
    if (is_bounded) {
      text_ +=
          style_.Quiet(
              "  " +
              Wrap(
                  "Bounded: too much is open to go through all of it at once; less may be possible, and more "
                  "certain. `casus ask` may tell more of one norm.",
                  kColumns, "  ")) +
          '\n';
    }
    if (!dormant.empty()) {
      const std::string names =
          options_.full || dormant.size() <= 4
              ? fmt::format("never called upon: {}", fmt::join(dormant, ", "))
              : fmt::format("never called upon: {} norms (--full names them)", dormant.size());
      text_ += "  " + Wrap(names, kColumns, "    ") + '\n';
    }
  }

  std::pair<std::string, std::string> VerdictOf(const api::NormLife& norm) const {
    const auto breach = [&] {
      const std::vector<api::Span> spans = SpansIn(norm, api::NormState::kInBreach);
      if (!spans.empty()) return "in breach " + SpansText(spans, style_);
      return "made good the same day, " + SpansIn(norm, api::NormState::kBroken).front().from;
    };
    switch (RankOf(norm)) {
      case kBroken:
        return {style_.Bad("broken"), breach()};
      case kInBreachPossibly:
        return {style_.Doubtful("possibly broken"), breach()};
      case kKept:
        return {style_.Good("kept"), SpansText(SpansIn(norm, api::NormState::kKept), style_)};
      default:
        break;
    }
    return {"owed", SpansText(SpansIn(norm, api::NormState::kOwed), style_)};
  }

  // --- Findings
  // --------------------------------------------------------------------------------------------------

  void WriteFindings() {
    constexpr std::pair<api::Finding::Kind, std::string_view> kSections[] = {
        {api::Finding::Kind::kConflict, "Where the accounts conflict"},
        {api::Finding::Kind::kSource, "Where a source does not agree with itself"},
        {api::Finding::Kind::kNoEffect, "Without effect"},
        {api::Finding::Kind::kAlleged, "Alleged"},
        {api::Finding::Kind::kDenied, "Denied"},
        {api::Finding::Kind::kDoubleDating, "Dated twice"},
    };
    for (const auto& [kind, heading] : kSections) {
      size_t count = 0;
      for (const api::Finding& finding : report_.findings) {
        if (finding.kind != kind) continue;
        if (count++ == 0) Heading(heading);
        if (count <= Limit(kShownFindings)) WriteFinding(finding);
      }
      if (count > Limit(kShownFindings)) Rest(count - kShownFindings, "more of these");
    }
  }

  void WriteFinding(const api::Finding& finding) {
    text_ += "  " + Wrap(finding.message, kColumns, "  ") + '\n';
    for (const api::Evidence& evidence : finding.evidence) {
      text_ += style_.Quiet("    " + Wrap(EvidenceText(evidence), kColumns - 4, "    ")) + '\n';
    }
  }

  void WriteLeftStanding() {
    const std::vector<std::string>& labels = report_.summary.left_standing;
    if (labels.empty()) return;
    Heading("Left standing");
    text_ += "  " +
             Wrap(fmt::format("chronicled because of what this lens takes away, and still there: {}",
                              fmt::join(labels, ", ")),
                  kColumns, "  ") +
             '\n';
  }

  // --- Expectations, what next
  // -----------------------------------------------------------------------------------

  void WriteExpectations() {
    const size_t failed = report_.failed.size();
    if (report_.passed + failed == 0) return;
    Heading("Expectations");
    if (failed == 0) {
      text_ += fmt::format("  {}\n",
                           style_.Good(report_.passed == 1 ? "the one there is holds"
                                                           : fmt::format("all {} hold", report_.passed)));
      return;
    }
    text_ +=
        fmt::format("  {}, {}\n", style_.Bad(fmt::format("{} {}", failed, failed == 1 ? "fails" : "fail")),
                    fmt::format("{} {}", report_.passed, report_.passed == 1 ? "holds" : "hold"));
    for (const api::ExpectationResult& expectation : report_.failed) {
      text_ += fmt::format("  {}{}\n", expectation.where,
                           expectation.heading.empty() ? "" : style_.Quiet("   " + expectation.heading));
      text_ += fmt::format("    {}\n    {}\n", Wrap(expectation.text, kColumns - 4, "      "),
                           style_.Bad(Wrap(expectation.why, kColumns - 4, "      ")));
    }
  }

  void WriteSuggestions() {
    if (report_.summary.suggestions.empty()) return;
    Heading("Try next");
    for (const api::Suggestion& suggestion : report_.summary.suggestions) {
      text_ += fmt::format("  casus {} {} {}\n", suggestion.verb, options_.dossier, suggestion.rest);
    }
  }

  const api::CheckReport& report_;
  const CheckTextOptions& options_;
  const Style& style_;
  std::string text_;
};

}  // namespace

std::string CheckText(const api::CheckReport& report, const CheckTextOptions& options, const Style& style) {
  return Writer(report, options, style).Write();
}

}  // namespace casus::cli
