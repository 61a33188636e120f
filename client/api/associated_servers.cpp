#include "client/api/associated_servers.hpp"

#include "client/api/read_page.hpp"

namespace okta {

using Rows = AssociatedServerRows;

Listing<AuthorizationServer> AssociatedServers::list(Trust trust) const {
  const QueryParameters query{{"trusted", trust == Trust::trusted ? "true" : "false"},
                              {"limit", std::to_string(Rows::kPageSize)}};
  return Listing<AuthorizationServer>(
      Pager(caller_, Rows::kList, caller_.url_of(Rows::kList, {server_id_}, query)));
}

Result<Listing<AuthorizationServer>::TypedPage> AssociatedServers::associate(
    const std::vector<std::string>& server_ids, std::stop_token stop) const {
  Result<JsonEdit> body = JsonEdit::of("{}");
  if (!body) return failure(std::move(body.error()));
  if (const Status set = body->set("/trusted", server_ids); !set) return failure(set.error());
  return read_page<AuthorizationServer>(caller_, Rows::kAssociate,
                                        caller_.url_of(Rows::kAssociate, {server_id_}, {}),
                                        body->text(), std::move(stop));
}

Status AssociatedServers::remove(const std::string& server_id, std::stop_token stop) const {
  const Result<Response> answer =
      call_for("associated authorization server", caller_, Rows::kRemove,
               caller_.url_of(Rows::kRemove, {server_id_, server_id}, {}), {}, std::move(stop));
  if (!answer) return failure(answer.error());
  return {};
}

}  // namespace okta
