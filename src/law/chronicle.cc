#include "law/chronicle.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <utility>

#include "base/check.h"
#include "core/hash_index.h"
#include "law/values.h"

namespace casus::law {
namespace {

using lang::Qualifier;

// One statement or row, of which the values are still terms.
class Reader {
 public:
  Reader(const lang::Dossier& dossier, const Law& law, const Lens& lens, core::CompoundTable& compounds)
      : dossier_(dossier), law_(law), lens_(lens), compounds_(compounds), days_(dossier) {}

  Chronicle Read() {
    FindStruck();
    LayTimeline();
    MakeRoom();
    for (uint32_t document = 0; document < dossier_.documents.size(); ++document) {
      const lang::Document& text = dossier_.documents[document];
      uint32_t order = 0;
      for (const lang::Item& item : text.items) {
        if (item.kind != lang::Item::Kind::kStatement) continue;
        const lang::Statement& statement = text.statements[item.index];
        order = statement.when.kind == lang::When::Kind::kThen ? order + 1 : 0;
        ReadStatement(document, item.index, order, /*supposed=*/false);
      }
    }
    // What is supposed comes last, so that every lens gives what is stated and enacted the same numbers.
    for (const PrimitiveFact& primitive : law_.primitives) ReadPrimitive(primitive);
    for (lang::Run<lang::Statement> run : lens_.supposed) {
      const auto document = static_cast<uint32_t>(lens_.document - dossier_.documents.data());
      uint32_t order = 0;
      for (uint32_t i = 0; i < run.count; ++i) {
        order = (*lens_.document)[run][i].when.kind == lang::When::Kind::kThen ? order + 1 : 0;
        ReadStatement(document, run.begin + i, order, /*supposed=*/true);
      }
    }
    FindConflicts();
    return std::move(chronicle_);
  }

 private:
  // What most statements come to: one entry with one fact of two values.
  void MakeRoom() {
    size_t statements = 0;
    for (const lang::Document& document : dossier_.documents) statements += document.statements.size();
    chronicle_.entries.reserve(statements);
    chronicle_.facts.facts.reserve(statements);
    chronicle_.facts.values.reserve(2 * statements);
  }

  // --- What the lens strikes -----------------------------------------------------------------------------------

  void FindStruck() {
    boost::unordered_flat_set<base::Symbol> follows;
    for (const Lens::Struck& struck : lens_.struck) {
      struck_.insert(struck.name);
      if (struck.and_what_follows) follows.insert(struck.name);
    }
    if (struck_.empty()) return;
    // What happened because of something struck: struck as well, or left standing and listed.
    bool changed = true;
    while (changed) {
      changed = false;
      for (const lang::Document& text : dossier_.documents) {
        for (const lang::Item& item : text.items) {
          if (item.kind != lang::Item::Kind::kStatement) continue;
          const lang::Statement& statement = text.statements[item.index];
          for (const Qualifier& qualifier : text[statement.qualifiers]) {
            if (qualifier.kind != Qualifier::Kind::kBecause) continue;
            for (const lang::Name& cause : text[qualifier.names]) {
              if (follows.contains(cause.symbol)) {
                if (struck_statements_.insert(&statement).second) changed = true;
                if (!statement.label.empty() && follows.insert(statement.label.symbol).second) {
                  struck_.insert(statement.label.symbol);
                  changed = true;
                }
              } else if (struck_.contains(cause.symbol) && !statement.label.empty() &&
                         !struck_.contains(statement.label.symbol) &&
                         std::find(chronicle_.left_standing.begin(), chronicle_.left_standing.end(),
                                   statement.label.symbol) == chronicle_.left_standing.end()) {
                chronicle_.left_standing.push_back(statement.label.symbol);
              }
            }
          }
        }
      }
    }
  }

  // --- Time ----------------------------------------------------------------------------------------------------

  void LayTimeline() {
    const lang::StampRange range = RecordRange(dossier_, lens_);
    boost::unordered_flat_map<base::Stamp, int64_t> busy;
    auto visit = [&](const lang::Document& text, const lang::Statement& statement, int64_t order,
                     lang::DayId first) {
      if (order == 0 || statement.when.kind != lang::When::Kind::kThen) return;
      const lang::StampRange days = days_.Of(text, first);
      for (base::Stamp stamp = days.first; stamp <= days.last; ++stamp) {
        if (stamp < range.first || stamp > range.last) continue;
        int64_t& moments = busy.try_emplace(stamp, 1).first->second;
        moments = std::max(moments, order + 1);
      }
    };
    auto visit_all = [&](const lang::Document& text, auto&& statements) {
      int64_t order = 0;
      lang::DayId first = lang::kNone<lang::DayId>;
      for (const lang::Statement* statement : statements) {
        if (statement->when.kind == lang::When::Kind::kThen) {
          ++order;
        } else {
          order = 0;
          first = statement->when.first;
        }
        visit(text, *statement, order, first);
        leading_day_[statement] = first;
      }
    };
    for (const lang::Document& text : dossier_.documents) {
      std::vector<const lang::Statement*> statements;
      for (const lang::Item& item : text.items) {
        if (item.kind == lang::Item::Kind::kStatement) statements.push_back(&text.statements[item.index]);
      }
      if (std::any_of(statements.begin(), statements.end(), [](const lang::Statement* statement) {
            return statement->when.kind == lang::When::Kind::kThen;
          })) {
        visit_all(text, statements);
      }
    }
    for (lang::Run<lang::Statement> run : lens_.supposed) {
      std::vector<const lang::Statement*> statements;
      for (const lang::Statement& statement : (*lens_.document)[run]) statements.push_back(&statement);
      visit_all(*lens_.document, statements);
    }
    std::vector<core::BusyStamp> stamps;
    for (const auto& [stamp, moments] : busy) stamps.push_back({stamp, moments});
    std::sort(stamps.begin(), stamps.end(), [](const auto& a, const auto& b) { return a.stamp < b.stamp; });
    chronicle_.timeline =
        core::Timeline::Calendar(dossier_.grain, range.first - 1, range.last, std::move(stamps));
  }

  // Nothing if all of it lies beyond the record.
  std::optional<Window> WindowOf(lang::StampRange days, uint32_t order) {
    const core::Timeline& line = chronicle_.timeline;
    if (days.first > line.last_stamp()) return std::nullopt;
    Window window;
    window.first = line.FirstMoment(days.first) + order;
    window.last = days.last > line.last_stamp() ? line.size() : line.FirstMoment(days.last) + order;
    return window;
  }

  // --- Statements ------------------------------------------------------------------------------------------------

  struct Told {
    bool doubtful = false;
    bool alleged = false;                  // by whomever, and whenever
    std::vector<base::Symbol> alleged_by;  // until the lens's now
    std::vector<base::Symbol> sources;
    base::Symbol same_as = lang::kNoSymbol;
  };

  const Told& ReadQualifiers(const lang::Document& text, const lang::Statement& statement,
                             const lang::Row* row) {
    Told& told = told_;
    told.doubtful = false;
    told.alleged = false;
    told.alleged_by.clear();
    told.sources.clear();
    told.same_as = lang::kNoSymbol;
    auto read = [&](lang::Run<Qualifier> qualifiers) {
      for (const Qualifier& qualifier : text[qualifiers]) {
        switch (qualifier.kind) {
          case Qualifier::Kind::kDoubtful:
            told.doubtful = true;
            break;
          case Qualifier::Kind::kAlleged:
            told.alleged = true;
            if (lens_.now && qualifier.day != lang::kNone<lang::DayId> &&
                days_.Of(text, qualifier.day).first > *lens_.now) {
              break;
            }
            for (const lang::Name& name : text[qualifier.names]) told.alleged_by.push_back(name.symbol);
            break;
          case Qualifier::Kind::kCite:
            told.sources.push_back(qualifier.source.symbol);
            break;
          case Qualifier::Kind::kGiven:
            told.sources.push_back(lang::kNoSymbol);
            break;
          case Qualifier::Kind::kSameAs:
            told.same_as = text[qualifier.names].front().symbol;
            break;
          default:
            break;
        }
      }
    };
    read(statement.qualifiers);
    if (row != nullptr) read(row->qualifiers);
    return told;
  }

  bool IsKept(const lang::Document& text, const lang::Statement& statement, const lang::Row* row,
              const Told& told, bool supposed) {
    if (supposed || lens_.empty()) return true;
    if (&text - dossier_.documents.data() < static_cast<std::ptrdiff_t>(dossier_.first_own)) return true;
    if (struck_statements_.contains(&statement)) return false;
    if (!statement.label.empty() && struck_.contains(statement.label.symbol)) return false;
    if (row != nullptr && !row->label.empty() && struck_.contains(row->label.symbol)) return false;
    if (!lens_.only_sources.empty() &&
        std::none_of(told.sources.begin(), told.sources.end(), [&](base::Symbol source) {
          return source == lang::kNoSymbol || std::find(lens_.only_sources.begin(), lens_.only_sources.end(),
                                                        source) != lens_.only_sources.end();
        })) {
      return false;
    }
    if (!IsKnown(dossier_, lens_, text, statement.qualifiers, participants_)) return false;
    return row == nullptr || IsKnown(dossier_, lens_, text, row->qualifiers, participants_);
  }

  void ReadStatement(uint32_t document, uint32_t index, uint32_t order, bool supposed) {
    const lang::Document& text = dossier_.documents[document];
    const lang::Statement& statement = text.statements[index];
    if (statement.phrase == lang::kNone<lang::PhraseId>) return;
    if (statement.rows.count == 0) {
      ReadRow(document, index, Entry::kNoRow, order, supposed);
      return;
    }
    for (uint32_t row = 0; row < statement.rows.count; ++row) ReadRow(document, index, row, order, supposed);
  }

  void ReadRow(uint32_t document, uint32_t index, uint32_t row_index, uint32_t order, bool supposed) {
    const lang::Document& text = dossier_.documents[document];
    const lang::Statement& statement = text.statements[index];
    const lang::Row* row = row_index == Entry::kNoRow ? nullptr : &text[statement.rows][row_index];
    const lang::Phrase& phrase = text[statement.phrase];
    if (phrase.predicate == lang::kNone<lang::PredicateId>) return;
    const auto predicate = static_cast<PredicateId>(phrase.predicate);

    // The terms by slot: several where `A and B` stands, the row's value where a variable does.
    terms_.clear();
    slots_.clear();
    row_variables_.clear();
    for (const lang::Part& part : text[phrase.parts]) {
      if (part.is_word) continue;
      slots_.push_back(terms_.size());
      for (lang::TermId id : text[part.terms]) {
        const lang::Term& term = text[id];
        if (term.kind == lang::Term::Kind::kVariable && row != nullptr) {
          auto known = std::find(row_variables_.begin(), row_variables_.end(), term.symbol);
          const auto position = static_cast<size_t>(known - row_variables_.begin());
          if (known == row_variables_.end()) row_variables_.push_back(term.symbol);
          if (position < row->values.count) terms_.push_back(text[row->values][position]);
        } else {
          terms_.push_back(id);
        }
      }
    }
    CHECK(slots_.size() == law_.rules.predicate(predicate).schema.size()) << "a statement was not resolved";

    const Told& told = ReadQualifiers(text, statement, row);
    if (!lens_.empty()) {
      participants_.clear();
      for (lang::TermId id : terms_) {
        if (text[id].kind == lang::Term::Kind::kName) participants_.push_back(text[id].symbol);
      }
    }
    const bool is_kept = IsKept(text, statement, row, told, supposed);
    const auto entry = static_cast<uint32_t>(chronicle_.entries.size());
    chronicle_.entries.push_back({document, index, row_index, 0, supposed, is_kept, {}});
    if (!is_kept) return;
    first_fact_of_entry_ = chronicle_.facts.facts.size();
    values_.assign(slots_.size(), 0);
    slots_.push_back(terms_.size());
    Expand(text, statement, predicate, entry, order, told, 0, false);
  }

  void Expand(const lang::Document& text, const lang::Statement& statement, PredicateId predicate,
              uint32_t entry, uint32_t order, const Told& told, size_t slot, bool in_range) {
    if (slot == values_.size()) {
      AddFacts(text, statement, predicate, entry, order, told, in_range);
      return;
    }
    for (size_t i = slots_[slot]; i < slots_[slot + 1]; ++i) {
      const lang::Term& term = text[terms_[i]];
      if (term.kind == lang::Term::Kind::kRange) {
        // Somewhere between the two: each end is possible.
        for (uint32_t end = 0; end < 2; ++end) {
          values_[slot] = ToValue(text.numbers[term.index + end]);
          Expand(text, statement, predicate, entry, order, told, slot + 1, true);
        }
        continue;
      }
      values_[slot] = ValueOf(text, term);
      Expand(text, statement, predicate, entry, order, told, slot + 1, in_range);
    }
  }

  core::Value ValueOf(const lang::Document& text, const lang::Term& term) {
    switch (term.kind) {
      case lang::Term::Kind::kNumber:
        return ToValue(text.numbers[term.index]);
      case lang::Term::Kind::kNegate:
        return -ValueOf(text, text[term.left]);
      case lang::Term::Kind::kDuration:
        return core::PackDuration(text.durations[term.index]);
      case lang::Term::Kind::kDate: {
        const base::EdtfDate& date = text.dates[term.index];
        if (date.candidates.empty()) return 0;
        const base::Day day = date.candidates.front().first;
        return date.time ? base::ToStamp(day, *date.time, dossier_.grain)
                         : base::ToStamp(day, dossier_.grain);
      }
      default:
        return ToValue(term.symbol);
    }
  }

  void AddFacts(const lang::Document& text, const lang::Statement& statement, PredicateId predicate,
                uint32_t entry, uint32_t order, const Told& told, bool in_range) {
    Fact fact;
    fact.predicate = predicate;
    fact.statement = entry;
    fact.doubtful = told.doubtful || in_range;
    if (in_range) fact.choice = entry;
    if (!SetTime(text, statement, order, fact)) return;

    bool believed = !told.alleged;
    for (base::Symbol who : told.alleged_by) {
      if (std::find(lens_.believed.begin(), lens_.believed.end(), who) != lens_.believed.end())
        believed = true;
      AddAlleged(who, fact);
    }
    if (!believed) return;
    fact.values = static_cast<uint32_t>(chronicle_.facts.values.size());
    chronicle_.facts.values.insert(chronicle_.facts.values.end(), values_.begin(), values_.end());
    if (law_.rules.predicate(predicate).is_event) {
      if (MergeAlike(fact, told)) {
        chronicle_.facts.values.resize(fact.values);
        return;
      }
      fact.occurrence = OccurrenceOf(entry);
    }
    chronicle_.facts.facts.push_back(fact);
  }

  // Of the next fact of an entry, with the values at hand. It is the same under every lens that keeps the entry.
  core::Value OccurrenceOf(uint32_t entry) {
    scratch_.assign(values_.begin(), values_.end());
    scratch_.push_back(static_cast<core::Value>(chronicle_.facts.facts.size() - first_fact_of_entry_));
    return compounds_.Intern(OccurrenceOfStatement(entry), scratch_);
  }

  void AddAlleged(base::Symbol who, Fact fact) {
    const std::string name = " alleged " + law_.rules.predicate(fact.predicate).name;
    for (size_t i = 0; i < law_.rules.predicates.size(); ++i) {
      if (law_.rules.predicates[i].name != name) continue;
      fact.predicate = static_cast<PredicateId>(i);
      fact.values = static_cast<uint32_t>(chronicle_.facts.values.size());
      chronicle_.facts.values.push_back(ToValue(who));
      chronicle_.facts.values.insert(chronicle_.facts.values.end(), values_.begin(), values_.end());
      fact.occurrence = OccurrenceOf(fact.statement);
      chronicle_.facts.facts.push_back(fact);
    }
  }

  bool SetTime(const lang::Document& text, const lang::Statement& statement, uint32_t order, Fact& fact) {
    using Kind = lang::When::Kind;
    const lang::When& when = statement.when;
    auto day = [&](lang::DayId id, uint32_t at) { return WindowOf(days_.Of(text, id), at); };
    auto end_after = [&](lang::DayId id) -> std::optional<Window> {
      lang::StampRange days = days_.Of(text, id);
      ++days.first;
      ++days.last;
      return WindowOf(days, 0);
    };
    auto set_begin = [&](std::optional<Window> window) {
      if (!window) return false;
      fact.has_begin = true;
      fact.begin = *window;
      return true;
    };
    switch (when.kind) {
      case Kind::kAlways:
      case Kind::kInitially:
        fact.has_begin = true;
        fact.begin = {0, 0};
        break;
      case Kind::kAt:
      case Kind::kFrom:
        if (!set_begin(day(when.first, order))) return false;
        break;
      case Kind::kThen: {
        const auto leading = leading_day_.find(&statement);
        if (leading == leading_day_.end() || !set_begin(day(leading->second, order))) return false;
        break;
      }
      case Kind::kThrough:
        if (when.first == lang::kNone<lang::DayId>) {
          fact.has_begin = true;
          fact.begin = {0, 0};
        } else if (!set_begin(day(when.first, order))) {
          return false;
        }
        if (const std::optional<Window> end = end_after(when.last)) {
          fact.has_end = true;
          fact.end = *end;
        }
        break;
      case Kind::kCeases: {
        const std::optional<Window> end = day(when.first, order);
        if (!end) return false;
        fact.has_end = true;
        fact.end = *end;
        break;
      }
    }
    return true;
  }

  // Another source's account of the same: one occurrence with one more support.
  bool MergeAlike(const Fact& fact, const Told& told) {
    if (told.same_as != lang::kNoSymbol) {
      for (Fact& other : chronicle_.facts.facts) {
        if (LabelOf(other) != told.same_as || other.predicate != fact.predicate) continue;
        widened_.try_emplace(static_cast<uint32_t>(&other - chronicle_.facts.facts.data()), other.begin);
        other.begin.first = std::min(other.begin.first, fact.begin.first);
        other.begin.last = std::max(other.begin.last, fact.begin.last);
        chronicle_.entries[other.statement].supports.push_back(fact.statement);
        return true;
      }
    }
    uint64_t hash = core::Mix(core::Hash(values_), static_cast<uint64_t>(fact.predicate));
    hash = core::Mix(hash, static_cast<uint64_t>(fact.begin.first) ^ static_cast<uint64_t>(fact.begin.last)
                                                                         << 32);
    const uint32_t first = alike_.Find(hash, [&](uint32_t other) { return IsAlike(other, fact); });
    if (first == core::HashIndex::kNone) {
      alike_.Insert(hash, static_cast<uint32_t>(chronicle_.facts.facts.size()));
      return false;
    }
    const uint32_t told_first = chronicle_.facts.facts[first].statement;
    std::vector<uint32_t>& later = told_again_[first];
    known_sources_.clear();
    AddSources(told_first, known_sources_);
    for (const uint32_t entry : later) AddSources(entry, known_sources_);
    later.push_back(fact.statement);
    if (known_sources_.empty() || told.sources.empty()) return false;
    for (const base::Symbol source : told.sources) {
      if (std::find(known_sources_.begin(), known_sources_.end(), source) != known_sources_.end())
        return false;
    }
    chronicle_.entries[told_first].supports.push_back(fact.statement);
    return true;
  }

  // Whether a fact with the values at hand was told as the other one was told first.
  bool IsAlike(uint32_t index, const Fact& fact) const {
    const Fact& other = chronicle_.facts.facts[index];
    if (other.predicate != fact.predicate) return false;
    const auto widened = widened_.find(index);
    const Window& begin = widened == widened_.end() ? other.begin : widened->second;
    if (!(begin == fact.begin)) return false;
    return std::equal(values_.begin(), values_.end(), chronicle_.facts.values.begin() + other.values);
  }

  // What a statement or row gives as its evidence.
  void AddSources(uint32_t index, std::vector<base::Symbol>& sources) const {
    const Entry& entry = chronicle_.entries[index];
    if (entry.statement == Entry::kNoRow) return;
    const lang::Document& text = dossier_.documents[entry.document];
    const lang::Statement& statement = text.statements[entry.statement];
    const auto add = [&](lang::Run<Qualifier> qualifiers) {
      for (const Qualifier& qualifier : text[qualifiers]) {
        if (qualifier.kind == Qualifier::Kind::kCite) sources.push_back(qualifier.source.symbol);
        if (qualifier.kind == Qualifier::Kind::kGiven) sources.push_back(lang::kNoSymbol);
      }
    };
    add(statement.qualifiers);
    if (entry.row != Entry::kNoRow) add(text[statement.rows][entry.row].qualifiers);
  }

  base::Symbol LabelOf(const Fact& fact) const {
    const Entry& entry = chronicle_.entries[fact.statement];
    if (entry.statement == Entry::kNoRow) return lang::kNoSymbol;
    const lang::Document& text = dossier_.documents[entry.document];
    const lang::Statement& statement = text.statements[entry.statement];
    if (entry.row != Entry::kNoRow && !text[statement.rows][entry.row].label.empty()) {
      return text[statement.rows][entry.row].label.symbol;
    }
    return statement.label.symbol;
  }

  void ReadPrimitive(const PrimitiveFact& primitive) {
    Fact fact;
    fact.predicate = primitive.predicate;
    fact.statement = static_cast<uint32_t>(chronicle_.entries.size());
    fact.has_begin = true;
    fact.begin = {0, 0};
    if (primitive.document != nullptr && primitive.from != lang::kNone<lang::DayId>) {
      lang::StampRange days = days_.Of(*primitive.document, primitive.from);
      if (primitive.after) days = {days.first + 1, days.last + 1};
      const std::optional<Window> window = WindowOf(days, 0);
      if (!window) return;
      fact.begin = *window;
    }
    if (primitive.document != nullptr && primitive.until != lang::kNone<lang::DayId>) {
      if (const std::optional<Window> window = WindowOf(days_.Of(*primitive.document, primitive.until), 0)) {
        fact.has_end = true;
        fact.end = *window;
      }
    }
    Entry entry;
    entry.statement = Entry::kNoRow;
    entry.origin = primitive.origin;
    chronicle_.entries.push_back(std::move(entry));
    fact.values = static_cast<uint32_t>(chronicle_.facts.values.size());
    chronicle_.facts.values.insert(chronicle_.facts.values.end(), primitive.values.begin(),
                                   primitive.values.end());
    if (law_.rules.predicate(fact.predicate).is_event) {
      fact.occurrence = compounds_.Intern(OccurrenceOfStatement(fact.statement), primitive.values);
    }
    chronicle_.facts.facts.push_back(fact);
  }

  // --- Conflicts -------------------------------------------------------------------------------------------------

  // Stated spans of one key with different values that certainly overlap, where the later one does not merely follow the earlier.
  void FindConflicts() {
    struct Spanned {
      uint32_t fact;
      core::Moment begin, end;
    };
    boost::unordered_flat_map<core::Value, std::vector<Spanned>> by_key;
    core::CompoundTable keys;
    for (uint32_t i = 0; i < chronicle_.facts.facts.size(); ++i) {
      const Fact& fact = chronicle_.facts.facts[i];
      const Predicate& predicate = law_.rules.predicate(fact.predicate);
      if (!predicate.key || !fact.has_begin || fact.doubtful) continue;
      std::vector<core::Value> key;
      const std::span<const core::Value> row = chronicle_.facts.Row(fact, predicate.schema.size());
      for (int column : *predicate.key) key.push_back(row[static_cast<size_t>(column)]);
      by_key[keys.Intern(static_cast<core::Value>(fact.predicate), key)].push_back(
          {i, fact.begin.last, fact.has_end ? fact.end.first : fact.begin.last + 1});
    }
    for (auto& [key, spans] : by_key) {
      (void)key;
      for (size_t i = 0; i < spans.size(); ++i) {
        for (size_t j = i + 1; j < spans.size(); ++j) {
          const Fact& a = chronicle_.facts.facts[spans[i].fact];
          const Fact& b = chronicle_.facts.facts[spans[j].fact];
          const size_t arity = law_.rules.predicate(a.predicate).schema.size();
          const auto row_a = chronicle_.facts.Row(a, arity);
          const auto row_b = chronicle_.facts.Row(b, arity);
          if (std::equal(row_a.begin(), row_a.end(), row_b.begin())) continue;
          if (spans[i].begin < spans[j].end && spans[j].begin < spans[i].end) {
            chronicle_.conflicts.push_back({spans[i].fact, spans[j].fact});
          }
        }
      }
    }
    // Which of them holds is open.
    for (const Chronicle::Conflict& conflict : chronicle_.conflicts) {
      Fact& fact = chronicle_.facts.facts[conflict.fact];
      Fact& other = chronicle_.facts.facts[conflict.other];
      if (fact.choice == Fact::kNoChoice) fact.choice = fact.statement;
      other.choice = fact.choice;
      fact.doubtful = other.doubtful = true;
    }
    std::sort(chronicle_.conflicts.begin(), chronicle_.conflicts.end(), [](const auto& a, const auto& b) {
      return std::pair(a.fact, a.other) < std::pair(b.fact, b.other);
    });
  }

  const lang::Dossier& dossier_;
  const Law& law_;
  const Lens& lens_;
  core::CompoundTable& compounds_;
  lang::Days days_;
  Chronicle chronicle_;
  // Of the row at hand: its terms, where those of each slot begin, what it says of itself, who takes part.
  std::vector<lang::TermId> terms_;
  std::vector<size_t> slots_;
  Told told_;
  std::vector<base::Symbol> participants_;
  std::vector<base::Symbol> row_variables_;
  std::vector<core::Value> values_;
  boost::unordered_flat_set<base::Symbol> struck_;
  boost::unordered_flat_set<const lang::Statement*> struck_statements_;
  boost::unordered_flat_map<const lang::Statement*, lang::DayId> leading_day_;
  size_t first_fact_of_entry_ = 0;
  core::HashIndex alike_;  // of events: the fact of those told alike first
  boost::unordered_flat_map<uint32_t, std::vector<uint32_t>>
      told_again_;                                       // by that fact: the entries after its own
  boost::unordered_flat_map<uint32_t, Window> widened_;  // by fact that was: what its begin had been
  std::vector<base::Symbol> known_sources_;
  std::vector<core::Value> scratch_;
};

}  // namespace

lang::StampRange RecordRange(const lang::Dossier& dossier, const Lens& lens) {
  lang::StampRange range{dossier.first, dossier.last};
  if (lens.now) range.last = std::max(range.first, std::min(range.last, *lens.now));
  return range;
}

Chronicle ReadChronicle(const lang::Dossier& dossier, const Law& law, const Lens& lens,
                        core::CompoundTable& compounds) {
  return Reader(dossier, law, lens, compounds).Read();
}

}  // namespace casus::law
