#include <algorithm>
#include <optional>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

bool ends_word(char c) {
  return is_space(c) || c == ';' || c == '|' || c == '&' || c == '<' || c == '>' || c == '(' ||
         c == ')';
}

// Words of commands. Values are KEY=value, -Dkey=value, --flag=value, the word behind a flag, and
// every other word that could be a value.
class ShellScanner {
 public:
  ShellScanner(const Source& source, std::size_t begin, std::size_t end, Values& values)
      : source_(source), text_(source.text.substr(0, end)), values_(values), at_(begin) {}

  void run() {
    while (at_ < text_.size()) step();
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      flag_.clear();
      ++at_;
      if (!marker_.empty()) heredoc();
    } else if (c == '\\' && at_ + 1 < text_.size() && is_end_of_line(text_[at_ + 1])) {
      at_ = std::min(end_of_line(text_, at_) + 1, text_.size());
    } else if (is_space(c)) {
      ++at_;
    } else if (c == '#') {
      at_ = end_of_line(text_, at_);
    } else if (text_.substr(at_, 2) == "<<" && text_.substr(at_, 3) != "<<<") {
      heredoc_marker();
    } else if (ends_word(c)) {
      if (c != '<' && c != '>') flag_.clear();
      ++at_;
    } else {
      word();
    }
  }

  void heredoc_marker() {
    at_ += 2;
    if (at_ < text_.size() && text_[at_] == '-') ++at_;
    at_ = skip_blanks(text_, at_, text_.size());
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != ';' && text_[at_] != '|' &&
           text_[at_] != '>' && text_[at_] != ')')
      ++at_;
    marker_.clear();
    for (const char c : text_.substr(begin, at_ - begin))
      if (is_word(c)) marker_.push_back(c);
  }

  void heredoc() {
    const std::string marker = std::move(marker_);
    marker_.clear();
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const std::size_t end = end_of_line(text_, at_);
      const std::size_t first = skip_blanks(text_, at_, end);
      if (text_.substr(first, trimmed_end(text_, first, end) - first) == marker) {
        if (at_ > begin) values_.add(source_, {}, verbatim(text_, begin, at_));
        at_ = end;
        return;
      }
      at_ = std::min(end + 1, text_.size());
    }
    if (at_ > begin) values_.add(source_, {}, verbatim(text_, begin, at_));
  }

  void word() {
    const std::size_t begin = at_;
    std::size_t at = at_;
    std::size_t dashes = 0;
    while (at < text_.size() && text_[at] == '-' && dashes < 2) ++at, ++dashes;
    if (dashes == 1 && text_.substr(at, 1) == "D") ++at;
    const std::size_t name = at;
    while (at < text_.size() && (is_name(text_[at]) || (dashes > 0 && text_[at] == ':'))) ++at;
    const std::string key(text_.substr(name, std::min<std::size_t>(at - name, 256)));
    const bool ends = at >= text_.size() || ends_word(text_[at]);
    if (!key.empty() && at < text_.size() && (text_[at] == '=' || text_.substr(at, 2) == "+=")) {
      at_ = at + (text_[at] == '=' ? 1 : 2);
      value({key}, true);
      flag_.clear();
    } else if (dashes > 0 && ends) {
      at_ = at;
      flag_ = key;
    } else {
      std::vector<std::string> path;
      if (!flag_.empty()) path.push_back(flag_);
      value(path, !flag_.empty());
      flag_.clear();
    }
    if (at_ == begin) ++at_;
  }

  // The rest of the word: quoted and unquoted parts are values of their own. A bare word that could
  // be the name of a command or a file is none.
  void value(const std::vector<std::string>& path, bool always) {
    bool told = false;
    while (at_ < text_.size() && !ends_word(text_[at_])) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        quoted(path, c);
        told = true;
        continue;
      }
      if (c == '(' || c == '`') break;
      const std::size_t begin = at_;
      unquoted();
      const std::string_view part = text_.substr(begin, at_ - begin);
      const bool telling = always || part.find_first_of("/.@:") != std::string_view::npos;
      if (part == "$") {
        told = true;  // of $(...): no value that stands here
      } else if (telling && !part.empty()) {
        values_.add(source_, path, verbatim(text_, begin, at_));
        told = true;
      }
      if (at_ == begin) break;
    }
    if (always && !told) values_.add(source_, path, verbatim(text_, at_, at_));
    if (at_ < text_.size() && text_[at_] == '`') ++at_;
  }

  void unquoted() {
    std::size_t braces = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '$' && text_.substr(at_ + 1, 1) == "{") {
        ++braces;
        ++at_;
      } else if (c == '}' && braces > 0) {
        --braces;
      } else if (is_end_of_line(c) ||
                 (braces == 0 && (ends_word(c) || c == '"' || c == '\'' || c == '`'))) {
        return;
      } else if (c == '\\') {
        if (at_ + 1 < text_.size() && is_end_of_line(text_[at_ + 1])) return;
        ++at_;
      }
      if (at_ < text_.size()) ++at_;
    }
  }

  void quoted(const std::vector<std::string>& path, char quote) {
    if (quote == '\'') {
      Quoted read = plainly_quoted(text_, at_ + 1, text_.size(), quote);
      if (read.closed) return tell(path, std::move(read), {});
    } else {
      Quoted read = backslash_quoted(text_, at_ + 1, text_.size(), quote, true);
      if (read.closed) return tell(path, std::move(read), {Layer::backslash_string});
    }
    ++at_;  // a stray one
  }

  void tell(const std::vector<std::string>& path, Quoted read, std::vector<Layer> layers) {
    at_ = read.next;
    values_.add(source_, path, std::move(read.value), std::move(layers));
  }

  const Source& source_;
  std::string_view text_;
  Values& values_;
  std::size_t at_ = 0;
  std::string flag_;    // the word before was a flag
  std::string marker_;  // of a heredoc that begins on the next line
};

}  // namespace

void read_shell(const Source& source, std::size_t begin, std::size_t end, Values& values) {
  ShellScanner(source, begin, end, values).run();
}

void read_shell(const Source& source, Values& values) {
  read_shell(source, 0, source.text.size(), values);
}

}  // namespace remediate
