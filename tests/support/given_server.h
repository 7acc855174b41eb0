#pragma once
// A server as somebody else would have started it: a cluster of its own, a superuser called chief,
// trust on a socket in a folder of ours. Stopped and removed when the test ends.

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/postgres/connection.h"
#include "scratch/binaries.h"
#include "scratch/files.h"
#include "support/server.h"
#include "world/real_world.h"

namespace mimar::support {

class GivenServer : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto binaries = scratch::find_binaries(*world, "");
    ASSERT_TRUE(binaries) << binaries.error().message;
    bin = binaries->initdb.substr(0, binaries->initdb.rfind('/'));
    const auto made = scratch::make_unique_folder("/tmp/mimar-given-");
    ASSERT_TRUE(made);
    folder = *made;
    ASSERT_TRUE(scratch::make_server_folder(folder + "/server"));
    run({binaries->initdb, "-D", folder + "/server/data", "-U", "chief", "-A", "trust", "-N"});
    run({bin + "/pg_ctl", "-D", folder + "/server/data", "-w", "-l", folder + "/server/log", "-o",
         "-c listen_addresses='' -c fsync=off -k " + folder + "/server", "start"});
    // The account that runs the server is not ours, and may be all who reach its folder.
    url = url_of("chief", "postgres");
    postgres.emplace(open(url));
  }
  void TearDown() override {
    postgres.reset();
    run({bin + "/pg_ctl", "-D", folder + "/server/data", "-m", "immediate", "-w", "stop"});
    scratch::remove_folder(folder);
  }

  void run(std::vector<std::string> arguments) {
    world::Command command;
    command.arguments = std::move(arguments);
    command.unprivileged = true;
    const auto done = world->run(command);
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_EQ(done->exit_code, 0) << done->errors << done->output;
  }

  std::string url_of(const std::string& user, const std::string& database) const {
    return "host=" + folder + "/server user=" + user + " dbname=" + database;
  }

  static engine::postgres::Connection open(const std::string& conninfo) {
    auto opened = engine::postgres::Connection::open(conninfo);
    if (!opened) throw std::runtime_error(opened.error().message);
    return std::move(*opened);
  }

  Silence silence;
  std::unique_ptr<world::World> world = world::make_real_world(silence);
  std::string bin, folder, url;
  std::optional<engine::postgres::Connection> postgres;
};

}  // namespace mimar::support
