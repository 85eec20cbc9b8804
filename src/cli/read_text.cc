#include "cli/read_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "text/decode.h"

namespace casus::cli {
namespace {

constexpr int kColumns = 100;
constexpr int kIndent = 6;

std::string Count(size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string_view NameOf(text::Form form) {
  switch (form) {
    case text::Form::kPlain:
      return "plain text";
    case text::Form::kMarkdown:
      return "Markdown";
    case text::Form::kHtml:
      return "HTML";
  }
  return {};
}

// The first words of a text, on one line.
std::string Shorten(std::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  const size_t space = text.rfind(' ', end);
  return std::string(text.substr(0, space == std::string_view::npos || space == 0 ? end : space)) + " …";
}

std::string NumberOf(const text::Mention& mention) {
  if (mention.least && mention.most) {
    return *mention.least == *mention.most
               ? mention.least->ToString()
               : fmt::format("{} to {}", mention.least->ToString(), mention.most->ToString());
  }
  if (mention.least) return "at least " + mention.least->ToString();
  if (mention.most) return "at most " + mention.most->ToString();
  return {};
}

// What a mention stands for, in a few words; empty if that is just what is written.
std::string Meaning(const text::Mention& mention) {
  std::string meaning;
  switch (mention.kind) {
    case text::Mention::Kind::kDate:
      meaning = mention.edtf.empty() ? "no date" : mention.edtf;
      break;
    case text::Mention::Kind::kNumber:
    case text::Mention::Kind::kQuantity:
      meaning = NumberOf(mention);
      if (meaning.empty()) {
        meaning = mention.unit + (mention.unit.empty() ? "" : "; ") + "how many is not told";
        break;
      }
      if (mention.approximate) meaning = "about " + meaning;
      if (!mention.unit.empty()) meaning += " " + mention.unit;
      break;
    case text::Mention::Kind::kName:
      // A name of which nothing is known is just what is written.
      if (mention.refers_to.empty()) return {};
      meaning = mention.refers_to;
      break;
  }
  if (mention.sureness == text::Sureness::kLikely) meaning += ", likely";
  if (mention.sureness == text::Sureness::kUnsure) meaning += ", unsure";
  if (!mention.reason.empty()) meaning += ": " + mention.reason;
  return meaning;
}

class Page {
 public:
  Page(const text::Reading& reading, const Style& style) : reading_(reading), style_(style) {}

  std::string Write(std::string_view file) {
    WriteHead(file);
    const std::vector<std::string>* section = nullptr;
    for (const text::Sentence& sentence : reading_.sentences) {
      const std::vector<std::string>& headings = reading_.SectionOf(sentence);
      if (section == nullptr || *section != headings) {
        if (!headings.empty()) {
          text_ += fmt::format("\n{}\n", style_.Heading(fmt::format("{}", fmt::join(headings, " › "))));
        } else if (section == nullptr) {
          text_ += '\n';
        }
        section = &headings;
      }
      WriteSentence(sentence);
    }
    WriteNotes();
    WriteGlosses();
    WriteDebris();
    WriteOddities();
    return std::move(text_);
  }

 private:
  void WriteHead(std::string_view file) {
    text_ +=
        fmt::format("{}   {}, {}{}, {} bytes\n", style_.Heading(file), NameOf(reading_.form),
                    text::NameOf(reading_.encoding),
                    reading_.has_byte_order_mark ? " with a byte order mark" : "", reading_.original.size());
    std::vector<std::string> parts{Count(reading_.sentences.size(), "sentence", "sentences")};
    if (!reading_.notes.empty()) parts.push_back(Count(reading_.notes.size(), "note", "notes"));
    if (!reading_.glosses.empty()) parts.push_back(Count(reading_.glosses.size(), "gloss", "glosses"));
    if (!reading_.debris.empty())
      parts.push_back(Count(reading_.debris.size(), "piece of debris", "pieces of debris"));
    if (!reading_.oddities.empty()) parts.push_back(Count(reading_.oddities.size(), "oddity", "oddities"));
    text_ += fmt::format("{}\n", fmt::join(parts, ", "));
  }

  void WriteSentence(const text::Sentence& sentence) {
    const std::string indent(kIndent, ' ');
    std::string notes;
    for (const std::string& mark : sentence.notes) notes += fmt::format(" [{}]", mark);
    text_ += fmt::format("{:>4}  {}\n", sentence.id, Wrap(sentence.text + notes, kColumns - kIndent, indent));
    for (const text::Mention& mention : sentence.mentions) {
      const std::string meaning = Meaning(mention);
      if (meaning.empty() || meaning == mention.text) continue;
      const std::string line = fmt::format("“{}”  {}", mention.text, meaning);
      text_ +=
          fmt::format("{}  {}\n", indent, style_.Quiet(Wrap(line, kColumns - kIndent - 4, indent + "    ")));
    }
  }

  void WriteNotes() {
    std::vector<const text::Note*> absent;
    for (const text::Note& note : reading_.notes) {
      if (!note.supports && note.before) absent.push_back(&note);
    }
    if (absent.empty()) return;
    text_ += fmt::format(
        "\n{}\n  The sentences that these support are not in this document; `casus align` finds them in "
        "another.\n",
        style_.Heading("Notes without their sentence"));
    std::string line;
    for (const text::Note* note : absent) {
      line += fmt::format("{}[{}] before sentence {}", line.empty() ? "" : ", ", note->mark, *note->before);
    }
    text_ += fmt::format("  {}\n", Wrap(line, kColumns - 2, "  "));
  }

  void WriteGlosses() {
    if (reading_.glosses.empty()) return;
    text_ += fmt::format("\n{}\n", style_.Heading("Glosses"));
    for (const text::Gloss& gloss : reading_.glosses) {
      text_ += fmt::format("  {}: {}\n", style_.Heading(gloss.term), Shorten(gloss.text, 70));
    }
  }

  void WriteDebris() {
    if (reading_.debris.empty()) return;
    text_ += fmt::format("\n{}\n", style_.Heading("Debris"));
    for (const text::Debris& debris : reading_.debris) {
      std::string line = debris.text;
      std::replace(line.begin(), line.end(), '\n', ' ');
      text_ += fmt::format("  {:<11} {}\n", text::NameOf(debris.kind), Shorten(line, 80));
    }
  }

  void WriteOddities() {
    if (reading_.oddities.empty()) return;
    text_ += fmt::format("\n{}\n", style_.Heading("Oddities"));
    for (const text::Oddity& oddity : reading_.oddities) {
      text_ +=
          fmt::format("  sentence {}: {}\n", oddity.sentence, Wrap(oddity.message, kColumns - 4, "    "));
    }
  }

  const text::Reading& reading_;
  const Style& style_;
  std::string text_;
};

}  // namespace

std::string ReadText(const text::Reading& reading, std::string_view file, const Style& style) {
  return Page(reading, style).Write(file);
}

}  // namespace casus::cli
