#include "mocks/routes.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/okta_errors.hpp"

namespace mocks {

Response json_answer(int status, const Json& body) {
  return {
      .status = status, .headers = {}, .body = json_text(body), .content_type = "application/json"};
}

Response no_content() { return {.status = 204, .headers = {}, .body = {}, .content_type = {}}; }

tl::expected<JsonBox, Response> object_of(const Request& request) {
  auto body = parse_json(request.body);
  if (!body || !(*body)->is_object()) return tl::unexpected(okta_error("E0000003"));
  return std::move(*body);
}

JsonBox link_to(std::string_view path, const std::vector<std::string_view>& allow) {
  Json link{{"href", fmt::format("{}{}", kOrgUrl, path)}};
  if (!allow.empty()) link["hints"]["allow"] = allow;
  return JsonBox(std::move(link));
}

std::vector<const JsonBox*> pointers(const std::vector<JsonBox>& boxes) {
  std::vector<const JsonBox*> pointers;
  pointers.reserve(boxes.size());
  for (const auto& box : boxes) pointers.push_back(&box);
  return pointers;
}

tl::expected<AuthorizationServer*, Response> server_of(const Call& call) {
  auto* server = find_server(*call.org, call.args[0]);
  if (server == nullptr) return tl::unexpected(not_found(call.args[0], "AuthorizationServer"));
  return server;
}

}  // namespace mocks
