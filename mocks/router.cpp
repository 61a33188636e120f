#include "mocks/router.hpp"

#include <exception>

#include <fmt/format.h>

#include "mocks/credentials.hpp"
#include "mocks/okta_errors.hpp"

namespace mocks {
namespace {

// What the {} stand for, or nothing when the path is another one.
std::optional<std::vector<std::string>> match(const std::vector<std::string>& pattern,
                                              const std::vector<std::string>& path) {
  if (pattern.size() != path.size()) return std::nullopt;
  std::vector<std::string> args;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (pattern[i] == "{}") {
      args.push_back(path[i]);
    } else if (pattern[i] != path[i]) {
      return std::nullopt;
    }
  }
  return args;
}

bool needs_api_am(std::string_view pattern) {
  return pattern.starts_with("/api/v1/authorizationServers");
}

}  // namespace

Router::Router(OrgState& org, RateLimits& limits, bool api_am)
    : org_(&org), limits_(&limits), api_am_(api_am) {
  for (const auto& routes :
       {app_routes(), server_routes(), client_routes(), key_routes(), association_routes(),
        scope_and_claim_routes(), policy_routes(), log_routes(), org_routes(), oauth_routes()}) {
    for (const auto& route : routes)
      rows_.push_back({.route = route, .parts = split(route.pattern, "/")});
  }
}

Response Router::answer(const Request& request, TimePoint now) {
  const auto request_id = next_request_id();
  const auto bucket = bucket_of(request.path);
  RateLimits::Reading reading;
  if (!bucket.empty()) reading = limits_->take(bucket, now);
  auto response = reading.exceeded ? okta_error("E0000047") : dispatch(request, now, request_id);
  finish(response, request, now, reading, request_id);
  return response;
}

void Router::finish(Response& response, const Request& request, TimePoint now,
                    const RateLimits::Reading& reading, const std::string& request_id) const {
  response.body = replace_all(std::move(response.body), kOrgUrl, request.origin);
  for (auto& [name, value] : response.headers)
    value = replace_all(std::move(value), kOrgUrl, request.origin);
  response.headers.emplace_back("Date", http_date(now));
  response.headers.emplace_back("x-okta-request-id", request_id);
  if (reading.reset != 0) {
    response.headers.emplace_back("x-rate-limit-limit", std::to_string(reading.limit));
    response.headers.emplace_back("x-rate-limit-remaining", std::to_string(reading.remaining));
    response.headers.emplace_back("x-rate-limit-reset", std::to_string(reading.reset));
  }
}

std::string Router::next_request_id() { return org_->ids.secret(32); }

Response Router::dispatch(const Request& request, TimePoint now, const std::string& request_id) {
  const auto parts = split(request.path, "/");
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  bool path_known = false;
  for (const auto& row : rows_) {
    auto args = match(row.parts, parts);
    if (!args) continue;
    path_known = true;
    if (row.route.method == method) return call(row, std::move(*args), request, now, request_id);
  }
  if (path_known) return okta_error("E0000022");
  return not_found(request.path, "Endpoint");
}

Response Router::call(const Row& row, std::vector<std::string> args, const Request& request,
                      TimePoint now, const std::string& request_id) {
  if (!row.route.resource.empty()) {
    if (auto refusal = refusal_of_credentials(request, *org_, row.route.resource, now))
      return std::move(*refusal);
  }
  if (!api_am_ && needs_api_am(row.route.pattern)) return okta_error("E0000015");
  Call made{.request = &request,
            .args = std::move(args),
            .query = parse_form(request.query),
            .org = org_,
            .now = now,
            .request_id = request_id,
            .api_am = api_am_};
  try {
    return row.route.handler(made);
  } catch (const std::exception& error) {  // a body whose types no handler foresaw
    return okta_error("E0000009", {error.what()});
  }
}

}  // namespace mocks
