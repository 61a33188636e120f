// The program that script/fuzz builds with clang: one target, named by OKTAFIX_FUZZ_TARGET, driven
// by libFuzzer, which asks for these two names.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/fuzz/targets.hpp"

namespace {

const tests::fuzz::Target* chosen = nullptr;

}  // namespace

// `--targets` lists them.
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  const auto targets = tests::fuzz::targets();
  if (*argc == 2 && std::string((*argv)[1]) == "--targets") {
    for (const auto& target : targets) std::printf("%s\n", std::string(target.name).c_str());
    std::exit(0);
  }
  const char* name = std::getenv("OKTAFIX_FUZZ_TARGET");
  const auto found = std::ranges::find_if(
      targets, [name](const auto& each) { return name != nullptr && each.name == name; });
  if (found == targets.end()) {
    std::fprintf(stderr, "OKTAFIX_FUZZ_TARGET names no target (--targets lists them)\n");
    std::exit(2);
  }
  chosen = &*found;
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  chosen->run({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
