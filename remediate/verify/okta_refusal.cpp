#include "remediate/verify/okta_refusal.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace remediate {
namespace {

using enum ProbeVerdict;

// Narrower sentences stand before wider ones.
constexpr auto kRefusals = std::to_array<OktaRefusal>({
    {"invalid_scope", "Custom scopes are not allowed for this request", scope_problem},
    {"invalid_scope", "One or more scopes are not configured for the authorization server resource",
     scope_missing},
    {"access_denied", "Policy evaluation failed for this request", policy_missing},
    {"access_denied", "Policy evaluation succeeded, but all the requested scopes were rejected",
     policy_missing},
    {"access_denied", "Some of the requested scopes were denied by the policy", policy_missing},
    {"server_error", "The requested feature is not enabled in this environment",
     api_access_missing},
    {"invalid_request", "The authorization server id is invalid", server_wrong},
    {"unauthorized_client", "This client cannot use a custom authorization server", client_refused},

    {"login_required", "The client specified not to prompt", scopes_accepted},
    {"login_required", "A 'prompt' value of 'none' requires an existing session", scopes_accepted},
    // Okta API scopes that nobody granted to the app, not a question for the user.
    {"consent_required", "You are not allowed any of the requested scopes", unclear},
    {"consent_required", "The following scopes require user consent", scopes_accepted},

    {"invalid_client", "Invalid value for 'client_id' parameter", probe_wrong},
    {"invalid_request", "The 'redirect_uri' parameter must be a Login redirect URI", probe_wrong},
    {"invalid_request", "Clients with 'application_type' of 'service' are not allowed",
     probe_wrong},
    {"invalid_request", "The authentication request has an invalid 'state' parameter", probe_wrong},
    {"invalid_request", "The 'nonce' parameter is required", probe_wrong},
    {"invalid_request", "PKCE code challenge", probe_wrong},
    {"unauthorized_client", "The client is not authorized to use the provided grant type",
     probe_wrong},
    {"unsupported_response_type", "The response type is not supported", probe_wrong},
    {"unsupported_response_mode", "The response mode is not supported", probe_wrong},
    {"invalid_scope", "Requests for ID tokens or access tokens with OpenID scopes require",
     probe_wrong},
    {"invalid_scope", "No scopes were requested", probe_wrong},
    {"", "API call exceeded rate limit", rate_limited},
});

constexpr auto kErrors = std::to_array<std::pair<std::string_view, ProbeVerdict>>({
    {"login_required", scopes_accepted},
    {"interaction_required", scopes_accepted},
    {"consent_required", scopes_accepted},
    {"account_selection_required", scopes_accepted},
    {"invalid_client", probe_wrong},
    {"unauthorized_client", probe_wrong},
    {"invalid_request", probe_wrong},
    {"invalid_request_uri", probe_wrong},
    {"invalid_redirect_uri", probe_wrong},
    {"unsupported_response_type", probe_wrong},
    {"unsupported_response_mode", probe_wrong},
    {"temporarily_unavailable", unclear},
    {"invalid_scope", unclear},
    {"access_denied", unclear},
    {"server_error", unclear},
});

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool contains_sentence(std::string_view text, std::string_view sentence) {
  return std::ranges::search(text, sentence, {}, {}, lower).begin() != text.end();
}

bool is_word_character(char c) { return c == '_' || (c >= 'a' && c <= 'z'); }

bool contains_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word_character(text[at - 1])) &&
        (end == text.size() || !is_word_character(text[end])))
      return true;
  }
  return false;
}

}  // namespace

const OktaRefusal* refusal_in(std::string_view text) {
  const auto* const found = std::ranges::find_if(
      kRefusals, [&](const OktaRefusal& each) { return contains_sentence(text, each.sentence); });
  return found == kRefusals.end() ? nullptr : found;
}

std::optional<ProbeVerdict> verdict_of_error(std::string_view error) {
  const auto* const found =
      std::ranges::find(kErrors, error, &std::pair<std::string_view, ProbeVerdict>::first);
  if (found == kErrors.end()) return std::nullopt;
  return found->second;
}

std::string_view error_named_in(std::string_view text) {
  const auto* const found = std::ranges::find_if(
      kErrors, [&](const auto& each) { return contains_word(text, each.first); });
  return found == kErrors.end() ? std::string_view() : found->first;
}

}  // namespace remediate
