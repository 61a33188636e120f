// What only an explorer of the API asks of the fake org: keys of a custom server, the servers that
// it trusts, whose token this is, features.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/mocks/org_caller.hpp"

namespace tests {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kServers = "/api/v1/authorizationServers";
const std::string kDefault = kServers + "/default";
const std::string kEncryptionKeys = kDefault + "/resourceservercredentials/keys";

struct ServerKeys : testing::Test {
  // "member value" of each entry.
  std::vector<std::string> values(const Json& list, const char* member) {
    std::vector<std::string> values;
    for (const auto& entry : list) values.push_back(entry.value(member, ""));
    return values;
  }

  Answer add_key(const std::string& kid, const std::string& more = "") {
    return caller.post(kEncryptionKeys, R"({"kty":"RSA","use":"enc","e":"AQAB","n":"x","kid":")" +
                                            kid + "\"" + more + "}");
  }

  std::string new_server(const std::string& name) {
    return caller.post(kServers, Json{{"name", name}, {"audiences", {"api://" + name}}}.dump())
        .json()["id"];
  }

  mocks::FakeOrg org = start_org();
  OrgCaller caller{org.base_url()};
};

TEST_F(ServerKeys, RotateFromNextToActiveToExpired) {
  const auto before = caller.get(kDefault + "/credentials/keys").json();
  EXPECT_THAT(values(before, "status"), ElementsAre("ACTIVE"));
  const auto rotate = [&] {
    return caller.post(kDefault + "/credentials/lifecycle/keyRotate", R"({"use":"sig"})");
  };
  const auto once = rotate();
  ASSERT_EQ(once.status, 200);
  EXPECT_THAT(values(once.json(), "status"), ElementsAre("ACTIVE", "NEXT", "EXPIRED"));
  EXPECT_EQ(once.json()[2]["kid"], before[0]["kid"]);
  const auto twice = rotate().json();
  EXPECT_EQ(twice[0]["kid"], once.json()[1]["kid"]);
  EXPECT_EQ(twice[2]["kid"], once.json()[0]["kid"]);

  const std::string kid = twice[0]["kid"];
  EXPECT_EQ(caller.get(kDefault + "/credentials/keys/" + kid).json()["status"], "ACTIVE");
  EXPECT_EQ(caller.get(kDefault).json()["credentials"]["signing"]["kid"], kid);
  EXPECT_EQ(caller.get("/oauth2/default/v1/keys").json()["keys"][0]["kid"], kid);
  EXPECT_EQ(caller.get(kDefault + "/credentials/keys/unknown").status, 404);
}

TEST_F(ServerKeys, AreNotRotatedForAnotherUse) {
  const auto refused =
      caller.post(kDefault + "/credentials/lifecycle/keyRotate", R"({"use":"enc"})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.json()["errorCode"], "E0000001");
  EXPECT_EQ(caller.get(kDefault + "/credentials/keys").json().size(), 1U);
}

TEST_F(ServerKeys, OfTheResourceServerAreActiveOneAtATime) {
  const auto first = add_key("k1");
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(first.json()["status"], "INACTIVE");
  const std::string one = kEncryptionKeys + "/" + first.json()["id"].get<std::string>();
  const std::string two = kEncryptionKeys + "/" + add_key("k2").json()["id"].get<std::string>();
  EXPECT_EQ(caller.post(one + "/lifecycle/activate").json()["status"], "ACTIVE");
  EXPECT_EQ(caller.post(two + "/lifecycle/activate").status, 200);
  EXPECT_THAT(values(caller.get(kEncryptionKeys).json(), "status"),
              ElementsAre("INACTIVE", "ACTIVE"));
  EXPECT_EQ(caller.remove(two).status, 400) << "the active one stays";
  EXPECT_EQ(caller.post(two + "/lifecycle/deactivate").json()["status"], "INACTIVE");
  EXPECT_EQ(caller.remove(two).status, 204);
  EXPECT_EQ(caller.get(two).status, 404);
  EXPECT_EQ(caller.get(one).json()["kid"], "k1");
}

TEST_F(ServerKeys, OfTheResourceServerAreFiveAtMostAndEachAnother) {
  EXPECT_EQ(add_key("k1", R"(,"status":"ACTIVE")").status, 400);
  EXPECT_EQ(caller.post(kEncryptionKeys, R"({"kty":"EC","use":"enc"})").status, 400);
  EXPECT_EQ(add_key("k1").status, 201);
  EXPECT_EQ(add_key("k1").status, 400);
  for (const char* kid : {"k2", "k3", "k4", "k5"}) EXPECT_EQ(add_key(kid).status, 201);
  EXPECT_EQ(add_key("k6").status, 400);
}

TEST_F(ServerKeys, TrustedServersComeAndGo) {
  const auto path = kServers + "/" + new_server("a") + "/associatedServers";
  const auto other = new_server("b");
  const auto trusted = caller.post(path, Json{{"trusted", {other}}}.dump());
  ASSERT_EQ(trusted.status, 200);
  EXPECT_THAT(values(trusted.json(), "id"), ElementsAre(other));
  EXPECT_TRUE(trusted.json()[0]["_links"].is_null());
  EXPECT_THAT(values(caller.get(path + "?trusted=true&limit=200").json(), "id"),
              ElementsAre(other));
  EXPECT_THAT(values(caller.get(path + "?trusted=false&limit=200").json(), "name"),
              ElementsAre("default"));
  EXPECT_EQ(caller.post(path, R"({"trusted":["aus404"]})").status, 404);
  EXPECT_EQ(caller.remove(path + "/" + other).status, 204);
  EXPECT_EQ(caller.remove(path + "/" + other).status, 404);
  EXPECT_THAT(caller.get(path + "?trusted=true&limit=200").json(), IsEmpty());
}

TEST_F(ServerKeys, TrustedServersAskedForWithoutALimitLeadAstrayAsRecorded) {
  const auto path = kServers + "/" + new_server("a") + "/associatedServers";
  EXPECT_EQ(caller.get(path + "?limit=10").next_link(), "");
  EXPECT_THAT(caller.get(path).next_link(), testing::StartsWith(kServers + "?after="));
}

TEST_F(ServerKeys, TheOrgKnowsWhoseTokenThisIs) {
  const auto me = caller.get("/api/v1/users/me");
  ASSERT_EQ(me.status, 200);
  EXPECT_EQ(me.json()["profile"]["login"], "admin@example.com");
  const std::string id = me.json()["id"];
  EXPECT_EQ(caller.get("/api/v1/users/" + id).json(), me.json());
  EXPECT_EQ(caller.get("/api/v1/users/00u404").status, 404);
}

TEST_F(ServerKeys, FeaturesAreSwitched) {
  const auto with_feature = start_org_with_seed(
      R"({"features": [{"id": "ftr1", "name": "n", "status": "DISABLED", "stage": {"value": "EA"}}]})");
  OrgCaller calls(with_feature.base_url());
  EXPECT_EQ(calls.post("/api/v1/features/ftr1/ENABLE").json()["status"], "ENABLED");
  EXPECT_EQ(calls.get("/api/v1/features/ftr1").json()["status"], "ENABLED");
  EXPECT_EQ(calls.post("/api/v1/features/ftr1/disable").json()["status"], "DISABLED");
  EXPECT_EQ(calls.post("/api/v1/features/ftr1/TURN").status, 400);
  EXPECT_EQ(calls.post("/api/v1/features/ftr404/ENABLE").status, 404);
  EXPECT_EQ(calls.get("/api/v1/features/ftr404").status, 404);
}

}  // namespace
}  // namespace tests
