#include "remediate/apply/splice_check.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>
#include <utility>

#include "client/base/url.hpp"
#include "remediate/formats/base64.hpp"

namespace remediate {
namespace {

constexpr std::size_t kLongestUrl = 2048;
constexpr std::size_t kLongestEntry = 300;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string letters_of(std::string_view word) {
  std::string letters;
  for (const char c : word) {
    if (is_letter_or_digit(c)) letters += lower(c);
  }
  return letters;
}

// As a URL is written in any format, with its escapes; no space and no quote ends it.
bool is_url_text(std::string_view text) {
  constexpr std::string_view kOthers = "-._~:/?#[]@!$&'()*+,;=%\\{}";
  return text.size() <= kLongestUrl && std::ranges::all_of(text, [&](char c) {
           return is_letter_or_digit(c) || kOthers.find(c) != std::string_view::npos;
         });
}

// What belongs to the format around a key and its value.
bool is_word_of_a_format(std::string_view letters) {
  constexpr std::array<std::string_view, 8> kWords = {"add", "key", "value",  "name",
                                                      "env", "set", "export", "string"};
  return std::ranges::find(kWords, letters) != kWords.end();
}

// The one key that a move may add beside a domain that stays, with its value.
bool is_added_entry(std::string_view text) {
  if (text.size() > kLongestEntry) return false;
  bool has_key = false;
  std::size_t values = 0;
  std::string word;
  const auto take_word = [&] {
    const std::string letters = letters_of(std::exchange(word, {}));
    if (letters.empty() || is_word_of_a_format(letters)) return;
    if (letters.ends_with("authorizationserverid"))
      has_key = true;
    else
      ++values;
  };
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!is_space && (c < '!' || c > '~')) return false;
    const bool ends_word = is_space || std::string_view("\"'=<>/,;()").find(c) != std::string::npos;
    if (ends_word)
      take_word();
    else
      word += c;
  }
  take_word();
  return has_key && values <= 1;
}

std::string without_escapes(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\') continue;
    const bool is_percent = text[at] == '%' && at + 2 < text.size() &&
                            std::isxdigit(static_cast<unsigned char>(text[at + 1])) != 0 &&
                            std::isxdigit(static_cast<unsigned char>(text[at + 2])) != 0;
    if (!is_percent) {
      plain += text[at];
      continue;
    }
    plain += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
    at += 2;
  }
  return plain;
}

void add_hosts(std::string_view text, std::vector<std::string>& hosts) {
  constexpr std::string_view kSlashes = "//";
  for (std::size_t at = text.find(kSlashes); at != std::string_view::npos;
       at = text.find(kSlashes, at + kSlashes.size())) {
    std::string_view host = text.substr(at + kSlashes.size());
    host = host.substr(0, host.find_first_of("/?#\"'<>,; \t\r\n"));
    std::string name(host);
    std::ranges::transform(name, name.begin(), lower);
    if (std::ranges::find(hosts, name) == hosts.end()) hosts.push_back(std::move(name));
  }
}

}  // namespace

std::string why_no_move(const std::vector<Splice>& splices) {
  for (const Splice& each : splices) {
    for (const std::string* text : {&each.before, &each.after}) {
      if (!is_url_text(*text) && !is_added_entry(*text))
        return "what it replaces, or puts in, is neither a URL nor the name of a server: this tool "
               "changes nothing else in a file";
    }
  }
  return {};
}

std::vector<std::string> hosts_put_in(const std::vector<Splice>& splices) {
  std::vector<std::string> hosts;
  for (const Splice& each : splices) {
    add_hosts(without_escapes(each.after), hosts);
    if (const auto decoded = base64_decoded(each.after)) add_hosts(*decoded, hosts);
  }
  return hosts;
}

}  // namespace remediate
