#include "cli/align_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace casus::cli {
namespace {

using text::Difference;
using text::Pair;

constexpr int kColumns = 98;
constexpr std::string_view kIndent = "    ";

// Pairs are told where their gravest difference belongs.
enum class Part { kFacts, kMoreOrLess, kWording, kSlight, kIdentical };
constexpr Part kParts[] = {Part::kFacts, Part::kMoreOrLess, Part::kWording, Part::kSlight, Part::kIdentical};

std::optional<Part> PartOf(const Pair& pair) {
  if (pair.a.empty() || pair.b.empty()) return std::nullopt;
  const std::optional<Difference::Gravity> gravity = api::GravityOf(pair);
  if (!gravity) return pair.kind == Pair::Kind::kIdentical ? Part::kIdentical : Part::kSlight;
  switch (*gravity) {
    case Difference::Gravity::kContradiction:
    case Difference::Gravity::kNegation:
    case Difference::Gravity::kName:
      return Part::kFacts;
    case Difference::Gravity::kMoreOrLess:
      return Part::kMoreOrLess;
    case Difference::Gravity::kWording:
      return Part::kWording;
    case Difference::Gravity::kSlight:
      break;
  }
  return pair.kind == Pair::Kind::kIdentical ? Part::kIdentical : Part::kSlight;
}

std::string_view HeadingOf(Part part) {
  switch (part) {
    case Part::kFacts:
      return "Facts that differ: numbers, dates, names, negations";
    case Part::kMoreOrLess:
      return "More in one than in the other";
    case Part::kWording:
      return "Other words for it";
    case Part::kSlight:
      return "Slightly different";
    case Part::kIdentical:
      return "Identical";
  }
  return {};
}

// "1 sentence", "3 sentences".
std::string Count(size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::vector<std::string> Lines(std::string_view text, int columns) {
  const std::string wrapped = Wrap(text, columns, "");
  std::vector<std::string> lines;
  for (size_t begin = 0; begin <= wrapped.size();) {
    const size_t end = std::min(wrapped.find('\n', begin), wrapped.size());
    lines.push_back(wrapped.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// The first words of a sentence, to recognize it by.
std::string Opening(std::string_view sentence) {
  constexpr int kOpening = 70;
  const std::vector<std::string> lines = Lines(sentence, kOpening);
  return lines.size() > 1 ? lines.front() + " …" : lines.front();
}

class Writer {
 public:
  Writer(const api::AlignReport& report, bool all, const Style& style)
      : report_(report), all_(all), style_(style) {}

  std::string Write() {
    AddSummary();
    for (const Part part : kParts) AddPart(part);
    AddOnly(Pair::Kind::kOnlyB, report_.b, "Only in B", true);
    AddOnly(Pair::Kind::kOnlyA, report_.a, "Only in A", all_);
    AddNotes();
    AddLeftOut();
    return std::move(text_);
  }

 private:
  void AddSummary();
  void AddPart(Part part);
  void AddPair(const Pair& pair);
  void AddDifference(const Difference& difference);
  void AddOnly(Pair::Kind kind, const api::AlignedDocument& document, std::string_view heading, bool listed);
  void AddNotes();
  void AddLeftOut();

  void AddHeading(std::string_view heading) { text_ += '\n' + style_.Heading(heading) + '\n'; }
  // A sentence with what stands before it, in as many lines as it takes.
  void AddSentence(std::string_view label, std::string_view sentence) {
    const std::string indent(static_cast<size_t>(Width(label)) + 4, ' ');
    text_ +=
        fmt::format("  {}  {}\n", label, Wrap(sentence, kColumns - static_cast<int>(indent.size()), indent));
  }
  std::string Dress(Difference::Gravity gravity, std::string_view words) const;

  const api::AlignReport& report_;
  bool all_;
  const Style& style_;
  std::string text_;
};

void Writer::AddSummary() {
  Table table("");
  for (const auto& [side, document] : {std::pair("A", &report_.a), std::pair("B", &report_.b)}) {
    const std::string title =
        document->title.empty() ? "" : fmt::format("  {}", style_.Quiet(document->title));
    table.Add({style_.Heading(side), document->file + title, Count(document->sentences.size(), "sentence")});
  }
  text_ += table.ToString();
  std::string kinds;
  size_t pairs = 0;
  for (const Pair::Kind kind :
       {Pair::Kind::kIdentical, Pair::Kind::kReworded, Pair::Kind::kMerged, Pair::Kind::kSplit}) {
    const size_t count = report_.Count(kind);
    pairs += count;
    if (count > 0) kinds += fmt::format("{}{} {}", kinds.empty() ? ": " : ", ", count, api::Name(kind));
  }
  text_ += fmt::format("\n{}{}; only in A {}, only in B {}\n", Count(pairs, "pair"), kinds,
                       report_.Count(Pair::Kind::kOnlyA), report_.Count(Pair::Kind::kOnlyB));
}

void Writer::AddPart(Part part) {
  if (!all_ && (part == Part::kSlight || part == Part::kIdentical)) return;
  std::vector<const Pair*> pairs;
  for (const Pair& pair : report_.pairs) {
    if (PartOf(pair) == part) pairs.push_back(&pair);
  }
  if (pairs.empty()) return;
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair* x, const Pair* y) { return api::GravityOf(*x) < api::GravityOf(*y); });
  AddHeading(HeadingOf(part));
  if (part == Part::kIdentical) {
    for (const Pair* pair : pairs) {
      AddSentence(fmt::format("A {}  B {}", fmt::join(pair->a, "+"), fmt::join(pair->b, "+")),
                  report_.a.Sentence(pair->a.front()).text);
    }
    return;
  }
  for (size_t i = 0; i < pairs.size(); ++i) {
    if (i > 0) text_ += '\n';
    AddPair(*pairs[i]);
  }
}

void Writer::AddPair(const Pair& pair) {
  const auto label = [](std::string_view side, int id) { return fmt::format("{} {:<4}", side, id); };
  for (const int id : pair.a) AddSentence(label("A", id), report_.a.Sentence(id).text);
  for (const int id : pair.b) AddSentence(label("B", id), report_.b.Sentence(id).text);
  const bool has_grave =
      pair.differences.empty() || pair.differences.front().gravity != Difference::Gravity::kSlight;
  for (const Difference& difference : pair.differences) {
    if (difference.gravity == Difference::Gravity::kSlight && has_grave && !all_) continue;
    AddDifference(difference);
  }
}

std::string Writer::Dress(Difference::Gravity gravity, std::string_view words) const {
  switch (gravity) {
    case Difference::Gravity::kContradiction:
    case Difference::Gravity::kNegation:
      return style_.Bad(words);
    case Difference::Gravity::kName:
      return style_.Doubtful(words);
    case Difference::Gravity::kMoreOrLess:
      return style_.Good(words);
    case Difference::Gravity::kWording:
      return std::string(words);
    case Difference::Gravity::kSlight:
      break;
  }
  return style_.Quiet(words);
}

// Side by side: the kind, the words of A, those of B.
void Writer::AddDifference(const Difference& difference) {
  constexpr int kKindWidth = 10;
  constexpr int kSideWidth = 38;
  const auto words = [](const std::string& text) { return text.empty() ? std::string("–") : text; };
  const std::vector<std::string> a = Lines(words(difference.a), kSideWidth);
  const std::vector<std::string> b = Lines(words(difference.b), kSideWidth);
  const auto pad = [](std::string_view text, int width) {
    return std::string(static_cast<size_t>(std::max(width - Width(text), 0)), ' ');
  };
  for (size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const std::string_view kind = i == 0 ? api::Label(difference) : "";
    const std::string_view of_a = i < a.size() ? std::string_view(a[i]) : "";
    const std::string_view of_b = i < b.size() ? std::string_view(b[i]) : "";
    text_ += fmt::format("{}{}{}{}{}", kIndent, style_.Quiet(kind), pad(kind, kKindWidth),
                         Dress(difference.gravity, of_a), pad(of_a, kSideWidth));
    text_ += fmt::format("  {}  {}", style_.Quiet("|"), Dress(difference.gravity, of_b));
    text_.erase(text_.find_last_not_of(' ') + 1);
    text_ += '\n';
  }
}

void Writer::AddOnly(Pair::Kind kind, const api::AlignedDocument& document, std::string_view heading,
                     bool listed) {
  if (!listed || report_.Count(kind) == 0) return;
  AddHeading(heading);
  for (const Pair& pair : report_.pairs) {
    if (pair.kind != kind) continue;
    for (const int id : kind == Pair::Kind::kOnlyA ? pair.a : pair.b) {
      AddSentence(fmt::format("{} {:<4}", heading.back(), id), document.Sentence(id).text);
    }
  }
}

// Of the notes those whose sentence b has not: for the others the pairs tell.
void Writer::AddNotes() {
  const auto is_homeless = [](const api::AlignedNote& note) { return !note.b; };
  if (std::none_of(report_.notes.begin(), report_.notes.end(), is_homeless)) return;
  AddHeading("Notes of B without a sentence in B");
  Table table("  ");
  for (const api::AlignedNote& note : report_.notes) {
    if (!is_homeless(note)) continue;
    const std::string mark = fmt::format("[{}]", note.mark);
    if (note.a.empty()) {
      table.Add({mark, "–", style_.Quiet("A has no sentence for it")});
    } else {
      table.Add(
          {mark, fmt::format("A {}", note.a.front()), Opening(report_.a.Sentence(note.a.front()).text)});
    }
  }
  text_ += table.ToString();
}

void Writer::AddLeftOut() {
  if (all_) return;
  std::string left_out;
  const auto add = [&](size_t count, std::string_view what) {
    if (count == 0) return;
    left_out += fmt::format("{}{}", left_out.empty() ? "" : ", ", fmt::format(fmt::runtime(what), count));
  };
  const auto count = [&](Part part) {
    return static_cast<size_t>(std::count_if(report_.pairs.begin(), report_.pairs.end(),
                                             [&](const Pair& pair) { return PartOf(pair) == part; }));
  };
  add(count(Part::kIdentical), "{} identical");
  add(count(Part::kSlight), "{} slightly different");
  add(report_.Count(Pair::Kind::kOnlyA), "{} only in A");
  if (!left_out.empty()) text_ += '\n' + style_.Quiet(fmt::format("not shown: {} (--all)", left_out)) + '\n';
}

}  // namespace

std::string AlignText(const api::AlignReport& report, bool all, const Style& style) {
  return Writer(report, all, style).Write();
}

}  // namespace casus::cli
