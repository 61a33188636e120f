#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

class EnvScanner {
 public:
  EnvScanner(const Source& source, Values& values)
      : source_(source), text_(source.text), values_(values) {}

  void run() {
    std::size_t at = 0;
    while (at < text_.size()) at = read_line(at);
  }

 private:
  // Returns where the next line begins.
  std::size_t read_line(std::size_t begin) {
    const std::size_t end = end_of_line(text_, begin);
    std::size_t at = skip_blanks(text_, begin, end);
    if (text_.substr(at, 7) == "export " || text_.substr(at, 7) == "export\t")
      at = skip_blanks(text_, at + 7, end);
    const std::size_t name = at;
    while (at < end && is_name(text_[at])) ++at;
    const std::string key(text_.substr(name, at - name));
    at = skip_blanks(text_, at, end);
    if (key.empty() || at >= end || (text_[at] != '=' && text_[at] != ':')) return end + 1;
    at = skip_blanks(text_, at + 1, end);
    if (at < end && is_quote(text_[at])) {
      const std::size_t next = read_quoted(key, at);
      if (next != 0) return end_of_line(text_, next) + 1;
    }
    std::size_t last = at;
    while (last < end && !(text_[last] == '#' && (last == at || is_blank(text_[last - 1])))) ++last;
    values_.add(source_, {key}, verbatim(text_, at, trimmed_end(text_, at, last)));
    return end + 1;
  }

  // Over several lines where it has to be. 0: it is no quoted value, a quote is a character of it.
  std::size_t read_quoted(const std::string& key, std::size_t at) {
    const char quote = text_[at];
    const bool escapes = quote == '"';
    Quoted read = escapes ? backslash_quoted(text_, at + 1, text_.size(), quote, true)
                          : plainly_quoted(text_, at + 1, text_.size(), quote);
    if (!read.closed) return 0;
    const std::size_t behind = skip_blanks(text_, read.next, text_.size());
    if (behind < text_.size() && !is_end_of_line(text_[behind]) && text_[behind] != '#') return 0;
    std::vector<Layer> layers;
    if (escapes) layers.push_back(Layer::backslash_string);
    values_.add(source_, {key}, std::move(read.value), std::move(layers));
    return read.next;
  }

  const Source& source_;
  std::string_view text_;
  Values& values_;
};

}  // namespace

void read_env(const Source& source, Values& values) { EnvScanner(source, values).run(); }

}  // namespace remediate
