// TLS with a certificate that is made for the test.
#include <cstdio>
#include <filesystem>

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "tests/mocks/org_caller.hpp"

namespace tests {
namespace {

struct Closer {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(std::FILE* file) const { std::fclose(file); }
};

using File = std::unique_ptr<std::FILE, Closer>;

void write_certificate(const std::string& certificate_file, const std::string& key_file) {
  const std::unique_ptr<EVP_PKEY, Closer> key(EVP_EC_gen("P-256"));
  const std::unique_ptr<X509, Closer> certificate(X509_new());
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  auto* name = X509_get_subject_name(certificate.get());
  const auto* text = reinterpret_cast<const unsigned char*>("localhost");
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  ASSERT_NE(X509_sign(certificate.get(), key.get(), EVP_sha256()), 0);
  const File certificate_out(std::fopen(certificate_file.c_str(), "w"));
  PEM_write_X509(certificate_out.get(), certificate.get());
  const File key_out(std::fopen(key_file.c_str(), "w"));
  PEM_write_PrivateKey(key_out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

TEST(Tls, ServesHttpsWithFaultsToo) {
  mocks::Options options;
  options.tls_certificate_file = testing::TempDir() + "okta-mock-cert.pem";
  options.tls_key_file = testing::TempDir() + "okta-mock-key.pem";
  options.faults = {"GET ^/api/v1/org$ 2 lost"};
  write_certificate(options.tls_certificate_file, options.tls_key_file);
  const auto org = start_org(options);
  EXPECT_TRUE(org.base_url().starts_with("https://127.0.0.1:"));
  OrgCaller caller(org.base_url());
  EXPECT_EQ(caller.get("/api/v1/org").status, 200);
  EXPECT_EQ(caller.get("/api/v1/org").status, 0);
  EXPECT_EQ(caller.get("/api/v1/org").status, 200);
  EXPECT_NE(caller.get("/api/v1/apps?limit=1").next_link(), "");
  std::filesystem::remove(options.tls_certificate_file);
  std::filesystem::remove(options.tls_key_file);
}

}  // namespace
}  // namespace tests
