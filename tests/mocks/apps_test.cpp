#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/mocks/org_caller.hpp"
#include "tests/support/recorded.hpp"

namespace tests {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSeed = R"({"apps": [
  {"id": "0oa1", "name": "oidc_client", "label": "Orders", "status": "ACTIVE",
   "signOnMode": "OPENID_CONNECT", "profile": {"owner": "sales"}, "x_new": {"deep": [1]},
   "credentials": {"oauthClient": {"client_id": "orders", "client_secret": "s3cret",
     "token_endpoint_auth_method": "client_secret_basic", "x_new": 1}},
   "settings": {"oauthClient": {"redirect_uris": ["https://orders.example.com/cb"],
     "grant_types": ["authorization_code"], "response_types": ["code"], "application_type": "web",
     "refresh_token": {"rotation_type": "ROTATE", "leeway": 5}, "x_new": "y"}}},
  {"id": "0oa2", "name": "deel", "label": "Deel", "status": "ACTIVE",
   "signOnMode": "OPENID_CONNECT", "settings": {"app": {}}},
  {"id": "0oa3", "name": "active_directory", "label": "AD", "status": "INACTIVE",
   "signOnMode": null}]})";

struct Apps : testing::Test {
  mocks::FakeOrg org = start_org_with_seed(kSeed);
  OrgCaller caller{org.base_url()};
};

std::string new_app(const std::string& label) {
  return Json{{"label", label},
              {"signOnMode", "OPENID_CONNECT"},
              {"settings", {{"oauthClient", {{"grant_types", {"authorization_code"}}}}}}}
      .dump();
}

TEST_F(Apps, AListPagesByTwentyWithSeparateLinkHeaders) {
  mocks::Options options;
  options.generated_apps = 43;
  const auto many = start_org(std::move(options));
  OrgCaller calls(many.base_url());
  auto page = calls.get("/api/v1/apps");
  EXPECT_EQ(page.json().size(), 20U);
  ASSERT_EQ(page.all("Link").size(), 2U);
  EXPECT_EQ(page.all("Link")[0], "<" + many.base_url() + "/api/v1/apps?limit=20>; rel=\"self\"");
  page = calls.get(page.next_link());
  EXPECT_EQ(page.json().size(), 20U);
  page = calls.get(page.next_link());
  EXPECT_EQ(page.json().size(), 5U);
  EXPECT_EQ(page.next_link(), "");
  EXPECT_EQ(calls.get("/api/v1/apps?limit=500").json().size(), 45U);
}

TEST_F(Apps, ABadCursorIsRefusedAndADeletedOneIsNot) {
  const auto bad = caller.get("/api/v1/apps?after=nobody");
  EXPECT_EQ(bad.status, 400);
  EXPECT_EQ(bad.json()["errorCode"], "E0000029");
  EXPECT_EQ(bad.json()["errorCauses"][0]["errorSummary"], "Invalid cursor.");
  ASSERT_EQ(caller.remove("/api/v1/apps/0oa3").status, 204);
  EXPECT_EQ(caller.get("/api/v1/apps?after=0oa3").status, 200);
}

TEST_F(Apps, QAndFilterSelect) {
  EXPECT_EQ(caller.get("/api/v1/apps?q=ord").json().size(), 1U);
  EXPECT_EQ(caller.get("/api/v1/apps?filter=status+eq+%22INACTIVE%22").json()[0]["id"], "0oa3");
  EXPECT_EQ(caller.get("/api/v1/apps?filter=name+eq+%22deel%22").json()[0]["id"], "0oa2");
  const auto refused = caller.get("/api/v1/apps?filter=signOnMode+eq+%22OPENID_CONNECT%22");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.json()["errorCode"], "E0000031");
}

TEST_F(Apps, TheSecretIsToldByPostAndPutButNeverByGet) {
  const auto made = caller.post("/api/v1/apps", new_app("Made"));
  ASSERT_EQ(made.status, 200);
  EXPECT_EQ(made.json()["credentials"]["oauthClient"]["client_id"], made.json()["id"]);
  EXPECT_TRUE(made.json()["credentials"]["oauthClient"].contains("client_secret"));
  const auto read = caller.get("/api/v1/apps/0oa1");
  EXPECT_FALSE(read.json()["credentials"]["oauthClient"].contains("client_secret"));
  const auto put = caller.put("/api/v1/apps/0oa1", read.body);
  EXPECT_EQ(put.json()["credentials"]["oauthClient"]["client_secret"], "s3cret");
  EXPECT_EQ(caller.get("/api/v1/apps").body.find("s3cret"), std::string::npos);
}

TEST_F(Apps, PuttingBackWhatWasReadChangesNothing) {
  auto before = caller.get("/api/v1/apps/0oa1").json();
  ASSERT_EQ(caller.put("/api/v1/apps/0oa1", before.dump()).status, 200);
  auto after = caller.get("/api/v1/apps/0oa1").json();
  before.erase("lastUpdated");
  after.erase("lastUpdated");
  EXPECT_EQ(nlohmann::json(after), nlohmann::json(before));
}

TEST_F(Apps, PutIsAFullReplace) {
  auto body = caller.get("/api/v1/apps/0oa1").json();
  body.erase("profile");
  body.erase("x_new");
  body["settings"]["oauthClient"].erase("refresh_token");
  body["settings"]["oauthClient"].erase("x_new");
  body["id"] = "0oaother";
  body["status"] = "INACTIVE";
  body["created"] = "1999-01-01T00:00:00.000Z";
  body["credentials"]["oauthClient"]["client_id"] = "stolen";
  ASSERT_EQ(caller.put("/api/v1/apps/0oa1", body.dump()).status, 200);
  const auto after = caller.get("/api/v1/apps/0oa1").json();
  EXPECT_FALSE(after.contains("profile"));
  EXPECT_FALSE(after.contains("x_new"));
  EXPECT_FALSE(after["settings"]["oauthClient"].contains("refresh_token"));
  EXPECT_FALSE(after["settings"]["oauthClient"].contains("x_new"));
  EXPECT_EQ(after["id"], "0oa1");
  EXPECT_EQ(after["status"], "ACTIVE");
  EXPECT_EQ(after["credentials"]["oauthClient"]["client_id"], "orders");
}

TEST_F(Apps, PutWithoutWhatTheSpecificationRequiresIsRefused) {
  const auto whole = caller.get("/api/v1/apps/0oa1").json();
  for (const std::string pointer :
       {"/signOnMode", "/credentials", "/credentials/oauthClient", "/settings",
        "/settings/oauthClient", "/settings/oauthClient/grant_types"}) {
    const auto part =
        nlohmann::json(whole).patch(nlohmann::json::array({{{"op", "remove"}, {"path", pointer}}}));
    EXPECT_EQ(caller.put("/api/v1/apps/0oa1", part.dump()).status, 400) << pointer;
  }
  EXPECT_EQ(caller.get("/api/v1/apps/0oa1").json(), whole);
}

TEST_F(Apps, CatalogueAppsAcceptOAuthSettingsAndIgnoreThem) {
  auto body = caller.get("/api/v1/apps/0oa2").json();
  body["label"] = "Deel 2";
  body["settings"]["oauthClient"] = Json{{"redirect_uris", {"https://x.example.com"}}};
  ASSERT_EQ(caller.put("/api/v1/apps/0oa2", body.dump()).status, 200);
  const auto after = caller.get("/api/v1/apps/0oa2").json();
  EXPECT_EQ(after["label"], "Deel 2");
  EXPECT_FALSE(after["settings"].contains("oauthClient"));
}

TEST_F(Apps, LifecycleAnswersAnEmptyObjectAndDeleteNeedsIt) {
  const auto refused = caller.remove("/api/v1/apps/0oa1");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.json()["errorCode"], "E0000056");
  const auto turned = caller.post("/api/v1/apps/0oa1/lifecycle/deactivate");
  EXPECT_EQ(turned.status, 200);
  EXPECT_EQ(turned.body, "{}");
  const auto gone = caller.remove("/api/v1/apps/0oa1");
  EXPECT_EQ(gone.status, 204);
  EXPECT_EQ(gone.header("Content-Type"), "");
  const auto missing = caller.get("/api/v1/apps/0oa1");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.json()["errorSummary"], "Not found: Resource not found: 0oa1 (AppInstance)");
}

TEST_F(Apps, GrantsAreMadeListedAndRemoved) {
  const auto made = caller.post("/api/v1/apps/0oa1/grants", R"({"scopeId": "okta.apps.read"})");
  ASSERT_EQ(made.status, 200);
  EXPECT_EQ(made.json()["clientId"], "orders");
  const auto list = caller.get("/api/v1/apps/0oa1/grants");
  EXPECT_EQ(list.json().size(), 1U);
  EXPECT_TRUE(list.all("Link").empty());
  const auto id = made.json()["id"].get<std::string>();
  EXPECT_EQ(caller.remove("/api/v1/apps/0oa1/grants/" + id).status, 204);
  EXPECT_EQ(caller.remove("/api/v1/apps/0oa1/grants/" + id).status, 404);
}

TEST_F(Apps, BadBodiesAreRefusedInOktasWords) {
  EXPECT_EQ(caller.post("/api/v1/apps", "{").json()["errorCode"], "E0000003");
  EXPECT_EQ(caller.post("/api/v1/apps", "[]").json()["errorCode"], "E0000003");
  EXPECT_EQ(caller.post("/api/v1/apps", std::string(100'000, '[')).json()["errorCode"], "E0000003");
  const auto unlabelled = caller.post("/api/v1/apps", R"({"signOnMode": "OPENID_CONNECT"})");
  EXPECT_EQ(unlabelled.json()["errorSummary"], "Api validation failed: label");
}

// Replays what was recorded: the app before, the PUT, and what the real server made of it.
TEST(RecordedPuts, ComeOutAsTheRealServerAnswered) {
  const auto files = recorded_files("put-exchanges");
  if (files.empty()) GTEST_SKIP() << kNoRecordings;
  int replayed = 0;
  for (const auto& file : files) {
    const auto exchange = Json::parse(read_file(file));
    const auto path = exchange["request"]["path"].get<std::string>();
    if (!path.starts_with("/api/v1/apps/") || !exchange["before_GET"].is_object()) continue;
    const auto org = start_org_with_seed(Json{{"apps", {exchange["before_GET"]}}}.dump());
    OrgCaller caller(org.base_url());
    const auto answer = caller.put(path, exchange["request"]["body"].dump());
    ASSERT_EQ(answer.status, 200) << file << answer.body;
    const auto real = exchange["response"]["body"];
    const auto ours = answer.json();
    EXPECT_EQ(ours.contains("profile"), real.contains("profile")) << file;
    EXPECT_EQ(ours["label"], real["label"]) << file;
    // A lifecycle call stood between the recorded GET and PUT where the status differs.
    EXPECT_EQ(ours["status"], exchange["before_GET"]["status"]) << file;
    const auto refresh_token = "/settings/oauthClient/refresh_token"_json_pointer;
    EXPECT_EQ(ours.contains(refresh_token), real.contains(refresh_token)) << file;
    const auto secret = "/credentials/oauthClient/client_secret"_json_pointer;
    EXPECT_EQ(ours.contains(secret), real.contains(secret)) << file;
    for (const auto* list :
         {"/settings/oauthClient/redirect_uris", "/settings/oauthClient/grant_types",
          "/settings/oauthClient/response_types"}) {
      const nlohmann::ordered_json::json_pointer pointer(list);
      EXPECT_EQ(ours.contains(pointer), real.contains(pointer)) << file << list;
      if (ours.contains(pointer) && real.contains(pointer)) {
        EXPECT_EQ(ours[pointer], real[pointer]) << file << list;
      }
    }
    ++replayed;
  }
  EXPECT_GT(replayed, 5);
}

}  // namespace
}  // namespace tests
