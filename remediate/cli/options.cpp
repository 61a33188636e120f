#include "remediate/cli/options.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "config/directive_values.hpp"
#include "remediate/cli/completion.hpp"
#include "remediate/cli/suggestion.hpp"
#include "remediate/cli/version.hpp"
#include "remediate/report/escape.hpp"

// The only file that includes CLI11: it takes longer to compile than the rest of this room.
namespace remediate::cli {

namespace {

constexpr int kLongestTimeoutSeconds = 3600;
constexpr int kMostRetries = 100;
constexpr int kMostConcurrent = 32;

constexpr auto kConnection = "Connection";
constexpr auto kSelection = "Apps and scopes";
constexpr auto kOutput = "Output";
constexpr auto kEveryVerb = "Taken by every verb (without effect on those that only read)";

struct FormatName {
  std::string_view name;
  Format format;
};

constexpr std::array<FormatName, 4> kFormats = {{{"text", Format::text},
                                                 {"json", Format::json},
                                                 {"markdown", Format::markdown},
                                                 {"html", Format::html}}};

std::vector<std::string_view> formats_of(Verb verb) {
  if (verb == Verb::audit) return {"text", "json", "markdown", "html"};
  return {"text", "json"};
}

NothingToRun wrong(const std::string& problem) {
  return {ExitCode::usage,
          fmt::format("oktafix: {}\nRun `oktafix --help` for usage.\n", escape_terminal(problem))};
}

class CommandLine {
 public:
  CommandLine() {
    app_.set_version_flag("--version", fmt::format("oktafix {}", version()));
    app_.set_help_flag("-h,--help", "This text, or that of a verb");
    app_.require_subcommand(1);
    app_.footer(
        "Settings come from ~/.okta/okta.yaml, ./okta.yaml, the environment (OKTA_CLIENT_ORGURL, "
        "OKTA_CLIENT_TOKEN, ...)\nand these options, the later winning. No secret is ever an "
        "option.\nOptions stand before or after the verb.");
    add_verbs();
    add_connection();
    add_selection();
    add_output();
    add_options_of_later_verbs();
  }

  tl::expected<Options, NothingToRun> parse(const std::vector<std::string>& arguments) {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
      app_.parse(reversed);  // CLI11 takes arguments from the back
    } catch (const CLI::CallForVersion& asked) {
      return tl::unexpected(NothingToRun{ExitCode::done, std::string(asked.what()) + "\n"});
    } catch (const CLI::Success&) {
      return tl::unexpected(NothingToRun{ExitCode::done, app_.help()});
    } catch (const CLI::ParseError& error) {
      return tl::unexpected(usage_error(error));
    }
    return finished();
  }

 private:
  void add_verbs() {
    check_ = app_.add_subcommand(
        "check", "Can oktafix work with this org: settings, credentials, API Access Management");
    audit_ = app_.add_subcommand(
        "audit", "Find the apps that ask the org authorization server for custom scopes, and why");
    completion_ = app_.add_subcommand("completion", "Print a completion script");
    completion_->add_option("SHELL", shell_, "bash, zsh or fish")->required();
    audit_->add_option("--lookback", lookback_,
                       "How far back to read the System Log: 1h to 90d, or off [30d]");
    for (CLI::App* verb : {check_, audit_, completion_}) {
      verb->fallthrough();
      verb->footer("Run `oktafix --help` for the options that every verb takes.");
    }
  }

  void add_connection() {
    app_.add_option("--org-url", org_url_, "https://{yourOktaDomain}")->group(kConnection);
    app_.add_option("--ca-file", ca_file_, "PEM file of certificates to trust")->group(kConnection);
    app_.add_option("--proxy", proxy_, "URL of a proxy")->group(kConnection);
    app_.add_option("--timeout", timeout_, "Seconds that one request may take")
        ->check(CLI::Range(1, kLongestTimeoutSeconds))
        ->group(kConnection);
    app_.add_option("--max-retries", max_retries_, "How often a request is tried again")
        ->check(CLI::Range(0, kMostRetries))
        ->group(kConnection);
    app_.add_option("--concurrency", options_.concurrency, "Requests in flight")
        ->check(CLI::Range(1, kMostConcurrent))
        ->group(kConnection);
    app_.add_option("--rate-share", ignored_number_,
                    "Per cent of each rate limit to use (no effect yet: a 429 is waited out)")
        ->check(CLI::Range(1, 100))
        ->group(kConnection);
  }

  void add_selection() {
    app_.add_option("--config", config_file_, "Directives of the owner [./oktafix.yaml if there]")
        ->type_name("FILE")
        ->group(kSelection);
    add_globs("--include", options_.include, "Only apps whose label, id or client id matches");
    add_globs("--exclude", options_.exclude, "Leave these apps out");
    add_globs("--approve-scopes", options_.approve_scopes,
              "Custom scopes known only from the System Log that may be created");
  }

  void add_globs(const std::string& name, std::vector<std::string>& globs,
                 const std::string& description) {
    app_.add_option(name, globs, description + " (repeatable)")
        ->type_name("GLOB")
        ->allow_extra_args(false)  // or it would swallow the verb
        ->group(kSelection);
  }

  void add_output() {
    app_.add_option("--format", format_, "text, json, markdown, html (as the verb allows) [text]")
        ->group(kOutput);
    app_.add_option("--output", output_file_, "Write the result there instead of stdout")
        ->type_name("FILE")
        ->group(kOutput);
    app_.add_option("--color", color_, "auto, always or never; NO_COLOR is heeded")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->group(kOutput);
    app_.add_option("--log-level", log_level_, "error, warn, info or debug [warn]")
        ->check(CLI::IsMember({"error", "warn", "info", "debug"}))
        ->group(kOutput);
    app_.add_option("--log-format", log_format_, "text or json, on stderr [text]")
        ->check(CLI::IsMember({"text", "json"}))
        ->group(kOutput);
    app_.add_flag("-v,--verbose", options_.verbose, "Everything, clean apps too")->group(kOutput);
    app_.add_flag("-q,--quiet", options_.quiet, "Only the verdict, and no progress")
        ->group(kOutput);
  }

  // Scripts pass one set of options to every verb.
  void add_options_of_later_verbs() {
    app_.add_flag("--yes", ignored_flag_, "Ask no question")->group(kEveryVerb);
    app_.add_flag("--no-input", ignored_flag_, "Fail where a question is due")->group(kEveryVerb);
    app_.add_option("--state-dir", ignored_text_, "Where the journal lives")
        ->type_name("DIR")
        ->group(kEveryVerb);
    app_.add_option("--max-changes", ignored_number_, "Write nothing when more changes are due")
        ->check(CLI::NonNegativeNumber)
        ->group(kEveryVerb);
    app_.add_option("--canary", ignored_number_, "Change so many apps first")
        ->check(CLI::NonNegativeNumber)
        ->group(kEveryVerb);
    app_.add_option("--confirm-org", ignored_text_, "Subdomain of the org that may be changed")
        ->type_name("SUBDOMAIN")
        ->group(kEveryVerb);
  }

  [[nodiscard]] CompletionWords completion_words() const {
    CompletionWords words;
    for (const CLI::App* verb : app_.get_subcommands(nullptr))
      words.verbs.push_back(verb->get_name());
    const auto add = [&words](const CLI::App& app) {
      for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) words.options.push_back("--" + name);
        for (const std::string& name : option->get_snames()) words.options.push_back("-" + name);
      }
    };
    add(app_);
    words.options.emplace_back("--lookback");
    std::ranges::sort(words.options);
    return words;
  }

  // CLI11 repeats what it did not understand, values too: somebody may have tried to pass a token.
  [[nodiscard]] NothingToRun usage_error(const CLI::ParseError& error) const {
    const std::vector<std::string> unknown = app_.remaining(true);
    if (unknown.empty() || unknown.front() == "--") {
      if (app_.get_subcommands().empty()) {
        return {ExitCode::usage, "oktafix: which verb?\n\n" + app_.help()};
      }
      return wrong(error.what());
    }
    const std::string& word = unknown.front();
    if (word.starts_with('-')) return wrong(unknown_option(word.substr(0, word.find('='))));
    if (!app_.get_subcommands().empty())
      return wrong(
          fmt::format("`{}` takes no argument here", app_.get_subcommands()[0]->get_name()));
    std::string problem = fmt::format("there is no verb `{}`", word);
    if (const auto meant = nearest_word(word, completion_words().verbs))
      problem += fmt::format("; did you mean `{}`?", *meant);
    return wrong(problem);
  }

  [[nodiscard]] std::string unknown_option(const std::string& name) const {
    if (name.find("token") != std::string::npos || name.find("secret") != std::string::npos ||
        name.find("key") != std::string::npos)
      return fmt::format(
          "there is no option `{}`: no secret is ever an option, it could be read "
          "by others; set OKTA_CLIENT_TOKEN in the environment",
          name);
    std::string problem = fmt::format("there is no option `{}`", name);
    if (const auto meant = nearest_word(name, completion_words().options))
      problem += fmt::format("; did you mean `{}`?", *meant);
    return problem;
  }

  tl::expected<Options, NothingToRun> finished() {
    if (completion_->parsed()) {
      if (const auto script = completion_script(shell_, completion_words()))
        return tl::unexpected(NothingToRun{ExitCode::done, *script});
      return tl::unexpected(wrong("completion is for bash, zsh or fish"));
    }
    options_.verb = check_->parsed() ? Verb::check : Verb::audit;
    if (const auto problem = take_format()) return tl::unexpected(wrong(*problem));
    if (const auto problem = take_lookback()) return tl::unexpected(wrong(*problem));
    if (const auto problem = objection_to_globs()) return tl::unexpected(wrong(*problem));
    if (options_.verbose && options_.quiet)
      return tl::unexpected(wrong("-v and -q exclude each other"));
    take_texts();
    return options_;
  }

  std::optional<std::string> take_format() {
    const std::vector<std::string_view> allowed = formats_of(options_.verb);
    if (std::ranges::find(allowed, format_) == allowed.end())
      return fmt::format("--format {}: {} gives {}", format_,
                         options_.verb == Verb::audit ? "audit" : "check",
                         fmt::join(allowed, ", "));
    options_.format = std::ranges::find(kFormats, format_, &FormatName::name)->format;
    return std::nullopt;
  }

  std::optional<std::string> take_lookback() {
    if (!lookback_) return std::nullopt;
    const auto parsed = config::parse_lookback(*lookback_);
    if (!parsed) return fmt::format("--lookback {}", parsed.error());
    options_.lookback = LookbackOption{*parsed};
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> objection_to_globs() const {
    for (const std::string& each : options_.approve_scopes) {
      if (const auto objection = config::objection_to_approval(each))
        return fmt::format("--approve-scopes {}", *objection);
    }
    return std::nullopt;
  }

  void take_texts() {
    options_.settings.org_url = org_url_;
    options_.settings.proxy = proxy_;
    options_.settings.max_retries = max_retries_;
    if (ca_file_) options_.settings.ca_file = *ca_file_;
    if (timeout_) options_.settings.timeout = std::chrono::seconds{*timeout_};
    if (config_file_) options_.config_file = *config_file_;
    if (output_file_ && *output_file_ != "-") options_.output_file = *output_file_;
    const std::map<std::string, ColorChoice> colors = {{"auto", ColorChoice::automatic},
                                                       {"always", ColorChoice::always},
                                                       {"never", ColorChoice::never}};
    options_.color = colors.at(color_);
    const std::map<std::string, LogLevel> levels = {{"error", LogLevel::error},
                                                    {"warn", LogLevel::warning},
                                                    {"info", LogLevel::info},
                                                    {"debug", LogLevel::debug}};
    options_.log_level = levels.at(log_level_);
    options_.log_format = log_format_ == "json" ? LogFormat::json : LogFormat::text;
  }

  CLI::App app_{"Finds and explains custom scopes asked of an Okta org authorization server",
                "oktafix"};
  CLI::App* check_ = nullptr;
  CLI::App* audit_ = nullptr;
  CLI::App* completion_ = nullptr;
  Options options_;
  std::string format_ = "text";
  std::string color_ = "auto";
  std::string log_level_ = "warn";
  std::string log_format_ = "text";
  std::string shell_;
  std::optional<std::string> org_url_;
  std::optional<std::string> ca_file_;
  std::optional<std::string> proxy_;
  std::optional<std::string> config_file_;
  std::optional<std::string> output_file_;
  std::optional<std::string> lookback_;
  std::optional<int> timeout_;
  std::optional<int> max_retries_;
  bool ignored_flag_ = false;
  int ignored_number_ = 0;
  std::string ignored_text_;
};

}  // namespace

tl::expected<Options, NothingToRun> parse_options(const std::vector<std::string>& arguments) {
  return CommandLine().parse(arguments);
}

}  // namespace remediate::cli
