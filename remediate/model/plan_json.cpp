#include "remediate/model/plan_json.hpp"

#include <nlohmann/json.hpp>

#include "client/base/digest.hpp"
#include "remediate/model/plan_form.hpp"

namespace remediate {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kDigestPrefix = "sha256:";
constexpr std::size_t kIdLength = 12;

template <class Range, class Form>
Json list_of(const Range& range, Form&& form) {
  Json list = Json::array();
  for (const auto& each : range) list.push_back(form(each));
  return list;
}

Json strings(const std::vector<std::string>& texts) {
  return list_of(texts, [](const std::string& each) { return Json(each); });
}

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

// A text that is no JSON becomes a string, which read_plan() then refuses where it matters.
Json embedded(const std::string& text) {
  Json value = Json::parse(text, nullptr, false);
  return value.is_discarded() ? Json(text) : value;
}

void set_unless_empty(Json& object, const char* member, const std::string& text) {
  if (!text.empty()) object[member] = text;
}

Json target_form(const ChangeTarget& target) {
  Json form = {
      {"kind", to_string(target.kind)}, {"id", text_or_null(target.id)}, {"name", target.name}};
  set_unless_empty(form, "in", target.server);
  set_unless_empty(form, "policy", target.policy);
  set_unless_empty(form, "above", target.above);
  return form;
}

Json member_form(const SetMember& member) {
  Json form = {{"kind", to_string(member.kind)}, {"id", member.id}, {"name", member.name}};
  set_unless_empty(form, "policy", member.policy);
  form["digest"] = member.digest;
  return form;
}

Json basis_form(const ServerSet& set) {
  return {{"authorizationServer", set.server}, {"objects", list_of(set.members, member_form)}};
}

Json precondition_form(const Precondition& precondition) {
  Json form = Json::object();
  if (precondition.absent) form["absent"] = true;
  set_unless_empty(form, "digest", precondition.digest);
  return form;
}

Json edit_form(const FieldEdit& edit) {
  Json form = {{"path", edit.path}};
  if (edit.before) form["before"] = embedded(*edit.before);
  if (edit.after) form["after"] = embedded(*edit.after);
  return form;
}

Json splice_form(const Splice& splice) {
  return {{"offset", splice.offset}, {"before", splice.before}, {"after", splice.after}};
}

Json change_form(const Change& change) {
  Json form = {{"id", change.id},
               {"action", to_string(change.action)},
               {"target", target_form(change.target)},
               {"because", strings(change.because)},
               {"after", strings(change.after)},
               {"precondition", precondition_form(change.precondition)}};
  if (!change.body.empty()) form["body"] = embedded(change.body);
  if (!change.diff.empty()) form["diff"] = list_of(change.diff, edit_form);
  if (!change.splices.empty()) form["splices"] = list_of(change.splices, splice_form);
  form["risk"] = to_string(change.risk);
  form["reversible"] = change.reversible;
  form["why"] = change.why;
  return form;
}

Json terms_form(const okta::TokenTerms& terms) {
  Json form = Json::object();
  const auto set = [&](const char* member, const auto& value) {
    if (value) form[member] = *value;
  };
  set("accessTokenLifetimeMinutes", terms.access_token_lifetime_minutes);
  set("refreshTokenLifetimeMinutes", terms.refresh_token_lifetime_minutes);
  set("refreshTokenWindowMinutes", terms.refresh_token_window_minutes);
  set("inlineHookId", terms.inline_hook_id);
  return form;
}

Json effect_form(const Effect& effect) {
  Json form = {{"clientId", effect.client_id},
               {"label", text_or_null(effect.label)},
               {"authorizationServer", effect.authorization_server},
               {"grantType", effect.grant_type},
               {"scopes", strings(effect.scopes)},
               {"people", strings(effect.people)},
               {"except", strings(effect.except)},
               {"before", to_string(effect.before)},
               {"after", to_string(effect.after)},
               {"decidedBy", text_or_null(effect.decided_by)},
               {"terms", terms_form(effect.terms)}};
  Json before = terms_form(effect.terms_before);
  if (effect.before == Answer::granted || !before.empty()) form["termsBefore"] = std::move(before);
  return form;
}

Json exposure_form(const Exposure& exposure) {
  return {{"what", exposure.what}, {"to", exposure.to}, {"because", exposure.because}};
}

Json assumption_form(const Assumption& assumption) {
  return {{"id", assumption.id}, {"detail", assumption.detail}};
}

Json request_form(const HandoverRequest& request) {
  return {{"grantType", request.grant_type}, {"scopes", strings(request.scopes)}};
}

Json handover_form(const Handover& handover) {
  Json endpoints = Json::object();
  for (const auto& [name, url] : handover.endpoints) endpoints[name] = url;
  return {{"clientId", handover.client_id},
          {"label", text_or_null(handover.label)},
          {"authorizationServer", handover.authorization_server},
          {"issuer", handover.issuer},
          {"audience", handover.audience},
          {"endpoints", std::move(endpoints)},
          {"requests", list_of(handover.requests, request_form)},
          {"notes", strings(handover.notes)}};
}

Json blocked_form(const Blocked& blocked) {
  return {{"finding", blocked.finding},
          {"by", blocked.by},
          {"subject", blocked.subject},
          {"advice", blocked.advice}};
}

// Sorted and compact, so that only the content counts. Broken UTF-8 becomes U+FFFD here and in the
// file alike.
std::string digest_of_content(const Plan& plan) {
  Json form = plan_form(plan);
  form.erase("id");
  form.erase("digest");
  const std::string text = form.dump(-1, ' ', true, Json::error_handler_t::replace);
  return okta::digest_of(nlohmann::json::parse(text).dump());
}

}  // namespace

Json plan_form(const Plan& plan) {
  return {{"schema", kPlanSchema},
          {"id", plan.id},
          {"digest", plan.digest},
          {"createdAt", okta::format_timestamp(plan.created_at)},
          {"validUntil", okta::format_timestamp(plan.valid_until)},
          {"org", plan.org},
          {"basis", list_of(plan.basis, basis_form)},
          {"changes", list_of(plan.changes, change_form)},
          {"effects", list_of(plan.effects, effect_form)},
          {"exposes", list_of(plan.exposes, exposure_form)},
          {"assumes", list_of(plan.assumes, assumption_form)},
          {"handover", list_of(plan.handover, handover_form)},
          {"blocked", list_of(plan.blocked, blocked_form)}};
}

void seal(Plan& plan) {
  plan.digest = digest_of_content(plan);
  plan.id = plan.digest.substr(kDigestPrefix.size(), kIdLength);
}

bool is_sealed(const Plan& plan) {
  return plan.digest == digest_of_content(plan) &&
         plan.id == plan.digest.substr(kDigestPrefix.size(), kIdLength);
}

// Plain ASCII: names in it come from an org, and a plan is looked at with any tool.
std::string plan_json(const Plan& plan) {
  return plan_form(plan).dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace remediate
