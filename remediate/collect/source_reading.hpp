// What one source gave: its coverage and the gaps in it. Every reader of collect/ returns one
// beside its objects, so that nothing is ever read quietly in part.
#pragma once

#include <limits>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/api/pager.hpp"
#include "remediate/model/coverage.hpp"

namespace remediate {

struct SourceReading {
  SourceCoverage coverage;
  std::vector<Gap> gaps;
  std::optional<okta::Error> error;      // what ended the walk early
  std::vector<std::string> skipped_ids;  // of objects that did not decode; those without an id are
                                         // counted only

  void add(Gap gap);
  // Told one by one up to a point: a field that changed its shape spoils every object of a list.
  void skip(const okta::Error& error, std::string id);
};

[[nodiscard]] SourceReading reading_of(std::string_view source);

[[nodiscard]] Gap gap_of(const okta::Error& error, std::string_view source,
                         std::string_view needed_scope, std::string_view subject = {});

// Which part of a list is wanted. Leaving pages unread is a gap, unless the list is only sampled.
struct Extent {
  int max_pages = std::numeric_limits<int>::max();
  bool is_sample = false;
};

// Walks a list and hands every object that decodes to `take`. `subject` is the id of the object
// that the list belongs to.
template <class Model, class Take>
[[nodiscard]] SourceReading read_list(okta::Listing<Model> listing, std::string_view source,
                                      std::string_view subject, std::stop_token stop, Take take,
                                      Extent extent = {}) {
  using Rows = okta::Endpoints<Model>;
  std::string_view id = "id";
  if constexpr (requires { Rows::kIdMember; }) id = Rows::kIdMember;

  SourceReading reading = reading_of(source);
  while (listing.pages_read() < extent.max_pages) {
    auto page = listing.next(stop);
    reading.coverage.pages = listing.pages_read();
    if (!page) {
      reading.error = page.error();
      reading.add(gap_of(page.error(), source, Rows::kList.oauth_scope, subject));
      return reading;
    }
    if (!*page) return reading;
    for (auto& element : (*page)->elements) {
      if (element.value) {
        ++reading.coverage.read;
        take(std::move(*element.value));
      } else {
        reading.skip(element.value.error(), element.json[id].string_or(""));
      }
    }
  }
  if (listing.has_more() && !extent.is_sample) {
    reading.add(Gap{std::string(source), "truncated", "", "only the first pages were read",
                    std::string(subject)});
  }
  return reading;
}

// Adds one reading to another of the same source: the rules of many policies are one source.
void merge(SourceReading& into, SourceReading from);

}  // namespace remediate
