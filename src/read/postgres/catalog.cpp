#include "read/postgres/catalog.h"

#include <charconv>

#include "base/ensure.h"

namespace mimar::read::postgres {
namespace {

// The elements of an array's text form: {a,"b c",NULL} (manual: Array Input and Output Syntax). One
// dimension.
std::vector<std::string> parse_array(std::string_view text) {
  std::vector<std::string> items;
  if (text.size() <= 2) return items;
  std::string item;
  bool quoted = false;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      item += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '}')) {
      items.push_back(std::move(item));
      item.clear();
    } else {
      item += c;
    }
  }
  return items;
}

// One look at pg_depend and a hash table, whatever the planner believes: a fresh database has no
// statistics of its catalogs yet, and row by row this was most of the time.
std::string no_dependency(std::string_view catalog, std::string_view oid, char type) {
  return std::string(oid) + " NOT IN (SELECT own.objid FROM pg_depend own WHERE own.classid = '" +
         std::string(catalog) + "'::regclass AND own.deptype = '" + type + "')";
}

// Not allowed; or an internal error, as of a function whose types are gone.
bool may_be_left_out(const Error& error) {
  return error.sqlstate == "42501" || error.sqlstate == "XX000";
}

}  // namespace

const engine::postgres::Value& Row::value(std::string_view column) const {
  const auto found = std::find(rows_.columns.begin(), rows_.columns.end(), column);
  ensure(found != rows_.columns.end(), "the query has no such column");
  return rows_.rows[index_][static_cast<std::size_t>(found - rows_.columns.begin())];
}

std::string Row::text(std::string_view column) const {
  return value(column).value_or("");
}

std::int64_t Row::number(std::string_view column) const {
  const std::string digits = text(column);
  std::int64_t result = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), result);
  return result;
}

std::vector<std::string> Row::list(std::string_view column) const {
  return parse_array(text(column));
}

std::map<std::string, std::string> Row::options(std::string_view column) const {
  std::map<std::string, std::string> result;
  for (const std::string& option : list(column)) {
    const std::size_t equals = std::min(option.find('='), option.size());
    result[option.substr(0, equals)] = option.substr(std::min(equals + 1, option.size()));
  }
  return result;
}

std::optional<model::Expression> Row::expression(std::string_view column) const {
  if (null(column)) return std::nullopt;
  return model::Expression(one_line(text(column)));
}

model::Name Row::name(std::string_view prefix) const {
  const std::string schema = text(std::string(prefix) + "schema");
  return {schema == "pg_catalog" ? "" : schema, text(std::string(prefix) + "name")};
}

model::Comment Catalog::comment(std::string_view catalog, Oid oid, int column) const {
  const auto found = comments.find(Address{std::string(catalog), oid, column});
  return found == comments.end() ? std::nullopt : model::Comment(found->second);
}

model::Table* Catalog::table(Oid oid) {
  const auto found = tables.find(oid);
  return found == tables.end() ? nullptr : &objects.tables[found->second];
}

model::View* Catalog::view(Oid oid) {
  const auto found = views.find(oid);
  return found == views.end() ? nullptr : &objects.views[found->second];
}

Result<void> query(Catalog& catalog, const std::string& sql,
                   const std::function<void(const Row&)>& each) {
  // In one message, so that being careful costs no time on the way to the server.
  Result<engine::postgres::Rows> rows =
      catalog.connection.execute("RELEASE SAVEPOINT mimar; SAVEPOINT mimar; " + sql);
  if (!rows && catalog.optional && may_be_left_out(rows.error())) {
    catalog.incomplete(catalog.reading + " were not read: " + rows.error().message);
    const auto undone = catalog.connection.execute("ROLLBACK TO SAVEPOINT mimar");
    return undone ? Result<void>() : fail(undone.error());
  }
  if (!rows) return fail(std::move(rows.error()));
  for (std::size_t i = 0; i < rows->rows.size(); ++i)
    each(Row(*rows, i));
  return {};
}

std::string in_user_schema(std::string_view schema_name) {
  const std::string name(schema_name);
  return "(" + name + " !~ '^pg_' AND " + name + " <> 'information_schema')";
}

std::string not_of_extension(std::string_view catalog, std::string_view oid) {
  return no_dependency(catalog, oid, 'e');
}

std::string not_internal(std::string_view catalog, std::string_view oid) {
  return no_dependency(catalog, oid, 'i');
}

std::string tablespace_of(const std::string& relation) {
  return " (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = " + relation +
         ".reltablespace) AS tablespace";
}

std::string attribute_options(std::string_view attribute) {
  const std::string options = std::string(attribute) + ".attoptions";
  return "CASE WHEN " + options + " IS NOT NULL THEN NULLIF(ARRAY(SELECT option FROM unnest(" +
         options + ") option WHERE option !~ '^pg_'), '{}') END";
}

std::string storage_options_of(const std::string& relation) {
  return " " + relation +
         ".reloptions || ARRAY(SELECT 'toast.' || option FROM pg_class toast,"
         " unnest(toast.reloptions) option WHERE toast.oid = " +
         relation + ".reltoastrelid) AS reloptions";
}

std::string one_line(std::string_view sql) {
  std::string line;
  char quote = 0;
  for (const char c : sql) {
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '\n' || c == ' ') {
      if (!line.empty() && line.back() != ' ') line += ' ';
      continue;
    }
    line += c;
  }
  while (!line.empty() && line.back() == ' ')
    line.pop_back();
  return line;
}

}  // namespace mimar::read::postgres
