#include "remediate/checks/completeness.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace remediate {
namespace {

constexpr std::array kTellsWhatIsGranted = {
    source::kAuthorizationServers,
    source::kScopes,
    source::kClaims,
    source::kPolicies,
    source::kRules,
    source::kGrants,
    source::kOrganization,
    source::kDomains,
    source::kDiscovery,
};
constexpr std::array kDecidesAboutAccess = {
    source::kApps,  source::kAuthorizationServers, source::kScopes, source::kPolicies,
    source::kRules,
};

bool has_gap(const CheckInput& input, std::string_view source_name) {
  const auto is_named = [&](const Gap& gap) { return gap.source == source_name; };
  return std::ranges::any_of(input.snapshot.gaps, is_named) ||
         std::ranges::any_of(input.evidence.gaps, is_named);
}

bool has_unread_part(const CheckInput& input, std::string_view source_name) {
  const SourceCoverage* coverage = input.snapshot.source_named(source_name);
  return has_gap(input, source_name) ||
         (coverage != nullptr && (!coverage->complete || coverage->skipped > 0));
}

bool could_speak(std::string_view source_name) {
  return std::ranges::find(kTellsWhatIsGranted, source_name) == kTellsWhatIsGranted.end();
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

std::optional<std::string> silence_proves_nothing(const CheckInput& input) {
  if (!was_read_whole(input, source::kApps)) return not_whole(source::kApps);
  const std::optional<LogWindow>& window = input.snapshot.log_window;
  if (!window) return "the System Log was not asked, and no other source shows what a client asks";
  if (window->truncated || !was_read_whole(input, source::kSystemLog))
    return not_whole(source::kSystemLog);
  for (const SourceCoverage& each : input.snapshot.sources) {
    if (could_speak(each.name) && !was_read_whole(input, each.name)) return not_whole(each.name);
  }
  for (const auto* gaps : {&input.snapshot.gaps, &input.evidence.gaps}) {
    const auto gap =
        std::ranges::find_if(*gaps, [](const Gap& each) { return could_speak(each.source); });
    if (gap != gaps->end()) return not_whole(gap->source);
  }
  return std::nullopt;
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
