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

  // `clients`: those that the file names, any of which may own what is tied to none.
  [[nodiscard]] DecidedOccurrence decide(const Occurrence& occurrence, const Directives& binding,
                                         const std::vector<NamedClient>& clients) const;

  // What cannot be heeded offline.
  [[nodiscard]] std::vector<std::string> warnings() const;

 private:
  [[nodiscard]] bool is_ignored(const config::ApplicationDirective& directive) const;
  // Appends what speaks for the client.
  void add_directives_of(const std::string& client, Directives& speaking) const;
  [[nodiscard]] bool is_left_out(const std::vector<std::string>& names) const;

  const RewriteOrder& order_;
  std::vector<std::pair<PathPattern, const config::ApplicationDirective*>> patterns_;
};

}  // namespace remediate
