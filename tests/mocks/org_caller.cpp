#include "tests/mocks/org_caller.hpp"

#include <algorithm>

#include <httplib.h>
#include <nlohmann/json.hpp>

namespace tests {

std::string Answer::header(const std::string& name) const {
  const auto values = all(name);
  return values.empty() ? std::string{} : values.front();
}

std::vector<std::string> Answer::all(const std::string& name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : headers) {
    if (key == name) values.push_back(value);
  }
  return values;
}

nlohmann::ordered_json Answer::json() const {
  auto value = nlohmann::ordered_json::parse(body, nullptr, false);
  return value.is_discarded() ? nlohmann::ordered_json(nullptr) : value;
}

std::string Answer::next_link() const {
  for (const auto& link : all("Link")) {
    if (!link.ends_with("; rel=\"next\"")) continue;
    const auto start = link.find("/api/");
    return link.substr(start, link.find('>') - start);
  }
  return {};
}

struct OrgCaller::Impl {
  explicit Impl(const std::string& base_url) : client(base_url) {
    client.set_tcp_nodelay(true);
    client.set_keep_alive(true);
    client.set_url_encode(false);  // the tests write URLs as they go over the wire
    client.enable_server_certificate_verification(false);
  }

  [[nodiscard]] httplib::Headers headers() const {
    httplib::Headers sent;
    if (!authorization.empty()) sent.emplace("Authorization", authorization);
    for (const auto& [name, value] : more) sent.emplace(name, value);
    return sent;
  }

  static Answer answer_of(const httplib::Result& result) {
    Answer answer;
    if (!result) return answer;
    answer.status = result->status;
    answer.body = result->body;
    answer.headers.assign(result->headers.begin(), result->headers.end());
    return answer;
  }

  httplib::Client client;
  std::string authorization = "SSWS test-token";
  httplib::Headers more;
};

OrgCaller::OrgCaller(const std::string& base_url) : impl_(std::make_unique<Impl>(base_url)) {}
OrgCaller::~OrgCaller() = default;

void OrgCaller::set_token(std::string authorization) {
  impl_->authorization = std::move(authorization);
}

void OrgCaller::set_header(const std::string& name, const std::string& value) {
  impl_->more.erase(name);
  if (!value.empty()) impl_->more.emplace(name, value);
}

void OrgCaller::set_timeout_ms(int milliseconds) {
  impl_->client.set_read_timeout(milliseconds / 1000, (milliseconds % 1000) * 1000);
}

Answer OrgCaller::get(const std::string& path_and_query) {
  return Impl::answer_of(impl_->client.Get(path_and_query, impl_->headers()));
}

Answer OrgCaller::post(const std::string& path, const std::string& json) {
  return Impl::answer_of(impl_->client.Post(path, impl_->headers(), json, "application/json"));
}

Answer OrgCaller::put(const std::string& path, const std::string& json) {
  return Impl::answer_of(impl_->client.Put(path, impl_->headers(), json, "application/json"));
}

Answer OrgCaller::remove(const std::string& path) {
  return Impl::answer_of(impl_->client.Delete(path, impl_->headers()));
}

Answer OrgCaller::post_form(const std::string& path, const std::string& form) {
  return Impl::answer_of(
      impl_->client.Post(path, impl_->headers(), form, "application/x-www-form-urlencoded"));
}

mocks::FakeOrg start_org(mocks::Options options) {
  return std::move(mocks::FakeOrg::start(std::move(options)).value());
}

mocks::FakeOrg start_org_with_seed(const std::string& seed) {
  mocks::Options options;
  options.seed_json = seed;
  return start_org(std::move(options));
}

}  // namespace tests
