#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client/http/curl_transport.hpp"
#include "tests/client/http/loopback_server.hpp"

namespace okta {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

// Signs itself and is valid for 127.0.0.1 only.
Certificate self_signed(EVP_PKEY* key) {
  Certificate certificate(X509_new(), &X509_free);
  X509* x509 = certificate.get();
  X509_set_version(x509, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
  X509_gmtime_adj(X509_getm_notBefore(x509), -3600);
  X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>("oktafix test"), -1, -1, 0);
  X509_set_issuer_name(x509, X509_get_subject_name(x509));
  X509_set_pubkey(x509, key);
  X509_EXTENSION* names =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
  X509_add_ext(x509, names, -1);
  X509_EXTENSION_free(names);
  X509_sign(x509, key, EVP_sha256());
  return certificate;
}

class CurlTls : public testing::Test {
 protected:
  void SetUp() override {
    ::setenv("no_proxy", "127.0.0.1,localhost", 1);
    std::string pattern = (fs::temp_directory_path() / "oktafix-tls-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    const Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const Certificate certificate = self_signed(key.get());
    {
      const File file(std::fopen(key_file().c_str(), "w"), &std::fclose);
      PEM_write_PrivateKey(file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    }
    {
      const File file(std::fopen(certificate_file().c_str(), "w"), &std::fclose);
      PEM_write_X509(file.get(), certificate.get());
    }
    server_ = std::make_unique<httplib::SSLServer>(certificate_file().c_str(), key_file().c_str());
    ASSERT_TRUE(server_->is_valid());
    server_->set_tcp_nodelay(true);
    server_->Get("/", [this](const httplib::Request& request, httplib::Response& answer) {
      seen_ = request.headers;
      answer.set_content("secure", "text/plain");
    });
    port_ = server_->bind_to_any_port("127.0.0.1");
    thread_ = std::jthread([this] { server_->listen_after_bind(); });
    while (!server_->is_running()) std::this_thread::yield();  // stop() does nothing before
  }

  void TearDown() override {
    if (server_) server_->stop();
    if (thread_.joinable()) thread_.join();
    fs::remove_all(folder_);
  }

  [[nodiscard]] fs::path key_file() const { return folder_ / "key.pem"; }
  [[nodiscard]] fs::path certificate_file() const { return folder_ / "certificate.pem"; }

  [[nodiscard]] int port() const { return port_; }

  [[nodiscard]] Result<Response> get(const std::string& host, const CurlOptions& options) const {
    Request request;
    request.url = parse_url("https://" + host + ":" + std::to_string(port_) + "/").value();
    request.headers.add("Authorization", "SSWS the-token");
    return make_curl_transport(options)->send(request, {});
  }

 private:
  fs::path folder_;
  std::unique_ptr<httplib::SSLServer> server_;
  int port_ = 0;
  std::jthread thread_;

 protected:
  httplib::Headers seen_;  // of the last request that the server could read
};

TEST_F(CurlTls, RefusesAnUnknownAuthorityBeforeAnythingLeaves) {
  const auto answer = get("127.0.0.1", {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::protocol);
  EXPECT_TRUE(answer.error().not_sent);
  EXPECT_THAT(answer.error().message, HasSubstr("certificate"));
}

TEST_F(CurlTls, TrustsTheGivenAuthority) {
  CurlOptions options;
  options.ca_file = certificate_file();
  const auto answer = get("127.0.0.1", options);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "secure");
}

TEST_F(CurlTls, RefusesATrustedCertificateOfAnotherHost) {
  CurlOptions options;
  options.ca_file = certificate_file();
  const auto answer = get("localhost", options);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::protocol);
  EXPECT_TRUE(answer.error().not_sent);
}

TEST_F(CurlTls, SaysWhenTheCaFileCannotBeRead) {
  CurlOptions options;
  options.ca_file = "/no/such/ca.pem";
  const auto answer = get("127.0.0.1", options);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::invalid_input);
  EXPECT_THAT(answer.error().message, HasSubstr("/no/such/ca.pem"));
}

// --- through a proxy ----------------------------------------------------------------------------

// What comes from one socket goes to the other, until one side ends.
void pass_on(int from, int to, std::string& overheard) {
  std::array<char, 4096> buffer{};
  for (ssize_t size = 0; (size = ::recv(from, buffer.data(), buffer.size(), 0)) > 0;) {
    overheard.append(buffer.data(), static_cast<std::size_t>(size));
    if (::send(to, buffer.data(), static_cast<std::size_t>(size), MSG_NOSIGNAL) < 0) break;
  }
  ::shutdown(to, SHUT_WR);
}

int connected_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  return socket;
}

// A proxy that opens a tunnel to that port, whatever it is asked for.
tests::LoopbackServer::Talk tunnel_to(int port, std::string& overheard) {
  return [port, &overheard](tests::Peer& peer) {
    if (!peer.read()) return;
    peer.write("HTTP/1.1 200 Connection established\r\n\r\n");
    const int server = connected_to(port);
    std::string answers;
    {
      const std::jthread back([&] { pass_on(server, peer.socket(), answers); });
      pass_on(peer.socket(), server, overheard);
    }
    ::close(server);
  };
}

// The token goes through the tunnel, where the proxy cannot read it; the proxy's own password goes
// to the proxy alone.
TEST_F(CurlTls, SpeaksThroughAProxysTunnelWithTheProxysCredentials) {
  std::string overheard;
  tests::SeenRequest seen;
  {
    const tests::LoopbackServer proxy(tunnel_to(port(), overheard));
    CurlOptions options;
    options.ca_file = certificate_file();
    options.proxy = ProxyOptions{"127.0.0.1", static_cast<std::uint16_t>(proxy.port()), "alice",
                                 Secret("proxy-password")};
    const auto answer = get("127.0.0.1", options);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->body, "secure");
    seen = proxy.requests().at(0);
  }
  EXPECT_EQ(seen.line(), "CONNECT 127.0.0.1:" + std::to_string(port()) + " HTTP/1.1");
  // base64 of alice:proxy-password
  EXPECT_TRUE(seen.has("\r\nProxy-Authorization: Basic YWxpY2U6cHJveHktcGFzc3dvcmQ=\r\n"));
  EXPECT_FALSE(seen.has("the-token"));
  EXPECT_EQ(seen_.find("Authorization")->second, "SSWS the-token");
  EXPECT_EQ(seen_.count("Proxy-Authorization"), 0U);
  EXPECT_FALSE(overheard.empty());
  EXPECT_EQ(overheard.find("the-token"), std::string::npos);
}

TEST_F(CurlTls, StillVerifiesTheOrgBehindAProxy) {
  std::string overheard;
  const tests::LoopbackServer proxy(tunnel_to(port(), overheard));
  CurlOptions options;
  options.proxy = ProxyOptions{"127.0.0.1", static_cast<std::uint16_t>(proxy.port()), "", Secret()};
  const auto answer = get("127.0.0.1", options);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::protocol);
  EXPECT_TRUE(answer.error().not_sent);
}

}  // namespace
}  // namespace okta
