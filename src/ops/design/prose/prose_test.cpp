// From prose to a brief, against an endpoint in memory and one that listens on this machine.
#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include "ops/design/prose/ask.h"
#include "ops/operations.h"
#include "support/server.h"
#include "support/stand_in.h"
#include "world/memory_world.h"

namespace mimar::ops::designing {
namespace {

using nlohmann::json;
using support::StandIn;

constexpr const char* notes =
    "We run a kennel. Each dog has a name and maybe a birthday.\n"
    "A dog stays in one of 12 pens. Pens have a size in square metres.\n";
constexpr const char* answered =
    "# Kennel\nA dog has a name and an optional birthday. [2]\nA dog has a pen. [3]\n"
    "There are 500 dogs. [3]\nA pen has a size. [4]\n";

std::string config(const std::string& kind, const std::string& url,
                   const std::string& more = "key = \"LLM_KEY\"") {
  return "[prose]\nkind = \"" + kind + "\"\nurl = \"" + url + "\"\nmodel = \"m-1\"\n" + more + "\n";
}

std::string anthropic_answer(const std::string& text, const std::string& stop = "end_turn") {
  return json{{"content", json::array({json{{"type", "text"}, {"text", text}}})},
              {"stop_reason", stop}}
      .dump();
}

std::string openai_answer(const std::string& text, const std::string& stop = "stop") {
  return json{
      {"choices", json::array({json{{"message", {{"content", text}}}, {"finish_reason", stop}}})}}
      .dump();
}

Result<FromProse> asked(world::MemoryWorld& world, const std::string& toml) {
  world.variables["LLM_KEY"] = "top-secret";
  const auto endpoint = configured_endpoint(toml, "mimar.toml");
  if (!endpoint) return fail(endpoint.error());
  return brief_of_prose(notes, "notes.txt", *endpoint, world);
}

TEST(ProseEndpoint, AnthropicFormatIsSpoken) {
  world::MemoryWorld world;
  world.responses = {{200, {}, anthropic_answer(answered)}};
  const auto made = asked(world, config("anthropic", "https://llm.example"));
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->taken, 3U);
  ASSERT_EQ(made->kept_out.size(), 1U);
  EXPECT_EQ(made->kept_out[0], "line 2: «There are 500 dogs.»: the prose does not say 500");
  ASSERT_EQ(world.requests.size(), 1U);
  const world::HttpRequest& sent = world.requests[0];
  EXPECT_EQ(sent.url, "https://llm.example/v1/messages");
  std::map<std::string, std::string> headers(sent.headers.begin(), sent.headers.end());
  EXPECT_EQ(headers["x-api-key"], "top-secret");
  EXPECT_EQ(headers["anthropic-version"], "2023-06-01");
  const json body = json::parse(sent.body);
  EXPECT_EQ(body["model"], "m-1");
  EXPECT_EQ(body["max_tokens"], 8192);
  EXPECT_NE(body["messages"][0]["content"].get<std::string>().find("[3] A dog stays"),
            std::string::npos);
  EXPECT_EQ(sent.body.find("top-secret"), std::string::npos);
}

TEST(ProseEndpoint, OpenAiFormatIsSpoken) {
  world::MemoryWorld world;
  world.responses = {{200, {}, openai_answer(answered)}};
  const auto made =
      asked(world, config("openai", "https://llm.example/api/", "key = \"LLM_KEY\"\ntimeout = 7"));
  ASSERT_TRUE(made) << made.error().message;
  const world::HttpRequest& sent = world.requests.at(0);
  EXPECT_EQ(sent.url, "https://llm.example/api/chat/completions");
  EXPECT_EQ(sent.timeout, std::chrono::seconds(7));
  std::map<std::string, std::string> headers(sent.headers.begin(), sent.headers.end());
  EXPECT_EQ(headers["Authorization"], "Bearer top-secret");
  EXPECT_EQ(json::parse(sent.body)["messages"][0]["role"], "system");
}

TEST(ProseEndpoint, EveryBadAnswerHasItsMessage) {
  const std::string kind = "openai";
  const std::vector<std::pair<world::HttpResponse, std::string>> all{
      {{401, {}, R"({"error":{"message":"bad key top-secret"}})"},
       "does not accept the key (status 401): bad key ..."},
      {{429, {{"retry-after", "30"}}, ""}, "wants no more for now (status 429)"},
      {{404, {}, R"({"error":"no such model"})"}, "does not know this address or model"},
      {{302, {{"location", "https://other.example/"}}, ""},
       "sends elsewhere, where nothing is sent (status 302): https://other.example/"},
      {{500, {}, "<html>oops</html>"}, "failed (status 500)"},
      {{529, {}, "overloaded\n\x1b[31m"}, "failed (status 529): overloaded  [31m"},
      {{400, {}, R"({"message":"what?"})"}, "does not take the request (status 400): what?"},
      {{200, {}, "<html></html>"}, "gives no JSON"},
      {{200, {}, "[1]"}, "gives JSON that is no answer of the kind openai"},
      {{200, {}, R"({"choices":[]})"}, "gives JSON that is no answer of the kind openai"},
      {{200, {}, R"({"choices":[7]})"}, "gives JSON that is no answer of the kind openai"},
      {{200, {}, openai_answer(" \n")}, "gives an empty answer"},
      {{200, {}, openai_answer(answered, "length")}, "cut its answer off"},
      {{200, {}, openai_answer("", "content_filter")}, "refuses to answer this"},
      {{200, {}, openai_answer("I am sorry, I cannot do that.")},
       "gives no sentence that the prose has the words and numbers of"},
  };
  for (const auto& [response, message] : all) {
    world::MemoryWorld world;
    world.responses = {response};
    const auto made = asked(world, config(kind, "https://llm.example"));
    ASSERT_FALSE(made) << message;
    EXPECT_EQ(made.error().kind, ErrorKind::environment);
    EXPECT_NE(made.error().message.find("https://llm.example " + message), std::string::npos)
        << made.error().message;
    EXPECT_EQ((made.error().message + made.error().hint).find("top-secret"), std::string::npos);
    EXPECT_FALSE(made.error().hint.empty()) << message;
  }
}

TEST(ProseEndpoint, ConfigurationIsCheckedBeforeAnythingIsSent) {
  const auto why = [](const std::string& toml) {
    const auto endpoint = configured_endpoint(toml, "mimar.toml");
    return endpoint ? std::string("fine") : endpoint.error().message;
  };
  EXPECT_EQ(why("[design]\n"), "mimar.toml names no endpoint that prose may be sent to");
  EXPECT_EQ(why("[prose]\nkind = \"openai\"\n"), "url is missing in [prose]");
  EXPECT_EQ(why(config("oracle", "https://a.example")), "kind cannot be oracle in [prose]");
  EXPECT_EQ(why(config("openai", "a.example")), "the url is not http or https in [prose]");
  EXPECT_EQ(why(config("openai", "http://a.example")),
            "over http the key would be readable on its way in [prose]");
  EXPECT_EQ(why(config("openai", "http://a.example", "")), "fine");
  EXPECT_EQ(why(config("openai", "http://127.0.0.1:8080")), "fine");
  EXPECT_EQ(why(config("openai", "https://a.example", "timeut = 5")),
            "unknown setting timeut in [prose]");
  EXPECT_EQ(why(config("openai", "https://a.example", "timeout = 0")),
            "timeout must be a whole number from 1 to 3600 in [prose]");
}

TEST(ProseEndpoint, WithoutTheKeyNothingIsSent) {
  world::MemoryWorld world;
  const auto endpoint = configured_endpoint(config("openai", "https://a.example"), "mimar.toml");
  ASSERT_TRUE(endpoint);
  const auto made = brief_of_prose(notes, "notes.txt", *endpoint, world);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message, "LLM_KEY holds no key");
  EXPECT_TRUE(world.requests.empty());
}

Arguments with(std::initializer_list<std::pair<const char*, std::string>> values) {
  Arguments arguments;
  for (const auto& [name, value] : values)
    arguments.add(name, value);
  const auto whole = complete(design_database, arguments);
  EXPECT_TRUE(whole);
  return whole ? *whole : arguments;
}

TEST(DesignOfProse, ThePersonGetsABriefWithItsSourcesAndTheDesignOfIt) {
  const StandIn endpoint([](const httplib::Request&, httplib::Response& response) {
    response.set_content(anthropic_answer(answered), "application/json");
  });
  support::Silence silence;
  const auto world = world::make_real_world(silence);
  const std::string folder = world->make_temporary_directory("mimar-test-").value();
  ASSERT_TRUE(world->write_file(folder + "/notes.txt", notes));
  ASSERT_TRUE(
      world->write_file(folder + "/mimar.toml", config("anthropic", endpoint.url(), "key = \"\"")));
  const auto report = design_database.run(
      with(
          {{"prose", folder + "/notes.txt"}, {"config", folder + "/mimar.toml"}, {"out", "draft"}}),
      *world);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(endpoint.requests().size(), 1U);
  EXPECT_EQ(report::exit_code(*report), 1);  // a figure is not in the prose
  std::map<std::string, std::string> files;
  for (const report::File& file : report->files)
    files[file.path] = file.content;
  EXPECT_NE(files["brief.md"].find("> line 1: «Each dog has a name"), std::string::npos);
  EXPECT_NE(files["brief.md"].find("\nA dog has a name and an optional birthday.\n"),
            std::string::npos);
  EXPECT_NE(files["schema.sql"].find("CREATE TABLE public.dogs"), std::string::npos);
  EXPECT_EQ(files["schema.sql"].find("500"), std::string::npos);
  EXPECT_NE(report->payload_text.find("nobody has confirmed it"), std::string::npos);
  EXPECT_NE(report->payload_text.find("«There are 500 dogs.»: the prose does not say 500"),
            std::string::npos);
  EXPECT_NE(report->evidence.at(0).command.find("draft/brief.md"), std::string::npos);
}

TEST(DesignOfProse, NothingIsSentUnlessAskedAndConfigured) {
  world::MemoryWorld world;
  world.files = {{"brief.md", "A dog has a name.\n"},
                 {"notes.txt", notes},
                 {"mimar.toml", config("openai", "https://llm.example", "key = \"\"")}};
  EXPECT_TRUE(design_database.run(with({{"source", "brief.md"}}), world));
  EXPECT_TRUE(world.requests.empty());
  for (const char* other : {"add", "interview"}) {
    const auto both = design_database.run(with({{"prose", "notes.txt"}, {other, "true"}}), world);
    ASSERT_FALSE(both);
    EXPECT_EQ(both.error().kind, ErrorKind::usage);
  }
  EXPECT_FALSE(design_database.run(with({{"prose", "notes.txt"}, {"source", "brief.md"}}), world));
  world.files.erase("mimar.toml");
  const auto unconfigured = design_database.run(with({{"prose", "notes.txt"}}), world);
  ASSERT_FALSE(unconfigured);
  EXPECT_EQ(unconfigured.error().message, "no endpoint is configured that prose may be sent to");
  EXPECT_TRUE(world.requests.empty());
}

}  // namespace
}  // namespace mimar::ops::designing
