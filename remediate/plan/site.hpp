// One authorization server while a plan for it is made: as it was read, as it will be, and the
// changes in between. Part of the planner.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "remediate/model/plan.hpp"
#include "remediate/model/snapshot.hpp"
#include "remediate/plan/access_draft.hpp"

namespace remediate {

class Site {
 public:
  // A server that is there.
  Site(const ServerSnapshot& server, std::size_t changes_before);
  // A server that is made by the first change.
  Site(const DesiredServer& wanted, std::size_t changes_before);

  // Adds what this client still needs, or nothing at all when something stands in the way.
  [[nodiscard]] std::optional<Obstacle> add_access(const DesiredAccess& access,
                                                   const std::string& consent);
  void add_activation(std::vector<std::string> because);

  [[nodiscard]] const ServerSnapshot& before() const { return before_; }
  [[nodiscard]] const ServerSnapshot& after() const { return after_; }
  [[nodiscard]] const std::vector<Change>& changes() const { return changes_; }
  [[nodiscard]] bool is_made_by_plan() const { return is_new_; }

 private:
  void add_scope(const std::string& name, const DesiredAccess& access, const std::string& consent);
  void add_policy(const AccessDraft& draft, const DesiredAccess& access);
  // These answer the id of the change. `needed`: what must come first.
  std::string add_own_policy(const AccessDraft& draft, const DesiredAccess& access);
  std::string add_rule(const RuleToMake& rule, const std::string& policy, const AccessDraft& draft,
                       const DesiredAccess& access, const std::vector<std::string>& needed);
  void name_client(const std::string& policy, const DesiredAccess& access,
                   const std::vector<std::string>& needed);
  [[nodiscard]] std::optional<Obstacle> objection_to(const DesiredAccess& access,
                                                     const ServerSnapshot& start) const;
  Change& add(Change change);
  [[nodiscard]] Change change_for(const DesiredAccess& access) const;

  ServerSnapshot before_;
  ServerSnapshot after_;
  bool is_new_ = false;
  std::size_t changes_before_ = 0;
  std::vector<Change> changes_;
  std::optional<std::string> misfit_;  // a change that could not be simulated
};

}  // namespace remediate
