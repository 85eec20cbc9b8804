#include "core/compound.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus::core {
namespace {

using testing::ElementsAre;

TEST(CompoundTableTest, HeadAndPartsMakeTheIdentity) {
  CompoundTable compounds;
  const Value attack = compounds.Intern(1, std::vector<Value>{10, 20});
  const Value nested = compounds.Intern(2, std::vector<Value>{attack});
  EXPECT_EQ(compounds.Intern(1, std::vector<Value>{10, 20}), attack);
  EXPECT_NE(compounds.Intern(2, std::vector<Value>{10, 20}), attack);
  EXPECT_NE(compounds.Intern(1, std::vector<Value>{10}), attack);
  EXPECT_EQ(compounds.Head(nested), 2);
  EXPECT_THAT(compounds.Parts(compounds.Parts(nested)[0]), ElementsAre(10, 20));
  EXPECT_EQ(compounds.Find(3, {}), std::nullopt);
}

}  // namespace
}  // namespace casus::core
