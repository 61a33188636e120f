// A new file that is to take the place of another one, in the same folder. It has no name while it
// is written, where the disk knows such files, and no rights for anybody else until it is whole. If
// it does not take its place it is gone, on every way. Not thread-safe. Internal to this room.
#pragma once

#include <string>
#include <string_view>

#include <sys/stat.h>

#include "client/base/result.hpp"

namespace remediate {

[[nodiscard]] okta::Error disk_error(std::string_view what, int code);

// An open descriptor, closed with this.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor();

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

class NewFile {
 public:
  // `folder`: descriptor of the folder, open as long as this is used.
  [[nodiscard]] static okta::Result<NewFile> in(int folder);
  NewFile(NewFile&& other) noexcept;
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  [[nodiscard]] okta::Status write(std::string_view bytes);
  // Owner, attributes and mode of the file behind `model`, whose state is `like`.
  [[nodiscard]] okta::Status look_like(int model, const struct stat& like);
  [[nodiscard]] okta::Status give_name();
  // Takes the place of `name` in the folder, on the disk for good.
  [[nodiscard]] okta::Status replace(const std::string& name);

 private:
  NewFile(int folder, int file, std::string name)
      : folder_(folder), file_(file), name_(std::move(name)) {}

  int folder_;
  Descriptor file_;
  std::string name_;  // empty: has none
};

}  // namespace remediate
