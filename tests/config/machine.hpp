// A machine of its own for a test of the settings: a home, a working folder, and only the given
// environment. Gone with the test.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "config/settings.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tests {

class Machine {
 public:
  Machine() {
    std::filesystem::create_directories(sources.home = folder_.path() / "home");
    std::filesystem::create_directories(sources.working_folder = folder_.path() / "work");
  }

  std::filesystem::path write_home(std::string_view yaml) const {
    return folder_.write("home/.okta/okta.yaml", yaml);
  }
  std::filesystem::path write(const std::string& name, std::string_view text) const {
    return folder_.write("work/" + name, text);
  }
  void set(const std::string& name, const std::string& value) { sources.environment[name] = value; }

  // What every test needs that is not about it.
  Machine& with_org() {
    set("OKTA_CLIENT_ORGURL", "https://acme.okta.com");
    return *this;
  }
  Machine& with_token() {
    set("OKTA_CLIENT_TOKEN", "00abc");
    return *this;
  }

  [[nodiscard]] config::Settings accepted() const {
    auto settings = config::load_settings(sources);
    if (!settings) {
      ADD_FAILURE() << settings.error().message;
      return {};
    }
    return std::move(*settings);
  }

  [[nodiscard]] std::string refused() const {
    const auto settings = config::load_settings(sources);
    if (settings) {
      ADD_FAILURE() << "accepted";
      return {};
    }
    EXPECT_EQ(settings.error().kind, okta::ErrorKind::invalid_input);
    return settings.error().message;
  }

  config::SettingsSources sources;

 private:
  TemporaryFolder folder_;
};

// A file of settings that says one thing.
inline std::string client_yaml(const std::string& line) {
  return "okta:\n  client:\n    " + line + "\n";
}

}  // namespace tests
