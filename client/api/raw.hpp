// Calls that the endpoint table has no row for, through the same stack: the same credential,
// retries, waits and errors. What the table knows of a row the caller must know here: the path, and
// what a repetition does. Thread-safe as far as the caller is.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "client/api/pager.hpp"

namespace okta {

struct RawRequest {
  Method method = Method::get;
  // Below the org, percent-encoded, e.g. "/api/v1/zones/" + percent_encode(id). A whole URL, such
  // as a link out of an answer, must be of the org's own origin.
  std::string path;
  QueryParameters query = {};  // added to what `path` already asks
  std::string json = {};       // the body; empty: none
  // Of a PUT, which is sent once as Collection::replace() is: see Error::again.
  Repetition earlier = {};
};

// A 2xx answer as it came, or an Error. Refuses what would leave the org and a body that is no JSON
// before anything is sent. GET, PUT and DELETE count as repeatable, a POST never does.
[[nodiscard]] Result<Response> send_raw(const Caller& caller, const RawRequest& request,
                                        std::stop_token stop);

// With the promises of Pager.
[[nodiscard]] Pager list_raw(const Caller& caller, std::string_view path,
                             const QueryParameters& query, std::string_view array_member);

}  // namespace okta
