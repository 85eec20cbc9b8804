// What worlds make of what the bounds of an answer leave open.
//
// Between the bounds of a row lie moments of which two things are not known: whether it holds then in some world, and whether it fails
// in some. Each world that is looked into settles one of the two for every such moment; once both are settled for all, the bounds
// stand. First come the worlds in which everything is as early, and as late, as can be; then, if they are few enough, all that
// differ in anything on which the question rests. After all of them, what was seen in none is not possible, and what failed in none
// is certain. Rows that no bound has are found only here: a number between the ends of what it may be. Within a world nothing is
// uncertain but what lies beyond the record, of which each world has bounds.
//
// Several queries are settled in one walk through the worlds that differ in what bears upon any of them, if these are few enough;
// otherwise each by itself. A world costs what it changes in the record, and then a look at each of its answers.

#include <algorithm>
#include <deque>
#include <utility>

#include "base/check.h"
#include "core/tuple_table.h"
#include "law/record.h"
#include "law/translator.h"

namespace casus::law {
namespace {

class Narrowing {
 public:
  Narrowing(Answers& answers, const base::IntervalSet& within)
      : answers_(answers), rows_(static_cast<int>(answers.kinds.size())) {
    open_of_row_.reserve(answers.rows.size());
    for (Answer& answer : answers.rows) {
      rows_.Intern(answer.values);  // of number `open_of_row_.size()`, since rows are distinct
      const base::IntervalSet gap = base::Intersect(base::Subtract(answer.possible, answer.certain), within);
      open_of_row_.push_back(gap.IsEmpty() ? kNone : static_cast<uint32_t>(open_.size()));
      if (!gap.IsEmpty()) open_.push_back({gap, gap});
    }
    left_ = open_.size();
  }

  bool IsDone() const { return left_ == 0; }

  void LookInto(const Answers& world) {
    ++worlds_;
    for (const Answer& answer : world.rows) {
      const uint32_t row = rows_.Intern(answer.values);
      if (row >= open_of_row_.size()) {
        const size_t place = row - open_of_row_.size();
        if (place == between_.size()) between_.push_back({answer.values, {}});
        between_[place].moments = base::Union(between_[place].moments, answer.possible);
      } else if (open_of_row_[row] != kNone) {
        Open& open = open_[open_of_row_[row]];
        if (open.IsDone()) continue;
        open.seen_in = worlds_;
        open.unheld = base::Subtract(open.unheld, answer.possible);
        open.unfailed = base::Intersect(open.unfailed, answer.certain);
        if (open.IsDone()) --left_;
      }
    }
    for (Open& open : open_) {
      if (open.IsDone() || open.seen_in == worlds_) continue;
      open.unfailed = {};  // it fails throughout
      if (open.IsDone()) --left_;
    }
  }

  void LeaveBounded() {
    ForEachLeft([](Answer& answer, const Open&) { answer.bounded = true; });
  }
  // Requires that all worlds were looked into.
  void Conclude() {
    ForEachLeft([](Answer& answer, const Open& open) {
      answer.possible = base::Subtract(answer.possible, open.unheld);
      answer.certain = base::Union(answer.certain, open.unfailed);
    });
  }
  // Once for all: afterwards there are more rows.
  void AddRowsBetween() {
    for (Between& row : between_) {
      Answer& answer = answers_.rows.emplace_back();
      answer.values = std::move(row.values);
      answer.possible = std::move(row.moments);
    }
    std::erase_if(answers_.rows, [](const Answer& answer) { return answer.possible.IsEmpty(); });
  }

 private:
  static constexpr uint32_t kNone = 0xFFFFFFFFu;
  struct Open {
    base::IntervalSet unheld;    // no world is known in which it holds at these moments
    base::IntervalSet unfailed;  // nor one in which it does not, at these
    size_t seen_in = 0;          // the last world in which the row holds at some moment
    bool IsDone() const { return unheld.IsEmpty() && unfailed.IsEmpty(); }
  };
  struct Between {
    std::vector<core::Value> values;
    base::IntervalSet moments;
  };

  template <typename Visit>
  void ForEachLeft(Visit visit) {
    for (size_t row = 0; row < open_of_row_.size(); ++row) {
      if (open_of_row_[row] == kNone || open_[open_of_row_[row]].IsDone()) continue;
      visit(answers_.rows[row], open_[open_of_row_[row]]);
    }
  }

  Answers& answers_;
  core::TupleTable rows_;              // of the answers, then of `between_`
  std::vector<uint32_t> open_of_row_;  // by row of the answers
  std::vector<Open> open_;
  std::vector<Between> between_;
  size_t left_ = 0;    // of open_, which are not done
  size_t worlds_ = 0;  // looked into
};

// The numbers of the uncertainties of what the predicates rest on: those of which a node is below theirs.
std::vector<size_t> BearingUpon(std::span<const PredicateId> read, const Definitions& definitions,
                                const core::Plan& plan, const Chronicle& chronicle,
                                const std::vector<Uncertainty>& uncertainties) {
  std::vector<bool> is_below(plan.size());
  std::vector<core::NodeId> found;
  const auto find = [&](core::NodeId node) {
    if (is_below[static_cast<size_t>(node)]) return;
    is_below[static_cast<size_t>(node)] = true;
    found.push_back(node);
  };
  for (const PredicateId predicate : read) {
    // One that was made for the question says nothing (see QuestionNodes).
    if (static_cast<size_t>(predicate) >= definitions.predicate_count()) continue;
    for (const auto& [layer, node] : definitions.NodesOf(predicate)) find(node);
  }
  for (size_t next = 0; next < found.size(); ++next) {
    for (const core::NodeId input : plan.inputs(found[next])) find(input);
  }
  std::vector<std::optional<bool>> known(definitions.predicate_count());
  const auto bears = [&](uint32_t fact) {
    const PredicateId predicate = chronicle.facts.facts[fact].predicate;
    std::optional<bool>& is_bearing = known[static_cast<size_t>(predicate)];
    if (!is_bearing) {
      is_bearing = false;
      if (definitions.IsDefined(predicate)) {
        const auto nodes = definitions.NodesOf(predicate);
        is_bearing = std::any_of(nodes.begin(), nodes.end(),
                                 [&](const auto& one) { return is_below[static_cast<size_t>(one.second)]; });
      }
    }
    return *is_bearing;
  };
  std::vector<size_t> bearing;
  for (size_t i = 0; i < uncertainties.size(); ++i) {
    const std::vector<uint32_t>& facts = uncertainties[i].facts;
    if (std::any_of(facts.begin(), facts.end(), bears)) bearing.push_back(i);
  }
  return bearing;
}

}  // namespace

std::unique_ptr<Record> Record::InWorld(const std::vector<uint64_t>& values,
                                        std::span<const size_t> considered, std::vector<PredicateId> wanted,
                                        bool apart) {
  std::unique_ptr<Record> record(new Record(*dossier_, *symbols_, lens_));
  record->law_ = law_;
  record->compounds_ = compounds_;
  record->wanted_ = std::move(wanted);
  record->chronicle_ = chronicle_;
  if (!worlds_->Decide(record->chronicle_, values, considered)) return nullptr;
  if (!apart && record->CompileAfter(*this)) return record;
  if (!record->Compile()) return nullptr;
  return record;
}

Answers Record::AskIn(World& world, const Query& query) {
  Answers crisp = query.bounds(*world.record);
  // Nothing is uncertain in a world. Should the plan of all worlds not see that, one of its own does.
  if (std::any_of(crisp.rows.begin(), crisp.rows.end(),
                  [](const Answer& row) { return !(row.certain == row.possible); })) {
    world.record = InWorld(world.values, world.considered, query.read, /*apart=*/true);
    CHECK(world.record != nullptr) << "law that is stratified in layers, and not in a world";
    crisp = query.bounds(*world.record);
  }
  return crisp;
}

void Record::FindWorlds() {
  if (worlds_) return;
  worlds_.emplace(*dossier_, chronicle_);
  const std::vector<size_t> all = worlds_->All();
  const std::vector<uint64_t> earliest(all.size(), 0);
  std::vector<uint64_t> latest;
  for (const Uncertainty& uncertainty : worlds_->uncertainties()) latest.push_back(uncertainty.values - 1);
  for (const std::vector<uint64_t>& values : {earliest, latest}) {
    if (std::unique_ptr<Record> world = InWorld(values, all, wanted_, /*apart=*/false)) {
      extremes_.push_back({values, all, std::move(world), nullptr});
    }
  }
}

std::vector<size_t> Record::UncertaintiesOf(std::span<const PredicateId> read) const {
  return worlds_->WithThoseTiedTo(
      BearingUpon(read, definitions(), plan(), chronicle_, worlds_->uncertainties()));
}

Record::Walk Record::WalkThroughWorlds(const std::vector<PredicateId>& read, uint64_t most_worlds,
                                       const std::function<bool(World&)>& is_enough) {
  FindWorlds();
  for (World& world : extremes_) {
    if (is_enough(world)) return Walk::kEnough;
  }
  const std::vector<Uncertainty>& uncertainties = worlds_->uncertainties();
  const std::vector<size_t> differing = UncertaintiesOf(read);
  if (worlds_->Count(differing) > most_worlds) return Walk::kInconclusive;
  bool is_any = false;
  // Counted up like an odometer.
  std::vector<uint64_t> values = worlds_->SpaciousValues();
  for (const size_t i : differing) values[i] = 0;
  for (bool are_more = true; are_more;) {
    if (std::unique_ptr<Record> record = InWorld(values, differing, read, /*apart=*/false)) {
      is_any = true;
      World world{values, differing, std::move(record), nullptr};
      if (is_enough(world)) return Walk::kEnough;
    }
    size_t digit = 0;
    while (digit < differing.size() && ++values[differing[digit]] == uncertainties[differing[digit]].values) {
      values[differing[digit++]] = 0;
    }
    are_more = digit < differing.size();
  }
  return is_any ? Walk::kAll : Walk::kInconclusive;
}

void Record::Narrow(std::span<Query> queries, const base::IntervalSet& within, uint64_t most_worlds) {
  struct Open {
    Query* query;
    Narrowing narrowing;
  };
  std::deque<Open> all;
  for (Query& query : queries) {
    all.push_back({&query, Narrowing(*query.answers, within)});
    if (all.back().narrowing.IsDone()) all.pop_back();
  }
  if (all.empty()) return;
  const auto settle = [&](std::vector<Open*> left) {
    std::vector<PredicateId> read;
    for (const Open* open : left) read.insert(read.end(), open->query->read.begin(), open->query->read.end());
    const Walk walk = WalkThroughWorlds(read, most_worlds, [&](World& world) {
      std::erase_if(left, [&](Open* open) {
        open->narrowing.LookInto(AskIn(world, *open->query));
        return open->narrowing.IsDone();
      });
      return left.empty();
    });
    if (walk == Walk::kAll) {
      for (Open* open : left) open->narrowing.Conclude();
    }
    return walk != Walk::kInconclusive;
  };
  std::vector<Open*> together;
  for (Open& open : all) together.push_back(&open);
  if (!settle(together)) {
    for (Open* open : together) {
      if (open->narrowing.IsDone() || (together.size() > 1 && settle({open}))) continue;
      // If there are too many worlds, or the text leaves none, the bounds are all that is known.
      open->narrowing.LeaveBounded();
    }
  }
  for (Open& open : all) {
    open.narrowing.AddRowsBetween();
    SortForPeople(*open.query->answers);
  }
}

Record::Query Record::QueryOf(const lang::Document& question, lang::ConditionId condition,
                              const std::vector<base::Symbol>& columns) {
  Query query;
  Workplace workplace{dossier_, symbols_, &law_->rules, {}};
  CollectPredicates(Translator(workplace, question, /*is_law=*/false).Translate(condition), query.read);
  query.bounds = [&question, condition, &columns](Record& record) {
    return record.AskBounds(question, condition, columns);
  };
  return query;
}

void Record::Narrow(const lang::Document& question, lang::ConditionId condition,
                    const std::vector<base::Symbol>& columns, const base::IntervalSet& within,
                    Answers& answers) {
  if (std::all_of(answers.rows.begin(), answers.rows.end(),
                  [](const Answer& row) { return row.certain == row.possible; })) {
    return;
  }
  Query query = QueryOf(question, condition, columns);
  query.answers = &answers;
  Narrow({&query, 1}, within, kMaxWorlds);
}

std::vector<const Answers*> Record::All(std::span<const PredicateId> predicates) {
  Require(predicates);
  std::vector<const Answers*> all;
  std::vector<Query> queries;
  for (const PredicateId predicate : predicates) {
    const auto [known, is_new] = all_.try_emplace(predicate);
    Answers& answers = known->second;
    all.push_back(&answers);
    if (!is_new) continue;
    answers = AllBounds(predicate);
    // The order of a world's rows says nothing.
    const auto rows_of = [predicate](Record& record) {
      record.Require({&predicate, 1});
      const Definitions& definitions = *record.program_->definitions;
      Answers rows;
      record.Collect(record.evaluation_->Of(definitions.Of(predicate, Layer::kCertain)),
                     record.evaluation_->Of(definitions.Of(predicate, Layer::kPossible)), rows);
      return rows;
    };
    queries.push_back({{predicate}, rows_of, &answers});
  }
  Narrow(queries, {{0, timeline().size()}}, kFewWorlds);
  return all;
}

std::optional<Record::Witness> Record::FindWitness(const lang::Document& question,
                                                   lang::ConditionId condition,
                                                   const std::vector<base::Symbol>& columns,
                                                   const std::vector<core::Value>* values,
                                                   core::Moment moment) {
  const Query query = QueryOf(question, condition, columns);
  std::optional<Witness> witness;
  // Where nothing holds, the first world will do.
  const uint64_t most_worlds = values != nullptr ? kFewWorlds : kMaxWorlds;
  (void)WalkThroughWorlds(query.read, most_worlds, [&](World& world) {
    const Answers crisp = AskIn(world, query);
    const bool is_found = std::any_of(crisp.rows.begin(), crisp.rows.end(), [&](const Answer& row) {
      return (values == nullptr || row.values == *values) && row.certain.Contains(moment);
    });
    if (is_found != (values != nullptr)) return false;
    if (!world.apart) world.apart = InWorld(world.values, world.considered, {}, /*apart=*/true);
    if (!world.apart) return false;
    witness = {world.apart,
               worlds_->Decisions(world.values, UncertaintiesOf(query.read), timeline().last_stamp())};
    return true;
  });
  return witness;
}

}  // namespace casus::law
