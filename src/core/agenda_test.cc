#include "core/agenda.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus::core {
namespace {

using testing::ElementsAre;

TEST(AgendaTest, TimersAreTakenInTheOrderOfTheirMoments) {
  Agenda agenda;
  EXPECT_EQ(agenda.NextMoment(), kNever);
  for (const Moment moment : {5, 9, 7, 9, 2, 11}) agenda.Set({moment, 0, 0});
  std::vector<Moment> taken;
  for (int i = 0; i < 4; ++i) taken.push_back(agenda.Take().moment);
  agenda.Set({8, 0, 0});
  while (agenda.NextMoment() != kNever) {
    const Moment next = agenda.NextMoment();
    EXPECT_EQ(agenda.Take().moment, next);
    taken.push_back(next);
  }
  EXPECT_THAT(taken, ElementsAre(2, 5, 7, 9, 8, 9, 11));
}

}  // namespace
}  // namespace casus::core
