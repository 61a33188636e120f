#include <array>
#include <optional>

#include "remediate/issuer/reading.hpp"
#include "remediate/issuer/spelling.hpp"

namespace remediate {
namespace {

constexpr FateWithReason kNoServer{Fate::moves, "org-server",
                                   "an empty server id means the org authorization server"};
constexpr FateWithReason kServer{Fate::custom, "custom-server",
                                 "names a custom authorization server already"};
constexpr FateWithReason kDefault{
    Fate::custom, "library-default",
    "without a server id this library uses the server called default"};
constexpr FateWithReason kOrgByDefault{Fate::moves, "org-server",
                                       "without a server id this library uses the org server"};
constexpr FateWithReason kServerBeside{Fate::stays, "domain",
                                       "the domain stays: the server is named beside it"};

bool is_domain_key(std::string_view key) {
  const std::string name = bare_name(key);
  for (const std::string_view end :
       {"domain", "issuerurl", "orgurl", "baseurl", "audience", "site", "url"}) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

bool has_part(const Scalar& scalar, std::string_view bare_part) {
  for (const std::string& part : scalar.path) {
    if (bare_name(part) == bare_part) return true;
  }
  return false;
}

// Libraries that have a server id, and what they do without.
enum class Library { other, okta_aspnet, backstage };

Library library_of(const Scalar& scalar) {
  const std::string name = bare_name(scalar.key());
  if (name.ends_with("oktadomain") && scalar.key().find("OktaDomain") != std::string_view::npos)
    return Library::okta_aspnet;
  if (name == "audience" && has_part(scalar, "auth") && has_part(scalar, "providers") &&
      has_part(scalar, "okta"))
    return Library::backstage;
  return Library::other;
}

class ServerIds {
 public:
  explicit ServerIds(OpenReading& reading)
      : reading_(reading), addresses_(reading.configuration.scalars.size()) {
    for (std::size_t i = 0; i < reading.found.size(); ++i) {
      const Occurrence& occurrence = reading.found[i].occurrence;
      const bool is_bare = occurrence.meaning == UrlMeaning::org_issuer;
      if (is_bare && occurrence.fate != Fate::manual) addresses_[occurrence.scalar] = i;
      if (is_bare && occurrence.reason == "domain-only") addresses_[occurrence.scalar] = i;
    }
  }

  void find() {
    for (std::size_t i = 0; i < reading_.configuration.scalars.size(); ++i) {
      if (names_server_id(reading_.scalar(i).key())) judge_id(i);
    }
    const std::size_t count = reading_.found.size();
    for (std::size_t i = 0; i < count; ++i) judge_missing(i);
  }

 private:
  void judge_id(std::size_t index) {
    const std::string_view id = reading_.scalar(index).text;
    const bool is_id = id.find_first_of("/:${<%") == std::string_view::npos;
    if (!is_id || (id.empty() && !has_room(reading_.scalar(index)))) return;
    const auto domain = domain_beside(index);
    if (!domain) return;
    Found found;
    found.occurrence = occurrence_at(reading_, index, 0, id.size());
    found.occurrence.shape = Shape::server_id;
    found.occurrence.meaning = id.empty() ? UrlMeaning::org_issuer : UrlMeaning::custom_server;
    found.occurrence.server = id;
    give(found.occurrence, id.empty() ? kNoServer : kServer);
    give(reading_.found[*domain].occurrence, kServerBeside);
    reading_.found.push_back(std::move(found));
  }

  // Between quotes, or behind a separator: a key alone would only grow longer.
  [[nodiscard]] bool has_room(const Scalar& scalar) const {
    const std::size_t at = scalar.origin.front();
    if (at == 0) return false;
    const char before = reading_.bytes[at - 1];
    if (before == '>') return reading_.configuration.format == Format::xml;
    return std::string_view("\"'=: \t").find(before) != std::string_view::npos;
  }

  [[nodiscard]] std::optional<std::size_t> domain_beside(std::size_t index) const {
    for (const std::size_t other : reading_.names.beside(index)) {
      if (addresses_[other] && is_domain_key(reading_.scalar(other).key()))
        return addresses_[other];
    }
    return std::nullopt;
  }

  void judge_missing(std::size_t index) {
    Occurrence& domain = reading_.found[index].occurrence;
    if (domain.meaning != UrlMeaning::org_issuer || domain.shape != Shape::url) return;
    const Scalar& scalar = reading_.scalar(domain.scalar);
    const Library library = library_of(scalar);
    if (library == Library::other || !addresses_[domain.scalar]) return;
    for (const std::size_t other : reading_.names.beside(domain.scalar)) {
      const std::string_view key = reading_.scalar(other).key();
      if (names_server_id(key) || bare_name(key).ends_with("issuer")) return;
    }
    Found found;
    found.occurrence = occurrence_at(reading_, domain.scalar, domain.begin, domain.end);
    found.occurrence.shape = Shape::absent_id;
    found.occurrence.value.clear();
    const bool is_default = library == Library::okta_aspnet;
    found.occurrence.meaning = is_default ? UrlMeaning::custom_server : UrlMeaning::org_issuer;
    if (is_default) found.occurrence.server = "default";
    found.occurrence.key = id_key(scalar, library);
    give(found.occurrence, is_default ? kDefault : kOrgByDefault);
    give(domain, kServerBeside);
    reading_.found.push_back(std::move(found));
  }

  // `okta:OktaDomain` has `okta:AuthorizationServerId` beside it.
  [[nodiscard]] static std::string id_key(const Scalar& scalar, Library library) {
    if (library == Library::backstage) return "authServerId";
    const std::string_view key = scalar.key();
    return std::string(key.substr(0, key.rfind("OktaDomain"))) + "AuthorizationServerId";
  }

  OpenReading& reading_;
  std::vector<std::optional<std::size_t>> addresses_;  // by scalar: in `found`
};

}  // namespace

void find_server_ids(OpenReading& reading) { ServerIds(reading).find(); }

}  // namespace remediate
