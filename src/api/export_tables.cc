#include "api/export_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "api/csv.h"

namespace casus::api {
namespace {

std::string Plain(const std::optional<base::Decimal>& number) {
  if (!number) return {};
  std::string text = number->ToString();
  std::erase(text, '_');
  return text;
}

// Days, both in.
struct Days {
  base::Day first, last;
};

Days DaysOf(const Span& span, const lang::Dossier& dossier) {
  return {base::DayOf(ParseDate(dossier, span.from)->first, dossier.grain),
          base::DayOf(ParseDate(dossier, span.through)->last, dossier.grain)};
}

int YearOf(base::Day day) { return base::ToCivil(day).year; }
base::Day FirstOf(int year) { return base::ToDay({year, 1, 1}); }
base::Day LastOf(int year) { return base::ToDay({year, 12, 31}); }

// How many of these days lie in a year.
int64_t DaysIn(const Days& days, int year) {
  const base::Day first = std::max(days.first, FirstOf(year));
  const base::Day last = std::min(days.last, LastOf(year));
  return last < first ? 0 : last - first + 1;
}

class Panel {
 public:
  Panel(const TimelineReport& report, const lang::Dossier& dossier, const StatesOptions& options)
      : report_(report), dossier_(dossier) {
    const Days whole = DaysOf({.from = report.first, .through = report.last}, dossier);
    range_ = {std::max(options.from.value_or(whole.first), whole.first),
              std::min(options.through.value_or(whole.last), whole.last)};
  }

  std::string ByDay() const {
    std::string csv = CsvRecord({"day", "lane", "kind", "label", "party", "value", "certainty"});
    for (const Lane& lane : report_.lanes) {
      for (const Bar& bar : lane.bars) {
        for (const Span& span : bar.spans) {
          const Days days = Clip(span);
          for (base::Day day = days.first; day <= days.last; ++day) {
            csv += CsvRecord({base::ToString(day), lane.id, bar.kind, bar.label, bar.party, Plain(bar.value),
                              std::string(Name(span.certainty))});
          }
        }
      }
    }
    return csv;
  }

  std::string ByYear() const {
    std::string csv =
        CsvRecord({"year", "lane", "kind", "label", "party", "value", "days_certain", "days_possible"});
    for (const Lane& lane : report_.lanes) {
      for (const Bar& bar : lane.bars) {
        std::map<int, std::pair<int64_t, int64_t>> years;
        for (const Span& span : bar.spans) {
          const Days days = Clip(span);
          for (int year = YearOf(days.first); days.first <= days.last && year <= YearOf(days.last); ++year) {
            auto& [certain, possible] = years[year];
            (span.certainty == Certainty::kCertain ? certain : possible) += DaysIn(days, year);
          }
        }
        for (const auto& [year, days] : years) {
          csv += CsvRecord({std::to_string(year), lane.id, bar.kind, bar.label, bar.party, Plain(bar.value),
                            std::to_string(days.first), std::to_string(days.second)});
        }
      }
    }
    return csv;
  }

  std::string ByPair() const {
    using Key = std::tuple<std::string, std::string, int>;
    struct Counts {
      int in_force = 0, owed = 0, in_breach = 0, breaches = 0;
    };
    std::map<Key, Counts> pairs;
    std::map<std::string, std::vector<std::string>> parties;  // by instrument
    for (const Lane& lane : report_.lanes) {
      if (lane.group == Lane::Group::kInstrument) parties[lane.instrument] = lane.parties;
    }
    auto each_other = [&](const std::string& party, const std::string& instrument, auto&& use) {
      for (const std::string& other : parties[instrument]) {
        if (other != party) use(other);
      }
    };
    for (const Lane& lane : report_.lanes) {
      for (const Bar& bar : lane.bars) {
        for (const int year : YearsOf(bar.spans)) {
          if (lane.group == Lane::Group::kInstrument && bar.kind == "in-force") {
            for (const std::string& party : lane.parties) {
              each_other(party, lane.instrument,
                         [&](const std::string& other) { ++pairs[{party, other, year}].in_force; });
            }
          } else if (lane.group == Lane::Group::kNorm && (bar.kind == "owed" || bar.kind == "in-breach")) {
            each_other(bar.party, lane.instrument, [&](const std::string& other) {
              Counts& counts = pairs[{bar.party, other, year}];
              ++(bar.kind == "owed" ? counts.owed : counts.in_breach);
            });
          }
        }
      }
      for (const Mark& mark : lane.marks) {
        if (lane.group != Lane::Group::kNorm || mark.kind != "breach") continue;
        for (const int year : YearsOf({mark.span})) {
          each_other(mark.party, lane.instrument,
                     [&](const std::string& other) { ++pairs[{mark.party, other, year}].breaches; });
        }
      }
    }
    std::string csv = CsvRecord(
        {"party", "other", "year", "instruments_in_force", "norms_owed", "norms_in_breach", "breaches"});
    for (const auto& [key, counts] : pairs) {
      const auto& [party, other, year] = key;
      csv += CsvRecord({party, other, std::to_string(year), std::to_string(counts.in_force),
                        std::to_string(counts.owed), std::to_string(counts.in_breach),
                        std::to_string(counts.breaches)});
    }
    return csv;
  }

 private:
  Days Clip(const Span& span) const {
    const Days days = DaysOf(span, dossier_);
    return {std::max(days.first, range_.first), std::min(days.last, range_.last)};
  }

  std::set<int> YearsOf(const std::vector<Span>& spans) const {
    std::set<int> years;
    for (const Span& span : spans) {
      const Days days = Clip(span);
      for (int year = YearOf(days.first); days.first <= days.last && year <= YearOf(days.last); ++year) {
        years.insert(year);
      }
    }
    return years;
  }

  const TimelineReport& report_;
  const lang::Dossier& dossier_;
  Days range_{};
};

}  // namespace

std::string TimelineCsv(const TimelineReport& report) {
  std::string csv = CsvRecord({"lane", "group", "title", "what", "kind", "label", "party", "value", "limit",
                               "from", "through", "certainty", "question"});
  for (const Lane& lane : report.lanes) {
    const std::vector<std::string> head = {lane.id, std::string(Name(lane.group)), lane.title};
    auto add = [&](std::string_view what, const std::string& kind, const std::string& label,
                   const std::string& party, const std::string& value, const std::string& limit,
                   const Span& span, const std::string& question) {
      std::vector<std::string> fields = head;
      fields.insert(fields.end(), {std::string(what), kind, label, party, value, limit, span.from,
                                   span.through, std::string(Name(span.certainty)), question});
      csv += CsvRecord(fields);
    };
    for (const Bar& bar : lane.bars) {
      for (const Span& span : bar.spans) {
        add("state", bar.kind, bar.label, bar.party, Plain(bar.value), Plain(bar.limit), span, bar.question);
      }
    }
    for (const Mark& mark : lane.marks) {
      add("event", mark.kind, mark.label, mark.party, Plain(mark.value), "", mark.span, mark.question);
    }
  }
  return csv;
}

std::string StatesCsv(const TimelineReport& report, const lang::Dossier& dossier,
                      const StatesOptions& options) {
  const Panel panel(report, dossier, options);
  switch (options.per) {
    case Per::kDay:
      return panel.ByDay();
    case Per::kYear:
      return panel.ByYear();
    case Per::kPair:
      return panel.ByPair();
  }
  return {};
}

}  // namespace casus::api
