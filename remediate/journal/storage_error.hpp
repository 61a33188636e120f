// What SQLite says when it cannot, as an Error for people who never heard of SQLite. Pure.
#pragma once

#include <filesystem>
#include <string>

#include "client/base/error.hpp"

namespace SQLite {
class Exception;
}

namespace remediate {

[[nodiscard]] okta::Error storage_error(const std::filesystem::path& file,
                                        const SQLite::Exception& error);
[[nodiscard]] okta::Error damaged(const std::filesystem::path& file, const std::string& detail);

}  // namespace remediate
