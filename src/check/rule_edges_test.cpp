// Where rules are easily wrong, as SQL and the objects that must be named.

#include <gtest/gtest.h>

#include "check/rule_page.h"
#include "read/sql_files/reader.h"
#include "support/rule_cases.h"

namespace mimar::check {
namespace {

using Objects = std::set<std::string>;

Outcome judge(std::string_view rule, const std::string& sql,
              const model::Statistics* statistics = nullptr) {
  const auto reading = read::sql_files::read({{"schema.sql", sql}});
  EXPECT_TRUE(reading) << reading.error().message << "\n" << sql;
  if (!reading) return {};
  RuleSet rules;
  rules.rules = {std::string(rule)};
  return check({reading->database, {}, statistics}, rules);
}

Objects found(std::string_view rule, const std::string& sql) {
  return support::objects_of(judge(rule, sql).findings);
}

const std::string parents = R"(
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE ab (x bigint, y bigint, PRIMARY KEY (x, y));
CREATE TABLE child (
  id bigint PRIMARY KEY,
  a_id bigint REFERENCES a,
  x bigint,
  y bigint,
  note text,
  CONSTRAINT child_ab FOREIGN KEY (x, y) REFERENCES ab
);
)";
const std::string on_a = "CREATE INDEX child_a ON child (a_id);\n";
const std::string on_ab = "CREATE INDEX child_xy ON child (y, x);\n";

Objects unindexed(const std::string& indexes) {
  return found("foreign-key-without-index", parents + indexes);
}

TEST(ForeignKeyWithoutIndex, AnyOrderOfTheLeadingColumnsServes) {
  EXPECT_EQ(unindexed(""), (Objects{"public.child.a_id", "public.child.(x, y)"}));
  EXPECT_EQ(unindexed(on_a + on_ab), Objects{});
  EXPECT_EQ(unindexed(on_a + "CREATE INDEX i ON child (y, x, note);"), Objects{});
  EXPECT_EQ(unindexed(on_a + "CREATE INDEX i ON child (x);"), Objects{"public.child.(x, y)"});
  EXPECT_EQ(unindexed(on_a + "CREATE INDEX i ON child (note, x, y);"),
            Objects{"public.child.(x, y)"});
  EXPECT_EQ(unindexed(on_a + "CREATE INDEX i ON child (x) INCLUDE (y);"),
            Objects{"public.child.(x, y)"});
  EXPECT_EQ(unindexed(on_a + "ALTER TABLE child ADD UNIQUE (x, y);"), Objects{});
}

TEST(ForeignKeyWithoutIndex, PartialIndexesServeOnlyWhenTheyLeaveOutNulls) {
  const Objects missing{"public.child.a_id"};
  EXPECT_EQ(unindexed(on_ab + "CREATE INDEX i ON child (a_id) WHERE a_id IS NOT NULL;"), Objects{});
  EXPECT_EQ(unindexed(on_ab + "CREATE INDEX i ON child (a_id) WHERE (\"a_id\" IS NOT NULL);"),
            Objects{});
  EXPECT_EQ(unindexed(on_ab + "CREATE INDEX i ON child (a_id) WHERE note IS NOT NULL;"), missing);
  EXPECT_EQ(unindexed(on_ab + "CREATE INDEX i ON child (a_id) WHERE a_id > 0;"), missing);
  EXPECT_EQ(unindexed(on_ab + "CREATE INDEX i ON child (a_id) WHERE a_id IS NULL;"), missing);
  EXPECT_EQ(
      unindexed(on_a + "CREATE INDEX i ON child (x, y) WHERE x IS NOT NULL AND y IS NOT NULL;"),
      Objects{});
}

TEST(ForeignKeyWithoutIndex, OnlyMethodsThatSearchByEquality) {
  EXPECT_EQ(unindexed(on_ab + "CREATE INDEX i ON child USING hash (a_id);"), Objects{});
  EXPECT_EQ(unindexed(on_ab + "CREATE INDEX i ON child USING brin (a_id);"),
            Objects{"public.child.a_id"});
  EXPECT_EQ(unindexed(on_ab + "CREATE INDEX i ON child ((a_id + 1));"),
            Objects{"public.child.a_id"});
}

TEST(ForeignKeyWithoutIndex, OneIndexForKeysThatShareTheirColumns) {
  const auto findings = judge("foreign-key-without-index", R"(
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE ab (id bigint, y bigint, PRIMARY KEY (id, y));
CREATE TABLE child (id bigint PRIMARY KEY, a_id bigint REFERENCES a, y bigint,
  CONSTRAINT twice FOREIGN KEY (a_id) REFERENCES a, FOREIGN KEY (a_id, y) REFERENCES ab);
)")
                            .findings;
  ASSERT_EQ(findings.size(), 2U);
  std::size_t statements = 0;
  for (const evidence::Finding& finding : findings)
    statements += finding.fix.sql.empty() ? 0 : 1;
  EXPECT_EQ(statements, 1U) << findings_text(findings);
}

TEST(ForeignKeyWithoutIndex, PartitionsAreJudgedThroughTheirParent) {
  const std::string table = R"(
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE p (day date, a_id bigint REFERENCES a) PARTITION BY RANGE (day);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
)";
  EXPECT_EQ(found("foreign-key-without-index", table), Objects{"public.p.a_id"});
  EXPECT_EQ(found("foreign-key-without-index", table + "CREATE INDEX ON p (a_id);"), Objects{});
  EXPECT_EQ(found("missing-primary-key", table), Objects{"public.p"});
}

TEST(ForeignKeyWithoutIndex, NamesOfFixesAreFreeAndFit) {
  const std::string longest(60, 'c');
  const auto findings = judge("foreign-key-without-index", fmt::format(R"(
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE idx_t_b_a (id bigint PRIMARY KEY);
CREATE TABLE t (id bigint PRIMARY KEY, b_a bigint REFERENCES a, {0} bigint REFERENCES a);
CREATE TABLE t_b (id bigint PRIMARY KEY, a bigint REFERENCES a);
)",
                                                                       longest))
                            .findings;
  Objects names;
  for (const evidence::Finding& finding : findings) {
    const std::string name = finding.fix.sql.substr(13, finding.fix.sql.find(" ON ") - 13);
    EXPECT_LE(name.size(), 63U);
    names.insert(name);
  }
  EXPECT_EQ(names, (Objects{"idx_t_b_a_2", "idx_t_b_a_3", "idx_t_" + longest.substr(0, 57)}));
}

Objects superfluous(std::string_view rule, const std::string& indexes) {
  return found(
      rule,
      "CREATE TABLE t (id bigint PRIMARY KEY, a bigint NOT NULL, b bigint, c text);\n" + indexes);
}

TEST(DuplicateIndex, EqualInEveryRespect) {
  const auto duplicates = [](const std::string& sql) {
    return superfluous("duplicate-index", sql);
  };
  const Objects second{"public.t.i2"};
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (a, b); CREATE INDEX i2 ON t (a, b);"), second);
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (a, b); CREATE INDEX i2 ON t (b, a);"), Objects{});
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (a); CREATE INDEX i2 ON t (a DESC);"), second);
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (a, b); CREATE INDEX i2 ON t (a, b DESC);"),
            Objects{});
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (a); CREATE INDEX i2 ON t (a NULLS FIRST);"),
            Objects{});
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (lower(c)); CREATE INDEX i2 ON t (lower(c));"),
            second);
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (lower(c)); CREATE INDEX i2 ON t (upper(c));"),
            Objects{});
  EXPECT_EQ(
      duplicates("CREATE INDEX i1 ON t (a) WHERE b > 0; CREATE INDEX i2 ON t (a) WHERE b > 0;"),
      second);
  EXPECT_EQ(
      duplicates("CREATE INDEX i1 ON t (a) WHERE b > 0; CREATE INDEX i2 ON t (a) WHERE b > 1;"),
      Objects{});
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (c); CREATE INDEX i2 ON t (c COLLATE \"C\");"),
            Objects{});
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (a); CREATE INDEX i2 ON t USING brin (a);"),
            Objects{});
}

TEST(DuplicateIndex, TheOneThatEnforcesMoreIsKept) {
  const auto duplicates = [](const std::string& sql) {
    return superfluous("duplicate-index", sql);
  };
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (a); CREATE UNIQUE INDEX i2 ON t (a);"),
            Objects{"public.t.i1"});
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (id);"), Objects{"public.t.i1"});
  EXPECT_EQ(duplicates("CREATE UNIQUE INDEX i1 ON t (id);"), Objects{"public.t.i1"});
  EXPECT_EQ(duplicates("ALTER TABLE t ADD CONSTRAINT u UNIQUE (id);"), Objects{"public.t.u"});
  EXPECT_EQ(duplicates("CREATE INDEX i1 ON t (a) INCLUDE (b); CREATE INDEX i2 ON t (a);"),
            Objects{"public.t.i2"});
  EXPECT_EQ(
      duplicates(
          "CREATE UNIQUE INDEX i1 ON t (a) INCLUDE (b); CREATE INDEX i2 ON t (a) INCLUDE (c);"),
      Objects{});
  EXPECT_EQ(
      duplicates(
          "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a) DEFERRABLE; CREATE UNIQUE INDEX i1 ON t (a);"),
      Objects{"public.t.u"});
}

TEST(DuplicateIndex, KeysThatForeignKeysMayDependOnAreLeftToPeople) {
  const auto findings = judge("duplicate-index", R"(
CREATE TABLE t (id bigint PRIMARY KEY, a bigint NOT NULL, CONSTRAINT u UNIQUE (a));
CREATE UNIQUE INDEX i ON t (a);
CREATE TABLE r (a bigint REFERENCES t (a));
)")
                            .findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].fix.sql, "");
  EXPECT_NE(findings[0].fix.advice, "");
}

TEST(RedundantPrefixIndex, OnlyWhatTheLongerOneServesTheSame) {
  const auto prefixes = [](const std::string& sql) {
    return superfluous("redundant-prefix-index", sql);
  };
  const Objects first{"public.t.i1"};
  EXPECT_EQ(prefixes("CREATE INDEX i1 ON t (a); CREATE INDEX i2 ON t (a, b);"), first);
  EXPECT_EQ(prefixes("CREATE INDEX i1 ON t (a DESC); CREATE INDEX i2 ON t (a, b);"), first);
  EXPECT_EQ(prefixes("CREATE INDEX i1 ON t (b); CREATE INDEX i2 ON t (a, b);"), Objects{});
  EXPECT_EQ(prefixes("CREATE UNIQUE INDEX i1 ON t (a); CREATE INDEX i2 ON t (a, b);"), Objects{});
  EXPECT_EQ(prefixes("CREATE INDEX i1 ON t (a) WHERE b > 0; CREATE INDEX i2 ON t (a, b);"),
            Objects{});
  EXPECT_EQ(prefixes("CREATE INDEX i1 ON t (a); CREATE INDEX i2 ON t (a, b) WHERE b > 0;"),
            Objects{});
  EXPECT_EQ(prefixes("CREATE INDEX i1 ON t (c text_pattern_ops); CREATE INDEX i2 ON t (c, a);"),
            Objects{});
  EXPECT_EQ(prefixes("CREATE INDEX i1 ON t USING hash (a); CREATE INDEX i2 ON t (a, b);"),
            Objects{});
  EXPECT_EQ(prefixes("CREATE INDEX i1 ON t USING gin (to_tsvector('simple', c)); CREATE INDEX i2 "
                     "ON t (a, b);"),
            Objects{});
  EXPECT_EQ(prefixes("CREATE INDEX i1 ON t (a) INCLUDE (c); CREATE INDEX i2 ON t (a, b);"),
            Objects{});
  EXPECT_EQ(prefixes("CREATE INDEX i1 ON t (a) INCLUDE (b); CREATE INDEX i2 ON t (a, b);"), first);
  EXPECT_EQ(prefixes("CREATE INDEX i1 ON t (a); ALTER TABLE t ADD UNIQUE (a, b);"), first);
}

TEST(IntegerPrimaryKey, TablesKnownToBeSmallArePassedOver) {
  const std::string sql =
      "CREATE TABLE small (id serial PRIMARY KEY); CREATE TABLE large (id serial PRIMARY KEY);";
  model::Statistics statistics;
  statistics.tables[{"public", "small"}] = {250, "stated"};
  statistics.tables[{"public", "large"}] = {250'000'000, "stated"};
  EXPECT_EQ(support::objects_of(judge("integer-primary-key", sql, &statistics).findings),
            Objects{"public.large.id"});
  EXPECT_EQ(found("integer-primary-key", sql), (Objects{"public.large.id", "public.small.id"}));
}

TEST(TimestampWithoutTimeZone, FewAreNamedAndACustomIsToldOnce) {
  std::string custom = "CREATE TABLE t (id bigint PRIMARY KEY", strays = custom;
  for (int i = 0; i < 20; ++i) {
    custom += fmt::format(", at{} timestamp", i);
    strays += fmt::format(", at{} {}", i, i < 3 ? "timestamp" : "timestamptz");
  }
  EXPECT_EQ(found("timestamp-without-time-zone", custom + ");"), Objects{"public"});
  EXPECT_EQ(found("timestamp-without-time-zone", strays + ");"),
            (Objects{"public.t.at0", "public.t.at1", "public.t.at2"}));
}

TEST(MissingForeignKey, ShortFormsOfTableNames) {
  const std::string targets =
      "CREATE TABLE organizations (id bigint PRIMARY KEY);"
      "CREATE TABLE categories (id bigint PRIMARY KEY);";
  const auto loose = [&](const std::string& columns) {
    return found("missing-foreign-key",
                 targets + "CREATE TABLE t (id bigint PRIMARY KEY, " + columns + ");");
  };
  EXPECT_EQ(loose("org_id bigint"), Objects{"public.t.org_id"});
  EXPECT_EQ(loose("cat_id bigint"), Objects{"public.t.cat_id"});
  EXPECT_EQ(loose("org_id text"), Objects{});
  EXPECT_EQ(loose("orga_id bigint"), Objects{});
}

TEST(Check, AnEmptyDatabaseHasNoFindings) {
  EXPECT_TRUE(check({model::Database(), {}, nullptr}, support::all_rules()).findings.empty());
}

const std::string partitioned = R"(
CREATE TABLE parent (id bigint PRIMARY KEY);
CREATE TABLE part (parent_id bigint NOT NULL, day date NOT NULL, n bigint, UNIQUE (n, day))
  PARTITION BY RANGE (day);
CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE part_2 PARTITION OF part FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
)";

TEST(DuplicatesOnPartitions, OfTwoIndexesTheParentsStays) {
  const std::string sql = partitioned + R"(
CREATE INDEX zz_parents ON part (parent_id);
CREATE INDEX aa_own ON part_1 (parent_id);
CREATE UNIQUE INDEX part_1_own_key ON part_1 (n, day);
CREATE INDEX part_1_n ON part_1 (n);
CREATE INDEX part_2_a ON part_2 (day);
CREATE INDEX part_2_b ON part_2 (day);
)";
  EXPECT_EQ(
      found("duplicate-index", sql),
      (Objects{"public.part_1.aa_own", "public.part_1.part_1_own_key", "public.part_2.part_2_b"}));
  EXPECT_EQ(found("redundant-prefix-index", sql), Objects{"public.part_1.part_1_n"});
  EXPECT_EQ(found("duplicate-index", partitioned + "CREATE INDEX i ON part (parent_id);"),
            Objects{});
}

TEST(DuplicatesOnPartitions, OfTwoForeignKeysTheParentsStays) {
  EXPECT_EQ(found("duplicate-foreign-key", partitioned + R"(
ALTER TABLE part ADD CONSTRAINT zz_parents FOREIGN KEY (parent_id) REFERENCES parent;
ALTER TABLE part_1 ADD CONSTRAINT aa_own FOREIGN KEY (parent_id) REFERENCES parent;
ALTER TABLE part_2 ADD CONSTRAINT one FOREIGN KEY (n) REFERENCES parent;
ALTER TABLE part_2 ADD CONSTRAINT two FOREIGN KEY (n) REFERENCES parent;
)"),
            (Objects{"public.part_1.aa_own", "public.part_2.two"}));
}

TEST(MissingForeignKey, OfPartitionsGoesToTheParentAsItIs) {
  const std::string own = R"(
ALTER TABLE part_1 ADD CONSTRAINT own_1 FOREIGN KEY (parent_id) REFERENCES parent ON DELETE CASCADE;
)";
  const auto some = judge("missing-foreign-key", partitioned + own).findings;
  ASSERT_EQ(some.size(), 1U);
  EXPECT_NE(some[0].message.find("on 1 of 2 partitions"), std::string::npos) << some[0].message;
  const auto all = judge("missing-foreign-key", partitioned + own + R"(
ALTER TABLE part_2 ADD CONSTRAINT own_2 FOREIGN KEY (parent_id) REFERENCES parent;
)")
                       .findings;
  ASSERT_EQ(all.size(), 1U);
  EXPECT_NE(all[0].message.find("on each partition"), std::string::npos) << all[0].message;
  EXPECT_EQ(all[0].fix.sql,
            "ALTER TABLE public.part_2 DROP CONSTRAINT own_2;\n"
            "ALTER TABLE public.part ADD CONSTRAINT part_parent_id_fkey\n"
            "  FOREIGN KEY (parent_id) REFERENCES public.parent (id) ON DELETE CASCADE;\n");
}

TEST(MissingForeignKey, AWiderColumnIsOneToo) {
  const auto findings = judge("missing-foreign-key", R"(
CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE posts (id integer PRIMARY KEY, user_id bigint NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, user_id text NOT NULL);
)")
                            .findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].object, "public.posts.user_id");
  EXPECT_NE(findings[0].message.find("it is bigint where id is integer"), std::string::npos)
      << findings[0].message;
}

TEST(MissingPrimaryKey, OfAJoinTableIsThePair) {
  const auto findings = judge("missing-primary-key", R"(
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint PRIMARY KEY);
CREATE TABLE a_b (
  a_id bigint NOT NULL REFERENCES a,
  b_id bigint NOT NULL REFERENCES b,
  joined_at timestamptz NOT NULL DEFAULT now()
);
)")
                            .findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].fix.sql, "ALTER TABLE public.a_b ADD PRIMARY KEY (a_id, b_id);\n");
}

TEST(TimestampWithoutTimeZone, ADayOfBirthBecomesADate) {
  const auto findings = judge("timestamp-without-time-zone", R"(
CREATE TABLE person (id bigint PRIMARY KEY, birth_date timestamp, seen_at timestamp);
)")
                            .findings;
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].fix.sql, "ALTER TABLE public.person ALTER COLUMN birth_date TYPE date;\n");
  EXPECT_NE(findings[1].fix.sql.find("timestamp with time zone"), std::string::npos);
}

}  // namespace
}  // namespace mimar::check
