#include "verify/shape_proof.h"

#include "support/server.h"
#include "synthesis/shape/made_up.h"
#include "verify/load_rows.h"

namespace mimar::verify {
namespace {

// Rows of many kinds of columns, skewed in many ways.
constexpr const char* original = R"(
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy', 'elated');
CREATE TABLE parent (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE child (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id bigint NOT NULL REFERENCES parent,
  maybe_parent bigint REFERENCES parent,
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 40),
  reading int,
  ascending_code int NOT NULL,
  shuffled int NOT NULL,
  label text NOT NULL,
  city varchar(40),
  status text NOT NULL CHECK (status IN ('new', 'paid', 'sent', 'lost')),
  feeling mood,
  happened timestamptz NOT NULL,
  day date,
  starts time,
  price numeric(10,2) NOT NULL,
  share double precision,
  active boolean,
  token uuid NOT NULL,
  digest char(32) NOT NULL,
  extra jsonb,
  descending bigint NOT NULL,
  rarely text);
INSERT INTO parent (name) SELECT 'parent ' || i FROM generate_series(1, 700) i;
SELECT setseed(0.25);
INSERT INTO child (parent_id, maybe_parent, level, reading, ascending_code, shuffled, label, city, status, feeling, happened, day,
    starts, price, share, active, token, digest, extra, descending, rarely)
SELECT 1 + floor(600 * random() ^ 3), CASE WHEN random() < 0.4 THEN 1 + i / 10 END,
  floor(41 * random() ^ 2), CASE WHEN random() > 0.15 THEN floor(20 * random() ^ 4) + i END,
  i / 3, floor(100000 * random()),
  (ARRAY['alpha','beta','gamma','delta'])[1 + floor(4 * random() ^ 2)] || CASE WHEN random() < 0.5 THEN '' ELSE floor(900 * random())::text END,
  CASE WHEN random() < 0.8 THEN (ARRAY['Berlin','Ankara','Oslo','São Paulo','O''Fallon, "IL"'])[1 + floor(5 * random() ^ 3)] END,
  (ARRAY['new','paid','sent','lost'])[1 + floor(4 * random() ^ 3)],
  CASE WHEN random() < 0.9 THEN (ARRAY['sad','ok','happy','elated'])[1 + floor(4 * (i / 6001.0))]::mood END,
  '2024-01-01 00:00:00+00'::timestamptz + i * interval '731 seconds' + random() * interval '3 days',
  '2023-01-01'::date + floor(400 * random() ^ 2)::int, '08:00'::time + floor(600 * random()) * interval '1 minute',
  round((5 + 500 * random() ^ 5)::numeric, 2), CASE WHEN random() < 0.7 THEN round(random()::numeric, 3) END,
  CASE WHEN random() < 0.95 THEN random() < 0.2 END, md5(i::text || 'u')::uuid, md5(i::text),
  CASE WHEN random() < 0.3 THEN '{"a": 1}'::jsonb ELSE jsonb_build_object('n', floor(50 * random())) END,
  1000000 - i * 7 + floor(2000 * random()), CASE WHEN random() < 0.01 THEN 'word ' || i END
FROM generate_series(1, 6000) i;
ANALYZE;)";

class ShapeServer : public support::TestServer {
 protected:
  static void SetUpTestSuite() {
    TestServer::SetUpTestSuite();
    scratch::Database database = create("original");
    if (const std::string failed = run(database, original); !failed.empty())
      throw std::runtime_error(failed);
    auto reading = read::postgres::read(database.owner());
    auto known = read::postgres::read_statistics(database.owner());
    if (!reading || !known) throw std::runtime_error("the original cannot be read");
    schema_ = std::move(reading->database);
    known_ = std::move(*known);
  }

  struct Copy {
    scratch::Database scratch;
    synthesis::Plan plan;
    std::vector<ShapeFigure> figures;
  };

  static Copy make(double scale, std::uint64_t seed = 11) { return make(known_, scale, seed); }

  static Copy make(model::Statistics wanted, double scale, std::uint64_t seed) {
    std::string schema(original);
    schema = schema.substr(0, schema.find("INSERT INTO parent"));
    return make(schema, schema_, std::move(wanted), scale, seed);
  }

  static Copy make(const std::string& ddl, const model::Database& schema, model::Statistics wanted,
                   double scale, std::uint64_t seed) {
    for (auto& [name, table] : wanted.tables)
      table.rows = static_cast<std::uint64_t>(static_cast<double>(table.rows) * scale);
    scratch::Database scratch = create("copy");
    if (const std::string failed = run(scratch, ddl); !failed.empty())
      throw std::runtime_error(failed);
    synthesis::Plan plan = synthesis::plan(schema, wanted);
    const auto loaded = load_rows(scratch, schema, plan, seed, *world_);
    if (!loaded) throw std::runtime_error(support::why(loaded.error()));
    for (const std::string& note : loaded->notes)
      ADD_FAILURE() << note;
    for (const LoadedTable& table : loaded->tables)
      EXPECT_EQ(table.error, "") << table.table.text();
    auto figures = count_shape(scratch.owner(), schema, plan);
    if (!figures) throw std::runtime_error(support::why(figures.error()));
    return {std::move(scratch), std::move(plan), std::move(*figures)};
  }

  static void expect_kept(const Copy& copy) {
    for (const ShapeFigure& figure : copy.figures) {
      if (!figure.promised) continue;
      EXPECT_TRUE(figure.kept()) << figure.column << ", " << name_of(figure.kind) << " "
                                 << figure.of << ": asked " << figure.asked << ", found "
                                 << figure.found;
    }
  }

  static std::size_t columns_promised(const Copy& copy) {
    std::set<std::string> columns;
    for (const ShapeFigure& figure : copy.figures)
      if (figure.promised) columns.insert(figure.column);
    return columns.size();
  }

  static inline model::Database schema_;
  static inline model::Statistics known_;
};

TEST_F(ShapeServer, KeepsEveryFigureAtTheSameScale) {
  const Copy copy = make(1);
  expect_kept(copy);
  EXPECT_GE(columns_promised(copy), 18U);
}

TEST_F(ShapeServer, KeepsEveryFigureAtTenTimesTheScale) {
  const Copy copy = make(10);
  expect_kept(copy);
  EXPECT_GE(columns_promised(copy), 15U);
}

TEST_F(ShapeServer, KeepsEveryFigureOfFewerRows) {
  expect_kept(make(0.5));
}

// Not our own counting: ANALYZE of the copy says what ANALYZE of the original said.
TEST_F(ShapeServer, AnalyzeAgrees) {
  Copy copy = make(1);
  ASSERT_TRUE(copy.scratch.owner().execute("ANALYZE"));
  const auto again = read::postgres::read_statistics(copy.scratch.owner());
  ASSERT_TRUE(again);
  const auto& before = known_.tables.at({"public", "child"}).columns;
  const auto& after = again->tables.at({"public", "child"}).columns;
  for (const std::string column :
       {"parent_id", "level", "reading", "ascending_code", "shuffled", "label", "city", "status",
        "feeling", "happened", "price", "share", "active", "descending", "token"}) {
    const model::ColumnStatistics &a = before.at(column), &b = after.at(column);
    EXPECT_NEAR(a.null_frac, b.null_frac, 0.001) << column;
    const auto distinct = [](double n) { return n < 0 ? -n * 6000 : n; };
    EXPECT_NEAR(distinct(a.n_distinct), distinct(b.n_distinct), 1 + 0.02 * distinct(a.n_distinct))
        << column;
    ASSERT_TRUE(b.correlation) << column;
    EXPECT_NEAR(*a.correlation, *b.correlation, 0.05) << column;
    if (!a.most_common_vals.empty()) {
      ASSERT_FALSE(b.most_common_vals.empty()) << column;
      EXPECT_EQ(a.most_common_freqs[0], b.most_common_freqs[0]) << column;
    }
  }
  EXPECT_EQ(before.at("city").most_common_vals, after.at("city").most_common_vals);
}

TEST_F(ShapeServer, StatisticsWithoutValuesHaveNoneAndShapeRowsAllTheSame) {
  const model::Statistics hidden = synthesis::without_values(schema_, known_);
  const std::string written = model::to_json(hidden);
  const auto& columns = known_.tables.at({"public", "child"}).columns;
  std::size_t looked_for = 0;
  for (const std::string column : {"label", "city", "digest", "rarely", "token", "extra"}) {
    for (const auto* texts :
         {&columns.at(column).most_common_vals, &columns.at(column).histogram_bounds}) {
      for (const std::string& text : *texts) {
        EXPECT_EQ(written.find(text), std::string::npos) << column << " " << text;
        ++looked_for;
      }
    }
  }
  EXPECT_GT(looked_for, 300U);
  const Copy copy = make(hidden, 1, 11);
  expect_kept(copy);
  EXPECT_GE(columns_promised(copy), 18U);
}

// Ten rows; texts that have no room to grow; a reference that a CHECK leaves empty; a column whose
// values are all common; hashes; a partitioned table.
TEST_F(ShapeServer, KeepsThoseOfSmallAndOddTables) {
  const std::string ddl = R"(
    CREATE TABLE place (id int PRIMARY KEY, code varchar(5) NOT NULL, state text, status text, hash text NOT NULL,
      part_of int, whole boolean NOT NULL);
    CREATE TABLE visit (id int PRIMARY KEY, place_id int REFERENCES place, level int NOT NULL,
      CHECK ((place_id IS NULL AND level = 0) OR (place_id IS NOT NULL AND level >= 1)));
    CREATE TABLE reading (day date NOT NULL, amount numeric, kind text NOT NULL) PARTITION BY RANGE (day);
    CREATE TABLE reading_2024 PARTITION OF reading FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    CREATE TABLE reading_2025 PARTITION OF reading FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');)";
  const std::string rows = R"(
    INSERT INTO place SELECT i, (ARRAY['solid','bold','clear','fine','hones','moder','pure','quiet','ready','stead'])[1 + i * 7 % 10],
      (ARRAY['open','shut','new'])[1 + i % 3], (ARRAY['active','failed','archived','active'])[1 + i % 4], md5(i::text), NULL, i % 3 = 0 FROM generate_series(1, 10) i;
    INSERT INTO visit SELECT i, NULL, 0 FROM generate_series(1, 30) i;
    INSERT INTO reading SELECT '2024-01-01'::date + i / 3, i % 7 * 1.5, 'kind ' || i % 12 FROM generate_series(0, 2000) i;
    ANALYZE;)";
  scratch::Database database = create("odd");
  ASSERT_EQ(run(database, ddl + rows), "");
  const auto reading = read::postgres::read(database.owner());
  const auto known = read::postgres::read_statistics(database.owner());
  ASSERT_TRUE(reading && known);
  const Copy copy = make(ddl, reading->database, *known, 1, 5);
  expect_kept(copy);
  expect_kept(make(ddl, reading->database, *known, 7, 5));
  EXPECT_GE(columns_promised(copy), 9U);
}

TEST_F(ShapeServer, OtherSeedsKeepThemToo) {
  expect_kept(make(1, 12));
}

}  // namespace
}  // namespace mimar::verify
