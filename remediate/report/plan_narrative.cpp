#include "remediate/report/plan_narrative.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "remediate/report/narrative.hpp"

namespace remediate {

namespace {

constexpr std::int64_t kHour = 60;
constexpr std::int64_t kDay = 24 * kHour;

std::string counted(std::size_t count, std::string_view singular, std::string_view plural) {
  return count_of(static_cast<int>(count), singular, plural);
}

std::string_view kind_in_words(ObjectKind kind) {
  return kind == ObjectKind::authorization_server ? "authorization server" : to_string(kind);
}

// What references of this plan are read as.
std::vector<Made> words_for_references(const Plan& plan) {
  std::vector<Made> words;
  for (const Change& each : plan.changes) {
    if (each.action != Action::create) continue;
    const auto word = [&](std::string_view member) {
      return fmt::format("({} of {} '{}', known once it is made)", member,
                         kind_in_words(each.target.kind), each.target.name);
    };
    words.push_back({each.id, word("id"), word("issuer")});
  }
  return words;
}

const Change* maker_of(const Plan& plan, std::string_view reference) {
  const auto found = std::ranges::find_if(
      plan.changes, [&](const Change& each) { return id_of_made(each.id) == reference; });
  return found == plan.changes.end() ? nullptr : &*found;
}

std::string server_in_words(const Plan& plan, const std::string& server) {
  if (const Change* maker = maker_of(plan, server))
    return fmt::format("the new authorization server '{}'", maker->target.name);
  const auto handover = std::ranges::find(plan.handover, server, &Handover::authorization_server);
  if (handover == plan.handover.end() || handover->issuer.empty())
    return fmt::format("authorization server {}", server);
  return fmt::format("authorization server {} ({})", server, handover->issuer);
}

std::string policy_in_words(const Plan& plan, const std::string& policy) {
  const Change* maker = maker_of(plan, policy);
  return maker == nullptr ? policy : fmt::format("'{}'", maker->target.name);
}

// What changes of one group share.
std::string place_of(const Change& change) {
  const ChangeTarget& target = change.target;
  if (!target.server.empty()) return target.server;
  const bool is_made = change.action == Action::create;
  return is_made ? id_of_made(change.id) : target.id;
}

std::string title_of(const Plan& plan, const Change& change) {
  switch (change.target.kind) {
    case ObjectKind::application:
      return fmt::format("On application {}",
                         client_in_words(change.target.name, change.target.id));
    case ObjectKind::file:
      return "In files";
    default:
      return fmt::format("On {}", server_in_words(plan, place_of(change)));
  }
}

std::string person_in_words(const std::string& person) {
  constexpr std::string_view kUser = "user:";
  if (person == okta::kEveryone) return "everybody who is assigned to the app";
  if (person.starts_with(kUser)) return fmt::format("user {}", person.substr(kUser.size()));
  return fmt::format("group {}", person);
}

std::string list_in_words(const std::vector<std::string>& people) {
  std::vector<std::string> words;
  std::ranges::transform(people, std::back_inserter(words), person_in_words);
  return joined(words, ", ");
}

std::string refresh_in_words(const okta::TokenTerms& terms) {
  std::vector<std::string> parts;
  if (const auto lifetime = terms.refresh_token_lifetime_minutes)
    parts.push_back(*lifetime == 0 ? "unlimited" : minutes_in_words(*lifetime));
  if (const auto window = terms.refresh_token_window_minutes)
    parts.push_back(fmt::format("ends after {} unused", minutes_in_words(*window)));
  return parts.empty() ? "" : fmt::format("refresh token {}", joined(parts, ", "));
}

bool same_terms(const okta::TokenTerms& one, const okta::TokenTerms& other) {
  return one.access_token_lifetime_minutes == other.access_token_lifetime_minutes &&
         one.refresh_token_lifetime_minutes == other.refresh_token_lifetime_minutes &&
         one.refresh_token_window_minutes == other.refresh_token_window_minutes &&
         one.inline_hook_id == other.inline_hook_id;
}

std::string difference_of(const Effect& effect) {
  const bool stays_granted = effect.before == Answer::granted && effect.after == Answer::granted;
  if (!stays_granted)
    return fmt::format("{} -> {}", to_string(effect.before), to_string(effect.after));
  return same_terms(effect.terms_before, effect.terms) ? "decided by another rule"
                                                       : "on other terms";
}

std::string value_in_words(const std::optional<std::string>& value, std::string_view absent) {
  return value ? *value : std::string(absent);
}

}  // namespace

std::string plan_sentence(const Plan& plan) {
  if (plan.changes.empty())
    return fmt::format("Plan {} for {}: nothing is to be changed in Okta.", plan.id, plan.org);
  return fmt::format("Plan {} for {}: {}, good until {}.", plan.id, plan.org,
                     counted(plan.changes.size(), "change", "changes"),
                     minute_of(plan.valid_until));
}

std::string rest_sentence(const Plan& plan) {
  std::vector<std::string> parts;
  if (!plan.handover.empty())
    parts.push_back(fmt::format("{} to move to a custom server {}",
                                counted(plan.handover.size(), "client has", "clients have"),
                                plan.changes.empty() ? "still" : "then"));
  if (const std::size_t count = blocked_groups(plan).size(); count > 0)
    parts.push_back(
        fmt::format("{} to a person", counted(count, "thing is left", "things are left")));
  return parts.empty() ? "" : joined(parts, "; ") + ".";
}

std::string in_words(const Plan& plan, std::string_view text) {
  return resolve_references(text, words_for_references(plan));
}

std::string minutes_in_words(std::int64_t minutes) {
  const auto whole = [&](std::int64_t unit, std::string_view name) {
    const std::int64_t count = minutes / unit;
    return fmt::format("{} {}{}", count, name, count == 1 ? "" : "s");
  };
  if (minutes > 0 && minutes % kDay == 0) return whole(kDay, "day");
  if (minutes > 0 && minutes % kHour == 0) return whole(kHour, "hour");
  return whole(1, "minute");
}

std::string terms_in_words(const okta::TokenTerms& terms) {
  std::vector<std::string> parts;
  if (const auto lifetime = terms.access_token_lifetime_minutes)
    parts.push_back(fmt::format("access token {}", minutes_in_words(*lifetime)));
  if (const std::string refresh = refresh_in_words(terms); !refresh.empty())
    parts.push_back(refresh);
  if (terms.inline_hook_id) parts.push_back(fmt::format("token hook {}", *terms.inline_hook_id));
  return joined(parts, "; ");
}

std::string people_in_words(const std::vector<std::string>& people,
                            const std::vector<std::string>& except) {
  if (people.empty()) return "the client itself, without a user";
  const std::string included = list_in_words(people);
  return except.empty() ? included : fmt::format("{}, but not {}", included, list_in_words(except));
}

std::string request_in_words(const ScopeSet& scopes, std::string_view grant_type) {
  return fmt::format("{} with {}",
                     scopes.empty() ? "a request that names no scope" : joined(scopes, ", "),
                     grant_type);
}

std::vector<EffectGroup> effect_groups(const Plan& plan) {
  std::vector<EffectGroup> groups;
  for (const Effect& each : plan.effects) {
    const std::string client = client_in_words(each.label, each.client_id);
    const std::string server = server_in_words(plan, each.authorization_server);
    const auto known = std::ranges::find_if(groups, [&](const EffectGroup& group) {
      return group.client == client && group.server == server;
    });
    EffectGroup& group =
        known == groups.end() ? groups.emplace_back(EffectGroup{client, server, {}}) : *known;
    group.effects.push_back(&each);
  }
  return groups;
}

std::string_view turn_of(const Effect& effect) {
  switch (effect.after) {
    case Answer::granted:
      return effect.before == Answer::granted ? "keeps" : "gains";
    case Answer::denied:
      return "loses";
    case Answer::unclear:
      return effect.before == Answer::granted ? "may lose" : "may get";
  }
  return "";
}

bool is_loss(const Effect& effect) {
  return effect.after != Answer::granted && effect.before != Answer::denied;
}

std::string effect_sentence(const Effect& effect) {
  return fmt::format("{}, for {} ({})", request_in_words(effect.scopes, effect.grant_type),
                     people_in_words(effect.people, effect.except), difference_of(effect));
}

std::string effect_terms(const Effect& effect) {
  const std::string after = terms_in_words(effect.terms);
  if (effect.before != Answer::granted) return after;
  const std::string before = terms_in_words(effect.terms_before);
  if (effect.after != Answer::granted) return before.empty() ? "" : before + " until now";
  if (same_terms(effect.terms_before, effect.terms))
    return after.empty() ? "" : after + ", as before";
  return fmt::format("{} -> {}", before.empty() ? "not said" : before,
                     after.empty() ? "not said" : after);
}

std::vector<ChangeGroup> change_groups(const Plan& plan) {
  std::vector<ChangeGroup> groups;
  for (const Change& each : plan.changes) {
    const std::string title = title_of(plan, each);
    if (groups.empty() || groups.back().title != title) groups.push_back({title, {}});
    groups.back().changes.push_back(&each);
  }
  return groups;
}

std::string change_sentence(const Plan& plan, const Change& change) {
  const ChangeTarget& target = change.target;
  const Change* maker = maker_of(plan, target.id);
  const bool has_own_id = !target.id.empty() && maker == nullptr;
  std::string text =
      fmt::format("{} {} '{}'", to_string(change.action), kind_in_words(target.kind), target.name);
  if (has_own_id) text += fmt::format(" ({})", target.id);
  if (!target.policy.empty())
    text += fmt::format(" in policy {}", policy_in_words(plan, target.policy));
  if (!target.above.empty())
    text += fmt::format(" directly above policy {}", policy_in_words(plan, target.above));
  return text;
}

std::string edit_sentence(const FieldEdit& edit) {
  return fmt::format("{}: {} -> {}", edit.path, value_in_words(edit.before, "(not there)"),
                     value_in_words(edit.after, "(removed)"));
}

std::string splice_sentence(const Splice& splice) {
  if (splice.before.empty())
    return fmt::format("at byte {}: puts in {}", splice.offset, splice.after);
  if (splice.after.empty())
    return fmt::format("at byte {}: takes out {}", splice.offset, splice.before);
  return fmt::format("at byte {}: {} -> {}", splice.offset, splice.before, splice.after);
}

std::vector<std::string> edit_sentences(const Change& change) {
  std::vector<std::string> sentences;
  std::ranges::transform(change.diff, std::back_inserter(sentences), edit_sentence);
  std::ranges::transform(change.splices, std::back_inserter(sentences), splice_sentence);
  return sentences;
}

std::string risk_sentence(const Change& change) {
  std::vector<std::string> parts;
  switch (change.risk) {
    case Risk::additive:
      break;
    case Risk::reorders:
      parts.emplace_back("is asked before what is there");
      break;
    case Risk::widens_others:
      parts.emplace_back("opens something to other clients too");
      break;
    case Risk::irreversible:
      parts.emplace_back("cannot be undone");
      break;
  }
  if (!change.reversible && change.risk != Risk::irreversible)
    parts.emplace_back("a rollback does not undo it");
  return joined(parts, "; ");
}

std::string exposure_sentence(const Exposure& exposure) {
  return fmt::format("{} opens to {}: {}", exposure.what, exposure.to, exposure.because);
}

std::string client_in_words(const std::string& label, const std::string& client_id) {
  if (client_id == "*") return "Any client that no policy names";
  return label.empty() ? client_id : fmt::format("{} ({})", label, client_id);
}

std::vector<LabelledText> handover_facts(const Plan& plan, const Handover& handover) {
  std::vector<LabelledText> facts = {{"issuer", in_words(plan, handover.issuer)}};
  if (!handover.audience.empty()) facts.push_back({"audience", handover.audience});
  for (const auto& [name, url] : handover.endpoints) facts.push_back({name, in_words(plan, url)});
  for (const HandoverRequest& each : handover.requests)
    facts.push_back({"granted", request_in_words(each.scopes, each.grant_type)});
  for (const std::string& each : handover.notes) facts.push_back({"note", in_words(plan, each)});
  return facts;
}

std::vector<BlockedGroup> blocked_groups(const Plan& plan) {
  std::vector<BlockedGroup> groups;
  for (const Blocked& each : plan.blocked) {
    const auto known = std::ranges::find_if(groups, [&](const BlockedGroup& group) {
      return group.subject == each.subject && group.by == each.by;
    });
    if (known == groups.end())
      groups.push_back({each.subject, each.by, each.finding, each.advice});
    else
      known->findings += ", " + each.finding;
  }
  return groups;
}

}  // namespace remediate
