#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/mocks/org_caller.hpp"
#include "tests/support/recorded.hpp"

namespace tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

class Folder {
 public:
  Folder() : path_(fs::path(testing::TempDir()) / "okta-mock-seed") { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }

  [[nodiscard]] mocks::FakeOrg start() const {
    mocks::Options options;
    options.seed_path = path_.string();
    return start_org(std::move(options));
  }

 private:
  fs::path path_;
};

TEST(Seed, ObjectsStayAsTheyAreButForTheHostOfTheOrg) {
  const auto org = start_org_with_seed(R"({"apps": [{"id": "0oa1", "zeta": 1, "alpha": null,
    "signOnMode": "NEW_MODE", "_links": {"self": {"href": "https://example.okta.com/x"}}}]})");
  OrgCaller caller(org.base_url());
  EXPECT_EQ(
      caller.get("/api/v1/apps/0oa1").body,
      R"({"id":"0oa1","zeta":1,"alpha":null,"signOnMode":"NEW_MODE","_links":{"self":{"href":")" +
          org.base_url() + R"(/x"}}})");
}

TEST(Seed, ChildrenAtTheTopFindTheirParentByTheirLink) {
  const auto org = start_org_with_seed(R"({
    "authorizationServers": [{"id": "aus1", "name": "a", "audiences": ["a"]}],
    "scopes": [{"id": "scp1", "name": "orders.read", "_links": {"self":
      {"href": "https://example.okta.com/api/v1/authorizationServers/aus1/scopes/scp1"}}}],
    "policies": [{"id": "00p1", "name": "p", "_links": {"self":
      {"href": "https://example.okta.com/api/v1/authorizationServers/aus1/policies/00p1"}}}],
    "rules": [{"id": "0pr1", "name": "r", "_links": {"self": {"href":
      "https://example.okta.com/api/v1/authorizationServers/aus1/policies/00p1/rules/0pr1"}}}]})");
  OrgCaller caller(org.base_url());
  EXPECT_EQ(caller.get("/api/v1/authorizationServers/aus1/scopes/scp1").status, 200);
  EXPECT_EQ(caller.get("/api/v1/authorizationServers/aus1/policies/00p1/rules/0pr1").status, 200);
  EXPECT_TRUE(org.seed_notes().empty());
}

TEST(Seed, AnOrgIsCompletedWithWhatEveryOrgHas) {
  const auto org = start_org_with_seed(R"({"authorizationServers": [{"id": "aus1"}]})");
  OrgCaller caller(org.base_url());
  EXPECT_EQ(caller.get("/api/v1/authorizationServers/aus1/scopes").json()[0]["name"], "openid");
  EXPECT_TRUE(caller.get("/api/v1/org").json().contains("subdomain"));
  EXPECT_EQ(caller.get("/api/v1/groups?q=Everyone").json().size(), 1U);
}

TEST(Seed, AStateIsASeedThatGivesTheSameState) {
  mocks::Options options;
  options.generated_apps = 7;
  const auto org = start_org(std::move(options));
  const auto again = start_org_with_seed(org.state_json());
  EXPECT_EQ(again.state_json(), org.state_json());
}

TEST(SeedFolder, PlacesChildrenByTheRecordedPath) {
  const Folder folder;
  folder.write("oidc-apps/a.json", R"({"id": "0oa1", "label": "first"})");
  folder.write("oidc-apps/b.json", R"({"id": "0oa1", "label": "second"})");
  folder.write("oidc-apps/broken.json", "{");
  folder.write("errors/e.json", R"({"id": "0oa9", "label": "no app"})");
  folder.write("authorization-servers/s.json",
               R"({"id": "aus1", "name": "s", "issuer": "https://example.okta.com/oauth2/aus1"})");
  folder.write("scopes/one.json", R"({"id": "scp1", "name": "orders.read"})");
  folder.write("rules/r.json", R"({"id": "0pr1", "name": "r"})");
  folder.write("index.json", R"([
    {"file": "scopes/one.json", "path": "/api/v1/authorizationServers/aus1/scopes"},
    {"file": "rules/r.json", "path": "/api/v1/authorizationServers/aus2/policies/00p2/rules"}])");
  const auto org = folder.start();
  OrgCaller caller(org.base_url());
  EXPECT_EQ(caller.get("/api/v1/apps").json().size(), 1U);
  EXPECT_EQ(caller.get("/api/v1/apps/0oa1").json()["label"], "first");
  EXPECT_EQ(caller.get("/api/v1/authorizationServers/aus1/scopes/scp1").status, 200);
  EXPECT_EQ(caller.get("/api/v1/authorizationServers/aus2/policies/00p2/rules/0pr1").status, 200);
  const auto made_up = caller.get("/api/v1/authorizationServers/aus2/policies/00p2").json();
  EXPECT_TRUE(made_up["conditions"]["clients"]["include"].empty());
  std::string notes;
  for (const auto& note : org.seed_notes()) notes += note + "\n";
  EXPECT_NE(notes.find("oidc-apps/broken.json is left out"), std::string::npos) << notes;
  EXPECT_NE(notes.find("1 authorization servers are made up"), std::string::npos) << notes;
  EXPECT_NE(notes.find("1 files repeat an id"), std::string::npos) << notes;
}

TEST(SeedFolder, EveryRecordedAppIsServedAsRecorded) {
  auto files = recorded_files("oidc-apps");
  if (files.empty()) GTEST_SKIP() << kNoRecordings;
  const auto others = recorded_files("other-apps");
  files.insert(files.end(), others.begin(), others.end());
  std::map<std::string, Json> first;
  for (const auto& file : files) {
    auto app = Json::parse(read_file(file));
    first.emplace(app["id"], app);
  }
  mocks::Options options;
  options.seed_path = recorded_folder().string();
  const auto org = start_org(std::move(options));
  OrgCaller caller(org.base_url());
  std::size_t served = 0;
  for (std::string page = "/api/v1/apps?limit=200"; !page.empty();) {
    const auto answer = caller.get(page);
    const auto apps = answer.json();
    served += apps.size();
    for (const auto& app : apps) ASSERT_TRUE(first.contains(app["id"])) << app["id"];
    page = answer.next_link();
  }
  EXPECT_EQ(served, first.size());
}

TEST(DemoSeed, TellsItsStory) {
  mocks::Options options;
  options.seed_path = (source_folder() / "mocks/seeds/demo.json").string();
  const auto org = start_org(std::move(options));
  EXPECT_TRUE(org.seed_notes().empty());
  OrgCaller caller(org.base_url());
  const auto apps = caller.get("/api/v1/apps?limit=200").json();
  EXPECT_GE(apps.size(), 10U);
  std::set<std::string> clients;
  for (const auto& app : apps) {
    const auto client = app.value("/credentials/oauthClient/client_id"_json_pointer, "");
    if (!client.empty()) clients.insert(client);
  }
  const auto failures =
      caller.get("/api/v1/logs?limit=1000&since=" + std::string("2000-01-01T00:00:00Z")).status;
  EXPECT_EQ(failures, 400);  // older than the log goes back
  const auto events = caller.get("/api/v1/logs?limit=1000&sortOrder=DESCENDING").json();
  EXPECT_GT(events.size(), 5U);
  int orphans = 0;
  int without_client = 0;
  for (const auto& event : events) {
    const auto& id = event["client"]["id"];
    if (id.is_null()) ++without_client;
    if (id.is_string() && !clients.contains(id)) ++orphans;
  }
  EXPECT_GT(orphans, 0);
  EXPECT_GT(without_client, 0);
}

}  // namespace
}  // namespace tests
