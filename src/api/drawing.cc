// How a timeline becomes a drawing: each lane is a stripe; its bars are laid into as few rows as leave none on top of another, the
// earliest first, each into the first row that is free (which needs the fewest rows: what is laid open at one moment is never
// more than the rows). Days become places by a straight line between the first and the last.

#include "api/drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "api/html.h"
#include "api/titles.h"
#include "law/values.h"

namespace casus::api {
namespace {

constexpr double kWidth = 1120, kLabels = 300, kRow = 16, kGap = 6, kTop = 34;
constexpr double kCharacter = 5.6;  // of a letter at the size of labels, on average
// The colours of the page in its light theme (web/src/style/tokens.css), given out as there (web/src/parties/palette.ts).
constexpr std::array<const char*, 8> kColours = {"#1f5fa6", "#b3441b", "#0d7560", "#7d5e00",
                                                 "#76458d", "#a5386a", "#35708a", "#565f3a"};
constexpr const char* kOther = "#5f6368";

constexpr std::string_view kStyle =
    "text{font:11px system-ui,sans-serif;fill:#222}.g{font-weight:600;font-size:12px}.q{fill:#666}"
    ".b{fill:#fff;font-size:10px}.k{fill:#333;font-size:10px}.a{stroke:#ddd}.s{fill:#f6f6f4}";

// The parties with most to show have a colour of their own; the others share one.
class Palette {
 public:
  explicit Palette(const TimelineReport& report) {
    std::map<std::string, int> weights;
    for (const Lane& lane : report.lanes) {
      for (const Bar& bar : lane.bars) weights[bar.party] += lane.group == Lane::Group::kTerritory ? 2 : 1;
      for (const Mark& mark : lane.marks) ++weights[mark.party];
    }
    weights.erase("");
    std::vector<std::pair<std::string, int>> ranked(weights.begin(), weights.end());
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    for (size_t i = 0; i < std::min(ranked.size(), kColours.size()); ++i)
      colours_[ranked[i].first] = kColours[i];
  }

  std::string Of(const std::string& party) const {
    const auto found = colours_.find(party);
    return found == colours_.end() ? kOther : found->second;
  }

 private:
  std::map<std::string, const char*> colours_;
};

// How a bar is filled: colour says who, form says what. The signs are those of the page (web/src/words/Sign.svelte).
enum class Form : uint8_t { kSolid, kPale, kLight, kDotted, kHatched, kCrossed };

Form FormOf(const Bar& bar, Certainty certainty) {
  if (bar.kind == "broken" || bar.beyond_limit) return Form::kCrossed;
  if (bar.kind == "claims" || bar.kind == "alleged") return Form::kHatched;
  if (certainty == Certainty::kPossible) return Form::kPale;
  if (bar.kind == "sphere") return Form::kDotted;
  constexpr std::array<std::string_view, 6> kLight = {"owed",  "agreed",     "base",
                                                      "party", "recognizes", "state"};
  return std::find(kLight.begin(), kLight.end(), bar.kind) != kLight.end() ? Form::kLight : Form::kSolid;
}

constexpr std::array<std::pair<Form, std::string_view>, 6> kSigns = {
    {{Form::kSolid, "certain"},
     {Form::kPale, "possible"},
     {Form::kHatched, "claimed, or alleged"},
     {Form::kDotted, "sphere of influence"},
     {Form::kLight, "owed, agreed, or another state"},
     {Form::kCrossed, "broken, or beyond a limit"}}};

// What is written on a bar.
std::string LabelOf(const Bar& bar) {
  if (bar.kind == "claims") return "claimed by " + bar.label;
  if (bar.kind == "sphere") return "sphere of " + bar.label;
  return bar.label.empty() ? bar.kind : bar.label;
}

// One pattern of hatches for each colour and form that is drawn.
class Hatches {
 public:
  // The attributes of a shape.
  std::string Of(const std::string& colour, Form form) {
    switch (form) {
      case Form::kSolid:
        return fmt::format("fill=\"{}\"", colour);
      case Form::kPale:
        return fmt::format("fill=\"{0}\" fill-opacity=\".2\" stroke=\"{0}\" stroke-dasharray=\"4 2.5\"",
                           colour);
      case Form::kLight:
        return fmt::format("fill=\"{0}\" fill-opacity=\".3\" stroke=\"{0}\"", colour);
      case Form::kDotted:
        return fmt::format(
            "fill=\"{0}\" fill-opacity=\".2\" stroke=\"{0}\" stroke-width=\"2\" stroke-dasharray=\"1 3\" "
            "stroke-linecap=\"round\"",
            colour);
      case Form::kHatched:
      case Form::kCrossed:
        break;
    }
    const auto [at, is_new] = ids_.try_emplace({colour, form}, ids_.size());
    return fmt::format("fill=\"url(#h{})\" stroke=\"{}\"", at->second, colour);
  }
  std::string Definitions() const {
    std::string definitions = "<defs>";
    for (const auto& [drawn, id] : ids_) {
      definitions += fmt::format(
          "<pattern id=\"h{0}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
          "patternTransform=\"rotate(45)\"><rect width=\"1.8\" height=\"6\" fill=\"{1}\"/>{2}</pattern>",
          id, drawn.first,
          drawn.second == Form::kCrossed
              ? fmt::format("<rect width=\"6\" height=\"1.8\" fill=\"{}\"/>", drawn.first)
              : std::string());
    }
    return definitions + "</defs>";
  }

 private:
  std::map<std::pair<std::string, Form>, size_t> ids_;
};

class TimeAxis {
 public:
  TimeAxis(const Workspace& workspace, const std::string& from, const std::string& through)
      : dossier_(&workspace.dossier()),
        first_(Stamp(from, false)),
        last_(std::max(Stamp(through, true), first_)) {}

  base::Stamp Stamp(const std::string& day, bool last) const {
    const base::Result<lang::StampRange> range = ParseDate(*dossier_, day);
    return range.ok() ? (last ? range->last : range->first) : 0;
  }
  double At(base::Stamp stamp) const {
    const double share = static_cast<double>(stamp - first_) / static_cast<double>(last_ - first_ + 1);
    return kLabels + std::clamp(share, 0.0, 1.0) * (kWidth - kLabels - 10);
  }
  bool Shows(const Span& span) const {
    return Stamp(span.from, false) <= last_ && Stamp(span.through, true) >= first_;
  }

  // Years, months or days: as fine as leaves room for what is written.
  std::vector<std::pair<base::Stamp, std::string>> Ticks() const {
    const base::Grain grain = dossier_->grain;
    const base::Day first = base::DayOf(first_, grain), last = base::DayOf(last_, grain);
    const base::Day days = last - first + 1;
    std::vector<std::pair<base::Stamp, std::string>> ticks;
    const int most = 14;
    const base::Day month = 31, year = 366;
    if (days > month * most) {
      const int step = std::max<int>(1, static_cast<int>(std::ceil(static_cast<double>(days) / year / most)));
      for (int y = base::ToCivil(first).year + 1; base::ToDay({y, 1, 1}) <= last; y += step) {
        ticks.emplace_back(base::ToStamp(base::ToDay({y, 1, 1}), grain), std::to_string(y));
      }
    } else if (days > most * 2) {
      base::CivilDate date = base::ToCivil(first);
      date.day = 1;
      for (base::Day day = base::ToDay(date); day <= last; day = base::AddDuration(day, {.months = 1})) {
        if (day >= first) ticks.emplace_back(base::ToStamp(day, grain), base::ToString(day).substr(0, 7));
      }
    } else {
      const base::Day step = std::max<base::Day>(1, days / most + 1);
      for (base::Day day = first; day <= last; day += step) {
        ticks.emplace_back(base::ToStamp(day, grain), base::ToString(day));
      }
    }
    return ticks;
  }

 private:
  const lang::Dossier* dossier_;
  base::Stamp first_, last_;
};

// A text that is no longer than fits, cut between characters.
std::string Fit(std::string_view text, double width) {
  const auto room = static_cast<size_t>(std::max(width / kCharacter, 0.0));
  size_t characters = 0, end = 0;
  while (end < text.size() && characters < room) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    ++characters;
  }
  if (end >= text.size()) return EscapeHtml(text);
  return characters < 3 ? std::string() : EscapeHtml(text.substr(0, end)) + "…";
}

class TimelineDrawing {
 public:
  TimelineDrawing(const TimelineReport& report, TimeAxis axis)
      : report_(report), axis_(axis), palette_(report) {}

  std::string Draw() {
    y_ = kTop;
    std::optional<Lane::Group> group;
    for (const Lane& lane : report_.lanes) {
      if (!lane.within.empty() || !ShowsAnything(lane)) continue;
      if (lane.group != group) {
        y_ += 14;
        body_ += fmt::format("<text class=\"g\" x=\"4\" y=\"{:.1f}\">{}</text>", y_, HeadingOf(lane.group));
        y_ += 8;
        group = lane.group;
      }
      group_ = lane.group;
      DrawLane(lane);
    }
    y_ += 10;
    double left = 12;
    for (const auto& [form, means] : kSigns) {
      body_ += fmt::format(
          "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"28\" height=\"11\" rx=\"2\" {}/><text class=\"q\" "
          "x=\"{:.1f}\" y=\"{:.1f}\">{}</text>",
          left, y_, hatches_.Of(kColours[0], form), left + 34, y_ + 9, means);
      left += 50 + static_cast<double>(means.size()) * kCharacter;
    }
    y_ += 14;
    const double height = y_ + 8;
    std::string axis;
    for (const auto& [stamp, label] : axis_.Ticks()) {
      const double x = axis_.At(stamp);
      axis += fmt::format(
          "<line class=\"a\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"22\" y2=\"{1:.1f}\"/><text class=\"q\" "
          "x=\"{2:.1f}\" y=\"16\">{3}</text>",
          x, height, x + 2, label);
    }
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1:.0f}\" width=\"{0}\" "
        "height=\"{1:.0f}\" "
        "role=\"img\"><style>{2}</style>{3}{4}{5}</svg>\n",
        kWidth, height, kStyle, hatches_.Definitions(), axis, body_);
  }

 private:
  static std::string_view HeadingOf(Lane::Group group) {
    switch (group) {
      case Lane::Group::kInstrument:
        return "Instruments";
      case Lane::Group::kTerritory:
        return "Lands";
      case Lane::Group::kNorm:
        return "Duties, bans, rights";
      case Lane::Group::kTroops:
        return "Troops";
      case Lane::Group::kNegotiation:
        return "Negotiations";
      case Lane::Group::kState:
        return "States";
      case Lane::Group::kEvent:
        return "Events";
    }
    return {};
  }

  bool ShowsAnything(const Lane& lane) const {
    for (const Bar& bar : lane.bars) {
      if (std::any_of(bar.spans.begin(), bar.spans.end(), [&](const Span& s) { return axis_.Shows(s); }))
        return true;
    }
    return std::any_of(lane.marks.begin(), lane.marks.end(),
                       [&](const Mark& m) { return axis_.Shows(m.span); });
  }

  void DrawLane(const Lane& lane) {
    std::vector<double> free;  // by row, from where on
    std::string drawn;
    for (const Bar& bar : lane.bars) {
      double begin = kWidth, end = 0;
      for (const Span& span : bar.spans) {
        if (!axis_.Shows(span)) continue;
        begin = std::min(begin, axis_.At(axis_.Stamp(span.from, false)));
        end = std::max(end, axis_.At(axis_.Stamp(span.through, true) + 1));
      }
      if (end < begin) continue;
      size_t row = 0;
      while (row < free.size() && free[row] > begin + 0.01) ++row;
      if (row == free.size()) free.push_back(0);
      free[row] = end;
      for (const Span& span : bar.spans) {
        if (axis_.Shows(span)) drawn += DrawSpan(bar, span, y_ + static_cast<double>(row) * kRow);
      }
    }
    double height = static_cast<double>(free.size()) * kRow;
    const bool has_marks = std::any_of(lane.marks.begin(), lane.marks.end(),
                                       [&](const Mark& mark) { return axis_.Shows(mark.span); });
    // Below the bars, so that no mark lies on what is written on one.
    for (const Mark& mark : lane.marks) {
      if (axis_.Shows(mark.span)) drawn += DrawMark(mark, y_ + height + (free.empty() ? kRow / 2 : 4));
    }
    if (has_marks) height += free.empty() ? 0 : 10;
    height = std::max(height, kRow);
    body_ += fmt::format("<g><text x=\"12\" y=\"{:.1f}\">{}</text>", y_ + 12, Fit(lane.title, kLabels - 24));
    if (!lane.subtitle.empty() && free.size() > 1) {
      body_ += fmt::format("<text class=\"q\" x=\"12\" y=\"{:.1f}\">{}</text>", y_ + 26,
                           Fit(lane.subtitle, kLabels - 24));
    }
    body_ += drawn + "</g>";
    y_ += height + kGap;
  }

  std::string DrawSpan(const Bar& bar, const Span& span, double y) {
    const double begin = axis_.At(axis_.Stamp(span.from, false));
    const double width = std::max(axis_.At(axis_.Stamp(span.through, true) + 1) - begin, 1.5);
    const Form form = FormOf(bar, span.certainty);
    const bool is_certain = span.certainty == Certainty::kCertain;
    // What is in force or was kept is a thread, so that what is owed or broken stands out.
    const bool is_thread = bar.kind == "kept" || (bar.kind == "in-force" && group_ == Lane::Group::kNorm);
    std::string drawn = fmt::format(
        "<g><title>{} ({} – {}{})</title><rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{}\" "
        "rx=\"2\" {}/>",
        EscapeHtml(bar.question), span.from, span.through, is_certain ? "" : ", possible", begin,
        is_thread ? y + 4 : y, width, is_thread ? 5 : kRow - 3, hatches_.Of(palette_.Of(bar.party), form));
    if (width > 40 && !is_thread) {
      const std::string label = Fit(LabelOf(bar), width - 8);
      if (form == Form::kHatched || form == Form::kCrossed) {
        drawn += fmt::format(
            "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{}\" fill=\"#fff\" "
            "fill-opacity=\".85\"/>",
            begin + 2, y + 2, std::min(static_cast<double>(LabelOf(bar).size()) * kCharacter + 4, width - 4),
            kRow - 7);
      }
      drawn += fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>",
                           form == Form::kSolid ? "b" : "k", begin + 4, y + 10, label);
    }
    return drawn + "</g>";
  }

  std::string DrawMark(const Mark& mark, double y) {
    const double begin = axis_.At(axis_.Stamp(mark.span.from, false));
    const double end = axis_.At(axis_.Stamp(mark.span.through, true));
    std::string drawn = fmt::format("<g><title>{} ({}{}{})</title>", EscapeHtml(mark.label), mark.span.from,
                                    mark.span.from == mark.span.through ? "" : " – ",
                                    mark.span.from == mark.span.through ? "" : mark.span.through);
    if (end > begin + 1) {
      drawn += fmt::format("<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#444\"/>",
                           begin, end, y, y);
    }
    return drawn + fmt::format(
                       "<path d=\"M{:.1f} {:.1f}l3.5 3.5-3.5 3.5-3.5-3.5z\" fill=\"{}\" stroke=\"#fff\" "
                       "stroke-width=\".6\"/></g>",
                       begin, y - 3.5, palette_.Of(mark.party));
  }

  const TimelineReport& report_;
  TimeAxis axis_;
  Palette palette_;
  Hatches hatches_;
  Lane::Group group_ = Lane::Group::kEvent;
  std::string body_;
  double y_ = 0;
};

// --- The map ---

struct Point {
  double x, y;
};

// Degrees to places: as wide as it is high in the middle of what is shown.
class Projection {
 public:
  void Add(double longitude, double latitude) {
    west_ = std::min(west_, longitude);
    east_ = std::max(east_, longitude);
    south_ = std::min(south_, latitude);
    north_ = std::max(north_, latitude);
  }
  bool IsEmpty() const { return west_ > east_; }
  void Finish() {
    const double margin = std::max({(east_ - west_) * 0.06, (north_ - south_) * 0.06, 0.05});
    west_ -= margin;
    east_ += margin;
    south_ -= margin;
    north_ += margin;
    stretch_ = std::cos((south_ + north_) / 2 * 3.14159265358979 / 180);
  }
  double Width() const { return 760; }
  double Height() const { return Width() * (north_ - south_) / ((east_ - west_) * stretch_); }
  Point At(double longitude, double latitude) const {
    return {(longitude - west_) / (east_ - west_) * Width(),
            (north_ - latitude) / (north_ - south_) * Height()};
  }
  bool Contains(double longitude, double latitude) const {
    return longitude >= west_ && longitude <= east_ && latitude >= south_ && latitude <= north_;
  }

 private:
  double west_ = 181, east_ = -181, south_ = 91, north_ = -91, stretch_ = 1;
};

using Json = nlohmann::ordered_json;

void ForEachRing(const Json& geometry, const auto& use) {
  const auto polygon = [&](const Json& rings) {
    for (const Json& ring : rings) use(ring);
  };
  if (geometry["type"] == "Polygon") {
    polygon(geometry["coordinates"]);
  } else {
    for (const Json& rings : geometry["coordinates"]) polygon(rings);
  }
}

struct Held {
  std::string party, label;
  Certainty certainty;
};

// Who has a land in some way ("controls", "claims", "sphere") on a day.
std::vector<Held> HoldersOf(const TimelineReport& report, const std::string& entity, std::string_view kind,
                            const std::string& on) {
  std::vector<Held> held;
  for (const Lane& lane : report.lanes) {
    if (lane.group != Lane::Group::kTerritory || lane.entity != entity) continue;
    for (const Bar& bar : lane.bars) {
      if (bar.kind != kind) continue;
      for (const Span& span : bar.spans) {
        if (span.from <= on && on <= span.through) held.push_back({bar.party, bar.label, span.certainty});
      }
    }
  }
  return held;
}

std::optional<Held> HolderOf(const TimelineReport& report, const std::string& entity, const std::string& on) {
  const std::vector<Held> held = HoldersOf(report, entity, "controls", on);
  return held.empty() ? std::nullopt : std::optional(held.front());
}

}  // namespace

std::string TimelineSvg(const Workspace& workspace, const TimelineReport& report, const DrawingSpan& span) {
  return TimelineDrawing(report, TimeAxis(workspace, span.from.empty() ? report.first : span.from,
                                          span.through.empty() ? report.last : span.through))
      .Draw();
}

std::string MapSvg(const Workspace& workspace, const TimelineReport& report, const TerritoryMap& map,
                   const std::string& on) {
  Projection projection;
  for (const bool framing : {true, false}) {
    if (!projection.IsEmpty()) break;  // those that do not frame the map do so if nothing else does
    for (const Json& feature : map.features) {
      if (feature["properties"].value("frame", true) != framing) continue;
      ForEachRing(feature["geometry"], [&](const Json& ring) {
        for (const Json& position : ring) projection.Add(position[0], position[1]);
      });
    }
  }
  const bool has_outlines = !projection.IsEmpty();
  auto degrees = [](base::Decimal number) {
    return static_cast<double>(number.units()) / static_cast<double>(base::Decimal::kUnitsPerOne);
  };
  const std::span<const lang::Entity> entities = workspace.dossier().vocabulary.entities();
  for (const lang::Entity& entity : entities) {
    if (entity.position && !has_outlines)
      projection.Add(degrees(entity.position->longitude), degrees(entity.position->latitude));
  }
  if (projection.IsEmpty()) projection.Add(0, 0);
  projection.Finish();

  const Palette palette(report);
  Hatches hatches;
  std::map<std::string, std::string> legend;  // colour by label
  std::set<std::string> outlined;
  std::string body;
  // In the order of the files: a whole stands before its parts, which lie on it.
  for (const Json& feature : map.features) {
    const std::string entity = feature["properties"]["entity"];
    const std::optional<Held> held = HolderOf(report, entity, on);
    std::string fill = "fill=\"#ece8dc\"", said = held ? held->label : std::string();
    auto form = [&](const Held& one, Form certain) {
      legend[one.label] = palette.Of(one.party);
      return hatches.Of(palette.Of(one.party), one.certainty == Certainty::kCertain ? certain : Form::kPale);
    };
    if (held) fill = form(*held, Form::kSolid);
    std::string path;
    ForEachRing(feature["geometry"], [&](const Json& ring) {
      char command = 'M';
      for (const Json& position : ring) {
        const Point at = projection.At(position[0], position[1]);
        path += fmt::format("{}{:.1f} {:.1f}", command, at.x, at.y);
        command = 'L';
      }
      path += 'Z';
    });
    const Titles titles(workspace);
    std::string over;
    for (const auto& [kind, certain, words] : {std::tuple("claims", Form::kHatched, "claimed by "),
                                               std::tuple("sphere", Form::kDotted, "sphere of ")}) {
      for (const Held& one : HoldersOf(report, entity, kind, on)) {
        if (held && one.party == held->party) continue;
        said += (said.empty() ? "" : "; ") + std::string(words) + one.label;
        over += fmt::format("<path d=\"{}\" {} fill-rule=\"evenodd\"/>", path, form(one, certain));
      }
    }
    body += fmt::format(
        "<g><title>{}{}</title><path d=\"{}\" {} fill-rule=\"evenodd\"/>{}<path d=\"{}\" fill=\"none\" "
        "stroke=\"#fff\"/></g>",
        EscapeHtml(titles.Of(*workspace.symbols().Find(entity))), said.empty() ? "" : EscapeHtml(": " + said),
        path, fill, over, path);
    outlined.insert(entity);
  }
  std::vector<Point> named;
  std::set<std::string> placed;
  for (const lang::Entity& entity : entities) {
    if (!entity.position) continue;
    const double longitude = degrees(entity.position->longitude),
                 latitude = degrees(entity.position->latitude);
    if (!projection.Contains(longitude, latitude)) continue;
    const Point at = projection.At(longitude, latitude);
    const std::string name(workspace.symbols().Name(entity.name));
    placed.insert(name);
    const std::optional<Held> held = HolderOf(report, name, on);
    if (held) legend[held->label] = palette.Of(held->party);
    body += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\" fill=\"{}\" "
        "stroke=\"#222\"><title>{}</title></circle>",
        at.x, at.y, held ? palette.Of(held->party) : "#fff", EscapeHtml(Titles(workspace).Of(entity.name)));
    // A name that would lie on another one is left to the pointer.
    const bool is_free = std::none_of(named.begin(), named.end(), [&](const Point& other) {
      return std::abs(other.x - at.x) < 70 && std::abs(other.y - at.y) < 11;
    });
    if (!is_free) continue;
    named.push_back(at);
    body += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", at.x + 6, at.y + 4,
                        EscapeHtml(Titles(workspace).Of(entity.name)));
  }
  double y = projection.Height() + 22;
  std::string key;
  for (const auto& [label, colour] : legend) {
    key += fmt::format(
        "<rect x=\"8\" y=\"{:.1f}\" width=\"12\" height=\"12\" fill=\"{}\"/><text "
        "x=\"26\" y=\"{:.1f}\">{}</text>",
        y - 10, colour, y, EscapeHtml(label));
    y += 18;
  }
  double x = 8;
  for (const size_t sign : {0u, 1u, 2u, 3u}) {
    const auto& [form, means] = kSigns[sign];
    key += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"28\" height=\"11\" rx=\"2\" {}/><text class=\"q\" "
        "x=\"{:.1f}\" y=\"{:.1f}\">{}</text>",
        x, y - 9, hatches.Of(kColours[0], form), x + 34, y, means);
    x += 56 + static_cast<double>(means.size()) * kCharacter;
  }
  y += 18;
  std::string elsewhere;
  for (const Lane& lane : report.lanes) {
    if (lane.group != Lane::Group::kTerritory || outlined.contains(lane.entity) ||
        placed.contains(lane.entity))
      continue;
    const std::optional<Held> held = HolderOf(report, lane.entity, on);
    if (held) elsewhere += fmt::format("{}{}: {}", elsewhere.empty() ? "" : "; ", lane.title, held->label);
  }
  if (!elsewhere.empty()) {
    key += fmt::format("<text class=\"q\" x=\"8\" y=\"{:.1f}\">Without a shape: {}</text>", y,
                       Fit(elsewhere, projection.Width() - 120));
    y += 18;
  }
  key += fmt::format(
      "<text class=\"q\" x=\"8\" y=\"{:.1f}\">Who controlled what at the end of {}. Outlines are "
      "approximate.</text>",
      y, EscapeHtml(on));
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" role=\"img\">"
      "<style>{2}</style>{3}{4}{5}</svg>\n",
      projection.Width(), y + 10, kStyle, hatches.Definitions(), body, key);
}

}  // namespace casus::api
