// Every recorded object of a kind that has a model is decoded, and the totals come from the
// recordings themselves: a file that is passed over makes the test fail.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/models/access_policy.hpp"
#include "client/models/application.hpp"
#include "client/models/authorization_server.hpp"
#include "client/models/claim.hpp"
#include "client/models/feature.hpp"
#include "client/models/group.hpp"
#include "client/models/log_event.hpp"
#include "client/models/org.hpp"
#include "client/models/scope.hpp"
#include "client/models/scope_grant.hpp"
#include "client/models/signing_key.hpp"
#include "tests/client/models/decoding.hpp"

namespace {

namespace fs = std::filesystem;
using okta::JsonDocument;
using okta::JsonView;

JsonDocument parsed(const fs::path& file) {
  auto document = JsonDocument::parse(tests::read_file(file));
  if (!document) throw std::runtime_error(file.string() + ": " + document.error().describe());
  return std::move(*document);
}

template <class Model>
void decode_into(std::vector<Model>& models, const JsonView& json, const fs::path& file) {
  okta::Result<Model> model = okta::decode<Model>(json);
  if (model) {
    models.push_back(std::move(*model));
  } else {
    ADD_FAILURE() << file << ": " << model.error().describe();
  }
}

// One object a file.
template <class Model>
std::vector<Model> decode_folder(const std::string& folder, std::string_view prefix = "") {
  std::vector<Model> models;
  std::size_t files = 0;
  for (const fs::path& file : tests::recorded_files(folder)) {
    if (!file.filename().string().starts_with(prefix)) continue;
    decode_into(models, parsed(file).root(), file);
    ++files;
  }
  EXPECT_GT(files, 0U) << folder;
  EXPECT_EQ(models.size(), files) << folder;
  return models;
}

// The elements of the recorded list answers; the name of a file tells how many there are.
template <class Model>
std::vector<Model> decode_lists(std::string_view what) {
  std::vector<Model> models;
  std::size_t promised = 0;
  for (const fs::path& file : tests::recorded_files("full-lists")) {
    const std::string name = file.filename().string();
    const std::string start = std::string(what) + "-";
    if (!name.starts_with(start) || name.find("items") > name.find("--")) continue;
    if (name.find_first_not_of("0123456789", start.size()) != name.find("items")) continue;
    promised += std::stoul(name.substr(start.size()));
    const JsonDocument document = parsed(file);
    for (const JsonView& element : document.root()["body"].elements())
      decode_into(models, element, file);
  }
  EXPECT_GT(promised, 0U) << what;
  EXPECT_EQ(models.size(), promised) << what;
  return models;
}

class Recorded : public testing::Test {
 protected:
  void SetUp() override {
    if (tests::recorded_folder().empty()) GTEST_SKIP() << tests::kNoRecordings;
  }
};

TEST_F(Recorded, OidcApps) {
  std::size_t without_client = 0;
  for (const auto& app : decode_folder<okta::Application>("oidc-apps")) {
    EXPECT_TRUE(app.is_oidc()) << app.id;
    EXPECT_EQ(app.is_from_catalogue(), !app.client_id.has_value()) << app.id << " " << app.name;
    EXPECT_EQ(app.grant_types.empty(), !app.client_id.has_value()) << app.id;
    if (!app.client_id) ++without_client;
  }
  EXPECT_GT(without_client, 0U);
}

TEST_F(Recorded, OtherApps) {
  std::size_t without_mode = 0;
  for (const auto& app : decode_folder<okta::Application>("other-apps")) {
    EXPECT_FALSE(app.is_oidc()) << app.id;
    EXPECT_FALSE(app.client_id) << app.id;
    if (!app.sign_on_mode) ++without_mode;
  }
  EXPECT_GT(without_mode, 0U);
}

TEST_F(Recorded, AuthorizationServers) {
  for (const auto& server : decode_folder<okta::AuthorizationServer>("authorization-servers")) {
    EXPECT_EQ(server.audiences.size(), 1U) << server.id;
    EXPECT_EQ(server.is_default, server.issuer.ends_with("/oauth2/default")) << server.id;
  }
}

TEST_F(Recorded, Scopes) {
  for (const auto& scope : decode_folder<okta::Scope>("scopes"))
    EXPECT_TRUE(scope.metadata_publish) << scope.id;
}

TEST_F(Recorded, Claims) {
  for (const auto& claim : decode_folder<okta::Claim>("claims"))
    EXPECT_EQ(claim.value.has_value(), claim.value_type != "SYSTEM") << claim.id;
}

TEST_F(Recorded, Policies) {
  for (const auto& policy : decode_folder<okta::AccessPolicy>("policies"))
    EXPECT_TRUE(policy.unknown_conditions.empty()) << policy.id;
}

TEST_F(Recorded, Rules) {
  std::size_t without_people = 0;
  for (const auto& rule : decode_folder<okta::AccessPolicyRule>("rules")) {
    EXPECT_TRUE(rule.unknown_conditions.empty()) << rule.id;
    EXPECT_FALSE(rule.grant_types.empty()) << rule.id;
    EXPECT_TRUE(rule.terms.access_token_lifetime_minutes) << rule.id;
    if (rule.people.includes_nobody()) ++without_people;
  }
  EXPECT_GT(without_people, 0U);
}

TEST_F(Recorded, Grants) {
  for (const auto& grant : decode_folder<okta::ScopeGrant>("grants"))
    EXPECT_TRUE(grant.scope.starts_with("okta.")) << grant.id;
}

TEST_F(Recorded, Groups) {
  std::size_t built_in = 0;
  for (const auto& group : decode_folder<okta::Group>("groups")) {
    EXPECT_FALSE(group.type.empty()) << group.id;
    if (group.type == "BUILT_IN") ++built_in;
  }
  EXPECT_GT(built_in, 0U);
}

TEST_F(Recorded, Features) {
  for (const auto& feature : decode_folder<okta::Feature>("features"))
    EXPECT_FALSE(feature.name.empty() || feature.stage.empty()) << feature.id;
}

TEST_F(Recorded, SigningKeys) {
  for (const auto& key : decode_folder<okta::SigningKey>("as-keys"))
    EXPECT_TRUE(key.is_active()) << key.key_id;
}

TEST_F(Recorded, Domains) {
  EXPECT_FALSE(decode_folder<okta::Domain>("domains", "domain-").empty());
  std::vector<okta::Domain> listed;
  std::size_t promised = 0;
  for (const fs::path& file : tests::recorded_files("domains")) {
    const JsonDocument document = parsed(file);
    for (const JsonView& element : document.root()["domains"].elements()) {
      decode_into(listed, element, file);
      ++promised;
    }
  }
  EXPECT_GT(promised, 0U);
  EXPECT_EQ(listed.size(), promised);
}

TEST_F(Recorded, Orgs) {
  for (const auto& org : decode_folder<okta::Org>("org", "v1-org--"))
    EXPECT_FALSE(org.subdomain.empty()) << org.id;
  for (const auto& org : decode_folder<okta::OrgMetadata>("well-known", "okta-organization"))
    EXPECT_FALSE(org.organization_url.empty()) << org.id;
}

TEST_F(Recorded, ListAnswers) {
  EXPECT_FALSE(decode_lists<okta::Application>("apps").empty());
  EXPECT_FALSE(decode_lists<okta::ScopeGrant>("apps-id-grants").empty());
  EXPECT_FALSE(decode_lists<okta::Feature>("features").empty());
  EXPECT_FALSE(decode_lists<okta::Scope>("authorizationServers-default-scopes").empty());
  EXPECT_FALSE(decode_lists<okta::Scope>("authorizationServers-id-scopes").empty());
  EXPECT_FALSE(decode_lists<okta::Claim>("authorizationServers-id-claims").empty());
  EXPECT_FALSE(decode_lists<okta::AccessPolicy>("authorizationServers-id-policies").empty());
  EXPECT_FALSE(
      decode_lists<okta::AccessPolicyRule>("authorizationServers-id-policies-id-rules").empty());
}

// What came back from a PUT is read like what a GET answers.
TEST_F(Recorded, AnswersAroundAPut) {
  std::vector<okta::Application> apps;
  std::size_t promised = 0;
  for (const fs::path& file : tests::recorded_files("put-exchanges")) {
    if (!file.filename().string().starts_with("app-oidc")) continue;
    const JsonDocument document = parsed(file);
    const JsonView root = document.root();
    for (const JsonView& body : {root["before_GET"], root["response"]["body"], root["after_GET"]}) {
      if (!body.is_object()) continue;
      ++promised;
      decode_into(apps, body, file);
    }
  }
  EXPECT_GT(promised, 0U);
  EXPECT_EQ(apps.size(), promised);
}

TEST_F(Recorded, LogEvents) {
  const fs::path file = tests::recorded_folder() / "logs" / "spec-examples.json";
  const JsonDocument document = parsed(file);
  std::vector<okta::LogEvent> events;
  decode_into(events, document.root()["ListLogsWithAdditionalSecurityContext"], file);
  for (const JsonView& element : document.root()["ListLogs"].elements())
    decode_into(events, element, file);
  ASSERT_EQ(events.size(), 2U);
  for (const okta::LogEvent& event : events) {
    EXPECT_EQ(event.event_type, "user.session.start");
    EXPECT_EQ(event.outcome_result, "SUCCESS");
    EXPECT_EQ(event.client_id, std::nullopt);
    EXPECT_EQ(event.actor.alternate_id, "");
    EXPECT_EQ(event.targets.size(), 2U);
    EXPECT_EQ(event.debug("url"), "/idp/idx/authenticators/poll");
  }
}

}  // namespace
