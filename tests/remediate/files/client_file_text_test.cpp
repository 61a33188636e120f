#include "remediate/files/client_file_text.hpp"

#include <csignal>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "client/base/digest.hpp"
#include "remediate/files/new_file.hpp"
#include "remediate/files/temporary_name.hpp"
#include "tests/support/recorded.hpp"
#include "tests/support/temporary_folder.hpp"

namespace remediate {
namespace {

namespace fs = std::filesystem;
using okta::ErrorKind;
using tests::read_file;
using tests::TemporaryFolder;

struct stat state_of(const fs::path& file) {
  struct stat state {};
  EXPECT_EQ(::lstat(file.c_str(), &state), 0) << file;
  return state;
}

std::size_t names_in(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

class ClientFileText : public testing::Test {
 protected:
  [[nodiscard]] const fs::path& folder() const { return folder_.path(); }
  [[nodiscard]] fs::path file(const std::string& text = "ISSUER=old\n") const {
    return folder_.write("app/.env", text);
  }
  // Replaces what it holds now.
  static okta::Status replace(const fs::path& file, std::string_view by,
                              const fs::path& root = {}) {
    return replace_file_text(file, okta::digest_of(read_file(file)), by, root);
  }

 private:
  TemporaryFolder folder_;
};

TEST_F(ClientFileText, IsReadWithItsDigest) {
  const auto text = read_file_text(file(std::string("a\r\n\0b", 5)));
  ASSERT_TRUE(text);
  EXPECT_EQ(text->bytes, std::string("a\r\n\0b", 5));
  EXPECT_EQ(text->digest, okta::digest_of(text->bytes));
}

TEST_F(ClientFileText, TellsWhatIsNoFile) {
  EXPECT_EQ(read_file_text(folder() / "missing").error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(read_file_text(folder()).error().kind, ErrorKind::invalid_input);
  ASSERT_EQ(::mkfifo((folder() / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(read_file_text(folder() / "pipe").error().kind, ErrorKind::invalid_input);
}

TEST_F(ClientFileText, IsReplacedWhole) {
  const fs::path target = file();
  const auto before = state_of(target);
  ASSERT_TRUE(replace(target, "ISSUER=new"));
  EXPECT_EQ(read_file(target), "ISSUER=new");
  EXPECT_NE(state_of(target).st_ino, before.st_ino) << "was written in place";
  EXPECT_EQ(names_in(target.parent_path()), 1U);
}

TEST_F(ClientFileText, KeepsItsModeWhateverTheUmask) {
  const fs::path target = file();
  for (const mode_t mode : {0600U, 0640U, 0664U, 0755U, 0222U | 0400U}) {
    ASSERT_EQ(::chmod(target.c_str(), mode), 0);
    const mode_t usual = ::umask(0077);
    const auto done = replace(target, "x" + std::to_string(mode));
    ::umask(usual);
    ASSERT_TRUE(done) << done.error().describe();
    EXPECT_EQ(state_of(target).st_mode & 07777U, mode);
  }
}

TEST_F(ClientFileText, KeepsItsOwner) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file to somebody else";
  const fs::path target = file();
  ASSERT_EQ(::chown(target.c_str(), 12345, 54321), 0);
  ASSERT_TRUE(replace(target, "new"));
  EXPECT_EQ(state_of(target).st_uid, 12345U);
  EXPECT_EQ(state_of(target).st_gid, 54321U);
}

TEST_F(ClientFileText, KeepsAttributesAndAccessLists) {
  const fs::path target = file();
  if (::setxattr(target.c_str(), "user.origin", "vault", 5, 0) != 0)
    GTEST_SKIP() << "this disk has no extended attributes";
  // linux/posix_acl_xattr.h: version 2; owner rw, user 4242 r, group r, mask r, others nothing.
  const std::array<unsigned char, 44> list = {
      2, 0,    0,    0,    1,    0,    6,  0, 0xff, 0xff, 0xff, 0xff, 2,    0,   4,
      0, 0x92, 0x10, 0,    0,    4,    0,  4, 0,    0xff, 0xff, 0xff, 0xff, 16,  0,
      4, 0,    0xff, 0xff, 0xff, 0xff, 32, 0, 0,    0,    0xff, 0xff, 0xff, 0xff};
  ASSERT_EQ(::setxattr(target.c_str(), "system.posix_acl_access", list.data(), list.size(), 0), 0);
  ASSERT_TRUE(replace(target, "new"));

  std::array<char, 64> value{};
  ASSERT_EQ(::getxattr(target.c_str(), "user.origin", value.data(), value.size()), 5);
  EXPECT_EQ(std::string(value.data(), 5), "vault");
  ASSERT_EQ(::getxattr(target.c_str(), "system.posix_acl_access", value.data(), value.size()),
            static_cast<ssize_t>(list.size()));
  EXPECT_EQ(std::memcmp(value.data(), list.data(), list.size()), 0);
}

// A folder's default list would open a secret to more people than could read it.
TEST_F(ClientFileText, TakesNoAccessListFromItsFolder) {
  const fs::path target = file();
  const std::array<unsigned char, 44> list = {
      2, 0,    0,    0,    1,    0,    6,  0, 0xff, 0xff, 0xff, 0xff, 2,    0,   4,
      0, 0x92, 0x10, 0,    0,    4,    0,  4, 0,    0xff, 0xff, 0xff, 0xff, 16,  0,
      4, 0,    0xff, 0xff, 0xff, 0xff, 32, 0, 0,    0,    0xff, 0xff, 0xff, 0xff};
  if (::setxattr(target.parent_path().c_str(), "system.posix_acl_default", list.data(), list.size(),
                 0) != 0)
    GTEST_SKIP() << "this disk has no access lists";
  ASSERT_TRUE(replace(target, "new"));
  EXPECT_LT(::getxattr(target.c_str(), "system.posix_acl_access", nullptr, 0), 0);
  EXPECT_EQ(state_of(target).st_mode & 07777U, 0600U);
}

TEST_F(ClientFileText, IsNotReplacedWhenSomebodyElseWroteIt) {
  const fs::path target = file();
  const std::string digest = okta::digest_of(read_file(target));
  std::ofstream(target) << "ISSUER=theirs\n";
  const auto refused = replace_file_text(target, digest, "ISSUER=ours\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
  EXPECT_EQ(read_file(target), "ISSUER=theirs\n");
  EXPECT_EQ(names_in(target.parent_path()), 1U);
}

TEST_F(ClientFileText, IsNotReplacedWhenItIsReadOnly) {
  const fs::path target = file();
  ASSERT_EQ(::chmod(target.c_str(), 0444), 0);
  EXPECT_EQ(may_replace(target).error().kind, ErrorKind::rejected);
  const auto refused = replace(target, "new");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
  EXPECT_EQ(read_file(target), "ISSUER=old\n");
}

TEST_F(ClientFileText, IsNotPartedFromItsOtherNames) {
  const fs::path target = file();
  fs::create_hard_link(target, folder() / "second");
  const auto refused = replace(target, "new");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
  EXPECT_NE(refused.error().message.find("2 names"), std::string::npos);
  EXPECT_EQ(read_file(folder() / "second"), "ISSUER=old\n");
}

TEST_F(ClientFileText, IsReplacedBehindALinkThatStays) {
  const fs::path target = file();
  const fs::path link = folder() / "link";
  fs::create_symlink("app/.env", link);
  ASSERT_TRUE(replace(link, "new"));
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(read_file(target), "new");
}

TEST_F(ClientFileText, IsLeftAloneBehindALinkOutOfTheRoot) {
  const fs::path target = file();
  fs::create_directories(folder() / "web");
  const fs::path link = folder() / "web" / ".env";
  fs::create_symlink("../app/.env", link);
  const auto refused = replace(link, "new");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
  EXPECT_FALSE(replace(link, "new", folder() / "web"));
  EXPECT_EQ(read_file(target), "ISSUER=old\n");
  // A folder whose name begins alike is another one.
  fs::create_directories(folder() / "web2");
  fs::create_symlink("../web2/x", folder() / "web" / "x");
  std::ofstream(folder() / "web2" / "x") << "old";
  EXPECT_FALSE(replace(folder() / "web" / "x", "new"));
  ASSERT_TRUE(replace(link, "new", folder()));
  EXPECT_EQ(read_file(target), "new");
}

// What cannot be written whole is not there at all.
TEST_F(ClientFileText, LeavesNothingBehindWhenTheDiskIsFull) {
  const fs::path target = file();
  struct rlimit usual {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &usual), 0);
  auto* const before = std::signal(SIGXFSZ, SIG_IGN);
  const struct rlimit tight {
    1024, usual.rlim_max
  };
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &tight), 0);
  const auto failed = replace(target, std::string(4096, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &usual);
  std::signal(SIGXFSZ, before);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::io);
  EXPECT_EQ(read_file(target), "ISSUER=old\n");
  EXPECT_EQ(names_in(target.parent_path()), 1U);
}

class Leftover : public ClientFileText {
 protected:
  // Runs `work` on a new file in a process that ends there, as if it were killed.
  template <class Work>
  void in_killed_process(Work work) const {
    const int folder_descriptor = ::open(folder().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const pid_t child = ::fork();
    if (child == 0) {
      auto made = NewFile::in(folder_descriptor);
      if (made) work(*made);
      ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    ::close(folder_descriptor);
  }
};

TEST_F(Leftover, IsNoneWhileNothingIsWhole) {
  in_killed_process([](NewFile& made) { (void)made.write("CLIENT_SECRET=x"); });
  for (const auto& each : fs::directory_iterator(folder()))
    EXPECT_EQ(state_of(each.path()).st_mode & 07777U, 0600U) << each;  // a disk without O_TMPFILE
}

TEST_F(Leftover, OfAKilledRunIsRemovedByTheNextOne) {
  in_killed_process([](NewFile& made) {
    (void)made.write("CLIENT_SECRET=x");
    (void)made.give_name();
  });
  ASSERT_EQ(names_in(folder()), 1U);
  EXPECT_TRUE(is_temporary_name(fs::directory_iterator(folder())->path().filename().string()));
  const fs::path target = folder() / "config";
  std::ofstream(target) << "old";
  ASSERT_TRUE(replace(target, "new"));
  EXPECT_EQ(names_in(folder()), 1U);
}

TEST_F(Leftover, IsNotTakenFromARunThatIsAtWork) {
  const int descriptor = ::open(folder().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  {
    auto made = NewFile::in(descriptor);
    ASSERT_TRUE(made);
    ASSERT_TRUE(made->give_name());
    EXPECT_EQ(remove_leftovers(folder()), 0);
    EXPECT_EQ(names_in(folder()), 1U);
  }
  EXPECT_EQ(names_in(folder()), 0U) << "gave up and left it";
  ::close(descriptor);
}

TEST_F(Leftover, IsNoFileOfSomebodyElse) {
  for (const char* name : {".oktafix-notes", ".oktafix-0123456789abcdef", "oktafix.tmp",
                           ".oktafix-0123456789ABCDEF.tmp"})
    std::ofstream(folder() / name) << "mine";
  EXPECT_EQ(remove_leftovers(folder()), 0);
  EXPECT_EQ(names_in(folder()), 4U);
}

}  // namespace
}  // namespace remediate
