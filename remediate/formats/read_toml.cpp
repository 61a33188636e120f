#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

class TomlScanner {
 public:
  TomlScanner(const Source& source, Values& values)
      : source_(source), text_(source.text), values_(values) {}

  void run() {
    while (at_ < text_.size()) {
      skip_to_content();
      if (at_ == text_.size()) return;
      if (text_[at_] == '[') {
        header();
      } else {
        entry();
      }
    }
  }

 private:
  void skip_to_content() {
    for (;;) {
      at_ = skip_spaces(text_, at_, text_.size());
      if (at_ == text_.size() || text_[at_] != '#') return;
      at_ = line_.of(text_, at_);
    }
  }

  // [table] and [[array of tables]]
  void header() {
    const std::size_t end = line_.of(text_, at_);
    const bool array = text_.substr(at_, 2) == "[[";
    at_ += array ? 2 : 1;
    table_ = dotted_key(end, ']');
    if (array) {
      ++tables_;
      table_.push_back(std::to_string(tables_));
    }
    at_ = end;
  }

  // a.b."c d", up to `stop` or the end of the line.
  std::vector<std::string> dotted_key(std::size_t end, char stop) {
    std::vector<std::string> keys;
    while (at_ < end && text_[at_] != stop) {
      at_ = skip_blanks(text_, at_, end);
      if (at_ >= end || text_[at_] == stop) break;
      if (text_[at_] == '"' || text_[at_] == '\'') {
        Quoted read = text_[at_] == '"' ? backslash_quoted(text_, at_ + 1, end, '"', true)
                                        : plainly_quoted(text_, at_ + 1, end, '\'');
        at_ = read.next;
        keys.push_back(std::move(read.value.text));
      } else {
        const std::size_t begin = at_;
        while (at_ < end && text_[at_] != '.' && text_[at_] != stop) ++at_;
        keys.emplace_back(text_.substr(begin, trimmed_end(text_, begin, at_) - begin));
      }
      at_ = skip_blanks(text_, at_, end);
      if (at_ < end && text_[at_] == '.') {
        ++at_;
      } else if (at_ < end && text_[at_] != stop) {
        ++at_;
      }
    }
    return keys;
  }

  void entry() {
    const std::size_t end = line_.of(text_, at_);
    path_ = table_;
    for (std::string& key : dotted_key(end, '=')) path_.push_back(std::move(key));
    if (at_ >= end) return;
    ++at_;
    value();
    // Behind a value only a comment may stand.
    at_ = line_.of(text_, at_);
  }

  // A value, and arrays and inline tables of values, without recursion.
  void value() {
    std::vector<Level> open;
    do {
      if (open.empty()) {
        at_ = skip_blanks(text_, at_, text_.size());
      } else {
        skip_to_content();
      }
      if (at_ == text_.size() || is_end_of_line(text_[at_])) return;
      const char c = text_[at_];
      if (c == '[' || c == '{') {
        open.push_back({c == '{', 0, path_.size()});
        ++at_;
        continue;
      }
      if (!open.empty()) path_.resize(open.back().keys);
      if (c == ']' || c == '}' || c == ',') {
        ++at_;
        if (open.empty()) return;
        if (c == ',') {
          ++open.back().index;
        } else {
          open.pop_back();
        }
        continue;
      }
      if (!open.empty() && open.back().table) {
        const std::size_t end = line_.of(text_, at_);
        for (std::string& key : dotted_key(end, '=')) path_.push_back(std::move(key));
        if (at_ >= end) return;
        at_ = skip_blanks(text_, at_ + 1, text_.size());
        if (at_ == text_.size()) return;
        if (text_[at_] == '[' || text_[at_] == '{') {
          open.push_back({text_[at_] == '{', 0, path_.size()});
          ++at_;
          continue;
        }
      } else if (!open.empty()) {
        path_.push_back(std::to_string(open.back().index));
      }
      scalar(!open.empty());
    } while (!open.empty());
  }

  void scalar(bool inside) {
    const char c = text_[at_];
    if (c == '"' || c == '\'') {
      string(c);
      return;
    }
    const std::size_t begin = at_;
    const std::size_t end = line_.of(text_, at_);
    const std::string_view stops = inside ? ",]}#" : "#";
    while (at_ < end && stops.find(text_[at_]) == std::string_view::npos) ++at_;
    values_.add(source_, path_, verbatim(text_, begin, trimmed_end(text_, begin, at_)));
  }

  void string(char quote) {
    const std::string three(3, quote);
    const bool escapes = quote == '"';
    std::vector<Layer> layers;
    if (escapes) layers.push_back(Layer::json_string);
    if (text_.substr(at_, 3) == three) {
      std::size_t begin = at_ + 3;
      if (text_.substr(begin, 1) == "\r") ++begin;
      if (text_.substr(begin, 1) == "\n") ++begin;
      const std::size_t close = std::min(text_.find(three, begin), text_.size());
      Decoded read = escapes ? backslash_quoted(text_, begin, close, '\0', true).value
                             : verbatim(text_, begin, close);
      read.end = close;
      values_.add(source_, path_, std::move(read), std::move(layers));
      at_ = std::min(close + 3, text_.size());
      return;
    }
    const std::size_t end = line_.of(text_, at_);
    Quoted read = escapes ? backslash_quoted(text_, at_ + 1, end, quote, true)
                          : plainly_quoted(text_, at_ + 1, end, quote);
    at_ = read.next;
    values_.add(source_, path_, std::move(read.value), std::move(layers));
  }

  struct Level {
    bool table = false;
    std::size_t index = 0;
    std::size_t keys = 0;
  };

  const Source& source_;
  std::string_view text_;
  Values& values_;
  EndOfLine line_;
  std::size_t at_ = 0;
  std::size_t tables_ = 0;  // of all arrays of tables: enough to tell them apart
  std::vector<std::string> table_;
  std::vector<std::string> path_;
};

}  // namespace

void read_toml(const Source& source, Values& values) { TomlScanner(source, values).run(); }

}  // namespace remediate
