#include "client/base/secret.hpp"

#include <utility>

#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero is declared only here

namespace okta {
namespace {

// The whole buffer, not only the text: after a move the size is 0 and the old bytes are still
// there.
void wipe(std::string& text) {
  text.resize(text.capacity());
  explicit_bzero(text.data(), text.size());
  text.clear();
}

}  // namespace

Secret::Secret(std::string text) : text_(text) { wipe(text); }

// A short string lives inside the moved-from object, so a move copies it and leaves the original
// bytes behind.
Secret::Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { wipe(other.text_); }

Secret& Secret::operator=(const Secret& other) {
  if (this == &other) return *this;
  wipe(text_);
  text_ = other.text_;
  return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  wipe(text_);
  text_ = std::move(other.text_);
  wipe(other.text_);
  return *this;
}

Secret::~Secret() { wipe(text_); }

}  // namespace okta
