#include <algorithm>
#include <optional>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

bool is_tag_name(char c) { return is_name(c) || c == ':' || static_cast<unsigned char>(c) >= 0x80; }

// The attributes that name what the element is about: <add key= value=>, <property name=>.
bool names_the_element(std::string_view attribute) {
  return attribute == "key" || attribute == "name" || attribute == "Key" || attribute == "Name";
}

struct Attribute {
  std::string name;
  std::size_t begin = 0;
  std::size_t end = 0;
};

class XmlScanner {
 public:
  XmlScanner(const Source& source, Values& values)
      : source_(source), text_(source.text), values_(values) {}

  void run() {
    while (at_ < text_.size()) {
      if (text_[at_] != '<') {
        element_text();
      } else if (starts("<!--")) {
        at_ = behind("-->", at_ + 4);
      } else if (starts("<![CDATA[")) {
        cdata();
      } else if (starts("<?")) {
        at_ = behind("?>", at_ + 2);
      } else if (starts("<!")) {
        at_ = behind(">", at_ + 2);
      } else if (starts("</")) {
        at_ = behind(">", at_ + 2);
        if (!path_.empty()) path_.pop_back();
      } else {
        tag();
      }
    }
  }

 private:
  [[nodiscard]] bool starts(std::string_view some) const {
    return text_.substr(at_, some.size()) == some;
  }

  [[nodiscard]] std::size_t behind(std::string_view close, std::size_t from) const {
    const std::size_t found = text_.find(close, from);
    return found == std::string_view::npos ? text_.size() : found + close.size();
  }

  void element_text() {
    const std::size_t end = std::min(text_.find('<', at_), text_.size());
    const std::size_t begin = skip_spaces(text_, at_, end);
    const std::size_t last = trimmed_end(text_, begin, end);
    at_ = end;
    if (begin < last && !path_.empty()) tell_text(unescaped(begin, last), {Layer::xml});
  }

  void cdata() {
    const std::size_t begin = at_ + 9;
    const std::size_t end = std::min(text_.find("]]>", begin), text_.size());
    at_ = std::min(end + 3, text_.size());
    if (begin < end && !path_.empty()) tell_text(verbatim(text_, begin, end), {});
  }

  void tell_text(Decoded value, std::vector<Layer> layers) {
    const std::string element = path_.empty() ? "" : path_.back();
    if (element == "key" || element == "param-name" || element == "env-entry-name") {
      named_before_ = value.text.substr(0, 256);
      return;
    }
    if (!named_before_.empty()) path_.back() = named_before_;
    values_.add(source_, path_, std::move(value), std::move(layers));
    if (!named_before_.empty()) path_.back() = element;
    named_before_.clear();
  }

  [[nodiscard]] Decoded unescaped(std::size_t begin, std::size_t end) const {
    Decoded value;
    for (std::size_t at = begin; at < end;) {
      const std::size_t next = text_[at] == '&' ? add_entity(value, at, end) : 0;
      if (next != 0) {
        at = next;
      } else {
        value.add(text_[at], at);
        ++at;
      }
    }
    value.end = end;
    return value;
  }

  // 0: no entity that is known.
  std::size_t add_entity(Decoded& value, std::size_t at, std::size_t end) const {
    const std::size_t close = text_.substr(0, std::min(end, at + 12)).find(';', at);
    if (close == std::string_view::npos) return 0;
    const std::string_view name = text_.substr(at + 1, close - at - 1);
    constexpr std::pair<std::string_view, char> kKnown[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [known, meant] : kKnown) {
      if (name != known) continue;
      value.add(meant, at);
      return close + 1;
    }
    if (name.size() < 2 || name[0] != '#') return 0;
    const bool hex = lower(name[1]) == 'x';
    std::uint32_t number = 0;
    for (const char c : name.substr(hex ? 2 : 1)) {
      const int digit = hex_value(c);
      if (digit < 0 || (!hex && digit > 9)) return 0;
      number = number * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
    }
    add_code_point(value, number, at);
    return close + 1;
  }

  void tag() {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && is_tag_name(text_[at_])) ++at_;
    if (at_ == begin) return;  // a `<` that opens nothing
    std::string element(text_.substr(begin, at_ - begin));
    const std::vector<Attribute> attributes = read_attributes();
    const bool closed = at_ > 0 && at_ < text_.size() && text_[at_] == '/';
    at_ = behind(">", at_);
    tell(element, attributes);
    if (closed) return;
    // <property name="x">text</property>
    for (const Attribute& each : attributes) {
      if (!names_the_element(each.name)) continue;
      element = text_.substr(each.begin, std::min<std::size_t>(each.end - each.begin, 256));
      break;
    }
    path_.push_back(std::move(element));
  }

  std::vector<Attribute> read_attributes() {
    std::vector<Attribute> attributes;
    while (at_ < text_.size() && text_[at_] != '>' && text_[at_] != '<') {
      if (text_[at_] == '/' && text_.substr(at_ + 1, 1) == ">") break;
      if (!is_tag_name(text_[at_])) {
        ++at_;
        continue;
      }
      Attribute each;
      const std::size_t begin = at_;
      while (at_ < text_.size() && is_tag_name(text_[at_])) ++at_;
      each.name = text_.substr(begin, at_ - begin);
      std::size_t at = skip_spaces(text_, at_, text_.size());
      if (at >= text_.size() || text_[at] != '=') continue;
      at = skip_spaces(text_, at + 1, text_.size());
      at_ = at;
      if (at >= text_.size() || (text_[at] != '"' && text_[at] != '\'')) continue;
      const std::size_t close = text_.find(text_[at], at + 1);
      if (close == std::string_view::npos) {
        at_ = text_.size();
        break;
      }
      each.begin = at + 1;
      each.end = close;
      at_ = close + 1;
      attributes.push_back(std::move(each));
    }
    return attributes;
  }

  void tell(const std::string& element, const std::vector<Attribute>& attributes) {
    std::optional<std::string> named;
    for (const Attribute& each : attributes)
      if (!named && names_the_element(each.name)) named = unescaped(each.begin, each.end).text;
    path_.push_back(element);
    for (const Attribute& each : attributes) {
      const bool is_value = each.name == "value" || each.name == "Value";
      path_.push_back(named && is_value ? *named : each.name);
      values_.add(source_, path_, unescaped(each.begin, each.end), {Layer::xml});
      path_.pop_back();
    }
    path_.pop_back();
  }

  const Source& source_;
  std::string_view text_;
  Values& values_;
  std::size_t at_ = 0;
  std::vector<std::string> path_;
  // Of a plist or web.xml: <key>x</key><string>value</string>
  std::string named_before_;
};

}  // namespace

void read_xml(const Source& source, Values& values) { XmlScanner(source, values).run(); }

}  // namespace remediate
