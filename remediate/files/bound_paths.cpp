#include "remediate/files/bound_paths.hpp"

#include <algorithm>
#include <system_error>

#include "remediate/files/path_pattern.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;

// A link may be bound by its own name, by the folder that it is reached through, or by where it
// leads.
std::vector<fs::path> places_of(const fs::path& file) {
  std::error_code ignored;
  return {fs::absolute(file, ignored).lexically_normal(),
          place_of(file.has_parent_path() ? file.parent_path() : ".") / file.filename(),
          place_of(file)};
}

bool matches(const PathPattern& pattern, const fs::path& file) {
  return std::ranges::any_of(places_of(file),
                             [&](const fs::path& each) { return pattern.matches(each); });
}

// `link/..` is another folder on the disk than in the name, where a link leads elsewhere.
bool goes_back(const fs::path& name) {
  bool has_gone_on = false;
  for (const fs::path& part : name) {
    if (part == ".." && has_gone_on) return true;
    has_gone_on = has_gone_on || (part != ".." && part != "." && part != name.root_path());
  }
  return false;
}

}  // namespace

std::optional<BoundPath> BoundPaths::find(std::string_view name) const {
  if (folder.empty() || name.empty() || goes_back(name)) return std::nullopt;
  const fs::path file = folder / fs::path(name);  // an absolute name stays what it is
  for (const std::string& each : patterns) {
    const PathPattern pattern(folder, each);
    if (!matches(pattern, file)) continue;
    if (!pattern.is_exact()) return BoundPath{file, pattern.base()};
    return BoundPath{file, file.parent_path()};
  }
  return std::nullopt;
}

std::string name_from(const fs::path& folder, const fs::path& file) {
  const fs::path name = file.lexically_normal().lexically_relative(folder.lexically_normal());
  return name.empty() ? file.string() : name.string();
}

bool is_bound_by(std::string_view pattern, const fs::path& folder, const fs::path& file) {
  return matches(PathPattern(folder, pattern), file);
}

}  // namespace remediate
