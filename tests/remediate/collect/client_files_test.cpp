// What an audit reads of client configuration files, and what it hands on.
#include "remediate/collect/client_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "remediate/evidence/find_evidence.hpp"
#include "remediate/formats/base64.hpp"
#include "tests/support/temporary_folder.hpp"

namespace remediate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class ReadClientFiles : public testing::Test {
 protected:
  ReadClientFiles() {
    snapshot_.org.url = "https://acme.okta.com";
    add_app("0oaOrders000000000001", "Orders");
    directives_.folder = folder_.path();
    server_.server.id = "aus1";
    server_.server.name = "default";
    server_.server.status = "ACTIVE";
    server_.server.is_default = true;
    server_.server.issuer = "https://acme.okta.com/oauth2/default";
    server_.discovery.emplace().issuer = server_.server.issuer;
  }

  void add_app(const std::string& id, const std::string& label) {
    okta::Application& application = snapshot_.applications.emplace_back();
    application.id = id;
    application.label = label;
    application.client_id = id;
  }

  void bind(const std::string& match, std::vector<std::string> files) {
    config::ApplicationDirective& directive = directives_.applications.emplace_back();
    directive.match = match;
    directive.files = std::move(files);
  }

  ClientFiles read() {
    ClientFiles files = ClientFiles::read(snapshot_, directives_, {});
    snapshot_.files = files.found();
    return files;
  }

  [[nodiscard]] Demand demand() const {
    return find_evidence(snapshot_, directives_, {}).demands.at(0);
  }

  static constexpr auto kText =
      "OKTA_CLIENT_ID=0oaOrders000000000001\n"
      "OKTA_CLIENT_SECRET=nobody-sees-this\n"
      "ISSUER=https://acme.okta.com\n"
      "SCOPES=\"openid orders.read opendi\"\n";

  tests::TemporaryFolder folder_;
  Snapshot snapshot_;
  config::Directives directives_;
  ServerSnapshot server_;
};

TEST_F(ReadClientFiles, AreNotLookedForWhereNobodyNamesAny) {
  bind("0oaOrders000000000001", {});
  EXPECT_FALSE(read().reading().has_value());
  EXPECT_THAT(snapshot_.files, IsEmpty());
}

TEST_F(ReadClientFiles, TellUrlsClientsAndScopesWithTheirLines) {
  folder_.write("web/.env", kText);
  bind("Orders", {"web/.env"});
  const ClientFiles files = read();
  EXPECT_TRUE(files.reading()->coverage.complete);
  ASSERT_THAT(snapshot_.files, SizeIs(1));
  const BoundFile& file = snapshot_.files[0];
  EXPECT_EQ(file.path, "web/.env");
  EXPECT_THAT(file.app_ids, ElementsAre("0oaOrders000000000001"));
  ASSERT_THAT(file.urls, SizeIs(1));
  EXPECT_EQ(file.urls[0].line, 3U);
  EXPECT_EQ(file.urls[0].state, FileUrlState::names_org);
  EXPECT_EQ(file.urls[0].value, "https://acme.okta.com");
}

TEST_F(ReadClientFiles, AreEvidenceAndAnApprovalButNotOfSlips) {
  folder_.write("web/.env", kText);
  bind("Orders", {"web/.env"});
  static_cast<void>(read());
  ASSERT_FALSE(snapshot_.files.at(0).clients.empty());
  const Demand found = demand();
  EXPECT_THAT(found.custom, ElementsAre("opendi", "orders.read"));
  EXPECT_THAT(found.approved, ElementsAre("orders.read"));
  EXPECT_THAT(found.suspicious, ElementsAre("opendi"));
  ASSERT_FALSE(found.evidence.empty());
  EXPECT_EQ(found.evidence[0].source, "file");
  EXPECT_EQ(found.evidence[0].detail, "web/.env:3");
}

TEST_F(ReadClientFiles, TellWhatAMoveWouldReplaceAndNothingAroundIt) {
  folder_.write("web/.env", kText);
  bind("Orders", {"web/*"});
  const ClientFiles files = read();
  files.add_moves(snapshot_.applications[0], &server_, snapshot_.files);
  ASSERT_THAT(snapshot_.files.at(0).moves, SizeIs(1));
  const ClientMove& move = snapshot_.files[0].moves[0];
  EXPECT_EQ(move.server, "aus1");
  EXPECT_EQ(move.obstacle, "");
  const auto moved = spliced(kText, move.splices);
  ASSERT_TRUE(moved.has_value());
  EXPECT_THAT(*moved, HasSubstr("ISSUER=https://acme.okta.com/oauth2/default\n"));
  for (const Splice& each : move.splices)
    EXPECT_THAT(each.before + each.after, Not(HasSubstr("nobody-sees-this")));
}

TEST_F(ReadClientFiles, MoveToTheIssuerThatTheDiscoveryDocumentAnnounces) {
  folder_.write("web/.env", kText);
  bind("Orders", {"web/*"});
  const ClientFiles files = read();
  const auto obstacle_at = [&](const ServerSnapshot& server) {
    std::vector<BoundFile> found = files.found();
    files.add_moves(snapshot_.applications[0], &server, found);
    return found.at(0).moves.at(0).obstacle;
  };
  ServerSnapshot other = server_;
  other.discovery->issuer = "https://login.acme.example/oauth2/default";
  EXPECT_THAT(obstacle_at(other), HasSubstr("https://login.acme.example/oauth2/default"));
  other.server.issuer_mode = "DYNAMIC";
  EXPECT_EQ(obstacle_at(other), "") << "it announces the host that it is asked at";
  other = server_;
  other.discovery.reset();
  EXPECT_THAT(obstacle_at(other), HasSubstr("could not be read"));
  other.server.status = "INACTIVE";
  EXPECT_EQ(obstacle_at(other), "") << "it announces nothing before it is activated";
}

// A Secret may hold a whole file of settings: replaced as a whole, its secrets would be planned.
TEST_F(ReadClientFiles, StayWhereTheirUrlIsEncodedTogetherWithMore) {
  const auto move_of = [&](const std::string& key, const std::string& plain) {
    const std::string encoded = base64_encoded(plain);
    folder_.write("web/secret.yaml", "kind: Secret\ndata:\n  " + key + ": " + encoded + "\n");
    const ClientFiles files = read();
    files.add_moves(snapshot_.applications[0], &server_, snapshot_.files);
    if (snapshot_.files.size() == 1 && snapshot_.files[0].moves.size() == 1)
      return snapshot_.files[0].moves[0];
    ADD_FAILURE() << "not one move of " << plain;
    return ClientMove();
  };
  bind("Orders", {"web/*"});
  const ClientMove more =
      move_of("application.properties",
              "client-secret=nobody-sees-this\nokta.oauth2.issuer=https://acme.okta.com\n");
  EXPECT_THAT(more.obstacle, HasSubstr("no plan may hold"));
  EXPECT_THAT(more.splices, IsEmpty());
  EXPECT_THAT(move_of("application.properties",
                      "okta.oauth2.issuer=https://acme.okta.com\n# nobody-sees-this\n")
                  .splices,
              IsEmpty());
  const ClientMove alone = move_of("ISSUER", "https://acme.okta.com\n");
  EXPECT_EQ(alone.obstacle, "");
  EXPECT_THAT(alone.splices, SizeIs(1));
}

TEST_F(ReadClientFiles, NameAServerToBeMadeBySomethingThatThePlanReplaces) {
  folder_.write("web/.env", kText);
  bind("Orders", {"web/*"});
  const ClientFiles files = read();
  files.add_moves(snapshot_.applications[0], nullptr, snapshot_.files);
  const ClientMove& move = snapshot_.files.at(0).moves.at(0);
  EXPECT_EQ(move.obstacle, "");
  EXPECT_EQ(move.server, "");
  EXPECT_THAT(*spliced(kText, move.splices),
              HasSubstr("/oauth2/" + std::string(kServerToMake) + "\n"));
}

TEST_F(ReadClientFiles, ThatAreNotThereAreAGapOfTheirAppAlone) {
  add_app("0oaStock0000000000001", "Stock");
  folder_.write("web/.env", kText);
  bind("Orders", {"web/.env"});
  bind("Stock", {"stock/.env"});
  const ClientFiles files = read();
  ASSERT_THAT(files.reading()->gaps, SizeIs(1));
  EXPECT_EQ(files.reading()->gaps[0].subject, "0oaStock0000000000001");
  EXPECT_EQ(files.reading()->gaps[0].source, "clientFiles");
  EXPECT_THAT(snapshot_.files, SizeIs(1));
}

// The URL may be the other client's, which is left alone.
TEST_F(ReadClientFiles, OwnNoUrlOfNobodyBesideAnotherClient) {
  BoundFile file;
  file.app_ids = {"0oaOrders000000000001"};
  FileUrl url;
  const auto is_of_orders = [&] {
    return belongs_to(url, file, "0oaOrders000000000001", "0oaOrders000000000001");
  };
  EXPECT_TRUE(is_of_orders());
  file.clients = {{"", 1, {"orders.read"}, 1}, {"0oaOrders000000000001", 1, {}, 0}};
  EXPECT_TRUE(is_of_orders());
  file.clients.push_back({"0oaStock0000000000001", 2, {}, 0});
  EXPECT_FALSE(is_of_orders());
  url.client_id = "0oaOrders000000000001";
  EXPECT_TRUE(is_of_orders());
}

TEST_F(ReadClientFiles, ThatNameAnotherServerThanTheTargetAreNoEvidence) {
  snapshot_.servers = {server_};
  std::string text = kText;
  text.insert(text.find("okta.com\n") + 8, "/oauth2/ausElsewhere1234567");
  folder_.write("web/.env", text);
  bind("Orders", {"web/.env"});
  static_cast<void>(read());
  EXPECT_THAT(demand().sets, IsEmpty());
}

}  // namespace
}  // namespace remediate
