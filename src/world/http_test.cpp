// POST against a server of this machine: what arrives, and what each kind of trouble is called.
#include "world/http.h"

#include <atomic>

#include <gtest/gtest.h>

#include "support/stand_in.h"

namespace mimar::world {
namespace {

using namespace std::chrono_literals;
using support::StandIn;

bool never() {
  return false;
}

TEST(Http, SendsBodyAndHeadersAndGivesWhatCameBack) {
  StandIn server([](const httplib::Request& request, httplib::Response& response) {
    response.set_header("X-Seen", request.get_header_value("Authorization"));
    response.set_content("echo " + request.body, "text/plain");
  });
  HttpRequest request{server.url("/v1/x?a=1"), {{"Authorization", "Bearer k"}}, "{}"};
  const auto answer = post(request, never);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "echo {}");
  EXPECT_EQ(answer->headers.at("x-seen"), "Bearer k");
  ASSERT_EQ(server.requests().size(), 1U);
  EXPECT_EQ(server.requests()[0].path, "/v1/x");
  EXPECT_EQ(server.requests()[0].get_param_value("a"), "1");
}

TEST(Http, AnotherStatusIsAnAnswerAndARedirectIsNotFollowed) {
  StandIn server([](const httplib::Request& request, httplib::Response& response) {
    if (request.path == "/moved") return response.set_redirect("/there", 307);
    response.status = 429;
    response.set_header("Retry-After", "7");
  });
  const auto busy = post({server.url("/busy"), {}, "x"}, never);
  ASSERT_TRUE(busy);
  EXPECT_EQ(busy->status, 429);
  EXPECT_EQ(busy->headers.at("retry-after"), "7");
  const auto moved = post({server.url("/moved"), {}, "x"}, never);
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->status, 307);
  EXPECT_EQ(moved->headers.at("location"), "/there");
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST(Http, NobodyThereSaysWhere) {
  std::string url;
  {
    const StandIn gone([](const httplib::Request&, httplib::Response&) {});
    url = gone.url();
  }
  const auto answer = post({url + "/secret-path", {}, "x"}, never);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::environment);
  EXPECT_EQ(answer.error().message, "cannot reach " + url);
}

TEST(Http, SilenceEndsAtTheLimitOfTheWhole) {
  std::atomic<bool> over = false;
  StandIn server([&](const httplib::Request&, httplib::Response& response) {
    // Drips, so that no single read is slow.
    response.set_chunked_content_provider("text/plain", [&](std::size_t, httplib::DataSink& sink) {
      std::this_thread::sleep_for(20ms);
      return !over && sink.write("x", 1);
    });
  });
  HttpRequest request{server.url(), {}, "x"};
  request.timeout = 200ms;
  const auto start = std::chrono::steady_clock::now();
  const auto answer = post(request, never);
  over = true;
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().message.find("did not answer within 0.2 s"), std::string::npos)
      << answer.error().message;
  EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
}

TEST(Http, InterruptionEndsTheWaiting) {
  std::atomic<bool> over = false;
  StandIn server([&](const httplib::Request&, httplib::Response&) {
    while (!over)
      std::this_thread::sleep_for(5ms);
  });
  int asked = 0;
  const auto answer = post({server.url(), {}, "x"}, [&] { return ++asked > 3; });
  over = true;
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::interrupted);
}

TEST(Http, TooLargeIsRefusedEvenWhenItSaysNoLength) {
  StandIn server([](const httplib::Request& request, httplib::Response& response) {
    if (request.path == "/known") return response.set_content(std::string(5000, 'x'), "text/plain");
    auto sent = std::make_shared<std::size_t>(0);
    response.set_chunked_content_provider("text/plain",
                                          [sent](std::size_t, httplib::DataSink& sink) {
                                            if (++*sent > 100) sink.done();
                                            return sink.write(std::string(100, 'x').data(), 100);
                                          });
  });
  for (const char* target : {"/known", "/unknown"}) {
    HttpRequest request{server.url(target), {}, "x"};
    request.most_bytes = 1000;
    const auto answer = post(request, never);
    ASSERT_FALSE(answer) << target;
    EXPECT_NE(answer.error().message.find("larger than 1000 bytes"), std::string::npos)
        << answer.error().message;
  }
}

TEST(Http, PlainTextBehindHttpsIsNamed) {
  StandIn server([](const httplib::Request&, httplib::Response&) {});
  const auto answer = post({"https" + server.url().substr(4), {}, "x"}, never);
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().message.find("cannot speak https with"), std::string::npos)
      << answer.error().message;
}

TEST(Http, NoLineEndGetsIntoAHeader) {
  const auto answer = post({"http://localhost:1/", {{"X-Key", "a\r\nX-Other: b"}}, ""}, never);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().message, "the header X-Key has a line end in it");
}

TEST(Http, AddressesAreTakenApart) {
  const auto plain = read_address("https://example.org");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->port, 443);
  EXPECT_EQ(plain->target, "/");
  EXPECT_EQ(plain->place(), "https://example.org");
  const auto local = read_address("http://[::1]:8080/v1?x=y#part");
  ASSERT_TRUE(local);
  EXPECT_TRUE(local->loopback);
  EXPECT_EQ(local->target, "/v1?x=y");
  EXPECT_EQ(local->place(), "http://[::1]:8080");
  EXPECT_FALSE(read_address("http://127.example.org/")->loopback);
  for (const char* bad :
       {"", "ftp://a/", "https://", "https:///x", "https://a:0/", "https://a:99999/",
        "https://a:b/", "https://me:secret@a/", "https://a b/", "https://[::1/", "a.example/x"}) {
    const auto address = read_address(bad);
    ASSERT_FALSE(address) << bad;
    EXPECT_EQ(address.error().kind, ErrorKind::usage);
    EXPECT_EQ(address.error().message.find("secret"), std::string::npos);
  }
}

}  // namespace
}  // namespace mimar::world
