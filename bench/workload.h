#pragma once

// A dossier of any size, with the answers that must come out of it.
//
//   const Workload workload = MakeWorkload(1'000'000);
//   workload.files            the dossier: a vocabulary, treaties, a chronicle in the order of time
//   workload.in_breach        who is in breach of what at the end of the record, and nobody else of anything
//   else
//
// For each thousand statements one treaty of ten norms, from twenty templates: duties with deadlines, bans,
// limits, rights by exception, consequences of a breach, upkeep, powers. Each norm plays a scene of its own
// (kept, broken, late), which is some statements in a hundred; the rest is what happens in the world and
// concerns no treaty, told with the same phrases. Everything follows from the size alone: no clock, no
// chance.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casus::bench {

struct WorkloadFile {
  std::string name;
  std::string text;
};

struct Workload {
  std::vector<WorkloadFile> files;
  size_t statements = 0;
  size_t treaties = 0;
  size_t norms = 0;
  // Sorted. A breach of an article is one of its treaty, too: both stand here.
  std::vector<std::pair<std::string, std::string>> in_breach;  // who, of what: at the end
  std::vector<std::pair<std::string, std::string>> broken;     // of what, by whom: at any time
  // Who controls which land at the end.
  std::vector<std::pair<std::string, std::string>> controls;
  // Questions, each with its last answer: "?who controls Land_7"; of one without variables "yes".
  struct Question {
    std::string text, answer;
  };
  std::vector<Question> questions;
};

// `statements` is rounded to thousands, at least one.
Workload MakeWorkload(size_t statements);

}  // namespace casus::bench
