#include "client/models/log_event.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "client/base/url.hpp"
#include "client/models/exact.hpp"

namespace okta {
namespace {

// The allow-list of debugData. Okta promises no key; these were seen on token and authorize events
// or are the OAuth names of the same thing. Whatever else stands there (user names, device data,
// hashed secrets) is not read.
constexpr std::array<std::string_view, 10> kPlainKeys{
    "requestedScopes", "grantedScopes",       "scope",  "scopes",       "grantType",
    "clientAuthType",  "authorizationServer", "issuer", "responseType", "authorizationServerId",
};
constexpr std::array<std::string_view, 3> kUrlKeys{"url", "requestUri", "redirectUri"};

// Parameters of an authorize or token request. Not here: login_hint, id_token_hint, username and
// every other one that names a person or is a credential.
constexpr std::array<std::string_view, 7> kParameters{
    "scope", "state", "client_id", "response_type", "redirect_uri", "grant_type", "prompt",
};
// That they were there matters (the scopes are inside), what they hold may be personal.
constexpr std::array<std::string_view, 2> kParametersByName{"request", "request_uri"};
constexpr std::string_view kPresent = "present";

template <std::size_t Size>
bool contains(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// The part before query and fragment. A place with an `@` names a person or holds credentials.
std::string without_query(std::string_view text) {
  const std::string_view place = text.substr(0, text.find_first_of("?#"));
  const bool names_someone =
      place.find('@') != std::string_view::npos || place.find("%40") != std::string_view::npos;
  return names_someone ? std::string() : std::string(place);
}

std::string query_of(std::string_view text) {
  const std::size_t mark = text.find('?');
  if (mark == std::string_view::npos) return {};
  text.remove_prefix(mark + 1);
  return std::string(text.substr(0, text.find('#')));
}

std::string kept_query(const std::string& query) {
  QueryParameters kept;
  for (const auto& [name, value] : parse_query(query)) {
    if (name == "redirect_uri") {
      kept.emplace_back(name, without_query(value));
    } else if (contains(kParameters, name)) {
      kept.emplace_back(name, value);
    } else if (contains(kParametersByName, name)) {
      kept.emplace_back(name, kPresent);
    }
  }
  return format_query(kept);
}

std::string kept_url(const std::string& text) {
  std::string url = without_query(text);
  const std::string query = kept_query(query_of(text));
  if (!url.empty() && !query.empty()) url += "?" + query;
  return url;
}

std::optional<std::string> scalar_text(const JsonView& value) {
  if (value.is_string()) return value.string();
  if (value.boolean() || value.integer()) return value.dump();
  return std::nullopt;
}

std::map<std::string, std::string> read_debug_data(const JsonView& json) {
  std::map<std::string, std::string> kept;
  for (const auto& [key, value] : json.members()) {
    const std::optional<std::string> text = scalar_text(value);
    if (!text) continue;
    if (contains(kPlainKeys, key)) kept.emplace(key, *text);
    if (contains(kUrlKeys, key)) kept.emplace(key, kept_url(*text));
  }
  return kept;
}

LogActor read_actor(const JsonView& json) {
  LogActor actor;
  actor.type = json["type"].string_or("");
  actor.id = json["id"].string_or("");
  if (actor.type == "PublicClientApp") actor.alternate_id = json["alternateId"].string_or("");
  return actor;
}

// User, AppUser: their names and alternate ids are the names and addresses of people.
bool is_person(std::string_view type) { return type.ends_with("User"); }

LogTarget read_target(const JsonView& json) {
  LogTarget target;
  target.type = json["type"].string_or("");
  target.id = json["id"].string_or("");
  if (is_person(target.type)) return target;
  target.alternate_id = json["alternateId"].string_or("");
  target.display_name = json["displayName"].string_or("");
  target.policy_type = json["detailEntry"]["policyType"].string_or("");
  return target;
}

}  // namespace

std::string LogEvent::debug(const std::string& key) const {
  const auto found = debug_data.find(key);
  return found == debug_data.end() ? std::string() : found->second;
}

// Nearly everything may be null. What says which client failed at what, and when, must not have
// another shape than Okta documents: such an event would look like one that concerns nobody.
template <>
Result<LogEvent> decode<LogEvent>(const JsonView& json) {
  LogEvent event;
  event.uuid = json["uuid"].string_or("");
  ExactReader reader(json, event.uuid.empty() ? "log event" : "log event " + event.uuid,
                     "published");
  event.event_type = reader.required_string("eventType");
  const std::optional<Timestamp> published = parse_timestamp(reader.id());
  if (!published) reader.object_to("published is not a point in time");
  event.published = published.value_or(Timestamp{});
  event.outcome_result = reader.optional_string("outcome/result").value_or("");
  event.outcome_reason = reader.optional_string("outcome/reason").value_or("");
  event.client_id = reader.optional_string("client/id");
  event.user_agent = json["client"]["userAgent"]["rawUserAgent"].string_or("");
  event.actor = read_actor(reader.optional_object("actor"));
  for (const JsonView& target : reader.optional_array("target"))
    event.targets.push_back(read_target(target));
  event.debug_data = read_debug_data(reader.optional_object("debugContext/debugData"));
  return reader.verdict(std::move(event));
}

}  // namespace okta
