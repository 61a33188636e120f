#include "remediate/apply/never_sent.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "remediate/apply/splice_check.hpp"
#include "remediate/apply/write_request.hpp"

namespace remediate {
namespace {

constexpr std::string_view kClients = "/conditions/clients/include";
constexpr std::string_view kInitiateLoginUri = "/settings/oauthClient/initiate_login_uri";

std::string why_no_request(const Change& change) {
  if (request_of(change)) return {};
  const bool is_server = change.target.kind == ObjectKind::authorization_server;
  if (is_server && change.action == Action::remove)
    return "this tool deletes no authorization server: Okta deletes even an active one at once";
  return "this tool never sends that";
}

bool may_be_edited(ObjectKind kind, std::string_view path) {
  if (kind == ObjectKind::policy) return path == kClients;
  return path == kInitiateLoginUri || path.starts_with("/profile/") ||
         path.starts_with("/settings/app/");
}

std::string why_no_such_edit(const Change& change) {
  if (change.action != Action::update) return {};
  if (change.diff.empty()) return "it does not say what would be different";
  const auto wrong = std::ranges::find_if(change.diff, [&](const FieldEdit& each) {
    return !may_be_edited(change.target.kind, each.path);
  });
  if (wrong == change.diff.end()) return {};
  const bool is_policy = change.target.kind == ObjectKind::policy;
  return fmt::format("this tool never edits {} there: of {} it edits nothing but {}", wrong->path,
                     is_policy ? "a policy" : "an application",
                     is_policy ? "the clients that it covers"
                               : "its profile, settings/app and initiate_login_uri");
}

bool needs_digest(const Change& change) {
  return change.target.kind == ObjectKind::application || change.target.kind == ObjectKind::file ||
         change.action == Action::remove;
}

std::string why_unconditional(const Change& change) {
  const Precondition& precondition = change.precondition;
  constexpr auto kMissing = "it does not say {} ({}): whatever is there now would be overwritten";
  if (change.action == Action::create && !precondition.absent)
    return fmt::format(kMissing, "that nothing of its name may be there", "precondition.absent");
  if (needs_digest(change) && precondition.digest.empty())
    return fmt::format(kMissing, "which state of the object it was planned on",
                       "precondition.digest");
  return {};
}

std::string why_misnamed(const Change& change) {
  if (change.action != Action::create) return {};
  const nlohmann::json body = nlohmann::json::parse(change.body, nullptr, false);
  if (!body.is_object()) return "its body is no JSON object";
  const auto name = body.find("name");
  if (name != body.end() && *name == change.target.name) return {};
  return "the name in its body is another than the one that it was announced with";
}

std::string why_no_splice(const Change& change) { return why_no_move(change.splices); }

}  // namespace

std::string why_never_sent(const Change& change) {
  for (const auto why :
       {why_no_request, why_no_such_edit, why_unconditional, why_misnamed, why_no_splice}) {
    if (std::string reason = why(change); !reason.empty()) return reason;
  }
  return {};
}

}  // namespace remediate
