#include "api/page_documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "api/code_tokens.h"
#include "api/evidence.h"
#include "api/json.h"
#include "api/prose.h"
#include "api/wording.h"
#include "law/values.h"

namespace casus::api {
namespace {

using Json = nlohmann::ordered_json;

// The line that begins at `at`, and where the next one begins.
struct TextLine {
  uint32_t begin = 0, end = 0, next = 0;
};

TextLine LineAt(std::string_view text, uint32_t at) {
  const size_t end = std::min(text.find('\n', at), text.size());
  return {at, static_cast<uint32_t>(end), static_cast<uint32_t>(std::min(end + 1, text.size()))};
}

bool IsUnderline(std::string_view line) {
  const size_t end = line.find_last_not_of(" \t\r");
  return end != std::string_view::npos &&
         (line.find_first_not_of('=') > end || line.find_first_not_of('-') > end);
}

class DocumentWriter {
 public:
  DocumentWriter(const Workspace& workspace, const law::Record* record, uint32_t index)
      : workspace_(workspace),
        record_(record),
        index_(index),
        document_(workspace.dossier().documents[index]),
        text_(workspace.files().Text(document_.file)) {
    if (record != nullptr) FindFacts();
  }

  Json Write() {
    std::string title = std::string(workspace_.files().Path(document_.file));
    if (document_.headings.size() > 1) title = document_.headings[1].text;
    WriteBlocks();
    return {{"file", std::string(workspace_.files().Path(document_.file))},
            {"title", title},
            {"blocks", std::move(blocks_)}};
  }

 private:
  void FindFacts() {
    const law::Chronicle& chronicle = record_->chronicle();
    for (const law::Fact& fact : chronicle.facts.facts) {
      Note(fact, chronicle.entries[fact.statement]);
      for (const uint32_t support : chronicle.entries[fact.statement].supports) {
        Note(fact, chronicle.entries[support]);
      }
    }
  }

  void Note(const law::Fact& fact, const law::Entry& entry) {
    if (entry.statement == law::Entry::kNoRow || entry.document != index_) return;
    facts_[entry.statement].emplace_back(entry.row, &fact);
  }

  // Code and headings cut the text; what lies between is prose.
  void WriteBlocks() {
    size_t code = 0, heading = 1;
    uint32_t at = 0;
    while (code < document_.code.size() || heading < document_.headings.size()) {
      const bool is_heading =
          heading < document_.headings.size() &&
          (code == document_.code.size() || document_.headings[heading].offset < document_.code[code].begin);
      at = is_heading ? WriteHeading(at, document_.headings[heading++])
                      : WriteCode(at, document_.code[code++]);
    }
    WriteProse(at, static_cast<uint32_t>(text_.size()));
  }

  uint32_t WriteHeading(uint32_t at, const lang::Heading& heading) {
    const uint32_t begin = static_cast<uint32_t>(text_.rfind('\n', heading.offset) + 1);
    WriteProse(at, begin);
    std::string id = std::to_string(++headings_);
    blocks_.push_back({{"kind", "heading"},
                       {"level", heading.level},
                       {"text", heading.text},
                       {"id", fmt::format("{}-{}", index_ - workspace_.dossier().first_own + 1, id)}});
    const TextLine line = LineAt(text_, begin);
    const std::string_view first = text_.substr(begin, line.end - begin);
    if (first.find_first_not_of(" \t") != std::string_view::npos &&
        first[first.find_first_not_of(" \t")] == '#') {
      return line.next;
    }
    const TextLine under = LineAt(text_, line.next);
    return IsUnderline(text_.substr(under.begin, under.end - under.begin)) ? under.next : line.next;
  }

  uint32_t WriteCode(uint32_t at, const lang::CodeRange& range) {
    uint32_t fence = range.begin;
    if (document_.is_markdown && fence > 0) {
      const size_t before = fence < 2 ? std::string_view::npos : text_.rfind('\n', fence - 2);
      fence = before == std::string_view::npos ? 0 : static_cast<uint32_t>(before + 1);
    }
    WriteProse(at, fence);
    Json block = {{"kind", "code"},
                  {"line", workspace_.files().Locate(document_.file, range.begin).line},
                  {"tokens", Json::array()},
                  {"statements", Json::array()}};
    for (const CodeToken& token : CodeTokens(text_, range)) {
      block["tokens"].push_back({Name(token.kind), std::string(token.text)});
    }
    for (uint32_t i = 0; i < document_.statements.size(); ++i) {
      const lang::Extent extent = document_.statements[i].extent;
      if (extent.begin >= range.begin && extent.end <= range.end) WriteStatement(i, block["statements"]);
    }
    WriteProvisions(range, block);
    blocks_.push_back(std::move(block));
    return document_.is_markdown ? LineAt(text_, range.end).next : range.end;
  }

  void WriteProse(uint32_t begin, uint32_t end) {
    const std::string_view prose = begin < end ? text_.substr(begin, end - begin) : std::string_view();
    if (prose.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
    blocks_.push_back({{"kind", "prose"}, {"html", ProseHtml(prose)}});
  }

  // One entry for each fact that the statement tells; one without a question if it tells none, because it stands under a lens.
  void WriteStatement(uint32_t index, Json& statements) const {
    const lang::Statement& statement = document_.statements[index];
    const auto found = facts_.find(index);
    const uint32_t line = workspace_.files().Locate(document_.file, statement.extent.begin).line;
    const std::string text = OneLine(workspace_.files().Text(document_.Place(statement.extent)));
    auto write = [&](Json question, Json on, std::vector<Evidence> evidence, const lang::Name& label) {
      Json one = {{"line", line},
                  {"label", label.empty() ? Json(nullptr) : Json(workspace_.symbols().Name(label.symbol))},
                  {"text", text},
                  {"question", std::move(question)},
                  {"on", std::move(on)},
                  {"citations", Json::array()}};
      for (const Evidence& citation : evidence) one["citations"].push_back(ToJson(citation));
      statements.push_back(std::move(one));
    };
    if (found == facts_.end()) {
      write(nullptr, nullptr, EvidenceOf(workspace_, document_, statement.qualifiers), statement.label);
      return;
    }
    const Wording wording(workspace_, *record_);
    for (const auto& [row, fact] : found->second) {
      const law::Predicate& predicate = record_->law().rules.predicate(fact->predicate);
      Json question = nullptr;
      const std::span<const core::Value> values =
          record_->chronicle().facts.Row(*fact, predicate.schema.size());
      // What is alleged is a fact of its own: that someone alleges it.
      if (const std::optional<law::PredicateId> alleged = AllegedBy(predicate)) {
        question = fmt::format("alleged by {}: {}", workspace_.symbols().Name(law::ToSymbol(values.front())),
                               wording.Phrase(*alleged, values.subspan(1)));
      } else if (predicate.phrase) {
        question = wording.Phrase(fact->predicate, values);
      }
      std::vector<Evidence> evidence = EvidenceOf(workspace_, document_, statement.qualifiers);
      const lang::Name* label = &statement.label;
      if (row != law::Entry::kNoRow) {
        const lang::Row& written = document_[statement.rows][row];
        Append(evidence, EvidenceOf(workspace_, document_, written.qualifiers));
        if (!written.label.empty()) label = &written.label;
      }
      write(std::move(question), DayOf(*fact), std::move(evidence), *label);
    }
  }

  std::optional<law::PredicateId> AllegedBy(const law::Predicate& predicate) const {
    constexpr std::string_view kAlleged = " alleged ";
    const std::string_view name = predicate.name;
    return name.starts_with(kAlleged) ? record_->Find(name.substr(kAlleged.size())) : std::nullopt;
  }

  Json DayOf(const law::Fact& fact) const {
    const core::Timeline& line = record_->timeline();
    const law::Window window = fact.has_begin ? fact.begin : fact.has_end ? fact.end : law::Window{1, 1};
    if (window.first >= line.size()) return nullptr;
    return base::ToString(line.StampOf(std::max<core::Moment>(window.first, 1)), line.grain());
  }

  void WriteProvisions(const lang::CodeRange& range, Json& block) const {
    Json provisions = Json::array();
    for (const lang::Treaty& treaty : workspace_.dossier().treaties) {
      const lang::Extent whole = treaty.declaration->extent;
      if (treaty.document == index_ && whole.begin >= range.begin && whole.begin < range.end) {
        provisions.push_back(workspace_.symbols().Name(treaty.name));
      }
      for (const lang::ArticleEntry& article : treaty.articles) {
        const lang::Extent extent = article.article->extent;
        if (article.document == index_ && extent.begin >= range.begin && extent.begin < range.end) {
          provisions.push_back(workspace_.symbols().Name(article.name));
        }
      }
    }
    block["provision"] = provisions.empty() ? Json(nullptr) : provisions.back();
    block["provisions"] = std::move(provisions);
  }

  const Workspace& workspace_;
  const law::Record* record_;
  uint32_t index_;
  const lang::Document& document_;
  std::string_view text_;
  Json blocks_ = Json::array();
  int headings_ = 0;
  std::map<uint32_t, std::vector<std::pair<uint32_t, const law::Fact*>>> facts_;  // by statement
};

}  // namespace

Json PageDocuments(const Workspace& workspace, const law::Record* record) {
  Json documents = Json::array();
  const lang::Dossier& dossier = workspace.dossier();
  for (size_t i = dossier.first_own; i < dossier.documents.size(); ++i) {
    documents.push_back(DocumentWriter(workspace, record, static_cast<uint32_t>(i)).Write());
  }
  return documents;
}

}  // namespace casus::api
