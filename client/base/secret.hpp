// A token, key or password. It cannot be printed, formatted or compared by accident: the only way
// to the text is expose(), which is easy to find in a review. A moved-from or destroyed Secret
// wipes its memory.
#pragma once

#include <string>
#include <string_view>

namespace okta {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text);
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept;
  Secret& operator=(const Secret& other);
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] std::string_view expose() const { return text_; }

 private:
  std::string text_;
};

}  // namespace okta
