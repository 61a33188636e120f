#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "remediate/formats/characters.hpp"
#include "remediate/formats/scanners.hpp"

namespace remediate {
namespace {

using Ending = std::pair<std::string_view, Format>;

constexpr auto kEndings = std::to_array<Ending>({
    {"yaml", Format::yaml},    {"yml", Format::yaml},
    {"gotmpl", Format::yaml},  {"sls", Format::yaml},
    {"json", Format::json},    {"jsonc", Format::json},
    {"json5", Format::json},   {"webmanifest", Format::json},
    {"tfstate", Format::json}, {"properties", Format::properties},
    {"toml", Format::toml},    {"ini", Format::ini},
    {"xml", Format::xml},      {"plist", Format::xml},
    {"xcscheme", Format::xml}, {"csproj", Format::xml},
    {"props", Format::xml},    {"xhtml", Format::xml},
    {"tf", Format::hcl},       {"tfvars", Format::hcl},
    {"hcl", Format::hcl},      {"nomad", Format::hcl},
    {"spc", Format::hcl},      {"sh", Format::shell},
    {"bash", Format::shell},   {"zsh", Format::shell},
    {"envrc", Format::shell},  {"dockerfile", Format::dockerfile},
    {"env", Format::env},      {"js", Format::code},
    {"mjs", Format::code},     {"cjs", Format::code},
    {"jsx", Format::code},     {"ts", Format::code},
    {"mts", Format::code},     {"tsx", Format::code},
    {"vue", Format::code},     {"svelte", Format::code},
    {"html", Format::code},    {"htm", Format::code},
    {"cshtml", Format::code},  {"ejs", Format::code},
    {"py", Format::code},      {"rb", Format::code},
    {"ru", Format::code},      {"php", Format::code},
    {"go", Format::code},      {"java", Format::code},
    {"kt", Format::code},      {"kts", Format::code},
    {"groovy", Format::code},  {"gradle", Format::code},
    {"scala", Format::code},   {"cs", Format::code},
    {"swift", Format::code},   {"rs", Format::code},
    {"dart", Format::code},    {"lua", Format::code},
    {"sql", Format::code},     {"m", Format::code},
    {"ex", Format::code},      {"exs", Format::code},
});

// What is put behind a name to say that it is a pattern to copy or to fill in.
constexpr auto kTemplateEndings = std::to_array<std::string_view>(
    {"example", "dist", "sample", "template", "tpl", "tmpl", "j2", "jinja", "jinja2", "erb",
     "default", "defaults", "orig", "bak", "local", "expected", "in"});

std::string lower_last_part(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  std::string last(slash == std::string_view::npos ? name : name.substr(slash + 1));
  std::ranges::transform(last, last.begin(), lower);
  return last;
}

// A name that was flattened ("dir__.env.dist") or has a prefix counts by its last dotted words.
bool is_env_name(std::string_view name) {
  const std::size_t dot = name.find(".env");
  if (dot != std::string_view::npos) {
    const std::string_view behind = name.substr(dot + 4);
    if (behind.empty() || behind.front() == '.' || behind.front() == '-' || behind.front() == '_')
      return true;
  }
  return name == "env" || name == "testenv" || name.ends_with(".testenv") || name == ".flaskenv" ||
         name.starts_with("env.");
}

}  // namespace

std::optional<Format> format_of_name(std::string_view path) {
  std::string name = lower_last_part(path);
  if (name.starts_with("dockerfile") || name.starts_with("containerfile"))
    return Format::dockerfile;
  for (;;) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos) break;
    const std::string_view ending = std::string_view(name).substr(dot + 1);
    const auto* found = std::ranges::find(kEndings, ending, &Ending::first);
    if (found != kEndings.end()) {
      // `.envrc` is shell; `prod.env`, `.env.ts` are what their ending says.
      return found->second;
    }
    if (std::ranges::find(kTemplateEndings, ending) == kTemplateEndings.end() || dot == 0) break;
    if (is_env_name(name)) return Format::env;
    name.resize(dot);
  }
  if (is_env_name(name)) return Format::env;
  if (name == "jenkinsfile" || name == "gemfile" || name == "rakefile" || name == "vagrantfile")
    return Format::code;
  if (name.ends_with(".oidc.config") || name == "oidc.config" || name == "dex.config")
    return Format::yaml;
  return std::nullopt;
}

}  // namespace remediate
