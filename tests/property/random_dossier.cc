#include "tests/property/random_dossier.h"

#include <fmt/format.h>

#include <initializer_list>
#include <random>
#include <string_view>

namespace casus::property {
namespace {

class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}

  std::string Dossier(int items) {
    for (int i = 0; i < items; ++i) Item();
    return std::move(out_);
  }

  std::string Condition(int depth) {
    if (depth <= 0) return Chance(3) ? Comparison(0) : Phrase(true);
    switch (Below(12)) {
      case 0:
        return fmt::format("{} and {}", Operand(depth), Operand(depth));
      case 1:
        return fmt::format("{} or {} or {}", Operand(depth), Operand(depth), Operand(depth));
      case 2:
        return fmt::format("not {}", Operand(depth));
      case 3:
        return fmt::format(
            "once {}{}",
            Pick({"", "within 30 days ", "at least 1 year 6 months ago ", "exactly 2 weeks ago "}),
            Operand(depth));
      case 4:
        return fmt::format("throughout {}{}", Pick({"", "the last 3 hours "}), Operand(depth));
      case 5:
        return fmt::format("eventually {}{}", Pick({"", "within 10 minutes "}), Operand(depth));
      case 6:
        return fmt::format("previous {}", Operand(depth));
      case 7:
        return fmt::format("{} {} {}{}", Operand(depth), Pick({"since", "until"}),
                           Pick({"", "within 3 months "}), Operand(depth));
      case 8:
        return fmt::format("(every {} where {}: {})", Pick({"?x", "?x, ?y"}), Condition(depth - 1),
                           Condition(depth - 1));
      case 9:
        return fmt::format("alleged by {}: {}", Pick({"?x", "Alba", "_"}), Operand(depth));
      case 10:
        return Comparison(depth - 1);
      default:
        return Phrase(true);
    }
  }

 private:
  int Below(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }
  bool Chance(int n) { return Below(n) == 0; }
  std::string Pick(std::initializer_list<std::string_view> choices) {
    return std::string(choices.begin()[Below(static_cast<int>(choices.size()))]);
  }
  std::string Maybe(std::string text) { return Chance(2) ? text : std::string(); }

  // --- What stands on a line ---

  std::string Name() { return Pick({"Alba", "Boreas", "Caldera", "Soviet_Union", "Žemaitija", "Pact.IV.2"}); }
  std::string Plain() { return Pick({"Alba", "Boreas", "Caldera", "Mutual_Pact", "Ūla"}); }
  std::string Names() { return Plain() + Maybe(Pick({", ", " and "}) + Plain()); }
  std::string Label() { return Chance(3) ? "  as " + Pick({"Signing", "Clause_2"}) : ""; }
  std::string Text() {
    return Pick({"\"words … of it\"", "\"a \\\"b\\\" \\\\ c\"", "\"\"", "\"Straße # 5\""});
  }
  std::string Number() { return Pick({"5", "20_000", "7.5 million", "1939", "3", "0.25", "12  thousand"}); }
  std::string Duration() { return Pick({"30 days", "1 year 6 months", "2 weeks", "90 minutes", "1 day"}); }
  std::string Date() {
    return Pick({"1939-10-10", "1939-10", "1939", "1939-10~", "1939-10-3X", "[1939-10-30..1939-11-01]",
                 "193X", "1939-~10-10", "[1920-06-12, 1920-07-12]", "[..1940-06-14]", "1939-10-10T18:00",
                 "-0043-03-15", "1939-21", "1939?"});
  }
  std::string Day() {
    if (Chance(5)) return Pick({"after Signing", "3 days after Signing", "before Signing after Clause_2"});
    return Date() + Maybe(Pick({" old style", " 1 year 2 days before Signing", ""}));
  }

  std::string Term(int depth) {
    if (depth <= 0 || Chance(3)) {
      switch (Below(8)) {
        case 0:
          return Name();
        case 1:
          return Number() + Pick({"", " USD", " km"});
        case 2:
          return "1939-10-10";
        case 3:
          return Duration();
        case 4:
          return Text();
        case 5:
          return "[2_000..3_000]" + Pick({"", " USD"});
        default:
          return Pick({"?n", "?who", "_", "this treaty", "this article"});
      }
    }
    switch (Below(6)) {
      case 0:
        return fmt::format("({})", Term(depth - 1));
      case 1:
        return fmt::format("-{}", Pick({"?n", "5", "(?n + 2)", "(1939-10-10)"}));
      case 2:
        return fmt::format("({} of {} {}where {})", Pick({"sum", "min", "max", "average", "count"}),
                           Pick({"?n", "?n * 2"}), Pick({"", "per ?k ", "per ?k, month ", "per year "}),
                           Condition(depth - 1));
      case 3:
        return fmt::format("(count where {})", Condition(depth - 1));
      default:
        return fmt::format("{} {} {}", Term(depth - 1), Pick({"+", "-", "*", "/"}), Term(depth - 1));
    }
  }

  std::string Comparison(int depth) {
    return fmt::format("{} {} {}", Term(depth), Pick({"=", "!=", "<", "<=", ">", ">="}), Term(depth));
  }

  // The number with what follows may read differently from what is meant here, but is read in some way.
  std::string Slot() {
    switch (Below(8)) {
      case 0:
        return Name();
      case 1:
        return Number() + Pick({"", " USD"});
      case 2:
        return fmt::format("({} + 1)", Number());
      case 3:
        return Pick({"1939-10-10", "[2_000..3_000]", "30 days", "(5) (Alba)", "(5 km)", "(2) days"});
      case 4:
        return Text();
      default:
        return Pick({"?who", "?n", "?land", "_", "this treaty"});
    }
  }

  std::string Phrase(bool in_condition) {
    std::string text = Pick({"?who", "Alba", "?n", "a riot", "_"}) + "  ";
    text +=
        Pick({"signs", "is in force", "recognizes Alba as part of", "well-known soldiers'", "stands at"}) +
        ' ';
    text += Slot();
    if (Chance(2)) text += ' ' + Pick({"to", "under the rule of", "million"}) + ' ' + Slot();
    if (in_condition && Chance(6)) text += " as ?e";
    return text;
  }

  std::string Operand(int depth) { return fmt::format("({})", Condition(depth - 1)); }

  // --- Lines ---

  void Line(int indent, const std::string& text) {
    if (Chance(12)) out_ += '\n';
    if (Chance(12)) out_ += std::string(static_cast<size_t>(indent), ' ') + "# a comment\n";
    out_ += std::string(static_cast<size_t>(indent), ' ') + text.substr(text.find_first_not_of(' ')) +
            Pick({"", "", "", "", "  # behind", "   "}) + '\n';
  }

  void Condition(int indent, const std::string& head) {
    Line(indent, fmt::format("{} {}", head, Condition(Below(4))));
    if (Chance(5)) Line(indent + 3, "and " + Phrase(true));
  }

  void Evidence(int indent) {
    if (Chance(2))
      Line(indent, fmt::format("cite {} {}", Plain(),
                               Pick({"\"words … of it\"", "page 12", "fol. 3v (left) – 12b"})));
    if (Chance(4)) Line(indent, "note " + Text());
  }

  void StatementQualifiers(int indent) {
    Evidence(indent);
    if (Chance(6)) Line(indent, "secret");
    if (Chance(6)) Line(indent, fmt::format("known to {}{}", Names(), Maybe(" from " + Day())));
    if (Chance(6))
      Line(indent, fmt::format("{} by {}{}", Pick({"alleged", "denied"}), Names(), Maybe(" on " + Day())));
    if (Chance(6))
      Line(indent,
           Pick({"doubtful", "because of Signing", "same as Signing, Clause_2", "given", "given \"so\""}));
  }

  void Statement(int indent) {
    const std::string when = Pick({"", "then ", "initially ", "from D ", "through D ", "ceases from D ",
                                   "D through D ", "D ", "D ", "D ", "initially through D "});
    std::string text;
    for (const char c : when) text += c == 'D' ? Day() : std::string(1, c);
    if (Chance(4)) {
      Line(indent, fmt::format("{} ?n troops of {} are agreed for ?site{}", text,
                               Pick({"Alba", "Alba, Boreas and Caldera"}), Label()));
      for (int i = Below(4); i >= 0; --i) {
        Line(indent + 2, fmt::format("{}{}{}{}", Pick({"8_000", "7.5 million USD", "-5", "_", "[1..2]"}),
                                     Pick({"  ", ", ", "     "}),
                                     Pick({"Alytus", "\"a place\"", "1939-10-10"}), Label()));
        if (Chance(4)) StatementQualifiers(indent + 4);
      }
    } else {
      Line(indent, text + ' ' + Phrase(false) + Label());
    }
    StatementQualifiers(indent + 2);
  }

  void Clauses() {
    for (int i = Below(3); i >= 0; --i) {
      switch (Below(4)) {
        case 0:
          Line(2, Pick({"one who per land, site", "primitive", "verdict", "reflexive", "transitive",
                        "reaches parts of land"}) +
                      Label());
          break;
        default:
          Condition(2, Pick({"begins when", "ends when", "while", "happens when"}));
          break;
      }
      Evidence(4);
    }
  }

  void Life() {
    Line(2,
         "between " + Pick({"Alba and Boreas", "Alba, Boreas and Caldera", "Alba and Boreas and Caldera"}));
    switch (Below(4)) {
      case 0:
        Line(2, Pick({"in force on signature", "in force on ratification"}));
        if (Chance(2)) Line(4, "not before " + Day());
        Evidence(4);
        break;
      case 1:
        Line(2, "in force from " + Day());
        break;
      case 2:
        Condition(2, "in force when");
        break;
      default:
        break;
    }
    if (Chance(2)) {
      Line(2, fmt::format("term{} {}", Pick({"", " of II through VII, IX:", " of 3:"}),
                          Pick({"15 years", "through 1954-10-10"})));
      Line(4, "renews 10 years " + Pick({"once", "3 times", "without end"}));
      if (Chance(2))
        Line(6, "unless ?party denounces this treaty" + Maybe(" at least 1 year before its end"));
    }
    if (Chance(3)) Condition(2, Pick({"ends when", "ends 2 years after"}));
    if (Chance(3)) Line(2, Pick({"also \"Pact\", \"The Pact\"", "secret", "open \"date of effect\""}));
  }

  void Norm(int indent, int depth) {
    switch (Below(6)) {
      case 0:
        Line(indent, fmt::format("limit on {}: sum of ?n where {}", Pick({"Alba", "?party"}), Phrase(true)));
        Line(indent + 2, Pick({"at most 20_000", "at least ?n * 2"}));
        break;
      case 1:
        Line(indent, "power  " + Phrase(true) + Label());
        Line(indent + 2, "effect " + Phrase(true));
        break;
      default:
        Line(indent, Pick({"duty", "duty not", "ban", "right", "effect", ""}) + ' ' + Phrase(true) + Label());
        break;
    }
    if (Chance(2))
      Condition(indent + 2, Pick({"when", "while", "only while", "where", "unless", "broken when",
                                  "excused while", "discharged when"}));
    if (Chance(3)) Line(indent + 2, "within " + Duration());
    if (Chance(3)) Line(indent + 2, "by " + Day());
    if (Chance(4))
      Line(indent + 2, Pick({"and thereafter", "each", "survives", "notwithstanding Pact.IV, V",
                             "subject to 5", "exception to Clause_2", "instead of Pact.IV.2"}));
    Evidence(indent + 2);
    if (depth > 0 && Chance(3)) {
      Line(indent + 2, "on breach");
      Norm(indent + 4, depth - 1);
    }
  }

  void Lens() {
    Line(0, fmt::format("lens {} {}", Plain(), Maybe(Text())));
    if (Chance(2)) Line(2, fmt::format("known to {} on {}", Names(), Day()));
    if (Chance(2)) Line(2, Pick({"only source A, B", "believing Alba and Boreas", "note \"why\""}));
    if (Chance(2)) Line(2, "without Pact.IV" + Maybe(" and what follows"));
    if (Chance(2)) {
      Line(2, "suppose");
      Statement(4);
      Statement(4);
    }
  }

  void Item() {
    switch (Below(15)) {
      case 0:
        Line(0, Pick({"use \"std/treaties\"", "horizon 1918 through 1941-12-31", "grain minute zone +04:00",
                      "grain day"}));
        break;
      case 1:
        Line(0, fmt::format("source {} {}", Plain(), Maybe(Text())));
        if (Chance(2)) {
          Line(2, "file \"article.txt\"");
          if (Chance(2)) Line(2, fmt::format("checksum  \"sha256:{:064x}\"", Below(1000)));
        }
        if (Chance(2)) Line(2, "note " + Text());
        break;
      case 2:
        Line(0, fmt::format("kind {}{}", Plain(), Maybe(" is " + Names())));
        break;
      case 3:
        Line(0, fmt::format("State   {} {}, {}", Plain(), Maybe(Text()), Plain()));
        Evidence(2);
        break;
      case 4:
        Line(0, fmt::format("Place {} at 54.40 N 24.05 {}", Plain(), Pick({"E", "W"})));
        if (Chance(2)) Line(2, "also \"Olita\", \"Alita\"");
        break;
      case 5:
        Line(0, Pick({"event {a: State} signs/sign {x: Treaty_Text}",
                      "state {n: number} troops of {a: State} stand at {b: Place}",
                      "state {a: State} recognizes {b: State} as part of {c: State}"}));
        Clauses();
        break;
      case 6:
        Line(0, "?who controls ?land");
        Clauses();
        break;
      case 7:
        Line(0, fmt::format("treaty {} {}", Plain(), Maybe(Text())));
        Life();
        break;
      case 8:
        Line(0, fmt::format("{} {}", Pick({"article IV", "article 5", "supplement", "supplement Annex"}),
                            Maybe(Text())));
        if (Chance(3)) Line(2, Pick({"survives", "secret", "known to Alba"}));
        for (int i = Below(3); i >= 0; --i) Norm(2, 2);
        break;
      case 9:
        Condition(
            0, fmt::format("expect{}{}{}{}:", Maybe(" possibly"), Maybe(" under Refusal"),
                           Maybe(" according to A"),
                           Pick({"", " on 1939-10-28", " from 1939 through 1940-02~", " never", " always"})));
        Evidence(2);
        break;
      case 10:
        Lens();
        break;
      case 11:
        Line(0, fmt::format("aside {} {} because {}", Plain(), Text(), Text()));
        break;
      default:
        Statement(0);
        break;
    }
  }

  std::mt19937 random_;
  std::string out_;
};

}  // namespace

std::string RandomDossier(uint32_t seed, int items) { return Generator(seed).Dossier(items); }

std::string RandomCondition(uint32_t seed, int depth) { return Generator(seed).Condition(depth); }

}  // namespace casus::property
