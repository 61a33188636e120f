#include "client/api/caller.hpp"

#include <utility>

#include "client/api/answer_error.hpp"

namespace okta {
namespace {

// Fills the {name}s of a template with percent-encoded arguments.
Result<std::string> expand(std::string_view path_template,
                           const std::vector<std::string>& arguments) {
  std::string path;
  std::size_t used = 0;
  for (std::size_t at = 0; at < path_template.size();) {
    if (path_template[at] != '{') {
      path += path_template[at++];
      continue;
    }
    if (used == arguments.size() || arguments[used].empty()) {
      return failure(ErrorKind::invalid_input,
                     "an id is missing for " + std::string(path_template));
    }
    path += percent_encode(arguments[used++]);
    at = path_template.find('}', at) + 1;
  }
  return path;
}

}  // namespace

Result<Url> Caller::url_of(const Endpoint& endpoint, const std::vector<std::string>& arguments,
                           const QueryParameters& query) const {
  Result<std::string> path = expand(endpoint.path, arguments);
  if (!path) return failure(std::move(path.error()));
  Url url = org_url_;
  url.path = std::move(*path);
  url.query = format_query(query);
  return url;
}

Result<Response> Caller::exchange(const Endpoint& endpoint, const Url& url, std::string body,
                                  std::stop_token stop, const Repetition& earlier) const {
  Request request;
  request.method = endpoint.method;
  request.url = url;
  request.bucket = endpoint.bucket;
  request.idempotent = endpoint.idempotent();
  request.repeat_when_slow = endpoint.repeat_when_slow;
  request.repeat_after_wait = endpoint.repeat_after_wait();
  request.earlier = earlier;
  request.let_finish = endpoint.writes();
  if (!body.empty()) request.headers.add("Content-Type", "application/json");
  request.body = std::move(body);
  return transport_->send(request, std::move(stop));
}

Result<Response> Caller::call(const Endpoint& endpoint, const Url& url, std::string body,
                              std::stop_token stop, const Repetition& earlier) const {
  Result<Response> response = exchange(endpoint, url, std::move(body), std::move(stop), earlier);
  if (!response) return response;
  if (!is_success(*response)) return failure(error_of(*response, endpoint.method, url));
  return response;
}

Result<Response> call_for(std::string_view resource, const Caller& caller, const Endpoint& endpoint,
                          const Result<Url>& url, std::string body, std::stop_token stop,
                          const Repetition& earlier) {
  Result<Response> response =
      url ? caller.call(endpoint, *url, std::move(body), std::move(stop), earlier)
          : Result<Response>(failure(url.error()));
  if (!response) return failure(std::move(response.error()).while_doing(std::string(resource)));
  return response;
}

}  // namespace okta
