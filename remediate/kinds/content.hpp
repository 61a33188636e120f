// How objects of Okta are compared: by what somebody configured, not by how it is written. Okta
// answers arrays in another order than they were sent, fills in empty parts and leaves nulls out.
// Pure.
#pragma once

#include <string>
#include <string_view>

namespace remediate {

// One text for all ways to write the same: members sorted, arrays of plain values as sets, nulls,
// empty arrays and empty objects left out, and without the object's own stamps of the server and
// its `priority`, which says the same as the order. Empty when `json_text` is no JSON object.
[[nodiscard]] std::string canonical(std::string_view json_text);

// Everything in `sent` stands in `read` too; what was not sent may have any value there. An empty
// list or null that was sent must be empty, null or absent there.
[[nodiscard]] bool holds(std::string_view read, std::string_view sent);

// digest_of() of the canonical text.
[[nodiscard]] std::string object_digest(std::string_view json_text);

// The same of an app. Which policies decide about signing in to it stands in its links alone
// (`_links.accessPolicy`, `_links.profileEnrollment`), so these two count.
[[nodiscard]] std::string canonical_application(std::string_view json_text);
[[nodiscard]] std::string application_digest(std::string_view json_text);

}  // namespace remediate
