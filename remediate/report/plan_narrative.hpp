// What the reports for people say about a plan, before any format: selections and sentences. Texts
// may contain hostile characters; the formats escape them. Internal to this room. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remediate/model/plan.hpp"

namespace remediate {

// "Plan 3f2a for https://acme.okta.com: 7 changes, good until 2026-11-23 09:30 UTC."
[[nodiscard]] std::string plan_sentence(const Plan& plan);
// What is left to people; empty when nothing is.
[[nodiscard]] std::string rest_sentence(const Plan& plan);

// References as what they stand for: "(issuer of 'Orders API', known once it is made)".
[[nodiscard]] std::string in_words(const Plan& plan, std::string_view text);

// "60 minutes", "7 days"
[[nodiscard]] std::string minutes_in_words(std::int64_t minutes);
// "access token 1 hour, refresh token unlimited (7 days unused)"; empty when nothing is said.
[[nodiscard]] std::string terms_in_words(const okta::TokenTerms& terms);
// "everybody who is assigned to the app, but not group 00g1", "the client itself, without a user"
[[nodiscard]] std::string people_in_words(const std::vector<std::string>& people,
                                          const std::vector<std::string>& except);
// "openid, orders.read with authorization_code"
[[nodiscard]] std::string request_in_words(const ScopeSet& scopes, std::string_view grant_type);

// One client at one server.
struct EffectGroup {
  std::string client;  // "Orders Portal (0oa1portal)"
  std::string server;
  std::vector<const Effect*> effects;
};

[[nodiscard]] std::vector<EffectGroup> effect_groups(const Plan& plan);
[[nodiscard]] std::string_view turn_of(const Effect& effect);  // "gains", "loses", ...
[[nodiscard]] bool is_loss(const Effect& effect);
[[nodiscard]] std::string effect_sentence(const Effect& effect);
[[nodiscard]] std::string effect_terms(const Effect& effect);  // before -> after where they differ

// Changes in a row on one server or one app.
struct ChangeGroup {
  std::string title;
  std::vector<const Change*> changes;
};

[[nodiscard]] std::vector<ChangeGroup> change_groups(const Plan& plan);
[[nodiscard]] std::string change_sentence(const Plan& plan, const Change& change);
// "/conditions/clients/include: [] -> ["0oa1"]"
[[nodiscard]] std::string edit_sentence(const FieldEdit& edit);
// "at byte 19: puts in /oauth2/default"
[[nodiscard]] std::string splice_sentence(const Splice& splice);
// One for each edit of an object, or splice of a file.
[[nodiscard]] std::vector<std::string> edit_sentences(const Change& change);
// Empty for what only adds and can be undone.
[[nodiscard]] std::string risk_sentence(const Change& change);

[[nodiscard]] std::string exposure_sentence(const Exposure& exposure);

struct LabelledText {
  std::string label;
  std::string text;
};

// What one subject waits for, however many findings say so.
struct BlockedGroup {
  std::string subject;
  std::string by;
  std::string findings;  // "f1, f2 and 3 more"
  std::string advice;
};

[[nodiscard]] std::vector<BlockedGroup> blocked_groups(const Plan& plan);

// "Orders Portal (0oa1portal)"
[[nodiscard]] std::string client_in_words(const std::string& label, const std::string& client_id);
[[nodiscard]] std::vector<LabelledText> handover_facts(const Plan& plan, const Handover& handover);

inline constexpr std::string_view kEffectsNote =
    "Every outcome that changes, under every reading of Okta's documents; nobody else's does.";
inline constexpr std::string_view kNoEffects = "No client is granted anything else than before.";

}  // namespace remediate
