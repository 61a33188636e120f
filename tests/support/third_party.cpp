#include "tests/support/third_party.hpp"

#include <stdexcept>
#include <utility>

#include "client/http/curl_transport.hpp"

namespace tests {
namespace {

constexpr auto kForm = "application/x-www-form-urlencoded";

okta::CurlOptions options_of_console() {
  okta::CurlOptions options;
  options.user_agent = "console/1";
  return options;
}

// As the seeds of the tests have it.
std::string redirect_uri_of(const std::string& client_id) {
  return "https://" + client_id + ".example/cb";
}

}  // namespace

ThirdParty::ThirdParty(std::string base_url)
    : base_url_(std::move(base_url)), transport_(okta::make_curl_transport(options_of_console())) {}

ThirdParty::~ThirdParty() = default;

okta::Response ThirdParty::exchange(okta::Request request) const {
  auto answer = transport_->send(request, {});
  if (!answer) throw std::runtime_error(answer.error().describe());
  return std::move(*answer);
}

okta::Response ThirdParty::send(okta::Method method, const std::string& path,
                                const std::string& json) const {
  okta::Request request;
  request.method = method;
  request.url = *okta::parse_url(base_url_ + path);
  request.headers = {{"Authorization", "SSWS console"}};
  if (!json.empty()) request.headers.add("Content-Type", "application/json");
  request.body = json;
  return exchange(std::move(request));
}

void ThirdParty::sign_in(const std::string& client_id, const std::string& server,
                         const std::string& scopes, const std::string& group) const {
  okta::Request request;
  request.url = *okta::parse_url(base_url_ + "/oauth2/" + server + "v1/authorize?" +
                                 okta::format_query({{"client_id", client_id},
                                                     {"redirect_uri", redirect_uri_of(client_id)},
                                                     {"response_type", "code"},
                                                     {"state", "s1"},
                                                     {"scope", scopes}}));
  request.headers = {{"x-mock-user", "00uann;groups=" + group}};
  const okta::Response answer = exchange(std::move(request));
  const std::string place(answer.headers.first("Location"));
  const auto code =
      okta::find_parameter(okta::parse_query(place.substr(place.find('?') + 1)), "code");
  if (!code) throw std::runtime_error("no code: " + place + answer.body);
  const int status =
      ask_for_token(server, okta::format_query({{"client_id", client_id},
                                                {"grant_type", "authorization_code"},
                                                {"code", *code},
                                                {"redirect_uri", redirect_uri_of(client_id)}}));
  if (status != 200) throw std::runtime_error("no token: " + std::to_string(status));
}

int ThirdParty::ask_for_token(const std::string& server, const std::string& form) const {
  okta::Request request;
  request.method = okta::Method::post;
  request.url = *okta::parse_url(base_url_ + "/oauth2/" + server + "v1/token");
  request.headers = {{"Content-Type", kForm}};
  request.body = form;
  return exchange(std::move(request)).status;
}

}  // namespace tests
