// A folder with one JSON object per file, in folders named after what is in them, and an index.json
// that tells the request each came from.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/seed.hpp"

namespace mocks {
namespace {

namespace fs = std::filesystem;

struct File {
  std::string name;  // "rules/rule-test.json"
  std::string path;  // of the request, from index.json; may be empty
  Json body;
};

std::optional<std::string> read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::map<std::string, std::string> request_paths(const fs::path& folder) {
  std::map<std::string, std::string> paths;
  const auto text = read_text(folder / "index.json");
  const auto index = text ? parse_json(*text) : std::nullopt;
  if (!index || !(*index)->is_array()) return paths;
  for (const auto& entry : **index) paths.emplace(text_at(entry, "file"), text_at(entry, "path"));
  return paths;
}

std::vector<fs::path> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".json") files.push_back(entry->path());
  }
  std::ranges::sort(files);
  return files;
}

class FolderSeed {
 public:
  FolderSeed(OrgState& org, const fs::path& folder, TimePoint now, SeedNotes& notes)
      : org_(&org), folder_(folder), now_(now), notes_(&notes), paths_(request_paths(folder)) {}

  void load() {
    for (const std::string folder : {"apps", "oidc-apps", "other-apps"}) {
      each_object(folder, [&](File& file) { place_app(*org_, std::move(file.body), now_); });
    }
    each_object("authorization-servers",
                [&](File& file) { place_server(*org_, std::move(file.body), now_); });
    each_object("scopes", [&](File& file) {
      place_scope(*org_, std::move(file.body), file.path, now_, *notes_);
    });
    each_object("claims", [&](File& file) {
      place_claim(*org_, std::move(file.body), file.path, now_, *notes_);
    });
    each_object("policies", [&](File& file) {
      place_policy(*org_, std::move(file.body), file.path, now_, *notes_);
    });
    each_object("rules", [&](File& file) {
      place_rule(*org_, std::move(file.body), file.path, now_, *notes_);
    });
    each_object("grants",
                [&](File& file) { place_grant(*org_, std::move(file.body), file.path, *notes_); });
    each_object("groups", [&](File& file) { org_->groups.emplace_back(std::move(file.body)); });
    each_object("features", [&](File& file) { org_->features.emplace_back(std::move(file.body)); });
    each_file("domains", [&](File& file) {
      if (first_of_its_id("domains", file)) org_->domains.emplace_back(std::move(file.body));
    });
    each_file("logs", [&](File& file) {
      if (file.body.contains("eventType")) append_log_event(*org_, std::move(file.body), now_);
    });
    each_file("org", [&](File& file) {
      if (file.body.contains("subdomain") && org_->org->is_null())
        org_->org = JsonBox(std::move(file.body));
    });
    each_file("well-known", [&](File& file) {
      if (file.body.contains("pipeline") && org_->organization->is_null())
        org_->organization = JsonBox(std::move(file.body));
    });
    notes_->others.push_back(counts());
  }

 private:
  template <class Use>
  void each_file(const std::string& folder, Use use) {
    for (const auto& path : json_files(folder_ / folder)) {
      const auto name = fmt::format("{}/{}", folder, path.filename().string());
      const auto text = read_text(path);
      auto body = text ? parse_json(*text) : std::nullopt;
      if (!body) {
        notes_->others.push_back(fmt::format("{} is left out: it is not JSON", name));
        continue;
      }
      if (!(*body)->is_object()) continue;
      const auto known = paths_.find(name);
      File file{.name = name,
                .path = known == paths_.end() ? std::string{} : known->second,
                .body = std::move(**body)};
      use(file);
    }
  }

  // As each_file, but of several files with one id only the first by name.
  template <class Use>
  void each_object(const std::string& folder, Use use) {
    each_file(folder, [&](File& file) {
      if (first_of_its_id(folder, file)) use(file);
    });
  }

  bool first_of_its_id(const std::string& folder, const File& file) {
    const auto id = text_at(file.body, "id");
    if (id.empty() && !file.body.contains("name") && !file.body.contains("label")) return false;
    if (id.empty()) return true;
    const auto kind = folder.ends_with("apps") ? std::string("apps") : folder;
    const bool first = seen_.insert(fmt::format("{}/{}", kind, id)).second;
    if (!first) ++repeated_;
    return first;
  }

  [[nodiscard]] std::string counts() const {
    std::size_t scopes = 0;
    std::size_t policies = 0;
    std::size_t rules = 0;
    for (const auto& server : org_->servers) {
      scopes += server.scopes.size();
      policies += server.policies.size();
      for (const auto& policy : server.policies) rules += policy.rules.size();
    }
    return fmt::format(
        "seeded from {}: {} apps, {} authorization servers, {} scopes, {} policies, {} rules, {} "
        "log events; {} files "
        "repeat an id that was already there",
        folder_.string(), org_->apps.size(), org_->servers.size(), scopes, policies, rules,
        org_->log.size(), repeated_);
  }

  OrgState* org_;
  fs::path folder_;
  TimePoint now_;
  SeedNotes* notes_;
  std::map<std::string, std::string> paths_;
  std::set<std::string> seen_;
  std::size_t repeated_ = 0;
};

}  // namespace

tl::expected<void, std::string> seed_from_path(OrgState& org, const std::string& path,
                                               TimePoint now, SeedNotes& notes) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    FolderSeed(org, path, now, notes).load();
    return {};
  }
  const auto text = read_text(path);
  if (!text) return tl::unexpected(fmt::format("the seed {} cannot be read", path));
  auto seeded = seed_from_text(org, *text, now, notes);
  if (!seeded) return tl::unexpected(fmt::format("{}: {}", path, seeded.error()));
  return {};
}

}  // namespace mocks
