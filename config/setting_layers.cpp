#include "config/setting_layers.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "config/message_text.hpp"
#include "config/text_file.hpp"
#include "config/written_value.hpp"
#include "config/yaml_reading.hpp"

namespace config {
namespace {

namespace fs = std::filesystem;

struct SettingNames {
  std::string_view key;
  std::array<std::string_view, 2> paths;        // below `okta:`
  std::array<std::string_view, 2> environment;  // either spelling
  bool empty_counts = false;  // an empty value is a mistake to be told, not a value left out
  bool secret = false;
};

constexpr std::array<SettingNames, 16> kSettings = {{
    {"orgUrl", {"client.orgUrl"}, {"OKTA_CLIENT_ORGURL"}, true},
    {"token", {"client.token"}, {"OKTA_CLIENT_TOKEN"}, true, true},
    {"authorizationMode", {"client.authorizationMode"}, {"OKTA_CLIENT_AUTHORIZATIONMODE"}},
    {"clientId", {"client.clientId"}, {"OKTA_CLIENT_CLIENTID"}, true},
    {"scopes", {"client.scopes"}, {"OKTA_CLIENT_SCOPES"}, true},
    {"privateKey", {"client.privateKey"}, {"OKTA_CLIENT_PRIVATEKEY"}, true, true},
    {"privateKeyId",
     {"client.privateKeyId", "client.kid"},
     {"OKTA_CLIENT_PRIVATEKEYID", "OKTA_CLIENT_KEYID"}},
    {"dpopEnabled",
     {"client.dpopEnabled"},
     {"OKTA_CLIENT_DPOPENABLED", "OKTA_CLIENT_DPOP_ENABLED"}},
    {"connectionTimeout",
     {"client.connectionTimeout"},
     {"OKTA_CLIENT_CONNECTIONTIMEOUT", "OKTA_CLIENT_CONNECTION_TIMEOUT"}},
    {"requestTimeout",
     {"client.requestTimeout"},
     {"OKTA_CLIENT_REQUESTTIMEOUT", "OKTA_CLIENT_REQUEST_TIMEOUT"}},
    {"rateLimit.maxRetries",
     {"client.rateLimit.maxRetries"},
     {"OKTA_CLIENT_RATELIMIT_MAXRETRIES", "OKTA_CLIENT_RATE_LIMIT_MAX_RETRIES"}},
    {"proxy.host", {"client.proxy.host"}, {"OKTA_CLIENT_PROXY_HOST"}},
    {"proxy.port", {"client.proxy.port"}, {"OKTA_CLIENT_PROXY_PORT"}},
    {"proxy.username", {"client.proxy.username"}, {"OKTA_CLIENT_PROXY_USERNAME"}},
    {"proxy.password", {"client.proxy.password"}, {"OKTA_CLIENT_PROXY_PASSWORD"}, false, true},
    {"testing.disableHttpsCheck",
     {"testing.disableHttpsCheck", "testing.testingDisableHttpsCheck"},
     {"OKTA_TESTING_DISABLEHTTPSCHECK", "OKTA_TESTING_DISABLE_HTTPS_CHECK"}},
}};

void put(SettingLayers& layers, const SettingNames& names, std::string_view text,
         std::string origin) {
  std::string kept(trimmed(text));  // a value from a shell or a .env file may end in a line end
  if (kept.empty() && !names.empty_counts) return;
  layers.found.insert_or_assign(std::string(names.key),
                                FoundSetting{okta::Secret(std::move(kept)), std::move(origin)});
}

// Walks `client.proxy.host`. The keys that are not ours to know are passed over; those on the way
// must be unambiguous mappings.
const YamlNode* find_path(const YamlNode& root, std::string_view path, Problems& problems) {
  const YamlNode* node = &root;
  std::string walked;
  for (std::string_view rest = path; node != nullptr && !rest.empty();) {
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    MappingReader mapping(*node, walked, problems);
    walked = mapping.name_of(rest.substr(0, dot));
    node = mapping.take(rest.substr(0, dot));
    rest.remove_prefix(std::min(dot + 1, rest.size()));
  }
  return node;
}

// Nothing for a type that no setting has, after noting it. `scopes` may be a list.
std::optional<std::string> text_of(const YamlNode& node, const SettingNames& names,
                                   const std::string& name, Problems& problems) {
  if (node.kind == YamlNode::Kind::null) return "";
  if (node.kind == YamlNode::Kind::scalar) return node.text;
  if (names.key == "scopes" && node.kind == YamlNode::Kind::sequence) {
    std::string joined;
    for (const PlacedText& scope : read_texts(node, name, problems)) joined += scope.text + " ";
    return joined;
  }
  std::string_view advice;
  if (names.key == "privateKey") advice = ": put a JWK into single quotes";
  if (names.key == "scopes") advice = " or a list";
  problems.note(node.place, fmt::format("{} must be a single value{}", name, advice));
  return std::nullopt;
}

// A key that is named by its path is a secret only in its own file.
bool is_inline_secret(const SettingNames& names, std::string_view text) {
  if (names.key == "privateKey") return text.starts_with('{') || text.starts_with("-----");
  return names.secret && !text.empty();
}

void read_yaml_layer(const fs::path& file, const std::string& shown_name, SettingLayers& layers) {
  const okta::Result<std::string> text = read_text_file(file);
  if (!text) {
    layers.problems.push_back(fmt::format("{}: {}", shown_name, text.error().message));
    return;
  }
  Problems problems(shown_name);
  bool holds_secret = false;
  if (const auto root = parse_yaml(*text)) {
    for (const SettingNames& names : kSettings) {
      for (const std::string_view path : names.paths) {
        if (path.empty()) continue;
        const std::string name = fmt::format("okta.{}", path);
        const YamlNode* node = find_path(*root, name, problems);
        if (node == nullptr) continue;
        const std::optional<std::string> value = text_of(*node, names, name, problems);
        if (!value) continue;
        holds_secret = holds_secret || is_inline_secret(names, *value);
        put(layers, names, *value,
            fmt::format("{}:{}:{}", shown_name, node->place.line, node->place.column));
      }
    }
  } else {
    problems.note(root.error().place, root.error().text);
  }
  std::ranges::copy(problems.lines(), std::back_inserter(layers.problems));
  if (holds_secret && open_to_others(file)) {
    layers.warnings.push_back(
        fmt::format("{0} holds a secret and is open to other users of this machine: chmod 600 {0}",
                    shown_name));
  }
}

void read_files(const SettingsSources& sources, SettingLayers& layers) {
  if (!sources.home.empty()) {
    const fs::path file = sources.home / ".okta" / "okta.yaml";
    if (may_be_there(file)) read_yaml_layer(file, "~/.okta/okta.yaml", layers);
  }
  const fs::path plain = sources.working_folder / "okta.yaml";
  const fs::path hidden = sources.working_folder / ".okta.yaml";
  if (may_be_there(plain)) {
    read_yaml_layer(plain, "okta.yaml", layers);
    if (may_be_there(hidden)) {
      layers.warnings.emplace_back(
          "okta.yaml and .okta.yaml both stand in the working folder: okta.yaml is read, "
          ".okta.yaml is not");
    }
  } else if (may_be_there(hidden)) {
    read_yaml_layer(hidden, ".okta.yaml", layers);
  }
}

void read_environment(const SettingsSources& sources, SettingLayers& layers) {
  for (const SettingNames& names : kSettings) {
    std::optional<std::string> taken;
    for (const std::string_view name : names.environment) {
      const auto variable = sources.environment.find(std::string(name));
      if (name.empty() || variable == sources.environment.end()) continue;
      if (!names.empty_counts && trimmed(variable->second).empty()) continue;
      if (taken && trimmed(*taken) != trimmed(variable->second)) {
        layers.problems.push_back(fmt::format("environment: {} and {} differ: keep one of them",
                                              names.environment[0], names.environment[1]));
      }
      taken = variable->second;
      put(layers, names, *taken, fmt::format("environment {}", name));
    }
  }
}

void set_option(SettingLayers& layers, std::string_view key, const std::string& text,
                std::string_view option) {
  layers.found.insert_or_assign(
      std::string(key),
      FoundSetting{okta::Secret(std::string(trimmed(text))), fmt::format("option {}", option)});
}

void read_options(const SettingsOptions& options, SettingLayers& layers) {
  if (options.org_url) set_option(layers, "orgUrl", *options.org_url, "--org-url");
  if (options.timeout) {
    set_option(layers, "requestTimeout", std::to_string(options.timeout->count()), "--timeout");
  }
  if (options.max_retries) {
    set_option(layers, "rateLimit.maxRetries", std::to_string(*options.max_retries),
               "--max-retries");
  }
  if (options.proxy) {
    set_option(layers, "proxy.host", *options.proxy, "--proxy");
    layers.found.erase("proxy.port");  // the option names another proxy, with a port of its own
  }
}

}  // namespace

SettingLayers read_setting_layers(const SettingsSources& sources) {
  SettingLayers layers;
  read_files(sources, layers);
  read_environment(sources, layers);
  read_options(sources.options, layers);
  return layers;
}

}  // namespace config
