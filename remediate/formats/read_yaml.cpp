#include <algorithm>
#include <optional>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"
#include "remediate/formats/yaml_flow.hpp"
#include "remediate/formats/yaml_scalars.hpp"

namespace remediate {
namespace {

// Goes by indentation, line by line, and so reads Helm and Jinja templates, which are no YAML, as
// well: their control lines are passed over, their expressions are text.
class YamlScanner {
 public:
  YamlScanner(const Source& source, Values& values)
      : source_(source), text_(source_.text), values_(values) {}

  void run() {
    std::size_t line = 0;
    while (line < text_.size()) {
      const std::size_t next = read_line(line);
      line = std::min(end_of_line(text_, next), text_.size()) + 1;
    }
  }

 private:
  struct Level {
    std::size_t indent = 0;
    bool list = false;
    std::size_t index = 0;
  };

  // Returns a place in the last line that it has read.
  std::size_t read_line(std::size_t line) {
    const std::size_t end = end_of_line(text_, line);
    const std::size_t indent = indentation_of(text_, line);
    const std::size_t at = line + indent;
    if (trimmed_end(text_, at, end) == at || text_[at] == '#') return at;
    const std::string_view three = text_.substr(line, 3);
    if (three == "---" || three == "...") {
      start_document();
      const std::size_t rest = skip_blanks(text_, line + 3, end);
      return rest < end && text_[rest] != '#' && !is_end_of_line(text_[rest])
                 ? read_node(rest, rest - line)
                 : rest;
    }
    if (indent == 0 && text_[at] == '%' && text_.substr(at, 2) != "%{") return at;
    if (is_template_at(text_, at)) {
      const std::optional<std::size_t> behind = template_line(at, end);
      if (behind) return *behind;
    }
    return read_node(at, indent);
  }

  // A line that a template makes or takes away; absent when it is the key or value of an entry.
  // A comment may go on over lines.
  [[nodiscard]] std::optional<std::size_t> template_line(std::size_t at, std::size_t end) const {
    std::size_t inside = at + 2;
    if (inside < end && text_[inside] == '-') ++inside;
    inside = skip_blanks(text_, inside, end);
    const bool go_comment = text_.substr(at, 2) == "{{" && text_.substr(inside, 2) == "/*";
    if (go_comment || text_.substr(at, 2) == "{#") {
      const std::size_t close = text_.find(go_comment ? "*/" : "#}", inside);
      return close == std::string_view::npos ? end : close;
    }
    if (end_of_yaml_key(text_, at, end)) return std::nullopt;
    return at;
  }

  void start_document() {
    levels_.clear();
    path_.clear();
    if (told_ || seen_start_) ++source_.document;
    seen_start_ = true;
    told_ = false;
  }

  // What begins at `at`, as far right as `column`: list elements, then a key, then its value.
  std::size_t read_node(std::size_t at, std::size_t column) {
    const std::size_t end = end_of_line(text_, at);
    int parent = -1;  // what further lines of the value must be indented more than
    bool inside_line = false;
    while (at < end && text_[at] == '-' && (at + 1 == end || is_space(text_[at + 1]))) {
      enter(column, true);
      parent = static_cast<int>(column);
      const std::size_t next = skip_blanks(text_, at + 1, end);
      column += next - at;
      at = next;
      inside_line = true;
    }
    if (text_.substr(at, 2) == "? ") {
      at = skip_blanks(text_, at + 1, end);
    }
    const std::size_t node = skip_properties(at, end);
    const std::optional<std::size_t> colon =
        opens_flow(node) ? std::nullopt : end_of_yaml_key(text_, node, end);
    if (colon) {
      enter(column, false);
      path_.back() = key_text(node, *colon);
      parent = static_cast<int>(column);
      at = skip_blanks(text_, *colon + 1, end);
    } else {
      at = node;
      if (!inside_line) {
        leave(column);
        parent = levels_.empty() ? -1 : static_cast<int>(levels_.back().indent);
      }
    }
    return read_value(at, end, parent);
  }

  [[nodiscard]] bool opens_flow(std::size_t at) const {
    return at < text_.size() && (text_[at] == '{' || text_[at] == '[') &&
           !is_template_at(text_, at);
  }

  std::string key_text(std::size_t at, std::size_t colon) {
    if (text_[at] == '"') return backslash_quoted(text_, at + 1, colon, '"', true).value.text;
    if (text_[at] == '\'') return doubled_quoted(text_, at + 1, colon, '\'').value.text;
    return std::string(text_.substr(at, trimmed_end(text_, at, colon) - at));
  }

  // An entry of the mapping or list at this column.
  void enter(std::size_t column, bool list) {
    while (!levels_.empty() &&
           (levels_.back().indent > column ||
            (levels_.back().indent == column && levels_.back().list && !list))) {
      levels_.pop_back();
    }
    if (!levels_.empty() && levels_.back().indent == column && levels_.back().list == list) {
      ++levels_.back().index;
    } else {
      levels_.push_back({column, list, 0});
    }
    path_.resize(levels_.size());
    if (list) path_.back() = std::to_string(levels_.back().index);
    told_ = true;
  }

  // A value on a line of its own belongs to the entry that it is indented under.
  void leave(std::size_t column) {
    while (!levels_.empty() && levels_.back().indent >= column) levels_.pop_back();
    path_.resize(levels_.size());
  }

  // Anchors and tags.
  [[nodiscard]] std::size_t skip_properties(std::size_t at, std::size_t end) const {
    while (at < end && (text_[at] == '&' || text_[at] == '!')) {
      while (at < end && !is_space(text_[at])) ++at;
      at = skip_blanks(text_, at, end);
    }
    return at;
  }

  std::size_t read_value(std::size_t at, std::size_t end, int parent) {
    at = skip_properties(at, end);
    if (at >= end || is_end_of_line(text_[at]) || text_[at] == '#') return at;
    const char c = text_[at];
    if (c == '*') return at;  // stands for a value that is told where its anchor is
    if (c == '|' || c == '>') {
      YamlScalar read = yaml_block(text_, at, parent);
      const std::size_t next = read.next;
      tell(std::move(read.value), {});
      return next;
    }
    if (c == '"' || c == '\'') {
      std::optional<YamlScalar> read = yaml_quoted(text_, at, parent);
      if (read) {
        const std::size_t next = read->next;
        tell(std::move(read->value), {c == '"' ? Layer::yaml_double : Layer::single_quoted});
        return next;
      }
    }
    if (opens_flow(at)) {
      const std::optional<std::size_t> close = end_of_yaml_flow(text_, at, parent);
      if (close) {
        told_ = true;
        read_yaml_flow(source_, at, *close, path_, values_);
        return *close;
      }
    }
    YamlScalar read = yaml_plain(text_, at, parent);
    const std::size_t next = read.next;
    tell(std::move(read.value), {});
    return next;
  }

  void tell(Decoded value, std::vector<Layer> layers) {
    told_ = true;
    values_.add(source_, path_, std::move(value), std::move(layers));
  }

  Source source_;  // of the document that is read
  std::string_view text_;
  Values& values_;
  std::vector<Level> levels_;
  std::vector<std::string> path_;  // one key a level
  bool seen_start_ = false;
  bool told_ = false;  // this document says something
};

}  // namespace

void read_yaml(const Source& source, Values& values) { YamlScanner(source, values).run(); }

}  // namespace remediate
