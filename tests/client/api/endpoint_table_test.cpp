// The endpoint table against Okta's own specification: nothing of the field is missing, nothing is
// asked that Okta does not offer, and every row names the scope that Okta wants.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include "tests/support/endpoint_rows.hpp"
#include "tests/support/recorded.hpp"

namespace okta {
namespace {

struct Operation {
  std::string id;
  std::string place;  // "GET /api/v1/apps/{}"
  std::vector<std::string> scopes;
};

std::string upper_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

// Okta and we may call a parameter differently.
std::string without_names(std::string_view path) {
  std::string plain;
  bool inside = false;
  for (const char c : path) {
    if (c == '}') inside = false;
    if (!inside) plain += c;
    if (c == '{') inside = true;
  }
  return plain;
}

std::string place_of(const Endpoint& endpoint) {
  return std::string(to_string(endpoint.method)) + " " + without_names(endpoint.path);
}

std::vector<std::string> scopes_of(const YAML::Node& security) {
  std::vector<std::string> scopes;
  for (const auto& way : security) {
    if (!way["oauth2"]) continue;
    for (const auto& scope : way["oauth2"]) scopes.push_back(scope.as<std::string>());
  }
  return scopes;
}

std::vector<Operation> operations_of(const std::filesystem::path& specification) {
  std::vector<Operation> operations;
  const YAML::Node document = YAML::LoadFile(specification.string());
  for (const auto& path : document["paths"]) {
    for (const auto& member : path.second) {
      const auto method = member.first.as<std::string>();
      if (!std::set<std::string>{"get", "post", "put", "delete", "patch"}.contains(method))
        continue;
      operations.push_back({member.second["operationId"].as<std::string>(),
                            upper_case(method) + " " + without_names(path.first.as<std::string>()),
                            scopes_of(member.second["security"])});
    }
  }
  return operations;
}

// What the client has no row for. Client::raw() reaches all of it.
const std::map<std::string, std::string>& left_to_raw() {
  static const std::string assignments = "who is assigned to an app decides nothing about servers";
  static const std::string features = "switching features of an org is no matter of this field";
  static const std::string reading_only = "is read only here, for what rules and tokens name";
  static const std::map<std::string, std::string> reasons{
      {"listApplicationGroupAssignments", assignments},
      {"listApplicationUsers", assignments},
      {"assignUserToApplication", assignments},
      {"listFeatureDependencies", features},
      {"listFeatureDependents", features},
      {"updateFeatureLifecycle", features},
      {"createCustomDomain", reading_only},
      {"addGroup", reading_only},
      {"replaceGroup", reading_only},
      {"deleteGroup", reading_only},
      {"updateOrgSettings", reading_only},
      {"replaceOrgSettings", reading_only},
      {"updateUser", reading_only},
      {"replaceUser", reading_only},
      {"deleteUser", reading_only}};
  return reasons;
}

class EndpointTable : public testing::Test {
 protected:
  void SetUp() override {
    const auto specification = tests::recorded_folder() / ".." / "okta-api" / "management.yaml";
    if (tests::recorded_folder().empty() || !std::filesystem::exists(specification))
      GTEST_SKIP() << "Okta's specification is not there: okta-api/management.yaml beside the "
                      "folder of recordings (OKTAFIX_RECORDED)";
    operations_ = operations_of(specification);
    for (const auto& row : tests::endpoint_rows()) rows_.emplace(place_of(row.endpoint), row);
  }

  std::vector<Operation> operations_;
  std::map<std::string, tests::EndpointRow> rows_;
};

TEST_F(EndpointTable, HasARowForEveryOperationOnAuthorizationServers) {
  int of_servers = 0;
  for (const Operation& operation : operations_) {
    if (operation.place.find(" /api/v1/authorizationServers") == std::string::npos) continue;
    ++of_servers;
    EXPECT_TRUE(rows_.contains(operation.place)) << operation.id << ": " << operation.place;
  }
  EXPECT_GE(of_servers, 47);
}

TEST_F(EndpointTable, HasARowForEveryOtherOperationOrTheReasonWhyNot) {
  std::set<std::string> known;
  for (const Operation& operation : operations_) {
    known.insert(operation.id);
    EXPECT_NE(rows_.contains(operation.place), left_to_raw().contains(operation.id))
        << operation.id << ": " << operation.place;
  }
  for (const auto& [id, reason] : left_to_raw()) EXPECT_TRUE(known.contains(id)) << id;
}

TEST_F(EndpointTable, AsksNothingThatOktaDoesNotOfferAndNamesTheScopeThatOktaWants) {
  std::map<std::string, const Operation*> offered;
  for (const Operation& operation : operations_) offered.emplace(operation.place, &operation);
  for (const auto& [place, row] : rows_) {
    ASSERT_TRUE(offered.contains(place)) << row.resource << " " << row.call << ": " << place;
    const std::string scope(row.endpoint.oauth_scope);
    const std::vector<std::string> wanted =
        scope.empty() ? std::vector<std::string>{} : std::vector<std::string>{scope};
    EXPECT_EQ(offered[place]->scopes, wanted) << place;
  }
}

TEST(EndpointRows, AreEachThereOnce) {
  std::map<std::string, std::string_view> seen;
  for (const auto& row : tests::endpoint_rows())
    EXPECT_TRUE(seen.emplace(place_of(row.endpoint), row.call).second) << place_of(row.endpoint);
}

// Twice would do twice as much.
TEST(EndpointRows, RepeatNoCreateNoRotationAndNoAssociation) {
  for (const auto& row : tests::endpoint_rows()) {
    const bool does_more_each_time =
        row.call == "create" || row.call == "rotate" || row.call == "associate";
    EXPECT_EQ(row.endpoint.idempotent(), !does_more_each_time) << place_of(row.endpoint);
  }
}

}  // namespace
}  // namespace okta
