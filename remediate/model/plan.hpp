// What a run would do to an org, in order, and what that means: for whom access changes, what is
// assumed, what the clients' owners must do, and what is left to people. A file that a person can
// read, keep and diff (plan_json.hpp); it holds no secret.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/timestamp.hpp"
#include "client/models/access_policy.hpp"
#include "remediate/model/change.hpp"
#include "remediate/model/logged_request.hpp"
#include "remediate/model/server_set.hpp"

namespace remediate {

// What a server says to a request, over every reading of Okta's documents.
enum class Answer { denied, granted, unclear };  // unclear: the readings differ

[[nodiscard]] std::string_view to_string(Answer answer);

// One outcome that changes: who gets what he did not get, or on other terms.
struct Effect {
  std::string client_id;             // "*": any client that no policy names
  std::string label;                 // of its app; empty when not known
  std::string authorization_server;  // id or reference
  std::string grant_type;
  ScopeSet scopes;                  // of the request; empty: it names none
  std::vector<std::string> people;  // group ids or EVERYONE, `user:<id>`; empty: a service
  std::vector<std::string> except;  // of these
  Answer before = Answer::denied;
  Answer after = Answer::granted;
  std::string decided_by;  // "policy p / rule r", after
  okta::TokenTerms terms_before;
  okta::TokenTerms terms;
};

// What else becomes possible, in words.
struct Exposure {
  std::string what;
  std::string to;
  std::string because;
};

// What the plan builds on and nobody can prove from outside; `oktafix explain <id>` tells more.
struct Assumption {
  std::string id;  // kebab-case, stable
  std::string detail;
};

namespace assumption {
inline constexpr std::string_view kAssignment = "assignment";
inline constexpr std::string_view kClientConfiguration = "client-configuration";
inline constexpr std::string_view kCopiedRules = "copied-rules";
inline constexpr std::string_view kFirstPolicyOrNext = "first-policy-or-next";
inline constexpr std::string_view kLogWindow = "log-window";
inline constexpr std::string_view kNewServer = "new-server";
inline constexpr std::string_view kReadThenWrite = "read-then-write";
inline constexpr std::string_view kRefreshTokenLifetime = "refresh-token-lifetime";
inline constexpr std::string_view kServiceRuleWithoutPeople = "service-rule-without-people";
inline constexpr std::string_view kTokensNotMoved = "tokens-not-moved";
}  // namespace assumption

struct HandoverRequest {
  std::string grant_type;
  ScopeSet scopes;
};

// For the owner of a client: where it has to go.
struct Handover {
  std::string client_id;
  std::string label;
  std::string authorization_server;  // id or reference
  std::string issuer;                // may be a reference
  std::string audience;
  std::map<std::string, std::string> endpoints;  // authorization, token, ...
  std::vector<HandoverRequest> requests;         // what it is granted there
  std::vector<std::string> notes;
};

// What this plan leaves undone.
struct Blocked {
  std::string finding;  // id
  std::string by;       // a rule id, or what else stands in the way
  std::string subject;  // label of what it is about
  std::string advice;
};

struct Plan {
  std::string id;
  std::string digest;
  okta::Timestamp created_at{};
  okta::Timestamp valid_until{};
  std::string org;  // origin of its URL
  // Of each server that is there already and that changes are made on, as it was read: it must be
  // like that still, besides what the run itself has written.
  std::vector<ServerSet> basis;
  std::vector<Change> changes;
  std::vector<Effect> effects;
  std::vector<Exposure> exposes;
  std::vector<Assumption> assumes;
  std::vector<Handover> handover;
  std::vector<Blocked> blocked;
};

// An org moves on: a plan is good for so long.
inline constexpr std::chrono::hours kPlanValidity{24};

}  // namespace remediate
