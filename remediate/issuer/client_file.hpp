// What one client configuration file says about authorization servers, and what moves in it when
// its client moves to a custom one. Two steps: what stands there is read without knowing a target
// (an audit needs that alone); which splices a move takes is asked for some of the occurrences.
// Decides by the value; a key is a hint for bare domains only. Pure: no disk, no network.
// Sources: Okta's "Authorization servers" concept page, and the conventions in docs/files.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/formats/configuration.hpp"
#include "remediate/issuer/okta_url.hpp"
#include "remediate/model/splice.hpp"

namespace remediate {

enum class Fate {
  moves,      // names the org server, and a custom server has its like
  ambiguous,  // the org's bare address under a key that may or may not mean the issuer: moves only
              // where the owner binds the file, or a sibling use proves it
  custom,     // names a custom server already
  stays,      // org-only path, management address, another purpose
  manual,     // should move and no text edit can do it: `why` says what a person has to do
};

enum class Shape {
  url,        // issuer, endpoint, discovery document or a prefix of them
  derived,    // a reference to another value of the file, with a path behind it or none
  server_id,  // the id alone, beside a domain that stays
  absent_id,  // a key that has to be added beside `scalar`, which is the domain
};

// One place that speaks of an authorization server of this org.
struct Occurrence {
  Shape shape = Shape::url;
  std::size_t scalar = 0;  // index into FileReading::configuration.scalars
  std::size_t begin = 0;   // of `value` in the text of that scalar
  std::size_t end = 0;
  std::string key;       // dotted, for people; of an absent one: what has to be added
  std::string value;     // URL without query (or server id), decoded: never a secret beside it
  std::size_t path = 0;  // where the path begins in `value`, behind host and placeholders
  std::size_t line = 1;
  std::size_t column = 1;
  UrlMeaning meaning = UrlMeaning::other;
  Fate fate = Fate::stays;
  std::string reason;  // kebab-case, stable: org-only-path, management-url, id-jag, ...
  std::string why;     // for people, one sentence
  std::string server;  // of a custom server: the id or `default`
  std::optional<std::string> client_id;  // of the client that it belongs to, where the file tells
  std::optional<std::size_t> base;       // of a derived one: the occurrence it refers to, if any
};

// A client that the file names, and the scopes that stand beside it.
struct NamedClient {
  std::string client_id;  // empty: the file tells scopes and no client
  std::size_t line = 1;
  std::vector<std::string> scopes;
  std::size_t scopes_line = 0;  // 0: none
};

// What a text edit cannot mend, or what has to move elsewhere as well; one finding each.
struct FileNote {
  std::string reason;  // kebab-case, stable: audience, mixed-issuer-and-endpoints, builds-url, ...
  std::string message;
  std::size_t line = 1;
};

struct FileReading {
  Configuration configuration;
  std::vector<Occurrence> occurrences;  // in order
  std::vector<NamedClient> clients;
  std::vector<FileNote> notes;
};

struct ReadingOptions {
  bool bound = false;  // the owner's `files` binds this file to a client: ambiguous keys move
};

[[nodiscard]] FileReading read_client_file(std::string_view name, std::string_view bytes,
                                           const OrgHosts& hosts,
                                           const ReadingOptions& options = {});

// Where they move to.
struct MoveTarget {
  std::string server;    // the path segment: an id or `default`
  std::string issuer;    // what the server itself announces, which may be at another host of the
                         // org; empty: `server` at the host that the occurrence names
  std::string audience;  // empty: not known
};

struct FileMove {
  std::vector<Splice> splices;     // in order; of all occurrences together
  std::vector<std::string> after;  // new value of each chosen occurrence, in their order
  std::vector<FileNote> notes;     // what the move leaves to a person
};

// `chosen` are indexes of occurrences whose fate is `moves` (or `ambiguous`, or `custom` to point
// it at another server); in ascending order. What is derived from a chosen one is adapted with it.
[[nodiscard]] FileMove move_in_file(const FileReading& reading, std::string_view bytes,
                                    const std::vector<std::size_t>& chosen,
                                    const MoveTarget& target);

}  // namespace remediate
