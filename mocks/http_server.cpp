#include "mocks/http_server.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>
#include <httplib.h>

namespace mocks {
namespace {

constexpr std::size_t kWorkers = 64;  // a kept connection holds one

Request request_of(const httplib::Request& from, std::string_view scheme) {
  Request request;
  request.method = from.method;
  const auto question = from.target.find('?');
  request.path = percent_decoded(std::string_view(from.target).substr(0, question), false);
  if (question != std::string::npos) request.query = from.target.substr(question + 1);
  for (const auto& [name, value] : from.headers) {
    const auto lower = lower_case(name);
    if (lower != "remote_addr" && lower != "remote_port" && lower != "local_addr" &&
        lower != "local_port") {
      request.headers.emplace_back(lower, value);
    }
  }
  request.body = from.body;
  request.origin = fmt::format("{}://{}", scheme, field_or_empty(request.headers, "host"));
  return request;
}

void write_response(const Response& response, httplib::Response& to) {
  to.status = response.status;
  for (const auto& [name, value] : response.headers) to.headers.emplace(name, value);
  if (response.cut_short) {
    to.set_content_provider(
        response.body.size(), response.content_type,
        [body = response.body](std::size_t offset, std::size_t, httplib::DataSink& sink) {
          if (offset == 0) sink.write(body.data(), body.size() / 2);
          return false;
        });
  } else if (!response.content_type.empty()) {
    to.set_content(response.body, response.content_type);
  } else {
    to.body = response.body;
  }
}

}  // namespace

struct HttpServer::Impl {
  std::unique_ptr<httplib::Server> server;
  Handler handler;
  std::string scheme;
  int port = 0;
  std::thread thread;

  void route() {
    const auto answer = [this](const httplib::Request& from, httplib::Response& to) {
      write_response(handler(request_of(from, scheme), from.remote_port), to);
    };
    server->Get(".*", answer);
    server->Post(".*", answer);
    server->Put(".*", answer);
    server->Patch(".*", answer);
    server->Delete(".*", answer);
    server->Options(".*", answer);
    // Okta refuses a body of unknown length; cpp-httplib would wait for the end of the connection.
    server->set_pre_routing_handler([](const httplib::Request& from, httplib::Response& to) {
      const bool has_length =
          from.has_header("Content-Length") || from.has_header("Transfer-Encoding");
      if ((from.method != "POST" && from.method != "PUT" && from.method != "PATCH") || has_length) {
        return httplib::Server::HandlerResponse::Unhandled;
      }
      to.status = 411;
      return httplib::Server::HandlerResponse::Handled;
    });
  }
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

HttpServer::~HttpServer() {
  impl_->server->stop();
  impl_->thread.join();
}

tl::expected<std::unique_ptr<HttpServer>, std::string> HttpServer::start(
    Handler handler, const std::string& certificate_file, const std::string& key_file) {
  auto impl = std::make_unique<Impl>();
  const bool tls = !certificate_file.empty();
  impl->scheme = tls ? "https" : "http";
  impl->handler = std::move(handler);
  if (tls) {
    impl->server = std::make_unique<httplib::SSLServer>(certificate_file.c_str(), key_file.c_str());
  } else {
    impl->server = std::make_unique<httplib::Server>();
  }
  if (!impl->server->is_valid()) {
    return tl::unexpected(fmt::format("the certificate {} and the key {} cannot be used",
                                      certificate_file, key_file));
  }
  impl->server->new_task_queue = [] { return new httplib::ThreadPool(kWorkers); };
  impl->server->set_tcp_nodelay(true);
  impl->server->set_keep_alive_max_count(1'000'000);
  impl->server->set_keep_alive_timeout(60);
  impl->route();
  impl->port = impl->server->bind_to_any_port("127.0.0.1");
  if (impl->port < 0) return tl::unexpected(std::string("no port of 127.0.0.1 is free"));
  impl->thread = std::thread([self = impl.get()] { self->server->listen_after_bind(); });
  while (!impl->server->is_running()) std::this_thread::yield();
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

int HttpServer::port() const { return impl_->port; }

}  // namespace mocks
