#include <algorithm>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool quoted = false;
};

bool opens_comment(std::string_view text, std::size_t at) {
  const std::string_view two = text.substr(at, 2);
  return text[at] == '#' || text[at] == ';' || two == "//" || two == "--" || two == "/*" ||
         two == "{#";
}

bool is_url_like(std::string_view word) {
  return word.find("://") != std::string_view::npos ||
         word.find("/oauth2") != std::string_view::npos;
}

// Lines of text that some program reads: `directive value value;`, `key = value`, `key: value`.
// Blocks in braces give the path. Of prose only what looks like a URL is told.
class LineScanner {
 public:
  LineScanner(const Source& source, Values& values)
      : source_(source), text_(source.text), values_(values) {}

  void run() {
    for (std::size_t line = 0, end = 0; line < text_.size(); line = end + 1) {
      end = end_of_line(text_, line);
      if (in_comment_) {
        const std::size_t close = text_.substr(0, end).find("*/", line);
        if (close == std::string_view::npos) continue;
        in_comment_ = false;
        line = close + 2;
      }
      read_line(line, trimmed_end(text_, line, end));
    }
  }

 private:
  void read_line(std::size_t begin, std::size_t end) {
    begin = skip_blanks(text_, begin, end);
    if (begin >= end) return;
    if (opens_comment(text_, begin)) {
      in_comment_ = text_.substr(begin, 2) == "/*" &&
                    text_.substr(0, end).find("*/", begin) == std::string_view::npos;
      return;
    }
    std::vector<Word> words = words_of(begin, end);
    if (words.empty()) return;
    while (!words.empty() && text_[words.front().begin] == '}' && !words.front().quoted) {
      if (!path_.empty()) path_.pop_back();
      words.erase(words.begin());
    }
    if (words.empty()) return;
    const bool opens = !words.back().quoted && text_[words.back().end - 1] == '{';
    if (opens) --words.back().end;
    tell(words);
    if (!opens) return;
    while (!words.empty() && words.back().begin == words.back().end) words.pop_back();
    path_.push_back(words.empty()
                        ? std::string()
                        : std::string(text_.substr(
                              words.back().begin,
                              std::min<std::size_t>(256, words.back().end - words.back().begin))));
  }

  // Apart by blanks, without quotes and the ; or , at the end; up to a comment.
  [[nodiscard]] std::vector<Word> words_of(std::size_t at, std::size_t end) const {
    std::vector<Word> words;
    while (at < end) {
      at = skip_blanks(text_, at, end);
      if (at >= end || text_[at] == '#') break;
      Word word{at, at, false};
      const char c = text_[at];
      const std::size_t close =
          c == '"' || c == '\'' ? text_.substr(0, end).find(c, at + 1) : std::string_view::npos;
      if (close != std::string_view::npos) {
        word = {at + 1, close, true};
        at = close + 1;
        while (at < end && std::string_view(";,:=").find(text_[at]) != std::string_view::npos) ++at;
      } else {
        while (at < end && !is_blank(text_[at]) &&
               !(text_[at] == '=' && at + 1 < end && text_[at + 1] == '"')) {
          ++at;
        }
        if (at < end && text_[at] == '=') ++at;
        word.end = at;
        while (word.end > word.begin &&
               std::string_view(";,").find(text_[word.end - 1]) != std::string_view::npos) {
          --word.end;
        }
        if (word.end == word.begin) continue;
      }
      words.push_back(word);
    }
    return words;
  }

  // `key=value` and `key:value` in one word, too.
  void tell(const std::vector<Word>& words) {
    const Word& first = words.front();
    std::size_t name_end = first.begin;
    while (name_end < first.end && (is_name(text_[name_end]) || text_[name_end] == '$')) ++name_end;
    const bool named = name_end > first.begin || first.quoted;
    const std::string_view rest = text_.substr(name_end, first.end - name_end);
    const bool bound =
        !first.quoted && (rest.starts_with('=') || rest.starts_with(": ") ||
                          (rest.size() > 1 && rest.starts_with(':') && !rest.starts_with("://")));
    if (named && !is_url_like(text_.substr(first.begin, first.end - first.begin))) {
      path_.emplace_back(text_.substr(
          first.begin,
          std::min<std::size_t>(256, (first.quoted ? first.end : name_end) - first.begin)));
    } else {
      path_.emplace_back();
    }
    const bool keyed = !path_.back().empty();
    if (!keyed) {
      path_.pop_back();
      tell_word(first);
    } else if (bound && rest.size() > 1) {
      tell_word({name_end + 1, first.end, false});
    }
    const bool directive = keyed && words.size() > 1;
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::string_view word = text_.substr(words[i].begin, words[i].end - words[i].begin);
      if (!words[i].quoted && (word == "=" || word == ":" || word == "=>")) continue;
      // Prose has more words than a directive.
      if (directive && (words.size() < 6 || words[i].quoted || is_url_like(word))) {
        tell_word(words[i]);
      } else if (is_url_like(word)) {
        tell_word(words[i]);
      }
    }
    if (keyed) path_.pop_back();
  }

  void tell_word(const Word& word) {
    if (word.begin == word.end && !word.quoted) return;
    values_.add(source_, path_, verbatim(text_, word.begin, word.end));
  }

  const Source& source_;
  std::string_view text_;
  Values& values_;
  bool in_comment_ = false;
  std::vector<std::string> path_;
};

}  // namespace

void read_lines(const Source& source, Values& values) { LineScanner(source, values).run(); }

}  // namespace remediate
