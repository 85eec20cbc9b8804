#pragma once

// Random dossiers that mean something: a few words of their own, rules, treaties with every kind of norm and qualifier, and a
// chronicle of some days, in which dates may be uncertain. Small enough that all worlds can be tried.
//
//   RandomRecord dossier = MakeRandomRecord(seed, {.uncertain = 2});
//   dossier.text, dossier.lenses
//
// (random_dossier.h makes text that only has to parse.)

#include <cstdint>
#include <string>
#include <vector>

namespace casus::property {

struct RecordShape {
  int uncertain = 0;  // statements of which the date, or whether they are true, is open, at most
  bool treaties = true;
  bool lenses = false;
};

struct RandomRecord {
  std::string text;
  std::vector<std::string> lenses;
};

RandomRecord MakeRandomRecord(uint32_t seed, const RecordShape& shape);

}  // namespace casus::property
