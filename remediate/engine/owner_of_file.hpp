// What oktafix.yaml says about the owner of one occurrence in one client configuration file: by its
// client id and by the `files` that bind the file. Whatever leaves a client alone wins over
// whatever moves it. Offline: labels of apps are not known. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/directives.hpp"
#include "remediate/engine/rewrite.hpp"

namespace remediate {

class FileOwners {
 public:
  explicit FileOwners(const RewriteOrder& order);

  using Directives = std::vector<const config::ApplicationDirective*>;
  // Those whose `files` mean it by one of its names.
  [[nodiscard]] Directives binding(const FoundFile& file) const;

  [[nodiscard]] DecidedOccurrence decide(const Occurrence& occurrence,
                                         const Directives& binding) const;

  // What cannot be heeded offline.
  [[nodiscard]] std::vector<std::string> warnings() const;

 private:
  [[nodiscard]] bool is_ignored(const config::ApplicationDirective& directive) const;
  [[nodiscard]] bool goes_elsewhere(const config::ApplicationDirective& directive) const;
  [[nodiscard]] bool is_left_out(const std::string& name) const;

  const RewriteOrder& order_;
  std::vector<std::pair<PathPattern, const config::ApplicationDirective*>> patterns_;
};

}  // namespace remediate
