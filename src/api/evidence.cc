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

std::vector<Evidence> EvidenceOf(const Workspace& workspace, const law::Record& record,
                                 const law::Entry& entry) {
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
    if (std::find(evidence.begin(), evidence.end(), one) == evidence.end())
      evidence.push_back(std::move(one));
  }
}

// --- The grounds of an answer
// ----------------------------------------------------------------------------------

Grounds GroundsFinder::Of(const law::Answer& answer) {
  Grounds grounds;
  for (const base::Interval& piece : answer.certain)
    AddPiece(answer, piece.begin, law::Layer::kCertain, grounds);
  for (const base::Interval& piece : base::Subtract(answer.possible, answer.certain)) {
    AddPiece(answer, piece.begin, law::Layer::kPossible, grounds);
  }
  return grounds;
}

void GroundsFinder::AddPiece(const law::Answer& answer, core::Moment moment, law::Layer layer,
                             Grounds& grounds) {
  // What only the worlds make certain is argued for as what is possible.
  const auto holds = [&](law::Layer in) {
    return explainer_.Holds(question_->text, question_->condition, question_->columns, &answer.values, moment,
                            in);
  };
  if (!holds(layer)) layer = law::Layer::kPossible;
  if (!holds(layer)) return;
  std::set<law::ArgumentId> seen;
  for (const law::ArgumentId root : explainer_.Why(question_->text, question_->condition, question_->columns,
                                                   &answer.values, moment, layer)) {
    AddArgument(root, grounds, seen);
  }
}

void GroundsFinder::AddArgument(law::ArgumentId id, Grounds& grounds, std::set<law::ArgumentId>& seen) const {
  if (!seen.insert(id).second) return;
  const law::Argument& argument = explainer_.Get(id);
  for (const uint32_t index : argument.entries) {
    const law::Entry& entry = record_->chronicle().entries[index];
    Append(grounds.evidence, EvidenceOf(*workspace_, *record_, entry));
    if (entry.statement == law::Entry::kNoRow) continue;
    const lang::Document& document = workspace_->dossier().documents[entry.document];
    AddOpenNotes(*workspace_, document, document.statements[entry.statement].qualifiers, grounds.open);
  }
  AddOpen(record_->law().rules.origins[argument.origin], grounds.open);
  for (const law::ArgumentId premise : argument.premises) {
    const bool is_in_the_way = argument.kind == law::Argument::Kind::kHolds &&
                               explainer_.Get(premise).kind == law::Argument::Kind::kAbsent;
    if (!is_in_the_way) AddArgument(premise, grounds, seen);
  }
}

// What the line of life, or the norm and its article, leave open of which the argument makes use.
void GroundsFinder::AddOpen(const law::Origin& origin, std::vector<std::string>& open) const {
  const lang::Dossier& dossier = workspace_->dossier();
  for (const lang::Treaty& treaty : dossier.treaties) {
    const lang::Document& text = dossier.documents[treaty.document];
    if (origin.kind == law::Origin::Kind::kLifeLine && treaty.name == origin.provision) {
      for (const lang::LifeLine& line : treaty.declaration->life) {
        if (line.extent.begin == origin.extent.begin) AddOpenNotes(*workspace_, text, line.qualifiers, open);
        for (const lang::LifeLine& nested : line.nested) {
          if (nested.extent.begin == origin.extent.begin)
            AddOpenNotes(*workspace_, text, nested.qualifiers, open);
        }
      }
    }
    if (origin.kind != law::Origin::Kind::kNorm) continue;
    for (const lang::NormEntry& norm : treaty.norms) {
      if (norm.name != origin.provision) continue;
      const lang::ArticleEntry& article = treaty.articles[static_cast<size_t>(norm.article)];
      AddOpenNotes(*workspace_, dossier.documents[article.document], article.article->qualifiers, open);
      AddOpenNotes(*workspace_, dossier.documents[norm.document], norm.norm->qualifiers, open);
    }
  }
}

}  // namespace casus::api
