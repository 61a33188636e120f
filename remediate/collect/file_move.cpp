#include "remediate/collect/file_move.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "remediate/formats/base64.hpp"
#include "remediate/model/change.hpp"

namespace remediate {
namespace {

// Why nobody can tell what to write; empty where somebody can.
std::string unknown_issuer_of(const Destination& destination) {
  if (destination.server == nullptr) {
    if (!destination.is_one_of_several_hosts) return {};
    return "the server is to be made, and at which host of the org its issuer will be is known "
           "once it is there: plan again then";
  }
  const okta::AuthorizationServer& server = destination.server->server;
  const auto& discovery = destination.server->discovery;
  if (!server.is_active()) return {};  // it answers nobody yet
  if (!discovery)
    return fmt::format(
        "the discovery document of '{}' could not be read, so the issuer that it announces is not "
        "known",
        server.name);
  if (server.issuer_mode != "DYNAMIC" && discovery->issuer != server.issuer)
    return fmt::format(
        "the discovery document of '{}' announces the issuer {}, and Okta tells {}: decide by hand",
        server.name, discovery->issuer, server.issuer);
  return {};
}

MoveTarget target_of(const Destination& destination) {
  MoveTarget target;
  if (destination.server == nullptr) {
    target.server = kServerToMake;
    return target;
  }
  const okta::AuthorizationServer& server = destination.server->server;
  target.server = server.issuer.substr(server.issuer.rfind('/') + 1);
  // A server of this mode announces the host that it is asked at.
  if (server.issuer_mode != "DYNAMIC") target.issuer = server.issuer;
  target.audience = fmt::format("{}", fmt::join(server.audiences, " "));
  return target;
}

bool is_encoded(const Scalar& scalar) {
  return std::ranges::find(scalar.layers, Layer::base64) != scalar.layers.end();
}

// Whether the encoded text is this value, and nothing else: a blank end of it aside.
bool is_all_of(const Scalar& scalar, std::string_view encoded) {
  std::optional<std::string> plain = base64_decoded(encoded);
  for (auto each = std::ranges::count(scalar.layers, Layer::base64); plain && each > 1; --each)
    plain = base64_decoded(*plain);
  return plain && plain->starts_with(scalar.text) &&
         plain->find_first_not_of(" \t\r\n", scalar.text.size()) == std::string::npos;
}

// What is encoded is replaced as a whole: whatever else it holds would get into the plan and the
// journal.
bool would_carry_more(const FileReading& reading, const Splice& splice) {
  return std::ranges::any_of(reading.configuration.scalars, [&](const Scalar& scalar) {
    const bool is_replaced = is_encoded(scalar) && scalar.origin.front() >= splice.offset &&
                             scalar.origin.front() < splice.offset + splice.before.size();
    return is_replaced && (!is_all_of(scalar, splice.before) ||
                           scalar.text.find_first_of(" \t\r\n\"'=,;@") != std::string::npos);
  });
}

// Something else than the whole name of the server came of it.
bool is_server_to_make_lost(const std::vector<Splice>& splices) {
  std::size_t named = 0;
  for (const Splice& each : splices) {
    if (each.after.find(kServerToMake) != std::string::npos) ++named;
  }
  return named == 0 || std::ranges::any_of(splices, [](const Splice& each) {
           return !each.after.empty() && each.after.find(kServerToMake) == std::string::npos;
         });
}

}  // namespace

ClientMove move_of_client(const FileReading& reading, std::string_view bytes,
                          const std::vector<std::size_t>& chosen, const Destination& destination) {
  ClientMove move;
  if (destination.server != nullptr) move.server = destination.server->server.id;
  move.obstacle = unknown_issuer_of(destination);
  if (!move.obstacle.empty()) return move;
  FileMove moved = move_in_file(reading, bytes, chosen, target_of(destination));
  if (std::ranges::any_of(moved.splices,
                          [&](const Splice& each) { return would_carry_more(reading, each); })) {
    move.obstacle =
        "its URL stands in an encoded value with more than a URL in it, which no plan may hold: "
        "edit it by hand";
    return move;
  }
  for (const FileNote& each : moved.notes)
    move.remarks.push_back({each.reason, each.message, each.line});
  if (moved.splices.empty())
    move.obstacle = "nothing in it could be replaced: edit it by hand";
  else if (!spliced(bytes, moved.splices))
    move.obstacle = "its replacements do not fit together: edit it by hand";
  else if (destination.server == nullptr && is_server_to_make_lost(moved.splices))
    move.obstacle =
        "the server is to be made, and this format needs its id before: plan again when it is "
        "there";
  if (move.obstacle.empty()) move.splices = std::move(moved.splices);
  return move;
}

}  // namespace remediate
