// An org as far as the client's credentials see it: a token endpoint and an API, each answering as
// the test says. It keeps every request. Thread-safe.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "client/base/url.hpp"
#include "client/http/transport.hpp"
#include "tests/support/key_pair.hpp"

namespace tests {

class OrgStub final : public okta::Transport {
 public:
  using Answer = std::function<okta::Result<okta::Response>(const okta::Request&)>;

  Answer at_token_endpoint;
  Answer at_api = [](const okta::Request&) { return okta::Response{200, {}, "[]"}; };

  [[nodiscard]] okta::Result<okta::Response> send(const okta::Request& request,
                                                  std::stop_token /*stop*/) override {
    const bool is_token_request = request.url.path == "/oauth2/v1/token";
    {
      const std::scoped_lock lock(mutex_);
      (is_token_request ? token_requests_ : api_requests_).push_back(request);
    }
    return is_token_request ? at_token_endpoint(request) : at_api(request);
  }

  [[nodiscard]] std::vector<okta::Request> token_requests() const {
    const std::scoped_lock lock(mutex_);
    return token_requests_;
  }
  [[nodiscard]] std::vector<okta::Request> api_requests() const {
    const std::scoped_lock lock(mutex_);
    return api_requests_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<okta::Request> token_requests_;
  std::vector<okta::Request> api_requests_;
};

inline okta::Response token_answer(const std::string& token, int seconds = 3600,
                                   const std::string& type = "Bearer") {
  return {200,
          {},
          R"({"token_type":")" + type + R"(","expires_in":)" + std::to_string(seconds) +
              R"(,"access_token":")" + token + R"(","scope":"okta.apps.read okta.logs.read"})"};
}

inline okta::Response oauth_refusal(int status, const std::string& error,
                                    const std::string& description, okta::Headers headers = {}) {
  return {status, std::move(headers),
          R"({"error":")" + error + R"(","error_description":")" + description + "\"}"};
}

inline std::string form_value(const okta::Request& request, std::string_view name) {
  return okta::find_parameter(okta::parse_query(request.body), name).value_or("");
}

inline nlohmann::ordered_json proof_claims(const okta::Request& request) {
  return claims_of(std::string(request.headers.first("DPoP")));
}

}  // namespace tests
