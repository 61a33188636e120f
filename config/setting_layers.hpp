// Collects each setting's text from the layers that the Okta SDKs know, the later layer winning:
// ~/.okta/okta.yaml, the working folder's okta.yaml or .okta.yaml, the environment, the options.
// What the texts mean is settings.cpp's business. The names are those of the official SDKs'
// READMEs; the Go SDK underscores some of its environment names, both spellings are read.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/secret.hpp"
#include "config/settings.hpp"

namespace config {

struct FoundSetting {
  okta::Secret text;   // any setting may hold a secret by mistake, so none can be printed
  std::string origin;  // "okta.yaml:3:12", "environment OKTA_CLIENT_TOKEN", "option --proxy"
};

struct SettingLayers {
  std::map<std::string, FoundSetting, std::less<>> found;  // by key: "orgUrl", "proxy.host", ...
  std::vector<std::string> problems;
  std::vector<std::string> warnings;
};

[[nodiscard]] SettingLayers read_setting_layers(const SettingsSources& sources);

}  // namespace config
