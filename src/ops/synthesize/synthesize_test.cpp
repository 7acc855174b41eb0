#include "ops/synthesize/synthesize.h"

#include "read/source.h"
#include "synthesis/volumes.h"
#include "world/memory_world.h"

namespace mimar::ops::synthesize {
namespace {

constexpr const char* shop =
    "CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT "
    "NULL);"
    "CREATE TABLE item (id int PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer);"
    "CREATE TABLE \"Odd name\" (a text);"
    "CREATE SCHEMA b; CREATE TABLE b.item (id int PRIMARY KEY);"
    "CREATE TABLE e (d date NOT NULL) PARTITION BY RANGE (d);"
    "CREATE TABLE e1 PARTITION OF e FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');";

read::Reading read_shop(world::MemoryWorld& world) {
  EXPECT_TRUE(world.write_file("shop.sql", shop));
  auto reading = read::read("shop.sql", world);
  EXPECT_TRUE(reading);
  return std::move(*reading);
}

Job job_of(const model::Database& database, std::uint64_t rows) {
  Job job{.database = database, .wanted = synthesis::proportioned(database, rows), .plan = {}};
  job.plan = synthesis::plan(database, job.wanted);
  return job;
}

std::string message(const Result<Rows>& rows) {
  return rows ? "" : rows.error().message + " / " + rows.error().hint;
}

TEST(SynthesizeRows, AreOneNumberOrOnePerTable) {
  world::MemoryWorld world;
  const read::Reading read = read_shop(world);
  EXPECT_EQ(read_rows("20k", read.database)->largest, 20'000U);
  const auto named = read_rows("public.item=5000, customer=2M,Odd name=3", read.database);
  ASSERT_TRUE(named) << message(named);
  EXPECT_EQ(named->largest, 2'000'000U);
  EXPECT_EQ(named->stated.tables.at({"public", "item"}).rows, 5000U);
  EXPECT_EQ(named->stated.tables.at({"public", "Odd name"}).rows, 3U);
}

TEST(SynthesizeRows, ThatAreNotUnderstoodAreSaid) {
  world::MemoryWorld world;
  const read::Reading read = read_shop(world);
  EXPECT_NE(message(read_rows("many", read.database)).find("many"), std::string::npos);
  EXPECT_NE(message(read_rows("customer=", read.database)).find("customer="), std::string::npos);
  EXPECT_NE(message(read_rows("-5", read.database)), "");
  EXPECT_NE(message(read_rows("custmer=5", read.database)).find("did you mean customer?"),
            std::string::npos);
  EXPECT_NE(message(read_rows("item=5", read.database)).find("not one table"), std::string::npos);
  EXPECT_NE(message(read_rows("e1=5", read.database)).find("public.e"), std::string::npos);
}

TEST(SynthesizeDate, IsADay) {
  EXPECT_TRUE(is_date("2026-01-31"));
  for (const char* wrong : {"", "2026-1-31", "2026-13-01", "2026-01-32", "tomorrow!!"})
    EXPECT_FALSE(is_date(wrong)) << wrong;
}

class SynthesizeFolder : public ::testing::Test {
 protected:
  Result<void> write(const std::string& folder) {
    report = {};
    return to_folder(job, folder, world, report);
  }

  world::MemoryWorld world;
  read::Reading shop = read_shop(world);
  Job job = job_of(shop.database, 50);
  report::Report report;
};

TEST_F(SynthesizeFolder, HasAFilePerTableAndAScriptThatLoadsThem) {
  ASSERT_TRUE(write("rows/"));
  const std::string script = world.files.at("rows/load.sql");
  EXPECT_NE(script.find("\\ir 01_"), std::string::npos) << script;
  EXPECT_NE(script.find("setval"), std::string::npos) << script;
  std::size_t tables = 0;
  for (const auto& [path, content] : world.files) {
    if (!path.starts_with("rows/") || path == "rows/load.sql") continue;
    ++tables;
    EXPECT_TRUE(content.starts_with("COPY ")) << path;
    EXPECT_TRUE(content.ends_with("\\.\n")) << path;
  }
  EXPECT_EQ(tables, 5U);
  EXPECT_FALSE(world.exists("rows.partial"));
}

TEST_F(SynthesizeFolder, IsTheSameForTheSameSeed) {
  for (const auto form : {synthesis::Form::copy, synthesis::Form::csv, synthesis::Form::insert}) {
    job.form = form;
    ASSERT_TRUE(write("a"));
    ASSERT_TRUE(write("b"));
    for (const auto& [path, content] : std::map(world.files))
      if (path.starts_with("a/")) {
        EXPECT_EQ(content, world.files.at("b/" + path.substr(2))) << path;
      }
    ASSERT_TRUE(world.remove_all("a"));
    ASSERT_TRUE(world.remove_all("b"));
  }
}

TEST_F(SynthesizeFolder, LeavesNothingBehindWhenItFails) {
  const auto before = world.files;
  ASSERT_TRUE(write("rows"));
  const std::size_t calls = [&] {
    const std::size_t start = world.calls();
    EXPECT_TRUE(write("other"));
    return world.calls() - start;
  }();
  ASSERT_TRUE(world.remove_all("rows"));
  ASSERT_TRUE(world.remove_all("other"));
  for (std::size_t n = 1; n <= calls; ++n) {
    world.fail_call(n);
    EXPECT_FALSE(write("rows")) << n;
    EXPECT_EQ(world.files, before) << n;
  }
}

TEST_F(SynthesizeFolder, LeavesNothingBehindWhenInterrupted) {
  const auto before = world.files;
  world.interrupt_after(2);
  const auto done = write("rows");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::interrupted);
  EXPECT_EQ(world.files, before);
}

TEST_F(SynthesizeFolder, DoesNotTouchAFolderThatHoldsSomething) {
  ASSERT_TRUE(world.make_directories("mine"));
  ASSERT_TRUE(world.write_file("mine/notes.txt", "precious"));
  const auto before = world.files;
  EXPECT_FALSE(write("mine"));
  EXPECT_EQ(world.files, before);
}

TEST_F(SynthesizeFolder, IsRefusedBeforeItFillsTheDisk) {
  world.space = 1000;
  const auto before = world.files;
  const auto done = write("rows");
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message.find("has room for"), std::string::npos) << done.error().message;
  EXPECT_EQ(world.files, before);
}

}  // namespace
}  // namespace mimar::ops::synthesize
