#include "client/models/org.hpp"

#include "client/models/exact.hpp"

namespace okta {

// COMPLETED: verified and with a certificate. An unknown status, such as the recorded
// FAILED_TO_VERIFY, is no verification.
bool Domain::is_custom_and_verified() const {
  return id != "default" && (validation_status == "VERIFIED" || validation_status == "COMPLETED");
}

template <>
Result<OrgMetadata> decode<OrgMetadata>(const JsonView& json) {
  ExactReader reader(json, "org metadata");
  OrgMetadata org;
  org.id = reader.id();
  org.pipeline = json["pipeline"].string_or("");
  org.organization_url = json["_links"]["organization"]["href"].string_or("");
  org.alternate_url = json["_links"]["alternate"]["href"].string();
  return reader.verdict(std::move(org));
}

template <>
Result<Org> decode<Org>(const JsonView& json) {
  ExactReader reader(json, "org");
  Org org;
  org.id = reader.id();
  org.subdomain = json["subdomain"].string_or("");
  org.company_name = json["companyName"].string_or("");
  org.status = json["status"].string_or("");
  return reader.verdict(std::move(org));
}

template <>
Result<Domain> decode<Domain>(const JsonView& json) {
  ExactReader reader(json, "domain");
  Domain domain;
  domain.id = reader.id();
  domain.domain = reader.required_string("domain");
  domain.validation_status = json["validationStatus"].string_or("");
  return reader.verdict(std::move(domain));
}

}  // namespace okta
