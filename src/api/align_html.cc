#include "api/align_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "api/align_style.h"
#include "api/html.h"

namespace casus::api {
namespace {

using text::Difference;
using text::Pair;

constexpr size_t kMostGravest = 30;

// Sentences that stand alone share a row; a row is not cut where it is printed, so it stays short.
constexpr size_t kMostInRow = 3;

// Words of a source, whose language and direction are its own.
std::string Quoted(std::string_view tag, std::string_view words) {
  return fmt::format("<{} lang=\"\" dir=\"auto\">{}</{}>", tag, EscapeHtml(words), tag);
}

std::string Count(size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

bool IsFact(const Difference& difference) { return difference.gravity <= Difference::Gravity::kName; }

std::string ClassOf(const Difference& difference) {
  std::string name(Name(difference.kind));
  if (difference.gravity == Difference::Gravity::kNegation) name += " negation";
  if (difference.gravity == Difference::Gravity::kSlight) name += " slight";
  return name;
}

std::string BothSides(const Difference& difference) {
  if (difference.a.empty()) return Quoted("q", difference.b) + " in B alone";
  if (difference.b.empty()) return Quoted("q", difference.a) + " in A alone";
  return fmt::format("{} in A, {} in B", Quoted("q", difference.a), Quoted("q", difference.b));
}

enum class Side { kA, kB };

class Page {
 public:
  explicit Page(const AlignReport& report) : report_(report), notes_of_a_(report.a.sentences.size() + 1) {
    for (size_t i = 0; i < report.notes.size(); ++i) {
      for (const int id : report.notes[i].a) notes_of_a_[static_cast<size_t>(id)].push_back(i);
    }
  }

  std::string Write() {
    AddHead();
    AddGravest();
    AddLegend();
    AddTable();
    AddNotes();
    html_ += "</body>\n</html>\n";
    return std::move(html_);
  }

 private:
  void AddHead();
  void AddGravest();
  void AddLegend();
  void AddTable();
  void AddSection(const std::vector<std::string>& section);
  size_t AddOnlyA(size_t first);
  void AddPair(size_t index);
  void AddSentence(Side side, int id, std::span<const Difference> differences);
  void AddMarked(Side side, int id, std::span<const Difference> differences);
  void AddNotes();

  const AlignedDocument& Document(Side side) const { return side == Side::kA ? report_.a : report_.b; }

  const AlignReport& report_;
  std::vector<std::vector<size_t>> notes_of_a_;  // by sentence of a
  std::string html_;
};

void Page::AddHead() {
  html_ += fmt::format(R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{} and {}, side by side</title>
<style>{}</style>
</head>
<body>
<header>
<h1>{} and {}, side by side</h1>
<dl>
)",
                       EscapeHtml(report_.a.Headline()), EscapeHtml(report_.b.Headline()), kAlignStyle,
                       Quoted("span", report_.a.Headline()), Quoted("span", report_.b.Headline()));
  for (const Side side : {Side::kA, Side::kB}) {
    html_ +=
        fmt::format("<dt>{}</dt><dd>{} <span class=\"quiet\">{}</span></dd>\n", side == Side::kA ? 'A' : 'B',
                    EscapeHtml(Document(side).file), Count(Document(side).sentences.size(), "sentence"));
  }
  html_ += "</dl>\n<ul class=\"counts\">\n";
  for (size_t kind = 0; kind < AlignReport::kKinds; ++kind) {
    const auto pair_kind = static_cast<Pair::Kind>(kind);
    std::string name(Name(pair_kind));
    if (pair_kind == Pair::Kind::kOnlyA) name = "only in A";
    if (pair_kind == Pair::Kind::kOnlyB) name = "only in B";
    html_ += fmt::format("<li><b>{}</b> {}</li>\n", report_.counts[kind], name);
  }
  html_ += "</ul>\n</header>\n";
}

void Page::AddGravest() {
  std::vector<std::pair<const Difference*, size_t>> gravest;  // with the pair
  for (size_t i = 0; i < report_.pairs.size(); ++i) {
    for (const Difference& difference : report_.pairs[i].differences) {
      if (IsFact(difference)) gravest.emplace_back(&difference, i);
    }
  }
  html_ +=
      "<section class=\"gravest\" aria-labelledby=\"gravest\">\n<h2 id=\"gravest\">Facts that differ</h2>\n";
  if (gravest.empty()) {
    html_ +=
        "<p>Where both tell the same, no number, date or name of one contradicts the "
        "other.</p>\n</section>\n";
    return;
  }
  std::stable_sort(gravest.begin(), gravest.end(),
                   [](const auto& x, const auto& y) { return x.first->gravity < y.first->gravity; });
  html_ += "<ol>\n";
  for (size_t i = 0; i < std::min(gravest.size(), kMostGravest); ++i) {
    const auto& [difference, pair] = gravest[i];
    html_ += fmt::format("<li>{}: {} <a class=\"where\" href=\"#pair-{}\">A {}, B {}</a></li>\n",
                         Label(*difference), BothSides(*difference), pair + 1,
                         fmt::join(report_.pairs[pair].a, "+"), fmt::join(report_.pairs[pair].b, "+"));
  }
  html_ += "</ol>\n";
  if (gravest.size() > kMostGravest) {
    html_ += fmt::format("<p class=\"quiet\">and {} more, marked below</p>\n", gravest.size() - kMostGravest);
  }
  html_ += "</section>\n";
}

void Page::AddLegend() {
  html_ += R"(<section class="legend" aria-labelledby="legend">
<h2 id="legend">How differences are marked</h2>
<ul>
<li><mark class="number">number</mark></li>
<li><mark class="date">date</mark></li>
<li><mark class="name">name</mark></li>
<li><mark class="wording negation">not</mark> turns the statement round</li>
<li><mark class="wording">other words</mark></li>
<li><ins class="addition">addition</ins> only B says it</li>
<li><del class="omission">omission</del> only A says it</li>
<li><mark class="wording slight">slight</mark>: small words, punctuation</li>
</ul>
</section>
)";
}

void Page::AddTable() {
  html_ += fmt::format(R"(<main>
<table>
<caption>Sentence by sentence, in the order of A</caption>
<colgroup><col><col class="middle"><col></colgroup>
<thead><tr><th scope="col">A · {}</th><th scope="col" aria-label="How they belong together"></th><th scope="col">B · {}</th></tr></thead>
<tbody>
)",
                       Quoted("span", report_.a.Headline()), Quoted("span", report_.b.Headline()));
  const std::vector<std::string>* section = nullptr;
  for (size_t i = 0; i < report_.pairs.size();) {
    const Pair& pair = report_.pairs[i];
    if (!pair.a.empty()) {
      const std::vector<std::string>& next = report_.a.Sentence(pair.a.front()).section;
      const bool is_title = next.size() == 1 && next.front() == report_.a.title;
      if (!next.empty() && !is_title && (section == nullptr || *section != next)) AddSection(next);
      section = &next;
    }
    if (pair.kind == Pair::Kind::kOnlyA) {
      i = AddOnlyA(i);
    } else {
      AddPair(i++);
    }
  }
  html_ += "</tbody>\n</table>\n</main>\n";
}

// The title of the document is not repeated above each of its sections.
void Page::AddSection(const std::vector<std::string>& section) {
  std::span<const std::string> above(section.data(), section.size() - 1);
  if (!above.empty() && above.front() == report_.a.title) above = above.subspan(1);
  html_ += "</tbody>\n<tbody>\n<tr class=\"section\"><th colspan=\"3\" scope=\"rowgroup\">";
  if (!above.empty()) {
    html_ += fmt::format("<span class=\"above\" lang=\"\">{}</span>",
                         EscapeHtml(fmt::format("{}", fmt::join(above, " › "))));
  }
  html_ += Quoted("h2", section.back()) + "</th></tr>\n";
}

// Sentences of one paragraph that only a has share a row. Returns the pair behind them.
size_t Page::AddOnlyA(size_t first) {
  const auto paragraph_of = [&](size_t pair) {
    return report_.a.Sentence(report_.pairs[pair].a.front()).paragraph;
  };
  html_ += "<tr class=\"only\"><td class=\"told\" data-side=\"A\"><p>";
  size_t at = first;
  const size_t end = std::min(report_.pairs.size(), first + kMostInRow);
  for (; at < end && report_.pairs[at].kind == Pair::Kind::kOnlyA && paragraph_of(at) == paragraph_of(first);
       ++at) {
    if (at > first) html_ += '\n';
    AddSentence(Side::kA, report_.pairs[at].a.front(), {});
  }
  html_ += "</p></td><td class=\"relation\">only in A</td><td class=\"none\"></td></tr>\n";
  return at;
}

void Page::AddPair(size_t index) {
  const Pair& pair = report_.pairs[index];
  const bool is_only_b = pair.kind == Pair::Kind::kOnlyB;
  const bool is_grave = !pair.differences.empty() && IsFact(pair.differences.front());
  html_ += fmt::format("<tr id=\"pair-{}\"{}>", index + 1,
                       is_only_b  ? " class=\"only\""
                       : is_grave ? " class=\"grave\""
                                  : "");
  const auto add_cell = [&](Side side, const std::vector<int>& ids) {
    if (ids.empty()) {
      html_ += "<td class=\"none\"></td>";
      return;
    }
    html_ += fmt::format("<td class=\"told\" data-side=\"{}\">", side == Side::kA ? 'A' : 'B');
    for (const int id : ids) {
      html_ += "<p>";
      AddSentence(side, id, pair.differences);
      html_ += "</p>";
    }
    html_ += "</td>";
  };
  add_cell(Side::kA, pair.a);
  html_ += fmt::format("<td class=\"relation\">{}", is_only_b ? "only in B" : Name(pair.kind));
  std::vector<std::string_view> told;
  for (const Difference& difference : pair.differences) {
    if (!IsFact(difference) || std::find(told.begin(), told.end(), Label(difference)) != told.end()) continue;
    told.push_back(Label(difference));
    html_ += fmt::format(" <span class=\"fact\">{}</span>", told.back());
  }
  html_ += "</td>";
  add_cell(Side::kB, pair.b);
  html_ += "</tr>\n";
}

void Page::AddSentence(Side side, int id, std::span<const Difference> differences) {
  const std::string anchor = fmt::format("{}-{}", side == Side::kA ? 'a' : 'b', id);
  html_ += fmt::format("<a class=\"id\" id=\"{}\" href=\"#{}\">{}</a><span lang=\"\" dir=\"auto\">", anchor,
                       anchor, id);
  AddMarked(side, id, differences);
  html_ += "</span>";
  if (side == Side::kB) return;
  for (const size_t note : notes_of_a_[static_cast<size_t>(id)]) {
    html_ += fmt::format(" <a class=\"note\" href=\"#note-{}\" title=\"a note of B\">[{}]</a>", note + 1,
                         EscapeHtml(report_.notes[note].mark));
  }
}

// Where differences overlap, the graver one, which comes first, is marked.
void Page::AddMarked(Side side, int id, std::span<const Difference> differences) {
  const std::string_view sentence = Document(side).Sentence(id).text;
  constexpr uint32_t kSame = UINT32_MAX;
  std::vector<uint32_t> marked(differences.empty() ? 0 : sentence.size(), kSame);
  for (uint32_t i = 0; i < differences.size(); ++i) {
    for (const auto& [place, at] : side == Side::kA ? differences[i].places_a : differences[i].places_b) {
      if (place != id) continue;
      std::replace(marked.begin() + static_cast<ptrdiff_t>(at.begin),
                   marked.begin() + static_cast<ptrdiff_t>(at.end), kSame, i);
    }
  }
  if (marked.empty()) html_ += EscapeHtml(sentence);
  for (size_t begin = 0; begin < marked.size();) {
    size_t end = begin + 1;
    while (end < marked.size() && marked[end] == marked[begin]) ++end;
    const std::string words = EscapeHtml(sentence.substr(begin, end - begin));
    if (marked[begin] == kSame) {
      html_ += words;
    } else {
      const Difference& difference = differences[marked[begin]];
      const std::string_view tag = difference.kind == Difference::Kind::kAddition   ? "ins"
                                   : difference.kind == Difference::Kind::kOmission ? "del"
                                                                                    : "mark";
      html_ += fmt::format("<{} class=\"{}\" title=\"{}\">{}</{}>", tag, ClassOf(difference),
                           Label(difference), words, tag);
    }
    begin = end;
  }
}

void Page::AddNotes() {
  if (report_.notes.empty()) return;
  html_ +=
      "<section class=\"notes\" aria-labelledby=\"notes\">\n<h2 id=\"notes\">The notes of B</h2>\n<ul>\n";
  for (size_t i = 0; i < report_.notes.size(); ++i) {
    const AlignedNote& note = report_.notes[i];
    html_ += fmt::format("<li id=\"note-{}\"><b>[{}]</b> ", i + 1, EscapeHtml(note.mark));
    if (note.a.empty()) html_ += "supports no sentence of A";
    for (size_t k = 0; k < note.a.size(); ++k) {
      html_ += fmt::format("{}<a href=\"#a-{}\">{}</a>", k == 0 ? "supports A " : ", ", note.a[k], note.a[k]);
    }
    if (note.b) {
      html_ += fmt::format("; in B it stands with <a href=\"#b-{}\">{}</a>", *note.b, *note.b);
    } else {
      html_ += "; B has not the sentence that it belongs to";
    }
    html_ += "</li>\n";
  }
  html_ += "</ul>\n</section>\n";
}

}  // namespace

std::string ToHtml(const AlignReport& report) { return Page(report).Write(); }

}  // namespace casus::api
