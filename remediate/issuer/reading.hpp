// What the steps of read_client_file share: the file, the names in it, and what they found so far.
// Each step adds to it or decides what an earlier one left open. For this room alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "remediate/issuer/client_file.hpp"
#include "remediate/issuer/key_hint.hpp"
#include "remediate/issuer/names.hpp"
#include "remediate/issuer/url_in_text.hpp"

namespace remediate {

struct Found {
  Occurrence occurrence;
  UrlInText url;  // not of a server id
  KeyHint hint = KeyHint::none;
  Purpose purpose = Purpose::sign_in;
};

struct ReferenceInFile {
  std::size_t scalar = 0;
  UrlInText url;
  KeyHint hint = KeyHint::none;
  std::optional<std::size_t> defined;  // the scalar that it means, if it is in this file
};

struct OpenReading {
  OpenReading(std::string_view name, std::string_view text, const OrgHosts& org,
              const Configuration& read);

  std::string_view bytes;
  const OrgHosts& hosts;
  const Configuration& configuration;
  Names names;
  bool mentions_okta = false;    // the file or its name does
  bool mentions_id_jag = false;  // cross-app access
  std::vector<std::size_t> line_begins;
  std::vector<Found> found;
  std::vector<ReferenceInFile> references;
  std::vector<std::size_t> used_as_host;  // scalars: `https://${OKTA_DOMAIN}/...`

  [[nodiscard]] const Scalar& scalar(std::size_t index) const {
    return configuration.scalars[index];
  }
};

// All URLs and references in the values of the file, each judged as far as it speaks for itself.
void find_urls(OpenReading& reading);

// Follows references to their definitions: decides what is unclear by its uses, and adds what is
// derived from something that moves.
void follow_references(OpenReading& reading, bool is_bound);

// Domains with the id of a server beside them: the id moves, or is added.
void find_server_ids(OpenReading& reading);

// Its key, value and place; what it means is not said yet.
[[nodiscard]] Occurrence occurrence_at(const OpenReading& reading, std::size_t scalar,
                                       std::size_t begin, std::size_t end);

struct FateWithReason {
  Fate fate = Fate::stays;
  std::string_view reason;
  std::string_view why;
};

void give(Occurrence& occurrence, const FateWithReason& verdict);

// Whether a placeholder of that name stands for this org, as far as a name can tell.
[[nodiscard]] bool means_okta(std::string_view placeholder);
[[nodiscard]] bool means_another_vendor(std::string_view placeholder);

}  // namespace remediate
