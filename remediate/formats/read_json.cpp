#include <optional>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

// JSON with comments, trailing commas, and the bare or single-quoted keys of JSON5. Goes on behind
// what it does not understand, and remembers that it was no JSON.
class JsonScanner {
 public:
  // Without `values` it only looks whether this is JSON.
  JsonScanner(const Source* source, std::string_view text, Values* values)
      : source_(source), text_(text), values_(values) {}

  bool run() {
    while (at_ < text_.size()) step();
    return valid_ && open_.empty() && structures_ == 1;
  }

 private:
  struct Level {
    bool object = false;
    std::size_t index = 0;
  };

  void step() {
    const char c = text_[at_];
    if (is_space(c)) {
      ++at_;
    } else if (c == '/' && skip_comment()) {
    } else if (c == '{' || c == '[') {
      open(c == '{');
    } else if (c == '}' || c == ']') {
      close(c == '}');
    } else if (c == ',') {
      comma();
    } else if (c == ':') {
      if (!key_ || colon_) valid_ = false;
      colon_ = true;
      ++at_;
    } else if (c == '"' || c == '\'') {
      string(c);
    } else {
      bare();
    }
  }

  bool skip_comment() {
    const std::string_view start = text_.substr(at_, 2);
    if (start == "//") {
      at_ = line_.of(text_, at_);
      return true;
    }
    if (start != "/*") return false;
    const std::size_t close = text_.find("*/", at_ + 2);
    at_ = close == std::string_view::npos ? text_.size() : close + 2;
    return true;
  }

  [[nodiscard]] bool in_object() const { return !open_.empty() && open_.back().object; }
  [[nodiscard]] bool wants_key() const { return in_object() && !colon_; }

  void open(bool object) {
    if (open_.empty()) ++structures_;
    if (wants_key() || told_) valid_ = false;
    if (!open_.empty()) push_key();
    open_.push_back({object, 0});
    start_entry();
    ++at_;
  }

  void push_key() {
    path_.push_back(in_object() ? key_.value_or("") : std::to_string(open_.back().index));
  }

  void close(bool object) {
    ++at_;
    if (open_.empty()) {
      valid_ = false;
      return;
    }
    if (open_.back().object != object || (colon_ && !told_)) valid_ = false;
    open_.pop_back();
    if (!path_.empty()) path_.pop_back();
    start_entry();
    told_ = true;
  }

  void comma() {
    ++at_;
    if (open_.empty() || !told_) valid_ = false;
    if (!open_.empty()) ++open_.back().index;
    start_entry();
  }

  void start_entry() {
    key_.reset();
    colon_ = false;
    told_ = false;
  }

  void string(char quote) {
    const std::size_t end = line_.of(text_, at_);
    Quoted read = backslash_quoted(text_, at_ + 1, end, quote, false);
    if (!read.closed || quote != '"') valid_ = valid_ && read.closed && source_ != nullptr;
    at_ = read.next;
    if (wants_key() && is_key(at_)) {
      if (key_) valid_ = false;
      key_ = std::move(read.value.text);
      return;
    }
    value(std::move(read.value), {quote == '"' ? Layer::json_string : Layer::backslash_string});
  }

  // A missing comma is forgiven: what a colon follows is a key.
  [[nodiscard]] bool is_key(std::size_t at) const {
    at = skip_spaces(text_, at, text_.size());
    return at < text_.size() && (text_[at] == ':' || text_[at] == '/');
  }

  void value(Decoded value, std::vector<Layer> layers) {
    if (open_.empty() || wants_key() || told_) valid_ = false;
    told_ = true;
    if (values_ == nullptr || open_.empty()) return;
    push_key();
    values_->add(*source_, path_, std::move(value), std::move(layers));
    path_.pop_back();
  }

  // Numbers, true, null, bare keys. Elements of arrays are passed over: nothing could name them.
  void bare() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) &&
           std::string_view("{}[],:\"'/").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    if (at_ == begin) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (wants_key()) {
      if (source_ == nullptr || key_) valid_ = false;
      key_ = std::string(word);
      return;
    }
    const bool literal = word == "true" || word == "false" || word == "null" ||
                         is_digit(word.front()) || word.front() == '-';
    if (!literal) valid_ = false;
    if (in_object()) {
      value(verbatim(text_, begin, at_), {});
    } else {
      if (open_.empty() || told_) valid_ = false;
      told_ = true;
    }
  }

  const Source* source_;
  std::string_view text_;
  Values* values_;
  EndOfLine line_;
  std::size_t at_ = 0;
  std::vector<Level> open_;
  std::vector<std::string> path_;
  std::optional<std::string> key_;
  bool colon_ = false;
  bool told_ = false;  // this entry has its value
  bool valid_ = true;
  std::size_t structures_ = 0;
};

}  // namespace

bool read_json(const Source& source, Values& values) {
  return JsonScanner(&source, source.text, &values).run();
}

bool is_json(std::string_view text) { return JsonScanner(nullptr, text, nullptr).run(); }

}  // namespace remediate
