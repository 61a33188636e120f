// One resource of the org: list it, read one, create, replace, remove, activate. What a resource
// cannot do (a missing row in the endpoint table) does not compile. Reading gives the typed object
// and the text it was read from; a replacement is an edit of that text, never a model written back,
// because Okta's PUT deletes what is left out. A stop ends a read at once; a write that has left is
// waited for. Cheap to copy; thread-safe.
#pragma once

#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "client/api/caller.hpp"
#include "client/api/pager.hpp"
#include "client/api/read_answer.hpp"
#include "client/base/json_edit.hpp"

namespace okta {

// A typed object with the very text that it was read from. The answer to creating or replacing an
// app may hold its client secret.
template <class Model>
struct Stored {
  Model value;
  std::string text;
  std::string request_id;  // X-Okta-Request-Id; empty when the answer had none
};

// One call whose answer is one object.
template <class Model>
[[nodiscard]] Result<Stored<Model>> read_object(const Caller& caller, const Endpoint& endpoint,
                                                const std::vector<std::string>& arguments,
                                                std::string body, std::stop_token stop,
                                                const Repetition& earlier = {},
                                                const QueryParameters& query = {}) {
  auto answer = read_answer<Model>(caller, endpoint, caller.url_of(endpoint, arguments, query),
                                   std::move(body), std::move(stop), earlier);
  if (!answer) return failure(std::move(answer.error()));
  std::string request_id(answer->response.headers.first("X-Okta-Request-Id"));
  return Stored<Model>{std::move(answer->value), std::move(answer->response.body),
                       std::move(request_id)};
}

template <class Model>
class Collection {
  using Rows = Endpoints<Model>;

 public:
  // `parents`: the ids above this collection, e.g. server and policy of a rule.
  explicit Collection(Caller caller, std::vector<std::string> parents = {})
      : caller_(std::move(caller)), parents_(std::move(parents)) {}

  // `query` is what Okta offers for this list, e.g. {{"q", "Orders"}}. Pages are as large as Okta
  // makes them, unless it says a `limit`.
  [[nodiscard]] Listing<Model> list(QueryParameters query = {}) const
    requires requires { Rows::kList; }
  {
    if constexpr (requires { Rows::kPageSize; }) {
      if (!find_parameter(query, "limit"))
        query.emplace_back("limit", std::to_string(Rows::kPageSize));
    }
    std::string_view array_member;
    if constexpr (requires { Rows::kArrayMember; }) array_member = Rows::kArrayMember;
    return Listing<Model>(
        Pager(caller_, Rows::kList, caller_.url_of(Rows::kList, parents_, query), array_member));
  }

  [[nodiscard]] Result<Stored<Model>> get(const std::string& id, std::stop_token stop) const
    requires requires { Rows::kGet; }
  {
    return read_object<Model>(caller_, Rows::kGet, with(id), {}, std::move(stop));
  }

  // `query` as for list(), e.g. {{"activate", "false"}} for an app.
  [[nodiscard]] Result<Stored<Model>> create(std::string json_text, std::stop_token stop,
                                             const QueryParameters& query = {}) const
    requires requires { Rows::kCreate; }
  {
    return read_object<Model>(caller_, Rows::kCreate, parents_, std::move(json_text),
                              std::move(stop), {}, query);
  }

  // Sent once: an edit of what was read before a wait would undo what somebody else did meanwhile.
  // When Error::again says that another try is allowed, wait, get() and edit afresh, and hand it in
  // as `earlier`.
  [[nodiscard]] Result<Stored<Model>> replace(const std::string& id, const JsonEdit& edit,
                                              std::stop_token stop,
                                              const Repetition& earlier = {}) const
    requires requires { Rows::kReplace; }
  {
    return read_object<Model>(caller_, Rows::kReplace, with(id), edit.text(), std::move(stop),
                              earlier);
  }

  [[nodiscard]] Status remove(const std::string& id, std::stop_token stop) const
    requires requires { Rows::kRemove; }
  {
    return act(Rows::kRemove, with(id), std::move(stop));
  }

  // Everything that list() would give.
  [[nodiscard]] Status remove_all(std::stop_token stop) const
    requires requires { Rows::kRemoveAll; }
  {
    return act(Rows::kRemoveAll, parents_, std::move(stop));
  }

  [[nodiscard]] Status activate(const std::string& id, std::stop_token stop) const
    requires requires { Rows::kActivate; }
  {
    return act(Rows::kActivate, with(id), std::move(stop));
  }

  [[nodiscard]] Status deactivate(const std::string& id, std::stop_token stop) const
    requires requires { Rows::kDeactivate; }
  {
    return act(Rows::kDeactivate, with(id), std::move(stop));
  }

 private:
  [[nodiscard]] std::vector<std::string> with(const std::string& id) const {
    std::vector<std::string> arguments = parents_;
    arguments.push_back(id);
    return arguments;
  }

  [[nodiscard]] Status act(const Endpoint& endpoint, const std::vector<std::string>& arguments,
                           std::stop_token stop) const {
    const Result<Response> answer =
        call_for(Rows::kName, caller_, endpoint, caller_.url_of(endpoint, arguments, {}), {},
                 std::move(stop));
    if (!answer) return failure(answer.error());
    return {};
  }

  Caller caller_;
  std::vector<std::string> parents_;
};

}  // namespace okta
