#include <algorithm>
#include <array>
#include <optional>

#include "remediate/issuer/reading.hpp"
#include "remediate/issuer/spelling.hpp"

namespace remediate {
namespace {

constexpr FateWithReason kMoves{Fate::moves, "org-server", "names the org authorization server"};
constexpr FateWithReason kCustom{Fate::custom, "custom-server",
                                 "names a custom authorization server already"};
constexpr FateWithReason kOrgOnly{Fate::stays, "org-only-path",
                                  "only the org has this: no custom authorization server does"};
constexpr FateWithReason kManagement{Fate::stays, "management-url",
                                     "the address of the org for its Management API"};
constexpr FateWithReason kDomain{Fate::stays, "domain",
                                 "the domain alone: which server is meant is said elsewhere"};
constexpr FateWithReason kBare{Fate::stays, "bare-address",
                               "the org's address in a setting that names no issuer"};
constexpr FateWithReason kRedirect{Fate::stays, "redirect",
                                   "where the browser goes, not who issues"};
constexpr FateWithReason kUnclear{
    Fate::ambiguous, "ambiguous-key",
    "may be the issuer or only the org's address: say which by binding the file to its client"};
constexpr FateWithReason kDomainOnly{
    Fate::manual, "domain-only",
    "the path to the authorization server is built elsewhere: change it there"};
constexpr FateWithReason kIdJag{
    Fate::stays, "id-jag", "cross-app access: only the org authorization server issues an ID-JAG"};
constexpr FateWithReason kSecurityEvents{Fate::stays, "security-events",
                                         "security events are sent and signed by the org itself"};
constexpr FateWithReason kOktaApiScopes{
    Fate::stays, "okta-api-scopes",
    "Okta API scopes are granted by the org authorization server only"};
constexpr FateWithReason kAdmin{Fate::manual, "admin-host",
                                "an admin host is no issuer: use the org's own address"};
constexpr FateWithReason kMisspelled{Fate::manual, "misspelled-host",
                                     "the domain ends in .com twice, or a placeholder makes it so"};
constexpr FateWithReason kTwoSchemes{Fate::manual, "two-schemes", "the URL has two schemes"};

// Paths that applications have below /oauth2 themselves.
bool is_own_path(std::string_view segment) {
  constexpr std::array<std::string_view, 16> kOwn = {
      "callback",  "start", "sign_in", "sign_out", "auth",          "userinfo",
      "authorize", "token", "jwks",    "keys",     "authorization", "introspect",
      "revoke",    "code",  "logout",  "v2.0"};
  return std::ranges::find(kOwn, segment) != kOwn.end();
}

// What stands behind the id of a custom server is part of the same family.
bool is_custom_shape(std::string_view path) {
  const std::size_t id = path.find("/oauth2/");
  if (id == std::string_view::npos) return false;
  const std::size_t behind = path.find('/', id + 8);
  if (behind == std::string_view::npos || behind + 1 == path.size()) return true;
  return path.substr(behind).starts_with("/v1") ||
         path.substr(behind).starts_with("/.well-known/") || path.starts_with("/.well-known/");
}

bool is_bare(std::string_view path) { return path.empty() || path == "/"; }

std::string_view host_in(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme != std::string_view::npos) text.remove_prefix(scheme + 3);
  text = text.substr(0, text.find_first_of("/ \t?#\"',;"));
  return text.substr(0, text.size() - (text.ends_with(":443") ? 4 : 0));
}

class Judge {
 public:
  Judge(OpenReading& reading, std::size_t scalar) : reading_(reading), index_(scalar) {}

  void all() {
    const Scalar& scalar = reading_.scalar(index_);
    for (const UrlInText& url : urls_in_text(scalar.text, reading_.hosts)) judge(url);
  }

 private:
  [[nodiscard]] std::string_view text() const { return reading_.scalar(index_).text; }

  void judge(const UrlInText& url) {
    name_ = name_before(text(), url.begin);
    const KeyHint hint = this->hint();
    if (is_reference(url)) {
      reading_.references.push_back({index_, url, hint, reading_.names.defined(url.name, index_)});
      return;
    }
    if (!is_ours(url, hint)) return;
    const auto verdict = this->verdict(url, hint);
    if (!verdict) return;
    Found found;
    found.url = url;
    found.hint = hint;
    found.purpose = purpose();
    found.occurrence = occurrence_at(reading_, index_, url.begin, url.end);
    found.occurrence.path = url.path - url.begin;
    const OktaUrl meaning = classify_path(url.path_of(text()));
    found.occurrence.meaning = meaning.meaning;
    if (const auto defined = reading_.names.defined(url.name, index_))
      reading_.used_as_host.push_back(*defined);
    found.occurrence.server = meaning.server;
    give(found.occurrence, *verdict);
    reading_.found.push_back(std::move(found));
  }

  // A value of its own in front: it may be a whole URL, or a host, or a whole issuer.
  [[nodiscard]] bool is_reference(const UrlInText& url) const {
    if (url.has_scheme || url.host != url.begin) return false;
    if (url.whose == Host::reference) return true;
    return url.whose == Host::by_hand && reading_.names.defined(url.name, index_).has_value();
  }

  [[nodiscard]] KeyHint hint() const {
    if (const KeyHint own = hint_of(name_); own != KeyHint::none) return own;
    const std::vector<std::string_view> names = reading_.names.of(index_);
    for (const std::string_view name : names) {
      if (const KeyHint hint = hint_of(name); hint != KeyHint::none) return hint;
    }
    const bool is_called_url = names.empty() || is_generic(names.front());
    const bool is_provider =
        is_called_url &&
        std::ranges::any_of(reading_.scalar(index_).path, [](const std::string& part) {
          return bare_name(part).find("openidconnectprovider") != std::string::npos;
        });
    return is_provider ? KeyHint::issuer : KeyHint::none;
  }

  [[nodiscard]] Purpose purpose() const { return purpose_of(reading_.scalar(index_).path, name_); }

  [[nodiscard]] bool is_ours(const UrlInText& url, KeyHint hint) const {
    if (url.whose != Host::by_hand && url.whose != Host::by_name) return true;
    if (const auto defined = reading_.names.defined(url.name, index_)) {
      const std::string_view host = host_in(reading_.scalar(*defined).text);
      if (!placeholder_like(host)) return reading_.hosts.contains(in_lower_case(host));
    }
    if (means_okta(url.name)) return true;
    if (!reading_.mentions_okta || means_another_vendor(url.name)) return false;
    const std::string_view path = url.path_of(text());
    switch (classify_path(path).meaning) {
      case UrlMeaning::org_endpoint:
        return true;
      case UrlMeaning::custom_server:
        return is_custom_shape(path);
      case UrlMeaning::org_issuer:
        return hint == KeyHint::issuer;
      case UrlMeaning::org_only:
      case UrlMeaning::other:
        return false;
    }
    return false;
  }

  static bool placeholder_like(std::string_view host) {
    return host.empty() || host.find_first_of("{}$%<>()#@") != std::string_view::npos;
  }

  [[nodiscard]] std::optional<FateWithReason> verdict(const UrlInText& url, KeyHint hint) const {
    const std::string_view path = url.path_of(text());
    // The format took a part of it for the whole: better none than a wrong one.
    const Scalar& scalar = reading_.scalar(index_);
    const bool goes_on = url.whole_end == text().size() &&
                         reading_.bytes.substr(scalar.origin.back()).starts_with('/');
    if (goes_on) return std::nullopt;
    const OktaUrl meaning = classify_path(path);
    if (const auto slip = this->slip(url, hint, meaning))
      return slip->reason.empty() ? std::nullopt : slip;
    switch (meaning.meaning) {
      case UrlMeaning::custom_server:
        if (!is_own_path(meaning.server)) return kCustom;
        return url.whose == Host::org ? std::optional(kOrgOnly) : std::nullopt;
      case UrlMeaning::org_only:
        return kOrgOnly;
      case UrlMeaning::other:
        return url.whose == Host::org && url.has_scheme ? std::optional(kOrgOnly) : std::nullopt;
      case UrlMeaning::org_issuer:
      case UrlMeaning::org_endpoint:
        break;
    }
    if (const auto other = other_purpose()) return other;
    if (is_bare(path)) return bare(url, hint);
    // Okta's sign-in page is told by this where to go on: that is the org's own business.
    const bool is_encoded = std::ranges::find(reading_.scalar(index_).layers, Layer::percent) !=
                            reading_.scalar(index_).layers.end();
    if (is_encoded && hint == KeyHint::redirect) return kRedirect;
    return kMoves;
  }

  // An empty reason: not worth a word.
  [[nodiscard]] static std::optional<FateWithReason> slip(const UrlInText& url, KeyHint hint,
                                                          const OktaUrl& meaning) {
    if (url.whose != Host::admin && url.whose != Host::misspelled && url.whose != Host::two_schemes)
      return std::nullopt;
    const bool matters = hint == KeyHint::issuer || meaning.meaning == UrlMeaning::org_endpoint ||
                         meaning.meaning == UrlMeaning::custom_server;
    if (!matters) return FateWithReason{};
    if (url.whose == Host::admin) return kAdmin;
    return url.whose == Host::misspelled ? kMisspelled : kTwoSchemes;
  }

  [[nodiscard]] std::optional<FateWithReason> other_purpose() const {
    switch (purpose()) {
      case Purpose::id_jag:
        return kIdJag;
      case Purpose::security_events:
        return kSecurityEvents;
      case Purpose::okta_api_scopes:
        return kOktaApiScopes;
      case Purpose::sign_in:
        return std::nullopt;
    }
    return std::nullopt;
  }

  [[nodiscard]] FateWithReason bare(const UrlInText& url, KeyHint hint) const {
    const bool has_scheme = url.has_scheme || url.host != url.begin;
    if (!has_scheme) return host_alone(url, hint);
    switch (hint) {
      case KeyHint::issuer:
        return kMoves;
      case KeyHint::management:
        return kManagement;
      case KeyHint::domain:
        return kDomain;
      case KeyHint::unclear:
        return reading_.mentions_id_jag ? kIdJag : kUnclear;
      case KeyHint::redirect:
        return kRedirect;
      case KeyHint::none:
        return kBare;
    }
    return kBare;
  }

  // `acme.okta.com`, in a format that wants no scheme, or in a setting that wants a host.
  [[nodiscard]] FateWithReason host_alone(const UrlInText& url, KeyHint hint) const {
    const std::string_view behind = text().substr(url.whole_end);
    for (const std::string_view claim : {":aud", ":sub", ":amr", ":azp", ":oaud"}) {
      if (behind == claim) return kMoves;  // condition keys of AWS IAM
    }
    if (text().substr(0, url.begin).ends_with("oidc-provider/")) return kMoves;
    const std::vector<std::string_view> names = reading_.names.of(index_);
    const std::string key = bare_name(name_.empty() && !names.empty() ? names.front() : name_);
    if (hint == KeyHint::issuer && key.find("issuer") != std::string::npos) return kMoves;
    if (hint != KeyHint::unclear) return kDomain;
    return reading_.mentions_id_jag ? kIdJag : kDomainOnly;
  }

  OpenReading& reading_;
  std::size_t index_;
  std::string_view name_;  // in the text, before the URL at hand
};

bool mentions(std::string_view bytes, std::string_view lower_word) {
  const auto found = std::search(bytes.begin(), bytes.end(), lower_word.begin(), lower_word.end(),
                                 [](char a, char b) { return lower(a) == b; });
  return found != bytes.end();
}

}  // namespace

OpenReading::OpenReading(std::string_view name, std::string_view text, const OrgHosts& org,
                         const Configuration& read)
    : bytes(text), hosts(org), configuration(read), names(read) {
  mentions_okta = mentions(bytes, "okta") || mentions(name, "okta");
  if (!mentions_okta) {
    for (const std::string& host : org.custom_authorities()) {
      mentions_okta = mentions_okta || mentions(bytes, host);
    }
  }
  mentions_id_jag =
      mentions(bytes, "id-jag") || mentions(bytes, "id_jag") || mentions(bytes, "idjag");
  line_begins.push_back(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\n') line_begins.push_back(i + 1);
  }
}

void find_urls(OpenReading& reading) {
  for (std::size_t i = 0; i < reading.configuration.scalars.size(); ++i) Judge(reading, i).all();
}

Occurrence occurrence_at(const OpenReading& reading, std::size_t scalar, std::size_t begin,
                         std::size_t end) {
  const Scalar& one = reading.scalar(scalar);
  Occurrence occurrence;
  occurrence.scalar = scalar;
  occurrence.begin = begin;
  occurrence.end = end;
  occurrence.key = one.dotted();
  occurrence.value = one.text.substr(begin, end - begin);
  const std::size_t at = one.origin[std::min(begin, one.origin.size() - 1)];
  const auto line = std::ranges::upper_bound(reading.line_begins, at) - 1;
  occurrence.line = static_cast<std::size_t>(line - reading.line_begins.begin()) + 1;
  occurrence.column = at - *line + 1;
  return occurrence;
}

void give(Occurrence& occurrence, const FateWithReason& verdict) {
  occurrence.fate = verdict.fate;
  occurrence.reason = verdict.reason;
  occurrence.why = verdict.why;
}

bool means_okta(std::string_view placeholder) {
  return bare_name(placeholder).find("okta") != std::string::npos;
}

bool means_another_vendor(std::string_view placeholder) {
  const std::string name = bare_name(placeholder);
  constexpr std::array<std::string_view, 14> kOthers = {
      "auth0",  "keycloak", "cognito", "azure",  "entra", "google",  "idcs",
      "oracle", "onelogin", "pingone", "pingid", "adfs",  "zitadel", "realm"};
  return std::ranges::any_of(
      kOthers, [&](std::string_view other) { return name.find(other) != std::string::npos; });
}

}  // namespace remediate
