#include "config/private_key.hpp"

#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "config/message_text.hpp"
#include "config/text_file.hpp"
#include "config/written_value.hpp"

namespace config {
namespace {

namespace fs = std::filesystem;
using okta::ErrorKind;
using okta::failure;
using okta::Result;
using okta::Secret;

constexpr std::size_t kLargestKey = std::size_t{64} * 1024;
constexpr std::size_t kLongestPath = 4096;
constexpr std::string_view kPemStart = "-----BEGIN ";

// Environment variables and .env files often carry a PEM's line ends as the two characters \n.
std::string with_line_ends(std::string_view pem) {
  std::string text;
  for (std::size_t at = 0; at < pem.size(); ++at) {
    const bool escaped = pem.substr(at, 2) == "\\n";
    text += escaped ? '\n' : pem[at];
    if (escaped) ++at;
  }
  return text;
}

Result<Secret> read_pem(std::string_view text) {
  if (text.find("ENCRYPTED") != std::string_view::npos) {
    return failure(ErrorKind::invalid_input,
                   "is encrypted with a passphrase, which is not supported: decrypt it");
  }
  if (text.find(" PUBLIC KEY-----") != std::string_view::npos ||
      text.find("BEGIN CERTIFICATE") != std::string_view::npos)
    return failure(ErrorKind::invalid_input, "is a public key or certificate, not a private key");
  if (text.find("PRIVATE KEY-----") == std::string_view::npos ||
      text.find("-----END ") == std::string_view::npos)
    return failure(ErrorKind::invalid_input, "is no whole PEM of a private key");
  return Secret(with_line_ends(text));
}

Result<Secret> read_jwk(std::string_view text) {
  if (!text.ends_with('}')) return failure(ErrorKind::invalid_input, "is no whole JWK");
  return Secret(std::string(text));
}

Result<Secret> read_key_text(std::string_view text) {
  if (text.starts_with(kPemStart)) return read_pem(text);
  if (text.starts_with('{')) return read_jwk(text);
  return failure(ErrorKind::invalid_input,
                 "holds neither a PEM (-----BEGIN ...) nor a JWK ({...})");
}

// A text that names no file may be a mangled key.
bool can_be_path(std::string_view text) {
  return text.size() <= kLongestPath && text.find('\n') == std::string_view::npos &&
         text.find('\0') == std::string_view::npos;
}

fs::path path_of(std::string_view text, const fs::path& home, const fs::path& working_folder) {
  if (text.starts_with("~/") && !home.empty()) return home / text.substr(2);
  return working_folder / text;
}

Result<Secret> read_key_file(const fs::path& file) {
  const std::string shown = in_quotes(file.string());
  if (open_to_others(file)) {
    return failure(
        ErrorKind::invalid_input,
        fmt::format("names {0}, which other users of this machine may use: chmod 600 {0}", shown));
  }
  Result<std::string> text = read_text_file(file, kLargestKey);
  if (!text)
    return failure(text.error().kind, fmt::format("names {}: it {}", shown, text.error().message));
  const Secret content(std::move(*text));
  Result<Secret> key = read_key_text(trimmed(content.expose()));
  if (!key)
    return failure(key.error().kind, fmt::format("names {}: it {}", shown, key.error().message));
  return key;
}

}  // namespace

Result<Secret> read_private_key(const Secret& given, const fs::path& home,
                                const fs::path& working_folder) {
  const std::string_view text = given.expose();
  if (text.starts_with(kPemStart) || text.starts_with('{')) return read_key_text(text);
  if (can_be_path(text)) {
    const fs::path file = path_of(text, home, working_folder);
    std::error_code error;
    if (fs::exists(file, error) && !error) return read_key_file(file);
  }
  return failure(ErrorKind::invalid_input,
                 "is neither a PEM (-----BEGIN ...) nor a JWK ({...}) nor the path of a file "
                 "that can be read");
}

}  // namespace config
