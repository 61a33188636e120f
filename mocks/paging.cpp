#include "mocks/paging.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "mocks/okta_errors.hpp"
#include "mocks/org_state.hpp"

namespace mocks {
namespace {

// Recorded links leave these out, so a later page may have another shape than the first.
constexpr auto kNotRepeated = std::to_array<std::string_view>(
    {"useOptimization", "alwaysIncludeVpnSettings", "includeNonDeleted", "after", "limit"});

Fields link_parameters(const Fields& query, std::size_t limit, const std::string& after) {
  Fields parameters;
  if (!after.empty()) parameters.emplace_back("after", after);
  parameters.emplace_back("limit", std::to_string(limit));
  for (const auto& [name, value] : query) {
    if (std::ranges::find(kNotRepeated, name) == kNotRepeated.end())
      parameters.emplace_back(name, value);
  }
  std::ranges::stable_sort(parameters, {}, &Fields::value_type::first);
  return parameters;
}

Response json_list(const std::vector<const JsonBox*>& entries) {
  std::string body = "[";
  for (const auto* entry : entries) {
    if (body.size() > 1) body += ',';
    body += json_text(**entry);
  }
  body += ']';
  return {
      .status = 200, .headers = {}, .body = std::move(body), .content_type = "application/json"};
}

}  // namespace

std::optional<std::size_t> limit_of(const Fields& query, PageSize size) {
  const auto given = field(query, "limit");
  if (!given) return size.usual;
  std::size_t limit = 0;
  const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), limit);
  if (error != std::errc{} || end != given->data() + given->size() || limit == 0)
    return std::nullopt;
  return std::min(limit, size.most);
}

void add_link(Response& response, std::string_view path, Fields parameters,
              std::string_view relation) {
  response.headers.emplace_back(
      "Link", fmt::format("<{}{}?{}>; rel=\"{}\"", kOrgUrl, path, form_text(parameters), relation));
}

Response page_of(const std::vector<const JsonBox*>& all, const std::vector<bool>& wanted,
                 const Listing& listing) {
  const auto limit = limit_of(listing.query, listing.size);
  if (!limit) return validation_failed("limit", {"limit: must be a positive number"});

  std::size_t at = 0;
  const auto after = field_or_empty(listing.query, "after");
  if (!after.empty()) {
    const auto last =
        std::ranges::find_if(all, [&](const JsonBox* entry) { return id_of(*entry) == after; });
    const bool was_there =
        listing.known_cursors != nullptr && listing.known_cursors->contains(after);
    if (last == all.end() && !was_there) return okta_error("E0000029", {"Invalid cursor."});
    if (last != all.end()) at = static_cast<std::size_t>(last - all.begin()) + 1;
  }

  std::vector<const JsonBox*> page;
  for (; at < all.size() && page.size() < *limit; ++at) {
    if (wanted[at]) page.push_back(all[at]);
  }
  const bool more = std::find(wanted.begin() + static_cast<std::ptrdiff_t>(at), wanted.end(),
                              true) != wanted.end();

  auto response = json_list(page);
  add_link(response, listing.path, link_parameters(listing.query, *limit, after), "self");
  if (more || (listing.next_after_last && !page.empty())) {
    add_link(response, listing.path, link_parameters(listing.query, *limit, id_of(*page.back())),
             "next");
  }
  return response;
}

Response whole_list(const std::vector<const JsonBox*>& all) { return json_list(all); }

}  // namespace mocks
