#include "remediate/explain/explain.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "remediate/explain/article.hpp"
#include "remediate/explain/error_text.hpp"

namespace remediate {
namespace {

constexpr std::size_t kLongestText = 64UL * 1024;

struct Match {
  const Article* entry = nullptr;
  Confidence confidence = Confidence::unknown;
};

// Those of other kinds stand before OAuth's generic names, which say little.
constexpr std::array kTables = {
    scope_entries,    access_entries,     request_entries,    credential_entries, rule_entries,
    obstacle_entries, assumption_entries, management_entries, exit_entries,       generic_entries};

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string in_lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

// Where the parts between the stars stand in the text, one after the other: whole, inside, or not.
Confidence match_sentence(std::string_view text, std::string_view pattern) {
  const bool open_start = pattern.starts_with('*');
  const bool open_end = pattern.ends_with('*');
  std::size_t at = 0;
  bool is_first = true;
  bool starts_there = true;
  while (!pattern.empty()) {
    const std::size_t end = std::min(pattern.find('*'), pattern.size());
    const std::string_view part = pattern.substr(0, end);
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
    if (part.empty()) continue;
    const std::size_t found = text.find(part, at);
    if (found == std::string_view::npos) return Confidence::unknown;
    // "invalid sessions" does not say "invalid session", nor does "uninvalid ...".
    const bool cut_before =
        found > 0 && is_word_character(text[found - 1]) && is_word_character(part.front());
    const std::size_t behind = found + part.size();
    const bool cut_behind =
        behind < text.size() && is_word_character(text[behind]) && is_word_character(part.back());
    if (cut_before || cut_behind) return Confidence::unknown;
    if (is_first) starts_there = found == 0 || open_start;
    is_first = false;
    at = behind;
  }
  if (is_first) return Confidence::unknown;
  return starts_there && (open_end || at == text.size()) ? Confidence::exact : Confidence::likely;
}

// `invalid_scope: Custom scopes ...`: what stands before the sentence.
std::string_view without_name(std::string_view text) {
  const std::size_t colon = text.find(": ");
  if (colon == std::string_view::npos || colon == 0) return text;
  const bool is_name = std::ranges::all_of(text.substr(0, colon), is_word_character);
  return is_name ? text.substr(colon + 2) : text;
}

// Two words stand in many messages by chance.
bool says_enough(std::string_view sentence) { return std::ranges::count(sentence, ' ') > 1; }

Match find_sentence(std::string_view text, const Articles& entries) {
  for (const Article& entry : entries) {
    for (const std::string_view sentence : entry.sentences) {
      const Confidence confidence = match_sentence(text, sentence);
      if (confidence == Confidence::exact ||
          (confidence == Confidence::likely && says_enough(sentence)))
        return {&entry, confidence};
    }
  }
  return {};
}

// Names without an underscore, hyphen or digit are words of every day ("assignment").
bool is_telling(std::string_view id) {
  return std::ranges::any_of(id,
                             [](char c) { return c == '_' || c == '-' || (c >= '0' && c <= '9'); });
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word_character(text[at - 1])) &&
        (end == text.size() || !is_word_character(text[end])))
      return true;
  }
  return false;
}

Match find_id(std::string_view text, const Articles& entries) {
  for (const Article& entry : entries) {
    if (text == in_lower_case(entry.id)) return {&entry, Confidence::exact};
  }
  for (const Article& entry : entries) {
    if (is_telling(entry.id) && has_word(text, in_lower_case(entry.id)))
      return {&entry, Confidence::likely};
  }
  return {};
}

// "3", "exit 3", "exit code 3".
Match find_exit_code(std::string_view text) {
  for (const std::string_view prefix : {"exit code ", "exit status ", "exit ", "code "}) {
    if (text.starts_with(prefix)) {
      text.remove_prefix(prefix.size());
      break;
    }
  }
  const auto found = std::ranges::find(exit_entries(), fmt::format("exit-{}", text), &Article::id);
  if (found == exit_entries().end()) return {};
  return {&*found, Confidence::exact};
}

bool is_generic(const Match& match) {
  if (match.entry == nullptr) return true;
  return std::ranges::any_of(generic_entries(),
                             [&](const Article& each) { return &each == match.entry; }) ||
         match.entry->id == "invalid_scope";
}

// A whole match wins over a part, what says something over a generic name.
Match better(Match a, Match b) {
  if (a.entry == nullptr) return b;
  if (b.entry == nullptr) return a;
  if (is_generic(a) != is_generic(b)) return is_generic(a) ? b : a;
  return a.confidence == Confidence::likely && b.confidence == Confidence::exact ? b : a;
}

Match find_in(std::string_view message) {
  const std::string text = normalised(message);
  if (text.empty()) return {};
  if (const Match exit = find_exit_code(text); exit.entry != nullptr) return exit;
  Match sentence;
  Match named;
  for (const auto table : kTables) {
    const Articles& entries = table();
    if (sentence.entry == nullptr) sentence = find_sentence(without_name(text), entries);
    if (sentence.entry == nullptr) sentence = find_sentence(text, entries);
    named = better(named, find_id(text, entries));
  }
  return better(sentence, named);
}

std::vector<std::string> texts(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

Explanation explanation_of(const Match& match) {
  const Article& entry = *match.entry;
  Explanation result;
  result.id = entry.id;
  result.title = entry.title;
  result.meaning = entry.meaning;
  result.causes = texts(entry.causes);
  result.check = texts(entry.check);
  result.run = texts(entry.run);
  result.sources = texts(entry.sources);
  result.confidence = match.confidence;
  return result;
}

Explanation unknown_text() {
  Explanation result;
  result.title = "oktafix does not know this text";
  result.meaning =
      "It is none of the errors around custom scopes and authorization servers that oktafix "
      "explains, and oktafix does not guess.";
  result.check = {
      "paste the whole message: a code such as E0000015, Okta's sentence, or the URL with error= "
      "and error_description=",
      "outcome.reason of the event in the System Log (Reports > System Log) says more than the "
      "page",
      "Okta's own lists of error codes, below"};
  result.run = {"oktafix audit", "oktafix check"};
  result.sources = {std::string(okta_document::kOAuthErrors),
                    std::string(okta_document::kApiErrors)};
  return result;
}

}  // namespace

std::string_view to_string(Confidence confidence) {
  switch (confidence) {
    case Confidence::exact:
      return "exact";
    case Confidence::likely:
      return "likely";
    case Confidence::unknown:
      return "unknown";
  }
  return "unknown";
}

Explanation explain(std::string_view text) {
  ErrorText read = read_error_text(text.substr(0, kLongestText));
  Match best;
  for (const std::string& message : read.messages) {
    best = better(best, find_in(message));
    if (best.confidence == Confidence::exact && !is_generic(best)) break;
  }
  Explanation result = best.entry != nullptr ? explanation_of(best) : unknown_text();
  // The name alone was recognised, not the words beside it.
  if (is_generic(best) && read.is_structured && best.entry != nullptr)
    result.confidence = Confidence::likely;
  result.seen = std::move(read.seen);
  result.holds_secret = read.holds_secret;
  return result;
}

std::vector<std::string> explained_ids() {
  std::vector<std::string> ids;
  for (const auto table : kTables) {
    for (const Article& entry : table()) ids.emplace_back(entry.id);
  }
  return ids;
}

}  // namespace remediate
