# The libraries that oktafix::client is made of, named once: ThirdParty.cmake finds them for the build, and the installed package finds
# the same ones for its users (oktafixConfig.cmake). docs/adr/0002-dependencies.md says why each is here.
set(oktafix_client_packages Threads CURL OpenSSL nlohmann_json:3.11 tl-expected fmt spdlog)
# What pkg-config alone knows, each found as the target PkgConfig::NAME.
set(oktafix_client_modules jose)
