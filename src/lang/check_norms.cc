// Norms: with what their kind needs, and nothing that it can't have.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/check.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;
using Q = Qualifier::Kind;

std::string_view Say(Norm::Kind kind) {
  switch (kind) {
    case Norm::Kind::kDuty:
      return "a duty";
    case Norm::Kind::kBan:
      return "a ban";
    case Norm::Kind::kRight:
      return "a right";
    case Norm::Kind::kPower:
      return "a power";
    case Norm::Kind::kLimit:
      return "a limit";
    case Norm::Kind::kEffect:
      return "an effect";
    case Norm::Kind::kStatement:
      return "a bare statement";
    case Norm::Kind::kError:
      break;
  }
  return "";
}

// What a qualifier may stand below: a bit for each kind of norm.
constexpr unsigned Bit(Norm::Kind kind) { return 1u << static_cast<unsigned>(kind); }
constexpr unsigned kDuty = Bit(Norm::Kind::kDuty);
constexpr unsigned kBan = Bit(Norm::Kind::kBan);
constexpr unsigned kRight = Bit(Norm::Kind::kRight);
constexpr unsigned kPower = Bit(Norm::Kind::kPower);
constexpr unsigned kLimit = Bit(Norm::Kind::kLimit);

struct QualifierRule {
  Q qualifier;
  std::string_view written;
  unsigned norms;         // those that it goes with
  std::string_view help;  // what to do where it does not
};

// Qualifiers that are not listed go with all norms.
constexpr auto kQualifierRules = std::to_array<QualifierRule>({
    {Q::kOnlyWhile, "only while", kRight | kPower,
     "`while` says for which time it is meant; what is allowed `only while` something holds is a right"},
    {Q::kBrokenWhen, "broken when", kDuty | kBan | kLimit, "only what is owed can be broken"},
    {Q::kExcusedWhile, "excused while", kDuty | kBan | kLimit,
     "only what is owed can be excused; use `unless`"},
    {Q::kDischargedWhen, "discharged when", kDuty | kBan | kLimit, "only what is owed can be discharged"},
    {Q::kWithin, "within", kDuty | kRight | kPower, "use `while` to say for which time it is meant"},
    {Q::kBy, "by", kDuty | kRight | kPower, "use `while` to say for which time it is meant"},
    {Q::kAndThereafter, "and thereafter", kDuty, "only what is to be done can be kept up thereafter"},
    {Q::kEach, "each", kDuty, "only acts that are owed are counted one by one"},
    {Q::kExceptionTo, "exception to", kRight | kPower, "what allows something that is banned is a right"},
});

}  // namespace

void Checker::CheckNorm(const NormEntry& entry) {
  const Document& document = dossier_.documents[entry.document];
  const Norm& norm = *entry.norm;
  if (norm.kind == Norm::Kind::kError) return;
  CheckQualifiers(document, norm);
  if (norm.kind == Norm::Kind::kLimit) {
    CheckBearer(document, norm);
    CheckTrigger(document, norm);
    return;
  }
  if (IsBroken(document, norm.phrase)) return;
  const Predicate& predicate = vocabulary_.predicate(document[norm.phrase].predicate);
  switch (norm.kind) {
    case Norm::Kind::kStatement:
      if (predicate.is_event) {
        sink_.Report(Diagnostic(diag::Kind::kWhenMisfit, document.Place(document[norm.phrase].extent),
                                "an event can't hold for as long as an article is in force")
                         .Mark(Place(predicate.origin), "it is declared as an event")
                         .Help("write `effect` in front if it happens when the article takes effect, `duty` "
                               "if it is owed"));
      }
      CheckMayBeStated(document, norm.phrase);
      return;
    case Norm::Kind::kEffect:
      CheckMayBeStated(document, norm.phrase);
      break;
    case Norm::Kind::kDuty:
      CheckDuty(document, norm);
      CheckBearer(document, norm);
      break;
    case Norm::Kind::kPower:
      if (norm.effects.empty() && !consequential_.contains(document[norm.phrase].predicate)) {
        sink_.Report(Diagnostic(diag::Kind::kPowerWithoutEffect, document.Place(norm.extent),
                                "this power has no effect")
                         .Here("a power is an act that changes what holds, and from this one nothing follows")
                         .Help("add indented lines `effect …`; an act that is just allowed is a `right`"));
      }
      CheckBearer(document, norm);
      break;
    case Norm::Kind::kBan:
    case Norm::Kind::kRight:
      CheckBearer(document, norm);
      break;
    case Norm::Kind::kLimit:
    case Norm::Kind::kError:
      break;
  }
  CheckTrigger(document, norm);
}

void Checker::CheckQualifiers(const Document& document, const Norm& norm) {
  for (const Q kind : {Q::kWithin, Q::kBy}) {
    const Qualifier* first = Find(document, norm, kind);
    for (const Qualifier& qualifier : document[norm.qualifiers]) {
      if (qualifier.kind != kind || &qualifier == first) continue;
      sink_.Report(Diagnostic(diag::Kind::kLineTwice, document.Place(qualifier.extent),
                              "this norm has such a time already")
                       .Mark(document.Place(first->extent), "here")
                       .Help("keep the one that counts, or write two norms"));
    }
  }
  for (const Qualifier& qualifier : document[norm.qualifiers]) {
    const auto rule = std::find_if(kQualifierRules.begin(), kQualifierRules.end(),
                                   [&](const QualifierRule& r) { return r.qualifier == qualifier.kind; });
    if (rule == kQualifierRules.end() || (rule->norms & Bit(norm.kind)) != 0) continue;
    sink_.Report(Diagnostic(diag::Kind::kQualifierMisfit, document.Place(qualifier.extent),
                            fmt::format("{} has no `{}`", Say(norm.kind), rule->written))
                     .Mark(document.Place(norm.extent), "it stands below this")
                     .Help(std::string(rule->help)));
  }
}

// A duty says until when: by a time, or by what it is to be kept up for.
void Checker::CheckDuty(const Document& document, const Norm& norm) {
  const Predicate& predicate = vocabulary_.predicate(document[norm.phrase].predicate);
  const Qualifier* upkeep = Find(document, norm, Q::kWhile);
  const Qualifier* thereafter = Find(document, norm, Q::kAndThereafter);
  const bool has_time =
      Find(document, norm, Q::kWithin) != nullptr || Find(document, norm, Q::kBy) != nullptr;
  if (norm.negated) return;                                // a ban by another name: it needs no time
  if (Find(document, norm, Q::kError) != nullptr) return;  // it may have been the time
  if (predicate.is_event && (thereafter != nullptr || (upkeep != nullptr && !has_time))) {
    const Qualifier* kept_up = thereafter != nullptr ? thereafter : upkeep;
    sink_.Report(
        Diagnostic(diag::Kind::kEventKeptUp, document.Place(kept_up->extent), "an event can't be kept up")
            .Here("it is over at the moment at which it happens")
            .Mark(Place(predicate.origin), "it is declared as an event")
            .Help("owe a state instead; or say by when it has to happen: `within 30 days`, `by 1939-12-31`"));
    return;
  }
  if (has_time || upkeep != nullptr || Find(document, norm, Q::kOpen) != nullptr) return;
  sink_.Report(
      Diagnostic(diag::Kind::kNoDeadline, document.Place(norm.extent), "nothing says by when this is due")
          .Help("add `within 30 days` or `by 1939-12-31`; `while` something holds, for what is to be kept up")
          .Help("if the text does not say it, note that: `open \"no time is given\"`"));
}

// The first slot of a norm's phrase is who is bound by it.
void Checker::CheckBearer(const Document& document, const Norm& norm) {
  const auto kind = vocabulary_.FindKind("Party", symbols_);
  if (!kind) return;
  TermId bearer = norm.bearer;
  Type type;
  if (norm.kind != Norm::Kind::kLimit) {
    const Phrase& phrase = document[norm.phrase];
    const Predicate& predicate = vocabulary_.predicate(phrase.predicate);
    if (predicate.slots.empty()) {
      sink_.Report(
          Diagnostic(diag::Kind::kNotAParty, document.Place(phrase.extent), "nobody is bound by this")
              .Here("the first place of the phrase is whoever is bound, and it has none")
              .Mark(Place(predicate.origin), "it is declared here")
              .Help("use a phrase that says who acts"));
      return;
    }
    bearer = document[phrase.arguments].front();
    type = predicate.slots.front().type;
  }
  if (bearer == kNone<TermId>) return;
  const Term& term = document[bearer];
  const Entity* entity = term.kind == Term::Kind::kName ? vocabulary_.FindEntity(term.symbol) : nullptr;
  const bool may_be_party =
      entity != nullptr ? vocabulary_.Is(*entity, *kind)
      : type.of == Type::Of::kEntity
          ? vocabulary_.Descendants(type.kind).Intersects(vocabulary_.Descendants(*kind))
          : type.of == Type::Of::kUnknown;
  if (may_be_party && term.kind != Term::Kind::kAny) return;
  Diagnostic diagnostic(diag::Kind::kNotAParty, document.Place(term.extent),
                        "a norm binds parties, and this is none");
  diagnostic.here = norm.kind == Norm::Kind::kLimit ? "here stands who is bound by the limit"
                                                    : "the first place of the phrase is who is bound";
  if (entity != nullptr) diagnostic.labels.push_back({Place(entity->origin), "it is declared here"});
  diagnostic.helps.push_back(
      "use a phrase whose first place is the party that has to act; `?party` stands for each of them");
  sink_.Report(std::move(diagnostic));
}

// --- What can come about, and what can't ---

// Whatever the condition reads, other than below `not`.
void Checker::CollectConsequential(const Document& document, ConditionId id) {
  if (id == kNone<ConditionId>) return;
  const Condition& condition = document[id];
  if (condition.kind == Condition::Kind::kPhrase && condition.phrase != kNone<PhraseId>) {
    consequential_.insert(document[condition.phrase].predicate);
  }
  if (condition.kind == Condition::Kind::kNot) return;
  for (const ConditionId child : document[condition.children]) CollectConsequential(document, child);
}

void Checker::CollectConsequential(const Document& document, const std::vector<LifeLine>& life) {
  for (const LifeLine& line : life) {
    CollectConsequential(document, line.condition);
    CollectConsequential(document, line.nested);
  }
}

void Checker::CollectHappening() {
  for (size_t id = 0; id < vocabulary_.predicates().size(); ++id) {
    const Predicate& predicate = vocabulary_.predicates()[id];
    if (predicate.primitive || predicate.reflexive || !predicate.begins.empty() || !predicate.holds.empty() ||
        !predicate.happens.empty()) {
      happening_.insert(static_cast<PredicateId>(id));
    }
    for (const auto* clauses : {&predicate.begins, &predicate.ends, &predicate.holds, &predicate.happens}) {
      for (const ClauseRef& clause : *clauses) {
        CollectConsequential(dossier_.documents[clause.document], clause.clause->condition);
      }
    }
  }
  for (const Document& document : dossier_.documents) {
    for (const Statement& statement : document.statements) {
      if (statement.phrase != kNone<PhraseId>) happening_.insert(document[statement.phrase].predicate);
    }
  }
  for (const Treaty& treaty : dossier_.treaties) {
    CollectConsequential(dossier_.documents[treaty.document], treaty.declaration->life);
    for (const NormEntry& entry : treaty.norms) {
      const Norm::Kind kind = entry.norm->kind;
      if ((kind == Norm::Kind::kEffect || kind == Norm::Kind::kStatement) &&
          entry.norm->phrase != kNone<PhraseId>) {
        happening_.insert(dossier_.documents[entry.document][entry.norm->phrase].predicate);
      }
    }
  }
}

// A phrase that has to be so for the condition, and never is.
const Phrase* Checker::NeverSo(const Document& document, ConditionId id) const {
  const Condition& condition = document[id];
  switch (condition.kind) {
    case Condition::Kind::kPhrase: {
      const Phrase& phrase = document[condition.phrase];
      return happening_.contains(phrase.predicate) ? nullptr : &phrase;
    }
    case Condition::Kind::kAnd:
    case Condition::Kind::kOnce:
    case Condition::Kind::kThroughout:
    case Condition::Kind::kEventually:
    case Condition::Kind::kPrevious:
      for (const ConditionId child : document[condition.children]) {
        if (const Phrase* phrase = NeverSo(document, child)) return phrase;
      }
      return nullptr;
    default:
      return nullptr;  // may be so without any phrase being so, or by another one
  }
}

void Checker::CheckTrigger(const Document& document, const Norm& norm) {
  const Qualifier* trigger = Find(document, norm, Q::kWhen);
  if (trigger == nullptr || IsBroken(document, trigger->condition)) return;
  const Phrase* never = NeverSo(document, trigger->condition);
  if (never == nullptr) return;
  const Predicate& predicate = vocabulary_.predicate(never->predicate);
  sink_.Report(Diagnostic(diag::Kind::kNeverTriggered, document.Place(never->extent),
                          "this never comes about in the record, so that the norm stays dormant")
                   .Here("no statement says it, and no rule gives it")
                   .Mark(Place(predicate.origin), "the phrase is declared here")
                   .Help("if it did happen, state it; if another phrase is meant, write that"));
}

}  // namespace casus::lang
