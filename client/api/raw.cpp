#include "client/api/raw.hpp"

#include <utility>

namespace okta {
namespace {

Endpoint endpoint_of(Method method) {
  return {.method = method,
          .path = {},
          .bucket = bucket::kRaw,
          .oauth_scope = oauth_scope::kNone,
          .repeatable_post = false,
          .repeat_when_slow = true};
}

// The credential goes wherever this leads: to the org's origin or nowhere.
Result<Url> url_below(const Url& org_url, std::string_view path, const QueryParameters& query) {
  // `//host/path` names a host in a link; here it would be a path.
  if (path.starts_with("//")) {
    return failure(ErrorKind::invalid_input,
                   "a path below the org begins with one slash, not with two");
  }
  if (path.find('#') != std::string_view::npos)
    return failure(ErrorKind::invalid_input, "a request has no fragment");
  Result<Url> url =
      path.starts_with('/') ? parse_url(org_url.origin() + std::string(path)) : parse_url(path);
  if (!url) return url;
  if (!same_origin(*url, org_url) || url->has_credentials)
    return failure(ErrorKind::invalid_input, "the request would leave the org");
  if (!query.empty()) {
    if (!url->query.empty()) url->query += '&';
    url->query += format_query(query);
  }
  return url;
}

}  // namespace

Result<Response> send_raw(const Caller& caller, const RawRequest& request, std::stop_token stop) {
  if (!request.json.empty()) {
    // It would leave as a POST, and be repeated like a read.
    if (request.method == Method::get) {
      Error error{ErrorKind::invalid_input, "a GET carries no body", std::nullopt, {}};
      return failure(std::move(error).while_doing("raw request"));
    }
    if (auto parsed = JsonDocument::parse(request.json); !parsed) {
      parsed.error().kind = ErrorKind::invalid_input;
      return failure(std::move(parsed.error()).while_doing("raw request"));
    }
  }
  return call_for("raw request", caller, endpoint_of(request.method),
                  url_below(caller.org_url(), request.path, request.query), request.json,
                  std::move(stop), request.earlier);
}

Pager list_raw(const Caller& caller, std::string_view path, const QueryParameters& query,
               std::string_view array_member) {
  return {caller, endpoint_of(Method::get), url_below(caller.org_url(), path, query), array_member};
}

}  // namespace okta
