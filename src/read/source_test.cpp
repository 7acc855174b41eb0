#include "read/source.h"

#include "model/compare.h"
#include "world/memory_world.h"

namespace mimar::read {
namespace {

world::MemoryWorld two_files() {
  world::MemoryWorld world;
  EXPECT_TRUE(world.write_file("a.sql", "CREATE TABLE t (i int CHECK (i IN (1, 2)));"));
  EXPECT_TRUE(world.write_file("b.sql", "CREATE TABLE t (i int, s text); SET x = 1;"));
  EXPECT_TRUE(world.write_file("broken.sql", "CREATE TABLE u (i int;"));
  return world;
}

TEST(ReadBoth, IsWhatReadingEachGives) {
  world::MemoryWorld world = two_files();
  for (int times = 0; times < 20; ++times) {
    const auto both = read_both("a.sql", "b.sql", world);
    for (const std::size_t i : {0, 1}) {
      const std::string name = i == 0 ? "a.sql" : "b.sql";
      const auto alone = read(name, world);
      ASSERT_TRUE(both[i] && alone);
      EXPECT_EQ(both[i]->source, name);
      EXPECT_EQ(both[i]->notes, alone->notes);
      EXPECT_EQ(both[i]->inputs.at(0).digest, alone->inputs.at(0).digest);
      EXPECT_TRUE(model::compare(both[i]->database, alone->database).differences.empty());
    }
  }
}

TEST(ReadBoth, SaysWhichOneIsBroken) {
  world::MemoryWorld world = two_files();
  const auto second = read_both("a.sql", "broken.sql", world);
  EXPECT_TRUE(second[0]);
  ASSERT_FALSE(second[1]);
  EXPECT_EQ(second[1].error().where.value().file, "broken.sql");
  const auto first = read_both("broken.sql", "a.sql", world);
  EXPECT_FALSE(first[0]);
  EXPECT_TRUE(first[1]);
}

TEST(ReadBoth, SaysWhatCannotBeFound) {
  world::MemoryWorld world = two_files();
  for (const auto& both :
       {read_both("a.sql", "absent.sql", world), read_both("absent.sql", "a.sql", world)}) {
    for (const auto& reading : both) {
      ASSERT_FALSE(reading);
      EXPECT_NE(reading.error().message.find("absent.sql"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace mimar::read
