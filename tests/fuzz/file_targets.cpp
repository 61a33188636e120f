// Client configuration files: not from the network, and as hostile.
#include <string>
#include <vector>

#include "remediate/formats/configuration.hpp"
#include "remediate/issuer/client_file.hpp"
#include "remediate/model/plan_json.hpp"
#include "remediate/model/splice.hpp"
#include "tests/fuzz/message.hpp"
#include "tests/fuzz/targets.hpp"

namespace tests::fuzz {
namespace {

void check_scalars(const remediate::Configuration& configuration, std::string_view bytes) {
  for (const remediate::Scalar& scalar : configuration.scalars) {
    require(scalar.origin.size() == scalar.text.size() + 1, "each character has an origin");
    for (const std::uint32_t origin : scalar.origin)
      require(origin <= bytes.size(), "an origin lies in the file");
    require(scalar.line > 0 && scalar.column > 0, "lines and columns begin with 1");
  }
}

void check_move(const remediate::FileReading& reading, std::string_view bytes) {
  std::vector<std::size_t> chosen;
  for (std::size_t each = 0; each < reading.occurrences.size(); ++each) {
    const remediate::Occurrence& occurrence = reading.occurrences[each];
    require(occurrence.scalar < reading.configuration.scalars.size(), "it stands in a scalar");
    if (occurrence.fate == remediate::Fate::moves) chosen.push_back(each);
  }
  const remediate::FileMove move = remediate::move_in_file(
      reading, bytes, chosen, {"aus1", "https://acme.okta.com/oauth2/aus1", "api://a"});
  require(move.after.size() == chosen.size(), "each chosen one has a new value");
  const auto moved = remediate::spliced(bytes, move.splices);
  require(moved.has_value(), "splices fit the file that they were made for");
  require(remediate::spliced(*moved, remediate::reversed(move.splices)) == bytes,
          "and can be taken back");
}

}  // namespace

void client_file(std::string_view input) {
  const std::string_view name = take_line(input);
  static const remediate::OrgHosts hosts("https://acme.okta.com", {"login.acme.example"});
  for (const bool bound : {false, true}) {
    const remediate::FileReading reading = remediate::read_client_file(name, input, hosts, {bound});
    check_scalars(reading.configuration, input);
    check_move(reading, input);
  }
}

void plan_file(std::string_view input) {
  const auto plan = remediate::read_plan(input);
  if (!plan) return;
  const auto again = remediate::read_plan(remediate::plan_json(*plan));
  require(again.has_value(), "a plan that was read can be written and read");
  require(remediate::plan_json(*again) == remediate::plan_json(*plan), "and is the same");
}

}  // namespace tests::fuzz
