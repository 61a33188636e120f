#include "mocks/proof_of_key.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/jwt.hpp"

namespace mocks {
namespace {

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kProofLifetime = 300;
constexpr std::int64_t kForgivenSeconds = 5;

std::optional<std::int64_t> seconds_at(const Json& claims, std::string_view name) {
  const Json* value = member_at(claims, name);
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  return value->get<std::int64_t>();
}

std::string url_of(const Request& request) { return request.origin + request.path; }

// The key that the assertion names, or the only one.
tl::expected<Json, std::string> registered_key(const Json& keys, const std::string& key_id) {
  if (key_id.empty() && keys.size() == 1) return keys[0];
  for (const auto& key : keys) {
    if (!key_id.empty() && text_at(key, "kid") == key_id) return key;
  }
  return tl::unexpected(std::string("client_assertion_invalid_kid"));
}

std::string_view fault_in_times(const Json& claims, std::int64_t now) {
  const auto expires = seconds_at(claims, "exp");
  if (!expires) return "client_assertion_expiration_required";
  if (*expires <= now) return "client_assertion_expired_token";
  if (*expires > now + kHour) return "client_assertion_expires_too_far_in_future";
  const auto issued = seconds_at(claims, "iat");
  if (issued && *issued > now + kForgivenSeconds) return "client_assertion_issued_at_in_future";
  return {};
}

std::string_view fault_in_proof(const Jwt& proof, const Request& request, std::int64_t now) {
  if (text_at(*proof.header, "typ") != "dpop+jwt") return "invalid_dpop_proof_invalid_type";
  if (!is_taken_algorithm(text_at(*proof.header, "alg")))
    return "invalid_dpop_proof_invalid_signature_algorithm";
  const Json* key = member_at(*proof.header, "jwk");
  if (key == nullptr || !key->is_object() || key->contains("d")) return "invalid_dpop_proof";
  if (!is_signed_by(proof, *key)) return "invalid_dpop_proof_invalid_signature";
  if (text_at(*proof.claims, "htm") != request.method) return "invalid_dpop_proof_invalid_htm";
  if (text_at(*proof.claims, "htu") != url_of(request)) return "invalid_dpop_proof_invalid_htu";
  const auto issued = seconds_at(*proof.claims, "iat");
  if (!issued) return "invalid_dpop_proof_invalid_iat";
  if (*issued > now + kForgivenSeconds) return "invalid_dpop_proof_jwt_issued_in_future";
  if (*issued < now - kProofLifetime) return "invalid_dpop_proof_jwt_too_old";
  if (text_at(*proof.claims, "jti").empty()) return "invalid_dpop_proof_invalid_jti";
  return {};
}

}  // namespace

std::optional<OAuthFailure> refusal_of_assertion(const std::string& assertion,
                                                 const Application& app, const Request& request,
                                                 OrgState& org, TimePoint now) {
  const Json* keys = member_at(*app.body, "settings/oauthClient/jwks/keys");
  if (keys == nullptr || !keys->is_array() || keys->empty()) return std::nullopt;
  const auto jwt = parse_jwt(assertion);
  if (!jwt) return oauth_failure("client_assertion_invalid_jwt");
  if (!is_taken_algorithm(text_at(*jwt->header, "alg")))
    return oauth_failure("client_assertion_invalid_signature_algorithm");
  const auto key = registered_key(*keys, text_at(*jwt->header, "kid"));
  if (!key) return oauth_failure(key.error());
  if (!is_signed_by(*jwt, *key)) return oauth_failure("client_assertion_invalid_signature");
  if (text_at(*jwt->claims, "aud") != url_of(request))
    return oauth_failure("client_assertion_invalid_audience");
  if (const auto fault = fault_in_times(*jwt->claims, epoch_seconds(now)); !fault.empty())
    return oauth_failure(fault);
  const auto id = text_at(*jwt->claims, "jti");
  const auto use = fmt::format("assertion {} {}", client_id_of(app), id);
  if (!id.empty() && !org.used_jwt_ids.insert(use).second)
    return oauth_failure("client_assertion_already_used");
  return std::nullopt;
}

bool has_dpop_proof(const Request& request) { return field(request.headers, "dpop").has_value(); }

tl::expected<std::string, OAuthFailure> key_of_dpop_proof(const Request& request,
                                                          std::string_view access_token,
                                                          bool needs_nonce, OrgState& org,
                                                          TimePoint now) {
  const auto refused = [](std::string_view code) { return tl::unexpected(oauth_failure(code)); };
  const auto sent = std::ranges::count(request.headers, "dpop", &Fields::value_type::first);
  if (sent == 0) return refused("invalid_dpop_proof_missing_header");
  if (sent > 1) return refused("invalid_dpop_proof_multiple_headers_not_allowed");
  const auto proof = parse_jwt(field_or_empty(request.headers, "dpop"));
  if (!proof) return refused("invalid_dpop_proof_invalid_jwt");
  if (const auto fault = fault_in_proof(*proof, request, epoch_seconds(now)); !fault.empty())
    return refused(fault);
  if (needs_nonce && text_at(*proof->claims, "nonce") != org.dpop_nonce)
    return refused("use_dpop_nonce");
  if (!access_token.empty() && text_at(*proof->claims, "ath") != sha256_base64url(access_token))
    return refused("dpop_proof_invalid_ath");
  const auto key = thumbprint_of(*member_at(*proof->header, "jwk"));
  if (!org.used_jwt_ids.insert(fmt::format("proof {} {}", key, text_at(*proof->claims, "jti")))
           .second)
    return refused("dpop_proof_already_used");
  return key;
}

}  // namespace mocks
