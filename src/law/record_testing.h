#pragma once

// For tests: a dossier in a few lines, evaluated, and its answers in a few words.
//
//   TestRecord record("State A, B\n2001-01-05 A and B sign Pact …");
//   EXPECT_EQ(record.Ask("Pact is in force"), "5-31");               // from the 5th through the 31st of January
//   EXPECT_EQ(record.Ask("?who claims Bridge"), "A 1-9; B 3-9, 10-12?");  // `?`: possible and not certain
//
// The horizon is January 2001, so that days are numbers. The standard vocabulary is read from std/; forces, territory and the
// like are used if the text says so.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/render.h"
#include "lang/dossier.h"
#include "lang/parser.h"
#include "law/record.h"

namespace casus::law {

class TestRecord {
 public:
  explicit TestRecord(std::string_view text, std::string_view lens = {}) {
    const diag::FileId id =
        files.Add("test.casus", "horizon 2001-01-01 through 2001-01-31\n" + std::string(text) + "\n");
    lang::Document own = lang::Parse(id, files, symbols, sink);
    std::vector<lang::Document> documents;
    for (const char* name : {"std/kinds", "std/treaties", "std/norms"}) Load(name, documents);
    for (const lang::UseDeclaration& use : own.uses) Load(std::string(use.path), documents);
    const size_t first_own = documents.size();
    documents.push_back(std::move(own));
    dossier = lang::Resolve(std::move(documents), first_own, symbols, sink);
    lang::Check(dossier, symbols, sink);
    EXPECT_FALSE(sink.HasErrors()) << diag::RenderTerminal(sink.Finish(), files);
    if (sink.HasErrors()) return;
    Lens assumed;
    if (!lens.empty()) assumed = LensOf(dossier, symbols.Intern(lens));
    record = Record::Evaluate(dossier, symbols, std::move(assumed));
    EXPECT_TRUE(record->cycle().empty()) << "the law contradicts itself";
  }

  // Each answer: its values and its days, first what is certain of them, in the order of time; "no" if there is none.
  std::string Ask(std::string_view text) {
    if (record == nullptr) return "errors in the dossier";
    diag::Sink question_sink;
    lang::Question& question = *questions_.emplace_back(std::make_unique<lang::Question>(
        lang::ParseQuestion(files.Add("question", std::string(text)), files, symbols, question_sink)));
    const auto columns = lang::ResolveQuestion(question, dossier, symbols, question_sink);
    EXPECT_TRUE(columns) << diag::RenderTerminal(question_sink.Finish(), files);
    if (!columns) return "errors in the question";
    const Answers answers = record->Ask(question.document, question.condition, *columns);
    std::string said;
    for (const Answer& answer : answers.rows) {
      std::string row;
      for (size_t i = 0; i < answer.values.size(); ++i) {
        row += record->Say(answer.values[i], answers.kinds[i]) + " ";
      }
      const std::string days = DaysOf(answer);
      if (days.empty()) continue;  // holds before the horizon only
      if (!said.empty()) said += "; ";
      said += row + days;
    }
    return said.empty() ? "no" : said;
  }

  diag::Files files;
  diag::Sink sink;
  base::SymbolTable symbols;
  lang::Dossier dossier;
  std::unique_ptr<Record> record;

 private:
  void Load(const std::string& name, std::vector<lang::Document>& documents) {
    if (!loaded_.insert(name).second) return;
    const std::string path = name + ".casus.md";
    std::ifstream in(std::string(CASUS_REPO_DIR) + "/" + path);
    ASSERT_TRUE(in) << path;
    std::stringstream text;
    text << in.rdbuf();
    lang::Document document = lang::Parse(files.Add(path, text.str()), files, symbols, sink);
    for (const lang::UseDeclaration& use : document.uses) Load(std::string(use.path), documents);
    documents.push_back(std::move(document));
  }

  // By the day of January; a day counts if one of its moments does.
  std::string DaysOf(const Answer& answer) const {
    constexpr int kDays = 31;
    enum Kind : uint8_t { kNo, kPossible, kCertain };
    std::array<Kind, kDays + 2> kinds{};
    for (core::Moment moment = 1; moment < record->timeline().size(); ++moment) {
      const auto day = static_cast<size_t>(record->timeline().StampOf(moment) - dossier.first + 1);
      if (day > kDays) continue;
      const Kind kind = answer.certain.Contains(moment)    ? kCertain
                        : answer.possible.Contains(moment) ? kPossible
                                                           : kNo;
      kinds[day] = std::max(kinds[day], kind);
    }
    std::string said;
    for (size_t first = 1; first <= kDays;) {
      size_t last = first;
      while (last < kDays && kinds[last + 1] == kinds[first]) ++last;
      if (kinds[first] != kNo) {
        if (!said.empty()) said += ", ";
        said += std::to_string(first);
        if (last != first) said += "-" + std::to_string(last);
        if (kinds[first] == kPossible) said += "?";
      }
      first = last + 1;
    }
    return said;
  }

  std::set<std::string> loaded_;
  std::vector<std::unique_ptr<lang::Question>> questions_;
};

}  // namespace casus::law
