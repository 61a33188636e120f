#include "remediate/apply/splice_places.hpp"

#include <algorithm>
#include <string_view>

#include "remediate/issuer/client_file.hpp"

namespace remediate {
namespace {

// What one side of a splice puts into the file, there.
struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;
};

using Occurrences = std::vector<const Occurrence*>;

bool is_encoded(const Scalar& scalar) {
  return std::ranges::find(scalar.layers, Layer::base64) != scalar.layers.end();
}

// Whether the place belongs to this occurrence. New text may begin and end beside a value that was
// not there: an added key, the quotes of an id.
bool lies_in(const Place& place, const FileReading& reading, const Occurrence& occurrence) {
  constexpr std::size_t kQuotes = 4;
  constexpr std::size_t kLongestEntry = 300;
  const Scalar& scalar = reading.configuration.scalars[occurrence.scalar];
  if (occurrence.shape == Shape::absent_id)
    return place.begin == place.end && place.begin + kLongestEntry >= scalar.origin.front() &&
           place.begin <= scalar.origin.back() + kLongestEntry;
  if (is_encoded(scalar))  // encoded as a whole, it is replaced as a whole
    return place.begin == scalar.origin.front() && place.end >= scalar.origin.back() &&
           occurrence.begin == 0 && occurrence.end == scalar.text.size();
  const std::size_t begin = scalar.origin[occurrence.begin];
  const std::size_t end = scalar.origin[occurrence.end];
  if (occurrence.shape != Shape::server_id) {
    const std::size_t first = occurrence.shape == Shape::derived
                                  ? scalar.origin[occurrence.begin + occurrence.path]
                                  : begin;
    return place.begin >= first && place.end <= end;
  }
  const bool is_around = place.begin <= begin && place.end >= end;
  return is_around || (place.begin + kQuotes >= begin && place.end <= end + kQuotes);
}

Occurrences occurrences_at(const Place& place, const FileReading& reading) {
  Occurrences found;
  for (const Occurrence& each : reading.occurrences) {
    if (each.fate != Fate::stays && lies_in(place, reading, each)) found.push_back(&each);
  }
  return found;
}

bool has_derived(const Occurrences& occurrences) {
  return std::ranges::find(occurrences, Shape::derived, &Occurrence::shape) != occurrences.end();
}

std::string_view origin_of(const Occurrence& occurrence) {
  return occurrence.shape == Shape::url
             ? std::string_view(occurrence.value).substr(0, occurrence.path)
             : std::string_view();
}

// A placeholder may stand for any host: it stays as it is, and none is put in.
bool become(const Occurrence& before, const Occurrence& after) {
  return origin_of(after).find_first_of("${}<>%#@(") == std::string_view::npos ||
         origin_of(after) == origin_of(before);
}

bool fit(const Splice& splice, const Occurrences& before, const Occurrences& after) {
  // What refers to an issuer says no more of servers than its path, which goes, or comes back.
  if (splice.after.empty() && has_derived(before)) return true;
  if (splice.before.empty() && has_derived(after)) return true;
  return std::ranges::any_of(before, [&](const Occurrence* was) {
    return std::ranges::any_of(after, [&](const Occurrence* is) { return become(*was, *is); });
  });
}

}  // namespace

bool stay_in_org(const std::string& name, const std::string& text,
                 const std::vector<Splice>& splices, const OrgHosts& hosts) {
  const auto made = spliced(text, splices);
  if (!made) return false;
  const FileReading before = read_client_file(name, text, hosts, {true});
  const FileReading after = read_client_file(name, *made, hosts, {true});
  const std::vector<Splice> back = reversed(splices);
  for (std::size_t at = 0; at < splices.size(); ++at) {
    const Splice& there = splices[at];
    const Splice& here = back[at];
    if (!fit(there, occurrences_at({there.offset, there.offset + there.before.size()}, before),
             occurrences_at({here.offset, here.offset + here.before.size()}, after)))
      return false;
  }
  return true;
}

}  // namespace remediate
