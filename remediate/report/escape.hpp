// Text that came from an org (labels, scopes, reasons) is hostile: anyone who knows a public client
// id can write into the System Log. Every report passes such text through one of these functions.
// They never fail, whatever the bytes; what cannot be seen becomes a visible escape (`\x1b`, `\n`,
// `\u{202e}`). Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace remediate {

// No control character, no bidirectional override, no zero-width character, no broken UTF-8. The
// result is one line of valid UTF-8.
[[nodiscard]] std::string escape_terminal(std::string_view text);

// For Markdown in a paragraph, list or table cell: no emphasis, link, mention, tag or cell border.
[[nodiscard]] std::string escape_markdown(std::string_view text);

// As a code span where the text allows one, else as escape_markdown: for names and scopes. No `<`
// even there: not every renderer knows code spans.
[[nodiscard]] std::string markdown_code(std::string_view text);

// For HTML element content and quoted attribute values.
[[nodiscard]] std::string escape_html(std::string_view text);

// What a JSON library leaves as it is although a terminal would act on it (DEL, C1 controls,
// bidirectional overrides) as \uXXXX. `json` must be valid JSON in valid UTF-8.
[[nodiscard]] std::string escape_printed_json(std::string_view json);

// Columns that the text takes, as good as one can say without a terminal: one per character.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

}  // namespace remediate
