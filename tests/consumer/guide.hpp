// The examples of docs/client.md, as code that is compiled against the installed client and run
// against the fake org. Includes are those of a user: from include/oktafix.
#pragma once

#include <stop_token>
#include <string>

#include "client/okta.hpp"

namespace guide {

okta::Result<okta::Client> open_org(const std::string& org, const std::string& token,
                                    okta::Clock& clock);
okta::Status print_apps(const okta::Client& client, std::stop_token stop);
okta::Status rename_rule(const okta::Client& client, const std::string& server_id,
                         const std::string& policy_id, const std::string& rule_id,
                         std::stop_token stop);
okta::Result<std::string> make_scope(const okta::Client& client, const std::string& server_id,
                                     std::stop_token stop);
std::string advice(const okta::Error& error);
okta::Status print_assigned_users(const okta::Client& client, const std::string& app_id,
                                  std::stop_token stop);
okta::Result<std::string> enable_feature(const okta::Client& client, const std::string& feature_id,
                                         std::stop_token stop);
okta::Status rotate_keys(const okta::Client& client, const std::string& server_id,
                         std::stop_token stop);

}  // namespace guide
