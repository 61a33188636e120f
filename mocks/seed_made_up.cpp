#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/seed.hpp"

namespace mocks {
namespace {

Json oidc_app(const std::string& label, std::string_view type, const std::string& redirect_uri) {
  const bool service = type == "service";
  const bool public_client = type == "browser" || type == "native";
  Json grant_types = service ? Json::array({"client_credentials"})
                             : Json::array({"authorization_code", "refresh_token"});
  return Json{{"name", "oidc_client"},
              {"label", label},
              {"signOnMode", "OPENID_CONNECT"},
              {"credentials",
               {{"oauthClient",
                 {{"autoKeyRotation", true},
                  {"token_endpoint_auth_method", public_client ? "none" : "client_secret_basic"},
                  {"pkce_required", public_client}}}}},
              {"settings",
               {{"oauthClient",
                 {{"redirect_uris", service ? Json::array() : Json::array({redirect_uri})},
                  {"response_types", service ? Json::array({"token"}) : Json::array({"code"})},
                  {"grant_types", grant_types},
                  {"application_type", type}}}}}};
}

Json other_app(const std::string& label, int number) {
  if (number % 3 == 0) {
    return Json{{"name", "bookmark"},
                {"label", label},
                {"signOnMode", "BOOKMARK"},
                {"settings",
                 {{"app", {{"requestIntegration", false}, {"url", "https://wiki.example.com/"}}}}}};
  }
  if (number % 3 == 1) {
    return Json{{"name", fmt::format("example_saml_{}", number)},
                {"label", label},
                {"signOnMode", "SAML_2_0"},
                {"settings",
                 {{"signOn",
                   {{"ssoAcsUrl", "https://hr.example.com/saml"},
                    {"audience", "https://hr.example.com"}}}}}};
  }
  return Json{{"name", "active_directory"},
              {"label", label},
              {"signOnMode", nullptr}};  // recorded: directories have no sign-on mode
}

}  // namespace

void seed_small_org(OrgState& org, TimePoint now) {
  place_app(org, oidc_app("Sample Web App", "web", "https://app.example.com/callback"), now);
  place_app(org, other_app("Sample SAML App", 1), now);
  place_server(
      org,
      Json{{"name", "default"},
           {"description", "Default Authorization Server for your Applications"},
           {"audiences", Json::array({"api://default"})},
           {"default", true},
           {"policies",
            Json::array({Json{
                {"name", "Default Policy"},
                {"description", "Default policy description"},
                {"priority", 1},
                {"conditions", {{"clients", {{"include", Json::array({"ALL_CLIENTS"})}}}}},
                {"rules",
                 Json::array({Json{
                     {"name", "Default Policy Rule"},
                     {"type", "RESOURCE_ACCESS"},
                     {"priority", 1},
                     {"conditions",
                      {{"people", {{"groups", {{"include", Json::array({"EVERYONE"})}}}}},
                       {"grantTypes",
                        {{"include",
                          {"implicit", "client_credentials", "authorization_code", "password"}}}},
                       {"scopes", {{"include", Json::array({"*"})}}}}}}})}}})}},
      now);
}

void seed_generated_apps(OrgState& org, int count, TimePoint now) {
  constexpr std::array<std::string_view, 4> kTypes{"web", "browser", "native", "service"};
  for (int i = 1; i <= count; ++i) {
    const auto label = fmt::format("Generated App {:04}", i);
    if (i % 5 == 0) {
      place_app(org, other_app(label, i / 5), now);
    } else {
      const auto type = kTypes.at(static_cast<std::size_t>(i) % kTypes.size());
      const bool native = type == "native";
      place_app(org,
                oidc_app(label, type,
                         native ? fmt::format("com.example.app{}:/callback", i)
                                : fmt::format("https://app{}.example.com/callback", i)),
                now);
    }
  }
}

}  // namespace mocks
