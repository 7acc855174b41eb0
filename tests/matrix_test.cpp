// What PostgreSQL 15 to 18 added, read from a live server of that version, emitted, executed and
// read again. The server is the one of MIMAR_PG_BIN: tools/matrix runs this once a version.
#include "emit/ddl/ddl.h"
#include "model/compare.h"
#include "support/server.h"

namespace mimar {
namespace {

struct Addition {
  int since;  // the first version that does what `sql` says
  const char* name;
  const char* sql;
  // Of what the server makes of it; the reader is right about nothing that this does not ask.
  std::function<std::string(const model::Database&)> seen;
  const char* expected;
};

const model::Table& table(const model::Database& database, const char* name = "t") {
  const model::Table* found = model::find_table(database, {"public", name});
  if (found == nullptr) throw std::runtime_error(std::string("no table ") + name);
  return *found;
}

const model::Column& column(const model::Table& table, const char* name) {
  const model::Column* found = model::find_column(table, name);
  if (found == nullptr) throw std::runtime_error(std::string("no column ") + name);
  return *found;
}

std::string opaques(const model::Database& database, std::string_view kind) {
  std::string sql;
  for (const model::OtherObject& opaque : database->others) {
    if (opaque.kind == kind) sql += opaque.sql;
  }
  return sql;
}

std::string collation(const model::Database& database) {
  const auto* found = model::as<model::Collation>(database->others.at(0));
  if (found == nullptr) return "none";
  return found->provider + " " + found->locale + " " + found->rules;
}

std::string not_null(const model::Database& database) {
  std::string text;
  for (const model::Column& each : table(database).columns)
    text += each.name + (each.not_null ? " not null; " : "; ");
  return text + opaques(database, "not null constraint");
}

std::string enforcement(const model::Database& database) {
  std::string text;
  for (const model::Check& check : table(database).checks)
    text += check.name + (check.not_enforced ? " not enforced; " : "; ");
  for (const model::ForeignKey& key : table(database).foreign_keys)
    text += key.name + (key.not_enforced ? " not enforced; " : "; ");
  return text;
}

std::string storage(const model::Database& database) {
  const model::Column& a = column(table(database), "a");
  return a.storage + " " + a.compression + " " + std::to_string(a.statistics_target.value_or(-1)) +
         " " + std::to_string(a.options.size());
}

std::string text_search(const model::Database& database) {
  std::string text;
  for (const model::TokenMapping& mapping :
       model::all<model::TextSearchConfiguration>(database).at(0)->mappings) {
    text += mapping.token;
    for (const model::Name& dictionary : mapping.dictionaries)
      text += " " + dictionary.text();
    text += "; ";
  }
  for (const auto& [name, value] : model::all<model::TextSearchDictionary>(database).at(0)->options)
    text += name + " " + value + "; ";
  return text + model::all<model::TextSearchTemplate>(database).at(0)->init.text();
}

std::string foreign_data(const model::Database& database) {
  const auto& wrapper = *model::all<model::ForeignDataWrapper>(database).at(0);
  const auto& server = *model::all<model::ForeignServer>(database).at(0);
  const auto& mapping = *model::all<model::UserMapping>(database).at(0);
  const auto& table = *model::all<model::ForeignTable>(database).at(0);
  return wrapper.name + " " + wrapper.options.at("a") + "; " + server.type + " " + server.version +
         " " + server.wrapper + " " + server.options.at("host") + "; " + mapping.user + " " +
         mapping.options.at("user") + " " + mapping.options.at("password") + "; " + table.server +
         " " + table.options.at("o") + " " + table.columns.at(0).options.at("x") + " " +
         table.checks.at(0).name + (table.columns.at(0).not_null ? " not null" : "");
}

const Addition additions[] = {
    {14, "Storage",
     "CREATE TABLE t (a text, b numeric);\n"
     "ALTER TABLE t ALTER a SET STORAGE external, ALTER a SET COMPRESSION pglz,\n"
     "  ALTER a SET STATISTICS 500, ALTER a SET (n_distinct = -0.5), ALTER b SET STORAGE main;",
     storage, "external pglz 500 1"},
    {14, "ReplicaIdentity",
     "CREATE TABLE t (a int NOT NULL); CREATE UNIQUE INDEX i ON t (a);\n"
     "ALTER TABLE t REPLICA IDENTITY USING INDEX i;",
     [](const model::Database& d) {
       return table(d).replica_identity + " " + table(d).replica_index;
     },
     "index i"},
    {14, "KeyOptions", "CREATE TABLE t (a int PRIMARY KEY WITH (fillfactor = 70));",
     [](const model::Database& d) { return table(d).primary_key->options.at("fillfactor"); }, "70"},
    {14, "OperatorClassOptions",
     "CREATE TABLE t (a tsvector); CREATE INDEX i ON t USING gist (a tsvector_ops (siglen = 100));",
     [](const model::Database& d) {
       const model::IndexKey& key = table(d).indexes.at(0).keys.at(0);
       return key.opclass.name + " " + key.opclass_options.at("siglen");
     },
     "tsvector_ops 100"},
    {14, "TextSearch",
     "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, accept = false, stopwords = english);\n"
     "CREATE TEXT SEARCH CONFIGURATION c (PARSER = \"default\");\n"
     "ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word, \"int\" WITH d, french_stem;\n"
     "CREATE TEXT SEARCH TEMPLATE t (INIT = dsimple_init, LEXIZE = dsimple_lexize);",
     text_search,
     "int public.d french_stem; word public.d french_stem; accept false; stopwords english; "
     "dsimple_init"},
    {14, "ForeignData",
     "CREATE FOREIGN DATA WRAPPER w OPTIONS (a 'b');\n"
     "CREATE SERVER s TYPE 't' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'h');\n"
     "CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'u', password 'sesame');\n"
     "CREATE FOREIGN TABLE f (a int OPTIONS (x 'y') NOT NULL CHECK (a > 0)) SERVER s OPTIONS (o "
     "'1');",
     foreign_data, "w b; t 1 w h; public u (hidden); s 1 y f_a_check not null"},
    {15, "NullsNotDistinct", "CREATE TABLE t (a int, UNIQUE NULLS NOT DISTINCT (a));",
     [](const model::Database& d) {
       return std::string(table(d).uniques.at(0).nulls_not_distinct ? "yes" : "no");
     },
     "yes"},
    {15, "SecurityInvoker",
     "CREATE TABLE t (a int);\n"
     "CREATE VIEW v WITH (security_invoker = true) AS SELECT a FROM t;",
     [](const model::Database& d) { return d->views.at(0).options.at("security_invoker"); },
     "true"},
    {15, "UnloggedSequence", "CREATE UNLOGGED SEQUENCE s;",
     [](const model::Database& d) {
       return std::string(d->sequences.at(0).unlogged ? "unlogged" : "logged");
     },
     "unlogged"},
    {15, "SetNullOnSomeColumns",
     "CREATE TABLE u (a int, b int, PRIMARY KEY (a, b));\n"
     "CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES u ON DELETE SET NULL (b));",
     [](const model::Database& d) {
       return table(d).foreign_keys.at(0).on_delete_set_columns.at(0);
     },
     "b"},
    {15, "PublicationOfRowsAndColumns",
     "CREATE TABLE t (a int PRIMARY KEY, b int);\n"
     "CREATE PUBLICATION p FOR TABLE t (a) WHERE (a > 1);",
     [](const model::Database& d) {
       const model::PublishedTable& published =
           model::all<model::Publication>(d).at(0)->tables.at(0);
       return published.table.text() + " (" + published.columns.at(0) + ")" +
              (published.condition ? " some rows" : "");
     },
     "public.t (a) some rows"},
    {16, "CollationRules", "CREATE COLLATION c (provider = icu, locale = 'und', rules = '&a < g');",
     collation, "icu und &a < g"},
    {16, "StorageInCreateTable", "CREATE TABLE t (a text STORAGE plain COMPRESSION pglz);", storage,
     "plain pglz -1 0"},
    {17, "BuiltinCollation", "CREATE COLLATION c (provider = builtin, locale = 'C.UTF-8');",
     collation, "builtin C.UTF-8 "},
    {14, "IdentityOfPartitions",
     "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, a int) PARTITION BY LIST (a);\n"
     "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);",
     [](const model::Database& d) {
       return std::string(column(table(d), "id").identity ? "parent " : "") +
              (column(table(d, "t1"), "id").identity ? "partition" : "");
     },
     "parent "},
    {17, "ExclusionOfPartitionedTable",
     "CREATE TABLE t (a int4range, b int4range, EXCLUDE USING gist (a WITH =, b WITH &&))\n"
     "  PARTITION BY RANGE (a);\n"
     "CREATE TABLE t1 PARTITION OF t DEFAULT;",
     [](const model::Database& d) { return std::to_string(table(d).exclusions.size()); }, "1"},
    {17, "EventTriggerOfLogin",
     "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';\n"
     "CREATE EVENT TRIGGER e ON login EXECUTE FUNCTION f();",
     [](const model::Database& d) {
       std::string text;
       for (const auto* trigger : model::all<model::EventTrigger>(d))
         text += trigger->name + " on " + trigger->event + ": " + trigger->function.text();
       return text;
     },
     "e on login: public.f"},
    {18, "VirtualColumn",
     "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL,\n"
     "  c int GENERATED ALWAYS AS (a * 3) STORED);",
     [](const model::Database& d) {
       return std::string(column(table(d), "b").generated_virtual ? "b" : "") +
              (column(table(d), "c").generated_virtual ? "c" : "");
     },
     "b"},
    {18, "NotNullConstraints",
     "CREATE TABLE t (a int NOT NULL, b int CONSTRAINT must NOT NULL, c int, d int PRIMARY KEY,\n"
     "  e int NOT NULL NO INHERIT);\n"
     "ALTER TABLE t ADD CONSTRAINT c_is_there NOT NULL c NOT VALID;",
     not_null,
     "a not null; b not null; c; d not null; e not null; "
     "ALTER TABLE public.t ADD CONSTRAINT c_is_there NOT NULL c NOT VALID;"
     "ALTER TABLE public.t RENAME CONSTRAINT t_b_not_null TO must;"
     "ALTER TABLE public.t ALTER CONSTRAINT t_e_not_null NO INHERIT;"},
    {18, "NotEnforced",
     "CREATE TABLE u (a int PRIMARY KEY);\n"
     "CREATE TABLE t (a int CONSTRAINT positive CHECK (a > 0) NOT ENFORCED,\n"
     "  CONSTRAINT of_u FOREIGN KEY (a) REFERENCES u NOT ENFORCED);",
     enforcement, "positive not enforced; of_u not enforced; "},
    {18, "TemporalKeys",
     "CREATE TABLE u (a int4range, during daterange, PRIMARY KEY (a, during WITHOUT OVERLAPS));\n"
     "CREATE TABLE t (a int4range, during daterange, UNIQUE (a, during WITHOUT OVERLAPS),\n"
     "  FOREIGN KEY (a, PERIOD during) REFERENCES u (a, PERIOD during));",
     [](const model::Database& d) {
       return std::string(table(d, "u").primary_key->without_overlaps ? "key " : "") +
              (table(d).uniques.at(0).without_overlaps ? "unique " : "") +
              (table(d).foreign_keys.at(0).period ? "period" : "");
     },
     "key unique period"},
    {18, "PublicationOfGeneratedColumns",
     "CREATE TABLE t (a int PRIMARY KEY, b int GENERATED ALWAYS AS (a * 2) STORED);\n"
     "CREATE PUBLICATION p FOR TABLE t WITH (publish_generated_columns = stored);",
     [](const model::Database& d) {
       const auto options = model::all<model::Publication>(d).at(0)->options;
       const auto found = options.find("publish_generated_columns");
       return found == options.end() ? std::string() : found->second;
     },
     "stored"},
};

std::string test_name(const ::testing::TestParamInfo<Addition>& info) {
  return info.param.name;
}

class MatrixAdditionsServer : public support::TestServer,
                              public ::testing::WithParamInterface<Addition> {};

TEST_P(MatrixAdditionsServer, IsReadEmittedAndReadBackEqual) {
  const Addition& addition = GetParam();
  if (major_version() < addition.since) {
    // An older server refuses it or makes something else of it, or the version is wrong here.
    scratch::Database database = create();
    if (!run(database, addition.sql).empty()) return;
    EXPECT_NE(addition.seen(read::postgres::read(database.owner())->database), addition.expected);
    return;
  }
  const read::postgres::Reading reading = read_after(addition.sql);
  EXPECT_EQ(addition.seen(reading.database), addition.expected);
  EXPECT_TRUE(reading.database->incomplete.empty()) << reading.database->incomplete.front();
  const std::string sql = emit::ddl::emit(reading.database);
  const read::postgres::Reading again = read_after(sql);
  EXPECT_EQ(addition.seen(again.database), addition.expected) << sql;
  for (const model::Difference& difference :
       model::compare_live(reading.database, again.database).differences) {
    ADD_FAILURE() << difference.object << " " << difference.what << ": " << difference.left << " | "
                  << difference.right << "\n"
                  << sql;
  }
}

INSTANTIATE_TEST_SUITE_P(All, MatrixAdditionsServer, ::testing::ValuesIn(additions), test_name);

}  // namespace
}  // namespace mimar
