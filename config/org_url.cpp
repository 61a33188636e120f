#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "config/message_text.hpp"
#include "config/settings.hpp"

namespace config {
namespace {

// Okta's own domains, as the official SDKs list them in their checks of the org URL.
constexpr std::array<std::string_view, 7> kOktaDomains = {
    "okta.com", "oktapreview.com",  "okta-emea.com",    "okta-gov.com",
    "okta.mil", "okta-miltest.com", "trex-govcloud.com"};

constexpr std::string_view kAdmin = "-admin.";

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

// The host of the org behind an Admin Console's host. An org may well be named x-admin-y, and a
// custom domain may end in -admin: only what is right before Okta's own domain tells.
std::optional<std::string> host_without_admin(const std::string& host) {
  for (const std::string_view domain : kOktaDomains) {
    const std::string ending = fmt::format("{}{}", kAdmin, domain);
    if (host.ends_with(ending) && host.size() > ending.size())
      return fmt::format("{}.{}", host.substr(0, host.size() - ending.size()), domain);
  }
  return std::nullopt;
}

bool is_okta_host(std::string_view host) {
  return std::ranges::any_of(kOktaDomains, [&](std::string_view domain) {
    return host.size() > domain.size() && host.ends_with(domain) &&
           host[host.size() - domain.size() - 1] == '.';
  });
}

bool is_bare(std::string_view text) {
  return text.find_first_of("/:@?# ") == std::string_view::npos;
}

// What can be said before the text is read as a URL. It may hold anything, a token too: of the text
// itself only what is certainly a host name is repeated.
std::vector<std::string> problems_of_text(std::string_view text) {
  std::vector<std::string> problems;
  if (text.empty()) return {"is empty: give the URL of your org, such as https://acme.okta.com"};
  if (text.find_first_of("{}<>") != std::string_view::npos) {
    problems.emplace_back(
        "still holds a placeholder such as {yourOktaDomain}: put your org's own domain there");
  }
  const std::size_t schemes = count_of(text, "://");
  if (schemes > 1) problems.emplace_back("names two schemes (https://https://...): keep one");
  if (schemes == 0) {
    problems.push_back(is_okta_host(text) && is_bare(text)
                           ? fmt::format("has no scheme: write https://{}", text)
                           : "is no URL: write it with its scheme, such as https://acme.okta.com");
  }
  return problems;
}

// What to write instead. A host that is not Okta's may be a token that slipped in here.
std::string better(const okta::Url& url) {
  if (!is_okta_host(url.host)) return "the scheme and the host alone";
  okta::Url org = url;
  org.scheme = "https";
  org.host = host_without_admin(url.host).value_or(url.host);
  return org.origin();
}

std::string problem_of_path(const okta::Url& url) {
  if (url.path.starts_with("/oauth2")) {
    return fmt::format("is the issuer of an authorization server, not the org: give {}",
                       better(url));
  }
  if (url.path.starts_with("/api"))
    return fmt::format("holds a path of the API, which is added here: give {}", better(url));
  return fmt::format("has a path: give {}", better(url));
}

std::vector<std::string> problems_of_url(const okta::Url& url, std::string_view text,
                                         bool https_check) {
  // A password may hold any character: where one may be, nothing of the URL is repeated.
  if (url.has_credentials || text.find('@') != std::string_view::npos)
    return {"holds a user name or password: give the URL without them"};

  std::vector<std::string> problems;
  std::string host = url.host;
  if (host.ends_with('.')) host.pop_back();
  if (const auto org_host = host_without_admin(host)) {
    problems.push_back(fmt::format(
        "is the address of the Admin Console, which is not the org's: use https://{}", *org_host));
  }
  if (host.ends_with(".com.com"))
    problems.emplace_back("ends in .com.com: the domain was appended twice");
  if (url.path != "/") problems.push_back(problem_of_path(url));
  if (text.find_first_of("?#") != std::string_view::npos)
    problems.emplace_back("has a query or a fragment: leave away what follows the host");
  if (url.scheme == "http" && https_check) {
    problems.emplace_back(
        "would send credentials unencrypted: use https://, or for a test server set "
        "OKTA_TESTING_DISABLEHTTPSCHECK=true");
  }
  return problems;
}

okta::Result<okta::Url> refusal(const std::vector<std::string>& problems) {
  return okta::failure(okta::ErrorKind::invalid_input,
                       fmt::format("the org URL {}", fmt::join(problems, "; it ")));
}

}  // namespace

okta::Result<okta::Url> check_org_url(std::string_view text, bool https_check) {
  std::vector<std::string> problems = problems_of_text(text);
  if (!problems.empty()) return refusal(problems);
  okta::Result<okta::Url> url = okta::parse_url(text);
  if (!url) return refusal({"cannot be used: " + url.error().message});
  problems = problems_of_url(*url, text, https_check);
  if (!problems.empty()) return refusal(problems);
  return url;
}

}  // namespace config
