#include "remediate/issuer/clients_in_file.hpp"

#include <algorithm>
#include <set>

#include "remediate/issuer/key_hint.hpp"
#include "remediate/issuer/spelling.hpp"
#include "remediate/issuer/url_in_text.hpp"

namespace remediate {
namespace {

// Of flat names as of nested ones: `spring.security`, `APP_CLIENT_ID`, `okta:ClientId`. Elements of
// a list are apart by their index.
std::vector<std::string> words_of(const Scalar& scalar) {
  std::vector<std::string> words{std::to_string(scalar.document)};
  for (const std::string& part : scalar.path) {
    std::string word;
    for (const char c : part) {
      if (c == '.' || c == ':' || c == '_' || c == '/') {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
      } else {
        word += lower(c);
      }
    }
    if (!word.empty()) words.push_back(std::move(word));
  }
  return words;
}

bool is_id_letter(char c) { return is_letter(c) || is_digit(c); }

// Okta's own ids.
bool is_okta_client_id(std::string_view text) {
  return text.size() >= 8 && text.starts_with("0oa") && std::ranges::all_of(text, is_id_letter);
}

// `os.environ.get("OKTA_ID")`, `process.env.ID`: where an id comes from is none.
bool is_name_of_variable(std::string_view text) {
  const bool is_shouted = text.find('_') != std::string_view::npos &&
                          std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
  return is_shouted || text.starts_with("process.env") || text.starts_with("os.environ");
}

// One of Okta's own ids inside of a longer text: `-d "client_id=0oa..."`.
std::string_view client_id_within(std::string_view text) {
  for (std::size_t at = text.find("0oa"); at != std::string_view::npos;
       at = text.find("0oa", at + 3)) {
    if (at > 0 && is_word(text[at - 1])) continue;
    std::size_t end = at;
    while (end < text.size() && is_id_letter(text[end])) ++end;
    if (is_okta_client_id(text.substr(at, end - at))) return text.substr(at, end - at);
  }
  return {};
}

std::string client_id_of(const Scalar& scalar) {
  std::string_view text = scalar.text;
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  if (is_okta_client_id(text)) return std::string(text);
  const bool is_named = names_client_id(scalar.key());
  const std::string_view within = client_id_within(text);
  if (!within.empty()) {
    const std::size_t at = static_cast<std::size_t>(within.data() - text.data());
    if (is_named || names_client_id(name_before(text, at))) return std::string(within);
  }
  if (!is_named) return {};
  const bool is_literal =
      !text.empty() && text.size() <= 100 &&
      std::ranges::all_of(text, [](char c) { return is_word(c) || c == '-' || c == '.'; });
  return is_literal && !is_name_of_variable(text) ? std::string(text) : std::string();
}

std::size_t distance(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

std::size_t shared_words(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const std::set<std::string> all(a.begin(), a.end());
  return static_cast<std::size_t>(
      std::ranges::count_if(b, [&](const std::string& word) { return all.contains(word); }));
}

// How many of the words name the block that a client id stands in: `APP_CLIENT_ID` is in `APP`.
std::size_t size_of_block(const std::vector<std::string>& words) {
  std::size_t size = words.size();
  while (size > 1 && (words[size - 1] == "id" || words[size - 1] == "client" ||
                      bare_name(words[size - 1]).ends_with("clientid")))
    --size;
  return size == words.size() && size > 1 ? size - 1 : size;
}

}  // namespace

ClientsInFile::ClientsInFile(const Configuration& configuration) : scalars_(configuration.scalars) {
  find_mentions();
  find_scopes();
}

void ClientsInFile::find_mentions() {
  for (std::size_t i = 0; i < scalars_.size(); ++i) {
    std::string id = client_id_of(scalars_[i]);
    if (id.empty()) continue;
    const std::vector<std::string> words = words_of(scalars_[i]);
    std::string prefix;
    for (const std::string& word : words) {
      by_prefix_[prefix].push_back(mentions_.size());
      prefix.append(word).append("\n");
    }
    if (by_id_.try_emplace(id, named_.size()).second)
      named_.push_back({id, scalars_[i].line, {}, 0});
    mentions_.push_back({i, std::move(id), words, size_of_block(words)});
  }
}

std::optional<std::string> ClientsInFile::of(std::size_t scalar) const {
  if (mentions_.empty()) return std::nullopt;
  const std::vector<std::string> words = words_of(scalars_[scalar]);
  std::vector<std::string> prefixes{""};
  for (const std::string& word : words) prefixes.push_back(prefixes.back() + word + "\n");
  // From the innermost block that names a client.
  for (std::size_t depth = prefixes.size(); depth-- > 0;) {
    const auto found = by_prefix_.find(prefixes[depth]);
    if (found == by_prefix_.end()) continue;
    return nearest(found->second, words, scalar, depth);
  }
  return std::nullopt;
}

std::optional<std::string> ClientsInFile::nearest(const std::vector<std::size_t>& candidates,
                                                  const std::vector<std::string>& words,
                                                  std::size_t scalar, std::size_t depth) const {
  const auto after = std::ranges::lower_bound(
      candidates, scalar, {}, [&](std::size_t each) { return mentions_[each].scalar; });
  constexpr std::ptrdiff_t kMost = 16;
  const auto first = after - std::min(kMost, after - candidates.begin());
  const auto last = after + std::min(kMost, candidates.end() - after);
  // Whose block this is, before whose block is inside of it; then who shares most of the name.
  const auto closeness = [&](const Mention& one) {
    return std::pair(one.block <= depth, shared_words(words, one.words));
  };
  std::pair<bool, std::size_t> closest{false, 0};
  for (auto each = first; each != last; ++each)
    closest = std::max(closest, closeness(mentions_[*each]));
  const Mention* best = nullptr;
  bool is_only_one = true;
  for (auto each = first; each != last; ++each) {
    const Mention& one = mentions_[*each];
    if (closeness(one) < closest) continue;
    if (best != nullptr && best->id != one.id) is_only_one = false;
    if (best == nullptr || distance(one.scalar, scalar) < distance(best->scalar, scalar))
      best = &one;
  }
  // Blocks of several clients inside of this one: it is everybody's.
  if (best == nullptr || (!is_only_one && !closest.first)) return std::nullopt;
  return best->id;
}

void ClientsInFile::find_scopes() {
  NamedClient nobody;
  for (std::size_t i = 0; i < scalars_.size(); ++i) {
    if (!names_scopes(scalars_[i].key())) continue;
    const std::vector<std::string> scopes = scopes_in(scalars_[i].text);
    if (scopes.empty()) continue;
    const auto id = of(i);
    if (!id && !mentions_.empty()) continue;  // of several clients, and nobody knows whose
    NamedClient& client = id ? named_[by_id_.at(*id)] : nobody;
    if (client.scopes_line == 0) client.scopes_line = scalars_[i].line;
    for (const std::string& scope : scopes) {
      if (std::ranges::find(client.scopes, scope) == client.scopes.end())
        client.scopes.push_back(scope);
    }
  }
  if (!nobody.scopes.empty()) {
    nobody.line = nobody.scopes_line;
    named_.push_back(std::move(nobody));
  }
  for (const NamedClient& each : named_) {
    if (std::ranges::any_of(each.scopes, is_okta_api_scope)) of_okta_api_.insert(each.client_id);
  }
}

std::vector<NamedClient> ClientsInFile::named() const { return named_; }

bool ClientsInFile::asks_for_okta_api(const std::optional<std::string>& client) const {
  return of_okta_api_.contains(client.value_or(""));
}

std::vector<std::string> scopes_in(std::string_view text) {
  // `${SCOPES:-openid profile}`
  if (text.starts_with("${") && text.ends_with("}")) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return {};
    text = text.substr(colon + 1, text.size() - colon - 2);
    if (text.starts_with('-')) text.remove_prefix(1);
  }
  std::vector<std::string> scopes;
  constexpr std::string_view kApart = " \t\r\n,\"'[]";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(kApart, at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(kApart, begin), text.size());
    const std::string_view scope = text.substr(begin, at - begin);
    if (scope.find_first_of("${}<>%\\") == std::string_view::npos) scopes.emplace_back(scope);
  }
  return scopes;
}

bool is_okta_api_scope(std::string_view scope) {
  return (scope.starts_with("okta.") && !scope.starts_with("okta.myAccount.")) ||
         scope.starts_with("ssf.");
}

}  // namespace remediate
