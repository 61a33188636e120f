// Sends one request of the endpoint table and turns what is no success into an Error. Holds no
// state of its own; thread-safe as far as its transport is.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "client/api/endpoints.hpp"
#include "client/http/transport.hpp"

namespace okta {

class Caller {
 public:
  // `transport` must outlive the caller.
  Caller(Transport& transport, Url org_url)
      : transport_(&transport), org_url_(std::move(org_url)) {}

  // `arguments` fill the {name}s of the path template, percent-encoded.
  [[nodiscard]] Result<Url> url_of(const Endpoint& endpoint,
                                   const std::vector<std::string>& arguments,
                                   const QueryParameters& query) const;

  // A Response with a 2xx status, or an Error. A stop cuts off a read; of a write it ends only the
  // waits between two copies. `earlier`: of a replacement, which its sender repeats himself.
  [[nodiscard]] Result<Response> call(const Endpoint& endpoint, const Url& url, std::string body,
                                      std::stop_token stop, const Repetition& earlier = {}) const;

  // Whatever the answer was, as long as there was one.
  [[nodiscard]] Result<Response> exchange(const Endpoint& endpoint, const Url& url,
                                          std::string body, std::stop_token stop,
                                          const Repetition& earlier = {}) const;

  [[nodiscard]] const Url& org_url() const { return org_url_; }

 private:
  Transport* transport_;
  Url org_url_;
};

// One call whose Error names the resource that it was about; an Error in `url` is passed on.
[[nodiscard]] Result<Response> call_for(std::string_view resource, const Caller& caller,
                                        const Endpoint& endpoint, const Result<Url>& url,
                                        std::string body, std::stop_token stop,
                                        const Repetition& earlier = {});

}  // namespace okta
