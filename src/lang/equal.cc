#include "lang/equal.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace casus::lang {
namespace {

class Comparison {
 public:
  Comparison(const Document& a, const Document& b) : a_(a), b_(b) {}

  bool Items() const {
    return std::equal(a_.items.begin(), a_.items.end(), b_.items.begin(), b_.items.end(),
                      [&](const Item& a, const Item& b) { return a.kind == b.kind && Same(a, b); });
  }

 private:
  bool Same(const Item& a, const Item& b) const {
    switch (a.kind) {
      case Item::Kind::kUse:
        return a_.uses[a.index].path == b_.uses[b.index].path;
      case Item::Kind::kHorizon:
        return Same(a_.horizons[a.index].first, b_.horizons[b.index].first) &&
               Same(a_.horizons[a.index].last, b_.horizons[b.index].last);
      case Item::Kind::kGrain:
        return a_.grains[a.index].grain == b_.grains[b.index].grain &&
               a_.grains[a.index].zone == b_.grains[b.index].zone;
      case Item::Kind::kSource:
        return Same(a_.sources[a.index], b_.sources[b.index]);
      case Item::Kind::kAside:
        return Same(a_.asides[a.index], b_.asides[b.index]);
      case Item::Kind::kKind:
        return Same(a_.kinds[a.index].name, b_.kinds[b.index].name) &&
               Same(a_.kinds[a.index].parents, b_.kinds[b.index].parents);
      case Item::Kind::kEntity:
        return Same(a_.entities[a.index], b_.entities[b.index]);
      case Item::Kind::kPhrase:
        return Same(a_.phrase_declarations[a.index], b_.phrase_declarations[b.index]);
      case Item::Kind::kRule:
        return Same(a_.rules[a.index].phrase, b_.rules[b.index].phrase) &&
               Same(a_.rules[a.index].clauses, b_.rules[b.index].clauses);
      case Item::Kind::kStatement:
        return Same(a_.statements[a.index], b_.statements[b.index]);
      case Item::Kind::kTreaty:
        return Same(a_.treaties[a.index], b_.treaties[b.index]);
      case Item::Kind::kArticle:
        return Same(a_.articles[a.index], b_.articles[b.index]);
      case Item::Kind::kExpectation:
        return Same(a_.expectations[a.index], b_.expectations[b.index]);
      case Item::Kind::kLens:
        return Same(a_.lenses[a.index], b_.lenses[b.index]);
    }
    return false;
  }

  // --- Lists ---

  template <typename T>
  bool Same(Run<T> a, Run<T> b) const {
    return SameList(a_[a], b_[b]);
  }

  template <typename T>
  bool Same(const std::vector<T>& a, const std::vector<T>& b) const {
    return SameList(std::span<const T>(a), std::span<const T>(b));
  }

  template <typename T>
  bool SameList(std::span<const T> a, std::span<const T> b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const T& x, const T& y) { return Same(x, y); });
  }

  // --- Names, dates ---

  bool Same(base::Symbol a, base::Symbol b) const { return a == b; }
  bool Same(const std::string& a, const std::string& b) const { return a == b; }
  bool Same(const Name& a, const Name& b) const { return a.symbol == b.symbol; }

  bool Same(DayId a, DayId b) const {
    if (a == kNone<DayId> || b == kNone<DayId>) return a == b;
    const Day& x = a_[a];
    const Day& y = b_[b];
    if (x.date.has_value() != y.date.has_value()) return false;
    return (!x.date || a_.dates[*x.date] == b_.dates[*y.date]) && x.old_style == y.old_style &&
           Same(x.anchors, y.anchors);
  }

  bool Same(const Anchor& a, const Anchor& b) const {
    return a.relation == b.relation && a.distance == b.distance && Same(a.label, b.label);
  }

  bool Same(const When& a, const When& b) const {
    return a.kind == b.kind && Same(a.first, b.first) && Same(a.last, b.last);
  }

  // --- Terms, phrases, conditions ---

  bool Same(TermId a, TermId b) const {
    if (a == kNone<TermId> || b == kNone<TermId>) return a == b;
    const Term& x = a_[a];
    const Term& y = b_[b];
    if (x.kind != y.kind || x.symbol != y.symbol || !Same(x.left, y.left) || !Same(x.right, y.right))
      return false;
    switch (x.kind) {
      case Term::Kind::kNumber:
        return a_.numbers[x.index] == b_.numbers[y.index];
      case Term::Kind::kRange:
        return a_.numbers[x.index] == b_.numbers[y.index] &&
               a_.numbers[x.index + 1] == b_.numbers[y.index + 1];
      case Term::Kind::kDate:
        return a_.dates[x.index] == b_.dates[y.index];
      case Term::Kind::kDuration:
        return a_.durations[x.index] == b_.durations[y.index];
      case Term::Kind::kAggregate:
        return Same(a_.aggregates[x.index], b_.aggregates[y.index]);
      default:
        return true;
    }
  }

  bool Same(const Aggregate& a, const Aggregate& b) const {
    return a.function == b.function && Same(a.of, b.of) && Same(a.per, b.per) && a.period == b.period &&
           Same(a.where, b.where);
  }

  bool Same(PhraseId a, PhraseId b) const {
    if (a == kNone<PhraseId> || b == kNone<PhraseId>) return a == b;
    return a_[a].occurrence == b_[b].occurrence && Same(a_[a].parts, b_[b].parts);
  }

  bool Same(const Part& a, const Part& b) const {
    return a.is_word == b.is_word && a.word == b.word && Same(a.terms, b.terms);
  }

  bool Same(ConditionId a, ConditionId b) const {
    if (a == kNone<ConditionId> || b == kNone<ConditionId>) return a == b;
    const Condition& x = a_[a];
    const Condition& y = b_[b];
    return x.kind == y.kind && x.compare == y.compare && Same(x.phrase, y.phrase) && Same(x.left, y.left) &&
           Same(x.right, y.right) && Same(x.variables, y.variables) && x.lower == y.lower &&
           x.upper == y.upper && Same(x.children, y.children);
  }

  // --- The chronicle ---

  bool Same(const Statement& a, const Statement& b) const {
    return Same(a.when, b.when) && Same(a.phrase, b.phrase) && Same(a.label, b.label) &&
           Same(a.qualifiers, b.qualifiers) && Same(a.rows, b.rows);
  }

  bool Same(const Row& a, const Row& b) const {
    return Same(a.values, b.values) && Same(a.label, b.label) && Same(a.qualifiers, b.qualifiers);
  }

  bool Same(const Qualifier& a, const Qualifier& b) const {
    return a.kind == b.kind && a.is_locator == b.is_locator && Same(a.source, b.source) &&
           Same(a.text, b.text) && Same(a.names, b.names) && Same(a.day, b.day) &&
           Same(a.condition, b.condition) && a.duration == b.duration;
  }

  // --- Declarations ---

  bool Same(const SourceDeclaration& a, const SourceDeclaration& b) const {
    return Same(a.name, b.name) && a.title == b.title && a.file == b.file && a.checksum == b.checksum &&
           Same(a.qualifiers, b.qualifiers);
  }

  bool Same(const AsideDeclaration& a, const AsideDeclaration& b) const {
    return Same(a.source, b.source) && Same(a.text, b.text) && Same(a.reason, b.reason);
  }

  bool Same(const EntityDeclaration& a, const EntityDeclaration& b) const {
    if (a.position.has_value() != b.position.has_value()) return false;
    if (a.position &&
        (a.position->latitude != b.position->latitude || a.position->longitude != b.position->longitude)) {
      return false;
    }
    // Lines are numbered by their first entity, in the same way on both sides.
    return Same(a.kind, b.kind) && Same(a.name, b.name) && a.title == b.title && Same(a.also, b.also) &&
           Same(a.qualifiers, b.qualifiers) && a.line == b.line;
  }

  bool Same(const DeclaredPart& a, const DeclaredPart& b) const {
    return Same(a.forms, b.forms) && a.variable == b.variable && Same(a.kind, b.kind);
  }

  bool Same(const PhraseDeclaration& a, const PhraseDeclaration& b) const {
    return a.is_event == b.is_event && Same(a.parts, b.parts) && Same(a.clauses, b.clauses) &&
           Same(a.qualifiers, b.qualifiers);
  }

  bool Same(const Clause& a, const Clause& b) const {
    return a.kind == b.kind && Same(a.one, b.one) && Same(a.per, b.per) && Same(a.condition, b.condition) &&
           Same(a.label, b.label) && Same(a.qualifiers, b.qualifiers);
  }

  // --- Treaties ---

  bool Same(const TreatyDeclaration& a, const TreatyDeclaration& b) const {
    return Same(a.name, b.name) && a.title == b.title && Same(a.also, b.also) && Same(a.parties, b.parties) &&
           Same(a.life, b.life) && Same(a.qualifiers, b.qualifiers);
  }

  bool Same(const ArticleRange& a, const ArticleRange& b) const {
    return Same(a.first, b.first) && Same(a.last, b.last);
  }

  bool Same(const LifeLine& a, const LifeLine& b) const {
    return a.kind == b.kind && Same(a.day, b.day) && a.duration == b.duration && a.times == b.times &&
           Same(a.condition, b.condition) && Same(a.articles, b.articles) && Same(a.nested, b.nested) &&
           Same(a.qualifiers, b.qualifiers);
  }

  bool Same(const ArticleDeclaration& a, const ArticleDeclaration& b) const {
    return a.is_supplement == b.is_supplement && Same(a.label, b.label) && a.title == b.title &&
           Same(a.qualifiers, b.qualifiers) && Same(a.norms, b.norms);
  }

  bool Same(const Norm& a, const Norm& b) const {
    return a.kind == b.kind && a.negated == b.negated && Same(a.phrase, b.phrase) &&
           Same(a.bearer, b.bearer) && Same(a.amount, b.amount) && a.at_least == b.at_least &&
           Same(a.bound, b.bound) && Same(a.label, b.label) && Same(a.qualifiers, b.qualifiers) &&
           Same(a.effects, b.effects) && Same(a.on_breach, b.on_breach);
  }

  // --- Expectations and lenses ---

  bool Same(const Expectation& a, const Expectation& b) const {
    return a.possibly == b.possibly && a.time == b.time && Same(a.first, b.first) && Same(a.last, b.last) &&
           Same(a.source, b.source) && Same(a.lens, b.lens) && Same(a.condition, b.condition) &&
           Same(a.qualifiers, b.qualifiers);
  }

  bool Same(const LensDeclaration& a, const LensDeclaration& b) const {
    return Same(a.name, b.name) && a.title == b.title && Same(a.lines, b.lines) &&
           Same(a.qualifiers, b.qualifiers);
  }

  bool Same(const LensLine& a, const LensLine& b) const {
    return a.kind == b.kind && Same(a.names, b.names) && Same(a.day, b.day) &&
           a.and_what_follows == b.and_what_follows && Same(a.statements, b.statements);
  }

  const Document& a_;
  const Document& b_;
};

}  // namespace

bool Equal(const Document& a, const Document& b) { return Comparison(a, b).Items(); }

}  // namespace casus::lang
