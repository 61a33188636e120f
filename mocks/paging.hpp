// Pages of a list by `limit` and `after`, with a separate Link header per relation, as recorded.
// The cursor is the last entry's id.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mocks/json_text.hpp"
#include "mocks/wire.hpp"

namespace mocks {

struct PageSize {
  std::size_t usual;
  std::size_t most;
};

struct Listing {
  std::string_view path;  // of the list, for its links
  Fields query;
  PageSize size;
  const std::set<std::string, std::less<>>* known_cursors =
      nullptr;                   // ids that are gone but were once in the list
  bool next_after_last = false;  // a next link although nothing follows: it leads to an empty page
};

// `all` is the whole list, `wanted` says which entries of it the query selects; the cursor is
// looked up in the whole list.
[[nodiscard]] Response page_of(const std::vector<const JsonBox*>& all,
                               const std::vector<bool>& wanted, const Listing& listing);
[[nodiscard]] Response whole_list(const std::vector<const JsonBox*>& all);  // no Link header at all

// `limit` as sent, or the usual one; too large is cut to the most; nothing when it is no positive
// number.
[[nodiscard]] std::optional<std::size_t> limit_of(const Fields& query, PageSize size);
void add_link(Response& response, std::string_view path, Fields parameters,
              std::string_view relation);

}  // namespace mocks
