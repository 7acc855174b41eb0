#include "design/patterns/writing.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/ensure.h"
#include "base/text.h"
#include "model/object_name.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

std::set<std::string> names_in(const model::Database& database, const std::string& schema) {
  std::set<std::string> names;
  for (const model::Table& table : database->tables) {
    if (table.name.schema != schema) continue;
    names.insert(table.name.name);
    if (table.primary_key) names.insert(table.primary_key->name);
    for (const model::Key& key : table.uniques)
      names.insert(key.name);
    for (const model::Index& index : table.indexes)
      names.insert(index.name);
    for (const model::Exclusion& exclusion : table.exclusions)
      names.insert(exclusion.name);
  }
  for (const model::View& view : database->views)
    if (view.name.schema == schema) names.insert(view.name.name);
  for (const model::Sequence& sequence : database->sequences)
    if (sequence.name.schema == schema) names.insert(sequence.name.name);
  for (const model::Enum& type : database->enums)
    if (type.name.schema == schema) names.insert(type.name.name);
  for (const model::OtherObject& object : database->others) {
    if (!object.name.starts_with(schema + ".")) continue;
    const std::string rest = object.name.substr(schema.size() + 1);
    names.insert(rest.substr(0, rest.find('(')));
  }
  return names;
}

bool is_place(std::string_view word) {
  return !word.empty() && word[0] >= 'a' && word[0] <= 'z' && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || c == '_' || c == '.' || (c >= '0' && c <= '9');
  });
}

bool has_children(const model::Database& database, const model::Name& name) {
  return std::ranges::any_of(database->tables, [&](const model::Table& table) {
    return std::ranges::find(table.inherits, name) != table.inherits.end();
  });
}

// The end of the bodies that patterns write: a name that holds it could end one.
constexpr std::string_view body_quote = "$body$";

bool breaks_bodies(const model::Table& table) {
  const auto bad = [](const std::string& name) {
    return name.find(body_quote) != std::string::npos;
  };
  return bad(table.name.name) || bad(table.name.schema) ||
         std::ranges::any_of(table.columns, bad, &model::Column::name);
}

}  // namespace

Writing begin(const model::Database& database, const PatternRequest& request,
              const Policy& policy) {
  Writing writing{database, request, policy};
  writing.table = request.table.empty() ? nullptr : model::find_table(database, request.table);
  writing.schema = request.table.schema.empty() ? policy.schema : request.table.schema;
  writing.taken = names_in(database, writing.schema);
  set(writing, "schema", model::quote_identifier(writing.schema));
  if (writing.table != nullptr) {
    set(writing, "table", model::quote_name(writing.table->name));
    if (writing.table->primary_key)
      set(writing, "key", model::quote_list(writing.table->primary_key->columns));
  }
  return writing;
}

std::optional<Error> unfit(const Writing& writing) {
  const model::Name& asked = writing.request.table;
  const auto no = [&](const std::string& what, const std::string& hint = {}) {
    return Error{ErrorKind::usage, asked.text() + " " + what, std::nullopt, {}, hint, {}};
  };
  if (writing.table == nullptr) {
    if (asked.empty())
      return Error{ErrorKind::usage,
                   "the pattern is for a table, and none is named",
                   std::nullopt,
                   {},
                   "name it after a colon: PATTERN:table",
                   {}};
    std::vector<std::string> known;
    for (const model::Table& table : writing.database->tables)
      known.push_back(table.name.text());
    const std::string near = text::nearest(asked.text(), known);
    return no("is no table", near.empty() ? "" : "did you mean " + near + "?");
  }
  const model::Table& table = *writing.table;
  if (table.partition_of)
    return no("is a partition", "name the partitioned table: " + table.partition_of->parent.text());
  if (!table.inherits.empty() || has_children(writing.database, table.name))
    return no(
        "is part of an inheritance tree: triggers and keys of one table do not reach the "
        "rows of the others");
  if (breaks_bodies(table)) return no("has a name that holds $body$");
  return std::nullopt;
}

std::optional<Error> lacks_key(const Writing& writing) {
  if (const auto error = unfit(writing)) return error;
  if (writing.table->primary_key) return std::nullopt;
  return Error{ErrorKind::usage,
               writing.table->name.text() +
                   " has no primary key, which the "
                   "pattern needs to tell rows apart",
               std::nullopt,
               {},
               "add one first",
               {}};
}

std::optional<Error> lacks_column(const Writing& writing, const std::string& column) {
  if (const auto error = unfit(writing)) return error;
  if (model::find_column(*writing.table, column) != nullptr) return std::nullopt;
  std::vector<std::string> known;
  for (const model::Column& there : writing.table->columns)
    known.push_back(there.name);
  const std::string near = text::nearest(column, known);
  return Error{
      ErrorKind::usage,
      fmt::format("{} has no column \"{}\"", writing.table->name.text(), column),
      std::nullopt,
      {},
      near.empty() ? "its columns: " + text::join(known, ", ") : "did you mean \"" + near + "\"?",
      {}};
}

std::string option(const PatternRequest& request, const std::string& name,
                   const std::string& fallback) {
  const auto found = request.options.find(name);
  return found == request.options.end() || found->second.empty() ? fallback : found->second;
}

std::vector<std::string> list_option(const PatternRequest& request, const std::string& name) {
  std::vector<std::string> words;
  // On a command line commas part the options themselves.
  const std::string given = text::replace_all(option(request, name, ""), ";", ",");
  for (std::string_view word : text::split(given, ','))
    if (!text::trim(word).empty()) words.emplace_back(text::trim(word));
  return words;
}

std::optional<std::string> length_of_time(const std::string& text) {
  const std::size_t space = text.find(' ');
  const std::string number = text.substr(0, space);
  std::string unit = space == std::string::npos ? "" : text::lower(text.substr(space + 1));
  if (unit.ends_with("s")) unit.pop_back();
  const bool known =
      unit == "hour" || unit == "day" || unit == "week" || unit == "month" || unit == "year";
  if (number.empty() || number.size() > 6 || !known ||
      number.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return number + " " + unit + (number == "1" ? "" : "s");
}

std::string filled(const Writing& writing, std::string_view sql) {
  std::string result;
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t open = sql.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : sql.find('}', open);
    if (close == std::string_view::npos) return result.append(sql.substr(at));
    const std::string_view word = sql.substr(open + 1, close - open - 1);
    result.append(sql.substr(at, open - at));
    const auto found =
        is_place(word) ? writing.values.find(std::string(word)) : writing.values.end();
    if (found != writing.values.end()) {
      result.append(found->second);
      at = close + 1;
    } else {
      result.push_back('{');
      at = open + 1;
    }
  }
  return result;
}

void set(Writing& writing, const std::string& place, std::string value) {
  writing.values[place] = std::move(value);
}

void name(Writing& writing, const std::string& place, const std::string& first,
          const std::string& label) {
  std::string made = model::object_name(first, "", label);
  for (int n = 2; writing.taken.contains(made); ++n)
    made = model::object_name(first, "", fmt::format("{}{}", label, n));
  writing.taken.insert(made);
  set(writing, place, model::quote_name({writing.schema, made}));
  set(writing, place + ".name", model::quote_identifier(made));
}

std::optional<Error> claim(Writing& writing, const std::string& place, const std::string& wanted) {
  const std::string made = model::clipped_name(wanted, model::longest_name);
  if (writing.taken.contains(made))
    return Error{ErrorKind::usage,
                 fmt::format("there is already something called {}.{}", writing.schema, made),
                 std::nullopt,
                 {},
                 "the pattern may have been added before; else give another name",
                 {}};
  name(writing, place, made, "");
  return std::nullopt;
}

void write(Writing& writing, std::string_view sql) {
  std::string text = filled(writing, text::trim(sql));
  while (!text.empty() && text.back() == ';')
    text.pop_back();
  writing.draft.sql += text + ";\n";
}

void comment(Writing& writing, std::string_view object, std::string_view text) {
  if (!writing.policy.comments) return;
  writing.draft.sql += fmt::format("COMMENT ON {} IS {};\n", filled(writing, object),
                                   model::quote_literal(filled(writing, text)));
}

void because(Writing& writing, std::string_view choice, std::string_view why) {
  writing.draft.reasons.push_back({filled(writing, choice), filled(writing, why)});
}

void refused(Writing& writing, std::string_view object, std::string_view sqlstate,
             std::string_view sql, std::string_view removal, std::string_view needs) {
  holds(writing, object, Expect::refused, sql, removal, needs);
  writing.draft.traces.back().witness.sqlstate = sqlstate;
}

void holds(Writing& writing, std::string_view object, Expect expectation, std::string_view sql,
           std::string_view removal, std::string_view needs) {
  Trace trace;
  trace.said = writing.request.said;
  trace.object = filled(writing, object);
  trace.witness.sql = filled(writing, text::trim(sql));
  trace.witness.expectation = expectation;
  trace.witness.removal = filled(writing, text::trim(removal));
  trace.witness.needs = filled(writing, text::trim(needs));
  writing.draft.traces.push_back(std::move(trace));
}

void access(Writing& writing, const std::string& title, model::Query::Kind kind,
            std::string_view sql, const std::vector<std::string>& parameters,
            const std::vector<std::string>& indexes, const std::string& why) {
  DesignedAccess made;
  made.said = writing.request.said;
  made.name = filled(writing, title);
  made.pattern.query.kind = kind;
  made.pattern.query.sql = filled(writing, text::trim(sql));
  made.pattern.query.name = made.name;
  made.pattern.query.parameters = static_cast<int>(parameters.size());
  for (const std::string& value : parameters) {
    model::ParameterSource source;
    source.value = value;
    made.pattern.parameters.push_back(std::move(source));
  }
  made.pattern.reason = why;
  for (const std::string& index : indexes)
    made.indexes.push_back(filled(writing, index));
  made.why = why;
  writing.draft.accesses.push_back(std::move(made));
}

std::string matching(const std::vector<std::string>& columns, std::string_view left,
                     std::string_view right) {
  std::vector<std::string> parts;
  for (const std::string& column : columns) {
    const std::string quoted = model::quote_identifier(column);
    parts.push_back(fmt::format("{}.{} = {}.{}", left, quoted, right, quoted));
  }
  return text::join(parts, " AND ");
}

std::string prefixed(const std::vector<std::string>& columns, std::string_view prefix) {
  std::vector<std::string> parts;
  for (const std::string& column : columns)
    parts.push_back(fmt::format("{}.{}", prefix, model::quote_identifier(column)));
  return text::join(parts, ", ");
}

std::string json_of(const std::vector<std::string>& columns, std::string_view prefix) {
  std::vector<std::string> parts;
  for (const std::string& column : columns)
    parts.push_back(fmt::format("{}, {}.{}", model::quote_literal(column), prefix,
                                model::quote_identifier(column)));
  return "jsonb_build_object(" + text::join(parts, ", ") + ")";
}

std::string declared(const model::Table& table, const std::vector<std::string>& columns) {
  std::vector<std::string> parts;
  for (const std::string& column : columns) {
    const model::Column* there = model::find_column(table, column);
    ensure(there != nullptr, "a column of a key that its table lacks");
    std::string part = model::quote_identifier(column) + " " + model::to_sql(there->type);
    if (!there->collation.empty()) part += " COLLATE " + model::quote_name(there->collation);
    parts.push_back(part + " NOT NULL");
  }
  return text::join(parts, ", ");
}

const model::Column* plain_column(const model::Table& table) {
  const auto keyed = [&](const std::string& column) {
    const auto in = [&](const std::vector<std::string>& columns) {
      return std::ranges::find(columns, column) != columns.end();
    };
    return (table.primary_key && in(table.primary_key->columns)) ||
           std::ranges::any_of(table.uniques,
                               [&](const model::Key& key) { return in(key.columns); });
  };
  const model::Column* second = nullptr;
  for (const model::Column& column : table.columns) {
    if (column.generated || (column.identity && column.identity->always)) continue;
    if (!keyed(column.name)) return &column;
    if (second == nullptr) second = &column;
  }
  return second;
}

void serves(Writing& writing, std::string_view object, std::string_view index,
            std::string_view query) {
  set(writing, "asked", model::quote_literal("EXPLAIN " + filled(writing, query)));
  set(writing, "seen", model::quote_literal("%" + filled(writing, index) + "%"));
  holds(writing, object, Expect::runs, R"sql(
SET LOCAL enable_seqscan = off;
SET LOCAL enable_sort = off;
DO $body$
DECLARE
  line text;
BEGIN
  FOR line IN EXECUTE {asked} LOOP
    IF line LIKE {seen} THEN
      RETURN;
    END IF;
  END LOOP;
  RAISE 'the index is not used';
END
$body$)sql",
        "DROP INDEX {schema}." + filled(writing, index));
}

std::string reference_name(const model::Table& table, const std::string& column) {
  if (text::lower(column) != "id") return column;
  std::string one = table.name.name;
  if (one.ends_with("ies")) {
    one.replace(one.size() - 3, 3, "y");
  } else if (one.ends_with("sses") || one.ends_with("xes") || one.ends_with("ches")) {
    one.erase(one.size() - 2);
  } else if (one.ends_with("s") && !one.ends_with("ss") && one.size() > 1) {
    one.pop_back();
  }
  return model::object_name(one, "", "id");
}

void grant_like_table(Writing& writing, std::string_view privilege, std::string_view object) {
  std::set<std::string> roles;
  for (const model::Grant& grant : writing.table->access.grants)
    if (!grant.revoked) roles.insert(grant.grantee);
  for (const std::string& role : roles)
    writing.draft.sql += fmt::format("GRANT {} ON {} TO {};\n", privilege, filled(writing, object),
                                     role.empty() ? "PUBLIC" : model::quote_identifier(role));
}

std::vector<const model::Table*> partitions(const Writing& writing) {
  std::vector<const model::Table*> found{writing.table};
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const model::Table& table : writing.database->tables)
      if (table.partition_of && table.partition_of->parent == found[i]->name)
        found.push_back(&table);
  found.erase(found.begin());
  return found;
}

bool has_extension(const model::Database& database, std::string_view extension) {
  const auto extensions = model::all<model::Extension>(database);
  return std::ranges::any_of(extensions,
                             [&](const model::Extension* each) { return each->name == extension; });
}

void need_extension(Writing& writing, std::string_view extension) {
  if (has_extension(writing.database, extension)) return;
  writing.draft.sql += fmt::format("CREATE EXTENSION {};\n", model::quote_identifier(extension));
}

void set_surrogate(Writing& writing) {
  std::string generator;
  for (const model::Routine* routine : model::all<model::Routine>(writing.database))
    if ((routine->name.name == "uuid_v7" || routine->name.name == "uuidv7") &&
        routine->arguments.empty() && routine->returns && routine->returns->is("uuid"))
      generator = model::quote_name(routine->name) + "()";
  if (generator.empty() && writing.policy.version >= 18) generator = "uuidv7()";
  switch (writing.policy.keys) {
    case KeyStyle::bigint_identity:
      set(writing, "id_type", "bigint GENERATED ALWAYS AS IDENTITY");
      set(writing, "id_ref", "bigint");
      return;
    case KeyStyle::uuidv7:
    case KeyStyle::ulid:
      if (!generator.empty()) break;
      [[fallthrough]];
    case KeyStyle::uuidv4: generator = "gen_random_uuid()"; break;
  }
  set(writing, "id_type", "uuid DEFAULT " + generator);
  set(writing, "id_ref", "uuid");
}

}  // namespace mimar::design::pattern
