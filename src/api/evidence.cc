#include "api/evidence.h"

#include <algorithm>
#include <utility>

#include "law/values.h"

namespace casus::api {
namespace {

using lang::Qualifier;

void AddOpenNotes(const Workspace& workspace, const lang::Document& document, lang::Run<Qualifier> qualifiers,
                  std::vector<std::string>& open) {
  for (const Qualifier& qualifier : document[qualifiers]) {
    if (qualifier.kind != Qualifier::Kind::kOpen) continue;
    std::string note(workspace.symbols().Name(qualifier.text.symbol));
    if (std::find(open.begin(), open.end(), note) == open.end()) open.push_back(std::move(note));
  }
}

}  // namespace

std::vector<Evidence> EvidenceOf(const Workspace& workspace, const lang::Document& document,
                                 lang::Run<Qualifier> qualifiers) {
  std::vector<Evidence> evidence;
  for (const Qualifier& qualifier : document[qualifiers]) {
    if (qualifier.kind != Qualifier::Kind::kCite) continue;
    const std::string_view words = workspace.symbols().Name(qualifier.text.symbol);
    Evidence one;
    one.source = workspace.symbols().Name(qualifier.source.symbol);
    one.quote = words;
    one.is_locator = qualifier.is_locator;
    if (!qualifier.is_locator) one.sentence = workspace.SentenceOf(qualifier.source.symbol, words);
    evidence.push_back(std::move(one));
  }
  return evidence;
}

std::vector<Evidence> EvidenceOf(const Workspace& workspace, const law::Record& record, const law::Entry& entry) {
  std::vector<Evidence> evidence;
  if (entry.statement != law::Entry::kNoRow) {
    const lang::Document& document = workspace.dossier().documents[entry.document];
    const lang::Statement& statement = document.statements[entry.statement];
    Append(evidence, EvidenceOf(workspace, document, statement.qualifiers));
    if (entry.row != law::Entry::kNoRow) {
      Append(evidence, EvidenceOf(workspace, document, document[statement.rows][entry.row].qualifiers));
    }
  }
  for (const uint32_t support : entry.supports) {
    Append(evidence, EvidenceOf(workspace, record, record.chronicle().entries[support]));
  }
  return evidence;
}

void Append(std::vector<Evidence>& evidence, std::vector<Evidence> more) {
  for (Evidence& one : more) {
    if (std::find(evidence.begin(), evidence.end(), one) == evidence.end()) evidence.push_back(std::move(one));
  }
}

// --- The grounds of an answer ----------------------------------------------------------------------------------

GroundsFinder::GroundsFinder(const Workspace& workspace, const law::Record& record, const PreparedQuestion& question)
    : workspace_(&workspace), record_(&record), question_(&question) {
  FindPatterns(question.condition);
  FindFacts();
}

void GroundsFinder::FindPatterns(lang::ConditionId id) {
  const lang::Document& text = question_->text;
  const lang::Condition& condition = text[id];
  if (condition.kind == lang::Condition::Kind::kNot) return;
  for (const lang::TermId side : {condition.left, condition.right}) {
    if (side == lang::kNone<lang::TermId> || text[side].kind != lang::Term::Kind::kAggregate) continue;
    FindPatterns(text.aggregates[text[side].index].where);
  }
  if (condition.kind == lang::Condition::Kind::kPhrase) {
    const lang::Phrase& phrase = text[condition.phrase];
    const std::span<const lang::TermId> terms = text[phrase.arguments];
    patterns_.push_back({static_cast<law::PredicateId>(phrase.predicate), {terms.begin(), terms.end()}, {}});
  }
  for (const lang::ConditionId child : text[condition.children]) FindPatterns(child);
}

void GroundsFinder::FindFacts() {
  const std::vector<law::Fact>& facts = record_->chronicle().facts.facts;
  for (uint32_t i = 0; i < facts.size(); ++i) {
    for (Pattern& pattern : patterns_) {
      if (pattern.predicate == facts[i].predicate && Agrees(pattern, facts[i], nullptr)) pattern.facts.push_back(i);
    }
  }
}

bool GroundsFinder::Agrees(const Pattern& pattern, const law::Fact& fact, const law::Answer* answer) const {
  const lang::Document& text = question_->text;
  const std::span<const core::Value> row = record_->chronicle().facts.Row(fact, pattern.terms.size());
  for (size_t slot = 0; slot < row.size(); ++slot) {
    const lang::Term& term = text[pattern.terms[slot]];
    if (term.kind == lang::Term::Kind::kName || term.kind == lang::Term::Kind::kText) {
      if (law::ToValue(term.symbol) != row[slot]) return false;
    } else if (term.kind == lang::Term::Kind::kNumber) {
      if (law::ToValue(text.numbers[term.index]) != row[slot]) return false;
    } else if (term.kind == lang::Term::Kind::kVariable && answer != nullptr) {
      for (size_t column = 0; column < question_->columns.size(); ++column) {
        if (question_->columns[column] == term.symbol && answer->values[column] != row[slot]) return false;
      }
    }
  }
  return true;
}

// Whether the fact can have to do with when the answer holds: an event that is not later, a state that is neither later nor over.
bool GroundsFinder::IsInTime(const law::Fact& fact, const law::Answer& answer) const {
  const core::Moment first = answer.possible.front().begin;
  const core::Moment last = answer.possible.back().end - 1;
  if (fact.has_begin && fact.begin.first > last) return false;
  return !fact.has_end || fact.end.last > first;
}

Grounds GroundsFinder::Of(const law::Answer& answer) const {
  Grounds grounds;
  if (answer.possible.IsEmpty()) return grounds;
  for (const Pattern& pattern : patterns_) {
    for (const uint32_t index : pattern.facts) {
      const law::Fact& fact = record_->chronicle().facts.facts[index];
      if (!Agrees(pattern, fact, &answer) || !IsInTime(fact, answer)) continue;
      const law::Entry& entry = record_->chronicle().entries[fact.statement];
      Append(grounds.evidence, EvidenceOf(*workspace_, *record_, entry));
      if (entry.statement == law::Entry::kNoRow) continue;
      const lang::Document& document = workspace_->dossier().documents[entry.document];
      AddOpenNotes(*workspace_, document, document.statements[entry.statement].qualifiers, grounds.open);
    }
    for (const lang::TermId id : pattern.terms) {
      const lang::Term& term = question_->text[id];
      if (term.kind == lang::Term::Kind::kName) AddOpen(term.symbol, grounds.open);
      for (size_t column = 0; column < question_->columns.size(); ++column) {
        if (term.kind == lang::Term::Kind::kVariable && question_->columns[column] == term.symbol) {
          AddOpen(law::ToSymbol(answer.values[column]), grounds.open);
        }
      }
    }
  }
  return grounds;
}

// What the text of a provision leaves open, and that of the treaty it is part of.
void GroundsFinder::AddOpen(base::Symbol provision, std::vector<std::string>& open) const {
  const lang::Dossier& dossier = workspace_->dossier();
  const auto target = dossier.labels.find(provision);
  if (target == dossier.labels.end()) return;
  using Kind = lang::LabelTarget::Kind;
  const lang::LabelTarget& named = target->second;
  if (named.kind != Kind::kTreaty && named.kind != Kind::kArticle && named.kind != Kind::kNorm) return;
  const lang::Treaty& treaty = dossier.treaties[named.index];
  const lang::Document& text = dossier.documents[treaty.document];
  AddOpenNotes(*workspace_, text, treaty.declaration->qualifiers, open);
  for (const lang::LifeLine& line : treaty.declaration->life) {
    AddOpenNotes(*workspace_, text, line.qualifiers, open);
    for (const lang::LifeLine& nested : line.nested) AddOpenNotes(*workspace_, text, nested.qualifiers, open);
  }
  if (named.kind == Kind::kTreaty) return;
  const size_t article = named.kind == Kind::kArticle ? named.sub : static_cast<size_t>(treaty.norms[named.sub].article);
  const lang::ArticleEntry& entry = treaty.articles[article];
  AddOpenNotes(*workspace_, dossier.documents[entry.document], entry.article->qualifiers, open);
  if (named.kind == Kind::kNorm) {
    const lang::NormEntry& norm = treaty.norms[named.sub];
    AddOpenNotes(*workspace_, dossier.documents[norm.document], norm.norm->qualifiers, open);
  }
}

}  // namespace casus::api
