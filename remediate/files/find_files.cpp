#include "remediate/files/find_files.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <map>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/base/digest.hpp"
#include "remediate/files/new_file.hpp"
#include "remediate/files/walk.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;
using okta::ErrorKind;
using okta::failure;

constexpr std::size_t kLargestWalkedFile = std::size_t{8} * 1024 * 1024;
// As git tells them from text.
constexpr std::size_t kLookedAtForNul = 8000;

bool is_utf8(std::string_view bytes) {
  std::size_t at = 0;
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(bytes[index]); };
  while (at < bytes.size()) {
    const unsigned char first = byte(at);
    std::size_t length = 1;
    if (first >= 0xC2 && first <= 0xDF) length = 2;
    if (first >= 0xE0 && first <= 0xEF) length = 3;
    if (first >= 0xF0 && first <= 0xF4) length = 4;
    if ((length == 1 && first >= 0x80) || at + length > bytes.size()) return false;
    for (std::size_t next = 1; next < length; ++next) {
      if ((byte(at + next) & 0xC0U) != 0x80) return false;
    }
    if ((first == 0xE0 && byte(at + 1) < 0xA0) || (first == 0xED && byte(at + 1) > 0x9F) ||
        (first == 0xF0 && byte(at + 1) < 0x90) || (first == 0xF4 && byte(at + 1) > 0x8F))
      return false;
    at += length;
  }
  return true;
}

// What oktafix prints as JSON names URLs of the org, too.
bool is_own_report(std::string_view bytes) {
  constexpr std::size_t kBegin = 64;
  return bytes.starts_with('{') &&
         bytes.substr(0, kBegin).find("\"schema\": \"oktafix.") != std::string_view::npos;
}

// What came of one candidate.
struct Look {
  bool was_read = false;
  std::size_t bytes = 0;
  std::optional<FileText> text;  // of a file that is found
  std::pair<dev_t, ino_t> identity{};
  std::optional<LeftOutPath> left_out;
};

class Reader {
 public:
  explicit Reader(const ByteSearch& words) : words_(words) {}

  Look look_into(const Candidate& candidate) {
    Look look;
    const Descriptor file(::open(candidate.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat state {};
    if (!file.is_open() || ::fstat(file.number(), &state) != 0)
      return left_out(std::move(look), candidate, LeftOut::unreadable, errno);
    if (!S_ISREG(state.st_mode)) return left_out(std::move(look), candidate, LeftOut::special);
    look.identity = {state.st_dev, state.st_ino};
    const std::size_t limit = candidate.named ? kLargestNamedFile : kLargestWalkedFile;
    if (static_cast<std::size_t>(state.st_size) > limit) {
      if (!candidate.named && candidate.left_out) return look;
      return left_out(std::move(look), candidate, LeftOut::too_large);
    }
    if (!read(file.number(), static_cast<std::size_t>(state.st_size)))
      return left_out(std::move(look), candidate, LeftOut::unreadable, errno);
    look.was_read = true;
    look.bytes = length_;
    judge(candidate, look);
    return look;
  }

 private:
  bool read(int file, std::size_t expected) {
    if (buffer_.size() < expected + 1) buffer_.resize(expected + 1);
    length_ = 0;
    while (length_ < buffer_.size()) {
      const ssize_t got = ::read(file, buffer_.data() + length_, buffer_.size() - length_);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return false;
      if (got == 0) break;
      length_ += static_cast<std::size_t>(got);
      // What grows while it is read is taken as far as it was told to be.
      if (length_ > expected) length_ = expected;
      if (length_ == expected) break;
    }
    return true;
  }

  void judge(const Candidate& candidate, Look& look) const {
    const std::string_view bytes(buffer_.data(), length_);
    if (!candidate.named) {
      if (!words_.finds_in(bytes)) return;
      const auto reason = reason_to_leave_out(candidate, bytes);
      // Nobody misses what a binary file says.
      if (reason == LeftOut::binary) return;
      if (reason) {
        look.left_out = LeftOutPath{candidate.path, *reason, {}};
        return;
      }
    }
    look.text = FileText{std::string(bytes), okta::digest_of(bytes)};
  }

  static std::optional<LeftOut> reason_to_leave_out(const Candidate& candidate,
                                                    std::string_view bytes) {
    if (bytes.substr(0, kLookedAtForNul).find('\0') != bytes.npos) return LeftOut::binary;
    if (candidate.left_out) return candidate.left_out;
    if (is_own_report(bytes)) return LeftOut::own;
    if (!is_utf8(bytes)) return LeftOut::not_utf8;
    return std::nullopt;
  }

  static Look left_out(Look look, const Candidate& candidate, LeftOut reason, int code = 0) {
    look.left_out = LeftOutPath{candidate.path, reason,
                                code == 0 ? std::string() : std::generic_category().message(code)};
    return look;
  }

  const ByteSearch& words_;
  std::string buffer_;
  std::size_t length_ = 0;
};

std::vector<Look> look_into_all(const std::vector<Candidate>& candidates, const ByteSearch& words,
                                unsigned threads, const std::stop_token& stop) {
  // A handful at a time, so that threads seldom meet.
  constexpr std::size_t kAtOnce = 32;
  std::vector<Look> looks(candidates.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    Reader reader(words);
    for (;;) {
      const std::size_t begin = next.fetch_add(kAtOnce);
      if (begin >= candidates.size() || stop.stop_requested()) return;
      const std::size_t end = std::min(begin + kAtOnce, candidates.size());
      for (std::size_t at = begin; at < end; ++at) looks[at] = reader.look_into(candidates[at]);
    }
  };
  std::vector<std::jthread> helpers;
  const std::size_t useful = candidates.size() / kAtOnce;
  for (std::size_t made = 1; made < threads && made <= useful; ++made) helpers.emplace_back(work);
  work();
  helpers.clear();
  return looks;
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

class Collection {
 public:
  void add(const Candidate& candidate, Look&& look, FoundFiles& found) {
    if (look.was_read) ++found.read;
    found.bytes += look.bytes;
    if (look.left_out) left_out_.push_back({std::move(*look.left_out), look.identity});
    if (!look.text) return;
    const auto [known, is_new] = by_identity_.emplace(look.identity, found.files.size());
    if (is_new) {
      found.files.push_back({candidate.path, candidate.root, place_of(candidate.path), {}, {}});
      found.files.back().text = std::move(*look.text);
    }
    note_name(candidate, found.files[known->second], is_new);
  }

  // What was found by one name is not left out by another.
  void finish(FoundFiles& found) {
    for (auto& [path, identity] : left_out_) {
      if (!by_identity_.contains(identity)) found.left_out.push_back(std::move(path));
    }
    std::ranges::sort(found.files, {}, &FoundFile::path);
    std::ranges::sort(found.left_out, {}, &LeftOutPath::path);
    const auto same = [](const LeftOutPath& a, const LeftOutPath& b) { return a.path == b.path; };
    found.left_out.erase(std::ranges::unique(found.left_out, same).begin(), found.left_out.end());
    for (FoundFile& each : found.files) {
      std::ranges::sort(each.other_names);
      const auto repeated = std::ranges::unique(each.other_names);
      each.other_names.erase(repeated.begin(), repeated.end());
    }
  }

 private:
  static void note_name(const Candidate& candidate, FoundFile& file, bool is_new) {
    // The folder of the link where it lies, but not where it leads.
    const fs::path name = place_of(folder_of(candidate.path)) / candidate.path.filename();
    if (name != file.place) file.other_names.push_back(name);
    // A name of its own is better than that of a link, whatever came first.
    if (!is_new && !candidate.is_link && place_of(file.path) == file.place &&
        place_of(folder_of(file.path)) / file.path.filename() != file.place) {
      file.path = candidate.path;
      file.root = candidate.root;
    }
  }

  struct LeftOutFile {
    LeftOutPath path;
    std::pair<dev_t, ino_t> identity;
  };
  std::map<std::pair<dev_t, ino_t>, std::size_t> by_identity_;
  std::vector<LeftOutFile> left_out_;
};

bool is_link(const fs::path& file) {
  std::error_code ignored;
  return fs::is_symlink(fs::symlink_status(file, ignored));
}

okta::Status add_named(const fs::path& path, Walked& walked, const std::stop_token& stop) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found)
    return failure(ErrorKind::invalid_input, path.string() + ": is not there");
  if (fs::is_directory(status)) {
    if (walk(path, nullptr, walked, stop)) return {};
    return failure(ErrorKind::interrupted, "interrupted");
  }
  walked.candidates.push_back({path, folder_of(path), std::nullopt, true, is_link(path)});
  return {};
}

okta::Status add_matching(const PathPattern& pattern, Walked& walked, const std::stop_token& stop) {
  std::error_code ignored;
  const fs::file_status status = fs::status(pattern.base(), ignored);
  if (pattern.is_exact()) {
    if (fs::is_regular_file(status))
      walked.candidates.push_back(
          {pattern.base(), folder_of(pattern.base()), std::nullopt, true, is_link(pattern.base())});
    return {};
  }
  if (!fs::is_directory(status) || walk(pattern.base(), &pattern, walked, stop)) return {};
  return failure(ErrorKind::interrupted, "interrupted");
}

}  // namespace

okta::Result<FoundFiles> find_files(const FileSearch& search, const ByteSearch& words,
                                    std::stop_token stop) {
  Walked walked;
  for (const fs::path& each : search.paths) {
    if (const okta::Status added = add_named(each, walked, stop); !added)
      return failure(added.error());
  }
  for (const PathPattern& each : search.patterns) {
    if (const okta::Status added = add_matching(each, walked, stop); !added)
      return failure(added.error());
  }
  // Named ones first: their names win.
  std::ranges::stable_sort(walked.candidates, std::ranges::greater(), &Candidate::named);
  std::vector<Look> looks = look_into_all(walked.candidates, words, search.threads, stop);
  if (stop.stop_requested()) return failure(ErrorKind::interrupted, "interrupted");

  FoundFiles found;
  found.left_out = std::move(walked.left_out);
  Collection collection;
  for (std::size_t at = 0; at < looks.size(); ++at)
    collection.add(walked.candidates[at], std::move(looks[at]), found);
  collection.finish(found);
  return found;
}

}  // namespace remediate
