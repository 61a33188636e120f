// The keys of a custom server: those that it signs with, and those of its resource server, which
// tokens are encrypted with. Key material is made up.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/okta_errors.hpp"
#include "mocks/routes.hpp"

namespace mocks {
namespace {

constexpr std::string_view kServerPath = "/api/v1/authorizationServers";
constexpr std::size_t kMostEncryptionKeys = 5;

Json signing_key(const AuthorizationServer& server, const std::string& kid,
                 std::string_view status) {
  return Json{{"kty", "RSA"},
              {"status", status},
              {"alg", "RS256"},
              {"kid", kid},
              {"use", "sig"},
              {"_links",
               {{"self", *link_to(fmt::format("{}/{}/credentials/keys/{}", kServerPath,
                                              id_of(server.body), kid),
                                  {"GET"})}}},
              {"e", "AQAB"},
              {"n", "made-up"}};
}

Json signing_keys(const AuthorizationServer& server) {
  Json keys = Json::array();
  const auto add = [&](const std::string& kid, std::string_view status) {
    if (!kid.empty()) keys.push_back(signing_key(server, kid, status));
  };
  add(text_at(*server.body, "credentials/signing/kid"), "ACTIVE");
  add(server.next_key, "NEXT");
  add(server.expired_key, "EXPIRED");
  return keys;
}

Response list_signing_keys(Call& call) {
  const auto server = server_of(call);
  return server ? json_answer(200, signing_keys(**server)) : server.error();
}

Response get_signing_key(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  for (const auto& key : signing_keys(**server)) {
    if (text_at(key, "kid") == call.args[1]) return json_answer(200, key);
  }
  return not_found(call.args[1], "JsonWebKey");
}

Response rotate(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  if (text_at(**sent, "use") != "sig")
    return validation_failed("rotateKeys", {"Invalid value specified for key 'use' parameter"});
  auto& made = **server;
  Json& signing = (*made.body)["credentials"]["signing"];
  made.expired_key = text_at(signing, "kid");
  signing["kid"] = made.next_key.empty() ? call.org->ids.secret(43) : made.next_key;
  signing["lastRotated"] = stamp_text(call.now);
  made.next_key = call.org->ids.secret(43);
  return json_answer(200, signing_keys(made));
}

std::string encryption_path(const AuthorizationServer& server, const std::string& id) {
  return fmt::format("{}/{}/resourceservercredentials/keys/{}", kServerPath, id_of(server.body),
                     id);
}

void set_active(const AuthorizationServer& server, Json& key, bool active, TimePoint now) {
  const auto path = encryption_path(server, text_at(key, "id"));
  key["status"] = active ? "ACTIVE" : "INACTIVE";
  key["lastUpdated"] = stamp_text(now);
  key["_links"] = active ? Json{{"deactivate", *link_to(path + "/lifecycle/deactivate", {"POST"})}}
                         : Json{{"activate", *link_to(path + "/lifecycle/activate", {"POST"})},
                                {"delete", *link_to(path, {"DELETE"})}};
}

Response list_encryption_keys(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  Json keys = Json::array();
  for (const auto& key : (*server)->encryption_keys) keys.push_back(*key);
  return json_answer(200, keys);
}

Response check_encryption_key(const AuthorizationServer& server, const Json& sent) {
  constexpr std::string_view kWhat = "JsonWebKey";
  for (const auto& [name, value] : std::to_array<std::pair<std::string_view, std::string_view>>(
           {{"kty", "RSA"}, {"use", "enc"}})) {
    if (text_at(sent, name) != value)
      return validation_failed(kWhat, {fmt::format("'{}' must be '{}'.", name, value)});
  }
  if (text_at(sent, "n").empty() || text_at(sent, "e").empty())
    return validation_failed(kWhat, {"'n' and 'e' must be given."});
  if (text_at(sent, "status") == "ACTIVE")
    return validation_failed(kWhat, {"Keys cannot be created with an 'ACTIVE' status."});
  if (server.encryption_keys.size() >= kMostEncryptionKeys)
    return validation_failed(kWhat, {"The maximum number of keys (5) is reached."});
  const auto kid = text_at(sent, "kid");
  const bool is_taken = std::ranges::any_of(
      server.encryption_keys, [&](const JsonBox& key) { return text_at(*key, "kid") == kid; });
  if (is_taken) return validation_failed(kWhat, {"Each key must have a unique 'kid'."});
  return {};
}

Response add_encryption_key(Call& call) {
  const auto server = server_of(call);
  if (!server) return server.error();
  const auto sent = object_of(*call.request);
  if (!sent) return sent.error();
  if (auto problem = check_encryption_key(**server, **sent); problem.status != 200) return problem;
  Json key = **sent;
  key["id"] = call.org->ids.next("apk");
  key["created"] = stamp_text(call.now);
  set_active(**server, key, false, call.now);
  (*server)->encryption_keys.emplace_back(key);
  return json_answer(201, key);
}

// Finds the key that args[1] names and lets `use` answer.
template <class Use>
Response with_encryption_key(Call& call, Use use) {
  const auto server = server_of(call);
  if (!server) return server.error();
  auto& keys = (*server)->encryption_keys;
  const auto found = std::ranges::find(keys, call.args[1], id_of);
  if (found == keys.end()) return not_found(call.args[1], "JsonWebKey");
  return use(**server, *found);
}

Response get_encryption_key(Call& call) {
  return with_encryption_key(
      call, [](const AuthorizationServer&, const JsonBox& key) { return json_answer(200, *key); });
}

Response delete_encryption_key(Call& call) {
  return with_encryption_key(call, [&](AuthorizationServer& server, const JsonBox& key) {
    if (text_at(*key, "status") == "ACTIVE")
      return validation_failed("JsonWebKey", {"'ACTIVE' keys cannot be deleted."});
    std::erase_if(server.encryption_keys,
                  [&](const JsonBox& each) { return id_of(each) == call.args[1]; });
    return no_content();
  });
}

// Only one key is active at a time.
Response activate_encryption_key(Call& call) {
  return with_encryption_key(call, [&](AuthorizationServer& server, JsonBox& key) {
    for (JsonBox& each : server.encryption_keys) {
      const bool is_it = id_of(each) == id_of(key);
      if (is_it || text_at(*each, "status") == "ACTIVE") set_active(server, *each, is_it, call.now);
    }
    return json_answer(200, *key);
  });
}

Response deactivate_encryption_key(Call& call) {
  return with_encryption_key(call, [&](AuthorizationServer& server, JsonBox& key) {
    const bool encrypts = !text_at(*server.body, "accessTokenEncryptedResponseAlgorithm").empty();
    if (encrypts && text_at(*key, "status") == "ACTIVE") {
      return validation_failed("JsonWebKey",
                               {"The active key is needed while access tokens are encrypted."});
    }
    set_active(server, *key, false, call.now);
    return json_answer(200, *key);
  });
}

}  // namespace

std::vector<Route> key_routes() {
  constexpr std::string_view kResource = "authorizationServers";
  constexpr std::string_view kEncryptionKey =
      "/api/v1/authorizationServers/{}/resourceservercredentials/keys/{}";
  return {
      {"GET", "/api/v1/authorizationServers/{}/credentials/keys", kResource, list_signing_keys},
      {"GET", "/api/v1/authorizationServers/{}/credentials/keys/{}", kResource, get_signing_key},
      {"POST", "/api/v1/authorizationServers/{}/credentials/lifecycle/keyRotate", kResource,
       rotate},
      {"GET", "/api/v1/authorizationServers/{}/resourceservercredentials/keys", kResource,
       list_encryption_keys},
      {"POST", "/api/v1/authorizationServers/{}/resourceservercredentials/keys", kResource,
       add_encryption_key},
      {"GET", kEncryptionKey, kResource, get_encryption_key},
      {"DELETE", kEncryptionKey, kResource, delete_encryption_key},
      {"POST",
       "/api/v1/authorizationServers/{}/resourceservercredentials/keys/{}/lifecycle/activate",
       kResource, activate_encryption_key},
      {"POST",
       "/api/v1/authorizationServers/{}/resourceservercredentials/keys/{}/lifecycle/deactivate",
       kResource, deactivate_encryption_key}};
}

}  // namespace mocks
