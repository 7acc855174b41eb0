#include <csignal>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "world/memory_world.h"
#include "world/process.h"
#include "world/real_world.h"

namespace mimar::world {
namespace {

struct Silence final : Progress {
  void begin(std::string_view, std::uint64_t) override {}
  void advance(std::uint64_t) override {}
  void end() override {}
};

class RealWorldTest : public ::testing::Test {
 protected:
  Silence progress_;
  std::unique_ptr<World> world_ = make_real_world(progress_);
  std::string folder_ = world_->make_temporary_directory("mimar-test-").value();
};

TEST_F(RealWorldTest, WritesReadsListsRenamesAndRemoves) {
  const std::string path = folder_ + "/a/b.sql";
  ASSERT_TRUE(world_->make_directories(folder_ + "/a/d"));
  ASSERT_TRUE(world_->write_file(path, std::string_view("x\0y\r\n", 5)));
  EXPECT_EQ(world_->read_file(path).value(), std::string("x\0y\r\n", 5));
  const auto entries = world_->list(folder_ + "/a").value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].name, "b.sql");
  EXPECT_FALSE(entries[0].directory);
  EXPECT_TRUE(entries[1].directory);
  ASSERT_TRUE(world_->rename(path, folder_ + "/c.sql"));
  EXPECT_FALSE(world_->exists(path));
  ASSERT_TRUE(world_->remove_all(folder_ + "/a"));
  EXPECT_FALSE(world_->is_directory(folder_ + "/a"));
}

TEST_F(RealWorldTest, ErrorsNameThePathAndWhatToDo) {
  const auto missing = world_->read_file(folder_ + "/none.sql");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::environment);
  EXPECT_NE(missing.error().message.find("/none.sql: No such file"), std::string::npos);
  EXPECT_EQ(missing.error().hint, "check the path");
  const auto folder = world_->read_file(folder_);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().hint, "name a file, not a folder");
  EXPECT_FALSE(world_->list(folder_ + "/none"));
  EXPECT_FALSE(world_->write_file(folder_ + "/none/a", "x"));
  EXPECT_FALSE(world_->rename(folder_ + "/none", folder_ + "/other"));
}

TEST_F(RealWorldTest, AFullDiskIsNamed) {
  if (!world_->exists("/dev/full")) FAIL() << "this test needs /dev/full";
  const auto full = world_->write_file("/dev/full", "x");
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().message, "cannot write /dev/full: disk full");
  EXPECT_NE(full.error().hint.find("free some space"), std::string::npos);
}

TEST_F(RealWorldTest, TemporaryFoldersArePrivateAndGoWithTheWorld) {
  struct stat facts {};
  ASSERT_EQ(stat(folder_.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0700U);
  world_.reset();
  EXPECT_NE(stat(folder_.c_str(), &facts), 0);
}

TEST_F(RealWorldTest, RunsProgramsWithoutAShell) {
  Command command;
  command.arguments = {"printf", "%s", "$HOME; 'x'"};
  EXPECT_EQ(world_->run(command).value().output, "$HOME; 'x'");
  command.arguments = {"cat"};
  command.input = std::string(300000, 'z');
  EXPECT_EQ(world_->run(command).value().output, command.input);
  command.arguments = {"sh", "-c", "echo oops >&2; echo $MIMAR_TEST; exit 3"};
  command.environment = {{"MIMAR_TEST", "set"}};
  const Completed completed = world_->run(command).value();
  EXPECT_EQ(completed.exit_code, 3);
  EXPECT_EQ(completed.errors, "oops\n");
  EXPECT_EQ(completed.output, "set\n");
}

TEST_F(RealWorldTest, AProgramMayLeaveItsInputUnread) {
  Command command;
  command.arguments = {"sh", "-c", "exec 0<&-; sleep 0.05; exit 4"};
  command.input = std::string(1 << 20, 'z');
  EXPECT_EQ(world_->run(command).value().exit_code, 4);
}

TEST_F(RealWorldTest, AProgramThatIsMissingIsAnError) {
  Command command;
  command.arguments = {"mimar-no-such-program"};
  const auto result = world_->run(command);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::environment);
  EXPECT_EQ(result.error().message,
            "cannot start mimar-no-such-program: No such file or directory");
}

TEST_F(RealWorldTest, UnprivilegedCommandsAreNeverRoot) {
  Command command;
  command.arguments = {"id", "-u"};
  command.unprivileged = true;
  EXPECT_EQ(world_->run(command).value().output,
            std::to_string(unprivileged_account().user) + "\n");
  EXPECT_NE(unprivileged_account().user, 0U);
}

TEST_F(RealWorldTest, AnInterruptKillsTheRunningProgram) {
  Command command;
  command.arguments = {"sleep", "30"};
  int asked = 0;
  const auto result = run(command, [&] { return ++asked > 1; });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::interrupted);
}

// In a child, because the first signal is remembered for the life of a process.
TEST(Signals, TheFirstIsRememberedTheSecondKillsWatchedProcessesAndExits) {
  const pid_t watched = fork();
  if (watched == 0) {
    std::signal(SIGQUIT, SIG_DFL);  // shells start background jobs with it ignored
    pause();
    _exit(0);
  }
  const pid_t child = fork();
  if (child == 0) {
    install_signal_handlers();
    watch_process(watched);
    if (interruption_seen()) _exit(1);
    raise(SIGINT);
    if (!interruption_seen()) _exit(2);
    raise(SIGINT);
    _exit(3);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 128 + SIGINT);
  waitpid(watched, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGQUIT);
}

TEST(MemoryWorld, BehavesLikeFiles) {
  MemoryWorld world;
  EXPECT_FALSE(world.write_file("/a/b.sql", "x"));
  ASSERT_TRUE(world.make_directories("/a/empty"));
  ASSERT_TRUE(world.write_file("/a/b.sql", "x"));
  EXPECT_EQ(world.read_file("/a/b.sql").value(), "x");
  const auto entries = world.list("/a/").value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].name, "b.sql");
  EXPECT_TRUE(entries[1].directory);
  EXPECT_FALSE(world.list("/none"));
  ASSERT_TRUE(world.rename("/a", "/c"));
  EXPECT_EQ(world.read_file("/c/b.sql").value(), "x");
  ASSERT_TRUE(world.remove_all("/c"));
  EXPECT_FALSE(world.exists("/c/b.sql"));
}

TEST(MemoryWorld, FailsTheCallItWasToldTo) {
  MemoryWorld world;
  world.files["/a"] = "x";
  world.fail_call(2);
  EXPECT_TRUE(world.read_file("/a"));
  const auto failed = world.read_file("/a");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::environment);
  EXPECT_TRUE(world.read_file("/a"));
}

TEST(MemoryWorld, IsInterruptedFromTheNthQuestionOn) {
  MemoryWorld world;
  EXPECT_FALSE(world.interrupted());
  world.interrupt_after(2);
  EXPECT_FALSE(world.interrupted());
  EXPECT_TRUE(world.interrupted());
  EXPECT_TRUE(world.interrupted());
}

}  // namespace
}  // namespace mimar::world
