// The rows of the endpoint table as a list, for tests over all of them. A resource that is missing
// here is found by the test that holds the table against Okta's specification.
#pragma once

#include <string_view>
#include <vector>

#include "client/api/endpoints.hpp"

namespace tests {

struct EndpointRow {
  std::string_view resource;
  std::string_view call;  // "list", "get", ...
  okta::Endpoint endpoint;
};

template <class Rows>
void add_rows(std::vector<EndpointRow>& rows, std::string_view resource) {
  if constexpr (requires { Rows::kList; }) rows.push_back({resource, "list", Rows::kList});
  if constexpr (requires { Rows::kGet; }) rows.push_back({resource, "get", Rows::kGet});
  if constexpr (requires { Rows::kCreate; }) rows.push_back({resource, "create", Rows::kCreate});
  if constexpr (requires { Rows::kReplace; }) rows.push_back({resource, "replace", Rows::kReplace});
  if constexpr (requires { Rows::kRemove; }) rows.push_back({resource, "remove", Rows::kRemove});
  if constexpr (requires { Rows::kRemoveAll; })
    rows.push_back({resource, "remove_all", Rows::kRemoveAll});
  if constexpr (requires { Rows::kActivate; })
    rows.push_back({resource, "activate", Rows::kActivate});
  if constexpr (requires { Rows::kDeactivate; })
    rows.push_back({resource, "deactivate", Rows::kDeactivate});
  if constexpr (requires { Rows::kRotate; }) rows.push_back({resource, "rotate", Rows::kRotate});
  if constexpr (requires { Rows::kAssociate; })
    rows.push_back({resource, "associate", Rows::kAssociate});
}

template <class... Models>
void add_rows_of(std::vector<EndpointRow>& rows) {
  (add_rows<okta::Endpoints<Models>>(rows, okta::Endpoints<Models>::kName), ...);
}

// Those of the Management API, and the record of the org that anyone may read. Discovery documents
// say themselves where they and their keys are.
[[nodiscard]] inline std::vector<EndpointRow> endpoint_rows() {
  std::vector<EndpointRow> rows;
  add_rows_of<okta::Application, okta::ScopeGrant, okta::AuthorizationServer, okta::OAuthClient,
              okta::RefreshToken, okta::SigningKey, okta::ResourceServerKey, okta::Scope,
              okta::Claim, okta::AccessPolicy, okta::AccessPolicyRule, okta::LogEvent, okta::Domain,
              okta::Org, okta::OrgMetadata, okta::Group, okta::Feature, okta::User>(rows);
  add_rows<okta::AssociatedServerRows>(rows, "associated authorization server");
  return rows;
}

}  // namespace tests
