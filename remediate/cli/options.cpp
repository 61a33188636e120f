#include "remediate/cli/options.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "config/directive_values.hpp"
#include "remediate/cli/completion.hpp"
#include "remediate/cli/help_texts.hpp"
#include "remediate/cli/option_values.hpp"
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
constexpr auto kWriting = "Planning and writing";

NothingToRun wrong(const std::string& problem) {
  return {ExitCode::usage,
          fmt::format("oktafix: {}\nRun `oktafix --help` for usage.\n", escape_terminal(problem))};
}

class CommandLine {
 public:
  CommandLine() {
    app_.set_version_flag("--version", fmt::format("oktafix {}", version()), "The version");
    app_.set_help_flag("-h,--help", "This text, or that of a verb");
    app_.require_subcommand(1);
    app_.footer(std::string(footer_of_program()));
    add_verbs();
    add_connection();
    add_selection();
    add_output();
    add_writing();
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
    add_verb(Verb::check, "check",
             "Can oktafix work with this org: settings, credentials, API Access Management");
    CLI::App* audit =
        add_verb(Verb::audit, "audit",
                 "Find the apps that ask the org authorization server for custom scopes, and why");
    CLI::App* plan = add_verb(Verb::plan, "plan", "Show what would be changed, and for whom");
    CLI::App* apply = add_verb(Verb::apply, "apply", "Make the changes of a plan, saved or new");
    for (CLI::App* verb : {audit, plan, apply})
      verb->add_option("--lookback", lookback_,
                       "How far back to read the System Log: 1h to 90d, or off [30d]");
    plan->add_option("--out", save_plan_, "Save the plan, for `oktafix apply FILE`")
        ->type_name("FILE");
    apply->add_option("PLAN", plan_file_, "File of a saved plan [a new plan]");
    add_dry_run(apply);
    CLI::App* verify =
        add_verb(Verb::verify, "verify",
                 "See whether what a run wrote stands, and whether clients can move");
    verify->add_option("RUN", run_, "Id of a run, a unique beginning of it, or `last`");
    verify->add_flag("--probe", options_.probe,
                     "Ask /authorize what it answers (leaves failures in the System Log)");
    verify
        ->add_option("--watch", watch_,
                     "Watch the System Log of the run's servers for so long: 30m, 2h")
        ->type_name("TIME");
    CLI::App* resume = add_verb(Verb::resume, "resume", "Finish a run that was cut off");
    resume->add_option("RUN", run_, "Id of a run, a unique beginning of it, or `last`")->required();
    add_dry_run(resume);
    add_even_if_used(resume);
    CLI::App* rollback = add_verb(Verb::rollback, "rollback",
                                  "Undo a run, but nothing that others have changed since");
    rollback->add_option("RUN", run_, "Id of a run, a unique beginning of it, or `last`")
        ->required();
    add_dry_run(rollback);
    add_even_if_used(rollback);
    add_runs();
    add_access();
    CLI::App* explain =
        add_verb(Verb::explain, "explain", "What an Okta error means, what to check and to run");
    explain->add_option("TEXT", words_, "Message, code, or URL with error=")->required();
    completion_ = app_.add_subcommand("completion", "Print a completion script");
    completion_->add_option("SHELL", shell_, "bash, zsh or fish")->required();
    for (CLI::App* verb : app_.get_subcommands(nullptr)) {
      verb->fallthrough();
      verb->footer(footer_of_verb(verb->get_name()));
    }
  }

  CLI::App* add_verb(Verb verb, const std::string& name, const std::string& description) {
    CLI::App* added = app_.add_subcommand(name, description);
    verbs_.emplace_back(added, verb);
    return added;
  }

  void add_even_if_used(CLI::App* verb) {
    verb->add_flag("--even-if-used", options_.even_if_used,
                   "Of a rollback: also take away what clients live on; they are cut off");
  }

  void add_dry_run(CLI::App* verb) {
    verb->add_flag("--dry-run", options_.dry_run,
                   "Show every request with its diff, and send none");
  }

  void add_runs() {
    CLI::App* runs = add_verb(
        Verb::runs, "runs", "List the runs of apply and rollback, show one, carry them elsewhere");
    show_ = runs->add_subcommand("show", "One run, with each of its changes");
    show_->add_option("RUN", run_, "Id of a run, a unique beginning of it, or `last` [last]");
    export_ =
        runs->add_subcommand("export", "All that the journal knows, for another state folder");
    export_->add_option("RUN", run_, "That run only, and what undoes it [all runs]");
    import_ = runs->add_subcommand("import", "Take over what another state folder exported");
    import_->add_option("FILE", journal_document_, "What `oktafix runs export` wrote")->required();
    for (CLI::App* task : {show_, export_, import_}) {
      task->fallthrough();
      task->footer(footer_of_verb(task->get_name()));
    }
  }

  void add_access() {
    CLI::App* access =
        add_verb(Verb::access, "access",
                 "Would the authorization server grant a request, and by which rule");
    AccessOptions& question = options_.access;
    access->add_option("--client", question.client, "Client id")->required();
    access->add_option("--grant", question.grant_type, "Grant type, such as authorization_code")
        ->required();
    access->add_option("--scopes", question.scopes, "Scopes of one request, with spaces between");
    access->add_option("--authorization-server", question.authorization_server,
                       "Its id or name [where oktafix.yaml sends the client]");
    access->add_option("--plan", plan_file_, "Answer as if this plan had been applied")
        ->type_name("FILE");
  }

  void add_connection() {
    app_.add_option("--org-url", options_.settings.org_url, "https://{yourOktaDomain}")
        ->group(kConnection);
    app_.add_option("--ca-file", ca_file_, "PEM file of certificates to trust")->group(kConnection);
    app_.add_option("--proxy", options_.settings.proxy, "URL of a proxy")->group(kConnection);
    app_.add_option("--timeout", timeout_, "Seconds that one request may take")
        ->check(CLI::Range(1, kLongestTimeoutSeconds))
        ->group(kConnection);
    app_.add_option("--max-retries", options_.settings.max_retries,
                    "How often a request is tried again")
        ->check(CLI::Range(0, kMostRetries))
        ->group(kConnection);
    app_.add_option("--concurrency", options_.concurrency, "Requests in flight")
        ->check(CLI::Range(1, kMostConcurrent))
        ->group(kConnection);
    app_.add_option("--rate-share", options_.rate_share,
                    "Per cent of each of the org's rate limits to use [50]")
        ->check(CLI::Range(1, 100))
        ->group(kConnection);
  }

  void add_selection() {
    app_.add_option("--config", config_file_,
                    "What the owner of the org directs [./oktafix.yaml if there]")
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
    app_.add_option("--format", format_,
                    "text, json, markdown, html or terraform, as the verb allows [text]")
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

  void add_writing() {
    app_.add_flag("--yes", options_.yes, "Ask no question; approves no scope")->group(kWriting);
    app_.add_flag("--no-input", options_.no_input, "Fail where a question is due")->group(kWriting);
    app_.add_option("--state-dir", state_folder_, "Where the journal lives")
        ->type_name("DIR")
        ->group(kWriting);
    app_.add_option("--max-changes", options_.max_changes, "Write nothing when more are due [50]")
        ->check(CLI::NonNegativeNumber)
        ->group(kWriting);
    app_.add_option("--canary", options_.canary,
                    "Of a new plan: change so many clients, and more once they are seen to work")
        ->check(CLI::PositiveNumber)
        ->group(kWriting);
    app_.add_option("--confirm-org", options_.confirm_org,
                    "Subdomain of the production org that may be changed")
        ->type_name("SUBDOMAIN")
        ->group(kWriting);
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
    for (const CLI::App* verb : app_.get_subcommands(nullptr)) {
      add(*verb);
      for (const CLI::App* task : verb->get_subcommands(nullptr))
        words.tasks[verb->get_name()].push_back(task->get_name());
    }
    std::ranges::sort(words.options);
    const auto repeated = std::ranges::unique(words.options);
    words.options.erase(repeated.begin(), repeated.end());
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
    const auto parsed =
        std::ranges::find_if(verbs_, [](const auto& each) { return each.first->parsed(); });
    options_.verb = parsed->second;
    if (const auto problem = take_format(parsed->first->get_name()))
      return tl::unexpected(wrong(*problem));
    if (const auto problem = take_lookback()) return tl::unexpected(wrong(*problem));
    if (const auto problem = take_watch()) return tl::unexpected(wrong(*problem));
    take_texts();
    if (const auto problem = objection_to(options_)) return tl::unexpected(wrong(*problem));
    return options_;
  }

  std::optional<std::string> take_format(const std::string& verb) {
    if (show_->parsed()) options_.runs_task = RunsTask::show;
    if (export_->parsed()) options_.runs_task = RunsTask::export_runs;
    if (import_->parsed()) options_.runs_task = RunsTask::import_runs;
    if (export_->parsed() && app_.count("--format") == 0) format_ = "json";
    const auto format = format_for(options_, format_);
    if (!format)
      return fmt::format("--format {}: {} gives {}", format_, verb,
                         fmt::join(format.error(), ", "));
    options_.format = *format;
    return std::nullopt;
  }

  std::optional<std::string> take_lookback() {
    if (!lookback_) return std::nullopt;
    const auto parsed = config::parse_lookback(*lookback_);
    if (!parsed) return fmt::format("--lookback {}", parsed.error());
    options_.lookback = LookbackOption{*parsed};
    return std::nullopt;
  }

  std::optional<std::string> take_watch() {
    if (!watch_) return std::nullopt;
    const auto length = watch_named(*watch_);
    if (!length) return fmt::format("--watch {}", length.error());
    options_.watch = *length;
    return std::nullopt;
  }

  void take_texts() {
    options_.run = run_;
    options_.text = fmt::format("{}", fmt::join(words_, " "));
    if (plan_file_) options_.plan_file = *plan_file_;
    if (save_plan_) options_.save_plan = *save_plan_;
    if (journal_document_) options_.journal_document = *journal_document_;
    if (state_folder_) options_.state_folder = *state_folder_;
    if (ca_file_) options_.settings.ca_file = *ca_file_;
    if (timeout_) options_.settings.timeout = std::chrono::seconds{*timeout_};
    if (config_file_) options_.config_file = *config_file_;
    if (output_file_ && *output_file_ != "-") options_.output_file = *output_file_;
    options_.color = color_named(color_);
    options_.log_level = log_level_named(log_level_);
    options_.log_format = log_format_ == "json" ? LogFormat::json : LogFormat::text;
  }

  CLI::App app_{"Finds, explains and fixes custom scopes asked of an Okta org authorization server",
                "oktafix"};
  std::vector<std::pair<CLI::App*, Verb>> verbs_;
  CLI::App* show_ = nullptr;
  CLI::App* export_ = nullptr;
  CLI::App* import_ = nullptr;
  CLI::App* completion_ = nullptr;
  Options options_;
  std::string format_ = "text";
  std::string color_ = "auto";
  std::string log_level_ = "warn";
  std::string log_format_ = "text";
  std::string shell_;
  std::optional<std::string> ca_file_;
  std::optional<std::string> config_file_;
  std::optional<std::string> output_file_;
  std::optional<std::string> lookback_;
  std::optional<std::string> watch_;
  std::optional<int> timeout_;
  std::optional<std::string> plan_file_;
  std::optional<std::string> save_plan_;
  std::optional<std::string> journal_document_;
  std::optional<std::string> state_folder_;
  std::optional<std::string> run_;
  std::vector<std::string> words_;
};

}  // namespace

tl::expected<Options, NothingToRun> parse_options(const std::vector<std::string>& arguments) {
  return CommandLine().parse(arguments);
}

}  // namespace remediate::cli
