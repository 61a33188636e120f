#include "client/base/url.hpp"

#include <algorithm>
#include <memory>
#include <new>

#include <curl/curl.h>

namespace okta {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using CurlUrl = std::unique_ptr<CURLU, FreeUrl>;

struct FreeText {
  void operator()(char* text) const { curl_free(text); }
};
using CurlText = std::unique_ptr<char, FreeText>;

std::optional<std::string> part(const CurlUrl& url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, 0) != CURLUE_OK) return std::nullopt;
  const CurlText owned(text);
  return std::string(text);
}

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

// curl repairs `https:/host` and `https:///host`; whoever wrote that meant something else.
bool has_two_slashes(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view rest = text.substr(colon + 1);
  return rest.starts_with("//") && !rest.starts_with("///");
}

// curl decodes `%7f` and `%2541` in a host. What comes out names no host and would be read
// otherwise once it is written.
bool has_encoded_oddity(std::string_view host) {
  return std::ranges::any_of(host,
                             [](unsigned char c) { return c <= ' ' || c == 0x7f || c == '%'; });
}

bool is_default_port(const Url& url) {
  return url.port.empty() || url.port == (url.scheme == "https" ? "443" : "80");
}

std::string decode_component(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  int size = 0;
  const CurlText decoded(
      curl_easy_unescape(nullptr, spaced.c_str(), static_cast<int>(spaced.size()), &size));
  if (!decoded) throw std::bad_alloc();
  return {decoded.get(), static_cast<std::size_t>(size)};
}

}  // namespace

std::string Url::origin() const {
  const std::string base = scheme + "://" + host;
  return is_default_port(*this) ? base : base + ":" + port;
}

std::string Url::text() const {
  std::string text = scheme + "://" + host;
  if (!port.empty()) text += ":" + port;
  text += path;
  if (!query.empty()) text += "?" + query;
  return text;
}

// No message repeats the text: it may carry credentials.
Result<Url> parse_url(std::string_view text) {
  const CurlUrl handle(curl_url());
  if (!handle) throw std::bad_alloc();
  // curl reads up to the first NUL and would accept what stands before it.
  if (text.find('\0') != std::string_view::npos)
    return failure(ErrorKind::invalid_input, "a URL must not contain a NUL character");
  // Browsers read a backslash as a slash, curl does not: they would not agree on the host.
  if (text.find('\\') != std::string_view::npos)
    return failure(ErrorKind::invalid_input, "a URL must not contain a backslash");
  if (!has_two_slashes(text))
    return failure(ErrorKind::invalid_input, "not an absolute http or https URL");

  const CURLUcode outcome = curl_url_set(handle.get(), CURLUPART_URL, std::string(text).c_str(),
                                         CURLU_NON_SUPPORT_SCHEME);
  if (outcome != CURLUE_OK) {
    return failure(ErrorKind::invalid_input,
                   std::string("not a usable URL: ") + curl_url_strerror(outcome));
  }

  Url url;
  url.scheme = lower_case(part(handle, CURLUPART_SCHEME).value_or(""));
  if (url.scheme != "http" && url.scheme != "https")
    return failure(ErrorKind::invalid_input, "not an http or https URL");
  url.host = lower_case(part(handle, CURLUPART_HOST).value_or(""));
  if (url.host.empty()) return failure(ErrorKind::invalid_input, "a URL without a host");
  if (has_encoded_oddity(url.host))
    return failure(ErrorKind::invalid_input, "a URL whose host is no host name");
  if (part(handle, CURLUPART_ZONEID)) {
    return failure(ErrorKind::invalid_input,
                   "a URL with an IPv6 zone names a network interface of one machine only");
  }
  url.port = part(handle, CURLUPART_PORT).value_or("");
  url.path = part(handle, CURLUPART_PATH).value_or("/");
  url.query = part(handle, CURLUPART_QUERY).value_or("");
  url.has_credentials = part(handle, CURLUPART_USER) || part(handle, CURLUPART_PASSWORD);
  return url;
}

bool same_origin(const Url& a, const Url& b) { return a.origin() == b.origin(); }

std::string percent_encode(std::string_view text) {
  if (text.empty()) return {};  // curl reads a length of 0 as "until the NUL"
  const CurlText encoded(curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())));
  if (!encoded) throw std::bad_alloc();
  return encoded.get();
}

QueryParameters parse_query(std::string_view query) {
  QueryParameters parameters;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    const std::size_t equals = pair.find('=');
    const std::string_view name = pair.substr(0, equals);
    if (name.empty()) continue;
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    parameters.emplace_back(decode_component(name), decode_component(value));
  }
  return parameters;
}

std::string format_query(const QueryParameters& parameters) {
  std::string query;
  for (const auto& [name, value] : parameters) {
    if (!query.empty()) query += '&';
    query += percent_encode(name) + "=" + percent_encode(value);
  }
  return query;
}

std::optional<std::string> find_parameter(const QueryParameters& parameters,
                                          std::string_view name) {
  const auto found =
      std::ranges::find_if(parameters, [&](const auto& each) { return each.first == name; });
  if (found == parameters.end()) return std::nullopt;
  return found->second;
}

}  // namespace okta
