#include "config/server_to_make.hpp"

namespace config {

std::string name_to_make(const Target& target, const std::string& reference) {
  if (!target.create) return {};
  const bool is_meant =
      reference == target.create->name || reference == target.authorization_server;
  return is_meant ? target.create->name : std::string();
}

}  // namespace config
