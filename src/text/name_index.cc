#include "text/name_index.h"

#include <algorithm>

#include "text/name_words.h"

namespace casus::text {

namespace {

constexpr size_t kRoot = 0;

// Apostrophes and dashes in one form. Most words are so already, and are not copied.
class PlainWord {
 public:
  explicit PlainWord(std::string_view word) : view_(word) {
    if (IsDash(word)) view_ = "-";
    if (view_.find('\xCA') == std::string_view::npos && view_.find('\xE2') == std::string_view::npos) return;
    for (const std::string_view form : {"’", "ʼ"}) {
      for (size_t at = view_.find(form); at != std::string_view::npos; at = view_.find(form, at + 1)) {
        copy_ = std::string(view_.substr(0, at)) + "'" + std::string(view_.substr(at + form.size()));
        view_ = copy_;
      }
    }
  }
  PlainWord(const PlainWord&) = delete;
  PlainWord& operator=(const PlainWord&) = delete;

  std::string_view view() const { return view_; }

 private:
  std::string copy_;
  std::string_view view_;
};

// The word without a possessive.
std::string_view WithoutPossessive(std::string_view word) {
  if (!word.ends_with('s')) return word;
  for (const std::string_view ending : {"'s", "’s", "ʼs"}) {
    if (word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  }
  return word;
}

// Whether a dash joins the text to a further word at its end.
bool GoesOnWithDash(const ProseTokens& tokens, const ProseToken& last) {
  const ProseToken dash = tokens.After(last);
  if (dash.begin != last.end || !IsDash(dash.text) || dash.text == "—") return false;
  const ProseToken next = tokens.After(dash);
  return next.begin == dash.end && next.is_word();
}

// "Juozas Urbšys", and not "Treaty of Riga" or "Red Army".
bool IsPerson(std::span<const std::string> words) {
  constexpr size_t kMostNames = 4;
  if (words.size() < 2 || words.size() > kMostNames) return false;
  if (std::any_of(words.begin(), words.end(), [](const std::string& word) { return IsInstitution(word); })) {
    return false;
  }
  return IsCapitalized(words.front()) && IsCapitalized(words.back()) && words.back().size() > 2 &&
         std::all_of(words.begin(), words.end(), [](const std::string& word) {
           return IsCapitalized(word) || IsNameParticle(word) || word == "." || word == "-";
         });
}

}  // namespace

NameIndex::NameIndex(std::span<const KnownName> names) : names_(names.begin(), names.end()), names_at_(1) {
  for (uint32_t index = 0; index < names_.size(); ++index) Add(index);
}

void NameIndex::Add(uint32_t index) {
  const std::string_view name = names_[index].name;
  std::vector<std::string> words;
  const ProseTokens tokens(name);
  for (ProseToken token = tokens.At(0); !token.is_end(); token = tokens.After(token)) {
    if (words.size() == kMostWords) return;
    words.emplace_back(PlainWord(token.text).view());
  }
  if (words.empty()) return;
  NodeId node = kRoot;
  for (const std::string& word : words) {
    const auto [edge, is_new] = edges_.try_emplace({node, word}, static_cast<NodeId>(names_at_.size()));
    if (is_new) names_at_.emplace_back();
    node = edge->second;
  }
  // The same name for the same entity is told once.
  std::vector<uint32_t>& same = names_at_[node];
  const std::string& entity = names_[index].entity;
  if (std::any_of(same.begin(), same.end(), [&](uint32_t other) { return names_[other].entity == entity; }))
    return;
  same.push_back(index);
  first_bytes_[static_cast<unsigned char>(tokens.At(0).text[0])] = true;
  if (IsPerson(words)) last_names_[words.back()].push_back(index);
}

std::optional<NameIndex::NodeId> NameIndex::Step(NodeId node, std::string_view word) const {
  const auto edge = edges_.find(std::pair<NodeId, std::string_view>(node, word));
  if (edge == edges_.end()) return std::nullopt;
  return edge->second;
}

std::optional<NameIndex::Match> NameIndex::Longest(const ProseTokens& tokens, const ProseToken& first) const {
  if (first.text.empty() || !MayBegin(first.text[0])) return std::nullopt;
  std::optional<Match> longest;
  NodeId node = kRoot;
  ProseToken token = first;
  constexpr size_t kLongestWord = 256;
  for (size_t words = 1; words <= kMostWords && !token.is_end() && token.text.size() < kLongestWord;
       ++words) {
    const auto end_with = [&](std::string_view last, bool plural) {
      const std::optional<NodeId> end_node = Step(node, PlainWord(last).view());
      if (!end_node || names_at_[*end_node].empty() || GoesOnWithDash(tokens, token)) return false;
      const size_t end =
          plural ? token.begin + WithoutPossessive(token.text).size() : token.begin + last.size();
      longest = Match{.end = end, .words = words, .plural = plural, .names = names_at_[*end_node]};
      return true;
    };
    const std::string_view owner = WithoutPossessive(token.text);
    if (!end_with(token.text, false) && !(owner.size() < token.text.size() && end_with(owner, false)) &&
        owner.ends_with('s') && owner.size() > 2) {
      end_with(owner.substr(0, owner.size() - 1), true);
    }
    const std::optional<NodeId> next = Step(node, PlainWord(token.text).view());
    if (!next) break;
    node = *next;
    token = tokens.After(token);
  }
  return longest;
}

std::span<const uint32_t> NameIndex::WithLastName(std::string_view word) const {
  const auto found = last_names_.find(word);
  if (found == last_names_.end()) return {};
  return found->second;
}

}  // namespace casus::text
