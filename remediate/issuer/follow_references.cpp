#include <optional>

#include "remediate/issuer/reading.hpp"
#include "remediate/issuer/spelling.hpp"

namespace remediate {
namespace {

constexpr FateWithReason kUsedAsIssuer{Fate::moves, "used-as-issuer",
                                       "another setting of this file uses it as the issuer"};
constexpr FateWithReason kUsedAsAddress{Fate::stays, "used-as-address",
                                        "other settings of this file put a path behind it"};
constexpr FateWithReason kBound{Fate::moves, "bound", "the file is bound to a client"};
constexpr FateWithReason kDerived{Fate::moves, "derived", "derived from another setting"};
constexpr FateWithReason kDerivedCustom{Fate::custom, "custom-server",
                                        "names a custom authorization server already"};
constexpr FateWithReason kDerivedOrgOnly{
    Fate::manual, "derived-org-only",
    "needs the org's address, and what it is derived from becomes an issuer: derive it from a "
    "setting of its own"};
constexpr FateWithReason kDerivedElsewhere{
    Fate::manual, "derived-elsewhere",
    "derived from a setting in another file: when that becomes the issuer, /oauth2 has to go here"};

enum class Becomes {
  none,    // nothing of this org
  stays,   // the org's address, which stays
  issuer,  // moves
  custom,  // an issuer of a custom server already
};

// What a setting stands for, and where that is said: in `found`.
struct Base {
  Becomes becomes = Becomes::none;
  std::optional<std::size_t> root;
};

bool is_issuer_path(UrlMeaning meaning, std::string_view path) {
  return path.empty() || path == "/" ||
         (meaning == UrlMeaning::custom_server && path.find("/v1") == std::string_view::npos &&
          path.find("/.well-known") == std::string_view::npos);
}

bool is_well_known(std::string_view path) { return path.starts_with("/.well-known/"); }

class Follower {
 public:
  explicit Follower(OpenReading& reading)
      : reading_(reading),
        addresses_(reading.configuration.scalars.size()),
        wholes_(reading.configuration.scalars.size()),
        bases_(reading.configuration.scalars.size()) {
    for (std::size_t i = 0; i < reading_.found.size(); ++i) {
      const Found& found = reading_.found[i];
      const Occurrence& occurrence = found.occurrence;
      if (fills(occurrence.scalar, occurrence.begin, found.url.whole_end) &&
          is_issuer_path(occurrence.meaning, path_of(occurrence.scalar, found.url)))
        addresses_[occurrence.scalar] = i;
    }
    for (std::size_t i = 0; i < reading_.references.size(); ++i) {
      const ReferenceInFile& each = reading_.references[i];
      if (fills(each.scalar, each.url.begin, each.url.whole_end) && each.url.path == each.url.end)
        wholes_[each.scalar] = i;
    }
  }

  void decide_unclear(bool is_bound) {
    std::vector<Uses> uses(reading_.configuration.scalars.size());
    for (const ReferenceInFile& each : reading_.references) {
      if (each.defined) count(each, uses[*each.defined]);
    }
    for (const std::size_t used : reading_.used_as_host) uses[used].with_path = true;
    for (Found& found : reading_.found) {
      Occurrence& occurrence = found.occurrence;
      const Uses& of_it = uses[occurrence.scalar];
      if (occurrence.reason == "domain-only" && of_it.any()) give(occurrence, kUsedAsAddress);
      if (occurrence.fate != Fate::ambiguous) continue;
      if (of_it.as_address || (of_it.with_path && !of_it.as_issuer))
        give(occurrence, kUsedAsAddress);
      else if (of_it.as_issuer)
        give(occurrence, kUsedAsIssuer);
      else if (is_bound)
        give(occurrence, kBound);
    }
  }

  void add_derived() {
    const std::size_t count = reading_.references.size();
    for (std::size_t i = 0; i < count; ++i) {
      const ReferenceInFile each = reading_.references[i];
      if (each.defined) {
        derive(each, base_of(*each.defined));
      } else {
        judge_undefined(each);
      }
    }
    for (std::size_t i = 0; i < wholes_.size(); ++i) {
      if (wholes_[i]) (void)base_of(i);
    }
  }

 private:
  struct Uses {
    bool as_issuer = false;
    bool with_path = false;   // `/oauth2/v1/...` behind it
    bool as_address = false;  // something that only the org has behind it

    [[nodiscard]] bool any() const { return as_issuer || with_path || as_address; }
  };

  [[nodiscard]] bool fills(std::size_t scalar, std::size_t begin, std::size_t end) const {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::string_view text = reading_.scalar(scalar).text;
    return text.find_first_not_of(kBlanks) == begin &&
           text.find_first_not_of(kBlanks, end) == std::string_view::npos;
  }

  [[nodiscard]] std::string_view path_of(std::size_t scalar, const UrlInText& url) const {
    return url.path_of(reading_.scalar(scalar).text);
  }

  void count(const ReferenceInFile& each, Uses& uses) const {
    const std::string_view path = path_of(each.scalar, each.url);
    if (path.empty()) {
      uses.as_issuer = uses.as_issuer || each.hint == KeyHint::issuer;
      return;
    }
    if (is_well_known(path) || path.starts_with("/v1/")) {
      uses.as_issuer = true;
      return;
    }
    const UrlMeaning meaning = classify_path(path).meaning;
    if (meaning == UrlMeaning::org_endpoint || meaning == UrlMeaning::org_issuer)
      uses.with_path = true;
    else
      uses.as_address = true;
  }

  // A setting may be another one, which may be another one: followed in a loop, each once.
  Base base_of(std::size_t scalar) {
    std::vector<std::size_t> way;
    std::size_t at = scalar;
    while (!bases_[at] && !addresses_[at] && wholes_[at]) {
      bases_[at] = Base{};  // until it is known: a circle ends here
      way.push_back(at);
      const auto next = reading_.references[*wholes_[at]].defined;
      if (!next) break;
      at = *next;
    }
    Base base = bases_[at].value_or(Base{});
    if (!bases_[at]) bases_[at] = base = own_base(at);
    for (; !way.empty(); way.pop_back()) {
      base = through(reading_.references[*wholes_[way.back()]], base);
      bases_[way.back()] = base;
    }
    return base;
  }

  [[nodiscard]] Base own_base(std::size_t scalar) const {
    if (!addresses_[scalar]) return {};
    switch (reading_.found[*addresses_[scalar]].occurrence.fate) {
      case Fate::moves:
        return {Becomes::issuer, addresses_[scalar]};
      case Fate::custom:
        return {Becomes::custom, addresses_[scalar]};
      case Fate::ambiguous:
      case Fate::stays:
      case Fate::manual:
        return {Becomes::stays, addresses_[scalar]};
    }
    return {};
  }

  // What a setting is that is nothing but a reference to another one.
  Base through(const ReferenceInFile& whole, Base base) {
    if (base.becomes != Becomes::stays || whole.hint != KeyHint::issuer) return base;
    if (!add(whole, kDerived, UrlMeaning::org_issuer, {})) return base;
    return {Becomes::issuer, reading_.found.size() - 1};
  }

  void derive(const ReferenceInFile& each, Base base) {
    const std::string_view path = path_of(each.scalar, each.url);
    if (path.empty() || base.becomes == Becomes::none || base.becomes == Becomes::custom) return;
    const OktaUrl meaning = classify_path(path);
    switch (meaning.meaning) {
      case UrlMeaning::org_endpoint:
      case UrlMeaning::org_issuer:
        if (path == "/") return;
        if (base.becomes == Becomes::stays)
          add(each, kDerived, meaning.meaning, {});
        else if (!is_well_known(path))
          add(each, kDerived, meaning.meaning, base.root);
        return;
      case UrlMeaning::custom_server:
        if (base.becomes == Becomes::stays)
          add(each, kDerivedCustom, meaning.meaning, {});
        else
          add(each, kDerivedOrgOnly, meaning.meaning, {});
        return;
      case UrlMeaning::org_only:
        if (base.becomes == Becomes::issuer) add(each, kDerivedOrgOnly, meaning.meaning, {});
        return;
      case UrlMeaning::other:
        if (base.becomes == Becomes::issuer && !path.starts_with("/v1"))
          add(each, kDerivedOrgOnly, meaning.meaning, {});
        return;
    }
  }

  // Its definition is in another file, or in the environment.
  void judge_undefined(const ReferenceInFile& each) {
    const std::string_view path = path_of(each.scalar, each.url);
    if (each.url.name.find_first_of(" \t\"'(") != std::string_view::npos) return;
    const OktaUrl meaning = classify_path(path);
    if (!means_okta(each.url.name) &&
        (!reading_.mentions_okta || means_another_vendor(each.url.name)))
      return;
    const KeyHint named = hint_of(each.url.name);
    if (meaning.meaning == UrlMeaning::custom_server) {
      if (named != KeyHint::issuer) add(each, kDerivedCustom, meaning.meaning, {});
      return;
    }
    const bool is_org = meaning.meaning == UrlMeaning::org_endpoint ||
                        (meaning.meaning == UrlMeaning::org_issuer && path.size() > 1);
    if (!is_org) return;
    const bool is_address = named == KeyHint::management || named == KeyHint::domain ||
                            (named == KeyHint::none && means_okta(each.url.name));
    if (is_address)
      add(each, kDerived, meaning.meaning, {});
    else if (!is_well_known(path))
      add(each, kDerivedElsewhere, meaning.meaning, {});
  }

  bool add(const ReferenceInFile& each, const FateWithReason& verdict, UrlMeaning meaning,
           std::optional<std::size_t> base) {
    Found found;
    found.url = each.url;
    found.hint = each.hint;
    found.purpose = purpose_of(reading_.scalar(each.scalar).path, {});
    if (found.purpose != Purpose::sign_in) return false;
    found.occurrence = occurrence_at(reading_, each.scalar, each.url.begin, each.url.end);
    found.occurrence.path = each.url.path - each.url.begin;
    found.occurrence.shape = Shape::derived;
    found.occurrence.meaning = meaning;
    if (meaning == UrlMeaning::custom_server)
      found.occurrence.server = classify_path(path_of(each.scalar, each.url)).server;
    give(found.occurrence, verdict);
    found.occurrence.base = base;
    reading_.found.push_back(std::move(found));
    return true;
  }

  OpenReading& reading_;
  std::vector<std::optional<std::size_t>> addresses_;  // by scalar: in `found`
  std::vector<std::optional<std::size_t>> wholes_;     // by scalar: in `references`
  std::vector<std::optional<Base>> bases_;
};

}  // namespace

void follow_references(OpenReading& reading, bool is_bound) {
  Follower follower(reading);
  follower.decide_unclear(is_bound);
  follower.add_derived();
}

}  // namespace remediate
