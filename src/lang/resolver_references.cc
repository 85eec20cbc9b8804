// What is referred to below a line: sources, actors, labels, provisions, lenses.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/resolver.h"

namespace casus::lang {

using diag::Diagnostic;

void Resolver::ResolveQualifiers(Run<Qualifier> qualifiers, const NameScope& scope) {
  for (const Qualifier& qualifier : (*current_)[qualifiers]) {
    switch (qualifier.kind) {
      case Qualifier::Kind::kCite:
        ResolveSource(qualifier.source);
        break;
      case Qualifier::Kind::kKnown:
      case Qualifier::Kind::kAlleged:
      case Qualifier::Kind::kDenied:
        ResolveActors(qualifier.names, scope);
        break;
      case Qualifier::Kind::kBecause:
        ResolveReferences(qualifier.names, scope, false);
        break;
      case Qualifier::Kind::kSameAs:
        for (const Name& name : (*current_)[qualifier.names]) ResolveStatementLabel(name);
        break;
      case Qualifier::Kind::kNotwithstanding:
      case Qualifier::Kind::kSubjectTo:
      case Qualifier::Kind::kExceptionTo:
      case Qualifier::Kind::kInsteadOf:
        ResolveReferences(qualifier.names, scope, true);
        break;
      default:
        break;  // nothing is named
    }
    ResolveDay(qualifier.day);
  }
}

void Resolver::ResolveActors(Run<Name> names, const NameScope& scope) {
  for (uint32_t i = names.begin; i < names.begin + names.count; ++i) {
    Name& name = current_->names[i];
    if (name.empty()) continue;
    const auto found = names_.Find(name.symbol, scope);
    const Entity* entity = found ? dossier_.vocabulary.FindEntity(*found) : nullptr;
    if (entity == nullptr) {
      Diagnostic diagnostic(diag::Kind::kUnknownName, current_->Place(name.extent),
                            fmt::format("nothing is called `{}`", Text(name.symbol)));
      if (const auto nearest = names_.NearestEntity(Text(name.symbol), scope)) {
        diagnostic.helps.push_back(fmt::format("did you mean `{}`?", *nearest));
        diagnostic.fix = diag::FixIt{diagnostic.span, *nearest};
      }
      sink_.Report(std::move(diagnostic));
      name.symbol = kNoSymbol;
    } else if (!dossier_.vocabulary.Is(*entity, "Actor", symbols_)) {
      sink_.Report(
          Diagnostic(diag::Kind::kWrongKind, current_->Place(name.extent),
                     fmt::format("`{}` is {}, and here must stand someone who can act", Text(name.symbol),
                                 dossier_.vocabulary.Say({Type::Of::kEntity, entity->kind}, symbols_)))
              .Mark(Place(entity->origin), "it is declared here"));
    } else {
      name.symbol = *found;
    }
  }
}

void Resolver::ReportUnknownLabel(const Name& name, const NameScope& scope) {
  Diagnostic diagnostic(diag::Kind::kUnknownLabel, current_->Place(name.extent),
                        fmt::format("no statement, norm or article is called `{}`", Text(name.symbol)));
  if (const auto nearest = names_.NearestReference(Text(name.symbol), scope)) {
    diagnostic.helps.push_back(fmt::format("did you mean `{}`?", *nearest));
    diagnostic.fix = diag::FixIt{diagnostic.span, *nearest};
  } else {
    diagnostic.helps.push_back(
        fmt::format("add `as {}` to the end of the line that is meant", Text(name.symbol)));
  }
  sink_.Report(std::move(diagnostic));
}

void Resolver::ResolveReferences(Run<Name> names, const NameScope& scope, bool must_be_provision) {
  for (uint32_t i = names.begin; i < names.begin + names.count; ++i) {
    Name& name = current_->names[i];
    if (name.empty()) continue;
    const LabelTarget* target = names_.FindReference(name.symbol, scope);
    if (target == nullptr) {
      ReportUnknownLabel(name, scope);
      name.symbol = kNoSymbol;
    } else if (const auto provision = names_.ProvisionOf(*target)) {
      name.symbol = *provision;
    } else if (must_be_provision) {
      sink_.Report(Diagnostic(diag::Kind::kWrongReference, current_->Place(name.extent),
                              fmt::format("`{}` is no norm, article or treaty", Text(name.symbol)))
                       .Mark(Place({target->document, target->extent}), "it is the label of this line")
                       .Help("name the provision: a label, `IV`, `Treaty.IV` or `Treaty.IV.2`"));
      name.symbol = kNoSymbol;
    }
  }
}

void Resolver::ResolveStatementLabel(const Name& name) {
  if (name.empty()) return;
  const LabelTarget* target = names_.FindReference(name.symbol, {});
  if (target == nullptr) {
    ReportUnknownLabel(name, {});
  } else if (target->kind != LabelTarget::Kind::kStatement && target->kind != LabelTarget::Kind::kRow) {
    sink_.Report(Diagnostic(diag::Kind::kWrongReference, current_->Place(name.extent),
                            fmt::format("`{}` is no statement", Text(name.symbol)))
                     .Mark(Place({target->document, target->extent}), "it is this")
                     .Help("name a statement of the chronicle by its label"));
  }
}

void Resolver::ResolveDay(DayId day) {
  if (day == kNone<DayId>) return;
  for (const Anchor& anchor : (*current_)[(*current_)[day].anchors]) ResolveStatementLabel(anchor.label);
}

void Resolver::ResolveSource(const Name& source) {
  if (source.empty()) return;
  const auto same = [&](const Source& other) { return other.name == source.symbol; };
  if (std::any_of(dossier_.sources.begin(), dossier_.sources.end(), same)) return;
  Diagnostic diagnostic(diag::Kind::kUnknownSource, current_->Place(source.extent),
                        fmt::format("no source is called `{}`", Text(source.symbol)));
  if (const auto nearest = names_.NearestSource(Text(source.symbol))) {
    diagnostic.helps.push_back(fmt::format("did you mean `{}`?", *nearest));
    diagnostic.fix = diag::FixIt{diagnostic.span, *nearest};
  } else {
    diagnostic.helps.push_back(fmt::format("declare it: `source {} \"its title\"`", Text(source.symbol)));
  }
  sink_.Report(std::move(diagnostic));
}

void Resolver::ResolveLensName(const Name& lens) {
  if (lens.empty() || dossier_.lenses.contains(lens.symbol)) return;
  Diagnostic diagnostic(diag::Kind::kUnknownLens, current_->Place(lens.extent),
                        fmt::format("no lens is called `{}`", Text(lens.symbol)));
  if (const auto nearest = names_.NearestLens(Text(lens.symbol))) {
    diagnostic.helps.push_back(fmt::format("did you mean `{}`?", *nearest));
    diagnostic.fix = diag::FixIt{diagnostic.span, *nearest};
  } else {
    diagnostic.helps.push_back(
        fmt::format("declare it: `lens {}`, with what it changes below", Text(lens.symbol)));
  }
  sink_.Report(std::move(diagnostic));
}

}  // namespace casus::lang
