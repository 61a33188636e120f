#include "remediate/files/left_out.hpp"

#include <algorithm>
#include <array>

#include "remediate/files/temporary_name.hpp"

namespace remediate {
namespace {

using Names = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view name, Names names) {
  return std::ranges::find(names, name) != names.end();
}

bool ends_with_one_of(std::string_view name, Names endings) {
  return std::ranges::any_of(endings,
                             [name](std::string_view each) { return name.ends_with(each); });
}

}  // namespace

std::string_view to_string(LeftOut reason) {
  switch (reason) {
    case LeftOut::ignored_by_git:
      return "ignored-by-git";
    case LeftOut::vendored:
      return "vendored";
    case LeftOut::generated:
      return "generated";
    case LeftOut::recorded:
      return "recorded";
    case LeftOut::documentation:
      return "documentation";
    case LeftOut::binary:
      return "binary";
    case LeftOut::not_utf8:
      return "not-utf8";
    case LeftOut::too_large:
      return "too-large";
    case LeftOut::outside:
      return "outside";
    case LeftOut::special:
      return "special";
    case LeftOut::unreadable:
      return "unreadable";
    case LeftOut::own:
      return "own";
    case LeftOut::leftover:
      break;
  }
  return "leftover";
}

std::string_view sentence(LeftOut reason) {
  switch (reason) {
    case LeftOut::ignored_by_git:
      return "is ignored by git";
    case LeftOut::vendored:
      return "is somebody else's code";
    case LeftOut::generated:
      return "is generated: change what it is made from";
    case LeftOut::recorded:
      return "is a recording that tests replay";
    case LeftOut::documentation:
      return "is text for people";
    case LeftOut::binary:
      return "is binary";
    case LeftOut::not_utf8:
      return "is not UTF-8";
    case LeftOut::too_large:
      return "is too large for a configuration file";
    case LeftOut::outside:
      return "is a symbolic link that leads out of the folder that was named";
    case LeftOut::special:
      return "is no file";
    case LeftOut::unreadable:
      return "cannot be read";
    case LeftOut::own:
      return "is a plan or a report of oktafix";
    case LeftOut::leftover:
      break;
  }
  return "is what a run of oktafix left that was killed while it wrote";
}

bool is_missed(LeftOut reason) {
  return reason == LeftOut::unreadable || reason == LeftOut::too_large ||
         reason == LeftOut::outside || reason == LeftOut::special || reason == LeftOut::not_utf8;
}

std::optional<LeftOut> folder_left_out(std::string_view name, std::string_view above) {
  if (is_one_of(name,
                {".git",          ".hg",     ".svn",        "node_modules",  "bower_components",
                 "jspm_packages", "vendor",  "third_party", "site-packages", ".venv",
                 "venv",          ".tox",    ".nox",        ".bundle",       "Pods",
                 "Carthage",      ".gradle", ".m2",         ".yarn",         ".pnpm-store"}))
    return LeftOut::vendored;
  if (is_one_of(name, {"dist",        "build",      "target",        "obj",      ".next",
                       ".nuxt",       ".output",    ".svelte-kit",   ".cache",   ".parcel-cache",
                       ".turbo",      ".terraform", ".serverless",   "cdk.out",  "__pycache__",
                       ".mypy_cache", "coverage",   ".pytest_cache", ".angular", "DerivedData"}))
    return LeftOut::generated;
  if (above == "bin" && is_one_of(name, {"Debug", "Release"})) return LeftOut::generated;
  if (is_one_of(name,
                {"cassettes", "vcr_cassettes", "__recordings__", "__snapshots__", "__cassettes__"}))
    return LeftOut::recorded;
  return std::nullopt;
}

std::optional<LeftOut> file_left_out(std::string_view name) {
  if (is_temporary_name(name)) return LeftOut::leftover;
  if (name == "oktafix.yaml") return LeftOut::own;
  if (is_one_of(name, {"package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "go.sum",
                       "packages.lock.json", ".terraform.lock.hcl", "gradle.lockfile",
                       "terraform.tfstate", "terraform.tfstate.backup"}) ||
      ends_with_one_of(name, {".lock", ".min.js", ".min.mjs", ".min.css", ".map", ".tfstate",
                              ".log", ".pyc", ".snap", ".spdx.json", ".cdx.json"}))
    return LeftOut::generated;
  if (name.starts_with("openid-configuration") || name.starts_with("oauth-authorization-server") ||
      name.ends_with(".har"))
    return LeftOut::recorded;
  if (ends_with_one_of(name, {".md", ".markdown", ".mdx", ".rst", ".adoc", ".asciidoc", ".tex"}))
    return LeftOut::documentation;
  if (ends_with_one_of(
          name, {".png", ".jpg",      ".jpeg", ".gif",   ".ico",    ".webp",  ".bmp",  ".tiff",
                 ".pdf", ".zip",      ".gz",   ".tgz",   ".bz2",    ".xz",    ".7z",   ".tar",
                 ".jar", ".war",      ".ear",  ".class", ".so",     ".dylib", ".dll",  ".exe",
                 ".o",   ".a",        ".woff", ".woff2", ".ttf",    ".otf",   ".eot",  ".mp3",
                 ".mp4", ".mov",      ".avi",  ".webm",  ".sqlite", ".db",    ".p12",  ".pfx",
                 ".jks", ".keystore", ".wasm", ".psd",   ".docx",   ".xlsx",  ".pptx", ".nupkg"}))
    return LeftOut::binary;
  return std::nullopt;
}

}  // namespace remediate
