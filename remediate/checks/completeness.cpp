#include "remediate/checks/completeness.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace remediate {
namespace {

// They tell what is granted, or what an app did that is known to ask.
constexpr std::array kNeverShowsAnAsker = {
    source::kAuthorizationServers,
    source::kScopes,
    source::kClaims,
    source::kPolicies,
    source::kRules,
    source::kGrants,
    source::kOrganization,
    source::kDomains,
    source::kDiscovery,
    source::kLaterSuccesses,
};
constexpr std::array kDecidesAboutAccess = {
    source::kApps,  source::kAuthorizationServers, source::kScopes, source::kPolicies,
    source::kRules,
};

bool has_gap(const CheckInput& input, auto matters) {
  return std::ranges::any_of(input.snapshot.gaps, matters) ||
         std::ranges::any_of(input.evidence.gaps, matters);
}

bool is_counted_whole(const SourceCoverage& coverage) {
  return coverage.complete && coverage.skipped == 0;
}

bool has_unread_part(const CheckInput& input, std::string_view source_name) {
  const SourceCoverage* coverage = input.snapshot.source_named(source_name);
  return has_gap(input, [&](const Gap& gap) { return gap.source == source_name; }) ||
         (coverage != nullptr && !is_counted_whole(*coverage));
}

bool is_application(const CheckInput& input, const std::string& id) {
  const auto& undecoded = input.snapshot.undecoded_applications;
  return std::ranges::find(input.snapshot.applications, id, &okta::Application::id) !=
             input.snapshot.applications.end() ||
         std::ranges::find(undecoded, id) != undecoded.end();
}

bool is_about_another(const CheckInput& input, const Gap& gap, const std::string& app_id) {
  return !gap.subject.empty() && gap.subject != app_id && is_application(input, gap.subject);
}

bool could_speak(std::string_view source_name) {
  return std::ranges::find(kNeverShowsAnAsker, source_name) == kNeverShowsAnAsker.end();
}

std::string not_whole(std::string_view source_name) {
  return fmt::format("the source {} was not read whole, so that nothing was found proves nothing",
                     source_name);
}

}  // namespace

bool was_read_whole(const CheckInput& input, std::string_view source_name) {
  return input.snapshot.source_named(source_name) != nullptr &&
         !has_unread_part(input, source_name);
}

bool was_read_whole_for(const CheckInput& input, std::string_view source_name,
                        const std::string& app_id) {
  const SourceCoverage* coverage = input.snapshot.source_named(source_name);
  return coverage != nullptr && is_counted_whole(*coverage) && !has_gap(input, [&](const Gap& gap) {
           return gap.source == source_name && !is_about_another(input, gap, app_id);
         });
}

std::optional<std::string> silence_proves_nothing(const CheckInput& input,
                                                  const std::string& app_id) {
  const std::optional<LogWindow>& window = input.snapshot.log_window;
  if (!was_read_whole_for(input, source::kApps, app_id)) return not_whole(source::kApps);
  if (!window) return "the System Log was not asked, and no other source shows what a client asks";
  if (window->truncated || !was_read_whole_for(input, source::kSystemLog, app_id))
    return not_whole(source::kSystemLog);
  for (const SourceCoverage& each : input.snapshot.sources) {
    // Each gap of it names the app whose file is missing: all others were read.
    if (each.name == source::kClientFiles) continue;
    if (could_speak(each.name) && !was_read_whole_for(input, each.name, app_id))
      return not_whole(each.name);
  }
  for (const auto* gaps : {&input.snapshot.gaps, &input.evidence.gaps}) {
    const auto gap = std::ranges::find_if(*gaps, [&](const Gap& each) {
      return could_speak(each.source) && !is_about_another(input, each, app_id);
    });
    if (gap != gaps->end()) return not_whole(gap->source);
  }
  return std::nullopt;
}

bool later_successes_are_unread(const CheckInput& input, const std::string& app_id) {
  const auto is_of_source = [](const Gap& gap) { return gap.source == source::kLaterSuccesses; };
  const bool is_concerned = has_gap(input, [&](const Gap& gap) {
    return is_of_source(gap) && !is_about_another(input, gap, app_id);
  });
  if (is_concerned) return true;
  // The coverage is that of all suspects: where gaps name the ones concerned, the others are whole.
  const SourceCoverage* coverage = input.snapshot.source_named(source::kLaterSuccesses);
  return coverage != nullptr && !is_counted_whole(*coverage) && !has_gap(input, is_of_source);
}

std::optional<std::string> unread_before_writing(const CheckInput& input) {
  const auto found = std::ranges::find_if(
      kDecidesAboutAccess, [&](std::string_view name) { return has_unread_part(input, name); });
  if (found != kDecidesAboutAccess.end()) return std::string(*found);
  for (const ServerSnapshot& server : input.snapshot.servers) {
    if (!server.scopes_complete) return std::string(source::kScopes);
    if (!server.policies_complete) return std::string(source::kPolicies);
    if (!std::ranges::all_of(server.policies, &PolicySnapshot::rules_complete))
      return std::string(source::kRules);
  }
  return std::nullopt;
}

}  // namespace remediate
