// Exceptions: what prevails over what, without contradiction, and only where something is banned.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "lang/check.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;

// What forbids something, so that a right can be an exception to it.
bool Forbids(const Document& document, const Norm& norm) {
  const auto qualifiers = document[norm.qualifiers];
  return norm.kind == Norm::Kind::kBan || norm.kind == Norm::Kind::kLimit || norm.negated ||
         (norm.kind == Norm::Kind::kRight &&
          std::any_of(qualifiers.begin(), qualifiers.end(), [](const Qualifier& qualifier) {
            return qualifier.kind == Qualifier::Kind::kOnlyWhile;
          }));
}

}  // namespace

void Checker::CheckExceptions() {
  for (const Treaty& treaty : dossier_.treaties) {
    for (const NormEntry& entry : treaty.norms) {
      const Document& document = dossier_.documents[entry.document];
      for (const Qualifier& qualifier : document[entry.norm->qualifiers]) {
        if (qualifier.kind == Qualifier::Kind::kExceptionTo)
          CheckExceptionTo(document, *entry.norm, qualifier);
      }
    }
  }
  CheckExceptionCycles();
}

void Checker::CheckExceptionTo(const Document& document, const Norm& norm, const Qualifier& qualifier) {
  if (IsBroken(document, norm.phrase)) return;
  const PredicateId act = document[norm.phrase].predicate;
  for (const Name& name : document[qualifier.names]) {
    const auto label = dossier_.labels.find(name.symbol);
    if (label == dossier_.labels.end()) continue;  // already diagnosed
    const LabelTarget& target = label->second;
    bool forbids = false;
    bool forbids_this = false;
    const auto consider = [&](const NormEntry& entry) {
      const Document& other = dossier_.documents[entry.document];
      if (!Forbids(other, *entry.norm)) return;
      forbids = true;
      const PhraseId phrase = entry.norm->phrase;
      forbids_this = forbids_this || entry.norm->kind == Norm::Kind::kLimit || IsBroken(other, phrase) ||
                     other[phrase].predicate == act;
    };
    if (target.kind == LabelTarget::Kind::kNorm) {
      consider(dossier_.treaties[target.index].norms[target.sub]);
    } else if (target.kind == LabelTarget::Kind::kTreaty || target.kind == LabelTarget::Kind::kArticle) {
      for (const NormEntry& entry : dossier_.treaties[target.index].norms) {
        if (target.kind == LabelTarget::Kind::kTreaty || entry.article == static_cast<int>(target.sub))
          consider(entry);
      }
    }
    if (forbids_this) continue;
    Diagnostic diagnostic(
        diag::Kind::kNotABan, document.Place(name.extent),
        fmt::format("`{}` forbids {}", Text(name.symbol),
                    forbids ? "other things than this" : "nothing to which there could be an exception"));
    diagnostic.labels.push_back({Place({target.document, target.extent}), "it is this"});
    if (forbids) {
      diagnostic.helps.push_back(
          "a right is an exception to a ban with the same phrase: it allows that act, to those and while it "
          "says");
      diagnostic.helps.push_back("to lift the ban while something else is so, write `unless` below the ban");
    } else {
      diagnostic.helps.push_back("name a ban, a limit, a `duty not`, or a right with `only while`");
      diagnostic.helps.push_back("to prevail over a duty, write `notwithstanding`");
    }
    sink_.Report(std::move(diagnostic));
  }
}

// `A notwithstanding B` and `B subject to A` both say that A prevails over B. What prevails over itself, by
// whatever way, is a contradiction. An article's norms are not taken for the article: it may be one of them
// that prevails, and another that does not.
void Checker::CheckExceptionCycles() {
  struct Edge {
    base::Symbol prevailing, yielding;
    diag::Span place;
  };
  std::vector<Edge> edges;
  for (const Treaty& treaty : dossier_.treaties) {
    for (const NormEntry& entry : treaty.norms) {
      const Document& document = dossier_.documents[entry.document];
      for (const Qualifier& qualifier : document[entry.norm->qualifiers]) {
        for (const Name& name : document[qualifier.names]) {
          if (name.empty()) continue;
          if (qualifier.kind == Qualifier::Kind::kNotwithstanding) {
            edges.push_back({entry.name, name.symbol, document.Place(qualifier.extent)});
          } else if (qualifier.kind == Qualifier::Kind::kSubjectTo) {
            edges.push_back({name.symbol, entry.name, document.Place(qualifier.extent)});
          }
        }
      }
    }
  }
  // Few provisions have exceptions: from each edge, look for a way back, breadth first, so that the shortest
  // is found.
  boost::unordered_flat_set<size_t> reported;
  for (size_t start = 0; start < edges.size(); ++start) {
    std::vector<std::pair<size_t, size_t>> reached{
        {start, start}};  // edge, and the place here of the one before it
    boost::unordered_flat_set<base::Symbol> seen;
    std::optional<size_t> last;
    for (size_t i = 0; i < reached.size() && !last; ++i) {
      const base::Symbol at = edges[reached[i].first].yielding;
      if (at == edges[start].prevailing) last = i;
      if (last || !seen.insert(at).second) continue;
      for (size_t next = 0; next < edges.size(); ++next) {
        if (edges[next].prevailing == at) reached.emplace_back(next, i);
      }
    }
    if (!last) continue;
    std::vector<size_t> cycle;
    for (size_t i = *last;; i = reached[i].second) {
      cycle.push_back(reached[i].first);
      if (i == 0) break;
    }
    std::reverse(cycle.begin(), cycle.end());
    if (std::any_of(cycle.begin(), cycle.end(), [&](size_t edge) { return reported.contains(edge); }))
      continue;
    reported.insert(cycle.begin(), cycle.end());
    Diagnostic diagnostic(diag::Kind::kExceptionCycle, edges[cycle.front()].place,
                          fmt::format("`{}` prevails over itself", Text(edges[cycle.front()].prevailing)));
    const auto say = [&](const Edge& edge) {
      return fmt::format("`{}` prevails over `{}` here", Text(edge.prevailing), Text(edge.yielding));
    };
    diagnostic.here = say(edges[cycle.front()]);
    for (size_t i = 1; i < cycle.size(); ++i)
      diagnostic.labels.push_back({edges[cycle[i]].place, say(edges[cycle[i]])});
    diagnostic.helps.push_back("take one of these exceptions away");
    sink_.Report(std::move(diagnostic));
  }
}

}  // namespace casus::lang
