#include "ops/architect/undo.h"

#include "read/sql_files/reader.h"

namespace mimar::ops::architect {
namespace {

std::optional<std::string> undo(const std::string& before, const std::string& change) {
  const auto from = read::sql_files::read({{"a.sql", before}});
  const auto to = read::sql_files::read({{"b.sql", before + change}});
  EXPECT_TRUE(from && to);
  return undo_sql(diff::diff(from->database, to->database), from->database);
}

TEST(Undo, OfIndexesAndConstraints) {
  const std::string t = "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (p int); ";
  EXPECT_EQ(undo(t, "CREATE INDEX i ON t (p);"), "DROP INDEX CONCURRENTLY public.i;\n");
  EXPECT_EQ(undo(t, "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (p) REFERENCES p;"),
            "ALTER TABLE public.t DROP CONSTRAINT f;\n");
  EXPECT_EQ(undo(t, ""), "");
  EXPECT_EQ(undo(t, "DROP TABLE t;"), std::nullopt);
}

TEST(Undo, OfAPartitionGoesWithItsParent) {
  const std::string t =
      "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (p int) PARTITION BY RANGE (p);"
      "CREATE TABLE t1 PARTITION OF t DEFAULT; ";
  EXPECT_EQ(undo(t, "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (p) REFERENCES p;"),
            "ALTER TABLE public.t DROP CONSTRAINT f;\n");
  EXPECT_EQ(undo(t, "CREATE INDEX i ON t (p);"), "DROP INDEX public.i;\n");
}

TEST(Undo, WhatWasDroppedComesBackAfterWhatTookItsName) {
  EXPECT_EQ(undo("CREATE TABLE t (a int, CONSTRAINT t_a_key UNIQUE (a)); ",
                 "ALTER TABLE t DROP CONSTRAINT t_a_key; CREATE UNIQUE INDEX t_a_key ON t (a) "
                 "WHERE a > 0;"),
            "DROP INDEX CONCURRENTLY public.t_a_key;\nALTER TABLE public.t ADD CONSTRAINT t_a_key "
            "UNIQUE (a);\n");
  // An index of a partition that a new index of the parent takes over is dropped with that one.
  const std::string parts =
      "CREATE TABLE m (p int) PARTITION BY RANGE (p); CREATE TABLE m1 PARTITION OF m DEFAULT;"
      "CREATE INDEX own ON m1 (p); ";
  EXPECT_EQ(undo(parts, "CREATE INDEX i ON m (p);"),
            "DROP INDEX public.i;\nCREATE INDEX CONCURRENTLY own ON public.m1 (p);\n");
  // Which of two that do the same is taken over, another server may decide otherwise.
  EXPECT_EQ(undo(parts + "CREATE INDEX twin ON m1 (p); ", "CREATE INDEX i ON m (p);"),
            "DROP INDEX public.i;\nCREATE INDEX CONCURRENTLY IF NOT EXISTS own ON public.m1 (p);\n"
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS twin ON public.m1 (p);\n");
}

}  // namespace
}  // namespace mimar::ops::architect
