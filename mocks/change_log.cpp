#include "mocks/change_log.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mocks {
namespace {

Json target_of(const ChangedObject& object) {
  const std::string name = text_at(*object.body, object.type == "AppInstance" ? "label" : "name");
  const bool is_policy = object.type == "PolicyEntity";
  return Json{{"id", text_at(*object.body, "id")},
              {"type", object.type},
              {"alternateId", is_policy ? "unknown" : name},
              {"displayName", name},
              {"detailEntry",
               is_policy ? Json{{"policyType", text_at(*object.body, "type")}} : Json(nullptr)}};
}

}  // namespace

void log_change(Call& call, const std::string& event_type,
                const std::vector<ChangedObject>& objects) {
  const auto& request = *call.request;
  Json targets = Json::array();
  for (const ChangedObject& each : objects) targets.push_back(target_of(each));
  const auto agent = field_or_empty(request.headers, "user-agent");
  append_log_event(
      *call.org,
      Json{{"actor",
            {{"id", kAdminId},
             {"type", "User"},
             {"alternateId", "ada.admin@example.com"},
             {"displayName", "Ada Admin"},
             {"detailEntry", nullptr}}},
           {"client",
            {{"userAgent", {{"rawUserAgent", agent}, {"os", "Unknown"}, {"browser", "UNKNOWN"}}},
             {"zone", "null"},
             {"device", "Unknown"},
             {"id", nullptr},
             {"ipAddress", "192.0.2.7"}}},
           {"displayMessage", event_type},
           {"eventType", event_type},
           {"outcome", {{"result", "SUCCESS"}, {"reason", nullptr}}},
           {"published", iso_text(call.now)},
           {"debugContext",
            {{"debugData",
              {{"requestId", call.request_id},
               {"requestUri", request.path},
               {"url", request.path + "?"}}}}},
           {"transaction", {{"type", "WEB"}, {"id", call.request_id}, {"detail", Json::object()}}},
           {"target", std::move(targets)}},
      call.now);
}

}  // namespace mocks
