#include "api/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "api/json.h"
#include "text/characters.h"
#include "text/decode.h"

namespace casus::api {
namespace {

using Json = nlohmann::ordered_json;
using text::Range;

std::string_view Name(text::Form form) {
  switch (form) {
    case text::Form::kPlain:
      return "plain";
    case text::Form::kMarkdown:
      return "markdown";
    case text::Form::kHtml:
      return "html";
  }
  return {};
}

std::string_view Name(text::Mention::Kind kind) {
  switch (kind) {
    case text::Mention::Kind::kDate:
      return "date";
    case text::Mention::Kind::kNumber:
      return "number";
    case text::Mention::Kind::kQuantity:
      return "quantity";
    case text::Mention::Kind::kName:
      return "name";
  }
  return {};
}

std::string_view Name(text::Sureness sureness) {
  switch (sureness) {
    case text::Sureness::kSure:
      return "sure";
    case text::Sureness::kLikely:
      return "likely";
    case text::Sureness::kUnsure:
      return "unsure";
  }
  return {};
}

std::string_view Name(text::Oddity::Kind kind) {
  switch (kind) {
    case text::Oddity::Kind::kLostFigure:
      return "lost figure";
    case text::Oddity::Kind::kUnclosedQuotation:
      return "unclosed quotation";
    case text::Oddity::Kind::kUnclosedBracket:
      return "unclosed bracket";
    case text::Oddity::Kind::kDoubledWord:
      return "doubled word";
    case text::Oddity::Kind::kJoinedWords:
      return "joined words";
  }
  return {};
}

std::string_view Name(text::Piece::Kind kind) {
  switch (kind) {
    case text::Piece::Kind::kGap:
      return "gap";
    case text::Piece::Kind::kHeading:
      return "heading";
    case text::Piece::Kind::kSentence:
      return "sentence";
    case text::Piece::Kind::kNote:
      return "note";
    case text::Piece::Kind::kGloss:
      return "gloss";
    case text::Piece::Kind::kDebris:
      return "debris";
  }
  return {};
}

// A whole number as an integer, another one as the nearest double.
Json Number(base::Decimal number) {
  if (number.IsInteger()) return number.units() / base::Decimal::kUnitsPerOne;
  return static_cast<double>(number.units()) / static_cast<double>(base::Decimal::kUnitsPerOne);
}

class Writer {
 public:
  Writer(const text::Reading& reading, std::string_view file)
      : reading_(reading), file_(file), characters_(reading.original, reading.encoding) {}

  Json Whole() const {
    Json json = {{"version", kJsonVersion},
                 {"file", file_},
                 {"form", Name(reading_.form)},
                 {"encoding", text::NameOf(reading_.encoding)},
                 {"byteOrderMark", reading_.has_byte_order_mark},
                 {"sha256", text::Sha256InHex(reading_)},
                 {"bytes", reading_.original.size()},
                 {"codePoints", characters_.CountBefore(reading_.original.size())}};
    json["sections"] = Each(reading_.headings, [&](const text::Heading& heading) {
      Json one = {{"heading", heading.text}, {"level", heading.level}};
      AddPlace(one, heading.place);
      return one;
    });
    json["sentences"] =
        Each(reading_.sentences, [&](const text::Sentence& sentence) { return Of(sentence); });
    json["notes"] = Each(reading_.notes, [&](const text::Note& note) {
      Json one = {{"mark", note.mark}, {"supports", note.supports ? Json(*note.supports) : Json(nullptr)}};
      if (note.before) {
        one["before"] = *note.before;
        one["message"] = "the sentence that this note supports is not in this document";
      }
      AddPlace(one, note.place);
      return one;
    });
    json["glosses"] = Each(reading_.glosses, [&](const text::Gloss& gloss) {
      Json one = {{"term", gloss.term}, {"text", gloss.text}, {"truncated", gloss.truncated}};
      one["sentence"] = gloss.sentence ? Json(*gloss.sentence) : Json(nullptr);
      AddPlace(one, gloss.place);
      return one;
    });
    json["debris"] = Each(reading_.debris, [&](const text::Debris& debris) {
      Json one = {{"kind", text::NameOf(debris.kind)}, {"text", debris.text}};
      AddPlace(one, debris.place);
      return one;
    });
    json["oddities"] = Each(reading_.oddities, [&](const text::Oddity& oddity) {
      Json one = {{"kind", Name(oddity.kind)}, {"sentence", oddity.sentence}, {"message", oddity.message}};
      AddPlace(one, reading_.PlaceOf(SentenceOf(oddity), oddity.at));
      return one;
    });
    json["pieces"] = Each(reading_.pieces, [&](const text::Piece& piece) {
      Json one = {{"kind", Name(piece.kind)}};
      if (piece.kind == text::Piece::Kind::kSentence) one["sentence"] = piece.index + 1;
      one["start"] = piece.place.begin;
      one["end"] = piece.place.end;
      return one;
    });
    return json;
  }

  Json Annotations() const {
    Json items = Json::array();
    for (const text::Sentence& sentence : reading_.sentences) {
      items.push_back(
          Annotation(fmt::format("#sentence-{}", sentence.id), "describing", sentence.text, sentence.place));
      for (size_t i = 0; i < sentence.mentions.size(); ++i) {
        const text::Mention& mention = sentence.mentions[i];
        std::string said(Name(mention.kind));
        if (!mention.edtf.empty()) said += ": " + mention.edtf;
        if (!mention.refers_to.empty()) said += ": " + mention.refers_to;
        if (!mention.reason.empty()) said += " (" + mention.reason + ")";
        items.push_back(Annotation(fmt::format("#sentence-{}-mention-{}", sentence.id, i + 1), "identifying",
                                   said, reading_.PlaceOf(sentence, mention.at)));
      }
    }
    for (size_t i = 0; i < reading_.glosses.size(); ++i) {
      const text::Gloss& gloss = reading_.glosses[i];
      items.push_back(Annotation(fmt::format("#gloss-{}", i + 1), "describing",
                                 gloss.term + ": " + gloss.text, gloss.place));
    }
    return {{"@context", "http://www.w3.org/ns/anno.jsonld"},
            {"type", "AnnotationPage"},
            {"items", std::move(items)}};
  }

 private:
  template <typename Things, typename ToOne>
  static Json Each(const Things& things, ToOne to_one) {
    Json array = Json::array();
    for (const auto& thing : things) array.push_back(to_one(thing));
    return array;
  }

  const text::Sentence& SentenceOf(const text::Oddity& oddity) const {
    return reading_.sentences[static_cast<size_t>(oddity.sentence - 1)];
  }

  void AddPlace(Json& json, Range place) const {
    json["start"] = place.begin;
    json["end"] = place.end;
    json["codePoints"] = {{"start", characters_.CountBefore(place.begin)},
                          {"end", characters_.CountBefore(place.end)}};
  }

  Json Of(const text::Sentence& sentence) const {
    Json json = {{"id", sentence.id},
                 {"section", reading_.SectionOf(sentence)},
                 {"paragraph", sentence.paragraph},
                 {"text", sentence.text}};
    AddPlace(json, sentence.place);
    json["notes"] = sentence.notes;
    json["mentions"] =
        Each(sentence.mentions, [&](const text::Mention& mention) { return Of(sentence, mention); });
    return json;
  }

  Json Of(const text::Sentence& sentence, const text::Mention& mention) const {
    Json json = {{"kind", Name(mention.kind)}, {"text", mention.text}};
    if (mention.kind == text::Mention::Kind::kDate)
      json["edtf"] = mention.edtf.empty() ? Json(nullptr) : Json(mention.edtf);
    if (mention.least && mention.most && *mention.least == *mention.most) {
      json["value"] = Number(*mention.least);
    } else {
      if (mention.least) json["least"] = Number(*mention.least);
      if (mention.most) json["most"] = Number(*mention.most);
    }
    if (mention.approximate) json["approximate"] = true;
    if (!mention.unit.empty()) json["unit"] = mention.unit;
    if (!mention.refers_to.empty()) json["refersTo"] = mention.refers_to;
    json["sureness"] = Name(mention.sureness);
    if (!mention.reason.empty()) json["reason"] = mention.reason;
    AddPlace(json, reading_.PlaceOf(sentence, mention.at));
    return json;
  }

  Json Annotation(std::string id, std::string_view motivation, std::string_view body, Range place) const {
    constexpr size_t kAround = 32;  // characters
    return {{"id", std::move(id)},
            {"type", "Annotation"},
            {"motivation", motivation},
            {"body", {{"type", "TextualBody"}, {"value", body}}},
            {"target",
             {{"source", file_},
              {"selector",
               {{{"type", "TextQuoteSelector"},
                 {"exact", characters_.Text(place)},
                 {"prefix", characters_.TextBefore(place.begin, kAround)},
                 {"suffix", characters_.TextAfter(place.end, kAround)}},
                {{"type", "TextPositionSelector"},
                 {"start", characters_.CountBefore(place.begin)},
                 {"end", characters_.CountBefore(place.end)}}}}}}};
  }

  const text::Reading& reading_;
  std::string_view file_;
  text::Characters characters_;
};

}  // namespace

Json ToJson(const text::Reading& reading, std::string_view file) { return Writer(reading, file).Whole(); }

Json ToAnnotations(const text::Reading& reading, std::string_view file) {
  return Writer(reading, file).Annotations();
}

}  // namespace casus::api
