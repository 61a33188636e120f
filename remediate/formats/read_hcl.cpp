#include <algorithm>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

// Terraform and its like: blocks, attributes, objects, lists, heredocs. An expression's strings are
// values of the attribute that they stand in; a bare word (a reference, a number) is one as well.
class HclScanner {
 public:
  HclScanner(const Source& source, Values& values)
      : source_(source), text_(source.text), values_(values) {}

  void run() {
    while (at_ < text_.size()) step();
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      if (brackets_ == 0) start_statement();
      ++at_;
    } else if (is_space(c)) {
      ++at_;
    } else if (c == '#' || text_.substr(at_, 2) == "//") {
      at_ = line_.of(text_, at_);
    } else if (text_.substr(at_, 2) == "/*") {
      const std::size_t close = text_.find("*/", at_ + 2);
      at_ = close == std::string_view::npos ? text_.size() : close + 2;
    } else if (c == '"') {
      string();
    } else if (text_.substr(at_, 2) == "<<") {
      heredoc();
    } else if (c == '{') {
      open();
    } else if (c == '}') {
      close();
    } else if (c == '[' || c == '(') {
      ++brackets_;
      ++at_;
    } else if (c == ']' || c == ')') {
      if (brackets_ > 0) --brackets_;
      ++at_;
    } else if (c == ',') {
      if (brackets_ == 0) start_statement();
      ++at_;
    } else if (c == '=' || c == ':') {
      separator();
    } else {
      word();
    }
  }

  void start_statement() {
    words_.clear();
    path_.resize(base_);
  }

  // `=` makes a key of what stands before it, unless it belongs to an operator.
  void separator() {
    const bool operation =
        text_.substr(at_, 2) == "==" || text_.substr(at_, 2) == "=>" ||
        (at_ > 0 && std::string_view("!<>").find(text_[at_ - 1]) != std::string_view::npos);
    const bool is_key = !operation && path_.size() == base_ && !words_.empty();
    if (is_key) {
      path_.push_back(words_.back());
      words_.clear();
    }
    at_ += operation ? 2 : 1;
  }

  // A block (`resource "okta_app" "x" {`) or an object (`env = {`).
  void open() {
    const std::size_t before = base_;
    if (path_.size() == base_)
      for (std::string& each : words_) path_.push_back(std::move(each));
    words_.clear();
    open_.push_back({before, brackets_});
    base_ = path_.size();
    brackets_ = 0;
    ++at_;
  }

  void close() {
    ++at_;
    if (open_.empty()) return;
    // Inside brackets the attribute goes on behind an object: [{...}, {...}].
    base_ = open_.back().base;
    brackets_ = open_.back().brackets;
    open_.pop_back();
    words_.clear();
    if (brackets_ == 0) {
      path_.resize(base_);
    } else {
      path_.resize(std::min(path_.size(), base_ + 1));
    }
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_name(text_[at_]) || text_[at_] == '*')) ++at_;
    if (at_ == begin) {
      ++at_;
      return;
    }
    if (path_.size() == base_) {
      if (words_.size() < 8) words_.emplace_back(text_.substr(begin, at_ - begin));
      return;
    }
    const bool call = at_ < text_.size() && text_[at_] == '(';
    if (!call) values_.add(source_, path_, verbatim(text_, begin, at_));
  }

  // Up to the quote that closes it: those inside of ${...} are none.
  void string() {
    const std::size_t limit = line_.of(text_, at_);
    const std::size_t begin = at_ + 1;
    std::size_t end = begin;
    std::size_t braces = 0;
    while (end < limit && (text_[end] != '"' || braces > 0)) {
      if (text_[end] == '\\') {
        ++end;
      } else if ((text_[end] == '$' || text_[end] == '%') && text_.substr(end + 1, 1) == "{") {
        if (end == begin || text_[end - 1] != text_[end]) ++braces;
        ++end;
      } else if (text_[end] == '}' && braces > 0) {
        --braces;
      }
      ++end;
    }
    end = std::min(end, limit);
    at_ = std::min(end + 1, limit);
    Decoded value = backslash_quoted(text_, begin, end, '\0', true).value;
    value.end = end;
    const std::size_t next = skip_blanks(text_, at_, text_.size());
    const bool key = next < text_.size() && (text_[next] == '=' || text_[next] == ':') &&
                     text_.substr(next, 2) != "==";
    if (path_.size() == base_ && (key || !words_.empty() || brackets_ == 0)) {
      if (words_.size() < 8) words_.push_back(value.text.substr(0, 256));
      return;
    }
    values_.add(source_, path_, std::move(value), {Layer::backslash_string});
  }

  void heredoc() {
    const std::size_t end = line_.of(text_, at_);
    std::size_t name = at_ + 2;
    if (text_.substr(name, 1) == "-" || text_.substr(name, 1) == "~") ++name;
    std::size_t name_end = name;
    while (name_end < end && is_word(text_[name_end])) ++name_end;
    const std::string_view marker = text_.substr(name, name_end - name);
    if (marker.empty()) {
      at_ += 2;
      return;
    }
    const std::size_t begin = std::min(end + 1, text_.size());
    for (std::size_t line = begin; line < text_.size();) {
      const std::size_t line_end = end_of_line(text_, line);
      const std::size_t first = skip_blanks(text_, line, line_end);
      if (text_.substr(first, trimmed_end(text_, first, line_end) - first) == marker) {
        values_.add(source_, path_, verbatim(text_, begin, std::max(begin, line)));
        at_ = line_end;
        return;
      }
      line = line_end + 1;
    }
    // It never ends: all the rest is its text.
    at_ = text_.size();
    values_.add(source_, path_, verbatim(text_, begin, text_.size()));
  }

  struct Level {
    std::size_t base = 0;
    std::size_t brackets = 0;
  };

  const Source& source_;
  std::string_view text_;
  Values& values_;
  EndOfLine line_;
  std::size_t at_ = 0;
  std::size_t brackets_ = 0;        // of this object
  std::size_t base_ = 0;            // keys around this object
  std::vector<std::string> path_;   // with the key of this attribute
  std::vector<std::string> words_;  // of this statement, no key yet
  std::vector<Level> open_;
};

}  // namespace

void read_hcl(const Source& source, Values& values) { HclScanner(source, values).run(); }

}  // namespace remediate
