// Rows into a database that is not ours: all of them or none, and nothing else changed.

#include "model/quote.h"
#include "read/postgres/reader.h"
#include "support/server.h"
#include "verify/load_rows.h"
#include "world/memory_world.h"

namespace mimar::verify {
namespace {

constexpr const char* guild = R"(
  CREATE TABLE person (id serial PRIMARY KEY, guild_id int NOT NULL, name text NOT NULL UNIQUE);
  CREATE TABLE guild (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, leader_id int NOT NULL REFERENCES person,
                      rank int NOT NULL CHECK (rank BETWEEN 1 AND 5));
  ALTER TABLE person ADD CONSTRAINT person_guild FOREIGN KEY (guild_id) REFERENCES guild ON DELETE CASCADE;
  COMMENT ON CONSTRAINT person_guild ON person IS 'everybody belongs';
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
  CREATE TRIGGER refuse BEFORE INSERT ON person FOR EACH ROW EXECUTE FUNCTION refuse();
  CREATE TRIGGER off BEFORE INSERT ON guild FOR EACH ROW EXECUTE FUNCTION refuse();
  ALTER TABLE guild DISABLE TRIGGER off;
  ALTER TABLE guild ENABLE ROW LEVEL SECURITY;
  ALTER TABLE guild FORCE ROW LEVEL SECURITY;
)";

class LoadTargetServer : public support::TestServer {
 protected:
  void SetUp() override {
    ASSERT_EQ(run(target, guild), "");
    auto reading = read::postgres::read(target.owner());
    ASSERT_TRUE(reading) << reading.error().message;
    database = std::move(reading->database);
    model::Statistics rows;
    for (const model::Table& table : database->tables)
      rows.tables[table.name] = {3000, "test"};
    plan = synthesis::plan(database, rows);
    before = catalog();
  }

  Result<Loaded> load(world::World& world) {
    return load_rows_into(target.owner(), database, plan, 1, world);
  }

  std::string message() {
    const auto loaded = load(*world_);
    return loaded ? "" : loaded.error().message + " / " + loaded.error().hint;
  }

  // Whatever loading might change, but rows.
  std::string catalog() {
    return one(target.owner(), R"(SELECT string_agg(line, E'\n' ORDER BY line) FROM (
      SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated ||
             coalesce(obj_description(oid, 'pg_constraint'), '') AS line
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT relname || ' ' || relrowsecurity || relforcerowsecurity FROM pg_class WHERE relkind = 'r'
        AND relnamespace = 'public'::regnamespace) AS lines)");
  }

  std::string rows() {
    return one(target.owner(),
               "SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM guild)");
  }

  scratch::Database target = create("target");
  model::Database database;
  synthesis::Plan plan;
  std::string before;
};

TEST_F(LoadTargetServer, TakesAllRowsAndIsOtherwiseAsItWas) {
  const auto loaded = load(*world_);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->rows, 6000U);
  EXPECT_EQ(catalog(), before);
  EXPECT_EQ(one(target.owner(), "SELECT nextval('person_id_seq')"), "3001");
  EXPECT_EQ(one(target.owner(), "SELECT count(*) FROM person JOIN guild ON guild.id = guild_id"),
            "0");  // forced row security is back, and there is no policy
}

TEST_F(LoadTargetServer, KeysOfPartitionsAreDroppedAndComeBack) {
  scratch::Database other = create("partitions");
  ASSERT_EQ(run(other, R"(
    CREATE TABLE sensor (id int PRIMARY KEY, best_reading int NOT NULL);
    CREATE TABLE reading (id int PRIMARY KEY, sensor_id int NOT NULL) PARTITION BY RANGE (id);
    CREATE TABLE reading_1 PARTITION OF reading FOR VALUES FROM (1) TO (1000000);
    ALTER TABLE reading_1 ADD CONSTRAINT only_here FOREIGN KEY (sensor_id) REFERENCES sensor;
    ALTER TABLE sensor ADD CONSTRAINT around FOREIGN KEY (best_reading) REFERENCES reading;
  )"),
            "");
  auto reading = read::postgres::read(other.owner());
  ASSERT_TRUE(reading) << reading.error().message;
  model::Statistics wanted;
  for (const char* name : {"sensor", "reading"})
    wanted.tables[{"public", name}].rows = 20;
  const synthesis::Plan around = synthesis::plan(reading->database, wanted);
  const auto loaded = load_rows_into(other.owner(), reading->database, around, 1, *world_);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(one(other.owner(),
                "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated "
                "AND conname IN ('only_here', 'around')"),
            "2");
}

TEST_F(LoadTargetServer, RefusesATableThatHoldsRows) {
  ASSERT_EQ(run(target,
                "ALTER TABLE person DISABLE TRIGGER USER; ALTER TABLE person DROP CONSTRAINT "
                "person_guild;"
                "INSERT INTO person (guild_id, name) VALUES (1, 'Ann')"),
            "");
  EXPECT_NE(message().find("public.person holds rows already"), std::string::npos) << message();
  EXPECT_EQ(rows(), "1");
}

TEST_F(LoadTargetServer, RefusesADatabaseWithoutTheTable) {
  ASSERT_EQ(run(target, "DROP TABLE person CASCADE"), "");
  EXPECT_NE(message().find("public.person is not there"), std::string::npos) << message();
}

TEST_F(LoadTargetServer, KeepsNothingWhenARowIsRefused) {
  ASSERT_EQ(run(target, "ALTER TABLE person ADD CONSTRAINT nobody CHECK (id < 2900)"), "");
  before = catalog();
  EXPECT_NE(message().find("nobody"), std::string::npos) << message();
  EXPECT_EQ(catalog(), before);
  EXPECT_EQ(rows(), "0");
}

TEST_F(LoadTargetServer, KeepsNothingWhenInterrupted) {
  world::MemoryWorld world;
  world.interrupt_after(2);
  const auto loaded = load(world);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().kind, ErrorKind::interrupted);
  EXPECT_EQ(catalog(), before);
  EXPECT_EQ(rows(), "0");
}

}  // namespace
}  // namespace mimar::verify
