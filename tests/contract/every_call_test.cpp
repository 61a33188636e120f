#include "tests/contract/every_call.hpp"

#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mocks/fake_org.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/recorded.hpp"

namespace tests {
namespace {

using testing::IsEmpty;

struct Row {
  std::string text;  // "GET /api/v1/apps/{id}"
  std::string method;
  std::regex path;
};

// What the helpers of the table stand for, where a row does not name its method.
std::string method_of(const std::string& line) {
  static const std::map<std::string, std::string> names{
      {"get", "GET"}, {"post", "POST"}, {"put", "PUT"}, {"del", "DELETE"}};
  static const std::map<std::string, std::string> functions{{"read", "GET"}, {"lifecycle", "POST"}};
  std::smatch found;
  if (std::regex_search(line, found, std::regex(R"(Method::(\w+))"))) return names.at(found[1]);
  if (std::regex_search(line, found, std::regex(R"(on_server::(\w+)\()")))
    return functions.at(found[1]);
  return "?";
}

// The rows of the endpoint table, out of its text: what is not in the table is not sent.
std::vector<Row> read_rows() {
  std::istringstream table(read_file(source_folder() / "client" / "api" / "endpoints.hpp"));
  std::vector<Row> found;
  for (std::string line; std::getline(table, line);) {
    std::smatch path;
    if (line.find(" Endpoint k") == std::string::npos) continue;
    if (!std::regex_search(line, path, std::regex(R"re("(/[^"]*)")re"))) continue;
    const std::string text = path[1];
    const bool below_an_issuer = text.starts_with("/.well-known/openid");
    const std::string pattern = std::regex_replace(
        std::regex_replace(text, std::regex(R"(\.)"), "\\."), std::regex(R"(\{\w+\})"), "[^/]+");
    const std::string method = method_of(line);
    found.push_back(
        {method + " " + text, method, std::regex((below_an_issuer ? ".*" : "") + pattern)});
  }
  return found;
}

const std::vector<Row>& rows() {
  static const std::vector<Row> read = read_rows();
  return read;
}

class EveryCall : public testing::Test {
 protected:
  void SetUp() override {
    auto started = mocks::FakeOrg::start();
    ASSERT_TRUE(started) << started.error();
    org_.emplace(std::move(*started));
    okta::ClientOptions options;
    options.org_url = *okta::parse_url(org_->base_url());
    options.token = okta::Secret("test-token");
    options.allow_plain_http = true;
    options.max_retries = 0;
    auto client = okta::Client::open(std::move(options), clock_);
    ASSERT_TRUE(client);
    EXPECT_THAT(make_every_call(*client), IsEmpty());
  }

  [[nodiscard]] bool was_sent(const Row& row) const {
    return std::ranges::any_of(org_->requests(), [&](const mocks::RecordedRequest& each) {
      return each.method == row.method && std::regex_match(each.path, row.path);
    });
  }

  ManualClock clock_;
  std::optional<mocks::FakeOrg> org_;
};

TEST_F(EveryCall, UsesEveryRowOfTheEndpointTable) {
  ASSERT_GT(rows().size(), 60U) << "the table is read otherwise than it is written";
  for (const Row& row : rows())
    EXPECT_TRUE(was_sent(row)) << row.text << " is missing in tests/contract/every_call.cpp";
}

TEST_F(EveryCall, IsInTheEndpointTable) {
  // As discovery says, and what Client::raw() is for.
  const std::regex beside_the_table(
      "/oauth2/default/v1/(keys|authorize)|/api/v1/apps/\\w+/(groups|users)");
  for (const mocks::RecordedRequest& each : org_->requests()) {
    const bool is_there = std::ranges::any_of(rows(), [&](const Row& row) {
      return each.method == row.method && std::regex_match(each.path, row.path);
    });
    EXPECT_TRUE(is_there || std::regex_match(each.path, beside_the_table))
        << each.method << " " << each.path;
  }
}

TEST_F(EveryCall, CarriesItsCredentialOnlyWhereOneIsNeeded) {
  const std::regex open("/\\.well-known/.*|/oauth2/.*");
  for (const mocks::RecordedRequest& each : org_->requests()) {
    EXPECT_EQ(each.authorization_scheme.empty(), std::regex_match(each.path, open))
        << each.method << " " << each.path;
  }
}

}  // namespace
}  // namespace tests
