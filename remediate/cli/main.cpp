#include <span>

#include "remediate/cli/run.hpp"

int main(int argc, char** argv) {
  const std::span<char* const> words(argv, static_cast<std::size_t>(argc));
  return remediate::cli::run(words.empty() ? words : words.subspan(1));
}
