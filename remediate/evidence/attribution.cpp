#include "remediate/evidence/attribution.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

namespace remediate {
namespace {

class Directory {
 public:
  explicit Directory(const std::vector<okta::Application>& applications) {
    for (std::size_t at = 0; at < applications.size(); ++at) {
      by_id_.emplace(applications[at].id, at);
      if (const auto& client_id = applications[at].client_id; client_id && !client_id->empty())
        by_client_id_.emplace(*client_id, at);
    }
  }

  [[nodiscard]] std::optional<std::size_t> find(const LoggedRequest& request) const {
    if (const auto found = look_up(by_client_id_, request.client_id)) return found;
    if (const auto found = look_up(by_id_, request.app_id)) return found;
    return look_up(by_id_, request.client_id);
  }

 private:
  using Index = std::unordered_map<std::string_view, std::size_t>;

  static std::optional<std::size_t> look_up(const Index& index, std::string_view id) {
    const auto found = index.find(id);
    if (id.empty() || found == index.end()) return std::nullopt;
    return found->second;
  }

  Index by_client_id_;
  Index by_id_;
};

bool is_undecoded(const Snapshot& snapshot, const LoggedRequest& request) {
  return std::ranges::any_of(snapshot.undecoded_applications, [&](const std::string& id) {
    return !id.empty() && (id == request.client_id || id == request.app_id);
  });
}

void add_orphan(std::map<std::string, Orphan>& orphans, const LoggedRequest& request) {
  const std::string& id = request.client_id.empty() ? request.app_id : request.client_id;
  Orphan& orphan = orphans.try_emplace(id, Orphan{id, 0, request.last_seen}).first->second;
  orphan.count += request.count;
  orphan.last_seen = std::max(orphan.last_seen, request.last_seen);
}

Gap nameless_gap(int count) {
  return {std::string(source::kSystemLog),
          "unattributed",
          {},
          fmt::format("{} failed request{} name{} neither client nor application: any application "
                      "may be the one",
                      count, count == 1 ? "" : "s", count == 1 ? "s" : ""),
          {}};
}

}  // namespace

bool is_evidence(const LoggedRequest& request) {
  return request.outcome == Outcome::failure && request.server == ServerKind::org &&
         (request.family == ReasonFamily::custom_scope ||
          request.family == ReasonFamily::client_credentials);
}

Attribution attribute_requests(const Snapshot& snapshot) {
  const Directory directory(snapshot.applications);
  Attribution attribution;
  attribution.by_application.resize(snapshot.applications.size());
  std::map<std::string, Orphan> orphans;
  int nameless = 0;
  for (const LoggedRequest& request : snapshot.requests) {
    if (const auto at = directory.find(request)) {
      attribution.by_application[*at].push_back(&request);
    } else if (request.client_id.empty() && request.app_id.empty()) {
      const bool matters =
          is_evidence(request) || request.family == ReasonFamily::unrecognised_scope;
      nameless += matters ? request.count : 0;
    } else if (is_evidence(request) && !is_undecoded(snapshot, request)) {
      add_orphan(orphans, request);
    }
  }
  for (auto& [id, orphan] : orphans) attribution.orphans.push_back(std::move(orphan));
  if (nameless > 0) attribution.gaps.push_back(nameless_gap(nameless));
  return attribution;
}

}  // namespace remediate
