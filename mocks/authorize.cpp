// GET /oauth2/v1/authorize and /oauth2/{id}/v1/authorize: what Okta checks before it shows a login
// page, and what follows when somebody is signed in. Nobody is, unless the request says so: header
// `x-mock-user: 00u1;groups=00g1,00g2`, or `sessionToken` of that form.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/access_policy.hpp"
#include "mocks/app_object.hpp"
#include "mocks/oauth_endpoints.hpp"
#include "mocks/oauth_failures.hpp"
#include "mocks/oauth_log.hpp"
#include "mocks/okta_errors.hpp"

namespace mocks {
namespace {

bool contains(const std::vector<std::string>& strings, std::string_view wanted) {
  return std::ranges::find(strings, wanted) != strings.end();
}

struct AuthorizeRequest {
  const AuthorizationServer* server = nullptr;
  const Application* app = nullptr;
  std::string client_id;
  std::string redirect_uri;
  std::string state;
  std::vector<std::string> response_types;
  std::string response_mode;
  std::vector<std::string> scopes;
  std::optional<User> user;

  [[nodiscard]] bool tokens() const {
    return contains(response_types, "token") || contains(response_types, "id_token");
  }
  [[nodiscard]] bool code() const { return contains(response_types, "code"); }
};

std::string with_parameters(const AuthorizeRequest& request, Fields parameters) {
  if (!request.state.empty()) parameters.emplace(parameters.begin(), "state", request.state);
  const bool fragment =
      request.response_mode == "fragment" || (request.response_mode.empty() && request.tokens());
  const char joint =
      fragment ? '#' : (request.redirect_uri.find('?') == std::string::npos ? '?' : '&');
  return fmt::format("{}{}{}", request.redirect_uri, joint, form_text(parameters));
}

Response redirect(const AuthorizeRequest& request, const Fields& parameters) {
  if (request.response_mode == "form_post") {
    std::string inputs;
    if (!request.state.empty())
      inputs += fmt::format("<input type=\"hidden\" name=\"state\" value=\"{}\"/>",
                            html_escaped(request.state));
    for (const auto& [name, value] : parameters) {
      inputs += fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\"/>", name,
                            html_escaped(value));
    }
    return {.status = 200,
            .headers = {},
            .body = fmt::format(
                "<html><body><form method=\"post\" action=\"{}\">{}</form></body></html>\n",
                html_escaped(request.redirect_uri), inputs),
            .content_type = "text/html;charset=utf-8"};
  }
  return {.status = 302,
          .headers = {{"Location", with_parameters(request, parameters)}},
          .body = {},
          .content_type = {}};
}

OAuthEvent event_of(const AuthorizeRequest& request) {
  return {.endpoint = "authorize",
          .suffix = {},
          .reason = {},
          .client_id = request.client_id,
          .server = request.server,
          .user = request.user ? &*request.user : nullptr,
          .requested_scopes = request.scopes,
          .granted_scopes = {},
          .grant_type = {},
          .client_authentication = {}};
}

void log_failure(Call& call, const AuthorizeRequest& request, const OAuthFailure& failure) {
  auto event = event_of(request);
  event.reason = failure.code;
  log_oauth(call, event);
}

// Before client and redirect_uri are known to be good, an error must not leave for the
// redirect_uri: it is shown as a page.
Response page(Call& call, const AuthorizeRequest& request, const OAuthFailure& failure) {
  log_failure(call, request, failure);
  return error_page(failure.error == "invalid_client" ? 400 : failure.status, failure.error,
                    failure.description);
}

bool registered(const Call& call, const Application& app, const std::string& uri) {
  return std::ranges::any_of(
      strings_at(*app.body, "settings/oauthClient/redirect_uris"), [&](const std::string& known) {
        return uri == known || uri == replace_all(known, kOrgUrl, call.request->origin);
      });
}

std::optional<OAuthFailure> client_refusal(const Call& call, const AuthorizeRequest& request) {
  if (request.app == nullptr || text_at(*request.app->body, "status") != "ACTIVE")
    return oauth_failure("invalid_client_id");
  if (text_at(*request.app->body, "settings/oauthClient/application_type") == "service") {
    return oauth_failure("invalid_client_application_type", "authorize");
  }
  if (!registered(call, *request.app, request.redirect_uri))
    return oauth_failure("illegal_redirect_uri");
  return std::nullopt;
}

std::optional<OAuthFailure> response_refusal(const AuthorizeRequest& request) {
  constexpr auto kModes =
      std::to_array<std::string_view>({"", "query", "fragment", "form_post", "okta_post_message"});
  if (std::ranges::find(kModes, request.response_mode) == kModes.end())
    return oauth_failure("unsupported_response_mode");
  if (request.response_mode == "query" && request.tokens())
    return oauth_failure("unsupported_response_mode_query_with_tokens");
  const bool known = std::ranges::all_of(request.response_types, [](const std::string& type) {
    return type == "code" || type == "token" || type == "id_token";
  });
  if (request.response_types.empty() || !known) {
    const auto configured = strings_at(*request.app->body, "settings/oauthClient/response_types");
    return oauth_failure("unsupported_response_type",
                         fmt::format("{}", fmt::join(configured, ", ")));
  }
  const auto grant_types = strings_at(*request.app->body, "settings/oauthClient/grant_types");
  const bool allowed = (!request.code() || contains(grant_types, "authorization_code") ||
                        contains(grant_types, "interaction_code")) &&
                       (!request.tokens() || contains(grant_types, "implicit"));
  if (!allowed)
    return oauth_failure("unauthorized_client", fmt::format("{}", fmt::join(grant_types, ", ")));
  return std::nullopt;
}

std::optional<OAuthFailure> parameter_refusal(const Call& call, const AuthorizeRequest& request) {
  const bool state_good = !request.state.empty() && std::ranges::all_of(request.state, [](char c) {
    return c > ' ' && c < '\x7f';
  });
  if (!state_good) return oauth_failure("invalid_state");
  if (request.tokens() && field_or_empty(call.query, "nonce").empty())
    return oauth_failure("invalid_nonce");
  const auto challenge = field_or_empty(call.query, "code_challenge");
  const auto& body = *request.app->body;
  const bool required =
      flag_at(body, "credentials/oauthClient/pkce_required") ||
      text_at(body, "credentials/oauthClient/token_endpoint_auth_method") == "none";
  if (request.code() && required && challenge.empty())
    return oauth_failure("pkce_missing_challenge");
  if (!challenge.empty() && field_or_empty(call.query, "code_challenge_method") != "S256") {
    return oauth_failure("pkce_unsupported_code_challenge_method");
  }
  return std::nullopt;
}

std::optional<OAuthFailure> scope_refusal(const AuthorizeRequest& request) {
  if (request.server == nullptr)
    return refusal_by_org(request.scopes, granted_okta_scopes(*request.app), false);
  if (is_catalogue_oidc(*request.app->body))
    return oauth_failure("org_authorization_server_only_client");
  return refusal_by_server(*request.server, request.scopes, false);
}

std::optional<OAuthFailure> policy_refusal(const Call& call, const AuthorizeRequest& request) {
  if (request.server == nullptr) return std::nullopt;
  const auto covered = [&](std::string_view grant_type) {
    return decide_access(*request.server,
                         {.client_id = request.client_id,
                          .grant_type = std::string(grant_type),
                          .scopes = request.scopes,
                          .user = request.user},
                         everyone_ids(*call.org), call.org->policy_fall_through)
        .granted;
  };
  if ((request.code() && !covered("authorization_code")) ||
      (request.tokens() && !covered("implicit"))) {
    return oauth_failure("no_matching_policy");
  }
  return std::nullopt;
}

Response login_page() {
  return {.status = 200,
          .headers = {},
          .body =
              "<!DOCTYPE html>\n<html><head><title>Sign In</title></head><body><div "
              "id=\"okta-sign-in\">Sign in</div></body></html>\n",
          .content_type = "text/html;charset=utf-8"};
}

Response granted(Call& call, const AuthorizeRequest& request) {
  Grant grant{.client_id = request.client_id,
              .server_id = request.server != nullptr ? id_of(request.server->body) : std::string{},
              .grant_type = "authorization_code",
              .scopes = request.scopes,
              .user = request.user,
              .redirect_uri = request.redirect_uri,
              .code_challenge = field_or_empty(call.query, "code_challenge"),
              .code_challenge_method = field_or_empty(call.query, "code_challenge_method")};
  auto event = event_of(request);
  event.granted_scopes = request.scopes;
  Fields parameters;
  if (request.code()) {
    const auto code = call.org->ids.secret(43);
    call.org->codes.emplace(code, grant);
    parameters.emplace_back("code", code);
    event.suffix = "code";
    log_oauth(call, event);
  }
  grant.grant_type = "implicit";
  for (const std::string_view kind : {"access_token", "id_token"}) {
    if (!contains(request.response_types, kind == "access_token" ? "token" : "id_token")) continue;
    const std::string suffix = fmt::format("implicit.{}", kind);
    parameters.emplace_back(kind, made_up_token(call, grant, kind, 60));
    if (kind == "access_token")
      parameters.insert(parameters.end(), {{"token_type", "Bearer"}, {"expires_in", "3600"}});
    event.suffix = suffix;
    log_oauth(call, event);
  }
  return redirect(request, parameters);
}

}  // namespace

Response authorize(Call& call, const AuthorizationServer* server) {
  AuthorizeRequest request;
  request.server = server;
  request.client_id = field_or_empty(call.query, "client_id");
  request.app = find_client(*call.org, request.client_id);
  request.redirect_uri = field_or_empty(call.query, "redirect_uri");
  request.state = field_or_empty(call.query, "state");
  request.response_types = split(field_or_empty(call.query, "response_type"), " ");
  request.response_mode = field_or_empty(call.query, "response_mode");
  request.scopes = split(field_or_empty(call.query, "scope"), " ");
  request.user = user_named(field(call.request->headers, "x-mock-user")
                                .value_or(field_or_empty(call.query, "sessionToken")));
  if (request.scopes.empty() && server != nullptr) request.scopes = default_scopes(*server);

  if (auto refusal = client_refusal(call, request)) return page(call, request, *refusal);
  auto refusal = response_refusal(request);
  if (!refusal) refusal = parameter_refusal(call, request);
  if (!refusal) refusal = scope_refusal(request);
  if (!refusal && !request.user) {
    if (field_or_empty(call.query, "prompt") != "none") return login_page();
    refusal = oauth_failure("login_required");
  }
  if (!refusal) refusal = policy_refusal(call, request);
  if (!refusal) return granted(call, request);
  log_failure(call, request, *refusal);
  return redirect(request,
                  {{"error", refusal->error}, {"error_description", refusal->description}});
}

}  // namespace mocks
