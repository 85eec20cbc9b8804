#include "api/csv.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace casus::api {
namespace {

std::string Field(std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string Plain(const Value& value) {
  std::string text = value.text;
  if (value.number) std::erase(text, '_');
  return text;
}

}  // namespace

std::string CsvRecord(const std::vector<std::string>& fields) {
  std::string record;
  for (const std::string& field : fields) {
    if (&field != &fields.front()) record += ',';
    record += Field(field);
  }
  return record + "\r\n";
}

std::string ToCsv(const AskReport& report) {
  std::string csv;
  std::vector<std::string> header = report.columns;
  header.insert(header.end(), {"from", "through", "certainty"});
  csv += CsvRecord(header);
  for (const AskAnswer& answer : report.answers) {
    for (const Span& span : answer.spans) {
      std::vector<std::string> fields;
      for (const Value& value : answer.values) fields.push_back(Plain(value));
      fields.insert(fields.end(), {span.from, span.through, std::string(Name(span.certainty))});
      csv += CsvRecord(fields);
    }
  }
  return csv;
}

}  // namespace casus::api
