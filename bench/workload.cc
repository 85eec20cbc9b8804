#include "bench/workload.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/check.h"
#include "base/date.h"

namespace casus::bench {
namespace {

constexpr size_t kStatementsPerTreaty = 1'000;
constexpr size_t kNormsPerTreaty = 10;
constexpr size_t kTemplates = 20;

constexpr std::string_view kVocabulary = R"(use "std/norms"
use "std/negotiation"

horizon 1900-01-01 through 1999-12-31

source Register "Register of the league"

event {a: State} attacks/attack {b: State}
event {a: State} calls/call on {b: State} under {pact: Instrument}
event {a: State} assists/assist {b: State} under {pact: Instrument}
event {a: State} pays/pay {n: number} to {b: State}
event {a: State} questions/question {b: State}
event {a: State} answers/answer {b: State}
event {a: State} evacuates/evacuate {land: Territory}
event {a: State} sells/sell arms to {b: State}
event {a: State} spies/spy on {b: State}
event {a: State} compensates/compensate {b: State}
event {a: State} visits/visit {b: State}
event {a: State} closes/close the strait to {b: State}
event {a: State} opens/open the strait to {b: State}
event {a: State} gives/give notice of {pact: Instrument}
event {a: State} mans/man the gates of {land: Territory}
event {a: State} leaves/leave the gates of {land: Territory}
event a riot breaks out in {land: Territory}
state {a: State} keeps/keep the strait closed to {b: State}
  begins when ?a closes the strait to ?b
  ends when ?a opens the strait to ?b
state {a: State} guards/guard the gates of {land: Territory}
  begins when ?a mans the gates of ?land
  ends when ?a leaves the gates of ?land
state {a: State} has given notice of {pact: Instrument}
state {a: State} is at war with {b: State}
state {a: State} is hostile to {b: State}

)";

// A deterministic sequence: splitmix64 (Steele, Lea, Flood 2014).
class Sequence {
 public:
  explicit Sequence(uint64_t seed) : state_(seed) {}
  uint64_t Next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  size_t Below(size_t bound) { return static_cast<size_t>(Next() % bound); }

 private:
  uint64_t state_;
};

enum class Outcome : uint8_t { kKept, kBroken, kLate };

class Maker {
 public:
  explicit Maker(size_t statements)
      : treaties_(std::max<size_t>(1, statements / kStatementsPerTreaty)),
        signers_(std::max<size_t>(24, treaties_ / 8)),
        bystanders_(std::max<size_t>(16, treaties_ / 4)) {
    workload_.treaties = treaties_;
  }

  Workload Make() {
    for (size_t i = 0; i < treaties_; ++i) AddTreaty(i);
    AddWorld(treaties_ * kStatementsPerTreaty - events_.size());
    std::string chronicle = "# What happened, in the order of time.\n\n";
    std::stable_sort(events_.begin(), events_.end(),
                     [](const Event& a, const Event& b) { return a.day < b.day; });
    size_t page = 0;
    for (const Event& event : events_) {
      chronicle += base::ToString(event.day);
      if (event.through != event.day) chronicle += " through " + base::ToString(event.through);
      chronicle += "  ";
      chronicle += event.text;
      chronicle += fmt::format("\n  cite Register page {}\n", ++page / 20);
    }
    workload_.statements = events_.size();
    workload_.files = {{"1-vocabulary.casus", std::string(kVocabulary) + Names()},
                       {"2-treaties.casus", std::move(treaty_text_)},
                       {"3-chronicle.casus", std::move(chronicle)}};
    workload_.in_breach.assign(in_breach_.begin(), in_breach_.end());
    workload_.broken.assign(broken_.begin(), broken_.end());
    workload_.controls.assign(controls_.begin(), controls_.end());
    return std::move(workload_);
  }

 private:
  struct Event {
    base::Day day;
    std::string text;
    base::Day through;  // of a state: the last day; of an event: its day
  };

  // What a norm's text and scene are about.
  struct Scene {
    std::string a, b, pact, land, enemy;
    base::Day signing;
    base::Day day;  // its own, while the treaty is in force
    Outcome outcome;
    std::string article;
  };

  static base::Day DayIn(int year, size_t offset) {
    return base::ToDay({year, 1, 1}) + static_cast<base::Day>(offset);
  }

  std::string Names() const {
    std::string text = "State Signer_0";
    for (size_t i = 1; i < signers_; ++i) text += fmt::format(", Signer_{}", i);
    text += "\nState Bystander_0";
    for (size_t i = 1; i < bystanders_; ++i) text += fmt::format(", Bystander_{}", i);
    text += "\nState Enemy_0";
    for (size_t i = 1; i < treaties_; ++i) text += fmt::format(", Enemy_{}", i);
    text += "\nTerritory Land_0";
    for (size_t i = 1; i < treaties_; ++i) text += fmt::format(", Land_{}", i);
    text += "\nTerritory Isle_0";
    for (size_t i = 1; i < bystanders_; ++i) text += fmt::format(", Isle_{}", i);
    return text + "\n";
  }

  void Say(base::Day day, std::string text) { events_.push_back({day, std::move(text), day}); }
  void Hold(base::Day from, base::Day through, std::string text) {
    events_.push_back({from, std::move(text), std::min(through, DayIn(1999, 364))});
  }

  void Break(const Scene& scene, const std::string& who, bool for_good) {
    for (const std::string& what : {scene.pact + "." + scene.article, scene.pact}) {
      broken_.emplace(what, who);
      if (for_good) in_breach_.emplace(who, what);
    }
  }

  // --- Treaties
  // --------------------------------------------------------------------------------------------------

  void AddTreaty(size_t number) {
    // Pairs of signers: each pair at most once, so that no act under one treaty is an act under another.
    const size_t first = number % signers_;
    const size_t second = (first + 1 + number / signers_) % signers_;
    const std::string a = fmt::format("Signer_{}", first);
    const std::string b = fmt::format("Signer_{}", second);
    const std::string pact = fmt::format("Pact_{}", number);
    const std::string land = fmt::format("Land_{}", number);
    const size_t form = number % kTemplates;
    const base::Day signing = DayIn(1905, number * 7'000 / treaties_);

    std::string life;
    switch (form % 4) {
      case 0:
        life = "  in force on signature\n";
        break;
      case 1:
        life = "  in force on ratification\n";
        break;
      case 2:
        life = "  in force on signature\n  term 60 years\n";
        break;
      default:
        life = fmt::format(
            "  in force on signature\n  term 30 years\n    renews 5 years once\n"
            "    unless ?party gives notice of {} at least 1 year before its end\n",
            pact);
    }
    treaty_text_ += fmt::format("treaty {} \"Treaty number {} of {} and {}\"\n  between {} and {}\n{}\n",
                                pact, number, a, b, a, b, life);
    Say(signing, fmt::format("{} and {} sign {}", a, b, pact));
    if (form % 4 == 1) Say(signing + 30, fmt::format("{} and {} ratify {}", a, b, pact));
    Say(signing - 300, fmt::format("{} takes {}", a, land));
    controls_.emplace(a, land);
    if (number % 7 == 0) {
      workload_.questions.push_back({fmt::format("?who controls {}", land), a});
      workload_.questions.push_back(
          {fmt::format("{} is a party to {} and {} is in force", b, pact, pact), "yes"});
    }

    size_t norms = 0;
    for (size_t k = 0; norms < kNormsPerTreaty; ++k) {
      // Which of the forms a template takes, and in which order.
      const size_t kind = (form * 3 + k * (1 + 2 * (form % 3))) % kForms;
      const Outcome outcome = static_cast<Outcome>((number / kTemplates + k + form) % 8 == 0   ? 1
                                                   : (number / kTemplates + k + form) % 8 == 4 ? 2
                                                                                               : 0);
      Scene scene{a,
                  b,
                  pact,
                  land,
                  fmt::format("Enemy_{}", number),
                  signing,
                  signing + 200 + static_cast<base::Day>(k) * 400,
                  outcome,
                  fmt::format("A{}", k + 1)};
      norms += AddArticle(kind, scene);
    }
    workload_.norms += norms;
  }

  void Article(const Scene& scene, std::string_view title, std::string_view text) {
    treaty_text_ += fmt::format("article {} \"{}\"\n{}\n", scene.article, title, text);
  }

  static constexpr size_t kForms = 11;

  // The text of an article and what comes of it; how many norms it has.
  size_t AddArticle(size_t kind, const Scene& s) {
    const bool kept = s.outcome == Outcome::kKept;
    const bool late = s.outcome == Outcome::kLate;
    switch (kind) {
      case 0:
        Article(s, "Peace", "  ban ?party attacks ?other\n");
        if (kept) return 1;
        Say(s.day, fmt::format("{} attacks {}", s.a, s.b));
        Break(s, s.a, true);
        return 1;
      case 1:
        Article(s, "Help",
                "  duty ?other assists ?party under this treaty\n"
                "    when ?party calls on ?other under this treaty\n    within 30 days\n");
        Say(s.day, fmt::format("{} calls on {} under {}", s.a, s.b, s.pact));
        if (kept) Say(s.day + 20, fmt::format("{} assists {} under {}", s.b, s.a, s.pact));
        if (late) Say(s.day + 50, fmt::format("{} assists {} under {}", s.b, s.a, s.pact));
        if (!kept) Break(s, s.b, !late);
        return 1;
      case 2:
        Article(s, "Troops",
                fmt::format(
                    "  limit on {}: sum of ?n where ?n troops of {} stand at ?place and ?place lies in {}\n"
                    "    at most 20_000\n",
                    s.a, s.a, s.land));
        if (kept) {
          Hold(s.day, s.day + 300, fmt::format("12_000 troops of {} stand at {}", s.a, s.land));
          return 1;
        }
        Hold(s.day, s.day + 300, fmt::format("30_000 troops of {} stand at {}", s.a, s.land));
        Break(s, s.a, false);
        return 1;
      case 3: {
        const size_t sum = 1'000 + s.pact.size() + static_cast<size_t>(s.day % 997);
        Article(s, "Payment", fmt::format("  duty {} pays {} to {}\n    within 20 years\n", s.b, sum, s.a));
        if (kept) Say(s.day, fmt::format("{} pays {} to {}", s.b, sum, s.a));
        if (late) Say(s.day + 21 * 366, fmt::format("{} pays {} to {}", s.b, sum, s.a));
        if (!kept) Break(s, s.b, !late);
        return 1;
      }
      case 4: {
        Article(s, "Free passage", "  ban ?party keeps the strait closed to ?other\n");
        Scene war = s;
        war.article += "_War";
        Article(war, "War",
                fmt::format("  right ?party keeps the strait closed to ?other\n"
                            "    exception to {}\n    while ?party is hostile to ?other\n",
                            s.article));
        Say(s.day, fmt::format("{} closes the strait to {}", s.a, s.b));
        if (kept) Hold(s.day - 2, s.day + 40, fmt::format("{} is hostile to {}", s.a, s.b));
        if (kept || late) Say(s.day + 30, fmt::format("{} opens the strait to {}", s.a, s.b));
        if (!kept) Break(s, s.a, !late);
        return 2;
      }
      case 5:
        Article(
            s, "Consultation",
            "  duty ?party answers ?other\n    when ?other questions ?party\n    within 14 days\n    each\n");
        Say(s.day, fmt::format("{} questions {}", s.a, s.b));
        Say(s.day + 3, fmt::format("{} questions {}", s.a, s.b));
        Say(s.day + 5, fmt::format("{} answers {}", s.b, s.a));
        if (kept) Say(s.day + 9, fmt::format("{} answers {}", s.b, s.a));
        if (late) Say(s.day + 40, fmt::format("{} answers {}", s.b, s.a));
        if (!kept) Break(s, s.b, !late);
        return 1;
      case 6:
        Article(s, "Withdrawal",
                fmt::format("  duty {} evacuates {}\n    by {}\n", s.a, s.land, base::ToString(s.day)));
        if (kept) Say(s.day - 10, fmt::format("{} evacuates {}", s.a, s.land));
        if (late) Say(s.day + 10, fmt::format("{} evacuates {}", s.a, s.land));
        if (!kept) Break(s, s.a, !late);
        return 1;
      case 7:
        Article(s, "Arms", "  ban ?party sells arms to ?enemy\n    where ?enemy is at war with ?other\n");
        if (kept) return 1;
        Hold(s.day - 20, s.day + 20, fmt::format("{} is at war with {}", s.enemy, s.b));
        Say(s.day, fmt::format("{} sells arms to {}", s.a, s.enemy));
        Break(s, s.a, true);
        return 1;
      case 8: {
        Article(s, "Secrecy",
                "  ban ?party spies on ?other\n    on breach\n      duty ?party compensates ?other\n"
                "        within 60 days\n");
        if (kept) return 2;
        Say(s.day, fmt::format("{} spies on {}", s.b, s.a));
        if (late) Say(s.day + 30, fmt::format("{} compensates {}", s.b, s.a));
        Break(s, s.b, true);
        if (late) return 2;
        Scene damages = s;
        damages.article += ".1.1";  // the first norm under the article's first
        Break(damages, s.b, true);
        return 2;
      }
      case 9:
        Article(s, "The gates",
                fmt::format("  duty {} guards the gates of {}\n    while {} controls {}\n", s.a, s.land, s.a,
                            s.land));
        Say(s.signing - 200, fmt::format("{} mans the gates of {}", s.a, s.land));
        if (kept) return 1;
        Say(s.day, fmt::format("{} leaves the gates of {}", s.a, s.land));
        if (late) Say(s.day + 5, fmt::format("{} mans the gates of {}", s.a, s.land));
        Break(s, s.a, !late);
        return 1;
      default:
        Article(s, "Notice",
                "  power ?party gives notice of this treaty\n    effect ?party has given notice of this "
                "treaty\n");
        return 1;
    }
  }

  // --- The world
  // -------------------------------------------------------------------------------------------------

  // What happens beside the treaties: the same phrases, among those who have concluded none.
  void AddWorld(size_t count) {
    Sequence sequence(count);
    const base::Day first = DayIn(1900, 2);
    const auto days = static_cast<size_t>(DayIn(1999, 300) - first);
    const auto bystander = [&](size_t number) { return fmt::format("Bystander_{}", number % bystanders_); };
    std::vector<base::Day> free_from(bystanders_);  // by land: the day from which a new garrison may be told
    std::vector<size_t> holder(bystanders_);
    for (size_t i = 0; i < count; ++i) {
      const base::Day day = first + static_cast<base::Day>(i * days / count);
      const size_t who = sequence.Below(bystanders_);
      const std::string a = bystander(who);
      const std::string b = bystander(who + 1 + sequence.Below(bystanders_ - 1));
      const size_t isle = sequence.Below(bystanders_);
      switch (sequence.Below(16)) {
        case 0:
        case 1:
          Say(day, fmt::format("{} attacks {}", a, b));
          break;
        case 2:
        case 3:
          Say(day, fmt::format("{} pays {} to {}", a, 100 + sequence.Below(900), b));
          break;
        case 4:
          Say(day, fmt::format("{} takes Isle_{}", a, isle));
          holder[isle] = who + 1;
          break;
        case 5:
          if (free_from[isle] < day) {
            free_from[isle] = day + 20 + static_cast<base::Day>(sequence.Below(60));
            Hold(day, free_from[isle],
                 fmt::format("{} troops of {} stand at Isle_{}", 1'000 * (1 + sequence.Below(40)), a, isle));
            break;
          }
          [[fallthrough]];
        case 6:
          Say(day, fmt::format("{} questions {}", a, b));
          break;
        case 7:
          Say(day, fmt::format("{} sells arms to {}", a, b));
          break;
        case 8:
          Say(day, fmt::format("{} spies on {}", a, b));
          break;
        case 9:
          Say(day, fmt::format("{} closes the strait to {}", a, b));
          break;
        case 10:
          Say(day, fmt::format("{} opens the strait to {}", a, b));
          break;
        case 11:
          Say(day, fmt::format("a riot breaks out in Isle_{}", isle));
          break;
        case 12:
          Say(day, fmt::format("{} answers {}", a, b));
          break;
        case 13:
          Say(day, fmt::format("{} demands {} troops in {}", a, 1'000 * (1 + sequence.Below(40)), b));
          break;
        default:
          Say(day, fmt::format("{} visits {}", a, b));
      }
    }
    for (size_t isle = 0; isle < bystanders_; ++isle) {
      if (holder[isle] != 0) controls_.emplace(bystander(holder[isle] - 1), fmt::format("Isle_{}", isle));
    }
  }

  size_t treaties_, signers_, bystanders_;
  Workload workload_;
  std::string treaty_text_;
  std::vector<Event> events_;
  std::set<std::pair<std::string, std::string>> in_breach_, broken_, controls_;
};

}  // namespace

Workload MakeWorkload(size_t statements) { return Maker(statements).Make(); }

}  // namespace casus::bench
