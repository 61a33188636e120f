#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

// java.util.Properties, "load": keys end at =, : or a blank; a line that ends in a backslash goes
// on.
class PropertiesScanner {
 public:
  PropertiesScanner(const Source& source, Values& values)
      : source_(source), text_(source.text), values_(values) {}

  void run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      at = skip_spaces(text_, at, text_.size());
      if (at == text_.size()) return;
      at = text_[at] == '#' || text_[at] == '!' ? end_of_line(text_, at) : read_entry(at);
    }
  }

 private:
  // The first line's end that is none is passed over, with the blanks behind it.
  bool goes_on(std::size_t& at) const {
    if (text_[at] != '\\') return false;
    std::size_t next = at + 1;
    if (next < text_.size() && text_[next] == '\r') ++next;
    if (next >= text_.size() || text_[next] != '\n') return false;
    at = skip_blanks(text_, next + 1, text_.size());
    return true;
  }

  [[nodiscard]] bool ends(std::size_t at) const {
    return at >= text_.size() || text_[at] == '\n' ||
           (text_[at] == '\r' && (at + 1 == text_.size() || text_[at + 1] == '\n'));
  }

  std::size_t read_entry(std::size_t at) {
    Decoded key;
    while (!ends(at) && !is_blank(text_[at]) && text_[at] != '=' && text_[at] != ':') {
      if (goes_on(at)) continue;
      if (text_[at] == '\\') {
        at = add_escaped(key, at);
      } else {
        key.add(text_[at], at);
        ++at;
      }
    }
    at = skip_blanks(text_, at, text_.size());
    if (!ends(at) && (text_[at] == '=' || text_[at] == ':'))
      at = skip_blanks(text_, at + 1, text_.size());
    Decoded value;
    while (!ends(at)) {
      if (goes_on(at)) continue;
      if (text_[at] == '\\') {
        at = add_escaped(value, at);
      } else {
        value.add(text_[at], at);
        ++at;
      }
    }
    value.end = at;
    while (!value.text.empty() && is_blank(value.text.back()) && text_[value.end - 1] != '\\') {
      value.end = value.from.back();
      value.text.pop_back();
      value.from.pop_back();
    }
    values_.add(source_, {key.text}, std::move(value), {Layer::properties});
    return at;
  }

  std::size_t add_escaped(Decoded& value, std::size_t at) const {
    const char kind = at + 1 < text_.size() ? text_[at + 1] : '\0';
    if (std::string_view("utnrf").find(kind) != std::string_view::npos)
      return add_escape(value, text_, at, text_.size(), false);
    if (ends(at + 1)) return at + 1;
    value.add(kind, at);
    return at + 2;
  }

  const Source& source_;
  std::string_view text_;
  Values& values_;
};

}  // namespace

void read_properties(const Source& source, Values& values) {
  PropertiesScanner(source, values).run();
}

}  // namespace remediate
