#include "tests/oracle/oracle.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

namespace casus::oracle {

std::vector<Case> LoadCases() {
  const std::filesystem::path path = std::filesystem::path(CASUS_REPO_DIR) / "../shared/oracle/cases.jsonl";
  std::ifstream in(path);
  std::vector<Case> cases;
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json json = nlohmann::json::parse(line);
    cases.push_back({json["id"], json["signature"], json["formula"], json["log"], json["verdicts"]});
  }
  return cases;
}

Answer ReadVerdicts(const std::string& text) {
  Answer answer;
  std::istringstream lines(text);
  static const std::regex head(R"(@\S+ \(time point (\d+)\):(.*))");
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, head)) continue;
    std::set<std::string>& tuples = answer[std::stoll(match[1])];
    // A tuple ends at a parenthesis outside of quotes.
    std::string tuple;
    bool is_quoted = false;
    for (const char c : match[2].str()) {
      if (c == '"') is_quoted = !is_quoted;
      if (c == ' ' && !is_quoted) continue;
      tuple += c;
      if (c == ')' && !is_quoted) tuples.insert(std::exchange(tuple, ""));
    }
    if (!tuple.empty()) tuples.insert(tuple);
  }
  return answer;
}

std::string Print(const Answer& answer) {
  std::string text;
  for (const auto& [point, tuples] : answer) {
    text += "(time point " + std::to_string(point) + "):";
    for (const std::string& tuple : tuples) text += " " + tuple;
    text += "\n";
  }
  return text;
}

}  // namespace casus::oracle
