// The clients that a configuration file names, the scopes beside them, and which of them a place in
// the file belongs to: the nearest one in its block. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "remediate/issuer/client_file.hpp"

namespace remediate {

class ClientsInFile {
 public:
  explicit ClientsInFile(const Configuration& configuration);

  // Absent when the file names none, or several that are equally near.
  [[nodiscard]] std::optional<std::string> of(std::size_t scalar) const;

  // In order of their places. One without id holds scopes that belong to no named client.
  [[nodiscard]] std::vector<NamedClient> named() const;

  // Whether that client, or the file where it is told nowhere, asks for Okta API scopes.
  [[nodiscard]] bool asks_for_okta_api(const std::optional<std::string>& client) const;

 private:
  struct Mention {
    std::size_t scalar = 0;
    std::string id;
    std::vector<std::string> words;  // of its path
    std::size_t block = 0;           // how many of them name the block around it
  };

  void find_mentions();
  void find_scopes();
  [[nodiscard]] std::optional<std::string> nearest(const std::vector<std::size_t>& candidates,
                                                   const std::vector<std::string>& words,
                                                   std::size_t scalar, std::size_t depth) const;

  const std::vector<Scalar>& scalars_;
  std::vector<Mention> mentions_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_prefix_;  // in `mentions_`
  std::vector<NamedClient> named_;
  std::unordered_map<std::string, std::size_t> by_id_;  // in `named_`
  std::set<std::string> of_okta_api_;                   // clients that ask for its scopes
};

// Scopes in a value: apart by blanks or commas; nothing that is a placeholder.
[[nodiscard]] std::vector<std::string> scopes_in(std::string_view text);

// Only the org authorization server grants these.
[[nodiscard]] bool is_okta_api_scope(std::string_view scope);

}  // namespace remediate
