#include "read/sql_files/include.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "read/sql_files/find.h"
#include "sql/parse.h"
#include "world/memory_world.h"

namespace mimar::read::sql_files {
namespace {

// Where each statement is from, "file:line".
std::vector<std::string> places(const File& file) {
  std::vector<std::string> result;
  const auto script = sql::parse_script(file.text, file.path);
  if (!script) return {script.error().message};
  for (const model::Statement& statement : script->statements)
    result.push_back(statement.where.file + ":" + std::to_string(statement.where.line));
  return result;
}

Result<std::vector<File>> found(const std::map<std::string, std::string>& files,
                                const std::string& path) {
  world::MemoryWorld world;
  for (const auto& [name, text] : files)
    if (!world.make_directories(std::filesystem::path(name).parent_path().string()) ||
        !world.write_file(name, text))
      ADD_FAILURE() << name;
  return find(path, world);
}

using List = std::vector<std::string>;

TEST(Include, FilesAreReadWhereTheyAreNamed) {
  const auto files = found({{"db/main.sql",
                             "CREATE TABLE a (i int);\n\\ir parts/b.sql\n\n"
                             "CREATE TABLE d (i int);\n\\include_relative 'e f.sql'\n"},
                            {"db/parts/b.sql", "CREATE TABLE b (i int);\n\\ir c.sql"},
                            {"db/parts/c.sql", "\nCREATE TABLE c (i int)"},
                            {"db/e f.sql", "CREATE TABLE e (i int);"}},
                           "db/main.sql");
  ASSERT_TRUE(files);
  EXPECT_EQ(places(files->front()), (List{"db/main.sql:1", "db/parts/b.sql:1", "db/parts/c.sql:2",
                                          "db/main.sql:4", "db/e f.sql:1"}));
}

TEST(Include, AFileOfTheFolderIsReadOnce) {
  const auto files = found({{"db/1_first.sql", "CREATE TABLE a (i int);"},
                            {"db/2_main.sql", "\\i 1_first.sql\n\\i 3_last.sql"},
                            {"db/3_last.sql", "CREATE TABLE c (i int);"}},
                           "db");
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 1U);
  EXPECT_EQ(places(files->front()), (List{"db/1_first.sql:1", "db/3_last.sql:1"}));
}

TEST(Include, WhatIsNotFollowedStays) {
  for (const char* command : {"\\i gone.sql", "\\i /etc/passwd", "\\i /db/a.sql", "\\i ~/a.sql",
                              "\\i :dir/a.sql", "\\i secret.txt", "\\ir folder.sql", "\\i"}) {
    const auto files = found({{"db/main.sql", command},
                              {"db/secret.txt", "x"},
                              {"db/folder.sql/a", ""},
                              {"/db/a.sql", "CREATE TABLE a (i int);"}},
                             "db/main.sql");
    ASSERT_TRUE(files) << command;
    EXPECT_EQ(files->front().text, command);
  }
}

TEST(Include, ACircleIsAnError) {
  const auto files =
      found({{"db/a.sql", "\n\\ir b.sql"}, {"db/b.sql", "\\ir ../db/a.sql"}}, "db/a.sql");
  ASSERT_FALSE(files);
  EXPECT_EQ(files.error().message, "db/a.sql includes itself");
  EXPECT_EQ(files.error().where->file, "db/b.sql");
}

TEST(Include, NothingInsideTextIsACommand) {
  const std::string text = "COMMENT ON TABLE a IS '\n\\ir b.sql\n';\n-- \\ir b.sql\n";
  const auto files = found({{"db/a.sql", text}, {"db/b.sql", ""}}, "db/a.sql");
  ASSERT_TRUE(files);
  EXPECT_EQ(files->front().text, text);
}

}  // namespace
}  // namespace mimar::read::sql_files
