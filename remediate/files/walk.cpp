#include "remediate/files/walk.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string>
#include <system_error>

#include <dirent.h>
#include <sys/stat.h>

#include "remediate/files/git_ignore.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;

enum class Kind { file, folder, link, special };

struct Entry {
  std::string name;
  Kind kind = Kind::special;
};

Kind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return Kind::file;
  if (S_ISDIR(mode)) return Kind::folder;
  return S_ISLNK(mode) ? Kind::link : Kind::special;
}

Kind kind_of(const dirent& entry, const fs::path& folder) {
  switch (entry.d_type) {
    case DT_REG:
      return Kind::file;
    case DT_DIR:
      return Kind::folder;
    case DT_LNK:
      return Kind::link;
    case DT_UNKNOWN: {
      struct stat state {};
      const bool known = ::lstat((folder / entry.d_name).c_str(), &state) == 0;
      return known ? kind_of(state.st_mode) : Kind::special;
    }
    default:
      return Kind::special;
  }
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

class Walk {
 public:
  Walk(const fs::path& root, const PathPattern* only, Walked& walked, const std::stop_token& stop)
      : root_(root), only_(only), walked_(walked), stop_(stop) {}

  bool go() {
    place_ = place_of(root_);
    // `./` says nothing to anybody.
    enter(root_ == "." ? fs::path() : root_, place_, GitIgnore::at_root(place_));
    // Last, so that a folder is told by its own name where it has one in the root.
    for (std::size_t at = 0; at < linked_folders_.size() && !stop_.stop_requested(); ++at) {
      const LinkedFolder link = linked_folders_[at];
      enter(link.path, link.place, GitIgnore::at_root(link.place));
    }
    return !stop_.stop_requested();
  }

 private:
  struct LinkedFolder {
    fs::path path;
    fs::path place;
  };

  // `path` as it is told, `place` where it lies.
  void enter(const fs::path& path, const fs::path& place,
             const std::shared_ptr<const GitIgnore>& ignore) {
    struct stat state {};
    if (::stat(place.c_str(), &state) != 0) return leave_out(path, LeftOut::unreadable, errno);
    if (!entered_.emplace(state.st_dev, state.st_ino).second) return;
    const auto entries = entries_of(path, place);
    for (const Entry& each : entries) {
      if (stop_.stop_requested()) return;
      visit(each, path, place, ignore);
    }
  }

  std::vector<Entry> entries_of(const fs::path& path, const fs::path& place) {
    std::vector<Entry> entries;
    const std::unique_ptr<DIR, CloseFolder> folder(::opendir(place.c_str()));
    if (folder == nullptr) {
      leave_out(path, LeftOut::unreadable, errno);
      return entries;
    }
    for (;;) {
      errno = 0;
      const dirent* entry = ::readdir(folder.get());
      if (entry == nullptr) break;
      std::string name = entry->d_name;
      if (name == "." || name == "..") continue;
      entries.push_back({std::move(name), kind_of(*entry, place)});
    }
    if (errno != 0) leave_out(path, LeftOut::unreadable, errno);
    std::ranges::sort(entries, {}, &Entry::name);
    return entries;
  }

  void visit(const Entry& entry, const fs::path& path, const fs::path& place,
             const std::shared_ptr<const GitIgnore>& ignore) {
    switch (entry.kind) {
      case Kind::folder:
        return visit_folder(entry.name, path, place, ignore);
      case Kind::file:
        return add_file(entry.name, path, place, *ignore, false);
      case Kind::link:
        return visit_link(entry.name, path, place, *ignore);
      case Kind::special:
        return;
    }
  }

  void visit_folder(const std::string& name, const fs::path& path, const fs::path& place,
                    const std::shared_ptr<const GitIgnore>& ignore) {
    if (const auto reason = folder_left_out(name, place.filename().native())) {
      if (name != ".git") leave_out(path / name, *reason);
      return;
    }
    if (ignore->ignores(place.native(), name, true))
      return leave_out(path / name, LeftOut::ignored_by_git);
    const fs::path inner = place / name;
    enter(path / name, inner, GitIgnore::in_folder(ignore, inner));
  }

  void visit_link(const std::string& name, const fs::path& path, const fs::path& place,
                  const GitIgnore& ignore) {
    std::error_code failed;
    const fs::path target = fs::canonical(place / name, failed);
    if (failed == std::errc::no_such_file_or_directory) return;  // there is nothing to read
    if (failed) return leave_out(path / name, LeftOut::unreadable, failed.value());
    if (!lies_in_root(target)) return leave_out(path / name, LeftOut::outside);
    const fs::file_status status = fs::status(target, failed);
    if (fs::is_regular_file(status)) return add_file(name, path, place, ignore, true);
    if (!fs::is_directory(status)) return;
    if (folder_left_out(name, place.filename().native()) ||
        folder_left_out(target.filename().native(), target.parent_path().filename().native()) ||
        ignore.ignores(place.native(), name, true))
      return;
    linked_folders_.push_back({path / name, target});
  }

  void add_file(const std::string& name, const fs::path& path, const fs::path& place,
                const GitIgnore& ignore, bool is_link) {
    if (only_ != nullptr && !only_->matches(place / name)) return;
    Candidate found{path / name, root_, file_left_out(name), false, is_link};
    if (found.left_out == LeftOut::binary) return;
    if (found.left_out == LeftOut::leftover) return leave_out(found.path, LeftOut::leftover);
    if (!found.left_out && ignore.ignores(place.native(), name, false))
      found.left_out = LeftOut::ignored_by_git;
    walked_.candidates.push_back(std::move(found));
  }

  [[nodiscard]] bool lies_in_root(const fs::path& target) const {
    const std::string& root = place_.native();
    const std::string& text = target.native();
    return text.starts_with(root) &&
           (text.size() == root.size() || root.ends_with('/') || text[root.size()] == '/');
  }

  void leave_out(const fs::path& path, LeftOut reason, int code = 0) {
    walked_.left_out.push_back(
        {path, reason, code == 0 ? std::string() : std::generic_category().message(code)});
  }

  const fs::path& root_;
  const PathPattern* only_;
  Walked& walked_;
  const std::stop_token& stop_;
  fs::path place_;
  std::set<std::pair<dev_t, ino_t>> entered_;
  std::vector<LinkedFolder> linked_folders_;
};

}  // namespace

bool walk(const fs::path& root, const PathPattern* only, Walked& walked,
          const std::stop_token& stop) {
  return Walk(root, only, walked, stop).go();
}

}  // namespace remediate
