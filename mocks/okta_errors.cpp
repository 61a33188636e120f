#include "mocks/okta_errors.hpp"

#include <algorithm>
#include <array>
#include <atomic>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mocks/identifiers.hpp"
#include "mocks/json_text.hpp"

namespace mocks {
namespace {

struct Entry {
  std::string_view code;
  int status;
  std::string_view summary;
};

// The first entry of a status is the one that a fault with that number answers.
constexpr std::array kCatalogue{
    Entry{"E0000001", 400, "Api validation failed: request"},
    Entry{"E0000003", 400, "The request body was not well-formed."},
    Entry{"E0000029", 400, "Invalid paging request."},
    Entry{"E0000031", 400, "Invalid search criteria."},
    Entry{"E0000053", 400, "Invalid parameter"},
    Entry{"E0000011", 401, "Invalid token provided"},
    Entry{"E0000004", 401, "Authentication failed"},
    Entry{"E0000015", 401, "You do not have permission to access the feature you are requesting"},
    Entry{"E0000006", 403, "You do not have permission to perform the requested action"},
    Entry{"E0000005", 403, "Invalid session"},
    Entry{"E0000056", 403, "Delete application forbidden."},
    Entry{"E0000007", 404, "Not found: Resource not found: (Unknown)"},
    Entry{"E0000163", 404, "Domain ID not found."},
    Entry{"E0000022", 405, "The endpoint does not support the provided HTTP method"},
    Entry{"E0000239", 423, "Policy priorities are being reconciled. Please try again later."},
    Entry{"E0000047", 429, "API call exceeded rate limit due to too many requests."},
    Entry{"E0000009", 500, "Internal Server Error"},
    Entry{"E0000060", 501, "Unsupported operation."},
    Entry{"E0000010", 503, "Service is in read only mode"},
};

const Entry* entry_of(std::string_view code) {
  const auto* found = std::ranges::find(kCatalogue, code, &Entry::code);
  return found == kCatalogue.end() ? nullptr : found;
}

std::string error_id() {
  static std::atomic<unsigned> count{0};
  return "oae" + scrambled(++count, 22);
}

}  // namespace

Response okta_error(std::string_view code, const std::vector<std::string>& causes,
                    std::string_view summary) {
  const Entry* entry = entry_of(code);
  Json body{{"errorCode", code},
            {"errorSummary", summary.empty() && entry != nullptr ? entry->summary : summary},
            {"errorLink", code},
            {"errorId", error_id()},
            {"errorCauses", Json::array()}};
  for (const auto& cause : causes) body["errorCauses"].push_back(Json{{"errorSummary", cause}});
  return {.status = entry != nullptr ? entry->status : 400,
          .headers = {},
          .body = json_text(body),
          .content_type = "application/json"};
}

Response not_found(std::string_view id, std::string_view type) {
  return okta_error("E0000007", {},
                    fmt::format("Not found: Resource not found: {} ({})", id, type));
}

Response validation_failed(std::string_view what, const std::vector<std::string>& causes) {
  return okta_error("E0000001", causes, fmt::format("Api validation failed: {}", what));
}

bool is_okta_error_code(std::string_view code) { return entry_of(code) != nullptr; }

Response error_with_status(int status) {
  const auto* found = std::ranges::find(kCatalogue, status, &Entry::status);
  if (found != kCatalogue.end()) {
    auto response = okta_error(found->code);
    if (status == 401) response.headers.emplace_back("www-authenticate", "SSWS");
    return response;
  }
  return {.status = status,
          .headers = {},
          .body = fmt::format("<html><head><title>{0}</title></head><body><center><h1>{0}</h1></"
                              "center></body></html>\n",
                              status),
          .content_type = "text/html"};
}

Response oauth_error(int status, std::string_view error, std::string_view description) {
  return {.status = status,
          .headers = {},
          .body = json_text(Json{{"error", error}, {"error_description", description}}),
          .content_type = "application/json"};
}

Response error_page(int status, std::string_view error, std::string_view description) {
  return {.status = status,
          .headers = {},
          .body = fmt::format(
              "<!DOCTYPE html>\n<html><head><title>Error</title></head><body><h1>{} Error</h1>\n"
              "<p>Your request resulted in an error. {}</p>\n"
              "<p class=\"error-code\">Error Code: {}</p>\n<p "
              "class=\"error-description\">Description: {}</p>\n"
              "</body></html>\n",
              status, html_escaped(description), html_escaped(error), html_escaped(description)),
          .content_type = "text/html;charset=utf-8"};
}

}  // namespace mocks
