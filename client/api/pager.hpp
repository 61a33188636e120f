// Walks a list page by page, lazily. Five promises: a page that fails is an Error and the last
// thing it yields, never a quiet end; an empty page with a next link is passed over; a next link to
// another origin or path is refused (the token would go with it, and Okta's own links are known to
// name a wrong path); a link that was already followed is refused; so is more than a bounded number
// of pages. Not thread-safe: one walker, one thread.
#pragma once

#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "client/api/caller.hpp"
#include "client/base/json_document.hpp"

namespace okta {

struct Page {
  JsonDocument document;
  std::vector<JsonView> elements;  // views into `document`
};

// The array in a good answer. `array_member` names it when the answer is an object around it; empty
// when the answer is the array.
[[nodiscard]] Result<Page> page_of(const Response& response, Method method, const Url& url,
                                   std::string_view array_member = {});

class Pager {
 public:
  static constexpr int kMaxPages = 10'000;

  Pager(Caller caller, Endpoint endpoint, Result<Url> first, std::string_view array_member = {},
        int max_pages = kMaxPages);

  // The next page, nothing after the last one, or the Error that ended the walk.
  [[nodiscard]] Result<std::optional<Page>> next(std::stop_token stop);

  [[nodiscard]] int pages_read() const { return pages_read_; }
  // Whether the last page had a successor.
  [[nodiscard]] bool has_more() const { return next_.has_value(); }

 private:
  [[nodiscard]] Result<std::optional<Page>> fail(Error error);
  [[nodiscard]] Status follow(const Headers& headers);

  Caller caller_;
  Endpoint endpoint_;
  std::optional<Result<Url>> next_;  // nullopt: the walk is over
  std::string_view array_member_;
  int max_pages_;
  int pages_read_ = 0;
  std::set<std::string> visited_;
};

// The same walk over typed objects. An object that cannot be decoded is an element with an Error,
// so that one odd app never spoils a page.
template <class Model>
class Listing {
 public:
  struct Element {
    Result<Model> value;
    JsonView json;  // valid as long as the page
  };
  struct TypedPage {
    Page page;
    std::vector<Element> elements;
  };

  explicit Listing(Pager pager) : pager_(std::move(pager)) {}

  [[nodiscard]] Result<std::optional<TypedPage>> next(std::stop_token stop) {
    Result<std::optional<Page>> page = pager_.next(std::move(stop));
    if (!page)
      return failure(
          std::move(page.error()).while_doing("listing: " + std::string(Endpoints<Model>::kName)));
    if (!*page) return std::optional<TypedPage>{};
    return std::optional<TypedPage>(typed(std::move(**page)));
  }

  [[nodiscard]] static TypedPage typed(Page page) {
    TypedPage typed{std::move(page), {}};
    typed.elements.reserve(typed.page.elements.size());
    for (const JsonView& json : typed.page.elements)
      typed.elements.push_back({decode<Model>(json), json});
    return typed;
  }

  [[nodiscard]] int pages_read() const { return pager_.pages_read(); }
  [[nodiscard]] bool has_more() const { return pager_.has_more(); }

 private:
  Pager pager_;
};

}  // namespace okta
