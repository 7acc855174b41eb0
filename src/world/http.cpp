#include "world/http.h"

#include <charconv>
#include <future>

#include <fmt/core.h>
#include <httplib.h>

#include "base/text.h"

namespace mimar::world {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds longest_connect{10'000}, pause{20};

tl::unexpected<Error> no_address(std::string_view why) {
  return fail(ErrorKind::usage, fmt::format("the url {}", why),
              "https://host/path, or http://localhost:port/path");
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

// What the transfer came to, besides the answer itself.
struct Transfer {
  HttpResponse response;
  httplib::Error error = httplib::Error::Success;
  bool too_large = false;
};

Transfer transfer(httplib::Client& client, const Address& address, const HttpRequest& request) {
  Transfer done;
  httplib::Request message;
  message.method = "POST";
  message.path = address.target;
  message.body = request.body;
  for (const auto& [name, value] : request.headers)
    message.headers.emplace(name, value);
  // What an answer weighs once it is unpacked must not be a surprise.
  message.headers.emplace("Accept-Encoding", "identity");
  message.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    done.too_large = done.response.body.size() + size > request.most_bytes;
    if (!done.too_large) done.response.body.append(data, size);
    return !done.too_large;
  };
  httplib::Response response;
  client.send(message, response, done.error);
  done.response.status = response.status;
  for (const auto& [name, value] : response.headers)
    done.response.headers.try_emplace(text::lower(name), value);
  return done;
}

Error trouble(const Transfer& done, const Address& address, const HttpRequest& request,
              bool timed_out) {
  Error error;
  error.kind = ErrorKind::environment;
  const std::string place = address.place();
  if (done.too_large) {
    error.message =
        fmt::format("the answer of {} is larger than {} bytes", place, request.most_bytes);
    error.hint = "is it the address of such an endpoint?";
  } else if (timed_out || done.error == httplib::Error::ConnectionTimeout) {
    error.message = fmt::format("{} did not answer within {:g} s", place,
                                static_cast<double>(request.timeout.count()) / 1000);
    error.hint = "try again, or allow it more time";
  } else if (done.error == httplib::Error::SSLConnection ||
             done.error == httplib::Error::SSLLoadingCerts ||
             done.error == httplib::Error::SSLServerVerification) {
    error.message = fmt::format("cannot speak https with {}: {}", place,
                                done.error == httplib::Error::SSLServerVerification
                                    ? "its certificate does not hold"
                                    : "no secure connection came about");
    error.hint = "check the address, the clock of this machine and its certificates";
  } else if (done.error == httplib::Error::Connection) {
    error.message = "cannot reach " + place;
    error.hint = "check the address, and whether this machine may reach it";
  } else {
    error.message = fmt::format("{} broke off: {}", place, httplib::to_string(done.error));
    error.hint = "try again";
  }
  return error;
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

Result<int> read_port(std::string_view digits, bool secure) {
  if (digits.empty()) return secure ? 443 : 80;
  int port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || end != digits.data() + digits.size() || port < 1 || port > 65535)
    return no_address("has a port that is no number from 1 to 65535");
  return port;
}

}  // namespace

std::string Address::place() const {
  const bool usual = port == (secure ? 443 : 80);
  const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return (secure ? "https://" : "http://") + name + (usual ? "" : ":" + std::to_string(port));
}

Result<Address> read_address(std::string_view url) {
  Address address;
  if (!is_plain(url)) return no_address("has blanks or letters that no address has");
  address.secure = url.starts_with("https://");
  if (!address.secure && !url.starts_with("http://")) return no_address("is not http or https");
  url.remove_prefix(address.secure ? 8 : 7);
  const std::size_t slash = std::min(url.find_first_of("/?#"), url.size());
  std::string_view authority = url.substr(0, slash);
  address.target = std::string(url.substr(slash, url.find('#') - slash));
  if (!address.target.starts_with('/')) address.target.insert(0, 1, '/');
  if (authority.find('@') != std::string_view::npos)
    return no_address("holds a user: a key belongs in an environment variable");
  std::size_t colon = authority.find(':');
  if (authority.starts_with('[')) {
    const std::size_t close = authority.find(']');
    if (close == std::string_view::npos) return no_address("has a [ without its ]");
    address.host = std::string(authority.substr(1, close - 1));
    authority.remove_prefix(close + 1);
    colon = authority.find(':');
    if (!authority.empty() && colon != 0) return no_address("has something behind the ]");
  } else {
    address.host = std::string(authority.substr(0, colon));
  }
  if (address.host.empty()) return no_address("names no host");
  const auto port =
      read_port(colon == std::string_view::npos ? std::string_view() : authority.substr(colon + 1),
                address.secure);
  if (!port) return fail(port.error());
  address.port = *port;
  address.loopback = is_loopback(address.host);
  return address;
}

Result<HttpResponse> post(const HttpRequest& request, const std::function<bool()>& interrupted) {
  const auto address = read_address(request.url);
  if (!address) return fail(address.error());
  for (const auto& [name, value] : request.headers)
    if (!is_plain(name) || value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
      return fail(ErrorKind::usage, "the header " + name + " has a line end in it");
  const std::string host =
      address->host.find(':') == std::string::npos ? address->host : "[" + address->host + "]";
  httplib::Client client(
      fmt::format("{}://{}:{}", address->secure ? "https" : "http", host, address->port));
  client.set_follow_location(false);
  client.set_keep_alive(false);
  client.set_connection_timeout(std::min(request.timeout, longest_connect));
  client.set_read_timeout(request.timeout);
  client.set_write_timeout(request.timeout);
  // The library's limits are those of one read; the whole is watched from here.
  const auto deadline = steady_clock::now() + request.timeout;
  auto work = std::async(std::launch::async, [&] { return transfer(client, *address, request); });
  bool stopped = false, timed_out = false;
  while (work.wait_for(pause) != std::future_status::ready) {
    stopped = stopped || interrupted();
    timed_out = timed_out || steady_clock::now() >= deadline;
    if (stopped || timed_out) client.stop();
  }
  Transfer done = work.get();
  if (stopped) return fail(ErrorKind::interrupted, "interrupted while waiting for an answer");
  if (done.error == httplib::Error::Success && !timed_out) return std::move(done.response);
  timed_out = timed_out || (done.error == httplib::Error::Read && steady_clock::now() >= deadline);
  return fail(trouble(done, *address, request, timed_out));
}

}  // namespace mimar::world
