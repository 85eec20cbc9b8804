#include "tests/reference/law_comparison.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "api/workspace.h"
#include "base/check.h"
#include "tests/reference/law_worlds.h"

namespace casus::reference {

namespace {

using core::Kind;
using core::Moment;
using core::Value;

using Counts = std::map<LawRow, size_t>;  // how many rows look like this

// The row without identities.
LawRow Look(std::span<const Value> row, const core::Schema& schema, const core::CompoundTable& compounds) {
  LawRow look;
  for (size_t i = 0; i < row.size(); ++i) {
    const bool is_compound = i >= schema.size() || schema[i] == Kind::kCompound;
    if (!is_compound) {
      look.push_back(row[i]);
    } else if (compounds.Head(row[i]) == law::ObligationHead()) {
      const std::span<const Value> parts = compounds.Parts(row[i]);
      look.insert(look.end(), parts.begin(), parts.begin() + law::kObligationOccasion);
    }
  }
  return look;
}

class Comparer {
 public:
  // `rules` are those of the record before like ones were merged: its predicates, but for the parameters of merged rules.
  Comparer(const law::Record& record, const law::RuleBase& rules, Comparison& result)
      : record_(record), rules_(rules), result_(result) {
    for (size_t i = 0; i < rules_.predicates.size(); ++i) {
      const auto predicate = static_cast<law::PredicateId>(i);
      certain_.push_back(EngineSays(predicate, law::Layer::kCertain));
      possible_.push_back(EngineSays(predicate, law::Layer::kPossible));
    }
  }

  void Run(size_t max_worlds) {
    const Worlds worlds(record_, rules_);
    const size_t count = worlds.count();
    result_.all_worlds = count <= max_worlds;
    std::mt19937_64 random(count);
    for (size_t i = 0; i < std::min(count, max_worlds) && result_.difference.empty(); ++i) {
      const std::optional<std::vector<CrispFact>> facts =
          worlds.Facts(result_.all_worlds ? i : random() % count);
      if (!facts) continue;
      for (const Beyond beyond : {Beyond::kNothing, Beyond::kAll}) {
        if (beyond == Beyond::kAll && !look_ahead_) continue;
        core::CompoundTable compounds = record_.compounds();
        const LawModel model = EvaluateWorld(rules_, record_.dossier().vocabulary, record_.timeline(),
                                             compounds, *facts, beyond);
        if (model.is_contradictory) {
          result_.difference = "the engine evaluates what the reference finds contradictory";
          return;
        }
        ++result_.worlds;
        CompareWorld(model, compounds, count == 1 && !look_ahead_);
      }
    }
    if (result_.all_worlds && result_.worlds > 1 && result_.difference.empty()) CountExact();
  }

 private:
  std::vector<Counts> EngineSays(law::PredicateId predicate, law::Layer layer) const {
    std::vector<Counts> says(static_cast<size_t>(record_.timeline().size()));
    const core::Relation& relation = record_.evaluation().Of(record_.definitions().Of(predicate, layer));
    for (size_t row = 0; row < relation.size(); ++row) {
      const LawRow look = Look(relation.Row(row), rules_.predicate(predicate).schema, record_.compounds());
      for (const base::Interval& interval : relation.Intervals(row)) {
        for (Moment t = interval.begin; t < interval.end; ++t) ++says[static_cast<size_t>(t)][look];
      }
    }
    return says;
  }

  void CompareWorld(const LawModel& model, const core::CompoundTable& compounds, bool is_only) {
    in_all_.resize(rules_.predicates.size());
    in_some_.resize(rules_.predicates.size());
    const auto moments = static_cast<size_t>(record_.timeline().size());
    // What differs first, in time.
    for (size_t t = 0; t < moments; ++t) {
      for (size_t i = 0; i < rules_.predicates.size(); ++i) {
        const auto predicate = static_cast<law::PredicateId>(i);
        Counts holds;
        for (const LawRow& row : model.At(predicate, static_cast<Moment>(t))) {
          ++holds[Look(row, rules_.predicate(predicate).schema, compounds)];
        }
        const Counts& certain = certain_[i][t];
        const Counts& possible = possible_[i][t];
        for (const auto& [row, number] : certain) {
          const auto found = holds.find(row);
          if (found == holds.end()) {
            Differ(predicate, t, row, "is certain, but does not hold in a world");
          } else if (is_only && found->second != number) {
            Differ(predicate, t, row, "holds a different number of times");
          }
        }
        for (const auto& [row, number] : holds) {
          if (!possible.contains(row)) Differ(predicate, t, row, "is not possible, but holds in a world");
          if (is_only && !certain.contains(row))
            Differ(predicate, t, row, "is not certain, but holds in the only world");
        }
        if (is_only && possible != certain) {
          result_.difference = "with one world, " + rules_.predicate(predicate).name + " has two layers";
        }
        Remember(i, t, holds);
      }
      if (!result_.difference.empty()) {
        result_.difference += std::string("world ") + std::to_string(result_.worlds);
        return;
      }
    }
  }

  void Remember(size_t predicate, size_t t, const Counts& holds) {
    if (!record_.definitions().IsUncertain(static_cast<law::PredicateId>(predicate))) return;
    std::vector<std::set<LawRow>>& all = in_all_[predicate];
    std::vector<std::set<LawRow>>& some = in_some_[predicate];
    const bool is_first = result_.worlds == 1;
    all.resize(certain_[predicate].size());
    some.resize(certain_[predicate].size());
    if (!is_first) std::erase_if(all[t], [&](const LawRow& row) { return !holds.contains(row); });
    for (const auto& [row, number] : holds) {
      some[t].insert(row);
      if (is_first) all[t].insert(row);
    }
  }

  void CountExact() {
    for (size_t i = 0; i < in_some_.size(); ++i) {
      for (size_t t = 0; t < in_some_[i].size(); ++t) {
        for (const auto& [row, number] : possible_[i][t]) {
          ++result_.rows;
          if (in_some_[i][t].contains(row) && in_all_[i][t].contains(row) == certain_[i][t].contains(row)) {
            ++result_.exact_rows;
          }
        }
      }
    }
  }

  void Differ(law::PredicateId predicate, size_t t, const LawRow& row, std::string_view how) {
    const law::Predicate& info = rules_.predicate(predicate);
    std::string text =
        "on " + base::ToString(record_.timeline().StampOf(static_cast<Moment>(t)), record_.dossier().grain) +
        " (moment " + std::to_string(t) + "): " + info.name + "(";
    size_t column = 0;
    const auto say = [&](Kind kind) {
      if (column >= row.size()) return;
      if (column > 0) text += ", ";
      text += kind == Kind::kSymbol && row[column] == 0 ? "-" : record_.Say(row[column], kind);
      ++column;
    };
    for (const Kind kind : info.schema) {
      if (kind == Kind::kCompound) {
        // An obligation shows its parts; any other identity shows nothing.
        if (row.size() >= info.schema.size() + 2) {
          for (int i = 0; i < law::kObligationOccasion; ++i) say(Kind::kSymbol);
        }
      } else {
        say(kind);
      }
    }
    text += ") " + std::string(how) + "\n";
    if (result_.difference.size() < 1000) result_.difference += text;
  }

  const law::Record& record_;
  const law::RuleBase& rules_;
  const bool look_ahead_ = LookAhead(rules_);
  Comparison& result_;
  std::vector<std::vector<Counts>> certain_, possible_;          // by predicate, by moment
  std::vector<std::vector<std::set<LawRow>>> in_all_, in_some_;  // likewise, of the worlds so far
};

Comparison CompareHere(const std::string& dossier, const std::string& lens_name, size_t max_worlds) {
  Comparison result;
  api::Workspace workspace({{"dossier.casus", dossier}}, [](std::string_view) { return std::nullopt; });
  law::Record* record = workspace.HasErrors() ? nullptr : workspace.RecordUnder(lens_name);
  if (record == nullptr || workspace.HasErrors()) {
    for (const diag::Diagnostic& diagnostic : workspace.report().diagnostics) {
      if (diag::Info(diagnostic.kind).severity == diag::Severity::kError) {
        result.errors += diag::Code(diagnostic.kind) + " " + diagnostic.message + "\n";
      }
    }
    return result;
  }
  result.is_evaluated = true;
  const auto stands = [&](base::Symbol name) {
    return law::Stands(record->dossier(), record->lens(), name, record->symbols());
  };
  const law::Law apart = law::BuildLaw(record->dossier(), workspace.symbols(), stands, law::Shapes::kApart);
  Comparer(*record, apart.rules, result).Run(max_worlds);
  return result;
}

constexpr unsigned kSecondsToCompare = 20;

}  // namespace

Comparison Compare(const std::string& dossier, const std::string& lens, size_t max_worlds) {
  std::array<int, 2> pipe_ends{};
  CHECK(pipe(pipe_ends.data()) == 0);
  const auto [read_end, write_end] = pipe_ends;
  const pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    close(read_end);
    dup2(write_end, STDERR_FILENO);
    alarm(kSecondsToCompare);
    const Comparison result = CompareHere(dossier, lens, max_worlds);
    // Numbers, then the two texts, each ended by a zero.
    std::FILE* out = fdopen(write_end, "w");
    std::fprintf(out, "%d %zu %d %zu %zu ", result.is_evaluated ? 1 : 0, result.worlds,
                 result.all_worlds ? 1 : 0, result.rows, result.exact_rows);
    std::fprintf(out, "%s%c%s%c", result.errors.c_str(), 0, result.difference.c_str(), 0);
    std::fclose(out);
    _exit(0);
  }
  close(write_end);
  std::string said;
  std::array<char, 4096> buffer{};
  for (ssize_t size = 0; (size = read(read_end, buffer.data(), buffer.size())) > 0;) {
    said.append(buffer.data(), static_cast<size_t>(size));
  }
  close(read_end);
  int status = 0;
  waitpid(child, &status, 0);
  Comparison result;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    result.is_evaluated = true;
    result.difference =
        WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM ? "it takes too long" : "it stops: " + said;
    return result;
  }
  int is_evaluated = 0, all_worlds = 0, length = 0;
  CHECK(std::sscanf(said.c_str(), "%d %zu %d %zu %zu %n", &is_evaluated, &result.worlds, &all_worlds,
                    &result.rows, &result.exact_rows, &length) == 5)
      << said;
  result.is_evaluated = is_evaluated != 0;
  result.all_worlds = all_worlds != 0;
  const size_t errors_end = said.find('\0');
  result.errors = said.substr(static_cast<size_t>(length), errors_end - static_cast<size_t>(length));
  result.difference = said.substr(errors_end + 1, said.size() - errors_end - 2);
  return result;
}

std::string Shrink(const std::string& dossier, const std::function<bool(const std::string&)>& fails) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < dossier.size();) {
    const size_t end = std::min(dossier.find('\n', at), dossier.size());
    lines.emplace_back(dossier.substr(at, end - at));
    at = end + 1;
  }
  const auto join = [](const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += part + "\n";
    return text;
  };
  const auto indent = [](const std::string& line) { return line.find_first_not_of(' '); };
  for (bool is_smaller = true; is_smaller;) {
    is_smaller = false;
    for (size_t i = lines.size(); i-- > 0;) {
      size_t end = i + 1;
      while (end < lines.size() && indent(lines[end]) != std::string::npos &&
             indent(lines[end]) > indent(lines[i]))
        ++end;
      std::vector<std::string> fewer = lines;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i),
                  fewer.begin() + static_cast<std::ptrdiff_t>(end));
      if (fewer.empty() || !fails(join(fewer))) continue;
      lines = std::move(fewer);
      is_smaller = true;
      i = std::min(i, lines.size());
    }
  }
  return join(lines);
}

}  // namespace casus::reference
