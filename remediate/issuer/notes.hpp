// What a text edit in this file cannot mend, and what has to move elsewhere with it. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "remediate/issuer/client_file.hpp"
#include "remediate/issuer/reading.hpp"

namespace remediate {

// `occurrences` as they will be told. In order of their lines; nothing where the file does not
// speak of this org.
[[nodiscard]] std::vector<FileNote> notes_on(const OpenReading& reading,
                                             const std::vector<Occurrence>& occurrences,
                                             const std::vector<NamedClient>& clients);

// Code for a library that asks the org server whatever its settings say (omniauth-okta 1): moving
// only some of its endpoints breaks it.
[[nodiscard]] bool asks_org_server_always(std::string_view bytes);

}  // namespace remediate
