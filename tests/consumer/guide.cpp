#include "guide.hpp"

#include <iostream>
#include <utility>

namespace guide {

okta::Result<okta::Client> open_org(const std::string& org, const std::string& token,
                                    okta::Clock& clock) {
  const okta::Result<okta::Url> url = okta::parse_url(org);
  if (!url) return okta::failure(url.error());

  okta::ClientOptions options;
  options.org_url = *url;
  options.token = okta::Secret(token);
  options.http.user_agent = "inventory/1.0";
  options.allow_plain_http = url->host == "127.0.0.1";  // a fake org on this machine
  options.on_wait = [](const std::string& notice) { std::cerr << notice << '\n'; };
  return okta::Client::open(std::move(options), clock);
}

okta::Status print_apps(const okta::Client& client, std::stop_token stop) {
  auto apps = client.applications().list();
  while (true) {
    const auto page = apps.next(stop);
    if (!page) return okta::failure(page.error());  // the list is not whole
    if (!*page) return {};                          // the end
    for (const auto& app : (*page)->elements) {
      if (app.value) {
        std::cout << app.value->id << ' ' << app.value->label << '\n';
      } else {
        std::cerr << app.value.error().describe() << '\n';
      }
    }
  }
}

okta::Status rename_rule(const okta::Client& client, const std::string& server_id,
                         const std::string& policy_id, const std::string& rule_id,
                         std::stop_token stop) {
  const auto rules = client.rules(server_id, policy_id);
  const auto stored = rules.get(rule_id, stop);
  if (!stored) return okta::failure(stored.error());

  auto edit = okta::JsonEdit::of(stored->text);
  if (!edit) return okta::failure(edit.error());
  if (const okta::Status set = edit->set("/name", "Orders, people"); !set)
    return okta::failure(set.error());
  const auto answer = rules.replace(rule_id, *edit, stop);
  if (!answer) return okta::failure(answer.error());
  return {};
}

okta::Result<std::string> make_scope(const okta::Client& client, const std::string& server_id,
                                     std::stop_token stop) {
  const auto scope = client.scopes(server_id).create(R"({"name": "orders.read"})", stop);
  if (!scope) return okta::failure(scope.error());
  return scope->value.id;
}

std::string advice(const okta::Error& error) {
  switch (error.kind) {
    case okta::ErrorKind::feature_missing:
      return "this org has no API Access Management";
    case okta::ErrorKind::unauthorized:
      return "the token is not accepted";
    case okta::ErrorKind::forbidden:
      return error.http && !error.http->required_scope.empty()
                 ? "the access token lacks " + error.http->required_scope
                 : "an admin role is missing";
    case okta::ErrorKind::interrupted:
      return "stopped";
    default:
      return error.describe();
  }
}

okta::Status print_assigned_users(const okta::Client& client, const std::string& app_id,
                                  std::stop_token stop) {
  okta::Pager users = client.raw_list("/api/v1/apps/" + okta::percent_encode(app_id) + "/users");
  while (true) {
    const auto page = users.next(stop);
    if (!page) return okta::failure(page.error());
    if (!*page) return {};
    for (const okta::JsonView& user : (*page)->elements)
      std::cout << user["id"].string_or("?") << '\n';
  }
}

okta::Result<std::string> enable_feature(const okta::Client& client, const std::string& feature_id,
                                         std::stop_token stop) {
  okta::RawRequest request;
  request.method = okta::Method::post;
  request.path = "/api/v1/features/" + okta::percent_encode(feature_id) + "/ENABLE";
  request.query = {{"mode", "force"}};
  const okta::Result<okta::Response> answer = client.raw(request, stop);
  if (!answer) return okta::failure(answer.error());
  const auto feature = okta::JsonDocument::parse(answer->body);
  if (!feature) return okta::failure(feature.error());
  return feature->root()["status"].string_or("");
}

okta::Status rotate_keys(const okta::Client& client, const std::string& server_id,
                         std::stop_token stop) {
  const auto keys = client.signing_keys(server_id).rotate(stop);
  if (!keys) return okta::failure(keys.error());
  for (const auto& key : keys->elements) {
    if (key.value) std::cout << key.value->key_id << ' ' << key.value->status << '\n';
  }
  return {};
}

}  // namespace guide
