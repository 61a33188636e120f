#include "client/api/pager.hpp"

#include <fmt/format.h>

#include "client/api/answer_error.hpp"
#include "client/api/link_header.hpp"

namespace okta {

Result<Page> page_of(const Response& response, Method method, const Url& url,
                     std::string_view array_member) {
  Result<JsonDocument> document = JsonDocument::parse(response.body);
  if (!document) return failure(protocol_error(response, method, url, document.error().message));
  const JsonView array = array_member.empty() ? document->root() : document->root()[array_member];
  if (!array.is_array())
    return failure(protocol_error(response, method, url, "the answer is no list"));
  std::vector<JsonView> elements = array.elements();
  return Page{std::move(*document), std::move(elements)};
}

Pager::Pager(Caller caller, Endpoint endpoint, Result<Url> first, std::string_view array_member,
             int max_pages)
    : caller_(std::move(caller)),
      endpoint_(endpoint),
      next_(std::move(first)),
      array_member_(array_member),
      max_pages_(max_pages) {}

Result<std::optional<Page>> Pager::fail(Error error) {
  next_.reset();
  return failure(std::move(error));
}

// Decides where the walk goes on after an answer. An empty next_ ends it.
Status Pager::follow(const Headers& headers) {
  const Url current = **next_;
  next_.reset();
  const Result<std::optional<std::string>> link = find_link(headers, "next");
  if (!link) return failure(link.error());
  if (!*link) return {};

  Result<Url> next = parse_url(**link);
  if (!next) return failure(ErrorKind::protocol, "the next link is no URL");
  if (!same_origin(*next, caller_.org_url()) || next->has_credentials) {
    return failure(ErrorKind::protocol,
                   fmt::format("the next link leads to {}, not to the org", next->origin()));
  }
  if (next->path != current.path) {
    return failure(ErrorKind::protocol,
                   fmt::format("the next link of {} leads to {}", current.path, next->path));
  }
  if (visited_.contains(next->text()))
    return failure(ErrorKind::protocol, "the next link leads to a page already read");
  if (pages_read_ >= max_pages_)
    return failure(ErrorKind::protocol,
                   fmt::format("the list did not end after {} pages", max_pages_));
  next_ = std::move(next);
  return {};
}

Result<std::optional<Page>> Pager::next(std::stop_token stop) {
  while (next_) {
    if (!*next_) return fail(next_->error());
    const Url url = **next_;
    visited_.insert(url.text());
    const Result<Response> response = caller_.call(endpoint_, url, {}, stop);
    if (!response) return fail(response.error());

    Result<Page> page = page_of(*response, endpoint_.method, url, array_member_);
    if (!page) return fail(std::move(page.error()));

    ++pages_read_;
    if (const Status followed = follow(response->headers); !followed) {
      // The page itself is good: hand it out first, and the Error as the last element.
      next_ = failure(followed.error());
    }
    if (page->elements.empty() && next_) continue;
    return std::optional<Page>(std::move(*page));
  }
  return std::optional<Page>{};
}

}  // namespace okta
