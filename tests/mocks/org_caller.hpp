// Calls a fake org over the wire as a client would: one connection, an SSWS token, JSON in and out.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "mocks/fake_org.hpp"

namespace tests {

struct Answer {
  int status = 0;  // 0: no answer came
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;

  [[nodiscard]] std::string header(const std::string& name) const;  // case-sensitive, the first
  [[nodiscard]] std::vector<std::string> all(const std::string& name) const;
  [[nodiscard]] nlohmann::ordered_json json() const;  // null when the body is none
  [[nodiscard]] std::string next_link() const;        // path and query of rel="next"; may be empty
};

class OrgCaller {
 public:
  explicit OrgCaller(const std::string& base_url);
  OrgCaller(const OrgCaller&) = delete;
  OrgCaller& operator=(const OrgCaller&) = delete;
  ~OrgCaller();

  void set_token(std::string authorization);  // the whole header; empty: none is sent
  void set_header(const std::string& name, const std::string& value);
  void set_timeout_ms(int milliseconds);

  Answer get(const std::string& path_and_query);
  Answer post(const std::string& path, const std::string& json = "");
  Answer put(const std::string& path, const std::string& json);
  Answer remove(const std::string& path);
  Answer post_form(const std::string& path, const std::string& form);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

[[nodiscard]] mocks::FakeOrg start_org(mocks::Options options = {});
[[nodiscard]] mocks::FakeOrg start_org_with_seed(const std::string& seed);

}  // namespace tests
