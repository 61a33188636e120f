#include "tests/remediate/formats/client_configs.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/recorded.hpp"

namespace tests {

namespace fs = std::filesystem;

std::vector<KnownFile> known_files() {
  const fs::path all = source_folder() / ".." / "shared" / "client-configs";
  std::vector<KnownFile> files;
  for (const char* folder : {"corpus", "org-variants"}) {
    if (!fs::exists(all / folder / "index.json")) continue;
    const auto index = nlohmann::json::parse(read_file(all / folder / "index.json"));
    for (const auto& each : index.at("files")) {
      KnownFile file;
      file.name = each.at("file");
      file.bytes = read_file(all / folder / file.name);
      for (const auto& place : each.at("occurrences")) {
        file.places.push_back({place.at("line"), place.at("col"), place.at("key"),
                               place.at("value"), place.value("in_comment", false)});
      }
      files.push_back(std::move(file));
    }
  }
  return files;
}

}  // namespace tests
