#include "client/models/application.hpp"

#include <string_view>
#include <utility>

#include "client/base/url.hpp"
#include "client/models/exact.hpp"

namespace okta {
namespace {

// RFC 6901.
std::string pointer_token(std::string_view name) {
  std::string token;
  for (const char c : name) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

void collect_urls(const JsonView& view, const std::string& pointer, std::vector<UrlField>& found) {
  for (const auto& [name, value] : view.members())
    collect_urls(value, pointer + "/" + pointer_token(name), found);
  const std::vector<JsonView> elements = view.elements();
  for (std::size_t i = 0; i < elements.size(); ++i)
    collect_urls(elements[i], pointer + "/" + std::to_string(i), found);
  const std::optional<std::string> text = view.string();
  if (!text) return;
  const Result<Url> url = parse_url(*text);
  if (url && !url->has_credentials) found.push_back({pointer, *text});
}

std::vector<UrlField> url_fields(const JsonView& json) {
  std::vector<UrlField> found;
  collect_urls(json["profile"], "/profile", found);
  collect_urls(json["settings"]["app"], "/settings/app", found);
  collect_urls(json["settings"]["oauthClient"]["initiate_login_uri"],
               "/settings/oauthClient/initiate_login_uri", found);
  return found;
}

std::optional<IdpInitiatedLogin> read_idp_initiated_login(ExactReader& reader) {
  const JsonView login = reader.optional_object("settings/oauthClient/idp_initiated_login");
  if (!login.exists()) return std::nullopt;
  return IdpInitiatedLogin{
      login["mode"].string_or(""),
      reader.optional_strings("settings/oauthClient/idp_initiated_login/default_scope")};
}

// What decides whether and how the app can ask for custom scopes is read strictly.
void read_oauth_client(ExactReader& reader, Application& app) {
  const JsonView credentials = reader.optional_object("credentials/oauthClient");
  const JsonView settings = reader.optional_object("settings/oauthClient");
  app.client_id = reader.optional_string("credentials/oauthClient/client_id");
  app.token_endpoint_auth_method = credentials["token_endpoint_auth_method"].string();
  app.pkce_required = credentials["pkce_required"].boolean();
  app.application_type = reader.optional_string("settings/oauthClient/application_type");
  app.issuer_mode = settings["issuer_mode"].string();
  app.consent_method = settings["consent_method"].string();
  app.grant_types = reader.optional_strings("settings/oauthClient/grant_types");
  app.response_types = reader.optional_strings("settings/oauthClient/response_types");
  app.redirect_uris = reader.optional_strings("settings/oauthClient/redirect_uris");
  app.initiate_login_uri = settings["initiate_login_uri"].string();
  app.idp_initiated_login = read_idp_initiated_login(reader);
}

}  // namespace

bool Application::is_oidc() const {
  return sign_on_mode ? *sign_on_mode == sign_on_mode::kOpenIdConnect : client_id.has_value();
}

// Apps of the org's own making are called `oidc_client`; older ones carry a suffix.
bool Application::is_from_catalogue() const {
  return is_oidc() && !name.empty() && !name.starts_with("oidc_client");
}

template <>
Result<Application> decode<Application>(const JsonView& json) {
  ExactReader reader(json, "application");
  Application app;
  app.id = reader.id();
  app.status = reader.required_string("status");
  app.sign_on_mode = reader.optional_string("signOnMode");
  app.name = json["name"].string_or("");
  app.label = json["label"].string_or("");
  app.url_fields = url_fields(json);
  if (!app.sign_on_mode || app.is_oidc()) read_oauth_client(reader, app);
  return reader.verdict(std::move(app));
}

}  // namespace okta
