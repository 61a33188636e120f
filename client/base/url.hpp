// Absolute http(s) URLs, parsed and built by libcurl's URL API so that we read them exactly as the
// transport will. Pure functions. Redirect URIs of apps need not be URLs (`com.example:/callback`,
// `http://*.example.com`): they stay strings and never come here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/base/result.hpp"

namespace okta {

struct Url {
  std::string scheme;  // lower case
  std::string host;    // lower case; an IPv6 address keeps its brackets
  std::string port;    // as written; empty when it was not
  std::string path;    // still percent-encoded; "/" when it was empty
  std::string query;   // still percent-encoded, without '?'
  bool has_credentials = false;

  // scheme://host[:port], without a default port: what must be equal before a credential may be
  // sent.
  [[nodiscard]] std::string origin() const;
  [[nodiscard]] std::string text() const;  // without credentials
};

// Refuses anything but an absolute http or https URL with a host. A fragment is dropped: it never
// goes to a server.
[[nodiscard]] Result<Url> parse_url(std::string_view text);

[[nodiscard]] bool same_origin(const Url& a, const Url& b);

[[nodiscard]] std::string percent_encode(std::string_view text);

using QueryParameters = std::vector<std::pair<std::string, std::string>>;

// Decodes both `%20` and `+`; keeps order and repetitions; ignores what has no name.
[[nodiscard]] QueryParameters parse_query(std::string_view query);
[[nodiscard]] std::string format_query(const QueryParameters& parameters);
[[nodiscard]] std::optional<std::string> find_parameter(const QueryParameters& parameters,
                                                        std::string_view name);

}  // namespace okta
