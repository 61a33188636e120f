// Pieces that the HTML reports share: one page that needs nothing else, without script, font or
// image, and with a policy that forbids them should an escape ever be forgotten. Parameters named
// `html` must be escaped already, the others are escaped here. Internal to this room. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace remediate::html_parts {

[[nodiscard]] std::string page_head(std::string_view title);
inline constexpr std::string_view kPageEnd = "</body>\n</html>\n";

[[nodiscard]] std::string code(std::string_view text);
[[nodiscard]] std::string codes(const std::vector<std::string>& texts);
[[nodiscard]] std::string term(std::string_view name, const std::string& html);  // in a <dl>
[[nodiscard]] std::string cells(const std::vector<std::string>& html, std::string_view tag);
// Empty when there are no rows.
[[nodiscard]] std::string table(const std::vector<std::string>& head, const std::string& html_rows);
// Empty when the body is. `title` is our own word and not escaped.
[[nodiscard]] std::string section(std::string_view title, const std::string& html_body);

}  // namespace remediate::html_parts
