#include "tests/property/random_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <random>
#include <set>
#include <string_view>

#include "base/date.h"

namespace casus::property {

namespace {

// What may stand in a slot: a state, a territory, a number.
enum class Slot : char { kState = 'S', kTerritory = 'T', kNumber = 'N' };

// A phrase: words, with a letter of Slot behind each %.
struct Phrase {
  std::string_view words;
  bool is_event;
  bool is_stated;  // by the chronicle: it has neither `while` nor nothing but `happens when`
};

constexpr std::array kPhrases = {
    Phrase{"%S hits %S", true, true},        Phrase{"%S waves", true, true},
    Phrase{"%S gives %N to %S", true, true}, Phrase{"%S enters %T", true, true},
    Phrase{"%S cries", true, true},          Phrase{"%S holds %T", false, true},
    Phrase{"%S is calm", false, true},       Phrase{"%N guns of %S stand at %T", false, true},
    Phrase{"%S trusts %S", false, true},     Phrase{"%S is safe", false, false},
    Phrase{"%S minds %T", false, false},
};

using Variables =
    std::set<std::string>;  // ?s0, ?t1, ?n2, ?party: by the letter behind the ? one knows the slot

class Generator {
 public:
  Generator(uint32_t seed, const RecordShape& shape) : random_(seed), shape_(shape) {}

  RandomRecord Make() {
    days_ = 8 + Below(20);
    Line(0, "horizon 2000-01-22 through " + Date(days_ - 1));
    Line(0, "State Arda, Bora, Ceto");
    Line(0, "Territory Vale, Hill, Ford");
    if (Chance(2)) Line(0, "Hill lies in Vale");
    if (Chance(4)) Line(0, "Ford lies in Hill");
    Declarations();
    if (shape_.treaties && !Chance(6)) {
      Treaty("Pact");
      if (Chance(4)) Treaty("Bond");
    }
    Chronicle();
    if (shape_.lenses) Lenses();
    return {std::move(out_), std::move(lenses_)};
  }

 private:
  int Below(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }
  bool Chance(int n) { return Below(n) == 0; }
  std::string Pick(std::initializer_list<std::string_view> choices) {
    return std::string(choices.begin()[Below(static_cast<int>(choices.size()))]);
  }
  // The pattern with a part for each {}. That the parts are a braced list makes every compiler draw them in their order.
  static std::string Say(std::string_view pattern, std::initializer_list<std::string> parts) {
    std::string text;
    const std::string* part = parts.begin();
    for (size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] == '{') {
        text += *part++;
        ++i;
      } else {
        text += pattern[i];
      }
    }
    return text;
  }
  void Line(int indent, std::string_view text) { out_ += fmt::format("{:{}}{}\n", "", indent, text); }

  std::string Date(int day) { return base::ToString(base::ToDay({2000, 1, 22}) + day); }
  std::string Days() { return fmt::format("{} days", 2 + Below(5)); }
  std::string Name(Slot slot) {
    switch (slot) {
      case Slot::kState:
        return Pick({"Arda", "Bora", "Ceto"});
      case Slot::kTerritory:
        return Pick({"Vale", "Hill", "Ford"});
      case Slot::kNumber:
        return Pick({"1", "2", "3", "5"});
    }
    return "";
  }

  // --- Conditions -------------------------------------------------------------------------------------------------------

  static char LetterOf(Slot slot) {
    return slot == Slot::kState ? 's' : slot == Slot::kTerritory ? 't' : 'n';
  }
  static bool Fits(const std::string& variable, Slot slot) {
    if (variable == "?party" || variable == "?other") return slot == Slot::kState;
    return variable[1] == LetterOf(slot);
  }
  std::string NewVariable(Slot slot) { return fmt::format("?{}{}", LetterOf(slot), next_++); }

  // Of an aggregate or `every`: often a name that others have for their own, too.
  std::string OwnVariable(Slot slot) {
    return Chance(2) ? NewVariable(slot) : fmt::format("?{}", LetterOf(slot));
  }

  std::string PickVariable(const Variables& variables, Slot slot) {
    std::vector<std::string> fit;
    for (const std::string& variable : variables) {
      if (Fits(variable, slot)) fit.push_back(variable);
    }
    return fit.empty() ? "" : fit[static_cast<size_t>(Below(static_cast<int>(fit.size())))];
  }

  static std::vector<Slot> SlotsOf(const Phrase& phrase) {
    std::vector<Slot> slots;
    for (size_t i = 0; i + 1 < phrase.words.size(); ++i) {
      if (phrase.words[i] == '%') slots.push_back(static_cast<Slot>(phrase.words[i + 1]));
    }
    return slots;
  }

  static std::string Fill(const Phrase& phrase, const std::vector<std::string>& terms) {
    std::string text;
    size_t slot = 0;
    for (size_t i = 0; i < phrase.words.size(); ++i) {
      if (phrase.words[i] == '%') {
        text += terms[slot++];
        ++i;
      } else {
        text += phrase.words[i];
      }
    }
    return text;
  }

  const Phrase& AnyPhrase(bool event, bool state) {
    for (;;) {
      const size_t index = static_cast<size_t>(Below(static_cast<int>(kPhrases.size())));
      const Phrase& phrase = kPhrases[index];
      if (phrase.is_event ? event : state) {
        if (index < ceiling_ || (index != ceiling_ && Chance(20)) || (ceiling_ <= 5 && state && !event))
          return phrase;
      }
    }
  }

  // With variables that are bound, constants, and gaps; perhaps new ones, which are added to `fresh`.
  std::string Atom(const Variables& bound, Variables* fresh, bool event = true, bool state = true) {
    const Phrase& phrase = AnyPhrase(event, state);
    std::vector<std::string> terms;
    for (const Slot slot : SlotsOf(phrase)) {
      std::string term = Chance(3) ? "" : PickVariable(bound, slot);
      if (term.empty() && fresh != nullptr && Chance(2)) {
        term = NewVariable(slot);
        fresh->insert(term);
      }
      if (term.empty()) term = Chance(2) ? "_" : Name(slot);
      terms.push_back(term);
    }
    std::string text = Fill(phrase, terms);
    if (phrase.is_event && fresh != nullptr && Chance(6)) text += fmt::format(" as ?e{}", next_++);
    return text;
  }

  // A phrase in which the variable stands; binds it.
  std::string AtomWith(const std::string& variable, Variables& bound, bool event, bool state) {
    for (;;) {
      const Phrase& phrase = AnyPhrase(event, state);
      const std::vector<Slot> slots = SlotsOf(phrase);
      std::vector<size_t> fit;
      for (size_t i = 0; i < slots.size(); ++i) {
        if (Fits(variable, slots[i])) fit.push_back(i);
      }
      if (fit.empty()) continue;
      const size_t at = fit[static_cast<size_t>(Below(static_cast<int>(fit.size())))];
      std::vector<std::string> terms;
      for (size_t i = 0; i < slots.size(); ++i) {
        std::string term = i == at ? variable : Chance(2) ? PickVariable(bound, slots[i]) : "";
        if (term.empty() && Chance(3)) term = NewVariable(slots[i]);
        if (term.empty()) term = Chance(2) ? "_" : Name(slots[i]);
        if (term[0] == '?') bound.insert(term);
        terms.push_back(term);
      }
      std::string text = Fill(phrase, terms);
      if (phrase.is_event && Chance(6)) text += fmt::format(" as ?e{}", next_++);
      return text;
    }
  }

  std::string Within() { return Chance(2) ? "" : Pick({"within ", "at least "}); }

  std::string Past(const std::string& atom) {
    switch (Below(6)) {
      case 0:
        return fmt::format("once within {} {}", Days(), atom);
      case 1:
        return fmt::format("once at least {} ago {}", Days(), atom);
      case 2:
        return fmt::format("previous {}", atom);
      default:
        return fmt::format("once {}", atom);
    }
  }

  // A further condition on what is bound.
  std::string Extra(const Variables& bound) {
    switch (Below(16)) {
      case 0:
      case 1:
        return "not " + Atom(bound, nullptr);
      case 2:
        return "not (" + Past(Atom(bound, nullptr)) + ")";
      case 3:
        return "not (previous once " + Atom(bound, nullptr) + ")";
      case 4:
        return Past(Atom(bound, nullptr));
      case 5:
        return Say("({} since {}{})", {Atom(bound, nullptr, false), Chance(3) ? "within " + Days() + " " : "",
                                       Atom(bound, nullptr)});
      case 6:
        return Say("(not {} since {})", {Atom(bound, nullptr), Atom(bound, nullptr)});
      case 7:
        return Say("throughout the last {} {}", {Days(), Atom(bound, nullptr, false)});
      case 8: {
        const std::string variable = OwnVariable(Slot::kState);
        Variables with = bound;
        std::string atom = AtomWith(variable, with, true, true);
        if (Chance(2)) atom = "once " + atom;
        return Say("(count of {} {}where {}) {} {}",
                   {variable, Chance(3) ? "per month " : "", atom, Pick({">", ">=", "<", "<=", "=", "!="}),
                    std::to_string(Below(4))});
      }
      case 9: {
        const std::string variable = OwnVariable(Slot::kNumber);
        Variables with = bound;
        std::string atom = AtomWith(variable, with, true, true);
        if (Chance(2)) atom = "once " + atom;
        return Say("({} of {} where {}) {} {}",
                   {Pick({"sum", "sum", "min", "max", "average"}), variable, atom,
                    Pick({">", ">=", "<", "<=", "=", "!="}), std::to_string(Below(7))});
      }
      case 10: {
        const std::string variable = OwnVariable(Slot::kState);
        Variables with = bound;
        std::string atom = AtomWith(variable, with, true, true);
        Variables inner = bound;
        inner.insert(variable);
        return fmt::format("(every {} where {}: {})", variable, atom,
                           Chance(2) ? Atom(inner, nullptr) : Past(Atom(inner, nullptr)));
      }
      case 11: {
        const std::string left = PickVariable(bound, Slot::kState);
        if (left.empty()) return Atom(bound, nullptr);
        return Say("{} {} {}", {left, Pick({"!=", "="}), Name(Slot::kState)});
      }
      case 12: {
        const std::string left = PickVariable(bound, Slot::kNumber);
        if (left.empty()) return Atom(bound, nullptr);
        return Say("{} {} {}", {left, Pick({">", "<=", "="}), Name(Slot::kNumber)});
      }
      case 13:
        return Say("({} or {})",
                   {Atom(bound, nullptr), Chance(2) ? Atom(bound, nullptr) : Past(Atom(bound, nullptr))});
      case 14:
        return fmt::format("throughout not {}", Atom(bound, nullptr));
      default:
        return Atom(bound, nullptr);
    }
  }

  // Binds all that is required.
  std::string Condition(Variables required, const Variables& given, bool prefer_event = false) {
    Variables bound = given;
    std::vector<std::string> parts;
    while (true) {
      std::erase_if(required, [&](const std::string& variable) { return bound.contains(variable); });
      if (required.empty()) break;
      const std::string variable = *required.begin();
      bound.insert(variable);
      const bool event = prefer_event || Chance(2);
      std::string atom = AtomWith(variable, bound, event, !prefer_event);
      parts.push_back(!prefer_event && Chance(4) ? Past(atom) : atom);
      prefer_event = false;
    }
    if (parts.empty() && (prefer_event || Chance(2))) {
      Variables fresh;
      parts.push_back(Atom(bound, &fresh, true, !prefer_event));
      bound.merge(fresh);
    }
    const int extras = parts.empty() ? 1 + Below(2) : Below(3);
    for (int i = 0; i < extras; ++i) parts.push_back(Extra(bound));
    std::shuffle(parts.begin(), parts.end(), random_);
    return fmt::format("{}", fmt::join(parts, " and "));
  }

  // --- Words ------------------------------------------------------------------------------------------------------------

  void Clauses(std::string_view effect, int most, const Variables& head) {
    for (int i = Below(most + 1); i > 0; --i) {
      Line(2, fmt::format("{} {}", effect,
                          Condition(head, {}, effect.starts_with("happens") ? Chance(2) : !Chance(3))));
    }
  }

  // Phrases mostly depend on those declared before them, and an event never on its like: or all law would be circular.
  void Declarations() {
    Line(0, "event {s0: State} hits/hit {s1: State}");
    Line(0, "event {s0: State} waves/wave");
    Line(0, "event {s0: State} gives/give {n0: number} to {s1: State}");
    Line(0, "event {s0: State} enters/enter {t0: Territory}");
    ceiling_ = 4;
    Line(0, "event {s0: State} cries/cry");
    Clauses("happens when", 2, {"?s0"});
    ceiling_ = 5;
    Line(0, "state {s0: State} holds/hold {t0: Territory}");
    if (!Chance(3)) Line(2, "one s0 per t0");
    if (Chance(3)) Line(2, "reaches parts of t0");
    Clauses("begins when", 2, {"?s0", "?t0"});
    Clauses("ends when", 1, Chance(2) ? Variables{"?s0"} : Variables{"?s0", "?t0"});
    ceiling_ = 6;
    Line(0, "state {s0: State} is calm");
    Clauses("begins when", 2, {"?s0"});
    Clauses("ends when", 2, {"?s0"});
    ceiling_ = 7;
    Line(0, "state {n0: number} guns of {s0: State} stand/stands at {t0: Territory}");
    if (!Chance(3)) Line(2, "one n0 per s0, t0");
    if (Chance(3)) Line(2, "begins when ?s0 enters ?t0 and ?s0 gives ?n0 to _");
    if (Chance(3)) Line(2, "ends when ?s0 waves");
    ceiling_ = 8;
    Line(0, "state {s0: State} trusts/trust {s1: State}");
    if (Chance(4)) Line(2, "one s1 per s0");
    Clauses("begins when", 1, {"?s0", "?s1"});
    Clauses("ends when", 1, {"?s0"});
    ceiling_ = 9;
    Line(0, "state {s0: State} is safe");
    Clauses("while", 2, {"?s0"});
    if (Chance(4)) Line(2, "while ?s0 is safe and ?s0 trusts _");
    ceiling_ = 10;
    Line(0, "state {s0: State} minds/mind {t0: Territory}");
    Line(2, "while " + Condition({"?s0", "?t0"}, {}));
    if (Chance(4)) Line(2, "while ?s0 trusts ?s1 and ?s1 minds ?t0");
    ceiling_ = kPhrases.size();
  }

  // --- Treaties -----------------------------------------------------------------------------------------------------------

  void Treaty(const std::string& name) {
    treaty_ = name;
    Line(0, "treaty " + name);
    Line(2, Pick({"between Arda and Bora", "between Arda and Bora", "between Arda, Bora and Ceto"}));
    switch (Below(4)) {
      case 0:
        Line(2, "in force on signature");
        signs_ = true;
        break;
      case 1:
        Line(2, "in force when " + Condition({}, {}, Chance(2)));
        break;
      default:
        Line(2, "in force from " + Date(Below(4)));
        break;
    }
    if (Chance(5)) Line(4, "not before " + Date(Below(5)));
    if (Chance(4)) {
      Line(2, fmt::format("term {} days", 3 + Below(10)));
      if (Chance(2))
        Line(4, Pick({"renews 3 days once", "renews 4 days without end", "renews 2 days 2 times"}));
      if (Chance(3))
        Line(4, "unless ?party waves" + std::string(Chance(2) ? " at least 2 days before its end" : ""));
    }
    if (Chance(6)) Line(2, "ends when " + Condition({}, {}, true));
    if (Chance(8)) Line(2, Say("ends {} after {}", {Days(), Condition({}, {}, true)}));
    const int articles = 1 + Below(3);
    for (int i = 0; i < articles; ++i) {
      article_ = std::string(static_cast<size_t>(i + 1), 'I');
      provisions_.push_back(fmt::format("{}.{}", name, article_));
      Line(0, "article " + article_);
      if (Chance(8)) Line(2, "survives");
      for (int norms = Chance(3) ? 2 : 1; norms > 0; --norms) Norm(2, 0);
    }
  }

  std::string Bearer() { return Pick({"?party", "?party", "Arda", "Bora"}); }

  // An act or a state of the bearer; with the other party, perhaps.
  std::string Act(const std::string& bearer, bool event, bool state) {
    const std::string other = bearer == "?party" ? "?other" : bearer == "Arda" ? "Bora" : "Arda";
    for (;;) {
      const Phrase& phrase = AnyPhrase(event, state);
      std::vector<Slot> slots = SlotsOf(phrase);
      if (slots[0] != Slot::kState) continue;
      std::vector<std::string> terms{bearer};
      for (size_t i = 1; i < slots.size(); ++i) {
        terms.push_back(slots[i] == Slot::kState && !Chance(3) ? other : Chance(3) ? Name(slots[i]) : "_");
      }
      return Fill(phrase, terms);
    }
  }

  std::string Bound(const std::string& bearer) {
    return Condition({}, bearer == "?party" ? Variables{"?party", "?other"} : Variables{}, Chance(2));
  }

  // Without an event, or with one: what a norm may refer to.
  std::string Affair(const std::string& bearer) {
    const Variables given = bearer == "?party" ? Variables{"?party", "?other"} : Variables{};
    std::string text = Chance(3) ? Past(Atom(given, nullptr)) : Atom(given, nullptr, false);
    if (Chance(4)) text += " and " + Extra(given);
    if (Chance(8)) return fmt::format("{} is in breach of {}", bearer == "?party" ? "?other" : "_", treaty_);
    return text;
  }

  void Norm(int indent, int depth) {
    const std::string bearer = Bearer();
    const Variables given = bearer == "?party" ? Variables{"?party", "?other"} : Variables{};
    const auto qualify = [&](int odds, const std::string& text) {
      if (Chance(odds)) Line(indent + 2, text);
    };
    const auto on_breach = [&] {
      if (depth == 0 && Chance(4)) {
        Line(indent + 2, "on breach");
        Norm(indent + 4, depth + 1);
      }
    };
    switch (Below(depth > 0 ? 5 : 14)) {
      case 0:
      case 1:
      case 2: {  // by a time
        const bool is_state = Chance(4);
        Line(indent, "duty " + Act(bearer, !is_state, is_state));
        const bool has_when = Chance(2);
        if (has_when) Line(indent + 2, "when " + Condition({}, given, true));
        if (Chance(4) && depth == 0) {
          Line(indent + 2, "by " + Date(2 + Below(days_)));
        } else if (Chance(6)) {
          Line(indent + 2, "open");
        } else {
          Line(indent + 2, "within " + Days());
        }
        if (is_state && Chance(2)) Line(indent + 2, "and thereafter");
        if (!is_state && has_when && Chance(3)) Line(indent + 2, "each");
        qualify(5, "unless " + Affair(bearer));
        qualify(5, "excused while " + Affair(bearer));
        qualify(5, "discharged when " + Condition({}, given, Chance(2)));
        on_breach();
        return;
      }
      case 3:  // upkeep
        Line(indent, "duty " + Act(bearer, false, true));
        Line(indent + 2, "while " + Affair(bearer));
        qualify(4, "unless " + Affair(bearer));
        qualify(5, "excused while " + Affair(bearer));
        on_breach();
        return;
      case 4:  // abstaining
        Line(indent, "duty not " + Act(bearer, true, true));
        Line(indent + 2, "when " + Condition({}, given, true));
        Line(indent + 2, "within " + Days());
        qualify(5, "unless " + Affair(bearer));
        on_breach();
        return;
      case 5:
      case 6:
      case 7:
        Line(indent, "ban " + Act(bearer, true, true));
        qualify(4, "when " + Condition({}, given, true));
        qualify(4, "while " + Affair(bearer));
        qualify(4, "unless " + Affair(bearer));
        qualify(5, "excused while " + Affair(bearer));
        qualify(6, "discharged when " + Condition({}, given, Chance(2)));
        qualify(8, "broken when " + Bound(bearer));
        on_breach();
        return;
      case 8:
        Line(indent, "right " + Act(bearer, true, true));
        if (Chance(2)) {
          Line(indent + 2, "only while " + Affair(bearer));
        } else if (article_ != "I") {
          Line(indent + 2, Pick({"exception to I", "notwithstanding I"}));
          qualify(2, "while " + Affair(bearer));
        }
        return;
      case 9: {
        Line(indent,
             Say("limit on {}: {} where {}", {bearer, Pick({"sum of ?n", "count of ?t", "max of ?n"}),
                                              Say(Pick({"?n guns of {} stand at ?t", "once {} gives ?n to ?t",
                                                        "?n guns of {} stand at ?t and ?t lies in Vale"}),
                                                  {bearer})}));
        Line(indent + 2, Pick({"at most 2", "at least 2", "at most 5"}));
        qualify(4, "while " + Affair(bearer));
        qualify(5, "excused while " + Affair(bearer));
        on_breach();
        return;
      }
      case 10:
        Line(indent, "power " + Act(bearer, true, false));
        qualify(2, "while " + Affair(bearer));
        Line(indent + 2, "effect " + Result());
        if (Chance(3)) Line(indent + 2, "effect " + Result());
        return;
      case 11:
        Line(indent, "effect " + Result());
        qualify(2, "when " + Condition({}, {}, true));
        return;
      default:
        Line(indent, Chance(2) ? "Arda trusts Bora" : "Bora holds Hill");
        return;
    }
  }

  std::string Result() {
    return Pick({"Arda holds Vale", "Bora is calm", "Arda trusts Ceto", "Ceto hits Arda", "Bora holds Hill",
                 "Ceto cries"});
  }

  // --- Chronicle ----------------------------------------------------------------------------------------------------------

  void Chronicle() {
    int uncertain = shape_.uncertain;
    if (signs_) Line(0, fmt::format("{}  Arda, Bora and Ceto sign {}", Date(Below(3)), treaty_));
    const int statements = 4 + Below(8);
    std::vector<std::string> lines;
    for (int i = 0; i < statements; ++i) Statement(uncertain);
  }

  void Statement(int& uncertain) {
    const int day = Below(days_);
    const bool is_open = uncertain > 0 && Chance(2);
    if (is_open) --uncertain;
    const bool is_doubtful = is_open && Chance(4);
    const int window = is_open && !is_doubtful ? 1 + Below(3) : 0;
    const auto date = [&](int from) {
      const int last = std::min(from + window, days_ - 1 + (Chance(8) ? 2 : 0));
      return window > 0 && last > from ? fmt::format("[{}..{}]", Date(from), Date(last)) : Date(from);
    };
    // A day by that of another statement, which may be uncertain itself.
    const auto date_or_distance = [&](int from) {
      if (shape_.uncertain == 0 || labels_.empty() || !Chance(3)) return date(from);
      const std::string& other = labels_[static_cast<size_t>(Below(static_cast<int>(labels_.size())))];
      const std::string order = Chance(3) ? "before " : "after ";
      if (Chance(2)) return Days() + " " + order + other;
      return (Chance(2) ? date(from) + " " : "") + order + other;
    };
    const std::string label =
        Chance(shape_.uncertain > 0 ? 2 : 3) ? fmt::format("  as Label_{}", labels_.size()) : "";
    std::string text;
    switch (shape_.treaties && !provisions_.empty() ? Below(10) : Below(7)) {
      case 0:
      case 1:
      case 2:
      case 3:
        text = Say("{}  {}", {date_or_distance(day), Stated(true)});
        if (Chance(8)) text = "initially  " + Stated(false);
        break;
      case 4:
        text = Say("{} through {}  {}", {Chance(2) ? Date(day) : date(day),
                                         date(std::min(days_ - 1, day + Below(6))), Stated(false)});
        break;
      case 5:
        text = Say("{}{}  {}", {window > 0 ? "from " : "", date(day), Stated(false)});
        break;
      case 6:
        text = Say("ceases from {}  {}", {date(day), Stated(false)});
        break;
      case 7:
        text = Say("{}  {} {} {}", {date(day), Pick({"Arda", "Bora"}),
                                    Pick({"suspends", "resumes", "makes a reservation to"}), Provision()});
        break;
      case 8:
        text = Say("{}  {}",
                   {date(day), Pick({"Arda withdraws from Pact", "Ceto succeeds Bora", "Bora ceases to exist",
                                     "Ceto accedes to Pact", "Arda suspends Pact", "Bora resumes Pact"})});
        break;
      default:
        text = Say("{}  {}", {date_or_distance(day), Stated(true)});
        break;
    }
    Line(0, text + label);
    if (!label.empty()) labels_.push_back(label.substr(5));
    if (is_doubtful) Line(2, "doubtful");
    if (Chance(12) && !text.starts_with("from") && !text.starts_with("ceases") &&
        text.find("through") == std::string::npos && !text.starts_with("initially")) {
      Line(0, "then  " + Stated(true));
    }
  }

  std::string Provision() {
    return provisions_[static_cast<size_t>(Below(static_cast<int>(provisions_.size())))];
  }

  std::string Stated(bool event) {
    for (;;) {
      const Phrase& phrase = AnyPhrase(event, !event);
      if (!phrase.is_stated) continue;
      std::vector<std::string> terms;
      for (const Slot slot : SlotsOf(phrase)) {
        terms.push_back(event && terms.empty() && slot == Slot::kState && Chance(8) ? "Arda and Bora"
                                                                                    : Name(slot));
      }
      return Fill(phrase, terms);
    }
  }

  void Lenses() {
    for (size_t i = 0; i < labels_.size() && i < 2; ++i) {
      lenses_.push_back(fmt::format("Without_{}", i));
      Line(0, "lens " + lenses_.back());
      Line(2, "without " + labels_[i]);
    }
    if (!provisions_.empty()) {
      lenses_.push_back("No_article");
      Line(0, "lens No_article");
      Line(2, "without " + Provision());
    }
    lenses_.push_back("Early");
    Line(0, "lens Early");
    Line(2, "known to Arda on " + Date(days_ / 2));
  }

  std::mt19937 random_;
  RecordShape shape_;
  int days_ = 0;
  int next_ = 9;
  size_t ceiling_ = 0;  // phrases from this one on are rarely used
  bool signs_ = false;
  std::string treaty_, article_;
  std::vector<std::string> provisions_, labels_, lenses_;
  std::string out_;
};

}  // namespace

RandomRecord MakeRandomRecord(uint32_t seed, const RecordShape& shape) {
  return Generator(seed, shape).Make();
}

}  // namespace casus::property
