// What holds for every file, whatever stands in it.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/remediate/issuer/moved_file.hpp"

namespace remediate {
namespace {

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& each : parts) all.append(each).append(between);
  return all;
}

rc::Gen<std::string> key() {
  return rc::gen::element<std::string>("ISSUER", "okta.issuer", "ORG_URL", "OKTA_DOMAIN", "baseUrl",
                                       "token_url", "jwks", "AuthorizationServerId", "OktaDomain",
                                       "client_id", "scope", "fromURI", "audience", "a");
}

rc::Gen<std::string> value() {
  return rc::gen::element<std::string>(
      "https://acme.okta.com", "https://acme.okta.com/", "https://Acme.okta.com:443/oauth2/v1/keys",
      "https:\\/\\/acme.okta.com", "acme.okta.com", "https://login.acme.example/oauth2/default/v1",
      "${ISSUER}/oauth2/v1/keys", "${ISSUER}", "${ORG_URL}/api/v1/users", "${a}/oauth2/v1",
      "https://{yourOktaDomain}/oauth2/v1/token?a=b", "https://${OKTA_DOMAIN}/oauth2/", "",
      "https%3A%2F%2Facme.okta.com%2Foauth2%2Fv1", "0oaClient00000000001", "okta.users.read",
      "https://other.okta.com/oauth2/v1/keys", "aHR0cHM6Ly9hY21lLm9rdGEuY29t",
      "{\"issuer\":", "[https://acme.okta.com/oauth2/v1/keys,https://x]",
      "-Dissuer=https://acme.okta.com -Da=b");
}

rc::Gen<std::string> line() {
  return rc::gen::apply(
      [](const std::string& before, const std::string& key, const std::string& between,
         const std::string& value,
         const std::string& after) { return before + key + between + value + after; },
      rc::gen::element<std::string>("", "  ", "# ", "- ", "{\"", "<"), key(),
      rc::gen::element<std::string>("=", ": ", ": \"", "\": \"", ">", " "), value(),
      rc::gen::element<std::string>("", "\"", "\",", "\r", " # c", "}", "</"));
}

rc::Gen<std::string> file() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(line()),
                      [](const std::vector<std::string>& lines) { return join(lines, "\n"); });
}

rc::Gen<std::string> name() {
  return rc::gen::element<std::string>(".env", "a.yaml", "a.json", "a.properties", "a.toml",
                                       "a.ini", "a.xml", "a.tf", "a.sh", "Dockerfile", "a.js",
                                       "nginx.conf");
}

RC_GTEST_PROP(AnyFile, MovedTwiceIsAsMovedOnce, ()) {
  const std::string named = *name();
  const bool bound = *rc::gen::arbitrary<bool>();
  const std::string once = moved(named, *file(), {.bound = bound});
  RC_ASSERT(moved(named, once, {.bound = bound}) == once);
}

RC_GTEST_PROP(AnyFile, MovedThereAndBackHasItsBytesAgain, ()) {
  const std::string bytes = *file();
  const MovedFile there = moved_file(*name(), bytes, {.with_custom = *rc::gen::arbitrary<bool>()});
  RC_ASSERT(spliced(there.bytes, reversed(there.move.splices)) == bytes);
}

RC_GTEST_PROP(AnyFile, WithoutTheOrgsHostsStaysAsItIs, ()) {
  static const OrgHosts elsewhere("https://nobody.example", {});
  std::string bytes = *file();
  for (std::size_t at = bytes.find("okta"); at != std::string::npos; at = bytes.find("okta"))
    bytes.replace(at, 4, "auth");
  for (std::size_t at = bytes.find("Okta"); at != std::string::npos; at = bytes.find("Okta"))
    bytes.replace(at, 4, "Auth");
  for (std::size_t at = bytes.find("OKTA"); at != std::string::npos; at = bytes.find("OKTA"))
    bytes.replace(at, 4, "AUTH");
  RC_ASSERT(moved(*name(), bytes, {.hosts = &elsewhere, .with_custom = true}) == bytes);
}

RC_GTEST_PROP(AnyFile, OfRandomBytesIsReadAndStaysAsItIs, (const std::string& bytes)) {
  RC_ASSERT(moved(*name(), bytes, {.with_custom = true, .bound = true}) == bytes);
}

}  // namespace
}  // namespace remediate
