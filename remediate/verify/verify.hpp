// Looks whether what a run wrote still stands, whether the target servers announce themselves as
// their clients expect, and, only when asked, what Okta answers to an authorize request of each
// client. Sends nothing but GETs. Probes carry no cookie and no credentials, follow no redirect
// (the Location belongs to the application, which is never contacted) and leave failures in the
// System Log. One request at a time; blocks; not thread-safe.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "client/client.hpp"
#include "remediate/files/bound_paths.hpp"
#include "remediate/model/run.hpp"
#include "remediate/model/verification.hpp"

namespace remediate {

// Scopes that the client asks for at once.
struct ClientRequest {
  std::string grant_type;
  std::vector<std::string> scopes;
};

struct ClientToVerify {
  okta::Application application;
  std::string client_id;
  std::string label;
  std::string authorization_server;  // id
  std::string issuer;                // as the Management API says it; empty: no such server
  std::string audience;
  std::vector<ClientRequest> requests;
};

struct VerifyInput {
  std::string run;  // id; empty when there is none
  std::vector<ChangeRecord> changes;
  std::vector<ClientToVerify> clients;
  BoundPaths files = {};  // where files of the run lie
};

struct VerifyOptions {
  bool probe = false;
  // Also asks the org server, which refuses custom scopes whatever was done: it proves the problem.
  // These probes leave `illegal_custom_scope` in the System Log, as a client does that has not
  // moved.
  bool probe_org_server = true;
  std::optional<std::chrono::seconds> watch;  // look into the log of a run for so long
  std::function<void(const std::string& line)> progress;
  std::function<void(const std::string& line)> news;  // what changes during a watch
};

// Fails when it is interrupted or the credentials are rejected; what else cannot be read is told in
// the Verification.
[[nodiscard]] okta::Result<Verification> verify(const okta::Client& client,
                                                const VerifyInput& input,
                                                const VerifyOptions& options, std::stop_token stop);

}  // namespace remediate
