// Rules of one shape that were made into one say what they say apart: on the dossiers of the project, and on random ones.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "api/workspace.h"
#include "law/chronicle.h"
#include "law/definitions.h"
#include "law/rule_builder.h"
#include "law/values.h"
#include "tests/property/random_record.h"

namespace casus::law {
namespace {

class AllEntities final : public Domains {
 public:
  explicit AllEntities(const lang::Dossier& dossier) : dossier_(dossier) {}
  std::vector<core::Value> Entities(const lang::Type& type) const override {
    std::vector<core::Value> values;
    for (const lang::Entity& entity : dossier_.vocabulary.entities()) {
      const bool any = type.of != lang::Type::Of::kEntity;
      if (any || dossier_.vocabulary.Is(entity, type.kind)) values.push_back(ToValue(entity.name));
    }
    return values;
  }

 private:
  const lang::Dossier& dossier_;
};

// By phrase and layer, its rows in words, sorted. Compounds are left out: the same occurrence goes by another number. A row
// that stands twice stands for two occurrences.
using Relations = std::map<std::string, std::vector<std::string>>;

struct Said {
  Relations relations;
  size_t rules = 0;
};

Said Evaluate(api::Workspace& workspace, Shapes shapes) {
  const lang::Dossier& dossier = workspace.dossier();
  const Lens lens;
  const Law law = BuildLaw(dossier, workspace.symbols(), [](base::Symbol) { return true; }, shapes);
  core::CompoundTable compounds;
  const Chronicle chronicle = ReadChronicle(dossier, law, lens, compounds);
  const AllEntities domains(dossier);
  core::Plan plan;
  Definitions definitions(law.rules, chronicle.facts, law.open, domains, chronicle.timeline.size(), plan);
  definitions.DefineAll();
  Said said;
  said.rules = law.rules.rules.size();
  if (plan.FindUnstratifiedCycle()) {
    said.relations["a cycle"];
    return said;
  }
  core::Evaluation evaluation(plan, chronicle.timeline, compounds);
  definitions.FeedInto(evaluation);
  evaluation.Run();
  for (size_t i = 0; i < dossier.vocabulary.predicates().size(); ++i) {
    const auto id = static_cast<PredicateId>(i);
    for (const Layer layer : {Layer::kCertain, Layer::kPossible}) {
      const core::NodeId node = definitions.Of(id, layer);
      const core::Relation& relation = evaluation.Of(node);
      std::vector<std::string>& rows =
          said.relations[fmt::format("{} {}", law.rules.predicate(id).name, static_cast<int>(layer))];
      for (size_t row = 0; row < relation.size(); ++row) {
        std::string text;
        for (size_t column = 0; column < plan.schema(node).size(); ++column) {
          if (plan.schema(node)[column] != core::Kind::kCompound)
            text += fmt::format("{} ", relation.Row(row)[column]);
        }
        for (const base::Interval& interval : relation.Intervals(row)) {
          text += fmt::format(" [{}, {})", interval.begin, interval.end);
        }
        rows.push_back(std::move(text));
      }
      std::sort(rows.begin(), rows.end());
    }
  }
  return said;
}

void ExpectSame(std::vector<api::InputFile> files, bool expect_fewer) {
  api::Workspace workspace(std::move(files), [](std::string_view) { return std::nullopt; });
  if (!expect_fewer && workspace.HasErrors()) return;  // a random one may contradict itself
  ASSERT_FALSE(workspace.HasErrors());
  const Said merged = Evaluate(workspace, Shapes::kMerged);
  const Said apart = Evaluate(workspace, Shapes::kApart);
  ASSERT_EQ(merged.relations.size(), apart.relations.size());
  for (const auto& [name, rows] : apart.relations) EXPECT_EQ(merged.relations.at(name), rows) << name;
  if (expect_fewer) {
    EXPECT_LT(merged.rules, apart.rules);
  }
}

TEST(LawShapesTest, TheDossiersOfTheProjectSayTheSame) {
  for (const auto& folder : std::filesystem::directory_iterator(CASUS_REPO_DIR "/dossiers")) {
    SCOPED_TRACE(folder.path().filename().string());
    std::vector<api::InputFile> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (!entry.is_regular_file() || entry.path().extension() != ".md") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      files.push_back(
          {entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(in), {})});
    }
    ExpectSame(std::move(files), /*expect_fewer=*/true);
  }
}

TEST(LawShapesTest, RandomDossiersSayTheSame) {
  for (uint32_t seed = 0; seed < 150; ++seed) {
    const property::RandomRecord random =
        property::MakeRandomRecord(seed, {.uncertain = static_cast<int>(seed % 3)});
    SCOPED_TRACE(fmt::format("seed {}\n{}", seed, random.text));
    ExpectSame({{"dossier.casus", random.text}}, /*expect_fewer=*/false);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace casus::law
