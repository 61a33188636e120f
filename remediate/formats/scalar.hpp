// One value that a program reads from a configuration file: under which keys, what it says once
// every layer of quoting and encoding is taken off, and where that stands in the file. A value may
// sit in a format inside a format (TOML in a YAML block scalar, JSON in an annotation, base64 in a
// Secret): keys and layers of all of them are kept. Comments are no values. A query parameter that
// holds a percent-encoded URL is a value of its own, inside of another. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/model/splice.hpp"

namespace remediate {

// How a character that is put into a value must be written there.
enum class Layer : std::uint8_t {
  json_string,       // "..." of JSON, and of most languages
  yaml_double,       // "..." of YAML
  single_quoted,     // '...' in which '' is one quote (YAML, SQL)
  xml,               // &amp; and the like
  properties,        // \: and \=
  percent,           // %2F
  base64,            // the whole value is encoded anew
  backslash_string,  // '...' and "..." in which a backslash escapes (shell, JS, Python, HCL, ...)
};

struct Scalar {
  std::vector<std::string> path;  // keys from the outside in; list elements by their index
  std::string text;               // as the program sees it
  // text[i] was written at [origin[i], origin[i + 1]) of the file; one more than text is long.
  // Under base64: of the first character of the file that carries a bit of it.
  std::vector<std::uint32_t> origin;
  std::vector<Layer> layers;  // from the inside out
  std::size_t document = 0;   // of a file that has several (YAML `---`)
  std::size_t line = 1;
  std::size_t column = 1;  // both 1-based, in bytes, of the first byte of the text

  [[nodiscard]] std::string_view key() const;  // the last one that is no index; may be empty
  [[nodiscard]] std::string dotted() const;    // the whole path
};

// One replacement in the text of a scalar, as its program sees it.
struct TextEdit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string by;
};

// What that means for the file. The edits are in order and apart from one another. New text is
// written as the value around it is: `\/` where its other slashes are escaped, `%2F` where they
// are.
[[nodiscard]] std::vector<Splice> splices_of(const Scalar& scalar, std::string_view bytes,
                                             const std::vector<TextEdit>& edits);

struct ScalarEdits {
  const Scalar* scalar = nullptr;
  std::vector<TextEdit> edits;
};

// The same for several scalars of one file. Values that stand in one base64 text can only be
// changed together: it is encoded anew once, with all of their edits.
[[nodiscard]] std::vector<Splice> splices_of(std::string_view bytes,
                                             const std::vector<ScalarEdits>& all);

}  // namespace remediate
