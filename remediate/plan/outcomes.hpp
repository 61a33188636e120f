// How the answers of a server to token requests differ before and after changes: asked of every
// client, grant type, scope set and person that the changes could concern, under every reading of
// Okta's documents. Pure.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "remediate/access/evaluate.hpp"
#include "remediate/model/plan.hpp"

namespace remediate {

// Stands for a client that no policy names.
inline constexpr std::string_view kAnyOtherClient = "*";

struct OutcomeQuestion {
  std::string client_id;
  std::string grant_type;
  ScopeSet scopes;               // empty: the request names none
  std::optional<Person> person;  // absent for client credentials
};

struct OutcomeChange {
  OutcomeQuestion question;
  Answer before = Answer::denied;
  Answer after = Answer::denied;
  Decision was;  // of the first reading in which they differ
  Decision is;
  std::vector<std::string> except;  // whom the rule that decides afterwards excludes
  bool loses = false;  // in some reading something that was granted is not granted any more
};

// The clients whose answers could differ: those of `always`, and whoever a policy covers when the
// scopes or the status of the server changed.
[[nodiscard]] std::set<std::string> clients_concerned(const ServerSnapshot& before,
                                                      const ServerSnapshot& after,
                                                      const std::set<std::string>& always);

// `requests`: scope sets to ask about besides those that rules name.
[[nodiscard]] std::vector<OutcomeChange> outcome_changes(const ServerSnapshot& before,
                                                         const ServerSnapshot& after,
                                                         const std::string& client_id,
                                                         const std::set<ScopeSet>& requests);

// What the change of one answer means for people: the same change for several persons is one
// effect, and so is that of a request whose scopes are part of another's.
[[nodiscard]] std::vector<Effect> effects_of(const std::vector<OutcomeChange>& changes);

}  // namespace remediate
