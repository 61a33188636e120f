#include "remediate/issuer/notes.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "remediate/issuer/clients_in_file.hpp"
#include "remediate/issuer/spelling.hpp"

namespace remediate {
namespace {

bool is_to_move(const Occurrence& occurrence) {
  return occurrence.fate == Fate::moves || occurrence.fate == Fate::ambiguous ||
         occurrence.fate == Fate::manual;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_omniauth(std::string_view bytes) {
  return contains(bytes, "omniauth") || contains(bytes, "OmniAuth");
}

class Notes {
 public:
  Notes(const OpenReading& reading, const std::vector<Occurrence>& occurrences,
        const std::vector<NamedClient>& clients)
      : reading_(reading), occurrences_(occurrences), clients_(clients) {
    for (const Occurrence& each : occurrences) speaking_.insert(&reading.scalar(each.scalar));
  }

  std::vector<FileNote> all() {
    const bool matters = std::ranges::any_of(occurrences_, is_to_move);
    if (matters || reading_.mentions_okta) {
      built_in_code();
      libraries();
      condition_keys();
    }
    if (matters) {
      mixed();
      audiences();
      siblings();
      own_login_page();
      sealed();
      mixed_scopes();
    }
    std::ranges::stable_sort(notes_, {}, &FileNote::line);
    return std::move(notes_);
  }

 private:
  void add(std::string_view reason, std::size_t line, std::string message) {
    if (!told_.emplace(reason, line).second) return;
    notes_.push_back({std::string(reason), std::move(message), line});
  }

  void once(std::string_view reason, std::size_t line, std::string message) {
    if (told_once_.insert(std::string(reason)).second) add(reason, line, std::move(message));
  }

  template <class OnLine>
  void each_line(OnLine on_line) {
    for (std::size_t i = 0; i < reading_.line_begins.size(); ++i) {
      const std::size_t begin = reading_.line_begins[i];
      const std::size_t end =
          i + 1 < reading_.line_begins.size() ? reading_.line_begins[i + 1] : reading_.bytes.size();
      if (begin < end) on_line(reading_.bytes.substr(begin, end - begin), i + 1);
    }
  }

  static bool is_comment(std::string_view line) {
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos) return true;
    line.remove_prefix(first);
    return line.starts_with('#') || line.starts_with("//") || line.starts_with("/*") ||
           line.starts_with("* ");
  }

  // Strings that begin with the path: something is put before them.
  void built_in_code() {
    if (reading_.configuration.format != Format::code &&
        reading_.configuration.format != Format::shell)
      return;
    each_line([&](std::string_view line, std::size_t number) {
      if (!contains(line, "oauth2") && !contains(line, "/v1/")) return;
      if (is_comment(line)) return;
      for (const std::string_view quote : {"\"", "'", "`"}) {
        for (const std::string_view path : {"/oauth2/v1/", "oauth2/v1/"}) {
          if (contains(line, std::string(quote) + std::string(path)))
            return add("builds-url", number,
                       "code puts /oauth2/v1 behind an address: with a custom authorization server "
                       "it has to be /oauth2/{server id}/v1");
        }
        for (const std::string_view end : {"/v1/authorize", "/v1/token", "/v1/keys", "/v1/userinfo",
                                           "/v1/logout", "/v1/introspect", "/v1/revoke"}) {
          if (contains(line, std::string(quote) + std::string(end)))
            return add("builds-url", number,
                       "code puts an endpoint behind the issuer: that is right for a custom "
                       "authorization server, and was not for the org server");
        }
        if (contains(line, std::string(quote) + "/oauth2" + std::string(quote)) ||
            contains(line, std::string(quote) + "oauth2" + std::string(quote)))
          return add("builds-url", number,
                     "code looks for /oauth2 in the issuer and behaves differently once it is "
                     "there");
      }
    });
  }

  void libraries() {
    const bool has_allauth =
        contains(reading_.bytes, "allauth") || contains(reading_.bytes, "SOCIALACCOUNT_PROVIDERS");
    for (std::size_t i = 0; i < reading_.configuration.scalars.size(); ++i) {
      const Scalar& scalar = reading_.scalar(i);
      if (has_allauth && contains(scalar.key(), "OKTA_BASE_URL"))
        add("hard-coded-library", scalar.line,
            "django-allauth's okta provider always asks the org server: use its openid_connect "
            "provider with the issuer of the custom server");
    }
    if (!is_omniauth(reading_.bytes)) return;
    each_line([&](std::string_view line, std::size_t number) {
      if (is_comment(line)) return;
      if (contains(line, ":okta") && asks_org_server_always(reading_.bytes))
        once("hard-coded-library", number,
             "omniauth-okta 1 always asks the org server for the user: version 2 has "
             "authorization_server and use_org_auth_server");
      if (contains(line, "use_org_auth_server") && contains(line, "true"))
        add("hard-coded-library", number,
            "omniauth-okta: set use_org_auth_server to false and authorization_server to the "
            "server's id");
    });
  }

  // One client that is told of both servers.
  void mixed() {
    std::map<std::string, std::pair<const Occurrence*, const Occurrence*>> by_client;
    for (const Occurrence& each : occurrences_) {
      auto& [org, custom] = by_client[block_of(each)];
      if (each.fate == Fate::moves && org == nullptr) org = &each;
      if (each.fate == Fate::custom && each.shape != Shape::absent_id && custom == nullptr)
        custom = &each;
    }
    for (const auto& [block, pair] : by_client) {
      const auto& [org, custom] = pair;
      if (org == nullptr || custom == nullptr) continue;
      add("mixed-issuer-and-endpoints", org->line,
          "this names the org server, and line " + std::to_string(custom->line) +
              " of the same configuration names " + custom->server +
              ": all of them have to name one server");
    }
  }

  [[nodiscard]] std::string block_of(const Occurrence& occurrence) const {
    if (occurrence.client_id) return "\n" + *occurrence.client_id;
    const std::vector<std::string>& path = reading_.scalar(occurrence.scalar).path;
    std::string block = std::to_string(reading_.scalar(occurrence.scalar).document);
    for (std::size_t i = 0; i + 1 < path.size(); ++i) block.append("\n").append(path[i]);
    return block;
  }

  void audiences() {
    for (const Scalar& scalar : reading_.configuration.scalars) {
      if (!names_audience(scalar.key()) || scalar.text.empty()) continue;
      const bool is_default = contains(scalar.text, "api://default");
      if (!is_default && !contains(scalar.text, "://")) continue;
      if (is_of_org(scalar)) continue;
      add("audience", scalar.line,
          is_default ? "api://default is the audience of the server called default: another "
                       "server's tokens have its own audience"
                     : "the audience that is expected here has to be that of the custom server");
    }
  }

  // Backstage calls the domain of the org so.
  [[nodiscard]] bool is_of_org(const Scalar& scalar) const { return speaking_.contains(&scalar); }

  void siblings() {
    const bool is_kubernetes = contains(bare_name(reading_.bytes.substr(0, 4096)), "kube");
    for (const Occurrence& each : occurrences_) {
      if (!is_to_move(each)) continue;
      const std::string key = bare_name(each.key);
      if (contains(key, "oidcissuerurl") && is_kubernetes)
        once("verifier-elsewhere", each.line,
             "kube-apiserver and every kubeconfig have to name the same issuer: change them "
             "together");
      if (contains(key, "jwtrules") || contains(key, "jwtauthn") || contains(key, "remotejwks") ||
          contains(key, "jwtconfiguration") || contains(key, "resourceserver") ||
          contains(key, "mpjwtverify") || contains(key, "boundissuer") ||
          contains(key, "jwtauthbackend"))
        once("producer-elsewhere", each.line,
             "this checks tokens that other clients get: their configuration has to name the same "
             "server at the same time");
      if (contains(key, "openidconnectprovider"))
        once("replaced-when-applied", each.line,
             "another URL makes another identity provider: roles and conditions that name it have "
             "to follow");
    }
  }

  // The user sees that page, not Okta's.
  void own_login_page() {
    for (std::size_t i = 0; i < reading_.configuration.scalars.size(); ++i) {
      const Scalar& scalar = reading_.scalar(i);
      const std::string key = bare_name(scalar.key());
      if (!key.ends_with("authorizationuri") || !scalar.text.starts_with("http")) continue;
      if (!contains(in_lower_case(scalar.dotted()), "okta") || is_of_org(scalar)) continue;
      add("own-login-page", scalar.line,
          "sign-in goes to a page of the application's own: it has to ask the custom server, too");
    }
  }

  // AWS has the issuer in names of conditions, which are keys here, and only values are edited.
  void condition_keys() {
    for (const std::string_view claim : {":aud\"", ":sub\"", ":amr\""}) {
      for (std::size_t at = reading_.bytes.find(claim); at != std::string_view::npos;
           at = reading_.bytes.find(claim, at + 1)) {
        const std::size_t quote = reading_.bytes.rfind('"', at);
        const std::size_t behind = reading_.bytes.find_first_not_of(" \t", at + claim.size());
        const bool is_key = behind != std::string_view::npos &&
                            (reading_.bytes[behind] == ':' || reading_.bytes[behind] == '=');
        if (quote == std::string_view::npos || !is_key) continue;
        const std::string host = in_lower_case(reading_.bytes.substr(quote + 1, at - quote - 1));
        if (!reading_.hosts.contains(host)) continue;
        const auto line = std::ranges::upper_bound(reading_.line_begins, at);
        add("condition-key", static_cast<std::size_t>(line - reading_.line_begins.begin()),
            "this condition names the org server by its host: the issuer of the custom server has "
            "a path behind it");
      }
    }
  }

  void sealed() {
    each_line([&](std::string_view line, std::size_t number) {
      if (contains(line, "kind: SealedSecret") || contains(line, "kind: ExternalSecret"))
        add("encrypted-elsewhere", number,
            "what is sealed or kept elsewhere cannot be changed here");
      if (line.starts_with("sops:"))
        add("encrypted-elsewhere", number, "encrypted with SOPS: change it with sops");
    });
  }

  void mixed_scopes() {
    for (const NamedClient& client : clients_) {
      const bool okta = std::ranges::any_of(client.scopes, is_okta_api_scope);
      const bool other = std::ranges::any_of(client.scopes, [](const std::string& scope) {
        constexpr std::array<std::string_view, 8> kShared = {
            "openid", "profile",        "email",  "address",
            "phone",  "offline_access", "groups", "device_sso"};
        return !is_okta_api_scope(scope) && std::ranges::find(kShared, scope) == kShared.end();
      });
      if (okta && other)
        add("okta-api-scopes", client.scopes_line,
            "Okta API scopes and custom scopes are granted by different servers: ask for them in "
            "two requests, or with two clients");
    }
  }

  const OpenReading& reading_;
  const std::vector<Occurrence>& occurrences_;
  const std::vector<NamedClient>& clients_;
  std::set<const Scalar*> speaking_;  // of this org
  std::vector<FileNote> notes_;
  std::set<std::pair<std::string, std::size_t>> told_;
  std::set<std::string> told_once_;
};

}  // namespace

bool asks_org_server_always(std::string_view bytes) {
  return is_omniauth(bytes) && contains(bytes, ":okta") && contains(bytes, "client_options") &&
         !contains(bytes, "use_org_auth_server");
}

std::vector<FileNote> notes_on(const OpenReading& reading,
                               const std::vector<Occurrence>& occurrences,
                               const std::vector<NamedClient>& clients) {
  return Notes(reading, occurrences, clients).all();
}

}  // namespace remediate
