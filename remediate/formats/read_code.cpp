#include <algorithm>
#include <array>
#include <optional>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/code_dialect.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

// Words that a string may follow without being its name.
constexpr auto kNoNames = std::to_array<std::string_view>(
    {"return",  "import", "from", "require", "case",  "in",    "or",     "and",
     "not",     "else",   "if",   "when",    "throw", "await", "new",    "export",
     "default", "yield",  "is",   "echo",    "print", "use",   "include"});

bool is_no_name(std::string_view word) {
  return std::ranges::find(kNoNames, word) != kNoNames.end();
}

bool is_identifier(char c) { return is_word(c) || c == '$' || c == '@'; }

// What a string must look like to be the name of the argument behind it.
bool is_key_like(std::string_view text) {
  return !text.empty() && text.size() <= 256 && !is_digit(text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_name(c) || c == ':'; });
}

// Finds the string literals of a program, and the names that they are given to: assigned,
// annotated, keyed in an object, passed as the argument after a name, or fallen back to.
class CodeScanner {
 public:
  CodeScanner(const Source& source, const CodeDialect& dialect, Values& values)
      : source_(source), text_(source.text), dialect_(dialect), values_(values), frames_(1) {}

  void run() {
    while (at_ < text_.size()) step();
  }

 private:
  struct Frame {
    char open = '{';
    std::size_t keys = 0;  // of the path, around it
    std::string key;       // what the next value is given to
    std::string argument;  // of a call: the last string that looked like a name
    std::string callee;
    bool command = false;    // a call without parentheses: buildConfigField "String", "X", "..."
    bool question = false;   // of ?:
    bool subscript = false;  // x['key']
  };

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      end_line();
    } else if (is_space(c)) {
      ++at_;
    } else if (skip_comment()) {
    } else if (c == '"' || c == '\'' || c == '`') {
      string(false);
    } else if (is_identifier(c) && !is_digit(c)) {
      identifier();
    } else {
      punctuation(c);
      if (c != '\\') before_ = c;
      line_start_ = false;
    }
  }

  void end_line() {
    ++at_;
    Frame& frame = frames_.back();
    frame.command = false;
    const bool goes_on = std::string_view("=:(,+|&?.[>").find(before_) != std::string_view::npos;
    if (frame.open == '{' && !goes_on) start_entry();
    line_start_ = true;
  }

  void start_entry() {
    Frame& frame = frames_.back();
    frame.key.clear();
    frame.argument.clear();
    frame.command = false;
    frame.question = false;
  }

  bool skip_comment() {
    const std::string_view two = text_.substr(at_, 2);
    std::string_view close;
    if (dialect_.slash_comments && two == "/*") close = "*/";
    if (text_.substr(at_, 4) == "<!--") close = "-->";
    if (!close.empty()) {
      const std::size_t found = text_.find(close, at_ + 2);
      at_ = found == std::string_view::npos ? text_.size() : found + close.size();
      return true;
    }
    // In a page the // of a bare address is none.
    const bool slashes = dialect_.slash_comments && two == "//" && before_ != ':';
    const bool hash = text_[at_] == '#' && (dialect_.hash_comments || is_shebang());
    if (!slashes && !hash && !(dialect_.dash_comments && two == "--")) return false;
    at_ = line_.of(text_, at_);
    return true;
  }

  [[nodiscard]] bool is_shebang() const { return at_ == 0 && text_.substr(0, 2) == "#!"; }

  [[nodiscard]] std::size_t next_sign(std::size_t at) const {
    return skip_blanks(text_, at, text_.size());
  }

  // `=`, `:`, `:=` or `=>` that gives a value to what stands before it.
  [[nodiscard]] bool assigns(std::size_t at) const {
    if (at >= text_.size()) return false;
    const std::string_view two = text_.substr(at, 2);
    if (text_[at] == '=') return two != "==" && two != "=~";
    return text_[at] == ':' && two != "::" && !frames_.back().question;
  }

  void identifier() {
    const std::size_t begin = at_;
    std::size_t last = at_;  // the last part of a.b.c
    while (at_ < text_.size()) {
      if (is_identifier(text_[at_])) {
        ++at_;
        continue;
      }
      std::size_t joint = at_;
      const std::string_view two = text_.substr(at_, 2);
      if (text_[at_] == '.') joint = at_ + 1;
      if (two == "?." || two == "->" || two == "::") joint = at_ + 2;
      if (joint == at_ || joint >= text_.size() || !is_identifier(text_[joint])) break;
      last = at_ = joint;
    }
    const std::string_view whole = text_.substr(begin, at_ - begin);
    std::string_view word = text_.substr(last, at_ - last);
    while (word.size() > 1 && (word.front() == '$' || word.front() == '@')) word.remove_prefix(1);
    if (at_ < text_.size() && is_quote(text_[at_]) && whole.size() <= 2 && is_prefix(whole)) {
      string(whole.find_first_of("rR@") != std::string_view::npos);
      return;
    }
    name(word.substr(0, 256));
    line_start_ = false;
    before_ = 'a';
  }

  static bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

  // f"...", r'...', $"..." of Python and C#.
  static bool is_prefix(std::string_view word) {
    return std::ranges::all_of(word, [](char c) {
      return std::string_view("fFrRbBuU@$L").find(c) != std::string_view::npos;
    });
  }

  void name(std::string_view word) {
    Frame& frame = frames_.back();
    const std::size_t sign = next_sign(at_);
    const std::string_view two = text_.substr(sign, 2);
    // `issuer: string = "..."` and `var issuer string = "..."`: the type is no name.
    const bool type = before_ == ':' ? !frame.key.empty() && text_.substr(sign, 1) == "="
                                     : before_ == 'a' && (word == "string" || word == "str");
    if (assigns(sign)) {
      if (!type) {
        frame.key = word;
      } else if (frame.key.empty()) {
        frame.key = last_name_;
      }
    } else if (frame.key.empty() && (two == "||" || two == "??" || two == "or")) {
      frame.key = word;
    } else if (sign > at_ && sign < text_.size() && is_quote(text_[sign]) && frame.key.empty() &&
               frame.open == '{' && !is_no_name(word)) {
      frame.key = word;
      frame.command = true;
    }
    last_name_ = word;
  }

  void punctuation(char c) {
    Frame& frame = frames_.back();
    ++at_;
    if (c == '{' || c == '[' || c == '(') {
      open(c);
    } else if (c == '}' || c == ']' || c == ')') {
      close(c);
    } else if (c == ';') {
      start_entry();
    } else if (c == ',') {
      if (!frame.command) frame.key.clear();
      frame.question = false;
    } else if (c == '?') {
      const char next = at_ < text_.size() ? text_[at_] : '\0';
      if (next == '?' || next == '.') {
        ++at_;
      } else {
        frame.question = true;
      }
    } else if (c == ':') {
      frame.question = false;
    } else if (c == '|' && text_.substr(at_, 1) == "|" && frame.key.empty()) {
      frame.key = last_name_;
    }
  }

  void open(char c) {
    Frame frame;
    frame.open = c;
    frame.keys = path_.size();
    if (c == '(' && before_ == 'a') frame.callee = last_name_;
    frame.subscript = c == '[' && (before_ == 'a' || before_ == ']' || before_ == ')');
    if (c == '{') {
      for (std::string& key : keys_here()) path_.push_back(std::move(key));
      frames_.back().argument.clear();
    }
    frames_.push_back(std::move(frame));
  }

  void close(char c) {
    const char wanted = c == '}' ? '{' : c == ']' ? '[' : '(';
    // Brackets that do not match are left behind, so that the next ones may.
    const std::size_t lowest = frames_.size() > 8 ? frames_.size() - 8 : 1;
    for (std::size_t i = frames_.size(); i-- > lowest;) {
      if (frames_[i].open != wanted) continue;
      path_.resize(std::min(path_.size(), frames_[i].keys));
      frames_.resize(i);
      return;
    }
  }

  // What a value at this place is given to. A name that is passed along (`get("ISSUER", "...")`)
  // comes after the one that the result is given to.
  [[nodiscard]] std::vector<std::string> keys_here() const {
    std::string callee;
    std::string argument;
    const std::size_t deepest = frames_.size() > 8 ? frames_.size() - 8 : 0;
    for (std::size_t i = frames_.size(); i-- > deepest;) {
      const Frame& frame = frames_[i];
      const bool call = frame.open == '(' || frame.command;
      if (call && argument.empty()) argument = frame.argument;
      if (callee.empty()) callee = frame.callee;
      const bool names = !frame.key.empty() && !(frame.command && !argument.empty());
      if (names && argument.empty()) return {frame.key};
      if (names && frame.key != argument) return {frame.key, argument};
      if (names || frame.open == '{') break;
    }
    if (!argument.empty()) return {argument};
    if (!callee.empty()) return {callee};
    return {};
  }

  void string(bool raw) {
    const std::size_t begin = at_;
    const char quote = text_[begin];
    const bool alone = line_start_ && frames_.back().key.empty() && before_ != '(';
    std::vector<Layer> layers;
    Quoted read;
    bool docstring = false;
    if (dialect_.triple_quotes && text_.substr(begin, 3) == std::string(3, quote)) {
      read = triple_quoted(begin, raw, layers);
      docstring = dialect_.docstrings && alone;
    } else if (quote == '`') {
      read = backticks(begin, layers);
    } else {
      const std::size_t limit = line_.of(text_, begin);
      if (dialect_.doubled_quotes && quote == '\'') {
        read = doubled_quoted(text_, begin + 1, limit, quote);
        layers.push_back(Layer::single_quoted);
      } else if (raw) {
        read = plainly_quoted(text_, begin + 1, limit, quote);
      } else {
        read = backslash_quoted(text_, begin + 1, limit, quote, true);
        layers.push_back(Layer::backslash_string);
      }
    }
    line_start_ = false;
    if (!read.closed) {
      at_ = begin + 1;  // an apostrophe
      before_ = '\'';
      return;
    }
    at_ = read.next;
    if (!docstring) literal(std::move(read.value), std::move(layers));
    before_ = '"';
  }

  Quoted triple_quoted(std::size_t begin, bool raw, std::vector<Layer>& layers) const {
    const std::size_t found = text_.find(text_.substr(begin, 3), begin + 3);
    const std::size_t end = std::min(found, text_.size());
    Quoted read;
    if (raw) {
      read.value = verbatim(text_, begin + 3, end);
    } else {
      read.value = backslash_quoted(text_, begin + 3, end, '\0', true).value;
      layers.push_back(Layer::backslash_string);
    }
    read.value.end = end;
    read.closed = true;
    read.next = std::min(end + 3, text_.size());
    return read;
  }

  // The text of a template literal, its ${...} as they stand.
  Quoted backticks(std::size_t begin, std::vector<Layer>& layers) {
    if (dialect_.raw_backticks) return plainly_quoted(text_, begin + 1, text_.size(), '`');
    layers.push_back(Layer::backslash_string);
    std::size_t end = begin + 1;
    std::size_t braces = 0;
    while (end < text_.size() && (text_[end] != '`' || (braces > 0 && nested_backticks_))) {
      if (text_[end] == '\\') {
        ++end;
      } else if (text_[end] == '$' && text_.substr(end + 1, 1) == "{") {
        ++braces;
        ++end;
      } else if (text_[end] == '}' && braces > 0) {
        --braces;
      }
      ++end;
    }
    if (end >= text_.size()) nested_backticks_ = false;
    end = std::min(end, text_.size());
    Quoted read;
    read.value = backslash_quoted(text_, begin + 1, end, '\0', true).value;
    read.value.end = end;
    read.closed = end < text_.size();
    read.next = end + 1;
    return read;
  }

  // A string is a key, a subscript or a value.
  void literal(Decoded value, std::vector<Layer> layers) {
    Frame& frame = frames_.back();
    const std::size_t sign = next_sign(at_);
    const char next = sign < text_.size() ? text_[sign] : '\0';
    const bool keyed = (next == ':' && text_.substr(sign, 2) != "::" && !frame.question) ||
                       text_.substr(sign, 2) == "=>";
    if (keyed && value.text.size() <= 256) {
      frame.key = value.text;
      return;
    }
    if (before_ == '[' && next == ']' && frames_.size() > 1 && frame.subscript) {
      Frame& outer = frames_[frames_.size() - 2];
      last_name_ = value.text.substr(0, 256);
      if (assigns(next_sign(sign + 1))) outer.key = last_name_;
      return;
    }
    const std::size_t keys = path_.size();
    for (std::string& key : keys_here()) path_.push_back(std::move(key));
    const bool call = frame.open == '(' || frame.command;
    const std::string argument = call && next == ',' && is_key_like(value.text) ? value.text : "";
    values_.add(source_, path_, std::move(value), std::move(layers));
    if (!argument.empty()) frame.argument = argument;
    path_.resize(keys);
  }

  const Source& source_;
  std::string_view text_;
  CodeDialect dialect_;
  Values& values_;
  EndOfLine line_;
  std::size_t at_ = 0;
  char before_ = '\0';  // the last sign; 'a' for a name, '"' for a string
  bool line_start_ = true;
  bool nested_backticks_ = true;
  std::string last_name_;
  std::vector<Frame> frames_;
  std::vector<std::string> path_;
};

}  // namespace

void read_code(const Source& source, std::string_view name, Values& values) {
  CodeScanner(source, dialect_of(name, source.text), values).run();
}

}  // namespace remediate
