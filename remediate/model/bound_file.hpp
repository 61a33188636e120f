// A client configuration file that oktafix.yaml binds to apps, as an audit found it: which
// authorization servers its URLs name, which clients and scopes stand beside them, and what a move
// of each client would replace. URLs and names only: no bytes of the file, no secret. Made by
// collect/. Plain values.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "remediate/model/logged_request.hpp"
#include "remediate/model/splice.hpp"

namespace remediate {

enum class FileUrlState {
  names_org,     // names the org server, and a custom server has its like
  names_custom,  // names a custom server already
  manual,        // should move, and no text edit can do it
};

[[nodiscard]] std::string_view to_string(FileUrlState state);  // as the JSON report spells it

// One place that speaks of an authorization server of the org.
struct FileUrl {
  std::string key;    // dotted, for people
  std::string value;  // the URL, or the id of a server, alone
  std::size_t line = 1;
  FileUrlState state = FileUrlState::names_org;
  std::string server;     // the path segment of the custom one that it names
  std::string why;        // of a manual one: what a person has to do
  std::string client_id;  // of the client that it belongs to; empty: the file does not tell
};

// A client that the file names, and the scopes that stand beside it.
struct FileClient {
  std::string client_id;
  std::size_t line = 1;
  ScopeSet scopes;
  std::size_t scopes_line = 0;  // 0: none
};

// What no text edit mends, or what has to move elsewhere as well.
struct FileRemark {
  std::string reason;  // kebab-case, stable
  std::string message;
  std::size_t line = 1;
};

// What would be replaced if the client of an app moved to its target.
struct ClientMove {
  std::string app_id;
  std::string server;               // id of the target; empty: it is to be made
  std::vector<Splice> splices;      // kServerToMake in them stands for the id of one to be made
  std::vector<FileRemark> remarks;  // what the move leaves to a person
  std::string obstacle;             // why it cannot be made, for people; empty: it can
};

// Unreserved characters only, so that every format writes them as they are.
inline constexpr std::string_view kServerToMake = "oktafixServerToMake";

struct BoundFile {
  std::string path;                  // relative to the folder of oktafix.yaml
  std::string digest;                // okta::digest_of() its bytes
  std::vector<std::string> app_ids;  // of the apps that it is bound to, sorted
  std::vector<FileUrl> urls;         // in order
  std::vector<FileClient> clients;
  std::vector<FileRemark> remarks;
  std::vector<ClientMove> moves;  // of apps that need custom scopes, where something would move
};

// Whether the client of the app owns this URL: the file ties them, or it ties the URL to nobody,
// names no other client, and is bound to this app alone.
[[nodiscard]] bool belongs_to(const FileUrl& url, const BoundFile& file, std::string_view app_id,
                              std::string_view client_id);

}  // namespace remediate
