#include "cli/cover_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace casus::cli {
namespace {

constexpr int kColumns = 100;
constexpr std::string_view kIndent = "       ";  // below a sentence: behind its number

std::string SectionName(const std::vector<std::string>& section) {
  return section.empty() ? "(above the first heading)" : fmt::format("{}", fmt::join(section, " › "));
}

std::string Percent(const api::CoverCounts& counts) { return fmt::format("{:>3} %", counts.percent()); }

// The text in at most so many columns, with … for what is cut off.
std::string Shorten(std::string_view text, int columns) {
  if (Width(text) <= columns) return std::string(text);
  size_t end = text.size();
  while (end > 0 && Width(text.substr(0, end)) >= columns) {
    do --end;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string SectionsText(const api::SourceCover& source, const Style& style) {
  Table table("  ");
  const auto row = [](const std::string& name, const api::CoverCounts& counts) {
    return std::vector<std::string>{name, fmt::format("{:>5}", counts.cited),
                                    fmt::format("{:>5}", counts.aside), fmt::format("{:>4}", counts.open),
                                    Percent(counts)};
  };
  table.Add({style.Quiet("section"), style.Quiet("cited"), style.Quiet("aside"), style.Quiet("open"),
             style.Quiet("share")});
  for (const api::CoverSection& section : source.sections) {
    table.Add(row(Shorten(SectionName(section.section), kColumns / 2), section.counts));
  }
  if (source.sections.size() > 1) table.Add(row("all", source.counts));
  return table.ToString();
}

std::string SentenceText(const api::CoverItem& item, bool full) {
  const int columns = kColumns - static_cast<int>(kIndent.size());
  return fmt::format("  {:>3}  {}\n", item.sentence,
                     full ? Wrap(item.text, columns, kIndent) : Shorten(item.text, columns));
}

std::string OpenText(const api::SourceCover& source, bool full, const Style& style) {
  std::string text;
  for (const api::CoverItem& item : source.items) {
    if (item.state == api::CoverItem::State::kOpen) text += SentenceText(item, full);
  }
  if (text.empty()) return "  " + style.Good("nothing is open") + '\n';
  return "  " + style.Doubtful("open") + '\n' + text;
}

// Every sentence below its section, with what rests on it.
std::string FullText(const api::SourceCover& source, const Style& style) {
  const int columns = kColumns - static_cast<int>(kIndent.size());
  std::string text;
  const std::vector<std::string>* section = nullptr;
  for (const api::CoverItem& item : source.items) {
    if (section == nullptr || *section != item.section)
      text += "\n  " + style.Heading(SectionName(item.section)) + '\n';
    section = &item.section;
    text += SentenceText(item, true);
    for (const api::Citer& citer : item.by) {
      const std::string line = fmt::format("{}:{}  {}", citer.file, citer.line, citer.statement);
      text += style.Quiet(fmt::format("{}{}", kIndent, Wrap(line, columns, kIndent))) + '\n';
    }
    if (item.state == api::CoverItem::State::kAside) {
      text +=
          style.Quiet(fmt::format("{}{}", kIndent, Wrap("set aside: " + item.because, columns, kIndent))) +
          '\n';
    }
    if (item.state == api::CoverItem::State::kOpen)
      text += fmt::format("{}{}\n", kIndent, style.Doubtful("open"));
  }
  return text;
}

std::string HeadText(const api::SourceCover& source, const Style& style) {
  const std::string name = style.Heading(source.source) + (source.title.empty() ? "" : "  " + source.title);
  if (source.at_hand) {
    return fmt::format("{}: {} % of {} sentence{}\n", name, source.counts.percent(),
                       source.counts.sentences(), source.counts.sentences() == 1 ? "" : "s");
  }
  if (source.file.empty()) return fmt::format("{}: cited by places, without a text\n", name);
  return fmt::format("{}: {}, put `{}` into the dossier's folder `sources`, or say --sources DIR\n", name,
                     style.Doubtful("not at hand"), source.file);
}

}  // namespace

std::string CoverText(const api::CoverReport& report, const CoverArguments& arguments, const Style& style) {
  std::string text;
  for (const api::SourceCover& source : report.sources) {
    if (!text.empty()) text += '\n';
    text += HeadText(source, style);
    if (!source.at_hand) continue;
    if (!arguments.open) text += SectionsText(source, style);
    text +=
        arguments.full && !arguments.open ? FullText(source, style) : OpenText(source, arguments.full, style);
  }
  return text.empty() ? "No sources are declared.\n" : text;
}

}  // namespace casus::cli
