#include "ops/architect/row_checks.h"

#include "ops/architect/shell.h"
#include "ops/architect/step.h"

namespace mimar::ops::architect {
namespace {

std::string only(const std::string& up) {
  const std::vector<std::string> checks = row_checks(up);
  EXPECT_EQ(checks.size(), 1u) << up;
  return checks.empty() ? "" : checks.front();
}

TEST(RowChecks, AskForDuplicatesOfAUniqueIndex) {
  EXPECT_EQ(only("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a, lower(b)) WHERE gone IS NULL;"),
            "SELECT a, (lower(b)), count(*) FROM t WHERE (gone IS NULL) AND a IS NOT NULL AND "
            "(lower(b)) IS NOT NULL GROUP BY a, (lower(b)) HAVING count(*) > 1 LIMIT 20;\n");
  EXPECT_TRUE(row_checks("CREATE INDEX i ON t (a);").empty());
}

TEST(RowChecks, AskForOrphansOfAForeignKey) {
  EXPECT_EQ(only("ALTER TABLE s.child ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES s.parent (id);"),
            "SELECT child.a FROM s.child AS child WHERE child.a IS NOT NULL AND NOT EXISTS (SELECT "
            "FROM s.parent AS parent WHERE parent.id = child.a) LIMIT 20;\n");
}

TEST(RowChecks, AskForNullsAndForViolationsInATransactionToo) {
  const std::vector<std::string> checks = row_checks(
      "BEGIN;\nALTER TABLE t ALTER COLUMN a SET NOT NULL;\n"
      "ALTER TABLE t ADD CONSTRAINT c CHECK (b > 0);\nCOMMIT;\n");
  ASSERT_EQ(checks.size(), 2u);
  EXPECT_EQ(checks[0], "SELECT * FROM t WHERE a IS NULL LIMIT 20;\n");
  EXPECT_EQ(checks[1], "SELECT * FROM t WHERE NOT (b > 0) LIMIT 20;\n");
}

TEST(RowChecks, SayNothingOfWhatNoRowForbidsAndOfWhatDoesNotParse) {
  EXPECT_TRUE(row_checks("ALTER TABLE t ALTER COLUMN a DROP NOT NULL;").empty());
  EXPECT_TRUE(row_checks("DROP INDEX i;").empty());
  EXPECT_TRUE(row_checks("no sql at all").empty());
}

TEST(ShellWord, QuotesWhatAShellWouldSplit) {
  EXPECT_EQ(shell_word("db/schema.sql"), "db/schema.sql");
  EXPECT_EQ(shell_word("my shop/TASK.md"), "'my shop/TASK.md'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("a;b$c"), "'a;b$c'");
}

TEST(EffectOfLock, TellsReadersFromWriters) {
  EXPECT_EQ(effect_of_lock("AccessExclusiveLock"), "blocks reads and writes");
  EXPECT_EQ(effect_of_lock("ShareLock"), "blocks writes");
}

}  // namespace
}  // namespace mimar::ops::architect
