// Rows for the schemas of tests/corpus/synthesis: every constraint of PostgreSQL is in one of them.

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "support/places.h"
#include "support/server.h"
#include "verify/load_rows.h"

namespace mimar::verify {
namespace {

constexpr std::uint64_t wanted_rows = 600;

std::vector<std::filesystem::path> schemas() {
  std::vector<std::filesystem::path> found;
  const auto folder = std::filesystem::path(MIMAR_SOURCE_DIR) / "tests" / "corpus" / "synthesis";
  const char* only = std::getenv("MIMAR_SYNTHESIS_SCHEMA");
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".sql" &&
        (only == nullptr || entry.path().filename().string().starts_with(only)))
      found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// "-- public.oven: 3 rows": what the constraints allow, where that is less than asked for.
std::map<std::string, std::string> allowed_rows(const std::string& sql) {
  std::map<std::string, std::string> allowed;
  for (std::string_view line : text::lines(sql)) {
    if (!line.starts_with("-- ") || !line.ends_with(" rows")) continue;
    const std::size_t colon = line.find(": ");
    allowed[std::string(line.substr(3, colon - 3))] =
        line.substr(colon + 2, line.size() - colon - 7);
  }
  return allowed;
}

model::Statistics rows_of_each(const model::Database& database, std::uint64_t rows) {
  model::Statistics statistics;
  for (const model::Table& table : database->tables)
    statistics.tables[table.name] = {rows, "test"};
  return statistics;
}

std::string bytes(const model::Database& database, const synthesis::Plan& plan,
                  std::uint64_t seed) {
  std::string all;
  synthesis::Rows rows(database, plan, seed);
  for (std::size_t i = 0; i < plan.tables.size(); ++i)
    rows.write(i, synthesis::Form::copy,
               [&](std::string_view block, std::uint64_t) { return all += block, true; });
  return all;
}

class SynthesisCorpusServer : public support::TestServer {};

TEST_F(SynthesisCorpusServer, EveryConstraintIsKept) {
  for (const std::filesystem::path& path : schemas()) {
    const std::string sql = read_file(path), name = path.stem().string();
    scratch::Database scratch = create("corpus");
    ASSERT_EQ(run(scratch, sql), "") << name;
    const auto reading = read::postgres::read(scratch.owner());
    ASSERT_TRUE(reading) << name;
    const synthesis::Plan plan =
        synthesis::plan(reading->database, rows_of_each(reading->database, wanted_rows));
    for (const std::string& note : plan.not_filled)
      ADD_FAILURE() << name << " planned: " << note;
    const auto allowed = allowed_rows(sql);
    for (const synthesis::TablePlan& table : plan.tables) {
      const auto fewer = allowed.find(table.table.text());
      EXPECT_EQ(std::to_string(table.rows),
                fewer == allowed.end() ? std::to_string(wanted_rows) : fewer->second)
          << name << " " << table.table.text() << " " << table.limited_by;
    }
    const auto loaded = load_rows(scratch, reading->database, plan, 7, *world_);
    ASSERT_TRUE(loaded) << name;
    for (const std::string& note : loaded->notes)
      ADD_FAILURE() << name << " loaded: " << note;
    for (const LoadedTable& table : loaded->tables)
      EXPECT_EQ(table.error, "") << name << " " << table.table.text();
    const synthesis::Plan small =
        synthesis::plan(reading->database, rows_of_each(reading->database, 60));
    const std::string made = bytes(reading->database, small, 7);
    EXPECT_EQ(made, bytes(reading->database, small, 7)) << name;
    EXPECT_NE(made, bytes(reading->database, small, 8)) << name;
  }
}

}  // namespace
}  // namespace mimar::verify
