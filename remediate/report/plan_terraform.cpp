#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "remediate/report/hcl.hpp"
#include "remediate/report/narrative.hpp"
#include "remediate/report/plan_narrative.hpp"
#include "remediate/report/plan_report.hpp"

// Source: documentation of the resources okta_auth_server, _scope, _policy and _policy_rule of the
// Terraform provider okta/okta.
namespace remediate {

namespace {

using nlohmann::json;

// A member of an object in Okta's API and the provider's argument for it.
struct Argument {
  const char* pointer;
  const char* name;
  bool is_required = false;
};

struct Resource {
  const char* type;
  std::vector<Argument> arguments;
  std::vector<const char*> implied;  // what the resource type says already
};

const Resource* resource_for(ObjectKind kind) {
  static const Resource server = {
      "okta_auth_server",
      {{"/name", "name", true},
       {"/audiences", "audiences", true},
       {"/description", "description"},
       {"/issuerMode", "issuer_mode"},
       {"/status", "status"},
       {"/credentials/signing/rotationMode", "credentials_rotation_mode"}},
      {}};
  static const Resource scope = {"okta_auth_server_scope",
                                 {{"/name", "name", true},
                                  {"/description", "description"},
                                  {"/displayName", "display_name"},
                                  {"/consent", "consent"},
                                  {"/default", "default"},
                                  {"/optional", "optional"},
                                  {"/metadataPublish", "metadata_publish"}},
                                 {}};
  static const Resource policy = {"okta_auth_server_policy",
                                  {{"/name", "name", true},
                                   {"/description", "description", true},
                                   {"/priority", "priority", true},
                                   {"/status", "status"},
                                   {"/conditions/clients/include", "client_whitelist", true}},
                                  {"/type"}};
  static const Resource rule = {
      "okta_auth_server_policy_rule",
      {{"/name", "name", true},
       {"/priority", "priority", true},
       {"/status", "status"},
       {"/conditions/grantTypes/include", "grant_type_whitelist", true},
       {"/conditions/scopes/include", "scope_whitelist"},
       {"/conditions/people/groups/include", "group_whitelist"},
       {"/conditions/people/groups/exclude", "group_blacklist"},
       {"/conditions/people/users/include", "user_whitelist"},
       {"/conditions/people/users/exclude", "user_blacklist"},
       {"/actions/token/accessTokenLifetimeMinutes", "access_token_lifetime_minutes"},
       {"/actions/token/refreshTokenLifetimeMinutes", "refresh_token_lifetime_minutes"},
       {"/actions/token/refreshTokenWindowMinutes", "refresh_token_window_minutes"},
       {"/actions/token/inlineHook/id", "inline_hook_id"}},
      {"/type"}};
  switch (kind) {
    case ObjectKind::authorization_server:
      return &server;
    case ObjectKind::scope:
      return &scope;
    case ObjectKind::policy:
      return &policy;
    case ObjectKind::rule:
      return &rule;
    default:
      return nullptr;
  }
}

std::string name_of(const Change& change) { return hcl::identifier(change.target.name, change.id); }

hcl::Addresses addresses_of(const Plan& plan) {
  hcl::Addresses addresses;
  for (const Change& each : plan.changes) {
    const Resource* resource = resource_for(each.target.kind);
    if (each.action == Action::create && resource != nullptr)
      addresses[each.id] = fmt::format("{}.{}", resource->type, name_of(each));
  }
  return addresses;
}

// Takes a member out of `object`.
std::optional<json> taken(json& object, const char* pointer) {
  const json::json_pointer place(pointer);
  if (!object.contains(place)) return std::nullopt;
  json& parent = object[place.parent_pointer()];
  json value = std::move(parent[place.back()]);
  parent.erase(place.back());
  return value;
}

// Leaves an object as it is in which there is no place for it.
void set(json& object, const std::string& pointer, const std::string& json_text) {
  json edited = object;
  try {
    edited[json::json_pointer(pointer)] = json::parse(json_text);
    object = std::move(edited);
  } catch (const json::exception&) {
    return;
  }
}

bool is_plain(const json& value) {
  const auto is_leaf = [](const json& each) { return each.is_primitive() && !each.is_null(); };
  return is_leaf(value) || (value.is_array() && std::ranges::all_of(value, is_leaf));
}

// What nothing was said about is not told either.
void collect_leftovers(const json& object, const std::string& pointer,
                       std::vector<std::string>& lines) {
  if (object.is_object()) {
    for (const auto& [name, value] : object.items())
      collect_leftovers(value, fmt::format("{}/{}", pointer, name), lines);
  } else if (!object.is_null() && !(object.is_array() && object.empty())) {
    lines.push_back(fmt::format("{} = {}", pointer, object.dump()));
  }
}

struct FinalBody {
  json body;
  std::string edited_by;  // id of a later change; empty: none
};

struct Block {
  std::vector<std::pair<std::string, std::string>> arguments;
  std::vector<std::string> comments;  // what no argument says
};

class Configuration {
 public:
  explicit Configuration(const Plan& plan) : plan_(plan), addresses_(addresses_of(plan)) {}

  std::string text() {
    comment(plan_sentence(plan_));
    if (const std::string rest = rest_sentence(plan_); !rest.empty()) comment(rest);
    if (plan_.changes.empty()) return text_;
    comment(
        "For the Terraform provider okta/okta. The promise of `oktafix apply` that everybody "
        "keeps working after each single write does not hold for Terraform.");
    for (const Change& each : plan_.changes) {
      text_ += "\n";
      comment(fmt::format("{}: {}", each.id, change_sentence(plan_, each)));
      if (!each.why.empty()) comment(in_words(plan_, each.why));
      write(each);
    }
    return text_;
  }

 private:
  void comment(std::string_view words) { text_ += hcl::comment(words) + "\n"; }

  void write(const Change& change) {
    const auto address = addresses_.find(change.id);
    if (address != addresses_.end()) return write_resource(change);
    const Change* made = maker_of(change.target.id);
    if (change.action == Action::update && made != nullptr && !has_unsaid_edit(change, *made))
      return comment(fmt::format("Is part of the resource of {}.", made->id));
    write_as_comment(change);
  }

  // The arguments that an edit sets, or why there is none for it.
  void write_as_comment(const Change& change) {
    const Resource* resource = resource_for(change.target.kind);
    if (resource == nullptr) {
      comment("Terraform does not do this here: with `oktafix apply`, or by hand:");
    } else {
      comment(fmt::format("It is there already: import it as {}, then set:", resource->type));
    }
    if (change.action == Action::activate) comment("  status = \"ACTIVE\"");
    if (change.action == Action::deactivate) comment("  status = \"INACTIVE\"");
    if (change.action == Action::remove) comment("  (remove the resource)");
    for (const FieldEdit& each : change.diff) comment("  " + setting_of(each, resource));
    for (const Splice& each : change.splices)
      comment("  " + in_words(plan_, splice_sentence(each)));
    if (change.action == Action::create) comment("  " + change.body);
  }

  std::string setting_of(const FieldEdit& edit, const Resource* resource) const {
    const Argument* argument = resource == nullptr ? nullptr : argument_for(*resource, edit.path);
    if (argument == nullptr || !edit.after) return in_words(plan_, edit_sentence(edit));
    const json value = json::parse(*edit.after, nullptr, false);
    if (value.is_discarded() || !is_plain(value)) return in_words(plan_, edit_sentence(edit));
    return fmt::format("{} = {}", argument->name, hcl::value(value, addresses_));
  }

  static const Argument* argument_for(const Resource& resource, std::string_view pointer) {
    const auto found = std::ranges::find(resource.arguments, pointer, &Argument::pointer);
    return found == resource.arguments.end() ? nullptr : &*found;
  }

  [[nodiscard]] const Change* maker_of(std::string_view reference) const {
    const auto found = std::ranges::find_if(plan_.changes, [&](const Change& each) {
      return id_of_made(each.id) == reference && addresses_.contains(each.id);
    });
    return found == plan_.changes.end() ? nullptr : &*found;
  }

  // An edit of something made in this plan that its resource has no argument for.
  static bool has_unsaid_edit(const Change& change, const Change& made) {
    const Resource& resource = *resource_for(made.target.kind);
    return std::ranges::any_of(change.diff, [&](const FieldEdit& each) {
      return !each.after || argument_for(resource, each.path) == nullptr;
    });
  }

  // As it stands at the end of the plan.
  [[nodiscard]] FinalBody final_body(const Change& change) const {
    FinalBody final{json::parse(change.body, nullptr, false), {}};
    if (!final.body.is_object()) final.body = json::object();
    for (const Change& each : plan_.changes) {
      const bool is_edit = each.action == Action::update && each.target.id == id_of_made(change.id);
      if (!is_edit || has_unsaid_edit(each, change)) continue;
      for (const FieldEdit& edit : each.diff) set(final.body, edit.path, *edit.after);
      final.edited_by = each.id;
    }
    return final;
  }

  void write_resource(const Change& change) {
    const Resource& resource = *resource_for(change.target.kind);
    auto [body, edited_by] = final_body(change);
    for (const char* each : resource.implied) taken(body, each);
    if (!edited_by.empty()) {
      comment(
          fmt::format("With what {} sets at the end: for a moment after it is made it covers its "
                      "client and has no rules yet.",
                      edited_by));
    }
    if (!body.contains("priority")) place(change, body);
    Block block;
    if (!change.target.server.empty())
      block.arguments.emplace_back("auth_server_id", hcl::string(change.target.server, addresses_));
    if (!change.target.policy.empty())
      block.arguments.emplace_back("policy_id", hcl::string(change.target.policy, addresses_));
    add_arguments(block, resource, body);
    add_dependencies(block, change);
    add_leftovers(block, body);
    write(resource, name_of(change), block);
  }

  // Plans say where something stands, the provider wants a number. It is known only among what
  // this plan makes.
  void place(const Change& change, json& body) {
    const ChangeTarget& target = change.target;
    const bool is_rule = target.kind == ObjectKind::rule;
    if (!is_rule && target.kind != ObjectKind::policy) return;
    if (!target.above.empty())
      return comment("Its priority is the one that the policy below it has now: look it up.");
    if (maker_of(is_rule ? target.policy : target.server) == nullptr)
      return comment("It comes last: its priority is one more than the last one has now.");
    body["priority"] = 1 + std::ranges::count_if(plan_.changes, [&](const Change& each) {
                         return &each < &change && each.action == Action::create &&
                                each.target.kind == target.kind &&
                                each.target.server == target.server &&
                                each.target.policy == target.policy;
                       });
  }

  // As `terraform fmt` would.
  void write(const Resource& resource, const std::string& name, const Block& block) {
    std::size_t width = 0;
    for (const auto& [argument, value] : block.arguments) width = std::max(width, argument.size());
    text_ += fmt::format("resource \"{}\" \"{}\" {{\n", resource.type, name);
    for (const auto& [argument, value] : block.arguments)
      text_ += fmt::format("  {:{}} = {}\n", argument, width, value);
    for (const std::string& each : block.comments)
      text_ += fmt::format("  {}\n", hcl::comment(each));
    text_ += "}\n";
  }

  void add_arguments(Block& block, const Resource& resource, json& body) const {
    for (const Argument& each : resource.arguments) {
      const std::optional<json> value = taken(body, each.pointer);
      const bool is_sayable = value && is_plain(*value);
      const bool is_empty_list = is_sayable && value->is_array() && value->empty();
      if (is_sayable && (each.is_required || !is_empty_list))
        block.arguments.emplace_back(each.name, hcl::value(*value, addresses_));
      else if (each.is_required)
        block.comments.push_back(
            fmt::format("{}: the provider requires it, the plan does not say it", each.name));
      if (value && !is_sayable) body[json::json_pointer(each.pointer)] = *value;
    }
  }

  static void add_leftovers(Block& block, const json& body) {
    std::vector<std::string> lines;
    collect_leftovers(body, "", lines);
    if (lines.empty()) return;
    block.comments.emplace_back("The provider has no argument for:");
    for (const std::string& each : lines) block.comments.push_back("  " + each);
  }

  // Rules must be made one after the other: in parallel Okta mixes up their priorities.
  void add_dependencies(Block& block, const Change& change) const {
    std::vector<std::string> needed;
    for (const std::string& each : change.after) {
      const auto address = addresses_.find(each);
      if (address != addresses_.end()) needed.push_back(address->second);
    }
    if (!needed.empty())
      block.arguments.emplace_back("depends_on", fmt::format("[{}]", joined(needed, ", ")));
  }

  const Plan& plan_;
  hcl::Addresses addresses_;
  std::string text_;
};

}  // namespace

std::string plan_terraform(const Plan& plan) { return Configuration(plan).text(); }

}  // namespace remediate
