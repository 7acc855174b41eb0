#pragma once
// A server of this machine that answers POSTs as a test tells it to, for as long as it lives.

#include <mutex>
#include <string>
#include <thread>
#include <vector>

// In front of gtest, whose macros it does not know.
#include <httplib.h>

namespace mimar::support {

class StandIn {
 public:
  using Handler = httplib::Server::Handler;

  explicit StandIn(Handler handler) {
    server_.Post(".*",
                 [this, handler](const httplib::Request& request, httplib::Response& response) {
                   {
                     const std::lock_guard<std::mutex> guard(mutex_);
                     requests_.push_back(request);
                   }
                   handler(request, response);
                 });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running())
      std::this_thread::yield();
  }
  StandIn(const StandIn&) = delete;
  StandIn& operator=(const StandIn&) = delete;
  ~StandIn() {
    server_.stop();
    thread_.join();
  }

  std::string url(const std::string& target = "") const {
    return "http://127.0.0.1:" + std::to_string(port_) + target;
  }
  std::vector<httplib::Request> requests() const {
    const std::lock_guard<std::mutex> guard(mutex_);
    return requests_;
  }

 private:
  httplib::Server server_;
  mutable std::mutex mutex_;
  std::vector<httplib::Request> requests_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace mimar::support
