#include "remediate/model/verification.hpp"

namespace remediate {

std::string_view to_string(ReadBackState state) {
  switch (state) {
    case ReadBackState::stands:
      return "stands";
    case ReadBackState::differs:
      return "differs";
    case ReadBackState::missing:
      return "missing";
    case ReadBackState::still_there:
      return "stillThere";
    case ReadBackState::unsettled:
      return "unsettled";
    case ReadBackState::unreadable:
      return "unreadable";
    case ReadBackState::not_in_org:
      return "notInOrg";
  }
  return "unreadable";
}

std::string_view to_string(DiscoveryState state) {
  switch (state) {
    case DiscoveryState::fine:
      return "fine";
    case DiscoveryState::wrong:
      return "wrong";
    case DiscoveryState::unreadable:
      return "unreadable";
  }
  return "unreadable";
}

std::string_view to_string(ProbePlace place) {
  return place == ProbePlace::target ? "target" : "orgServer";
}

std::string_view to_string(ProbeVerdict verdict) {
  switch (verdict) {
    case ProbeVerdict::scopes_accepted:
      return "scopesAccepted";
    case ProbeVerdict::scope_problem:
      return "scopeProblem";
    case ProbeVerdict::scope_missing:
      return "scopeMissing";
    case ProbeVerdict::policy_missing:
      return "policyMissing";
    case ProbeVerdict::api_access_missing:
      return "apiAccessMissing";
    case ProbeVerdict::client_refused:
      return "clientRefused";
    case ProbeVerdict::server_wrong:
      return "serverWrong";
    case ProbeVerdict::probe_wrong:
      return "probeWrong";
    case ProbeVerdict::rate_limited:
      return "rateLimited";
    case ProbeVerdict::unclear:
      return "unclear";
  }
  return "unclear";
}

std::string_view to_string(ClientState state) {
  switch (state) {
    case ClientState::shown:
      return "shown";
    case ClientState::not_yet:
      return "notYet";
    case ClientState::not_probed:
      return "notProbed";
    case ClientState::not_applicable:
      return "notApplicable";
  }
  return "notProbed";
}

}  // namespace remediate
