// Reads a client configuration file and moves what moves in it, for tests: to the server aus_TARGET
// of the org acme, unless told otherwise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remediate/issuer/client_file.hpp"

namespace remediate {

inline const OrgHosts& acme() {
  static const OrgHosts hosts("https://acme.okta.com", {"login.acme.example"});
  return hosts;
}

inline std::vector<std::size_t> chosen_in(const FileReading& reading, bool with_custom = false) {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < reading.occurrences.size(); ++i) {
    const Fate fate = reading.occurrences[i].fate;
    if (fate == Fate::moves || (with_custom && fate == Fate::custom)) chosen.push_back(i);
  }
  return chosen;
}

struct MovedFile {
  FileReading reading;
  FileMove move;
  std::string bytes;
};

struct Moving {
  const OrgHosts* hosts = &acme();
  MoveTarget target{"aus_TARGET", "", ""};
  bool with_custom = false;
  bool bound = false;
};

inline MovedFile moved_file(std::string_view name, std::string_view bytes,
                            const Moving& moving = {}) {
  MovedFile file;
  file.reading = read_client_file(name, bytes, *moving.hosts, {moving.bound});
  file.move =
      move_in_file(file.reading, bytes, chosen_in(file.reading, moving.with_custom), moving.target);
  file.bytes = spliced(bytes, file.move.splices).value_or("(splices that do not fit)");
  return file;
}

inline std::string moved(std::string_view name, std::string_view bytes, const Moving& moving = {}) {
  return moved_file(name, bytes, moving).bytes;
}

// "fate reason" of the occurrences, apart by commas.
inline std::string fates(std::string_view name, std::string_view bytes, const Moving& moving = {}) {
  std::string all;
  for (const Occurrence& each :
       read_client_file(name, bytes, *moving.hosts, {moving.bound}).occurrences) {
    if (!all.empty()) all += ", ";
    all += each.reason;
  }
  return all;
}

inline std::string reasons_of_notes(const FileReading& reading) {
  std::string all;
  for (const FileNote& note : reading.notes) {
    if (!all.empty()) all += ", ";
    all += note.reason + " " + std::to_string(note.line);
  }
  return all;
}

}  // namespace remediate
