#include "api/align.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "api/json.h"
#include "text/reading.h"

namespace casus::api {
namespace {

using Json = nlohmann::ordered_json;

// A heading of the first level above the first sentence.
std::string TitleOf(const text::Reading& reading) {
  if (reading.headings.empty()) return {};
  const text::Heading& first = reading.headings.front();
  const bool is_above_all =
      reading.sentences.empty() || first.place.begin < reading.sentences.front().place.begin;
  return first.level == 1 && is_above_all ? first.text : std::string();
}

AlignedDocument Describe(std::string file, const text::Reading& reading) {
  AlignedDocument document{.file = std::move(file), .title = TitleOf(reading)};
  for (const text::Sentence& sentence : reading.sentences) {
    document.sentences.push_back(
        {.paragraph = sentence.paragraph, .section = reading.SectionOf(sentence), .text = sentence.text});
  }
  return document;
}

std::vector<AlignedNote> NotesOf(const text::Reading& a, const text::Reading& b,
                                 const text::Alignment& alignment) {
  std::vector<AlignedNote> notes;
  for (const text::Note& note : b.notes) {
    notes.push_back({.mark = note.mark, .b = note.supports, .before = note.before});
  }
  std::vector<const text::Pair*> pair_of_b(b.sentences.size());
  for (const text::Pair& pair : alignment.pairs) {
    for (const int id : pair.b) pair_of_b[static_cast<size_t>(id - 1)] = &pair;
  }
  for (AlignedNote& note : notes) {
    if (note.b) note.a = pair_of_b[static_cast<size_t>(*note.b - 1)]->a;
  }
  for (const text::PlacedNote& placed : text::PlaceNotes(a, b, alignment)) {
    notes[placed.note].a = {placed.sentence};
  }
  return notes;
}

Json TextOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json NumberOrNull(const std::optional<int>& number) { return number ? Json(*number) : Json(nullptr); }

Json ToJson(const AlignedDocument& document) {
  return {{"file", document.file},
          {"title", TextOrNull(document.title)},
          {"sentences", document.sentences.size()}};
}

Json ToJson(const std::vector<text::PlacedWords>& places) {
  Json json = Json::array();
  for (const auto& [sentence, at] : places) {
    json.push_back({{"sentence", sentence}, {"start", at.begin}, {"end", at.end}});
  }
  return json;
}

Json ToJson(const text::Difference& difference) {
  return {{"kind", Name(difference.kind)},          {"gravity", Name(difference.gravity)},
          {"a", TextOrNull(difference.a)},          {"b", TextOrNull(difference.b)},
          {"placesA", ToJson(difference.places_a)}, {"placesB", ToJson(difference.places_b)}};
}

Json Texts(const AlignedDocument& document, const std::vector<int>& ids) {
  Json texts = Json::array();
  for (const int id : ids) texts.push_back(document.Sentence(id).text);
  return texts;
}

Json ToJson(const AlignReport& report, const text::Pair& pair) {
  constexpr double kPrecision = 1000;
  Json json = {{"a", pair.a},
               {"b", pair.b},
               {"kind", Name(pair.kind)},
               {"likeness", std::round(pair.likeness * kPrecision) / kPrecision},
               {"textsA", Texts(report.a, pair.a)},
               {"textsB", Texts(report.b, pair.b)},
               {"differences", Json::array()}};
  for (const text::Difference& difference : pair.differences)
    json["differences"].push_back(ToJson(difference));
  return json;
}

Json ToJson(const AlignedNote& note) {
  Json json = {{"mark", note.mark}, {"b", NumberOrNull(note.b)}};
  if (note.before) json["before"] = *note.before;
  json["a"] = note.a;
  return json;
}

}  // namespace

std::string_view Name(text::Pair::Kind kind) {
  switch (kind) {
    case text::Pair::Kind::kIdentical:
      return "identical";
    case text::Pair::Kind::kReworded:
      return "reworded";
    case text::Pair::Kind::kMerged:
      return "merged";
    case text::Pair::Kind::kSplit:
      return "split";
    case text::Pair::Kind::kOnlyA:
      return "only-a";
    case text::Pair::Kind::kOnlyB:
      return "only-b";
  }
  return {};
}

std::string_view Name(text::Difference::Kind kind) {
  switch (kind) {
    case text::Difference::Kind::kNumber:
      return "number";
    case text::Difference::Kind::kDate:
      return "date";
    case text::Difference::Kind::kName:
      return "name";
    case text::Difference::Kind::kWording:
      return "wording";
    case text::Difference::Kind::kAddition:
      return "addition";
    case text::Difference::Kind::kOmission:
      return "omission";
  }
  return {};
}

std::string_view Name(text::Difference::Gravity gravity) {
  switch (gravity) {
    case text::Difference::Gravity::kContradiction:
      return "contradiction";
    case text::Difference::Gravity::kNegation:
      return "negation";
    case text::Difference::Gravity::kName:
      return "name";
    case text::Difference::Gravity::kMoreOrLess:
      return "more or less";
    case text::Difference::Gravity::kWording:
      return "wording";
    case text::Difference::Gravity::kSlight:
      return "slight";
  }
  return {};
}

std::string_view AlignedDocument::Headline() const {
  if (!title.empty()) return title;
  return std::string_view(file).substr(file.find_last_of('/') + 1);
}

std::string_view Label(const text::Difference& difference) {
  const bool turns_round = difference.gravity == text::Difference::Gravity::kNegation;
  return turns_round ? Name(difference.gravity) : Name(difference.kind);
}

std::optional<text::Difference::Gravity> GravityOf(const text::Pair& pair) {
  if (pair.differences.empty()) return std::nullopt;
  return pair.differences.front().gravity;
}

base::Result<AlignReport> Align(Document a, Document b, std::vector<text::KnownName> names) {
  const auto read = [&](Document& document) {
    return text::Read(std::move(document.bytes), {.file_name = document.file, .names = names});
  };
  const base::Result<text::Reading> reading_a = read(a);
  if (!reading_a.ok()) return base::Error{fmt::format("{}: {}", a.file, reading_a.error().message)};
  const base::Result<text::Reading> reading_b = read(b);
  if (!reading_b.ok()) return base::Error{fmt::format("{}: {}", b.file, reading_b.error().message)};

  text::Alignment alignment = text::Align(*reading_a, *reading_b);
  AlignReport report{.a = Describe(std::move(a.file), *reading_a),
                     .b = Describe(std::move(b.file), *reading_b),
                     .notes = NotesOf(*reading_a, *reading_b, alignment)};
  report.pairs = std::move(alignment.pairs);
  for (const text::Pair& pair : report.pairs) ++report.counts[static_cast<size_t>(pair.kind)];
  return report;
}

Json ToJson(const AlignReport& report) {
  Json counts = Json::object();
  for (size_t kind = 0; kind < AlignReport::kKinds; ++kind) {
    counts[Name(static_cast<text::Pair::Kind>(kind))] = report.counts[kind];
  }
  Json json = {{"version", kJsonVersion},     {"a", ToJson(report.a)},  {"b", ToJson(report.b)},
               {"counts", std::move(counts)}, {"pairs", Json::array()}, {"notes", Json::array()}};
  for (const text::Pair& pair : report.pairs) json["pairs"].push_back(ToJson(report, pair));
  for (const AlignedNote& note : report.notes) json["notes"].push_back(ToJson(note));
  return json;
}

}  // namespace casus::api
