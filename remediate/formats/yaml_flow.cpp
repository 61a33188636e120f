#include "remediate/formats/yaml_flow.hpp"

#include <algorithm>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/yaml_scalars.hpp"

namespace remediate {
namespace {

bool is_bracket(char c) { return c == '{' || c == '}' || c == '[' || c == ']'; }

// Behind the template or ${...} at `at`; `at` itself when there is none. Once one does not close,
// `expected` is false and nobody looks for the end of another.
std::size_t end_of_expression(std::string_view text, std::size_t at, std::size_t limit,
                              bool& expected) {
  if (!expected) return at;
  const bool dollar = text.substr(at, 2) == "${";
  if (!dollar && !is_template_at(text, at)) return at;
  const std::size_t found = dollar ? text.substr(0, limit).find('}', at) : 0;
  const std::optional<std::size_t> behind =
      dollar ? (found == std::string_view::npos ? std::nullopt : std::optional(found + 1))
             : end_of_template(text, at, limit);
  expected = behind.has_value();
  return behind.value_or(at);
}

class FlowScanner {
 public:
  FlowScanner(const Source& source, std::size_t begin, std::size_t end,
              std::vector<std::string> path, Values& values)
      : source_(source),
        text_(source.text.substr(0, end)),
        values_(values),
        path_(std::move(path)),
        at_(begin) {}

  void run() {
    while (at_ < text_.size()) step();
  }

 private:
  struct Level {
    bool list = false;
    std::size_t index = 0;
    std::size_t keys = 0;  // of the path, around it
  };

  void step() {
    const char c = text_[at_];
    if (is_space(c)) {
      ++at_;
    } else if (c == '#' && at_ > 0 && is_space(text_[at_ - 1])) {
      at_ = line_.of(text_, at_);
    } else if ((c == '{' || c == '[') && !is_template_at(text_, at_)) {
      name_element();
      open_.push_back({c == '[', 0, path_.size()});
      ++at_;
    } else if (c == '}' || c == ']') {
      if (!open_.empty()) {
        path_.resize(open_.back().keys);
        open_.pop_back();
      }
      ++at_;
    } else if (c == ',') {
      if (!open_.empty()) {
        path_.resize(open_.back().keys);
        ++open_.back().index;
      }
      ++at_;
    } else if (c == '&' || c == '!' || c == '*') {
      while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != ',' &&
             !is_bracket(text_[at_]))
        ++at_;
    } else {
      scalar(c);
    }
  }

  [[nodiscard]] bool wants_key() const {
    return !open_.empty() && path_.size() == open_.back().keys;
  }

  void name_element() {
    if (wants_key() && open_.back().list) path_.push_back(std::to_string(open_.back().index));
  }

  void scalar(char c) {
    std::optional<YamlScalar> read;
    std::vector<Layer> layers;
    if (c == '"' || c == '\'') {
      read = yaml_quoted(text_, at_, -1);
      layers.push_back(c == '"' ? Layer::yaml_double : Layer::single_quoted);
    }
    if (!read) {
      layers.clear();
      read = plain();
    }
    at_ = read->next;
    const std::size_t colon = skip_spaces(text_, at_, text_.size());
    if (wants_key() && colon < text_.size() && text_[colon] == ':') {
      if (open_.back().list) path_.push_back(std::to_string(open_.back().index));
      path_.push_back(read->value.text.substr(0, 256));
      at_ = colon + 1;
      return;
    }
    name_element();
    values_.add(source_, path_, std::move(read->value), std::move(layers));
  }

  YamlScalar plain() {
    const std::size_t begin = at_;
    std::size_t at = at_;
    const std::size_t line = line_.of(text_, at);
    while (at < line) {
      // Templates and ${...} are text, whatever stands in them.
      const std::size_t behind = end_of_expression(text_, at, line, expressions_);
      if (behind > at) {
        at = behind;
        continue;
      }
      if (text_[at] == ',' || is_bracket(text_[at])) break;
      const bool colon = text_[at] == ':' && (at + 1 >= line || is_space(text_[at + 1]) ||
                                              text_[at + 1] == ',' || is_bracket(text_[at + 1]));
      if (colon || (text_[at] == '#' && is_space(text_[at - 1]))) break;
      ++at;
    }
    if (at == begin) ++at;
    at = std::min(at, text_.size());
    YamlScalar read;
    read.value = verbatim(text_, begin, trimmed_end(text_, begin, at));
    read.next = at;
    return read;
  }

  const Source& source_;
  std::string_view text_;
  Values& values_;
  EndOfLine line_;
  std::vector<std::string> path_;
  std::size_t at_ = 0;
  bool expressions_ = true;
  std::vector<Level> open_;
};

}  // namespace

std::optional<std::size_t> end_of_yaml_flow(std::string_view text, std::size_t at, int parent) {
  std::size_t open = 0;
  bool expressions = true;
  while (at < text.size()) {
    const char c = text[at];
    const std::size_t behind_expression = end_of_expression(text, at, text.size(), expressions);
    if (behind_expression > at) {
      at = behind_expression;
    } else if (c == '\n') {
      const std::size_t indent = indentation_of(text, at + 1);
      const std::size_t begin = at + 1 + indent;
      const bool says = begin < text.size() && !is_end_of_line(text[begin]);
      const bool closes = says && (text[begin] == '}' || text[begin] == ']');
      if (says && !closes && static_cast<int>(indent) <= parent) return std::nullopt;
      ++at;
    } else if (c == '"' || c == '\'') {
      const std::size_t before = text.find_last_not_of(" \t\r\n", at - 1);
      const bool opens = before != std::string_view::npos &&
                         std::string_view("{[,:").find(text[before]) != std::string_view::npos;
      const std::optional<YamlScalar> read = opens ? yaml_quoted(text, at, parent) : std::nullopt;
      at = read ? read->next : at + 1;
    } else if (c == '#' && is_space(text[at - 1])) {
      at = end_of_line(text, at);
    } else if (c == '{' || c == '[') {
      ++open;
      ++at;
    } else if (c == '}' || c == ']') {
      if (--open == 0) {
        const std::size_t behind = skip_blanks(text, at + 1, text.size());
        const bool last = behind >= text.size() || is_end_of_line(text[behind]) ||
                          (text[behind] == '#' && behind > at + 1);
        if (last) return at + 1;
        return std::nullopt;
      }
      ++at;
    } else {
      ++at;
    }
  }
  return std::nullopt;
}

void read_yaml_flow(const Source& source, std::size_t begin, std::size_t end,
                    const std::vector<std::string>& path, Values& values) {
  FlowScanner(source, begin, end, path, values).run();
}

}  // namespace remediate
