#include "client/models/claim.hpp"

#include "client/models/exact.hpp"

namespace okta {

template <>
Result<Claim> decode<Claim>(const JsonView& json) {
  ExactReader reader(json, "claim");
  Claim claim;
  claim.id = reader.id();
  claim.name = reader.required_string("name");
  claim.status = reader.required_string("status");
  claim.scopes = reader.optional_strings("conditions/scopes");
  claim.claim_type = json["claimType"].string_or("");
  claim.value_type = json["valueType"].string_or("");
  claim.value = json["value"].string();
  claim.group_filter_type = json["group_filter_type"].string();
  claim.always_in_token = json["alwaysIncludeInToken"].boolean().value_or(false);
  claim.system = json["system"].boolean().value_or(false);
  return reader.verdict(std::move(claim));
}

}  // namespace okta
