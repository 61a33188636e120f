#include "remediate/cli/completion.hpp"

#include <fmt/format.h>

namespace remediate::cli {

namespace {

// One line for each verb that has tasks: its name and theirs.
std::string per_verb(const CompletionWords& words, std::string_view line) {
  std::string lines;
  for (const auto& [verb, tasks] : words.tasks)
    lines += fmt::format(fmt::runtime(line), verb, fmt::join(tasks, " ")) + "\n";
  return lines;
}

std::string for_bash(const CompletionWords& words) {
  return fmt::format(
      R"(# oktafix completion bash > /etc/bash_completion.d/oktafix
_oktafix() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}"
  case "${{COMP_WORDS[COMP_CWORD-1]}}" in
    --config|--output|--ca-file) COMPREPLY=($(compgen -f -- "$word")); return ;;
    --format) COMPREPLY=($(compgen -W "text json markdown html sarif terraform" -- "$word")); return ;;
    --color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
{}  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "{}" -- "$word")); return ;;
  esac
  case " ${{COMP_WORDS[*]}} " in
    *" rewrite "*) COMPREPLY=($(compgen -f -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "{}" -- "$word")) ;;
  esac
}}
complete -F _oktafix oktafix
)",
      per_verb(words, R"(    {}) COMPREPLY=($(compgen -W "{}" -- "$word")); return ;;)"),
      fmt::join(words.options, " "), fmt::join(words.verbs, " "));
}

std::string for_zsh(const CompletionWords& words) {
  return fmt::format(R"(#compdef oktafix
# oktafix completion zsh > "${{fpath[1]}}/_oktafix"
_oktafix() {{
  case "${{words[CURRENT-1]}}" in
    --config|--output|--ca-file) _files; return ;;
    --format) compadd text json markdown html sarif terraform; return ;;
    --color) compadd auto always never; return ;;
{}  esac
  if [[ "${{words[CURRENT]}}" == -* ]]; then
    compadd -- {}
  elif (( ${{words[(I)rewrite]}} )); then
    _files
  else
    compadd -- {}
  fi
}}
compdef _oktafix oktafix
)",
                     per_verb(words, "    {}) compadd {}; return ;;"),
                     fmt::join(words.options, " "), fmt::join(words.verbs, " "));
}

std::string for_fish(const CompletionWords& words) {
  std::string script =
      "# oktafix completion fish > ~/.config/fish/completions/oktafix.fish\n"
      "complete -c oktafix -f\n";
  script += fmt::format("complete -c oktafix -n __fish_use_subcommand -a '{}'\n",
                        fmt::join(words.verbs, " "));
  script += per_verb(words, "complete -c oktafix -n '__fish_seen_subcommand_from {}' -a '{}'");
  script += "complete -c oktafix -n '__fish_seen_subcommand_from rewrite' -F\n";
  for (const std::string& each : words.options) {
    const bool is_long = each.starts_with("--");
    script += fmt::format("complete -c oktafix -{} {}\n", is_long ? "l" : "s",
                          each.substr(is_long ? 2 : 1));
  }
  return script;
}

}  // namespace

std::optional<std::string> completion_script(std::string_view shell, const CompletionWords& words) {
  if (shell == "bash") return for_bash(words);
  if (shell == "zsh") return for_zsh(words);
  if (shell == "fish") return for_fish(words);
  return std::nullopt;
}

}  // namespace remediate::cli
