// The use case `rewrite`: lets the client configuration files below some paths name a custom
// authorization server instead of the org's own, offline. First it is found out what would change
// and what a person has to decide; nothing is written before that is whole. What oktafix.yaml says
// of a client holds by the client id that a file tells and by the `files` that bind it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "client/base/timestamp.hpp"
#include "config/directives.hpp"
#include "remediate/files/find_files.hpp"
#include "remediate/issuer/client_file.hpp"

namespace remediate {

struct RewriteOrder {
  std::vector<std::filesystem::path> paths;
  OrgHosts hosts;
  MoveTarget target;
  bool all = false;  // also what no client is known of
  config::Directives directives;
  std::vector<std::string> include;  // globs over client ids and `match`; empty: every client
  std::vector<std::string> exclude;
  okta::Timestamp now{};  // decides which `ignore` still holds
};

enum class MoveDecision {
  moves,
  unbound,    // would move, and nobody knows whose it is: moves with `all`
  ambiguous,  // the key may or may not mean the issuer: a person decides
  ignored,    // the owner wants its client left alone
  elsewhere,  // the owner sends its client to another server
  manual,     // should move, and no text edit can do it
  custom,     // names a custom server already
  stays,
};

[[nodiscard]] std::string_view to_string(MoveDecision decision);

struct DecidedOccurrence {
  Occurrence found;
  MoveDecision decision = MoveDecision::stays;
  std::string why;       // for people, one sentence
  std::string after;     // of what moves: the new value
  std::string client;    // client id that the file tells, or `match` of what binds the file
  std::string bound_by;  // file | files | nothing
};

enum class FileState {
  unchanged,
  due,
  written,
  failed,  // could not be written; `problem` says why
};

[[nodiscard]] std::string_view to_string(FileState state);

struct RewrittenFile {
  std::filesystem::path path;
  std::filesystem::path root;
  FileText text;  // as it was read; holds secrets: never for a report as it is
  FileReading reading;
  std::vector<DecidedOccurrence> occurrences;
  std::vector<std::size_t> chosen;  // indexes of those that move
  FileMove move;
  FileState state = FileState::unchanged;
  std::string problem;  // also of a file that is due: that it cannot be written
};

struct Rewrite {
  OrgHosts hosts;
  MoveTarget target;
  std::vector<RewrittenFile> files;  // that speak of the org's servers, by path
  std::vector<LeftOutPath> left_out;
  std::vector<std::string> warnings;  // for people
  std::size_t read = 0;               // files that were looked into
  bool interrupted = false;           // before all that was due was written
};

[[nodiscard]] okta::Result<Rewrite> find_rewrite(const RewriteOrder& order, std::stop_token stop);

// One file after the other; what cannot be written is a problem of that file alone.
void write_rewrite(Rewrite& rewrite, const std::stop_token& stop);

// In how many occurrences of all files it was decided so.
[[nodiscard]] std::size_t count_of(const Rewrite& rewrite, MoveDecision decision);
[[nodiscard]] std::size_t count_of(const Rewrite& rewrite, FileState state);

}  // namespace remediate
