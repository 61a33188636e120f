#include "remediate/issuer/url_in_text.hpp"

#include <algorithm>
#include <optional>

#include "remediate/issuer/placeholder.hpp"
#include "remediate/issuer/spelling.hpp"

namespace remediate {
namespace {

constexpr std::string_view kEndsOfPath = " \t\r\n\"'`<>,;|\\^()[]{}?#&$";

bool is_host_letter(char c) { return is_word(c) || c == '-' || c == '.'; }

bool is_word_begin(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  if (before == '/' && text.substr(0, at).ends_with("oidc-provider/")) return true;  // AWS names it
  return !is_word(before) && before != '/' && before != '.' && before != '-' && before != '@' &&
         before != '}' && before != '{' && before != '$' && before != '%' && before != '<';
}

// Where the authority that begins at `from` has its parts.
struct Authority {
  std::size_t end = 0;
  std::size_t host_end = 0;
  std::optional<Placeholder> placeholder;  // in the host
  std::size_t placeholder_begin = 0;
  bool is_port_known = true;
};

std::size_t port_end(std::string_view text, std::size_t colon, bool& is_known) {
  std::size_t end = colon + 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end > colon + 1) return end;
  const auto placeholder = placeholder_at(text, colon + 1);
  if (!placeholder) return colon;
  is_known = false;
  return colon + 1 + placeholder->length;
}

Authority authority_at(std::string_view text, std::size_t from) {
  Authority authority;
  std::size_t at = from;
  while (at < text.size()) {
    if (is_host_letter(text[at])) {
      ++at;
      continue;
    }
    const auto placeholder = placeholder_at(text, at);
    if (!placeholder) break;
    if (!authority.placeholder) {
      authority.placeholder = placeholder;
      authority.placeholder_begin = at;
    }
    at += placeholder->length;
  }
  while (at > from && text[at - 1] == '.') --at;
  authority.host_end = at;
  authority.end = at;
  if (at > from && at < text.size() && text[at] == ':')
    authority.end = port_end(text, at, authority.is_port_known);
  return authority;
}

std::size_t end_of_path(std::string_view text, std::size_t from) {
  if (from >= text.size() || text[from] != '/') return from;
  std::size_t at = from;
  while (at < text.size()) {
    if (const auto placeholder = placeholder_at(text, at)) {
      at += placeholder->length;
    } else if (kEndsOfPath.find(text[at]) != std::string_view::npos) {
      break;
    } else {
      ++at;
    }
  }
  while (at > from && (text[at - 1] == '.' || text[at - 1] == ':' || text[at - 1] == '!')) --at;
  return at;
}

std::size_t end_of_query(std::string_view text, std::size_t from) {
  if (from >= text.size() || (text[from] != '?' && text[from] != '#')) return from;
  constexpr std::string_view kEnds = " \t\r\n\"'`<>,;|\\^()[]{}";
  return std::min(text.find_first_of(kEnds, from), text.size());
}

std::vector<std::string_view> all_hosts(const OrgHosts& hosts) {
  std::vector<std::string_view> all(hosts.custom_authorities().begin(),
                                    hosts.custom_authorities().end());
  if (!hosts.org_authority().empty()) all.push_back(hosts.org_authority());
  return all;
}

std::string_view without_port(std::string_view authority) {
  return authority.substr(0, authority.rfind(':'));
}

// `acme-admin.okta.com` of `acme.okta.com`.
bool is_admin_of(std::string_view host, std::string_view org) {
  const std::size_t dot = org.find('.');
  return dot != std::string_view::npos && host.size() == org.size() + 6 &&
         host.starts_with(org.substr(0, dot)) && host.substr(dot, 6) == "-admin" &&
         host.ends_with(org.substr(dot));
}

std::optional<Host> whose(std::string_view text, std::size_t from, const Authority& authority,
                          const OrgHosts& hosts) {
  const std::string host = in_lower_case(text.substr(from, authority.host_end - from));
  if (host.empty()) return std::nullopt;
  if (authority.placeholder) {
    const std::size_t begin = authority.placeholder_begin - from;
    const std::string_view behind =
        std::string_view(host).substr(begin + authority.placeholder->length);
    const Host kind = authority.placeholder->is_filled_in_by_hand ? Host::by_hand : Host::by_name;
    if (begin == 0 && behind.empty()) return kind;
    // `{yourOktaDomain}.com` would be a host that ends in `.com.com`.
    const std::string name = bare_name(authority.placeholder->name);
    if (begin == 0 && behind == ".com" && name.find("domain") != std::string::npos)
      return Host::misspelled;
    for (const std::string_view org : all_hosts(hosts)) {
      const std::string_view known = without_port(org);
      const std::size_t dot = known.find('.');
      if (dot != std::string_view::npos && behind == known.substr(dot)) return Host::org;
    }
    return std::nullopt;
  }
  const std::string port(text.substr(authority.host_end, authority.end - authority.host_end));
  const bool is_default = port.empty() || port == ":443" || port == ":80";
  if (hosts.contains(is_default ? host : host + port)) return Host::org;
  for (const std::string_view org : all_hosts(hosts)) {
    if (!authority.is_port_known && host == without_port(org)) return Host::org;
    if (is_admin_of(host, org)) return Host::admin;
    if (host == std::string(org) + ".com" && org.ends_with(".com")) return Host::misspelled;
  }
  return std::nullopt;
}

// Where the scheme begins that ends at `colon`; `colon` itself when there is none of ours.
std::size_t scheme_begin(std::string_view text, std::size_t colon) {
  for (const std::string_view scheme : {"https", "http"}) {
    if (colon < scheme.size()) continue;
    const std::size_t begin = colon - scheme.size();
    if (in_lower_case(text.substr(begin, scheme.size())) != scheme) continue;
    if (begin > 0 && is_letter(text[begin - 1])) continue;
    return begin;
  }
  return colon;
}

class Finder {
 public:
  Finder(std::string_view text, const OrgHosts& hosts)
      : text_(text), hosts_(hosts), known_(all_hosts(hosts)) {}

  std::vector<UrlInText> all() {
    for (std::size_t at = 0; at < text_.size();) at = step(at);
    return std::move(found_);
  }

 private:
  std::size_t step(std::size_t at) {
    if (text_.substr(at, 3) == "://") return with_scheme(at, at + 3);
    // Xcode's configuration files take `//` for a comment.
    if (text_.substr(at, 6) == ":/$()/") return with_scheme(at, at + 6);
    if (text_.substr(at, 2) == "//" && (at == 0 || text_[at - 1] != ':'))
      return add(at, at + 2, false).value_or(at + 1);
    if (!is_word_begin(text_, at)) return at + 1;
    if (const auto placeholder = placeholder_at(text_, at)) return reference(at, *placeholder);
    return begins_with_known_host(at) ? add(at, at, false).value_or(at + 1) : at + 1;
  }

  std::size_t with_scheme(std::size_t colon, std::size_t host) {
    const std::size_t begin = scheme_begin(text_, colon);
    if (begin == colon) return host;
    const std::string_view behind = text_.substr(host, 8);
    if (behind.starts_with("https://") || behind.starts_with("http://")) {
      const std::size_t second = text_.find("://", host);
      const auto past = add(begin, second + 3, true);
      if (past) found_.back().whose = Host::two_schemes;
      return past.value_or(second + 3);
    }
    return add(begin, host, true).value_or(host);
  }

  // What stands in the braces may hold a URL as well: `${ISSUER:-https://...}`.
  std::size_t reference(std::size_t at, const Placeholder& placeholder) {
    const std::size_t behind = at + placeholder.length;
    const bool is_one_word =
        behind == text_.size() ||
        std::string_view("/?# \t\r\n\"'`>,;|\\)]}&").find(text_[behind]) != std::string_view::npos;
    if (!is_one_word || placeholder.name.empty()) return at + 1;
    UrlInText url;
    url.begin = url.host = at;
    url.path = behind;
    url.end = end_of_path(text_, behind);
    url.whole_end = end_of_query(text_, url.end);
    url.whose = placeholder.is_filled_in_by_hand ? Host::by_hand : Host::reference;
    url.name = placeholder.name;
    found_.push_back(url);
    return text_.substr(at, placeholder.length).find("://") != std::string_view::npos ? at + 1
                                                                                      : url.end;
  }

  bool begins_with_known_host(std::size_t at) const {
    return std::ranges::any_of(known_, [&](std::string_view host) {
      host = without_port(host);
      if (text_.size() - at < host.size() || lower(text_[at]) != host.front()) return false;
      const std::size_t end = at + host.size();
      return in_lower_case(text_.substr(at, host.size())) == host &&
             (end == text_.size() || !is_host_letter(text_[end]) || text_.substr(end) == ".");
    });
  }

  // Where to go on; absent when this is nobody of ours.
  std::optional<std::size_t> add(std::size_t begin, std::size_t host, bool has_scheme) {
    const Authority authority = authority_at(text_, host);
    const auto kind = whose(text_, host, authority, hosts_);
    if (!kind) return std::nullopt;
    UrlInText url;
    url.begin = begin;
    url.host = host;
    url.path = authority.end;
    url.end = end_of_path(text_, url.path);
    url.whole_end = end_of_query(text_, url.end);
    url.whose = *kind;
    if (authority.placeholder) url.name = authority.placeholder->name;
    url.has_scheme = has_scheme;
    found_.push_back(url);
    return std::max(url.end, begin + 1);
  }

  std::string_view text_;
  const OrgHosts& hosts_;
  std::vector<std::string_view> known_;
  std::vector<UrlInText> found_;
};

}  // namespace

std::vector<UrlInText> urls_in_text(std::string_view text, const OrgHosts& hosts) {
  return Finder(text, hosts).all();
}

std::string_view name_before(std::string_view text, std::size_t at) {
  constexpr std::size_t kFarthest = 160;
  const std::size_t limit = at > kFarthest ? at - kFarthest : 0;
  std::size_t end = at;
  const auto skip = [&](std::string_view letters) {
    while (end > limit && letters.find(text[end - 1]) != std::string_view::npos) --end;
  };
  skip("\"'`\\");
  if (end > limit && text[end - 1] == '-' && end > limit + 1 && text[end - 2] == ':') --end;
  skip(" \t=:>");
  skip("\"'`\\");
  std::size_t begin = end;
  while (begin > limit && is_name(text[begin - 1])) --begin;
  std::string_view name = text.substr(begin, end - begin);
  while (!name.empty() && (name.front() == '-' || name.front() == '.')) name.remove_prefix(1);
  // A JVM property: `-Dokta.oauth2.issuer=`.
  if (begin < end && text[begin] == '-' && name.size() > 1 && name.front() == 'D' &&
      text[begin + 1] == 'D')
    name.remove_prefix(1);
  return name;
}

}  // namespace remediate
