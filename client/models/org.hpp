// What an org says of itself. Sources: GET /.well-known/okta-organization (no credentials), GET
// /api/v1/org, GET /api/v1/domains. None of them tells whether the org has API Access Management.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/models/decode.hpp"

namespace okta {

struct OrgMetadata {
  std::string id;
  std::string pipeline;  // `v1` Classic Engine, `idx` Identity Engine
  std::string organization_url;
  std::optional<std::string> alternate_url;  // a custom domain
};

struct Org {
  std::string id;
  std::string subdomain;
  std::string company_name;
  std::string status;
};

struct Domain {
  std::string id;  // `default` is the org's own domain
  std::string domain;
  std::string validation_status;

  [[nodiscard]] bool is_custom_and_verified() const;
};

template <>
[[nodiscard]] Result<OrgMetadata> decode<OrgMetadata>(const JsonView& json);
template <>
[[nodiscard]] Result<Org> decode<Org>(const JsonView& json);
template <>
[[nodiscard]] Result<Domain> decode<Domain>(const JsonView& json);

}  // namespace okta
