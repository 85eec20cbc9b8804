#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <string_view>
#include <system_error>

#include "cli/exit_code.h"
#include "cli/version.h"
#include "diag/nearest.h"

namespace casus::cli {
namespace {

constexpr std::string_view kOverview =
    R"(Casus runs treaties: what was in force, who held what, what was owed, kept and broken, each answer with its evidence.

A dossier is a folder of *.casus.md files, or one such file. To begin:

  casus new my-dossier            write a small dossier to learn from
  casus check my-dossier          read it, test it, and see what comes out
  casus ask my-dossier "?who controls ?land"

`casus VERB --help` explains a verb with examples.

Exit codes: 0 fine, 1 errors in the dossier, formula or log, 2 wrong usage, 3 an expectation failed, 4 what --fail-on
names was found, or less is covered than --fail-under wants.
)";

constexpr std::string_view kCheckHelp = R"(Examples:

  casus check dossiers/vilnius-1939
      Reads the dossier, checks names, dates and citations, evaluates it, tries its expectations, and
      says what was in force, who held what, what was owed, kept and broken, and where the accounts differ.

  casus check dossiers/vilnius-1939 --lens Refusal
      The same, had things gone as the lens says.

  casus check dossiers/vilnius-1939 --sources ~/archive
      Takes the sources' texts from a folder, to check every citation against them.

  casus check my-dossier --fix
      First mends in the files what the messages know how to mend: slips in names and keywords, citations
      that moved when their source was edited, its checksum. Says what it changed.

  casus check dossiers/vilnius-1939 --format json --fail-on breach
      For scripts: a report in JSON, and exit code 4 if a norm was broken for certain.)";

constexpr std::string_view kAskHelp =
    R"(A question is a condition as it stands in a dossier. ?names are what you ask for, _ is anyone or anything.

Examples:

  casus ask dossiers/vilnius-1939 "?who controls Vilnius_Region"
      Everyone who did, with the days.

  casus ask dossiers/vilnius-1939 "Lithuania controls Vilnius_Strip" --on 1939-10-28
      Certainly, possibly, or no.

  casus ask dossiers/vilnius-1939 "?who demands ?n troops in Lithuania" --from 1939-10 --through 1939-10
      What holds, or happens, within these days.

  casus ask dossiers/vilnius-1939 "sum of ?n where ?n troops of Soviet_Union are agreed for ?site"
      A number, day by day.

  casus ask dossiers/vilnius-1939 "?pact is in force" --on 1939-11-01 --lens Refusal --format csv
      For a spreadsheet, under a lens.

Put the question in quotes, so that the shell leaves it alone.)";

constexpr std::string_view kWhyHelp =
    R"(The argument is a tree: below each claim stands what it follows from, down to sentences of the sources, texts of treaties,
and statements that nobody made. A "no" is argued for in the same way.

Examples:

  casus why dossiers/vilnius-1939 "Lithuania controls Vilnius_Strip" --on 1939-10-28
  casus why dossiers/vilnius-1939 "Mutual_Assistance_Treaty is in force" --on 1940-08-03
      Why it was no longer.

  casus why dossiers/vilnius-1939 "?who controls Vilnius_Strip" --on 1939-11-01 --lens Refusal
      For each answer, under a lens.

Without --on, the first day on which it holds is explained.)";

constexpr std::string_view kDiffHelp = R"(Examples:

  casus diff dossiers/vilnius-1939 Refusal
      What the lens changes: what holds only as it was, and what only under the lens.

  casus diff dossiers/vilnius-1939 Refusal No_annexation
      In what two lenses differ.)";

constexpr std::string_view kReadHelp =
    R"(A document is read into numbered sentences, ready to be cited: what interrupts or surrounds them (pop-up texts of links,
footnote marks, navigation, references) is told apart, and nothing of the original is altered. Plain text, Markdown and HTML, in
UTF-8, UTF-16, Latin-1, or the 8-bit character set that a page declares.

Examples:

  casus read article.txt
      Sections and sentences, with what each mentions: dates, numbers, names.

  casus read page.html --dossier my-dossier
      Links names to the entities of a dossier.

  casus read article.txt --format json
      Everything, with its places in the file, in bytes and in characters.

  casus read article.txt --format annotations
      The same as W3C Web Annotations, with text quote and text position selectors.

  fetch-it | casus read - --form html
      From standard input.)";
constexpr std::string_view kCoverHelp =
    R"(A sentence is cited by something in the dossier (`cite A "few words"`), or set aside on purpose (`aside A "few words"
because "no event, an opinion"`), or open: nobody has dealt with it yet.

Examples:

  casus cover dossiers/vilnius-1939
      How much of each source is dealt with, by section, and the sentences that are open.

  casus cover dossiers/vilnius-1939 --source A --open
      What of source A is left to do, and nothing else.

  casus cover dossiers/vilnius-1939 --source B --full
      Every sentence, with what rests on it, or why it was set aside.

  casus cover dossiers/vilnius-1939 --fail-under 100
      For scripts: exit code 4 if a sentence of a source is open, or a source's text is not at hand.)";

constexpr std::string_view kAlignHelp =
    R"(Each sentence of one account is shown with its counterpart in the other, and what differs between them: numbers, dates,
names, wording, additions, omissions. What contradicts comes first.

Examples:

  casus align article.html list.txt
      Two accounts of one story. Plain text, Markdown and HTML are read.

  casus align article.html list.txt --all
      Also what is the same in both, and what the first alone tells.

  casus align article.html list.txt --format html > side-by-side.html
      A page with both beside each other, to read or to print.

  casus align article.html list.txt --format json
      For programs (docs/json.md).)";

constexpr std::string_view kDraftHelp =
    R"(A source becomes a file to start a dossier from: its names, and each sentence with a date as a commented statement, with the
date as read, the fewest words that cite it, and the phrases of the vocabulary that come nearest. Nothing is stated until you take
a `#` away, so that the draft checks as it is.

Examples:

  mkdir -p my-dossier/sources
  cp article.txt my-dossier/sources
  casus draft article.txt > my-dossier/draft.casus.md
  casus check my-dossier

  casus draft article.txt --dossier my-dossier --as Chronicle
      For a dossier that is there: with its names and its own phrases, and the source called Chronicle.

  casus draft article.txt --all
      With the sentences that have no date.

  fetch-it | casus draft - --form html
      From standard input.)";

constexpr std::string_view kFmtHelp = R"(Examples:

  casus fmt dossiers/vilnius-1939            write all files of the dossier in the canonical form
  casus fmt --check dossiers/vilnius-1939    only say which would change; exit code 1 if any
  casus fmt - < draft.casus                  from standard input to standard output

Prose outside of the code is left as it is, comments stay, and a file with errors is not touched.)";

constexpr std::string_view kNewHelp = R"(Example:

  casus new my-dossier
      Makes the folder with a small commented dossier, which checks cleanly and shows every step: source,
      names, treaty, chronicle, expectation, lens. Never writes into a folder that has something in it.)";

constexpr std::string_view kServeHelp = R"(Examples:

  casus serve dossiers/vilnius-1939 --open
      Opens a page on the record in the browser: text, map, timeline, lenses, and the argument for everything. Save a
      file, and the page follows; while a file has errors, it shows them over the last good state.

  casus serve dossiers/vilnius-1939 --port 9000
      At another address. If the port is taken, a free one is chosen; the address is printed.

  casus serve dossiers/vilnius-1939 --host 0.0.0.0 --token "some long secret"
      For others in the same network: who opens the printed address may read and ask.

  curl 'http://127.0.0.1:8321/api/v1/ask?question=?who+controls+Vilnius_Strip&on=1939-10-28'
      For programs: docs/openapi.json describes every address, docs/json.md every answer.

Only this computer can reach it, unless --host says otherwise; no file is ever written.)";

constexpr std::string_view kExportHelp = R"(What can be exported:

  timeline      every bar and mark of the timeline: CSV, one line for each span
  states        the states as a panel, for statistics: CSV, a line for each day, year, or pair of parties and year (--per)
  territories   who controlled, claimed and recognized each land, with its outline: GeoJSON, a feature for each span
  evidence      what rests on which words of which source: JSON-LD, W3C Web Annotations
  timeline.svg  the timeline as a drawing
  map.svg       the map at a day as a drawing
  report        the whole record as one HTML file, to read and to print

Examples:

  casus export dossiers/vilnius-1939 timeline -o timeline.csv
  casus export dossiers/vilnius-1939 states --per pair --from 1918 --through 1945 > pairs.csv
  casus export dossiers/vilnius-1939 map.svg --on 1939-10-28 > map.svg
  casus export dossiers/vilnius-1939 report --lens Refusal -o refusal.html)";

constexpr std::string_view kPublishHelp = R"(Examples:

  casus publish dossiers/vilnius-1939 -o page
      Writes a folder with index.html in it: the text, the map, the timeline, every lens, and the argument for all that they
      show. It opens with a double click, can be put on any web server, and asks nothing of a network.

  casus publish dossiers/vilnius-1939 -o page --with-sources
      With the sources' whole texts, if they may be shown to others. Otherwise the page has the words that are cited.)";

constexpr std::string_view kMonitorHelp =
    R"(A formula of metric first-order temporal logic is checked against a log, point by point, live: each verdict is printed as soon as
it is decided. The formats are MonPoly's, and so are the spellings with one dash (-sig, -formula, -log, …).

Examples:

  casus monitor --sig shop.sig --formula policy.mfotl --log shop.log
      shop.sig       order(customer: string, item: int)    cancel(customer: string, item: int)
      policy.mfotl   order(c, i) AND EVENTUALLY[0,1h] cancel(c, i)
      shop.log       @100 order ("ann", 7)("bob", 7);
                     @160 cancel ("bob", 7);
      verdict        @100 (time point 0): ("bob",7)

  tail -f shop.log | casus monitor --sig shop.sig --formula policy.mfotl
      From standard input, for as long as it comes.

  casus monitor --sig shop.sig --formula policy.mfotl --log shop.log --why
      With the proof of each verdict: the events, and those that did not happen.
      @100 (time point 0): ("bob",7)
        c = "bob", i = 7, because
          order("bob", 7)  @100 (time point 0)
          cancel("bob", 7)  @160 (time point 1)

  casus monitor --sig shop.sig --formula policy.mfotl --check
      Says whether the formula can be monitored; if not, what stands in the way and how to write it.

  casus monitor --sig shop.sig --formula policy.mfotl --csv order=orders.csv --csv cancel=cancelled.csv
      orders.csv     ts,customer,item
                     2024-03-01T09:30:00,ann,7
      From tables, by time-stamp; with --log, too.

  casus monitor --sig shop.sig --formula policy.mfotl --log monday.log --save state
  casus monitor --sig shop.sig --formula policy.mfotl --log tuesday.log --resume state
      Goes on on Tuesday as if it were one log.

  casus monitor --sig shop.sig --formula policy.mfotl --log shop.log --json --on-error skip
      For programs: a line of JSON for each verdict; mistakes in the log are told, counted and left out.

docs/monitoring.md has the formats and the formulas.)";

const std::map<std::string, bool> kThreads = {{"1", false}, {"2", true}};
const std::map<std::string, bool> kOnErrors = {{"skip", true}, {"stop", false}};

// MonPoly spells its options with one dash.
constexpr std::string_view kOneDash[] = {"-sig",   "-formula", "-log",         "-negate",
                                         "-check", "-verbose", "-nonewlastts", "-stop_at_first_viol"};

// Options of MonPoly for which there is another here, or none is needed.
constexpr std::pair<std::string_view, std::string_view> kOptionsOfMonPoly[] = {
    {"-ignore_parse_errors", "--on-error skip leaves out what is wrong"},
    {"-stop_at_out_of_order_ts",
     "leave it out: a time-stamp out of order ends the log, if --on-error skip is not there"},
    {"-load", "--resume FILE goes on from a state that --save FILE has kept"},
    {"-stats", "--stats says at the end what each operator remembers"},
    {"-mem", "--stats says at the end what each operator remembers"},
    {"-version", "casus --version says which one this is"},
    {"-json_log", "logs in JSON cannot be read; --csv reads tables"},
    {"-no_rw", "leave it out: it changes no verdict"},
    {"-nofilterrel", "leave it out: it changes no verdict"},
    {"-nofilteremptytp", "leave it out: all time-points count"},
    {"-verified", "leave it out: there is one way to evaluate"},
    {"-no_mw", "leave it out: it changes no verdict"},
    {"-unfold_let", "leave it out: it changes no verdict"},
    {"-strcache", "leave it out: each text is kept once"}};

const std::map<std::string, Format> kFormats = {{"text", Format::kText}, {"json", Format::kJson}};
const std::map<std::string, Format> kAskFormats = {
    {"text", Format::kText}, {"json", Format::kJson}, {"csv", Format::kCsv}};
const std::map<std::string, ReadFormat> kReadFormats = {
    {"text", ReadFormat::kText}, {"json", ReadFormat::kJson}, {"annotations", ReadFormat::kAnnotations}};
const std::map<std::string, SourceForm> kSourceForms = {
    {"plain", SourceForm::kPlain}, {"markdown", SourceForm::kMarkdown}, {"html", SourceForm::kHtml}};
const std::map<std::string, Format> kAlignFormats = {
    {"text", Format::kText}, {"json", Format::kJson}, {"html", Format::kHtml}};
const std::map<std::string, ExportForm> kExportForms = {{"timeline", ExportForm::kTimeline},
                                                        {"states", ExportForm::kStates},
                                                        {"territories", ExportForm::kTerritories},
                                                        {"evidence", ExportForm::kEvidence},
                                                        {"timeline.svg", ExportForm::kTimelineSvg},
                                                        {"map.svg", ExportForm::kMapSvg},
                                                        {"report", ExportForm::kReport}};
const std::map<std::string, ExportPer> kExportPers = {
    {"day", ExportPer::kDay}, {"year", ExportPer::kYear}, {"pair", ExportPer::kPair}};
const std::map<std::string, Colour> kColours = {
    {"auto", Colour::kAuto}, {"always", Colour::kAlways}, {"never", Colour::kNever}};
const std::map<std::string, FailOn> kFailOns = {{"breach", FailOn::kBreach}, {"conflict", FailOn::kConflict}};

// An option, or what stands without one, that takes one of a few words.
template <typename T>
CLI::Option* AddWord(CLI::App& app, const std::string& name, T& value,
                     const std::map<std::string, T>& choices, const std::string& description) {
  std::string words;
  for (const auto& [word, chosen] : choices) words += (words.empty() ? "" : "|") + word;
  return app.add_option_function<std::string>(
      name,
      [&value, &choices, name, words](const std::string& word) {
        const auto found = choices.find(word);
        if (found == choices.end()) {
          std::vector<std::string_view> candidates;
          for (const auto& [known, chosen] : choices) candidates.push_back(known);
          const std::optional<std::string_view> near = diag::Nearest(word, candidates);
          throw CLI::ValidationError(fmt::format("{} takes {}, not `{}`{}", name, words, word,
                                                 near ? fmt::format("; did you mean `{}`?", *near) : ""));
        }
        value = found->second;
      },
      description);
}

template <typename T>
void AddChoice(CLI::App& app, const std::string& name, T& value, const std::map<std::string, T>& choices,
               const std::string& description) {
  std::string words;
  for (const auto& [word, chosen] : choices) words += (words.empty() ? "" : "|") + word;
  AddWord(app, name, value, choices, description)->type_name(words);
}

void AddColour(CLI::App& app, Colour& colour) {
  AddChoice(app, "--colour", colour, kColours,
            "Whether to use colours (auto: on a terminal, unless NO_COLOR is set)");
}

void AddDossier(CLI::App& app, CommonArguments& arguments) {
  app.add_option("DOSSIER", arguments.dossier, "A folder of *.casus.md files, or one file")
      ->required()
      ->type_name("");
  app.add_option("--sources", arguments.sources,
                 "Where the sources' texts are (else `sources/` in the dossier, else the environment's "
                 "CASUS_SOURCES)")
      ->type_name("DIR");
}

void AddDossier(CLI::App& app, CommonArguments& arguments, const std::map<std::string, Format>& formats) {
  AddDossier(app, arguments);
  AddChoice(app, "--format", arguments.format, formats, "How to write the result");
  AddColour(app, arguments.colour);
}

void AddLens(CLI::App& app, std::string& lens) {
  app.add_option("--lens", lens, "See the record under a lens of the dossier")->type_name("LENS");
}

// The percentage of --fail-under.
int ReadPercent(const std::string& text) {
  int percent = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), percent);
  if (error != std::errc() || end != text.data() + text.size() || percent < 0 || percent > 100) {
    throw CLI::ValidationError(
        fmt::format("--fail-under takes a whole percentage from 0 to 100, not `{}`", text));
  }
  return percent;
}

// All verbs with what they take.
struct Verbs {
  CLI::App app{std::string(kOverview), "casus"};
  CheckArguments check;
  AskArguments ask;
  WhyArguments why;
  DiffArguments diff;
  std::vector<std::string> diff_lenses;
  ReadArguments read;
  AlignArguments align;
  CoverArguments cover;
  DraftArguments draft;
  FmtArguments fmt;
  NewArguments fresh;
  MonitorArguments monitor;
  ServeArguments serve;
  PublishArguments publish;
  ExportArguments exported;
  CLI::App *check_verb, *ask_verb, *why_verb, *diff_verb, *read_verb, *align_verb, *cover_verb, *draft_verb,
      *fmt_verb, *new_verb, *monitor_verb, *serve_verb, *publish_verb, *export_verb;

  Verbs() {
    const auto formatter = std::make_shared<CLI::Formatter>();
    formatter->label("REQUIRED", "");
    formatter->label("Positionals", "What it takes");
    formatter->label("SUBCOMMAND", "VERB …");
    formatter->label("Subcommands", "Verbs");
    formatter->column_width(24);
    app.formatter(formatter);
    app.set_help_flag("-h,--help", "Explain");
    app.set_version_flag("--version", fmt::format("casus {}", kVersion), "Say which version this is");
    app.require_subcommand(1);
    check_verb = Add("check", "Check a dossier and say what comes out", kCheckHelp);
    AddDossier(*check_verb, check, kFormats);
    AddLens(*check_verb, check.lens);
    check_verb->add_flag("--full", check.full, "Leave nothing out of the text");
    check_verb->add_flag("--fix", check.fix, "First mend what the messages know how to mend, in the files");
    AddChoice(*check_verb, "--fail-on", check.fail_on, kFailOns, "Exit with 4 if there is one");

    ask_verb = Add("ask", "Ask a question", kAskHelp);
    AddDossier(*ask_verb, ask, kAskFormats);
    ask_verb->add_option("QUESTION", ask.question, "A condition, or an aggregate; in quotes")
        ->required()
        ->type_name("");
    AddLens(*ask_verb, ask.lens);
    ask_verb->add_option("--on", ask.on, "At the end of one day")->type_name("DATE");
    ask_verb->add_option("--from", ask.from, "From this day, month or year on")->type_name("DATE");
    ask_verb->add_option("--through", ask.through, "Through this day, month or year")->type_name("DATE");

    why_verb = Add("why", "Explain an answer, or a no", kWhyHelp);
    AddDossier(*why_verb, why, kFormats);
    why_verb->add_option("QUESTION", why.question, "A condition; in quotes")->required()->type_name("");
    AddLens(*why_verb, why.lens);
    why_verb->add_option("--on", why.on, "At the end of one day")->type_name("DATE");
    why_verb->add_flag("--full", why.full, "Follow every reason to its end");

    diff_verb = Add("diff", "Compare the record with what a lens makes of it, or two lenses", kDiffHelp);
    AddDossier(*diff_verb, diff, kFormats);
    diff_verb->add_flag("--full", diff.full, "Leave nothing out of the text");
    diff_verb->add_option("LENS", diff_lenses, "One lens, or two")->required()->expected(1, 2)->type_name("");

    read_verb = Add("read", "Read a source into sentences", kReadHelp);
    read_verb->add_option("FILE", read.files, "Documents, or - for standard input")
        ->required()
        ->type_name("");
    read_verb->add_option("--dossier", read.dossier, "Link names to the entities of this dossier")
        ->type_name("DIR");
    AddChoice(*read_verb, "--form", read.form, kSourceForms,
              "What the document is (else its name or its beginning tells)");
    AddChoice(*read_verb, "--format", read.format, kReadFormats, "How to write the result");
    AddColour(*read_verb, read.colour);
    cover_verb = Add("cover", "Say which sentences of the sources are cited, set aside, or open", kCoverHelp);
    AddDossier(*cover_verb, cover, kFormats);
    cover_verb->add_option("--source", cover.source, "Only this source")->type_name("NAME");
    cover_verb->add_flag("--open", cover.open, "Only the open sentences");
    cover_verb->add_flag("--full", cover.full, "Every sentence, whole, with what rests on it");
    cover_verb
        ->add_option_function<std::string>(
            "--fail-under", [this](const std::string& text) { cover.fail_under = ReadPercent(text); },
            "Exit with 4 if less of a source is covered")
        ->type_name("PERCENT");

    align_verb = Add("align", "Compare two accounts of one story, sentence by sentence", kAlignHelp);
    align_verb->add_option("A", align.a, "A document, or - for standard input")->required()->type_name("");
    align_verb->add_option("B", align.b, "Another one")->required()->type_name("");
    align_verb->add_option("--dossier", align.dossier, "Know the names of this dossier's entities")
        ->type_name("DIR");
    AddChoice(*align_verb, "--format", align.format, kAlignFormats, "How to write the result");
    align_verb->add_flag("--all", align.all, "Leave nothing out of the text");
    AddColour(*align_verb, align.colour);

    draft_verb = Add("draft", "Draft a chronicle from a source", kDraftHelp);
    draft_verb->add_option("FILE", draft.file, "A document, or - for standard input")
        ->required()
        ->type_name("");
    draft_verb->add_option("--dossier", draft.dossier, "The dossier that the draft is for")->type_name("DIR");
    draft_verb->add_option("--as", draft.name, "What to call the source (else a letter that is free)")
        ->type_name("NAME");
    draft_verb->add_flag("--all", draft.all, "Also sentences without a date, and names that occur once");
    AddChoice(*draft_verb, "--form", draft.form, kSourceForms,
              "What the document is (else its name or its beginning tells)");

    fmt_verb = Add("fmt", "Write dossiers in the canonical form", kFmtHelp);
    fmt_verb->add_option("PATH", fmt.paths, "Folders, files, or - for standard input")
        ->required()
        ->type_name("");
    fmt_verb->add_flag("--check", fmt.check, "Change nothing; exit with 1 if something would change");
    AddColour(*fmt_verb, fmt.colour);

    new_verb = Add("new", "Begin a dossier", kNewHelp);
    new_verb->add_option("DIR", fresh.folder, "The folder to make")->required()->type_name("");

    serve_verb = Add("serve", "Open a page on a dossier, for this computer", kServeHelp);
    AddDossier(*serve_verb, serve);
    AddColour(*serve_verb, serve.colour);
    serve_verb->add_option("--host", serve.host, "The address to listen on (127.0.0.1)")
        ->type_name("ADDRESS");
    serve_verb->add_option("--port", serve.port, "The port to try first (8321)")
        ->type_name("PORT")
        ->check(CLI::Range(0, 65535));
    serve_verb->add_option("--token", serve.token, "What others must know, if --host lets them in")
        ->type_name("TEXT");
    serve_verb->add_flag("--open", serve.open, "Show it in the browser");

    export_verb = Add("export", "Write tables, maps, drawings and a report", kExportHelp);
    AddDossier(*export_verb, exported);
    AddColour(*export_verb, exported.colour);
    AddWord(*export_verb, "WHAT", exported.form, kExportForms, "What to write")->required()->type_name("");
    AddChoice(*export_verb, "--per", exported.per, kExportPers, "What a line of `states` is for");
    AddLens(*export_verb, exported.lens);
    export_verb->add_option("--on", exported.on, "Of a map: at the end of this day")->type_name("DATE");
    export_verb->add_option("--from", exported.from, "From this day, month or year on")->type_name("DATE");
    export_verb->add_option("--through", exported.through, "Through this day, month or year")
        ->type_name("DATE");
    export_verb->add_option("-o,--output", exported.output, "The file to write (else standard output)")
        ->type_name("FILE");

    publish_verb = Add("publish", "Write a page on a dossier that opens without a network", kPublishHelp);
    AddDossier(*publish_verb, publish);
    AddColour(*publish_verb, publish.colour);
    publish_verb->add_option("-o,--output", publish.folder, "The folder to write")
        ->required()
        ->type_name("DIR");
    publish_verb->add_flag("--with-sources", publish.with_sources, "Publish the sources' texts, too");

    monitor_verb = Add("monitor", "Check a log against a formula, live", kMonitorHelp);
    monitor_verb->add_option("--sig", monitor.signature, "The predicates of the log, with their types")
        ->required()
        ->type_name("FILE");
    monitor_verb->add_option("--formula", monitor.formula, "The formula")->required()->type_name("FILE");
    monitor_verb
        ->add_option("--log", monitor.log, "The log (else, or if it is -, standard input; with --csv, none)")
        ->type_name("FILE");
    monitor_verb
        ->add_option("--csv", monitor.csv, "Events of one predicate, merged into the log; for each file")
        ->type_name("P=FILE")
        ->allow_extra_args(false);
    monitor_verb->add_flag("--negate", monitor.negate, "Look for what the formula does not hold of");
    monitor_verb->add_flag("--check", monitor.check, "Only say whether the formula can be monitored");
    monitor_verb->add_flag("--json", monitor.json, "Write each verdict as a line of JSON");
    monitor_verb->add_flag("--why", monitor.why, "Write the proof of each verdict behind it");
    AddChoice(*monitor_verb, "--on-error", monitor.skip_errors, kOnErrors,
              "What to do about a mistake in the log (else: stop)");
    monitor_verb->add_flag("--stop_at_first_viol", monitor.stop_at_first, "End with the first verdict");
    monitor_verb->add_flag("--nonewlastts", monitor.no_new_last,
                           "The log may go on: decide nothing because it ends");
    monitor_verb->add_option("--save", monitor.save, "Keep the state here at the end, or when told to stop")
        ->type_name("FILE");
    monitor_verb->add_option("--resume", monitor.resume, "Go on from a state that was kept")
        ->type_name("FILE");
    AddChoice(*monitor_verb, "--threads", monitor.two_threads, kThreads,
              "Read the log in one thread, and evaluate in another (else: 1)");
    monitor_verb->add_flag("--stats", monitor.statistics, "Say at the end what each operator remembers");
    monitor_verb->add_flag("--verbose", monitor.verbose, "Say first what is monitored");
    AddColour(*monitor_verb, monitor.colour);
  }

  CLI::App* Add(const std::string& name, const std::string& description, std::string_view help) {
    CLI::App* verb = app.add_subcommand(name, description);
    verb->footer(std::string(help) + "\n");
    return verb;
  }

  Arguments Chosen() {
    if (ask_verb->parsed()) return ask;
    if (why_verb->parsed()) return why;
    if (diff_verb->parsed()) {
      diff.lens_b = diff_lenses.back();
      if (diff_lenses.size() == 2) diff.lens_a = diff_lenses.front();
      return diff;
    }
    if (read_verb->parsed()) return read;
    if (cover_verb->parsed()) return cover;
    if (align_verb->parsed()) return align;
    if (draft_verb->parsed()) return draft;
    if (fmt_verb->parsed()) return fmt;
    if (new_verb->parsed()) return fresh;
    if (serve_verb->parsed()) return serve;
    if (publish_verb->parsed()) return publish;
    if (export_verb->parsed()) return exported;
    if (monitor_verb->parsed()) return monitor;
    return check;
  }

  const CLI::App& Active() const {
    const std::vector<CLI::App*> parsed = app.get_subcommands();
    return parsed.empty() ? app : *parsed.front();
  }
};

std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates) {
  std::vector<std::string_view> views(candidates.begin(), candidates.end());
  const std::optional<std::string_view> near = diag::Nearest(word, views);
  return near ? fmt::format("; did you mean `{}`?", *near) : std::string();
}

std::vector<std::string> VerbNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(verb->get_name());
  return names;
}

std::vector<std::string> OptionNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// What is wrong, in one line.
std::string Explain(const Verbs& verbs, const CLI::ParseError& error, int argc, const char* const* argv) {
  if (verbs.app.get_subcommands().empty()) {
    const std::string word = argc > 1 ? argv[1] : "";
    const bool is_option = word.starts_with("-");
    return fmt::format("there is no {} `{}`{}", is_option ? "option" : "verb", word,
                       DidYouMean(word, is_option ? OptionNames(verbs.app) : VerbNames(verbs.app)));
  }
  const CLI::App& verb = verbs.Active();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::vector<std::string> extras = verbs.app.remaining(true);
    const std::string word = extras.empty() ? "" : extras.front();
    const auto* const foreign = std::find_if(std::begin(kOptionsOfMonPoly), std::end(kOptionsOfMonPoly),
                                             [&](const auto& option) { return option.first == word; });
    if (verb.get_name() == "monitor" && foreign != std::end(kOptionsOfMonPoly)) {
      return fmt::format("`casus monitor` has no option `{}` of MonPoly; {}", word, foreign->second);
    }
    if (word.starts_with("-")) {
      return fmt::format("`casus {}` has no option `{}`{}", verb.get_name(), word,
                         DidYouMean(word, OptionNames(verb)));
    }
    return fmt::format(
        "`{}` is one word too many{}", word,
        verb.get_name() == "ask" || verb.get_name() == "why" ? "; put the question in quotes" : "");
  }
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    for (const CLI::Option* option : verb.get_options()) {
      if (!option->get_required() || option->count() > 0) continue;
      return fmt::format("`casus {}` needs {}: {}", verb.get_name(), option->get_name(),
                         option->get_description());
    }
  }
  return error.what();
}

}  // namespace

std::optional<int> ParseArguments(int argc, const char* const* argv, Arguments& arguments) {
  Verbs verbs;
  if (argc <= 1) {
    fmt::print(stderr, "{}", verbs.app.help());
    return kWrongUsage;
  }
  std::vector<std::string> words(argv, argv + argc);
  if (words[1] == "monitor") {
    for (std::string& word : words) {
      if (std::find(std::begin(kOneDash), std::end(kOneDash), word) != std::end(kOneDash)) word = "-" + word;
    }
  }
  std::vector<const char*> spelled;
  for (const std::string& word : words) spelled.push_back(word.c_str());
  try {
    verbs.app.parse(argc, spelled.data());
    if (!verbs.ask.on.empty() && (!verbs.ask.from.empty() || !verbs.ask.through.empty())) {
      throw CLI::ValidationError(
          "--on asks for one day, --from and --through for a stretch of time: say one or the other");
    }
    if (verbs.exported.form == ExportForm::kStates && verbs.exported.per == ExportPer::kDay &&
        (verbs.exported.from.empty() || verbs.exported.through.empty())) {
      throw CLI::ValidationError("--per day makes a line for each state and day: say --from and --through");
    }
    if (verbs.exported.form != ExportForm::kStates && verbs.export_verb->count("--per") > 0) {
      throw CLI::ValidationError("--per says what a line of `states` is for; nothing else takes it");
    }
    if (verbs.align.a == "-" && verbs.align.b == "-") {
      throw CLI::ValidationError("only one of the two accounts can come from standard input");
    }
  } catch (const CLI::CallForHelp&) {
    fmt::print("{}", verbs.app.help());
    return kFine;
  } catch (const CLI::CallForVersion& version) {
    fmt::print("{}\n", version.what());
    return kFine;
  } catch (const CLI::ParseError& error) {
    const CLI::App& verb = verbs.Active();
    fmt::print(stderr, "casus: {}\n`casus{} --help` shows how it is used\n",
               Explain(verbs, error, argc, argv), &verb == &verbs.app ? "" : " " + verb.get_name());
    return kWrongUsage;
  }
  arguments = verbs.Chosen();
  return std::nullopt;
}

}  // namespace casus::cli
