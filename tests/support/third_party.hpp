// Others than the program under test who talk to a fake org: an admin at the console, and clients
// whose users sign in.
#pragma once

#include <memory>
#include <string>

#include "client/http/transport.hpp"

namespace tests {

class ThirdParty {
 public:
  explicit ThirdParty(std::string base_url);
  ~ThirdParty();
  ThirdParty(const ThirdParty&) = delete;
  ThirdParty& operator=(const ThirdParty&) = delete;

  // As an admin. Throws when no answer comes.
  okta::Response send(okta::Method method, const std::string& path,
                      const std::string& json = "") const;
  // A user of the group signs in to a client without credentials by authorization code, at a server
  // ("default/"; empty: the org server), and the client takes its tokens. Throws when it gets none.
  void sign_in(const std::string& client_id, const std::string& server, const std::string& scopes,
               const std::string& group = "00g1staff") const;
  // A client asks for tokens with this form: the status of the answer.
  [[nodiscard]] int ask_for_token(const std::string& server, const std::string& form) const;

 private:
  okta::Response exchange(okta::Request request) const;

  std::string base_url_;
  std::unique_ptr<okta::Transport> transport_;
};

}  // namespace tests
