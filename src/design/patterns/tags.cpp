// Tags: words that people give to rows; many to many.

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view tags_sql = R"sql(
CREATE TABLE {tags} (
  id {id_type} PRIMARY KEY,
  name text NOT NULL CONSTRAINT {name_check} CHECK (name = btrim(name) AND name <> ''),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX {once.name} ON {tags} (lower(name));
)sql";

constexpr std::string_view links_sql = R"sql(
CREATE TABLE {links} (
  {declared},
  {tag} {tag_type} NOT NULL REFERENCES {tags} ON DELETE CASCADE,
  tagged_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT {links_key} PRIMARY KEY ({columns}, {tag}),
  FOREIGN KEY ({columns}) REFERENCES {table} ({key}) ON DELETE CASCADE{follow}
);
CREATE INDEX {by_tag.name} ON {links} ({tag}, {columns});
CREATE FUNCTION {tagged}(all_of text[]) RETURNS SETOF {table}
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT t.* FROM {table} AS t
  WHERE NOT EXISTS (
    SELECT FROM unnest(all_of) AS wanted(name)
    WHERE NOT EXISTS (
      SELECT FROM {links} AS l JOIN {tags} AS g ON g.id = l.{tag}
      WHERE {link_is} AND lower(g.name) = lower(btrim(wanted.name))))
$body$;
)sql";

bool is_tags(const model::Table& table) {
  return table.primary_key && table.primary_key->columns == std::vector<std::string>{"id"} &&
         model::find_column(table, "name") != nullptr;
}

Result<void> set_tags(Writing& w) {
  const std::string wanted = option(w.request, "name", "tags");
  const model::Table* there = model::find_table(w.database, {w.schema, wanted});
  if (there != nullptr) {
    if (!is_tags(*there))
      return fail(ErrorKind::usage, there->name.text() + " is there already and holds no tags",
                  "name another table: name=labels");
    set(w, "tags", model::quote_name(there->name));
    set(w, "tag_type", model::to_sql(model::find_column(*there, "id")->type));
    return {};
  }
  if (const auto error = claim(w, "tags", wanted)) return fail(*error);
  name(w, "once", wanted + "_name", "key");
  name(w, "name_check", wanted + "_name", "check");
  set(w, "name_check", w.values["name_check.name"]);
  set_surrogate(w);
  set(w, "tag_type", w.values["id_ref"]);
  write(w, tags_sql);
  comment(w, "TABLE {tags}", "Words that rows are tagged with");
  because(w, "unique index {once.name}", "«Red» and «red» are one tag");
  refused(w, "unique index {once.name}", "23505",
          "INSERT INTO {tags} (name) VALUES ('(Probe)'), ('(probe)')", "DROP INDEX {once}");
  refused(w, "constraint {name_check} of {tags}", "23514", "INSERT INTO {tags} (name) VALUES (' ')",
          "ALTER TABLE {tags} DROP CONSTRAINT {name_check}");
  return {};
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = lacks_key(w)) return fail(*error);
  const std::string& base = w.table->name.name;
  if (const auto error = claim(w, "links", base + "_tags")) return fail(*error);
  if (const auto done = set_tags(w); !done) return fail(done.error());
  const std::vector<std::string>& key = w.table->primary_key->columns;
  std::vector<std::string> columns, declared, same;
  for (const std::string& column : key) {
    std::string mine = reference_name(*w.table, column);
    if (mine == "tag_id" || mine == "tagged_at") mine = "row_" + mine;
    columns.push_back(mine);
    const model::Column* there = model::find_column(*w.table, column);
    declared.push_back(model::quote_identifier(mine) + " " + model::to_sql(there->type) +
                       " NOT NULL");
    same.push_back("l." + model::quote_identifier(mine) + " = t." +
                   model::quote_identifier(column));
  }
  set(w, "columns", model::quote_list(columns));
  set(w, "declared", text::join(declared, ",\n  "));
  set(w, "link_is", text::join(same, " AND "));
  set(w, "tag", "tag_id");
  set(w, "follow", " ON UPDATE CASCADE");
  name(w, "links_key", base + "_tags", "pkey");
  set(w, "links_key", w.values["links_key.name"]);
  name(w, "by_tag", "idx_" + base, "tags_tag_id");
  name(w, "tagged", base, "tagged");
  write(w, links_sql);
  comment(w, "TABLE {links}", "Which rows of {table} have which tags");
  comment(w, "FUNCTION {tagged}(text[])", "Rows of {table} that have all of these tags");
  because(
      w, "table {links}",
      "a list of words in one column cannot be renamed, counted or kept to known ones; both ends "
      "are foreign keys, both ways have an index");
  set(w, "probe",
      filled(
          w,
          "INSERT INTO {tags} (name) VALUES ('(probe)');\nINSERT INTO {links} ({columns}, {tag}) "
          "SELECT " +
              prefixed(key, "t") +
              ", g.id FROM (SELECT * FROM {table} LIMIT 1) AS t, "
              "{tags} AS g WHERE g.name = '(probe)';\n"));
  refused(w, "primary key of {links}", "23505", "{probe}INSERT INTO {links} SELECT * FROM {links}",
          "ALTER TABLE {links} DROP CONSTRAINT {links_key}", "SELECT 1 FROM {table}");
  return std::move(w.draft);
}

}  // namespace

Pattern tags() {
  return {
      "tags",
      "A row has each tag at most once, tags differ by more than case, and a row or tag that goes "
      "takes its links along.",
      "A join to read a row's tags, and one look-up per wanted tag to find rows by all of them.",
      true,
      {{"name", "the table of tags, shared by all tagged tables", "tags"}},
      apply};
}

}  // namespace mimar::design::pattern
