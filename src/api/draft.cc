#include "api/draft.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "api/nearest_phrases.h"
#include "api/std_files.h"
#include "base/edtf.h"
#include "base/utf8.h"
#include "text/citation.h"
#include "text/function_words.h"

namespace casus::api {
namespace {

constexpr size_t kFewestWords = 3;
constexpr size_t kMostWords = 12;        // then all of the sentence
constexpr size_t kMostRunsTried = 50;    // of one length
constexpr size_t kShownCharacters = 90;  // of a sentence
constexpr size_t kShownOfCard = 60;
constexpr size_t kMostQuoted = 300;  // more than a file's name may have
constexpr size_t kPhrases = 3;

// --- Text that is safe in the place where it is put
// -----------------------------------------------------------------------

// On one line, without characters that would not be seen, cut between characters.
std::string InOneLine(std::string_view text, size_t limit) {
  std::string line;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = base::DecodeUtf8(text, at);
    if (line.size() + (at - begin) > limit) return line + "…";
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
      case UTF8PROC_CATEGORY_CC:
      case UTF8PROC_CATEGORY_CF:
      case UTF8PROC_CATEGORY_ZL:
      case UTF8PROC_CATEGORY_ZP:
        line += ' ';
        break;
      default:
        line += text.substr(begin, at - begin);
    }
  }
  return line;
}

// As a text of the language.
std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : InOneLine(text, kMostQuoted)) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

// "Juozas_Urbsys" of "Juozas Urbšys": the letters without their marks. Empty if that makes no name.
std::string NameOf(std::string_view words) {
  std::string name;
  bool is_gap = false;
  for (size_t at = 0; at < words.size();) {
    const auto character = static_cast<utf8proc_int32_t>(base::DecodeUtf8(words, at));
    utf8proc_int32_t letters[8];
    const utf8proc_ssize_t count = utf8proc_decompose_char(
        character, letters, 8, static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK),
        nullptr);
    bool is_letter = false;
    for (utf8proc_ssize_t i = 0; i < count && i < 8; ++i) {
      const utf8proc_int32_t c = letters[i];
      if (!(c < 0x80 && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))))
        continue;
      if (is_gap && !name.empty()) name += '_';
      is_gap = false;
      name += static_cast<char>(c);
      is_letter = true;
    }
    if (!is_letter && count > 0 && character != '\'' && character != 0x2019) is_gap = true;
  }
  if (name.empty() || name.front() < 'A' || name.front() > 'Z') return {};
  return name;
}

// The kind of what has this name, if the name itself says so.
std::string_view SureKindOf(std::string_view name) {
  const std::string_view first = name.substr(0, name.find(' '));
  const std::string_view last = name.substr(name.rfind(' ') + 1);
  if (first == last) return {};
  const bool is_of = name.substr(first.size()).starts_with(" of ");
  const auto is_one = [](std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (is_one(last, {"Republic", "Empire", "Kingdom"})) return "State";
  if (is_of && is_one(first, {"Republic", "Kingdom", "Principality"})) return "State";
  if (is_one(last, {"Army"})) return "Army";
  if (is_one(last, {"Region", "Voivodeship", "Province", "County", "Peninsula"})) return "Territory";
  if (is_one(last, {"Party", "Ministry", "Committee", "Commission", "Company", "Association", "Agency"})) {
    return "Organization";
  }
  if (is_of && is_one(first, {"League", "Ministry", "Bank", "University"})) return "Organization";
  return {};
}

// --- Dates
// ---------------------------------------------------------------------------------------------------------------

// Without its times of day, "1918-11-11" of "1918-11-11T11:00".
std::string DaysOf(std::string_view edtf) {
  std::string days;
  bool in_time = false;
  for (const char c : edtf) {
    if (c == 'T') in_time = true;
    if (c == '/' || c == ',' || c == '}' || c == ']' || c == '.') in_time = false;
    if (!in_time) days += c;
  }
  return days;
}

// As a statement has it: a span with `through`. A state of one day is stated from that day on.
std::string StatementDate(std::string_view edtf, bool is_event) {
  // A statement has one date: of several days that all are meant, the first; the others are listed above it.
  if (edtf.starts_with('{')) edtf = edtf.substr(1, edtf.find_first_of(",.}") - 1);
  const size_t slash = edtf.find('/');
  if (slash == std::string_view::npos) return fmt::format("{}{}", is_event ? "" : "from ", edtf);
  const std::string_view begin = edtf.substr(0, slash);
  const std::string_view end = edtf.substr(slash + 1);
  const auto is_open = [](std::string_view date) { return date.empty() || date == ".."; };
  if (is_event) {
    return fmt::format("[{}..{}]", is_open(begin) ? "" : begin, is_open(end) ? "" : end);
  }
  if (is_open(end)) return fmt::format("from {}", begin);
  if (is_open(begin)) return fmt::format("through {}", end);
  return fmt::format("{} through {}", begin, end);
}

// Whether a date lacks its year, or the century of that: no statement can have it.
bool LacksYear(std::string_view edtf) { return edtf.find("XXXX") != edtf.npos || edtf.find("XX") == 0; }

struct Years {
  int first, last;
};

// --- The draft
// -----------------------------------------------------------------------------------------------------------

// Which sentences have the same words in the same order as another, by their ids: they cannot be cited. Looking each
// of them up would take time by how often it is repeated.
std::vector<bool> FindRepeated(const text::Source& source) {
  std::vector<bool> repeated(source.sentences().size());
  std::map<std::vector<base::Symbol>, size_t> first;  // sentence with these words
  for (size_t i = 0; i < repeated.size(); ++i) {
    const std::span<const base::Symbol> words = source.index().WordsOf(static_cast<int>(i + 1));
    const auto [known, is_new] = first.try_emplace({words.begin(), words.end()}, i);
    if (!is_new) repeated[i] = repeated[known->second] = true;
  }
  return repeated;
}

struct Proposal {
  std::string title;
  std::string name;       // as the code has it; empty if the title makes none
  bool is_known = false;  // of the dossier
  bool is_dated = false;  // a sentence with a date has it
  size_t sentences = 0;
};

class Drafter {
 public:
  Drafter(const text::Source& source, const Workspace& workspace, const DraftOptions& options)
      : source_(source),
        workspace_(workspace),
        options_(options),
        repeated_(FindRepeated(source)),
        nearest_(workspace.dossier().vocabulary, workspace.symbols()) {
    for (const LoadedSource& known : workspace.sources()) {
      if (known.file == options.file) source_name_ = workspace.symbols().Name(known.name);
    }
    is_declared_ = !source_name_.empty() && (options.name.empty() || options.name == source_name_);
    if (!is_declared_) source_name_ = options.name.empty() ? FreeName() : options.name;
    CollectNames();
  }

  std::string Write() {
    std::string chronicle = WriteSentences(true);
    std::string undated = options_.with_undated ? WriteSentences(false) : std::string();
    WriteTop();
    WriteEntities();
    out_ += "\n## Chronicle\n\n";
    if (dated_ == 0) {
      out_ += "No sentence of this source has a date.\n";
    } else {
      out_ += fmt::format(
          "{} with a date. Where one says something for the record, take the `#` from one of the phrases "
          "below it and "
          "from its `cite`,\nput names in place of the {{…}}, and delete the rest. A state is written as "
          "lasting `from` "
          "its date on: say `through` when it ended.\n",
          Count(dated_, "sentence"));
    }
    out_ += chronicle;
    const size_t rest = source_.sentences().size() - dated_;
    if (rest > 0) {
      out_ += fmt::format(
          "\n## Without a date\n\n{} no date{}\n",
          rest == 1 ? "1 sentence has" : fmt::format("{} sentences have", rest),
          options_.with_undated ? "; `DATE` stands where it would be." : "; `casus draft --all` lists them.");
      out_ += undated;
    }
    return std::move(out_);
  }

 private:
  static std::string Count(size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
  }

  bool IsTaken(std::string_view name) const { return workspace_.symbols().Find(name).has_value(); }

  std::string FreeName() const {
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
      if (!IsTaken(std::string(1, letter))) return std::string(1, letter);
    }
    for (int i = 1;; ++i) {
      if (std::string name = fmt::format("Source_{}", i); !IsTaken(name)) return name;
    }
  }

  static bool HasDate(const text::Sentence& sentence) {
    return std::any_of(sentence.mentions.begin(), sentence.mentions.end(), [](const text::Mention& mention) {
      return mention.kind == text::Mention::Kind::kDate && !mention.edtf.empty();
    });
  }

  static std::string_view TitleOf(const text::Mention& mention) {
    return mention.refers_to.empty() ? std::string_view(mention.text) : std::string_view(mention.refers_to);
  }

  void CollectNames() {
    std::set<std::string, std::less<>> used = {source_name_};
    for (const text::Sentence& sentence : source_.sentences()) {
      std::set<std::string_view> here;
      for (const text::Mention& mention : sentence.mentions) {
        if (mention.kind != text::Mention::Kind::kName) continue;
        const std::string_view title = TitleOf(mention);
        if (!here.insert(title).second) continue;
        auto [place, is_new] = by_title_.emplace(title, proposals_.size());
        if (is_new) {
          Proposal& proposal = proposals_.emplace_back();
          proposal.title = title;
          const std::optional<base::Symbol> symbol = workspace_.symbols().Find(title);
          proposal.is_known = symbol && workspace_.dossier().vocabulary.FindEntity(*symbol) != nullptr;
          proposal.name = proposal.is_known ? proposal.title : NameOf(title);
          // One name for two things, or for one that is something else already, is left to people.
          if (!proposal.is_known && (IsTaken(proposal.name) || !used.insert(proposal.name).second)) {
            proposal.name.clear();
          }
        }
        Proposal& proposal = proposals_[place->second];
        ++proposal.sentences;
        proposal.is_dated = proposal.is_dated || HasDate(sentence);
      }
    }
  }

  std::string_view CardOf(std::string_view title) const {
    for (const text::Gloss& gloss : source_.reading().glosses) {
      if (gloss.term == title) return gloss.text;
    }
    return {};
  }

  // The years of the dates found; none if there is no date.
  std::optional<Years> YearsFound() const {
    std::optional<base::DayRange> all;
    const auto add = [&](base::Day day) {
      // These stand for an end that is open.
      if (day == base::kFirstDay || day == base::kLastDay) return;
      if (!all) all = {day, day};
      all->first = std::min(all->first, day);
      all->last = std::max(all->last, day);
    };
    for (const text::Sentence& sentence : source_.sentences()) {
      for (const text::Mention& mention : sentence.mentions) {
        if (mention.kind != text::Mention::Kind::kDate || mention.edtf.empty() || LacksYear(mention.edtf))
          continue;
        const auto date = base::ParseEdtf(mention.edtf);
        if (!date.ok()) continue;
        for (const auto* ranges : {&date->candidates, &date->end_candidates}) {
          for (const base::DayRange& range : *ranges) {
            add(range.first);
            add(range.last);
          }
        }
      }
    }
    if (!all) return std::nullopt;
    return Years{base::ToCivil(all->first).year, base::ToCivil(all->last).year};
  }

  void WriteTop() {
    const std::vector<text::Heading>& headings = source_.reading().headings;
    const std::string title = headings.empty() ? options_.file : headings.front().text;
    out_ += fmt::format("# Draft: {}\n\n", InOneLine(title, 200));
    out_ +=
        "Made by `casus draft` to start from: nothing below is stated until you say so. What is a guess "
        "stands in "
        "comments.\n\n```casus\n";
    for (const std::string& use : uses_) out_ += fmt::format("use \"{}\"\n", use);
    if (!uses_.empty()) out_ += "\n";
    const std::optional<Years> years = YearsFound();
    if (options_.in_dossier) {
      if (years)
        out_ += fmt::format("# the dates found lie in {:04} through {:04}\n", years->first, years->last);
    } else if (years) {
      const auto year = [](int y) { return y < 0 ? fmt::format("-{:04}", -y) : fmt::format("{:04}", y); };
      out_ += fmt::format("horizon {}-01-01 through {}-12-31\n", year(years->first), year(years->last));
    } else {
      out_ += "# no date was found: put the years that the record shall cover\n";
      out_ += "horizon 1900-01-01 through 1999-12-31\n";
    }
    if (is_declared_) {
      out_ += fmt::format("# the dossier has this source as {}\n", source_name_);
    } else {
      out_ += fmt::format("\nsource {} {}\n  file {}\n  checksum \"{}\"\n", source_name_, Quoted(title),
                          Quoted(options_.file), ChecksumOf(source_));
    }
    out_ += "```\n";
  }

  void WriteEntities() {
    std::vector<const Proposal*> shown;
    size_t known = 0, left_out = 0;
    for (const Proposal& proposal : proposals_) {
      if (proposal.is_known) {
        ++known;
      } else if (proposal.sentences > 1 || proposal.is_dated || options_.with_undated) {
        shown.push_back(&proposal);
      } else {
        ++left_out;
      }
    }
    // Of equals, the one that was named first.
    std::sort(shown.begin(), shown.end(), [](const Proposal* a, const Proposal* b) {
      return a->sentences != b->sentences ? a->sentences > b->sentences : a < b;
    });
    out_ += "\n## Names\n\n";
    out_ += shown.empty()
                ? "No names to propose.\n"
                : "The names found, those of most sentences first. `KIND` is for you to say: State, "
                  "Organization, Person, Army, Territory, Place, …\n";
    if (known > 0) {
      out_ +=
          fmt::format("{} of the dossier {} named, too.\n",
                      known == 1 ? "1 entity" : fmt::format("{} entities", known), known == 1 ? "is" : "are");
    }
    if (left_out > 0) {
      out_ +=
          fmt::format("{} of one undated sentence each {} left out; `casus draft --all` lists {}.\n",
                      Count(left_out, "name"), left_out == 1 ? "is" : "are", left_out == 1 ? "it" : "them");
    }
    if (shown.empty()) return;
    out_ += "\n```casus\n";
    for (const Proposal* proposal : shown) {
      const std::string_view kind = proposal->name.empty() ? std::string_view() : SureKindOf(proposal->title);
      std::string name = proposal->name.empty() ? "NAME" : proposal->name;
      if (name != proposal->title) name += " " + Quoted(proposal->title);
      out_ += fmt::format("{} {}  # {}", kind.empty() ? "# KIND" : kind, name,
                          Count(proposal->sentences, "sentence"));
      if (const std::string_view card = CardOf(proposal->title); !card.empty()) {
        out_ += fmt::format("; \"{}\"", InOneLine(card, kShownOfCard));
      }
      out_ += "\n";
    }
    out_ += "```\n";
  }

  // The sentences with a date, or those without, as comments under the headings of the source.
  std::string WriteSentences(bool with_date) {
    std::string all;
    const std::vector<std::string>* section = nullptr;
    for (const text::Sentence& sentence : source_.sentences()) {
      if (HasDate(sentence) != with_date) continue;
      if (with_date) ++dated_;
      const std::vector<std::string>& headings = source_.reading().SectionOf(sentence);
      if (section == nullptr || *section != headings) {
        if (section != nullptr) all += "```\n";
        if (!headings.empty()) all += "\n### " + InOneLine(headings.back(), 200) + "\n";
        all += "\n```casus\n";
      } else {
        all += "\n";
      }
      section = &headings;
      WriteSentence(sentence, all);
    }
    return section == nullptr ? all : all + "```\n";
  }

  void WriteSentence(const text::Sentence& sentence, std::string& to) {
    to += fmt::format("# {}: {}\n", sentence.id, InOneLine(sentence.text, kShownCharacters));
    // A time of day is for dossiers of a finer grain; in others the list of dates above the statement keeps it.
    const bool is_by_day = workspace_.dossier().grain == base::Grain::kDay;
    std::string date;
    bool lacks_year = false;
    for (const text::Mention& mention : sentence.mentions) {
      if (mention.kind != text::Mention::Kind::kDate || mention.edtf.empty()) continue;
      if (date.empty() && !LacksYear(mention.edtf)) date = is_by_day ? DaysOf(mention.edtf) : mention.edtf;
      lacks_year = lacks_year || LacksYear(mention.edtf);
      to += fmt::format("#   {}: \"{}\"", mention.edtf, InOneLine(mention.text, kShownCharacters));
      if (!mention.reason.empty()) to += fmt::format(" ({})", InOneLine(mention.reason, 200));
      to += "\n";
    }
    if (date.empty() && lacks_year) {
      to += "#   its year is not told: put the date with its year in place of DATE\n";
    }
    std::set<std::string> names;
    std::string listed;
    for (const text::Mention& mention : sentence.mentions) {
      if (mention.kind != text::Mention::Kind::kName) continue;
      const Proposal& proposal = proposals_[by_title_.find(TitleOf(mention))->second];
      const std::string name = proposal.name.empty() ? Quoted(proposal.title) : proposal.name;
      if (names.insert(name).second) listed += (listed.empty() ? "" : ", ") + name;
    }
    if (!listed.empty()) to += fmt::format("#   names {}\n", listed);
    const lang::Dossier& dossier = workspace_.dossier();
    const std::vector<lang::PredicateId> phrases = nearest_.Of(sentence.text, kPhrases);
    for (const lang::PredicateId id : phrases) {
      const lang::Predicate& predicate = dossier.vocabulary.predicate(id);
      Use(predicate.origin.document);
      to += fmt::format("# {}  {}\n", date.empty() ? "DATE" : StatementDate(date, predicate.is_event),
                        dossier.vocabulary.Say(id, workspace_.symbols()));
    }
    if (phrases.empty()) to += fmt::format("# {}  …\n", date.empty() ? "DATE" : StatementDate(date, true));
    const bool is_repeated = repeated_[static_cast<size_t>(sentence.id - 1)];
    if (const auto words = is_repeated ? std::nullopt : IdentifyingWords(source_, sentence.id)) {
      to += fmt::format("#   cite {} {}\n", source_name_, Quoted(*words));
    } else {
      to += "#   (cannot be cited by its words: another sentence has them all)\n";
    }
  }

  // The phrase's page of the standard vocabulary, if it is of one that must be asked for.
  void Use(uint32_t document) {
    if (options_.in_dossier || document >= workspace_.dossier().first_own) return;
    const std::string path =
        std::string(workspace_.files().Path(workspace_.dossier().documents[document].file));
    uses_.insert(path.substr(0, path.find('.')));
  }

  const text::Source& source_;
  const Workspace& workspace_;
  const DraftOptions& options_;
  const std::vector<bool> repeated_;  // by sentence
  const NearestPhrases nearest_;
  std::string source_name_;
  bool is_declared_ = false;  // the dossier has the source
  std::vector<Proposal> proposals_;
  std::map<std::string, size_t, std::less<>> by_title_;
  std::set<std::string> uses_;
  size_t dated_ = 0;
  std::string out_;
};

}  // namespace

Workspace StandardVocabulary() {
  std::string uses;
  for (const EmbeddedFile& file : StandardFiles()) {
    uses += fmt::format("use \"{}\"\n", file.path.substr(0, file.path.find('.')));
  }
  return Workspace({{"standard.casus", std::move(uses)}}, [](std::string_view) { return std::nullopt; });
}

std::optional<std::string> IdentifyingWords(const text::Source& source, int sentence) {
  const text::WordIndex& index = source.index();
  const std::span<const base::Symbol> words = index.WordsOf(sentence);
  const auto join = [&](size_t begin, size_t count) {
    std::string joined;
    for (size_t i = begin; i < begin + count; ++i) {
      if (i > begin) joined += ' ';
      joined += index.words().Name(words[i]);
    }
    return joined;
  };
  const auto identifies = [&](const std::string& quote) {
    return text::FindCitation(source, quote).kind == text::CitationMatch::kFound;
  };
  if (words.empty() || !identifies(join(0, words.size()))) return std::nullopt;

  // How much a word tells: grammar words nothing, others by how few sentences have them. Dates tell less than what
  // happened: they are what a later edition writes in another way.
  std::vector<double> rarity;
  for (const base::Symbol symbol : words) {
    const std::string_view word = index.words().Name(symbol);
    if (text::IsFunctionWord(word)) {
      rarity.push_back(0);
      continue;
    }
    const double weight = text::IsMonth(word) || (word.front() >= '0' && word.front() <= '9') ? 0.5 : 1.0;
    rarity.push_back(weight * std::log(static_cast<double>(source.sentences().size() + 1) /
                                       static_cast<double>(index.SentencesWith(symbol).size())));
  }
  for (size_t count = kFewestWords; count <= kMostWords && count < words.size(); ++count) {
    std::vector<std::pair<double, size_t>> runs;
    for (size_t begin = 0; begin + count <= words.size(); ++begin) {
      double score = 0;
      for (size_t i = begin; i < begin + count; ++i) score += rarity[i];
      runs.emplace_back(-score, begin);
    }
    std::sort(runs.begin(), runs.end());
    if (runs.size() > kMostRunsTried) runs.resize(kMostRunsTried);
    for (const auto& [score, begin] : runs) {
      if (std::string quote = join(begin, count); identifies(quote)) return quote;
    }
  }
  return join(0, words.size());
}

std::optional<std::string> ObjectionToSourceName(const Workspace& workspace, std::string_view name,
                                                 std::string_view file) {
  if (base::FindInvalidUtf8(name)) return "a source's name has letters, digits and _; this is not even UTF-8";
  if (name.empty() || NameOf(name) != name) {
    return fmt::format("a source's name begins with a capital and has letters, digits and _; `{}` does not{}",
                       name, NameOf(name).empty() ? "" : fmt::format("; perhaps `{}`", NameOf(name)));
  }
  const std::optional<base::Symbol> symbol = workspace.symbols().Find(name);
  if (!symbol) return std::nullopt;
  if (const LoadedSource* source = workspace.FindSource(*symbol)) {
    if (source->file == file) return std::nullopt;
    return fmt::format("the dossier has a source {} already: {}", name, source->file);
  }
  const lang::Vocabulary& vocabulary = workspace.dossier().vocabulary;
  if (vocabulary.FindKind(*symbol)) return fmt::format("`{}` is a kind: a source needs another name", name);
  if (vocabulary.FindEntity(*symbol) != nullptr) {
    return fmt::format("`{}` is an entity: a source needs another name", name);
  }
  return std::nullopt;
}

std::string Draft(const text::Source& source, const Workspace& workspace, const DraftOptions& options) {
  return Drafter(source, workspace, options).Write();
}

}  // namespace casus::api
