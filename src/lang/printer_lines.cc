#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/date.h"
#include "base/grain.h"
#include "lang/printer_impl.h"

namespace casus::lang {
namespace {

class LinePrinter {
 public:
  LinePrinter(const Document& document, const ExpressionPrinter& expressions)
      : document_(document), expressions_(expressions) {}

  std::vector<PrintedLine> Items() const {
    std::vector<PrintedLine> lines;
    for (size_t i = 0; i < document_.items.size(); ++i) {
      const Item& item = document_.items[i];
      const bool continues_line =
          item.kind == Item::Kind::kEntity && i > 0 && document_.items[i - 1].kind == Item::Kind::kEntity &&
          document_.entities[document_.items[i - 1].index].line == document_.entities[item.index].line;
      if (!continues_line) lines.push_back(Print(item, i));
    }
    return lines;
  }

 private:
  std::string_view NameOf(const Name& name) const { return expressions_.NameOf(name.symbol); }

  static PrintedLine Line(Extent extent, std::string text) {
    PrintedLine line;
    line.offset = extent.begin;
    line.cells.push_back(std::move(text));
    return line;
  }

  // The text, and a condition behind it that may be broken into lines.
  PrintedLine Line(Extent extent, std::string_view text, ConditionId condition) const {
    std::vector<std::string> pieces = expressions_.PrintInPieces(condition);
    PrintedLine line = Line(extent, text.empty() ? pieces[0] : fmt::format("{} {}", text, pieces[0]));
    line.more.assign(std::make_move_iterator(pieces.begin() + 1), std::make_move_iterator(pieces.end()));
    return line;
  }

  void SetLabel(PrintedLine& line, const Name& label) const {
    if (!label.empty()) line.label = fmt::format("as {}", NameOf(label));
  }

  std::string Titled(std::string text, const std::string& title) const {
    if (!title.empty()) text += ' ' + expressions_.Quote(title);
    return text;
  }

  std::string Quoted(const std::vector<std::string>& texts) const {
    std::string list;
    for (const std::string& text : texts) {
      if (!list.empty()) list += ", ";
      list += expressions_.Quote(text);
    }
    return list;
  }

  // Lines of different kinds keep the order in which they were written; without a source, that in which they
  // were added.
  static void Sort(std::vector<PrintedLine>& lines) {
    std::stable_sort(lines.begin(), lines.end(),
                     [](const PrintedLine& a, const PrintedLine& b) { return a.offset < b.offset; });
  }

  void AddQualifiers(Run<Qualifier> run, std::vector<PrintedLine>& lines) const {
    for (const Qualifier& qualifier : document_[run]) lines.push_back(Print(qualifier));
  }

  PrintedLine Print(const Item& item, size_t position) const {
    switch (item.kind) {
      case Item::Kind::kUse: {
        const UseDeclaration& use = document_.uses[item.index];
        return Line(use.extent, "use " + expressions_.Quote(use.path));
      }
      case Item::Kind::kHorizon: {
        const HorizonDeclaration& horizon = document_.horizons[item.index];
        return Line(horizon.extent, fmt::format("horizon {} through {}", expressions_.Print(horizon.first),
                                                expressions_.Print(horizon.last)));
      }
      case Item::Kind::kGrain: {
        const GrainDeclaration& grain = document_.grains[item.index];
        const std::string zone = grain.zone.empty() ? "" : " zone " + grain.zone;
        return Line(grain.extent, fmt::format("grain {}{}", base::Name(grain.grain), zone));
      }
      case Item::Kind::kSource:
        return Print(document_.sources[item.index]);
      case Item::Kind::kAside: {
        const AsideDeclaration& aside = document_.asides[item.index];
        return Line(aside.extent, fmt::format("aside {} {} because {}", NameOf(aside.source),
                                              expressions_.Quote(NameOf(aside.text)),
                                              expressions_.Quote(NameOf(aside.reason))));
      }
      case Item::Kind::kKind: {
        const KindDeclaration& kind = document_.kinds[item.index];
        const std::string parents = kind.parents.count == 0 ? "" : " is " + expressions_.Print(kind.parents);
        return Line(kind.extent, fmt::format("kind {}{}", NameOf(kind.name), parents));
      }
      case Item::Kind::kEntity:
        return PrintEntities(position);
      case Item::Kind::kPhrase:
        return Print(document_.phrase_declarations[item.index]);
      case Item::Kind::kRule: {
        const RuleDeclaration& rule = document_.rules[item.index];
        PrintedLine line = Line(rule.extent, expressions_.Print(rule.phrase));
        for (const Clause& clause : rule.clauses) line.nested.push_back(Print(clause));
        return line;
      }
      case Item::Kind::kStatement:
        return Print(document_.statements[item.index]);
      case Item::Kind::kTreaty:
        return Print(document_.treaties[item.index]);
      case Item::Kind::kArticle:
        return Print(document_.articles[item.index]);
      case Item::Kind::kExpectation:
        return Print(document_.expectations[item.index]);
      case Item::Kind::kLens:
        return Print(document_.lenses[item.index]);
    }
    CHECK(false) << "item of kind " << static_cast<int>(item.kind);
    return {};
  }

  // --- Declarations ---

  PrintedLine Print(const SourceDeclaration& source) const {
    PrintedLine line =
        Line(source.extent, Titled(fmt::format("source {}", NameOf(source.name)), source.title));
    if (!source.file.empty()) {
      line.nested.push_back(Line(source.file_extent, "file " + expressions_.Quote(source.file)));
    }
    if (!source.checksum.empty()) {
      line.nested.push_back(Line(source.checksum_extent, "checksum " + expressions_.Quote(source.checksum)));
    }
    AddQualifiers(source.qualifiers, line.nested);
    Sort(line.nested);
    return line;
  }

  PrintedLine PrintEntities(size_t position) const {
    const EntityDeclaration& first = document_.entities[document_.items[position].index];
    PrintedLine line = Line(first.kind.extent, std::string(NameOf(first.kind)));
    line.group = PrintedLine::Group::kEntity;
    std::string list;
    for (; position < document_.items.size(); ++position) {
      const Item& item = document_.items[position];
      if (item.kind != Item::Kind::kEntity || document_.entities[item.index].line != first.line) break;
      const EntityDeclaration& entity = document_.entities[item.index];
      if (!list.empty()) list += ", ";
      list += Titled(std::string(NameOf(entity.name)), entity.title);
      if (entity.position) {
        list += fmt::format(" at {} {}", Degrees(entity.position->latitude, "N", "S"),
                            Degrees(entity.position->longitude, "E", "W"));
      }
    }
    line.cells.push_back(std::move(list));
    if (!first.also.empty()) line.nested.push_back(Line(first.also_extent, "also " + Quoted(first.also)));
    AddQualifiers(first.qualifiers, line.nested);
    Sort(line.nested);
    return line;
  }

  static std::string Degrees(base::Decimal degrees, std::string_view positive, std::string_view negative) {
    const bool is_negative = degrees < base::Decimal();
    std::string absolute = (is_negative ? *base::Negate(degrees) : degrees).ToString();
    // Degrees have two digits behind the point, or none, or more.
    if (absolute.size() > 2 && absolute[absolute.size() - 2] == '.') absolute += '0';
    return fmt::format("{} {}", absolute, is_negative ? negative : positive);
  }

  PrintedLine Print(const PhraseDeclaration& declaration) const {
    std::string text = declaration.is_event ? "event" : "state";
    for (const DeclaredPart& part : declaration.parts) {
      text += ' ';
      if (part.forms.empty()) {
        text += fmt::format("{{{}: {}}}", expressions_.NameOf(part.variable), NameOf(part.kind));
        continue;
      }
      for (size_t i = 0; i < part.forms.size(); ++i) {
        if (i > 0) text += '/';
        text += expressions_.NameOf(part.forms[i]);
      }
    }
    PrintedLine line = Line(declaration.extent, std::move(text));
    for (const Clause& clause : declaration.clauses) line.nested.push_back(Print(clause));
    AddQualifiers(declaration.qualifiers, line.nested);
    Sort(line.nested);
    return line;
  }

  PrintedLine Print(const Clause& clause) const {
    const auto names = [&](const std::vector<base::Symbol>& symbols) {
      std::string text;
      for (const base::Symbol symbol : symbols) {
        if (!text.empty()) text += ", ";
        text += expressions_.NameOf(symbol);
      }
      return text;
    };
    PrintedLine line;
    switch (clause.kind) {
      case Clause::Kind::kError:
        break;
      case Clause::Kind::kOnePer:
        line = Line(clause.extent, fmt::format("one {} per {}", names(clause.one), names(clause.per)));
        break;
      case Clause::Kind::kBeginsWhen:
        line = Line(clause.extent, "begins when", clause.condition);
        break;
      case Clause::Kind::kEndsWhen:
        line = Line(clause.extent, "ends when", clause.condition);
        break;
      case Clause::Kind::kWhile:
        line = Line(clause.extent, "while", clause.condition);
        break;
      case Clause::Kind::kHappensWhen:
        line = Line(clause.extent, "happens when", clause.condition);
        break;
      case Clause::Kind::kReachesParts:
        line = Line(clause.extent, "reaches parts of " + names(clause.one));
        break;
      case Clause::Kind::kReflexive:
        line = Line(clause.extent, "reflexive");
        break;
      case Clause::Kind::kTransitive:
        line = Line(clause.extent, "transitive");
        break;
      case Clause::Kind::kPrimitive:
        line = Line(clause.extent, "primitive");
        break;
      case Clause::Kind::kTacit:
        line = Line(clause.extent, "tacit");
        break;
      case Clause::Kind::kVerdict:
        line = Line(clause.extent, "verdict");
        break;
    }
    SetLabel(line, clause.label);
    AddQualifiers(clause.qualifiers, line.nested);
    return line;
  }

  // --- The chronicle ---

  PrintedLine Print(const Statement& statement) const {
    const std::string when = expressions_.Print(statement.when);
    PrintedLine line;
    line.offset = statement.extent.begin;
    if (!when.empty()) {
      line.cells.push_back(when);
      line.group = PrintedLine::Group::kStatement;
    }
    line.cells.push_back(expressions_.Print(statement.phrase));
    // A year or a date at the beginning would be read as that of the statement.
    if (when.empty() && BeginsLikeADate(statement.phrase))
      line.cells.back() = WithFirstTermEnclosed(statement.phrase);
    SetLabel(line, statement.label);
    for (const Row& row : document_[statement.rows]) line.nested.push_back(Print(row));
    AddQualifiers(statement.qualifiers, line.nested);
    Sort(line.nested);
    return line;
  }

  const Term* FirstTerm(PhraseId phrase) const {
    const std::span<const Part> parts = document_[document_[phrase].parts];
    return parts.empty() || parts[0].is_word ? nullptr : &document_[document_[parts[0].terms].front()];
  }

  bool BeginsLikeADate(PhraseId phrase) const {
    const Term* term = FirstTerm(phrase);
    return term != nullptr && (term->kind == Term::Kind::kNumber || term->kind == Term::Kind::kRange ||
                               term->kind == Term::Kind::kDate || term->kind == Term::Kind::kDuration);
  }

  // Encloses a number only if it has the form of a year.
  std::string WithFirstTermEnclosed(PhraseId phrase) const {
    const std::string text = expressions_.Print(phrase);
    if (text[0] == '(') return text;
    const Term& term = *FirstTerm(phrase);
    if (term.kind == Term::Kind::kNumber && text.find_first_not_of("0123456789") != 4) return text;
    const TermId first = document_[document_[document_[phrase].parts].front().terms].front();
    const std::string printed = expressions_.Print(first, ExpressionPrinter::TermIn::kPhrase);
    return fmt::format("({}){}", printed, text.substr(printed.size()));
  }

  PrintedLine Print(const Row& row) const {
    PrintedLine line;
    line.offset = row.extent.begin;
    line.group = PrintedLine::Group::kRow;
    for (const TermId value : document_[row.values]) {
      line.cells.push_back(expressions_.Print(value, ExpressionPrinter::TermIn::kRow));
    }
    SetLabel(line, row.label);
    AddQualifiers(row.qualifiers, line.nested);
    return line;
  }

  PrintedLine Print(const Qualifier& qualifier) const {
    const auto names = [&](std::string_view words) {
      return Line(qualifier.extent, fmt::format("{} {}", words, expressions_.Print(qualifier.names)));
    };
    const auto names_and_day = [&](std::string_view words, std::string_view preposition) {
      PrintedLine line = names(words);
      if (qualifier.day != kNone<DayId>) {
        line.cells[0] += fmt::format(" {} {}", preposition, expressions_.Print(qualifier.day));
      }
      return line;
    };
    const auto text = [&](std::string_view word) {
      return Line(qualifier.extent, fmt::format("{} {}", word, expressions_.Quote(NameOf(qualifier.text))));
    };
    const auto word = [&](std::string_view words) { return Line(qualifier.extent, std::string(words)); };
    const auto condition = [&](std::string_view words) {
      return Line(qualifier.extent, words, qualifier.condition);
    };
    using enum Qualifier::Kind;
    switch (qualifier.kind) {
      case kError:
        return {};
      case kCite:
        return word(fmt::format("cite {} {}", NameOf(qualifier.source),
                                qualifier.is_locator ? std::string(NameOf(qualifier.text))
                                                     : expressions_.Quote(NameOf(qualifier.text))));
      case kSecret:
        return word("secret");
      case kKnown:
        return names_and_day("known to", "from");
      case kAlleged:
        return names_and_day("alleged by", "on");
      case kDenied:
        return names_and_day("denied by", "on");
      case kDoubtful:
        return word("doubtful");
      case kBecause:
        return names("because of");
      case kSameAs:
        return names("same as");
      case kGiven:
        return qualifier.text.extent.end == 0 && qualifier.text.empty() ? word("given") : text("given");
      case kOpen:
        return text("open");
      case kNote:
        return text("note");
      case kWhen:
        return condition("when");
      case kWhile:
        return condition("while");
      case kOnlyWhile:
        return condition("only while");
      case kWhere:
        return condition("where");
      case kUnless:
        return condition("unless");
      case kBrokenWhen:
        return condition("broken when");
      case kExcusedWhile:
        return condition("excused while");
      case kDischargedWhen:
        return condition("discharged when");
      case kWithin:
        return word("within " + base::ToString(qualifier.duration.value()));
      case kBy:
        return word("by " + expressions_.Print(qualifier.day));
      case kAndThereafter:
        return word("and thereafter");
      case kEach:
        return word("each");
      case kSurvives:
        return word("survives");
      case kNotwithstanding:
        return names("notwithstanding");
      case kSubjectTo:
        return names("subject to");
      case kExceptionTo:
        return names("exception to");
      case kInsteadOf:
        return names("instead of");
    }
    CHECK(false) << "qualifier of kind " << static_cast<int>(qualifier.kind);
    return {};
  }

  // --- Treaties ---

  PrintedLine Print(const TreatyDeclaration& treaty) const {
    PrintedLine line =
        Line(treaty.extent, Titled(fmt::format("treaty {}", NameOf(treaty.name)), treaty.title));
    line.stands_apart = true;
    const std::span<const Name> parties = document_[treaty.parties];
    if (!parties.empty()) {
      std::string text = "between";
      for (size_t i = 0; i < parties.size(); ++i) {
        if (i > 0) text += i + 1 == parties.size() ? " and" : ",";
        text += ' ';
        text += NameOf(parties[i]);
      }
      line.nested.push_back(Line(parties[0].extent, std::move(text)));
    }
    if (!treaty.also.empty()) line.nested.push_back(Line(treaty.also_extent, "also " + Quoted(treaty.also)));
    for (const LifeLine& life : treaty.life) line.nested.push_back(Print(life));
    AddQualifiers(treaty.qualifiers, line.nested);
    Sort(line.nested);
    return line;
  }

  PrintedLine Print(const LifeLine& life) const {
    PrintedLine line = PrintHead(life);
    for (const LifeLine& nested : life.nested) line.nested.push_back(Print(nested));
    AddQualifiers(life.qualifiers, line.nested);
    Sort(line.nested);
    return line;
  }

  PrintedLine PrintHead(const LifeLine& life) const {
    const auto duration = [&] { return base::ToString(life.duration.value()); };
    switch (life.kind) {
      case LifeLine::Kind::kError:
        return {};
      case LifeLine::Kind::kInForceOnSignature:
        return Line(life.extent, "in force on signature");
      case LifeLine::Kind::kInForceOnRatification:
        return Line(life.extent, "in force on ratification");
      case LifeLine::Kind::kInForceFrom:
        return Line(life.extent, "in force from " + expressions_.Print(life.day));
      case LifeLine::Kind::kInForceWhen:
        return Line(life.extent, "in force when", life.condition);
      case LifeLine::Kind::kNotBefore:
        return Line(life.extent, "not before " + expressions_.Print(life.day));
      case LifeLine::Kind::kTerm:
        return Line(life.extent, PrintTerm(life));
      case LifeLine::Kind::kRenews: {
        std::string times = "without end";
        if (life.times) times = *life.times == 1 ? "once" : fmt::format("{} times", *life.times);
        return Line(life.extent, fmt::format("renews {} {}", duration(), times));
      }
      case LifeLine::Kind::kUnless: {
        PrintedLine line = Line(life.extent, "unless", life.condition);
        if (life.duration) line.more.push_back(fmt::format("at least {} before its end", duration()));
        return line;
      }
      case LifeLine::Kind::kEndsAfter:
        return Line(life.extent, fmt::format("ends {} after", duration()), life.condition);
      case LifeLine::Kind::kEndsWhen:
        return Line(life.extent, "ends when", life.condition);
    }
    CHECK(false) << "line of life of kind " << static_cast<int>(life.kind);
    return {};
  }

  std::string PrintTerm(const LifeLine& life) const {
    std::string text = "term";
    std::string_view separator = " of ";
    for (const ArticleRange& range : life.articles) {
      text += separator;
      text += NameOf(range.first);
      if (range.last.symbol != range.first.symbol) text += fmt::format(" through {}", NameOf(range.last));
      separator = ", ";
    }
    if (!life.articles.empty()) text += ':';
    return text + ' ' +
           (life.duration ? base::ToString(*life.duration) : "through " + expressions_.Print(life.day));
  }

  PrintedLine Print(const ArticleDeclaration& article) const {
    const std::string_view label = NameOf(article.label);
    std::string text = article.is_supplement ? "supplement" : "article";
    if (!article.is_supplement || label != "Supplement") text += fmt::format(" {}", label);
    PrintedLine line = Line(article.extent, Titled(std::move(text), article.title));
    line.stands_apart = true;
    AddQualifiers(article.qualifiers, line.nested);
    for (const Norm& norm : article.norms) line.nested.push_back(Print(norm));
    Sort(line.nested);
    return line;
  }

  PrintedLine Print(const Norm& norm) const {
    PrintedLine line = Line(norm.extent, PrintHead(norm));
    SetLabel(line, norm.label);
    if (norm.bound != kNone<TermId>) {
      line.nested.push_back(Line(
          norm.bound_extent, fmt::format("at {} {}", norm.at_least ? "least" : "most",
                                         expressions_.Print(norm.bound, ExpressionPrinter::TermIn::kAlone))));
    }
    AddQualifiers(norm.qualifiers, line.nested);
    for (const Norm& effect : norm.effects) line.nested.push_back(Print(effect));
    if (!norm.on_breach.empty()) {
      PrintedLine on_breach = Line(norm.on_breach_extent, "on breach");
      for (const Norm& consequence : norm.on_breach) on_breach.nested.push_back(Print(consequence));
      line.nested.push_back(std::move(on_breach));
    }
    Sort(line.nested);
    return line;
  }

  std::string PrintHead(const Norm& norm) const {
    const auto phrase = [&](std::string_view word) {
      return fmt::format("{} {}{}", word, norm.negated ? "not " : "", expressions_.Print(norm.phrase));
    };
    switch (norm.kind) {
      case Norm::Kind::kError:
        return {};
      case Norm::Kind::kDuty:
        return phrase("duty");
      case Norm::Kind::kBan:
        return phrase("ban");
      case Norm::Kind::kRight:
        return phrase("right");
      case Norm::Kind::kPower:
        return phrase("power");
      case Norm::Kind::kEffect:
        return phrase("effect");
      case Norm::Kind::kLimit:
        return fmt::format("limit on {}: {}",
                           expressions_.Print(norm.bearer, ExpressionPrinter::TermIn::kPhrase),
                           expressions_.Print(norm.amount, ExpressionPrinter::TermIn::kAlone));
      case Norm::Kind::kStatement:
        return expressions_.Print(norm.phrase);
    }
    CHECK(false) << "norm of kind " << static_cast<int>(norm.kind);
    return {};
  }

  // --- Expectations and lenses ---

  PrintedLine Print(const Expectation& expectation) const {
    std::string text = "expect";
    if (expectation.possibly) text += " possibly";
    if (!expectation.lens.empty()) text += fmt::format(" under {}", NameOf(expectation.lens));
    if (!expectation.source.empty()) text += fmt::format(" according to {}", NameOf(expectation.source));
    switch (expectation.time) {
      case Expectation::Time::kEnd:
        break;
      case Expectation::Time::kOn:
        text += " on " + expressions_.Print(expectation.first);
        break;
      case Expectation::Time::kSpan:
        text += fmt::format(" from {} through {}", expressions_.Print(expectation.first),
                            expressions_.Print(expectation.last));
        break;
      case Expectation::Time::kNever:
        text += " never";
        break;
      case Expectation::Time::kAlways:
        text += " always";
        break;
    }
    PrintedLine line = Line(expectation.extent, text + ':', expectation.condition);
    AddQualifiers(expectation.qualifiers, line.nested);
    return line;
  }

  PrintedLine Print(const LensDeclaration& lens) const {
    PrintedLine line = Line(lens.extent, Titled(fmt::format("lens {}", NameOf(lens.name)), lens.title));
    line.stands_apart = true;
    for (const LensLine& part : lens.lines) line.nested.push_back(Print(part));
    AddQualifiers(lens.qualifiers, line.nested);
    Sort(line.nested);
    return line;
  }

  PrintedLine Print(const LensLine& part) const {
    const std::string names = expressions_.Print(part.names);
    switch (part.kind) {
      case LensLine::Kind::kError:
        return {};
      case LensLine::Kind::kKnownTo:
        return Line(part.extent, fmt::format("known to {} on {}", names, expressions_.Print(part.day)));
      case LensLine::Kind::kOnlySource:
        return Line(part.extent, "only source " + names);
      case LensLine::Kind::kBelieving:
        return Line(part.extent, "believing " + names);
      case LensLine::Kind::kWithout:
        return Line(part.extent,
                    fmt::format("without {}{}", names, part.and_what_follows ? " and what follows" : ""));
      case LensLine::Kind::kSuppose: {
        PrintedLine line = Line(part.extent, "suppose");
        for (const Statement& statement : document_[part.statements]) line.nested.push_back(Print(statement));
        return line;
      }
    }
    CHECK(false) << "line of a lens of kind " << static_cast<int>(part.kind);
    return {};
  }

  const Document& document_;
  const ExpressionPrinter& expressions_;
};

}  // namespace

std::vector<PrintedLine> PrintLines(const Document& document, const ExpressionPrinter& printer) {
  return LinePrinter(document, printer).Items();
}

}  // namespace casus::lang
