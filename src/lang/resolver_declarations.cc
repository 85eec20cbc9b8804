// Kinds, phrases, settings and entities.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/resolver.h"

namespace casus::lang {

using diag::Diagnostic;

void Resolver::ReportTwice(const Document& document, Extent place, base::Symbol name, diag::Span earlier) {
  sink_.Report(Diagnostic(diag::Kind::kNameTwice, document.Place(place),
                          fmt::format("`{}` is the name of something else already", Text(name)))
                   .Mark(earlier, "it was given here")
                   .Help("give one of them another name"));
}

// --- Kinds ---

void Resolver::DeclareKinds() {
  Vocabulary& vocabulary = dossier_.vocabulary;
  for (uint32_t d = 0; d < dossier_.documents.size(); ++d) {
    for (const KindDeclaration& kind : document(d).kinds) {
      if (kind.name.empty()) continue;
      if (const auto earlier = vocabulary.FindKind(kind.name.symbol)) {
        ReportTwice(document(d), kind.name.extent, kind.name.symbol, Place(vocabulary.kind(*earlier).origin));
      } else {
        vocabulary.AddKind({kind.name.symbol, {}, {d, kind.name.extent}});
      }
    }
  }
  for (uint32_t d = 0; d < dossier_.documents.size(); ++d) {
    for (const KindDeclaration& kind : document(d).kinds) {
      const auto id = kind.name.empty() ? std::nullopt : vocabulary.FindKind(kind.name.symbol);
      if (!id || vocabulary.kind(*id).origin.document != d ||
          vocabulary.kind(*id).origin.extent.begin != kind.name.extent.begin) {
        continue;  // a duplicate, already diagnosed
      }
      std::vector<KindId> parents;
      for (const Name& parent : document(d)[kind.parents]) {
        if (const auto found = FindKind(document(d), parent)) parents.push_back(*found);
      }
      vocabulary.SetParents(*id, std::move(parents));
    }
  }
  FindKindCycles();
  vocabulary.CloseKinds(vocabulary.FindKind("Norm", symbols_));
}

// Depth first; an edge to a kind that is still open closes a cycle, and is cut there.
void Resolver::FindKindCycles() {
  Vocabulary& vocabulary = dossier_.vocabulary;
  enum class State : uint8_t { kNew, kOpen, kDone };
  std::vector<State> states(vocabulary.kinds().size(), State::kNew);
  std::vector<KindId> path;
  const auto visit = [&](KindId id, auto&& self) -> void {
    states[static_cast<size_t>(id)] = State::kOpen;
    path.push_back(id);
    std::vector<KindId> kept;
    const std::vector<KindId> parents = vocabulary.kind(id).parents;
    for (const KindId parent : parents) {
      if (states[static_cast<size_t>(parent)] == State::kOpen) {
        std::string cycle;
        for (auto i = std::find(path.begin(), path.end(), parent); i != path.end(); ++i) {
          cycle += fmt::format("{} is ", Text(vocabulary.kind(*i).name));
        }
        sink_.Report(Diagnostic(diag::Kind::kKindCycle, Place(vocabulary.kind(id).origin),
                                fmt::format("`{}` is a kind of itself", Text(vocabulary.kind(parent).name)))
                         .Here(fmt::format("{}{}", cycle, Text(vocabulary.kind(parent).name)))
                         .Help("take one of these `is` away"));
        continue;
      }
      if (states[static_cast<size_t>(parent)] == State::kNew) self(parent, self);
      kept.push_back(parent);
    }
    vocabulary.SetParents(id, std::move(kept));
    path.pop_back();
    states[static_cast<size_t>(id)] = State::kDone;
  };
  for (size_t i = 0; i < states.size(); ++i) {
    if (states[i] == State::kNew) visit(static_cast<KindId>(i), visit);
  }
}

std::optional<KindId> Resolver::FindKind(const Document& document, const Name& kind) {
  if (kind.empty()) return std::nullopt;  // already diagnosed
  if (const auto id = dossier_.vocabulary.FindKind(kind.symbol)) return id;
  const std::string_view name = Text(kind.symbol);
  Diagnostic diagnostic(diag::Kind::kUnknownKind, document.Place(kind.extent),
                        fmt::format("no kind is called `{}`", name));
  if (const auto nearest = names_.NearestKind(name)) {
    diagnostic.helps.push_back(fmt::format("did you mean `{}`?", *nearest));
    diagnostic.fix = diag::FixIt{diagnostic.span, *nearest};
  } else {
    diagnostic.helps.push_back(
        fmt::format("declare it: `kind {}`; the usual kinds come with `use \"std/kinds\"`", name));
  }
  sink_.Report(std::move(diagnostic));
  return std::nullopt;
}

Type Resolver::SlotType(const Document& document, const Name& kind) {
  if (const auto of = FindBuiltInKind(Text(kind.symbol))) {
    if (!dossier_.vocabulary.FindKind(kind.symbol)) return {*of, {}};
  }
  const auto id = FindKind(document, kind);
  return id ? Type{Type::Of::kEntity, *id} : Type{};
}

// --- Phrases ---

void Resolver::DeclarePhrases() {
  std::vector<Predicate> predicates;
  for (uint32_t d = 0; d < dossier_.documents.size(); ++d) {
    for (uint32_t i = 0; i < document(d).phrase_declarations.size(); ++i) {
      const PhraseDeclaration& declaration = document(d).phrase_declarations[i];
      Predicate predicate;
      predicate.is_event = declaration.is_event;
      predicate.pattern = declaration.parts;
      predicate.origin = {d, declaration.extent};
      if (!declaration.parts.empty()) {
        predicate.origin.extent = {declaration.parts.front().extent.begin,
                                   declaration.parts.back().extent.end};
      }
      for (const DeclaredPart& part : declaration.parts) {
        if (!part.forms.empty()) continue;
        const auto same = [&](const Slot& slot) { return slot.variable == part.variable; };
        if (std::any_of(predicate.slots.begin(), predicate.slots.end(), same)) {
          sink_.Report(
              Diagnostic(diag::Kind::kNameTwice, document(d).Place(part.extent),
                         fmt::format("two slots of this phrase are called `{}`", Text(part.variable)))
                  .Help("slots have different names, by which the clauses speak of them"));
        }
        predicate.slots.push_back({part.variable, SlotType(document(d), part.kind)});
      }
      declarations_.push_back({d, i, kNone<PredicateId>});
      predicates.push_back(std::move(predicate));
    }
  }
  const PhraseIndex index(predicates);
  PredicateList alike;
  for (size_t i = 0; i < predicates.size(); ++i) {
    Predicate& predicate = predicates[i];
    index.Find(predicate.pattern, alike);
    const auto is_earlier_twin = [&](PredicateId other) {
      return static_cast<size_t>(other) < i &&
             std::equal(
                 predicate.slots.begin(), predicate.slots.end(),
                 predicates[static_cast<size_t>(other)].slots.begin(),
                 [](const Slot& a, const Slot& b) { return a.type == b.type; });
    };
    const auto twin = std::find_if(alike.begin(), alike.end(), is_earlier_twin);
    if (twin != alike.end()) {
      sink_.Report(
          Diagnostic(diag::Kind::kPhraseTwice, Place(predicate.origin), "this phrase is declared already")
              .Mark(Place(predicates[static_cast<size_t>(*twin)].origin), "here")
              .Help("to add clauses to a phrase, write it with variables, without `event` or `state`"));
    } else if (!predicate.pattern.empty()) {
      Predicate copy = predicate;  // later ones are compared with it
      declarations_[i].predicate = dossier_.vocabulary.AddPredicate(std::move(copy), symbols_);
    }
  }
  dossier_.vocabulary.IndexPhrases();
}

// --- Settings: horizon, grain, sources, lenses ---

void Resolver::DeclareSettings() {
  for (uint32_t d = 0; d < dossier_.documents.size(); ++d) {
    for (const GrainDeclaration& grain : document(d).grains) {
      if (grain_) {
        sink_.Report(Diagnostic(diag::Kind::kSettingTwice, document(d).Place(grain.extent),
                                "the grain of this dossier is declared already")
                         .Mark(Place(*grain_), "here")
                         .Help("a dossier has one grain for all its files; take one of them away"));
        continue;
      }
      grain_ = Origin{d, grain.extent};
      dossier_.grain = grain.grain;
      dossier_.zone = grain.zone;
    }
    for (const SourceDeclaration& source : document(d).sources) {
      if (source.name.empty()) continue;
      const auto same = [&](const Source& other) { return other.name == source.name.symbol; };
      const auto earlier = std::find_if(dossier_.sources.begin(), dossier_.sources.end(), same);
      if (earlier != dossier_.sources.end()) {
        ReportTwice(document(d), source.name.extent, source.name.symbol,
                    Place({earlier->document, earlier->declaration->name.extent}));
      } else {
        dossier_.sources.push_back({source.name.symbol, &source, d});
      }
    }
    for (uint32_t i = 0; i < document(d).lenses.size(); ++i) {
      const Name& name = document(d).lenses[i].name;
      if (name.empty()) continue;
      const auto [place, is_new] = dossier_.lenses.emplace(name.symbol, std::pair(d, i));
      if (is_new) continue;
      const auto [other, index] = place->second;
      ReportTwice(document(d), name.extent, name.symbol,
                  Place({other, document(other).lenses[index].name.extent}));
    }
  }
  dossier_.first = base::ToStamp(base::kFirstDay, dossier_.grain);
  dossier_.last = base::ToStamp(base::kLastDay, dossier_.grain) + base::UnitsPerDay(dossier_.grain) - 1;
  for (uint32_t d = 0; d < dossier_.documents.size(); ++d) {
    for (const HorizonDeclaration& horizon : document(d).horizons) {
      if (horizon_) {
        sink_.Report(Diagnostic(diag::Kind::kSettingTwice, document(d).Place(horizon.extent),
                                "the horizon of this dossier is declared already")
                         .Mark(Place(*horizon_), "here")
                         .Help("a dossier has one horizon for all its files; take one of them away"));
        continue;
      }
      horizon_ = Origin{d, horizon.extent};
      DeclareHorizon(document(d), horizon);
    }
  }
  if (!horizon_) RequireHorizon();
}

void Resolver::DeclareHorizon(const Document& document, const HorizonDeclaration& horizon) {
  if (horizon.first == kNone<DayId> || horizon.last == kNone<DayId>) return;  // already diagnosed
  const auto first = Candidates(document, document[horizon.first]);
  const auto last = Candidates(document, document[horizon.last]);
  if (first.empty() || last.empty()) return;
  if (last.back().last < first.front().first) {
    sink_.Report(Diagnostic(diag::Kind::kSpanReversed, document.Place(horizon.extent),
                            "the horizon ends before it begins")
                     .Help("write the earlier day first"));
    return;
  }
  dossier_.first = base::ToStamp(first.front().first, dossier_.grain);
  dossier_.last = base::ToStamp(last.back().last, dossier_.grain) + base::UnitsPerDay(dossier_.grain) - 1;
}

// Proposes whole years around all days that the dossier speaks of.
void Resolver::RequireHorizon() {
  if (dossier_.first_own >= dossier_.documents.size()) return;
  base::Day first = base::kLastDay;
  base::Day last = base::kFirstDay;
  for (size_t d = dossier_.first_own; d < dossier_.documents.size(); ++d) {
    for (const base::EdtfDate& date : dossier_.documents[d].dates) {
      for (const auto& [from, through] : date.candidates) {
        if (from != base::kFirstDay) first = std::min(first, from);
        if (through != base::kLastDay) last = std::max(last, through);
      }
    }
  }
  const bool has_dates = first <= last;
  const int first_year = has_dates ? base::ToCivil(first).year : 1900;
  const int last_year = has_dates ? base::ToCivil(last).year : 1999;
  const Document& main = dossier_.documents[dossier_.first_own];
  const uint32_t begin = main.items.empty() ? 0 : main.headings[main.items.front().heading].offset;
  sink_.Report(Diagnostic(diag::Kind::kNoHorizon, main.Place({begin, begin}), "this dossier has no horizon")
                   .Here("the days of the record: its first and its last, both in")
                   .Help(fmt::format("add the line `horizon {:04}-01-01 through {:04}-12-31`", first_year,
                                     last_year)));
}

// --- Entities ---

bool Resolver::DeclareEntity(uint32_t d, Entity entity) {
  const Origin* earlier = nullptr;
  if (const Entity* same = dossier_.vocabulary.FindEntity(entity.name)) earlier = &same->origin;
  if (const auto kind = dossier_.vocabulary.FindKind(entity.name))
    earlier = &dossier_.vocabulary.kind(*kind).origin;
  if (earlier != nullptr) {
    ReportTwice(document(d), entity.origin.extent, entity.name, Place(*earlier));
    return false;
  }
  dossier_.vocabulary.AddEntity(std::move(entity));
  return true;
}

void Resolver::DeclareEntities() {
  for (uint32_t d = 0; d < dossier_.documents.size(); ++d) {
    for (const EntityDeclaration& declaration : document(d).entities) {
      if (declaration.name.empty()) continue;
      // Of an unknown kind it is declared all the same, so that its name is known where it is used.
      DeclareEntity(d, {.name = declaration.name.symbol,
                        .kind = FindKind(document(d), declaration.kind).value_or(kNone<KindId>),
                        .title = declaration.title,
                        .also = declaration.also,
                        .position = declaration.position,
                        .is_only_norm = false,
                        .origin = {d, declaration.name.extent}});
    }
  }
}

}  // namespace casus::lang
