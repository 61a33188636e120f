// What goes over the wire, free of any HTTP library: a request, a response, and the coding of URLs
// and forms.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mocks {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;
  std::string path;   // decoded
  std::string query;  // as sent
  Fields headers;     // names in lower case
  std::string body;
  std::string origin;  // the scheme and host that the client called us by
};

struct Response {
  int status = 200;
  Fields headers;
  std::string body;
  std::string content_type;  // empty: no such header, as Okta answers 204
  bool cut_short = false;    // promise the whole body, send half of it, close
};

// The first value of that name; nothing when it is not there.
[[nodiscard]] std::optional<std::string> field(const Fields& fields, std::string_view name);
[[nodiscard]] std::string field_or_empty(const Fields& fields, std::string_view name);

// "a=1&b=x+y" as it comes in a query or a form body.
[[nodiscard]] Fields parse_form(std::string_view text);
[[nodiscard]] std::string form_text(const Fields& fields);
[[nodiscard]] std::string percent_decoded(std::string_view text, bool plus_is_space);
[[nodiscard]] std::string form_encoded(std::string_view text);

[[nodiscard]] std::vector<std::string> split(std::string_view text,
                                             std::string_view separators);  // no empty parts
[[nodiscard]] std::string lower_case(std::string_view text);
[[nodiscard]] std::string replace_all(std::string text, std::string_view from, std::string_view to);
[[nodiscard]] std::string html_escaped(std::string_view text);
[[nodiscard]] std::string base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> base64_decoded(
    std::string_view text);  // either alphabet, padding or not

}  // namespace mocks
