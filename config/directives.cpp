#include "config/directives.hpp"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "config/directive_values.hpp"
#include "config/message_text.hpp"
#include "config/text_file.hpp"
#include "config/yaml_reading.hpp"

namespace config {
namespace {

using Objection = std::optional<std::string> (*)(std::string_view);

constexpr int kMostChanges = 100'000;

// Reads each mapping of the file into its struct; what is wrong goes to `problems`.
class Reader {
 public:
  explicit Reader(Problems& problems) : problems_(problems) {}

  Directives read(const YamlNode& root) {
    Directives directives;
    MappingReader file(root, "", problems_);
    if (const YamlNode* node = file.take("target")) directives.target = read_target(*node);
    if (const YamlNode* node = file.take("scopes")) directives.scopes = read_scopes(*node);
    if (const YamlNode* node = file.take("evidence"))
      read_evidence(*node, directives.system_log_lookback);
    if (const YamlNode* node = file.take("applications"))
      directives.applications = read_applications(*node);
    if (const YamlNode* node = file.take("limits")) directives.limits = read_limits(*node);
    if (const YamlNode* node = file.take("allow"))
      directives.allow = texts(*node, "allow", objection_to_allowance);
    file.refuse_the_rest();
    return directives;
  }

 private:
  Target read_target(const YamlNode& node) {
    Target target;
    MappingReader mapping(node, "target", problems_);
    if (auto server = text(mapping, "authorizationServer", objection_to_server))
      target.authorization_server = std::move(*server);
    if (const YamlNode* create = mapping.take("create")) target.create = read_create(*create);
    mapping.refuse_the_rest();
    return target;
  }

  CreateServer read_create(const YamlNode& node) {
    CreateServer create;
    MappingReader mapping(node, "target.create", problems_);
    create.name = required_text(mapping, "name");
    create.audience = required_text(mapping, "audience");
    mapping.refuse_the_rest();
    return create;
  }

  Scopes read_scopes(const YamlNode& node) {
    Scopes scopes;
    MappingReader mapping(node, "scopes", problems_);
    scopes.approve = list(mapping, "approve", objection_to_approval);
    if (auto consent = text(mapping, "consent", objection_to_consent))
      scopes.consent = std::move(*consent);
    mapping.refuse_the_rest();
    return scopes;
  }

  void read_evidence(const YamlNode& node, std::optional<std::chrono::hours>& lookback) {
    MappingReader mapping(node, "evidence", problems_);
    if (const YamlNode* log = mapping.take("systemLog")) read_system_log(*log, lookback);
    mapping.refuse_the_rest();
  }

  // `systemLog: off` says the same as `systemLog: {lookback: off}`.
  void read_system_log(const YamlNode& node, std::optional<std::chrono::hours>& lookback) {
    if (node.kind == YamlNode::Kind::scalar) {
      const auto parsed = parse_lookback(node.text);
      if (parsed && !*parsed) {
        lookback = std::nullopt;
      } else {
        problems_.note(node.place, "evidence.systemLog must be off or {lookback: 30d}");
      }
      return;
    }
    MappingReader mapping(node, "evidence.systemLog", problems_);
    if (const YamlNode* value = mapping.take("lookback")) {
      const std::string name = mapping.name_of("lookback");
      if (const auto written = read_text(*value, name, problems_))
        keep(parse_lookback(*written), name, value->place, lookback);
    }
    mapping.refuse_the_rest();
  }

  std::vector<ApplicationDirective> read_applications(const YamlNode& node) {
    std::vector<ApplicationDirective> applications;
    if (node.kind != YamlNode::Kind::sequence && node.kind != YamlNode::Kind::null)
      problems_.note(node.place, "applications must be a list of mappings, each with a match");
    std::map<std::string, int> line_of_match;
    for (std::size_t i = 0; i < node.elements.size(); ++i) {
      const YamlNode& element = node.elements[i];
      applications.push_back(read_application(element, fmt::format("applications[{}]", i)));
      const std::string& match = applications.back().match;
      const auto [earlier, is_new] = line_of_match.emplace(match, element.place.line);
      if (is_new || match.empty()) continue;
      problems_.note(element.place, fmt::format("applications[{}].match is the same as on line {}",
                                                i, earlier->second));
    }
    return applications;
  }

  ApplicationDirective read_application(const YamlNode& node, const std::string& name) {
    ApplicationDirective application;
    application.line = node.place.line;
    MappingReader mapping(node, name, problems_);
    application.match = required_text(mapping, "match");
    application.scopes = list(mapping, "scopes", objection_to_scope);
    application.grant_types = filled_list(mapping, "grantTypes", objection_to_grant_type);
    application.authorization_server = text(mapping, "authorizationServer", objection_to_server);
    application.groups = filled_list(mapping, "groups", objection_to_group);
    application.files = list(mapping, "files", nullptr);
    if (const YamlNode* ignore = mapping.take("ignore")) {
      application.ignore = read_ignore(*ignore, mapping.name_of("ignore"));
      if (!application.scopes.empty()) {
        problems_.note(ignore->place,
                       fmt::format("{} cannot both be ignored and have scopes", name));
      }
    }
    mapping.refuse_the_rest();
    return application;
  }

  Ignore read_ignore(const YamlNode& node, const std::string& name) {
    Ignore ignore;
    MappingReader mapping(node, name, problems_);
    ignore.reason = required_text(mapping, "reason");
    if (const YamlNode* until = mapping.take("until")) {
      const std::string until_name = mapping.name_of("until");
      if (const auto written = read_text(*until, until_name, problems_))
        keep(parse_date(*written), until_name, until->place, ignore.until);
    }
    mapping.refuse_the_rest();
    return ignore;
  }

  Limits read_limits(const YamlNode& node) {
    Limits limits;
    MappingReader mapping(node, "limits", problems_);
    read_limit(mapping, "maxChanges", kMostChanges, limits.max_changes);
    read_limit(mapping, "rateShare", 100, limits.rate_share_percent);
    mapping.refuse_the_rest();
    return limits;
  }

  void read_limit(MappingReader& mapping, std::string_view key, int most, int& limit) {
    const YamlNode* node = mapping.take(key);
    if (node == nullptr) return;
    if (const auto number = read_number(*node, mapping.name_of(key), 1, most, problems_))
      limit = *number;
  }

  template <class Value, class Kept>
  void keep(const Parsed<Value>& parsed, const std::string& name, Place place, Kept& kept) {
    if (parsed) {
      kept = *parsed;
    } else {
      problems_.note(place, name + " " + parsed.error());
    }
  }

  std::string required_text(MappingReader& mapping, std::string_view key) {
    const YamlNode* node = mapping.take_required(key);
    if (node == nullptr) return {};
    return read_text(*node, mapping.name_of(key), problems_).value_or("");
  }

  std::optional<std::string> text(MappingReader& mapping, std::string_view key,
                                  Objection objection_to) {
    const YamlNode* node = mapping.take(key);
    if (node == nullptr) return std::nullopt;
    const std::string name = mapping.name_of(key);
    std::optional<std::string> written = read_text(*node, name, problems_);
    if (!written) return std::nullopt;
    if (!accepted(*written, name, node->place, objection_to)) return std::nullopt;
    return written;
  }

  std::vector<std::string> list(MappingReader& mapping, std::string_view key,
                                Objection objection_to) {
    const YamlNode* node = mapping.take(key);
    if (node == nullptr) return {};
    return texts(*node, mapping.name_of(key), objection_to);
  }

  // For lists whose absence means "the default": an empty one would read as "nobody" or "none".
  std::vector<std::string> filled_list(MappingReader& mapping, std::string_view key,
                                       Objection objection_to) {
    const YamlNode* node = mapping.take(key);
    if (node == nullptr) return {};
    if (node->kind == YamlNode::Kind::sequence && node->elements.empty()) {
      problems_.note(node->place, fmt::format("{} is empty: leave it out for the default",
                                              mapping.name_of(key)));
    }
    return texts(*node, mapping.name_of(key), objection_to);
  }

  std::vector<std::string> texts(const YamlNode& node, std::string_view name,
                                 Objection objection_to) {
    std::vector<std::string> kept;
    for (PlacedText& written : read_texts(node, name, problems_)) {
      if (accepted(written.text, written.name, written.place, objection_to))
        kept.push_back(std::move(written.text));
    }
    return kept;
  }

  bool accepted(std::string_view text, std::string_view name, Place place, Objection objection_to) {
    if (objection_to == nullptr) return true;
    const std::optional<std::string> objection = objection_to(text);
    if (objection) problems_.note(place, fmt::format("{}: {}", name, *objection));
    return !objection;
  }

  Problems& problems_;
};

}  // namespace

okta::Result<Directives> parse_directives(std::string_view yaml, const std::string& file_name) {
  if (yaml.size() > kLargestFile) {
    return okta::failure(okta::ErrorKind::invalid_input,
                         fmt::format("{}: is larger than {} KiB", file_name, kLargestFile / 1024));
  }
  Problems problems(file_name);
  const auto root = parse_yaml(yaml);
  if (!root) {
    problems.note(root.error().place, root.error().text);
    return okta::failure(okta::ErrorKind::invalid_input, joined_lines(problems.lines()));
  }
  Directives directives = Reader(problems).read(*root);
  if (problems.empty()) return directives;
  return okta::failure(okta::ErrorKind::invalid_input, joined_lines(problems.lines()));
}

okta::Result<Directives> load_directives(const std::filesystem::path& file) {
  const okta::Result<std::string> text = read_text_file(file);
  if (!text) return okta::failure(text.error().kind, file.string() + ": " + text.error().message);
  okta::Result<Directives> directives = parse_directives(*text, file.string());
  if (directives) directives->folder = file.has_parent_path() ? file.parent_path() : ".";
  return directives;
}

}  // namespace config
