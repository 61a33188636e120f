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
#include "remediate/cli/written_options.hpp"
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
      verb->add_option("--lookback", written_.lookback,
                       "How far back to read the System Log: 1h to 90d, or off [30d]");
    plan->add_option("--out", written_.save_plan, "Save the plan, for `oktafix apply FILE`")
        ->type_name("FILE");
    apply->add_option("PLAN", written_.plan_file, "File of a saved plan [a new plan]");
    add_dry_run(apply);
    CLI::App* verify =
        add_verb(Verb::verify, "verify",
                 "See whether what a run wrote stands, and whether clients can move");
    verify->add_option("RUN", written_.run, "Id of a run, a unique beginning of it, or `last`");
    verify->add_flag("--probe", options_.probe,
                     "Ask /authorize what it answers (leaves failures in the System Log)");
    verify
        ->add_option("--watch", written_.watch,
                     "Watch the System Log of the run's servers for so long: 30m, 2h")
        ->type_name("TIME");
    CLI::App* resume = add_verb(Verb::resume, "resume", "Finish a run that was cut off");
    resume->add_option("RUN", written_.run, "Id of a run, a unique beginning of it, or `last`")
        ->required();
    add_dry_run(resume);
    add_even_if_used(resume);
    CLI::App* rollback = add_verb(Verb::rollback, "rollback",
                                  "Undo a run, but nothing that others have changed since");
    rollback->add_option("RUN", written_.run, "Id of a run, a unique beginning of it, or `last`")
        ->required();
    add_dry_run(rollback);
    add_even_if_used(rollback);
    add_runs();
    add_access();
    add_rewrite();
    CLI::App* explain =
        add_verb(Verb::explain, "explain", "What an Okta error means, what to check and to run");
    explain->add_option("TEXT", written_.words, "Message, code, or URL with error=")->required();
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
    show_->add_option("RUN", written_.run,
                      "Id of a run, a unique beginning of it, or `last` [last]");
    export_ =
        runs->add_subcommand("export", "All that the journal knows, for another state folder");
    export_->add_option("RUN", written_.run, "That run only, and what undoes it [all runs]");
    import_ = runs->add_subcommand("import", "Take over what another state folder exported");
    import_->add_option("FILE", written_.journal_document, "What `oktafix runs export` wrote")
        ->required();
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
    access->add_option("--plan", written_.plan_file, "Answer as if this plan had been applied")
        ->type_name("FILE");
  }

  void add_rewrite() {
    CLI::App* rewrite =
        add_verb(Verb::rewrite, "rewrite",
                 "Let client configuration files name a custom authorization server, offline");
    RewriteOptions& order = options_.rewrite;
    rewrite->add_option("PATH", order.paths, "Files, and folders with all that is below them")
        ->required();
    rewrite->add_option("--issuer", order.issuer, "Issuer of the custom server, as it announces it")
        ->type_name("URL");
    rewrite
        ->add_option("--authorization-server", order.authorization_server,
                     "Its id or `default`, at the host that each file names")
        ->type_name("ID");
    rewrite->add_flag("--all", order.all, "Also move what no client is known of");
    rewrite->add_flag("--check", order.check,
                      "Tell what would move; ends with 3 when anything would");
    rewrite->add_flag("--diff", order.diff, "Show it line by line, with every other value masked");
    rewrite->add_flag("--write", order.write, "Change the files");
  }

  void add_connection() {
    app_.add_option("--org-url", written_.org_urls,
                    "https://{yourOktaDomain}; `rewrite` takes one more for each custom domain")
        ->type_name("URL")
        ->allow_extra_args(false)
        ->group(kConnection);
    app_.add_option("--ca-file", written_.ca_file, "PEM file of certificates to trust")
        ->group(kConnection);
    app_.add_option("--proxy", options_.settings.proxy, "URL of a proxy")->group(kConnection);
    app_.add_option("--timeout", written_.timeout, "Seconds that one request may take")
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
    app_.add_option("--config", written_.config_file,
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
    app_.add_option("--format", written_.format,
                    "text, json, markdown, html, sarif or terraform, as the verb allows [text]")
        ->group(kOutput);
    app_.add_option("--output", written_.output_file, "Write the result there instead of stdout")
        ->type_name("FILE")
        ->group(kOutput);
    app_.add_option("--color", written_.color, "auto, always or never; NO_COLOR is heeded")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->group(kOutput);
    app_.add_option("--log-level", written_.log_level, "error, warn, info or debug [warn]")
        ->check(CLI::IsMember({"error", "warn", "info", "debug"}))
        ->group(kOutput);
    app_.add_option("--log-format", written_.log_format, "text or json, on stderr [text]")
        ->check(CLI::IsMember({"text", "json"}))
        ->group(kOutput);
    app_.add_flag("-v,--verbose", options_.verbose, "Everything, clean apps too")->group(kOutput);
    app_.add_flag("-q,--quiet", options_.quiet, "Only the verdict, and no progress")
        ->group(kOutput);
  }

  void add_writing() {
    app_.add_flag("--yes", options_.yes, "Ask no question; approves no scope")->group(kWriting);
    app_.add_flag("--no-input", options_.no_input, "Fail where a question is due")->group(kWriting);
    app_.add_option("--state-dir", written_.state_folder, "Where the journal lives")
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
    if (word.starts_with('-'))
      return wrong(unknown_option(word.substr(0, word.find('=')), completion_words().options));
    if (!app_.get_subcommands().empty())
      return wrong(
          fmt::format("`{}` takes no argument here", app_.get_subcommands()[0]->get_name()));
    std::string problem = fmt::format("there is no verb `{}`", word);
    if (const auto meant = nearest_word(word, completion_words().verbs))
      problem += fmt::format("; did you mean `{}`?", *meant);
    return wrong(problem);
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
    written_.task = task();
    written_.has_format = app_.count("--format") > 0;
    if (const auto problem = take(written_, parsed->first->get_name(), options_))
      return tl::unexpected(wrong(*problem));
    return options_;
  }

  [[nodiscard]] RunsTask task() const {
    if (show_->parsed()) return RunsTask::show;
    if (export_->parsed()) return RunsTask::export_runs;
    return import_->parsed() ? RunsTask::import_runs : RunsTask::list;
  }

  CLI::App app_{"Finds, explains and fixes custom scopes asked of an Okta org authorization server",
                "oktafix"};
  std::vector<std::pair<CLI::App*, Verb>> verbs_;
  CLI::App* show_ = nullptr;
  CLI::App* export_ = nullptr;
  CLI::App* import_ = nullptr;
  CLI::App* completion_ = nullptr;
  Options options_;
  WrittenOptions written_;
  std::string shell_;
};

}  // namespace

tl::expected<Options, NothingToRun> parse_options(const std::vector<std::string>& arguments) {
  return CommandLine().parse(arguments);
}

}  // namespace remediate::cli
