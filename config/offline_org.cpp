#include "config/offline_org.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "config/setting_layers.hpp"

namespace config {
namespace {

bool https_check_is_off(const SettingLayers& layers) {
  const auto found = layers.found.find("testing.disableHttpsCheck");
  if (found == layers.found.end()) return false;
  std::string text(found->second.text.expose());
  std::ranges::transform(text, text.begin(), [](char each) {
    return each >= 'A' && each <= 'Z' ? static_cast<char>(each + ('a' - 'A')) : each;
  });
  return text == "true" || text == "1" || text == "yes" || text == "on";
}

}  // namespace

okta::Result<std::vector<okta::Url>> load_org_urls(const std::vector<std::string>& named,
                                                   const SettingsSources& sources) {
  const SettingLayers layers = read_setting_layers(sources);
  const bool https_check = !https_check_is_off(layers);
  std::vector<okta::Url> urls;
  for (const std::string& each : named) {
    auto url = check_org_url(each, https_check);
    if (!url)
      return okta::failure(okta::ErrorKind::invalid_input, "--org-url: " + url.error().message);
    urls.push_back(std::move(*url));
  }
  const auto found = layers.found.find("orgUrl");
  if (!urls.empty() || found == layers.found.end()) return urls;
  auto url = check_org_url(found->second.text.expose(), https_check);
  if (!url)
    return okta::failure(okta::ErrorKind::invalid_input,
                         fmt::format("{}: {}", found->second.origin, url.error().message));
  urls.push_back(std::move(*url));
  return urls;
}

}  // namespace config
