#include "config/settings.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>

#include <fmt/format.h>

#include "config/message_text.hpp"
#include "config/private_key.hpp"
#include "config/setting_layers.hpp"
#include "config/text_file.hpp"
#include "config/written_value.hpp"

namespace config {
namespace {

using okta::Secret;

constexpr int kLongestTimeoutSeconds = 3600;
constexpr int kMostRetries = 100;
constexpr int kLargestPort = 65'535;

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  });
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return same_word(text, word); });
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7F'; });
}

bool has_placeholder(std::string_view text) {
  return text.find_first_of("{}<>") != std::string_view::npos;
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

// Turns the collected texts into settings and notes what is wrong. No problem repeats a text.
class Composer {
 public:
  explicit Composer(const SettingsSources& sources)
      : sources_(sources), layers_(read_setting_layers(sources)) {}

  okta::Result<Settings> compose() {
    compose_org_url();
    compose_credentials();
    compose_limits();
    compose_proxy();
    compose_ca_file();
    record_defaults();
    if (layers_.problems.empty()) {
      settings_.warnings = std::move(layers_.warnings);
      return std::move(settings_);
    }
    return okta::failure(okta::ErrorKind::invalid_input, joined_lines(layers_.problems));
  }

 private:
  void compose_org_url() {
    if (const FoundSetting* found = find("testing.disableHttpsCheck"))
      settings_.https_check = !read_switch(*found, "testing.disableHttpsCheck");

    const FoundSetting* found = find("orgUrl");
    if (found == nullptr) {
      problem(
          "no org URL: give --org-url https://acme.okta.com, or set OKTA_CLIENT_ORGURL, or write "
          "okta.client.orgUrl into ~/.okta/okta.yaml");
      return;
    }
    okta::Result<okta::Url> url = check_org_url(found->text.expose(), settings_.https_check);
    if (!url) {
      problem(*found, url.error().message);
      return;
    }
    settings_.org_url = std::move(*url);
    if (settings_.org_url.scheme == "http" && !is_loopback(settings_.org_url.host)) {
      layers_.warnings.push_back("the HTTPS check is off: credentials travel unencrypted to " +
                                 settings_.org_url.host);
    }
  }

  void compose_credentials() {
    if (const FoundSetting* found = find("authorizationMode")) read_mode(*found);
    if (settings_.authorization_mode == AuthorizationMode::private_key) {
      compose_client();
    } else {
      compose_token();
    }
  }

  void read_mode(const FoundSetting& found) {
    const std::string_view text = found.text.expose();
    if (same_word(text, "SSWS")) {
      settings_.authorization_mode = AuthorizationMode::ssws;
    } else if (same_word(text, "Bearer")) {
      settings_.authorization_mode = AuthorizationMode::bearer;
    } else if (same_word(text, "PrivateKey")) {
      settings_.authorization_mode = AuthorizationMode::private_key;
    } else {
      mode_is_known_ = false;
      problem(found, "authorizationMode must be SSWS, PrivateKey or Bearer");
    }
  }

  void compose_token() {
    const FoundSetting* found = find("token");
    if (found == nullptr) {
      if (mode_is_known_) {
        problem(
            "no API token: set OKTA_CLIENT_TOKEN, or write okta.client.token into "
            "~/.okta/okta.yaml (a service app needs authorizationMode PrivateKey instead)");
      }
      return;
    }
    const std::string_view text = found->text.expose();
    if (text.empty()) {
      problem(*found, "the token is empty");
    } else if (has_placeholder(text)) {
      problem(*found, "the token still is a placeholder such as {apiToken}");
    } else if (is_one_of(text.substr(0, text.find(' ')), {"SSWS", "Bearer"})) {
      problem(*found, "the token must stand alone, without SSWS or Bearer before it");
    } else if (!is_visible_ascii(text)) {
      problem(*found, "the token holds a space, a line break or a character that no token has");
    } else {
      settings_.token = found->text;
    }
  }

  void compose_client() {
    if (const FoundSetting* found = need("clientId", "OKTA_CLIENT_CLIENTID")) {
      settings_.client_id = found->text.expose();
      if (has_placeholder(settings_.client_id)) {
        problem(*found, "the client id still is a placeholder such as {clientId}");
      } else if (!is_visible_ascii(settings_.client_id)) {
        problem(*found, "the client id holds a space or a character that no client id has");
      }
    }
    if (const FoundSetting* found = need("scopes", "OKTA_CLIENT_SCOPES")) read_scopes(*found);
    if (const FoundSetting* found = need("privateKey", "OKTA_CLIENT_PRIVATEKEY")) {
      auto key = read_private_key(found->text, sources_.home, sources_.working_folder);
      if (key) {
        settings_.private_key = std::move(*key);
      } else {
        problem(*found, "the private key " + key.error().message);
      }
    }
    if (const FoundSetting* found = find("privateKeyId"))
      settings_.private_key_id = found->text.expose();
    if (const FoundSetting* found = find("dpopEnabled"))
      settings_.dpop = read_switch(*found, "dpopEnabled");
  }

  void read_scopes(const FoundSetting& found) {
    std::string_view rest = found.text.expose();
    constexpr std::string_view kBetween = " ,\t\r\n";
    while (true) {
      const std::size_t first = rest.find_first_not_of(kBetween);
      if (first == std::string_view::npos) break;
      rest.remove_prefix(first);
      const std::string_view scope = rest.substr(0, rest.find_first_of(kBetween));
      if (!is_scope_token(scope)) {
        problem(found, "scopes holds a text that is no scope (RFC 6749)");
        return;
      }
      settings_.scopes.emplace_back(scope);
      rest.remove_prefix(scope.size());
    }
    if (settings_.scopes.empty()) problem(found, "scopes names no scope");
  }

  void compose_limits() {
    using std::chrono::milliseconds;
    using std::chrono::seconds;
    // Seconds, as the SDKs' READMEs say; the .NET SDK alone counts milliseconds, hence the limit.
    if (const auto found =
            find_number("connectionTimeout", 0, kLongestTimeoutSeconds, " (seconds)"))
      settings_.connection_timeout = seconds{*found};
    if (const auto found = find_number("requestTimeout", 0, kLongestTimeoutSeconds, " (seconds)"))
      settings_.request_timeout = seconds{*found};
    if (const auto found = find_number("rateLimit.maxRetries", 0, kMostRetries, ""))
      settings_.max_retries = *found;
  }

  void compose_proxy() {
    const FoundSetting* host = find("proxy.host");
    const FoundSetting* username = find("proxy.username");
    const FoundSetting* password = find("proxy.password");
    const std::optional<int> port = find_number("proxy.port", 1, kLargestPort, "");
    if (host == nullptr) {
      for (const FoundSetting* part : {find("proxy.port"), username, password}) {
        if (part == nullptr) continue;
        problem(*part, "belongs to a proxy, but there is no proxy.host");
        return;
      }
      return;
    }
    if ((username == nullptr) != (password == nullptr)) {
      problem(username != nullptr ? *username : *password,
              "proxy.username and proxy.password need each other");
    }
    std::optional<Proxy> proxy = read_proxy_host(*host);
    if (!proxy) return;
    if (port && proxy->port && *port != *proxy->port)
      problem(*host, "proxy.host and proxy.port name two ports");
    if (port) proxy->port = port;
    if (username != nullptr) proxy->username = username->text.expose();
    if (password != nullptr) proxy->password = password->text;
    settings_.proxy = std::move(proxy);
  }

  // `proxy.acme.com`, `proxy.acme.com:8080` or `http://proxy.acme.com:8080`
  std::optional<Proxy> read_proxy_host(const FoundSetting& found) {
    const std::string_view text = found.text.expose();
    if (text.find('@') != std::string_view::npos) {
      problem(found,
              "the proxy holds a user name or password: set OKTA_CLIENT_PROXY_USERNAME and "
              "OKTA_CLIENT_PROXY_PASSWORD instead");
      return std::nullopt;
    }
    const bool has_scheme = text.find("://") != std::string_view::npos;
    const auto url =
        okta::parse_url(has_scheme ? std::string(text) : fmt::format("http://{}", text));
    const bool plain = url && url->scheme == "http" && url->path == "/" && url->query.empty();
    if (!plain) {
      problem(found, "the proxy must be a host, host:port or http://host:port");
      return std::nullopt;
    }
    Proxy proxy;
    proxy.host = url->host;
    if (!url->port.empty()) proxy.port = whole_number(url->port);
    return proxy;
  }

  void compose_ca_file() {
    if (!sources_.options.ca_file) return;
    settings_.ca_file = *sources_.options.ca_file;
    settings_.provenance.emplace_back("caFile", "option --ca-file");
    const auto text = read_text_file(sources_.working_folder / settings_.ca_file);
    if (!text) problem(fmt::format("option --ca-file: the file {}", text.error().message));
  }

  void record_defaults() {
    for (const std::string_view key :
         {"authorizationMode", "connectionTimeout", "requestTimeout", "rateLimit.maxRetries"}) {
      if (!layers_.found.contains(key)) settings_.provenance.emplace_back(key, "default");
    }
  }

  // Looks a setting up and records where it came from.
  const FoundSetting* find(std::string_view key) {
    const auto found = layers_.found.find(key);
    if (found == layers_.found.end()) return nullptr;
    const std::pair<std::string, std::string> entry(key, found->second.origin);
    if (std::ranges::find(settings_.provenance, entry) == settings_.provenance.end())
      settings_.provenance.push_back(entry);
    return &found->second;
  }

  const FoundSetting* need(std::string_view key, std::string_view variable) {
    const FoundSetting* found = find(key);
    if (found == nullptr) {
      problem(fmt::format("authorizationMode PrivateKey needs {0}: set {1} or okta.client.{0}", key,
                          variable));
      return nullptr;
    }
    if (!found->text.empty()) return found;
    problem(*found, fmt::format("{} is empty", key));
    return nullptr;
  }

  std::optional<int> find_number(std::string_view key, int least, int most, std::string_view unit) {
    const FoundSetting* found = find(key);
    if (found == nullptr) return std::nullopt;
    const std::optional<int> number = whole_number(found->text.expose());
    if (number && *number >= least && *number <= most) return number;
    problem(*found,
            fmt::format("{} must be a whole number from {} to {}{}", key, least, most, unit));
    return std::nullopt;
  }

  bool read_switch(const FoundSetting& found, std::string_view key) {
    const std::string_view text = found.text.expose();
    if (is_one_of(text, {"true", "1", "yes", "on"})) return true;
    if (!is_one_of(text, {"false", "0", "no", "off"}))
      problem(found, fmt::format("{} must be true or false", key));
    return false;
  }

  void problem(std::string text) { layers_.problems.push_back(std::move(text)); }
  void problem(const FoundSetting& found, std::string_view text) {
    problem(fmt::format("{}: {}", found.origin, text));
  }

  const SettingsSources& sources_;
  SettingLayers layers_;
  Settings settings_;
  bool mode_is_known_ = true;
};

}  // namespace

okta::Result<Settings> load_settings(const SettingsSources& sources) {
  return Composer(sources).compose();
}

}  // namespace config
