#include "tests/fuzz/message.hpp"

#include <charconv>
#include <string>

namespace tests::fuzz {

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

okta::Headers take_headers(std::string_view& rest) {
  okta::Headers headers;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    std::string_view value;
    if (colon != std::string_view::npos) value = line.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    headers.add(std::string(line.substr(0, colon)), std::string(value));
  }
  return headers;
}

okta::Response read_message(std::string_view input) {
  okta::Response response;
  const std::string_view status = take_line(input);
  std::from_chars(status.data(), status.data() + status.size(), response.status);
  response.headers = take_headers(input);
  response.body = input;
  return response;
}

}  // namespace tests::fuzz
