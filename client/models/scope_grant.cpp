#include "client/models/scope_grant.hpp"

#include "client/models/exact.hpp"

namespace okta {

// A grant that is not seen lets an app that calls Okta's own API look as if it could leave the org
// authorization server altogether.
template <>
Result<ScopeGrant> decode<ScopeGrant>(const JsonView& json) {
  ExactReader reader(json, "scope grant");
  ScopeGrant grant;
  grant.id = reader.id();
  grant.status = reader.required_string("status");
  grant.scope = reader.required_string("scopeId");
  grant.client_id = json["clientId"].string_or("");
  grant.issuer = json["issuer"].string_or("");
  return reader.verdict(std::move(grant));
}

}  // namespace okta
