#pragma once

// The command line: what the user asked for.
//
//   Arguments arguments;
//   if (std::optional<int> exit = ParseArguments(argc, argv, arguments)) return *exit;   // --help, or wrong
//   usage if (const auto* check = std::get_if<CheckArguments>(&arguments)) …

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace casus::cli {

enum class Format { kText, kJson, kCsv, kHtml };
enum class Colour { kAuto, kAlways, kNever };
enum class FailOn { kNothing, kBreach, kConflict };

struct CommonArguments {
  std::string dossier;  // a folder or a file
  std::string sources;  // a folder; empty: the usual places
  Format format = Format::kText;
  Colour colour = Colour::kAuto;
};

struct CheckArguments : CommonArguments {
  std::string lens;
  bool full = false;
  bool fix = false;  // mend first what can be mended for certain
  FailOn fail_on = FailOn::kNothing;
};

struct AskArguments : CommonArguments {
  std::string question, lens;
  std::string on, from, through;  // dates as written; empty: not given
};

struct WhyArguments : CommonArguments {
  std::string question, lens, on;
  bool full = false;
};

struct DiffArguments : CommonArguments {
  std::string lens_a,
      lens_b;  // compared is a with b; if only one is given, it is b, and a the record as it is
  bool full = false;
};

enum class ReadFormat { kText, kJson, kAnnotations };
enum class SourceForm { kByName, kPlain, kMarkdown, kHtml };

struct ReadArguments {
  std::vector<std::string> files;  // or - for standard input
  std::string dossier;             // whose names are known; empty: none
  SourceForm form = SourceForm::kByName;
  ReadFormat format = ReadFormat::kText;
  Colour colour = Colour::kAuto;
};

struct CoverArguments : CommonArguments {
  std::string source;             // empty: all
  bool open = false;              // only what is open
  bool full = false;              // every sentence, whole
  std::optional<int> fail_under;  // percent
};

struct AlignArguments {
  std::string a, b;     // files, one of them may be - for standard input
  std::string dossier;  // whose names are known; empty: none
  Format format = Format::kText;
  Colour colour = Colour::kAuto;
  bool all = false;
};

struct DraftArguments {
  std::string file;     // or - for standard input
  std::string dossier;  // which the draft is for; empty: a new one
  std::string name;     // of the source; empty: a free letter
  SourceForm form = SourceForm::kByName;
  bool all = false;
};

struct FmtArguments {
  std::vector<std::string> paths;  // folders, files, or - for standard input
  bool check = false;
  Colour colour = Colour::kAuto;
};

struct PublishArguments : CommonArguments {
  std::string folder;
  bool with_sources = false;
};

struct ServeArguments : CommonArguments {
  std::string host = "127.0.0.1";
  int port = 8321;
  std::string token;  // empty: none is wanted
  bool open = false;
};

enum class ExportForm { kTimeline, kStates, kTerritories, kEvidence, kTimelineSvg, kMapSvg, kReport };
enum class ExportPer { kDay, kYear, kPair };

struct ExportArguments : CommonArguments {
  ExportForm form = ExportForm::kTimeline;
  ExportPer per = ExportPer::kYear;
  std::string lens, on;
  std::string from, through;  // empty: the whole record
  std::string output;         // a file; empty: standard output
};

struct NewArguments {
  std::string folder;
};

struct MonitorArguments {
  std::string signature, formula;  // files
  std::string log;                 // empty or -: standard input; empty with csv: none
  std::vector<std::string> csv;    // P=FILE
  bool negate = false, check = false, verbose = false, no_new_last = false, stop_at_first = false;
  bool json = false, why = false, statistics = false, skip_errors = false;
  std::string save, resume;  // files; empty: none
  bool two_threads = false;  // one reads, one evaluates
  Colour colour = Colour::kAuto;
};

using Arguments = std::variant<CheckArguments, AskArguments, WhyArguments, DiffArguments, ReadArguments,
                               AlignArguments, CoverArguments, DraftArguments, FmtArguments, NewArguments,
                               MonitorArguments, ServeArguments, PublishArguments, ExportArguments>;

// Fills in the arguments, or returns the code to exit with after having said what there is to say.
std::optional<int> ParseArguments(int argc, const char* const* argv, Arguments& arguments);

}  // namespace casus::cli
