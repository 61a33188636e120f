// What should hold in an org: the one thing that the planner works towards. Findings make one
// (desire.hpp); other ways to know what an owner wants would make the same. A plain value.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/directives.hpp"
#include "remediate/checks/need.hpp"
#include "remediate/model/plan.hpp"

namespace remediate {

struct DesiredServer {
  std::string key;                             // its id, or the name under which it is made
  std::string id;                              // empty: not there
  std::optional<config::CreateServer> create;  // of one that is not there
  bool activate = false;                       // the owner allows it
  std::vector<std::string> because;            // finding ids
};

// One client that a server must grant requests. All of `needs` are approved.
struct DesiredAccess {
  std::string app_id;
  std::string client_id;
  std::string label;
  std::string server;  // key
  std::vector<Need> needs;
  std::vector<std::string> groups;  // declared: who may get a token
  std::vector<std::string> because;
  // Nothing that the client is known to ask for is left out of `needs`: once they are granted it
  // can move as a whole.
  bool is_all = false;
};

// A URL inside an app object that should name the server once the client can move there.
struct DesiredUrl {
  std::string app_id;
  std::string pointer;
  std::string value;  // as it is now
  std::vector<std::string> because;
};

// A client configuration file in which the client of an app should name the server.
struct DesiredFile {
  std::string app_id;
  std::string path;
  std::vector<std::string> because;
};

struct Desired {
  std::vector<DesiredServer> servers;
  std::vector<DesiredAccess> access;
  std::vector<DesiredUrl> urls;
  std::vector<DesiredFile> files;
  std::string consent = "IMPLICIT";  // of scopes that must be created
  std::optional<int> most_clients;   // changed and not seen to work; the others wait
  std::vector<Blocked> blocked;      // what cannot be desired yet
};

}  // namespace remediate
