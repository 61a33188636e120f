// JSON: as a document, as each model, as an object to edit.
#include <string>

#include "client/base/json_document.hpp"
#include "client/base/json_edit.hpp"
#include "client/models/access_policy.hpp"
#include "client/models/application.hpp"
#include "client/models/authorization_server.hpp"
#include "client/models/claim.hpp"
#include "client/models/content.hpp"
#include "client/models/discovery.hpp"
#include "client/models/oauth_client.hpp"
#include "client/models/org.hpp"
#include "client/models/refresh_token.hpp"
#include "client/models/scope.hpp"
#include "client/models/scope_grant.hpp"
#include "tests/fuzz/message.hpp"
#include "tests/fuzz/targets.hpp"

namespace tests::fuzz {
namespace {

using okta::JsonDocument;
using okta::JsonEdit;
using okta::JsonView;

// How many values there are, and every way to look at each.
int walk(const JsonView& view) {
  int values = 1;
  require(view.exists(), "an element exists");
  static_cast<void>(view.string_or("") + std::string(view.type_name()));
  static_cast<void>(view.boolean());
  static_cast<void>(view.integer());
  require(view.strings().size() <= view.elements().size(), "strings are elements");
  for (const JsonView& element : view.elements()) values += walk(element);
  for (const auto& [name, member] : view.members()) {
    require(view[name].exists(), "a member is found by its name");
    values += walk(member);
  }
  return values;
}

template <class Model>
void decode_one(const JsonView& view) {
  const okta::Result<Model> model = okta::decode<Model>(view);
  if (!model) require(!model.error().message.empty(), "what does not decode says why");
}

void decode_all(const JsonView& view) {
  decode_one<okta::Application>(view);
  decode_one<okta::AuthorizationServer>(view);
  decode_one<okta::Scope>(view);
  decode_one<okta::ScopeGrant>(view);
  decode_one<okta::Claim>(view);
  decode_one<okta::AccessPolicy>(view);
  decode_one<okta::AccessPolicyRule>(view);
  decode_one<okta::OAuthClient>(view);
  decode_one<okta::RefreshToken>(view);
  decode_one<okta::Org>(view);
  decode_one<okta::OrgMetadata>(view);
  decode_one<okta::Domain>(view);
  const std::string content = okta::content_of(view);
  require(content.empty() || JsonDocument::parse(content).has_value(), "content is JSON");
}

// What every successful edit keeps: the text can be edited again and comes back as it is.
void expect_stable(const JsonEdit& edit) {
  const std::string text = edit.text();
  const okta::Result<JsonEdit> again = JsonEdit::of(text);
  require(again.has_value(), "an edited text can be edited again");
  require(again->text() == text, "and comes back byte by byte");
}

template <class Change>
void try_change(JsonEdit& edit, Change change) {
  const std::string before = edit.text();
  const okta::Status changed = change(edit);
  if (!changed) require(edit.text() == before, "a refused change leaves the object as it was");
}

}  // namespace

void json_document(std::string_view input) {
  const okta::Result<JsonDocument> document = JsonDocument::parse(input);
  if (!document) {
    require(document.error().message.starts_with("not JSON") ||
                document.error().message.starts_with("JSON "),
            "what cannot be read says why, in our words");
    return;
  }
  const int values = walk(document->root());
  const okta::Result<JsonDocument> again = JsonDocument::parse(document->root().dump());
  require(again.has_value(), "what was dumped can be read");
  require(walk(again->root()) == values, "and has as many values");
}

void models(std::string_view input) {
  const okta::Result<JsonDocument> document = JsonDocument::parse(input);
  if (!document) return;
  decode_all(document->root());
  for (const JsonView& element : document->root().elements()) decode_all(element);
}

void discovery(std::string_view input) {
  const okta::Result<JsonDocument> document = JsonDocument::parse(input);
  if (!document) return;
  decode_one<okta::DiscoveryDocument>(document->root());
  decode_one<okta::KeySet>(document->root());
}

void json_edit(std::string_view input) {
  const std::string_view pointer = take_line(input);
  const std::string_view value = take_line(input);
  okta::Result<JsonEdit> edit = JsonEdit::of(input);
  if (!edit) return;
  require(JsonDocument::parse(input).has_value(), "what can be edited can be read");
  expect_stable(*edit);
  try_change(*edit, [&](JsonEdit& each) { return each.set_json(pointer, value); });
  try_change(*edit, [&](JsonEdit& each) { return each.set(pointer, value); });
  try_change(*edit, [&](JsonEdit& each) {
    return each.set(pointer, std::vector<std::string>{std::string(value)});
  });
  expect_stable(*edit);
  try_change(*edit, [&](JsonEdit& each) { return each.remove(pointer); });
  expect_stable(*edit);
}

}  // namespace tests::fuzz
