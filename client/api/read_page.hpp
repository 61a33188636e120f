// One call whose whole answer is one array, such as the keys after a rotation. An element that
// cannot be decoded is an element with an Error, as in a Listing: the call itself was carried out.
// Thread-safe as far as the caller is.
#pragma once

#include <stop_token>
#include <string>
#include <utility>

#include "client/api/caller.hpp"
#include "client/api/pager.hpp"

namespace okta {

template <class Model>
[[nodiscard]] Result<typename Listing<Model>::TypedPage> read_page(const Caller& caller,
                                                                   const Endpoint& endpoint,
                                                                   const Result<Url>& url,
                                                                   std::string body,
                                                                   std::stop_token stop) {
  const std::string name(Endpoints<Model>::kName);
  const Result<Response> response =
      call_for(name, caller, endpoint, url, std::move(body), std::move(stop));
  if (!response) return failure(response.error());
  Result<Page> page = page_of(*response, endpoint.method, *url);
  if (!page) return failure(std::move(page.error()).while_doing(name));
  return Listing<Model>::typed(std::move(*page));
}

}  // namespace okta
