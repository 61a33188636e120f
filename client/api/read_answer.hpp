// One call whose answer is one object. An answer that is no JSON, or not that object, is an Error
// with the facts of the answer, above all its request id.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

#include "client/api/answer_error.hpp"
#include "client/api/caller.hpp"
#include "client/base/json_document.hpp"

namespace okta {

template <class Model>
struct Answer {
  Model value;
  Response response;
};

template <class Model>
[[nodiscard]] Result<Model> decode_answer(const Response& response, Method method, const Url& url) {
  const Result<JsonDocument> document = JsonDocument::parse(response.body);
  if (!document) return failure(protocol_error(response, method, url, document.error().message));
  Result<Model> value = decode<Model>(document->root());
  if (!value) return failure(protocol_error(response, method, url, value.error().message));
  return value;
}

template <class Model>
[[nodiscard]] Result<Answer<Model>> read_answer(const Caller& caller, const Endpoint& endpoint,
                                                const Result<Url>& url, std::string body,
                                                std::stop_token stop,
                                                const Repetition& earlier = {}) {
  const std::string_view name = Endpoints<Model>::kName;
  Result<Response> response =
      call_for(name, caller, endpoint, url, std::move(body), std::move(stop), earlier);
  if (!response) return failure(std::move(response.error()));
  Result<Model> value = decode_answer<Model>(*response, endpoint.method, *url);
  if (!value) return failure(std::move(value.error()).while_doing(std::string(name)));
  return Answer<Model>{std::move(*value), std::move(*response)};
}

}  // namespace okta
