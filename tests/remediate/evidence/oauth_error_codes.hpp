// The internal codes of Okta's OAuth 2.0 error catalogue, and what each says about custom scopes
// when the org authorization server answers it. Facts for tests; sentences stay in Okta's
// catalogue.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "remediate/model/logged_request.hpp"

namespace tests {

using remediate::ReasonFamily;

// The rows that speak of scopes, of client credentials or of one kind of server.
inline constexpr auto kDecidedCodes = std::to_array<std::pair<std::string_view, ReasonFamily>>({
    {"openid_scope_required_access_token", ReasonFamily::unrelated},
    {"no_scope_allowed", ReasonFamily::unrelated},
    {"scope_denied", ReasonFamily::unrelated},
    {"refresh_scopes_denied", ReasonFamily::unrelated},
    {"mfa_attestation_cannot_use_custom_as", ReasonFamily::unrelated},
    {"client_credentials_self_scope_requested", ReasonFamily::unrelated},
    {"consent_required", ReasonFamily::unrelated},
    {"consent_required_client_credentials", ReasonFamily::unrelated},
    {"consent_required_ropf", ReasonFamily::unrelated},
    {"consent_required_token_exchange", ReasonFamily::unrelated},
    {"no_org_scopes_granted", ReasonFamily::unrelated},
    {"insufficient_scope", ReasonFamily::unrelated},
    {"access_token_insufficient_scopes", ReasonFamily::unrelated},
    {"missing_client_credentials", ReasonFamily::unrelated},
    {"unsupported_auth_method_client_creds", ReasonFamily::client_credentials},
    {"unsupported_auth_method_client_creds_oauth_integration", ReasonFamily::unrelated},
    {"invalid_application_type_client_credentials", ReasonFamily::client_credentials},
    {"web_sso_token_exchange_request_requires_scope", ReasonFamily::unrelated},
    {"interclient_token_exchange_request_requires_scope", ReasonFamily::unrelated},
    {"id_jag_lacking_scopes", ReasonFamily::unrelated},
    {"multiple_client_credentials", ReasonFamily::unrelated},
    {"client_credentials_in_query", ReasonFamily::unrelated},
    {"unsupported_response_type_with_scope", ReasonFamily::unrelated},
    {"required_response_type_with_scope", ReasonFamily::unrelated},
    {"unsupported_scope_for_none_response_type", ReasonFamily::unrelated},
    {"mfa_attestation_interact_requires_client_credentials", ReasonFamily::unrelated},
    {"id_jag_scopes_in_request", ReasonFamily::unrelated},
    {"direct_auth_mfa_attestation_requires_client_credentials", ReasonFamily::unrelated},
    {"invalid_scope", ReasonFamily::unrecognised_scope},
    {"openid_scope_required", ReasonFamily::unrelated},
    {"openid_not_allowed_client_creds", ReasonFamily::unrelated},
    {"unsupported_scope_browser_request", ReasonFamily::unrelated},
    {"missing_scopes", ReasonFamily::unrelated},
    {"illegal_scopes", ReasonFamily::unrelated},
    {"illegal_custom_scope", ReasonFamily::custom_scope},
    {"illegal_scope", ReasonFamily::unrecognised_scope},
    {"illegal_scope_combination", ReasonFamily::unrelated},
    {"required_scope_combination", ReasonFamily::unrelated},
    {"at_least_one_required_scope_combination", ReasonFamily::unrelated},
    {"exact_scope_required", ReasonFamily::unrelated},
    {"mfa_attestation_invalid_scope", ReasonFamily::unrelated},
    {"interclient_access_scope_not_permitted", ReasonFamily::unrelated},
    {"openid_not_allowed_token_exchange", ReasonFamily::unrelated},
    {"no_default_scopes", ReasonFamily::unrelated},
    {"no_matching_scope", ReasonFamily::custom_scope},
    {"ciba_request_invalid_scope", ReasonFamily::unrelated},
    {"ciba_request_missing_scope", ReasonFamily::unrelated},
    {"direct_auth_invalid_scope", ReasonFamily::unrelated},
    {"direct_auth_scope_not_allowed", ReasonFamily::unrelated},
    {"direct_auth_invalid_scope_for_intent", ReasonFamily::unrelated},
    {"scope_present", ReasonFamily::unrelated},
    {"org_authorization_server_only_client", ReasonFamily::unrelated},
    {"unsupported_grant_type_client_creds_org_as", ReasonFamily::client_credentials},
});

// All the others, separated by spaces.
inline constexpr std::string_view kUnrelatedCodes =
    "access_denied feature_not_enabled_access_denied oie_not_enabled_for_interact "
    "enroll_authenticator_limit_reached enroll_authenticator_not_allowed ssr_denied "
    "lite_user_grant_type_not_allowed user_not_assigned no_matching_policy "
    "unsupported_mfa_attestation mfa_prompt_required_but_not_configured "
    "mfa_attestation_policy_denied mfa_attestation_cannot_enroll "
    "mfa_attestation_requires_signed_request_object mfa_attestation_login_hint_invalid "
    "access_denied_by_aerial aerial_admin_access_denied disallowed_network_zone "
    "interclient_token_target_not_permitted interclient_relationship_not_configured "
    "interclient_token_exchange_requesting_client_invalid associated_server_not_exists "
    "associated_server_not_trusted unsupported_token_exchange_flow "
    "admin_consent_insufficient_permission invalid_userinfo_response social_transaction_expired "
    "failed_username_transform failed_username_transform_invalid_expression "
    "failed_username_transform_missed_field failed_username_transform_whitespaces_found "
    "user_match_error user_link_error invalid_user_status_error login_failed jit_disabled "
    "jit_denied link_disabled link_failure link_denied_group link_denied_user link_denied_callout "
    "mismatched_user_in_cache_and_session user_canceled_request invalid_username password_expired "
    "security_method_setup_not_allowed password_reset_not_allowed ciba_feature_not_supported "
    "ciba_mfa_challenge_initiation_failure interclient_token_user_canceled_request "
    "online_access_authentication_required device_bound_sso_invalid_dpop_public_key "
    "direct_auth_policy_denied direct_auth_not_challenged_for_required_factor_type "
    "direct_auth_factor_enrollment_required direct_auth_requirements_not_challenged "
    "direct_auth_requirements_no_supported_authenticators direct_auth_expired_token "
    "direct_auth_grant_types_supported_not_prompted "
    "direct_auth_prompted_grant_type_disabled_for_client "
    "direct_auth_recovery_authenticator_disabled direct_auth_recovery_not_enabled_for_user "
    "direct_auth_recovery_empty_auth_chain eam_amr_unsatisfiable eam_user_canceled_request "
    "authorization_pending ciba_authorization_pending direct_auth_authorization_pending "
    "expired_token ciba_expired_auth_req_id id_token_does_not_match_session "
    "idp_initated_flow_disabled insufficient_user_authentication interaction_required "
    "oauth_sts_interaction_required invalid_authorization_details "
    "invalid_authorization_details_with_errors "
    "invalid_authorization_details_invalid_resource_type invalid_client invalid_basic_auth_creds "
    "invalid_client_id invalid_token_endpoint_auth_method invalid_client_secret "
    "unsupported_auth_method_browser_request client_assertion_invalid_issuer "
    "client_assertion_invalid_subject client_assertion_invalid_no_secret "
    "client_assertion_invalid_audience client_assertion_expiration_required "
    "client_assertion_expired_token client_assertion_expires_too_far_in_future "
    "client_assertion_issued_at_in_future client_assertion_already_used "
    "client_assertion_invalid_signature client_assertion_invalid_jwt client_assertion_invalid_kid "
    "client_assertion_invalid_jwks client_assertion_invalid_signature_algorithm "
    "client_assertion_invalid_secret_length client_assertion_jwks_not_configured "
    "client_assertion_invalid_key_use client_assertion_not_signed_with_signing_key "
    "token_encryption_no_encryption_key token_encryption_no_active_encryption_key "
    "token_encryption_jwks_uri_no_encryption_key "
    "token_encryption_jwks_uri_multiple_encryption_keys "
    "token_encryption_invalid_encryption_key_client request_object_invalid_issuer "
    "request_object_jwks_not_configured ciba_request_grant_type_not_configured "
    "ciba_request_signed_algo_not_configured jwks_uri_no_key jwks_uri_ambiguous_keys "
    "jwks_uri_algorithm_required jwks_uri_error jwks_uri_jku_mismatch_error "
    "jwks_uri_invalid_key_use authorize_request_uri_mismatched_client "
    "direct_auth_invalid_client_id invalid_client_metadata cimd_client_id_mismatch "
    "cimd_missing_redirect_uris cimd_invalid_metadata_json cimd_invalid_client_details "
    "cimd_client_id_not_matching_entity cimd_document_requirement_failure "
    "cimd_throttled_invalid_client invalid_dpop_proof invalid_dpop_proof_missing_header "
    "invalid_dpop_proof_multiple_headers_not_allowed invalid_dpop_proof_invalid_type "
    "invalid_dpop_proof_invalid_signature_algorithm invalid_dpop_proof_invalid_jwt "
    "invalid_dpop_proof_invalid_signature invalid_dpop_proof_invalid_htm "
    "invalid_dpop_proof_invalid_htu invalid_dpop_proof_invalid_iat "
    "invalid_dpop_proof_jwt_issued_in_future invalid_dpop_proof_jwt_too_old "
    "invalid_dpop_proof_jwt_expired invalid_dpop_proof_invalid_public_key_binding "
    "invalid_dpop_proof_invalid_jti dpop_proof_already_used dpop_proof_invalid_ath "
    "invalid_access_token_dpop_binding invalid_grant "
    "invalid_grant_type_or_token_exchange_sku_not_enabled pkce_verification_failed "
    "pkce_verification_failed_with_reason invalid_authorization_code invalid_device_code "
    "user_rate_limited mismatched_client mismatched_redirect_uri invalid_refresh_token "
    "password_auth_denied_mfa password_auth_denied_policy invalid_password_credentials "
    "expired_password_credentials missing_password_enrollment multiple_password_enrollments "
    "invalid_saml_assertion saml_assertion_auth_denied_mfa saml_assertion_auth_denied_policy "
    "unsupported_saml_assertion token_exchange_subject_token_expired "
    "web_sso_subject_token_client_mismatch web_sso_actor_token_wrong_audience "
    "web_sso_app_assurance_not_met web_sso_client_not_permitted client_requires_mfa_native_sso "
    "interaction_code_unsatisfiable invalid_interaction_code jwt_bearer_grant_invalid_audience "
    "jwt_bearer_grant_replayed id_jag_client_mismatch id_jag_untrusted_issuer id_jag_expired "
    "id_jag_issued_in_future id_jag_lifetime_too_long id_jag_invalid_signature id_jag_replayed "
    "id_jag_invalid_subject id_jag_resource_mismatch id_jag_resource_not_allowed_for_as "
    "direct_auth_invalid_otp direct_auth_oob_reject direct_auth_invalid_login_hint "
    "direct_auth_no_pending_challenge direct_auth_verification_failure invalid_initiate_login_uri "
    "invalid_redirect_uri invalid_request duplicate_oauth_params illegal_origin_browser_request "
    "not_trusted_origin_browser_request invalid_response_type_for_authenticator_enrollment "
    "unsupported_api_resource_for_none_response_type unsupported_nonce_for_none_response_type "
    "invalid_max_age_for_enroll_authenticator_prompt invalid_prompt_for_none_response_type "
    "invalid_enroll_amr_for_none_response_type invalid_acr_values_for_enroll_authenticator_prompt "
    "unknown_idp invalid_max_age invalid_requested_expiry illegal_redirect_uri "
    "illegal_redirect_uri_enhanced invalid_client_application_type invalid_state invalid_nonce "
    "invalid_prompt invalid_prompt_for_zero_max_age invalid_prompt_idp_refresh_without_idp_param "
    "invalid_user_type pkce_invalid_challenge pkce_missing_challenge "
    "pkce_missing_challenge_verifier_present pkce_missing_verifier "
    "pkce_unsupported_code_challenge_method token_request_missing_grant_type "
    "token_request_missing_device_id mismatched_resource request_missing_token "
    "illegal_duplicated_parameters invalid_authorization_server mismatched_authorization_server "
    "mfa_attestation_idp_not_allowed mfa_attestation_prompt_not_allowed "
    "mfa_attestation_login_hint_required missing_token_request_parameter invalid_subject_token "
    "invalid_subject_token_type invalid_actor_token invalid_actor_token_type "
    "invalid_subject_actor_token_match invalid_requested_token_type "
    "resource_app_assurance_not_met invalid_subject_token_act_claim_depth "
    "invalid_subject_token_act_claim_malformed invalid_subject_token_authorization_server "
    "invalid_subject_token_no_delegation_link invalid_subject_token_issuer_not_allowed "
    "invalid_subject_token_client_not_registered invalid_subject_token_session_expired "
    "invalid_subject_token_user_inactive invalid_subject_token_user_not_assigned "
    "invalid_subject_token_client_inactive invalid_subject_token_saml_blank "
    "invalid_subject_token_saml_parse_failed invalid_subject_token_saml_issuer_missing "
    "invalid_subject_token_saml_subject_confirmation_missing invalid_subject_token_saml_expired "
    "invalid_subject_token_saml_signature_invalid invalid_subject_token_saml_replay_detected "
    "invalid_subject_token_saml_nameid_missing invalid_subject_token_saml_nameid_not_unique "
    "invalid_subject_token_saml_source_app_instance_missing "
    "invalid_subject_token_saml_source_app_not_saml "
    "invalid_subject_token_saml_source_app_signing_cert_missing "
    "invalid_subject_token_saml_source_app_audience_missing "
    "invalid_subject_token_saml_assertion_id_missing invalid_client_type_native_sso "
    "invalid_client_configuration_native_to_web_sso on_behalf_invalid_client_type "
    "associated_server_mapping_exists pkce_challenge_required invalid_device_token "
    "illegal_post_logout_redirect_uri illegal_post_logout_redirect_uri_enhanced "
    "access_token_missing access_token_in_query access_token_duplicate "
    "client_assertion_type_invalid token_encryption_no_encryption_key_auth_server "
    "token_encryption_jwks_uri_no_encryption_key_auth_server "
    "token_encryption_jwks_uri_multiple_encryption_keys_auth_server jwks_uri_error_auth_server "
    "token_encryption_invalid_encryption_key_auth_server oauth_sts_user_subject_required "
    "authorize_request_object_and_request_uri_provided ciba_request_invalid_hint "
    "ciba_request_missing_id_token_hint ciba_request_unknown_user_id "
    "pushed_authorization_request_uri_present invalid_activation_token "
    "invalid_application_type_for_interact invalid_recovery_token dpop_proof_required_for_token "
    "dpop_authentication_scheme_required direct_auth_invalid_channel_hint "
    "direct_auth_oob_code_not_for_mfa_token direct_auth_invalid_challenge_type "
    "direct_auth_invalid_grant_type_supported direct_auth_invalid_as_id "
    "direct_auth_acr_values_changed direct_auth_mfa_attestation_with_other_acrs "
    "direct_auth_intent_values_changed direct_auth_intent_required direct_auth_invalid_intent "
    "direct_auth_missing_login_hint direct_auth_invalid_challenge_hint "
    "direct_auth_invalid_webauthn_challenge_data direct_auth_invalid_webauthn_request "
    "direct_auth_webauthn_challenge_not_for_mfa_token eam_invalid_id_token_hint "
    "eam_invalid_id_token_hint_signature eam_id_token_hint_expired "
    "eam_id_token_hint_expires_too_far_in_future eam_id_token_hint_issued_in_future "
    "eam_id_token_hint_before_nbf eam_id_token_hint_invalid_audience "
    "eam_id_token_hint_invalid_issuer eam_id_token_hint_invalid_tenant_id "
    "eam_id_token_hint_already_used eam_invalid_claims eam_unsupported_acr eam_invalid_amr "
    "invalid_request_object request_object_header_algo_mismatch request_object_bad_signature "
    "request_object_audience_mismatch request_object_already_used request_object_invalid "
    "request_object_jwt_expired request_object_jwt_expiration_too_long "
    "request_object_issued_in_future request_object_before_nbf request_object_jwt_invalid_key_use "
    "request_object_invalid_jwks request_object_invalid_kid "
    "request_object_invalid_signature_algorithm request_object_invalid_secret_length "
    "request_object_jwt_not_signed_with_signing_key invalid_request_uri "
    "authorize_request_uri_mismatched_authorization_server invalid_response_type "
    "invalid_social_token invalid_target unsupported_resource too_many_resources "
    "token_exchange_invalid_audience token_exchange_invalid_resource "
    "token_exchange_incomplete_resource_configuration invalid_token access_token_invalid_audience "
    "access_token_invalid_issuer access_token_invalid token_expired access_token_revoked "
    "token_timestamp_invalid id_token_invalid jwt_bearer_grant_invalid_issuer "
    "web_sso_token_invalid web_sso_token_invalid_jti web_sso_token_revoked "
    "web_sso_token_invalid_aud web_sso_token_invalid_iss one_time_sso_token_invalid "
    "one_time_sso_token_invalid_jti one_time_sso_token_revoked one_time_sso_token_invalid_aud "
    "one_time_sso_token_invalid_iss interclient_token_invalid_tid access_token_not_dpop_bound "
    "invalid_user_code jit_failure jit_failure_invalid_locale jit_failure_invalid_login_format "
    "jit_failure_missing_fields jit_failure_values_not_match_pattern jit_failure_values_too_long "
    "login_required app_sign_on_required no_existing_session request_expired mfa_not_required "
    "mfa_required missing_initiate_login_uri missing_redirect_uri one_time_sso_token_replayed "
    "platformsso_invalid_password_credentials refresh_token_validation_failure "
    "request_not_supported request_object_no_client_secret request_uri_not_supported server_error "
    "feature_not_enabled id_token_not_generated access_token_not_generated id_jag_not_generated "
    "rar_token_not_generated too_many_groups_in_groups_claim user_claim_evaluation_failure "
    "system_claim_evaluation_failure callback_returned_error "
    "callback_returned_error_without_description invalid_social_state get_social_profile_error "
    "invalid_callout_response direct_auth_oob_failure slow_down ciba_slow_down "
    "temporarily_unavailable too_many_user_codes unauthorized_client "
    "unsupported_grant_type_browser_request invalid_client_aerial_authorization_server "
    "confidential_client_required unmet_authentication_requirements unsupported_api_resource "
    "unsupported_api_resource_for_authorization unsupported_grant_type "
    "unsupported_grant_type_token_exchange unsupported_response_mode "
    "unsupported_response_mode_query_with_tokens "
    "unsupported_response_mode_okta_post_message_with_code unsupported_response_type "
    "mfa_attestation_response_type_invalid use_dpop_nonce web_sso_token_replayed "
    "workload_principal_not_found ";

}  // namespace tests
