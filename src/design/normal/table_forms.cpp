#include "design/normal/table_forms.h"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "base/text.h"
#include "model/lexer.h"
#include "model/visit.h"

namespace mimar::design::normal {
namespace {

using ByTable = std::map<model::Name, std::vector<Dependency>>;

constexpr std::size_t widest_reference = 6;  // columns whose subsets are all looked at

Columns columns_of(const model::Table& table) {
  Columns all;
  for (const model::Column& column : table.columns)
    all.insert(column.name);
  return all;
}

Columns as_set(const std::vector<std::string>& columns) {
  return {columns.begin(), columns.end()};
}

bool always_there(const model::Table& table, const Columns& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](const std::string& name) {
    const model::Column* column = model::find_column(table, name);
    return column != nullptr && column->not_null;
  });
}

// The columns of the table that an expression reads.
Columns read_by(const model::Table& table, const model::Expression& expression) {
  Columns columns;
  for (const model::Reference& reference : expression.references)
    if (reference.kind == model::Reference::Kind::relation && reference.name == table.name &&
        model::find_column(table, reference.column) != nullptr)
      columns.insert(reference.column);
  if (!columns.empty()) return columns;
  // Where nobody resolved them, by their words.
  for (std::size_t at = 0; at < expression.sql.size();) {
    const model::Token token = model::next_token(expression.sql, at);
    const std::string_view written = std::string_view(expression.sql).substr(at, token.end - at);
    if (token.kind == model::Token::Kind::word ||
        token.kind == model::Token::Kind::quoted_identifier) {
      const std::string name =
          token.kind == model::Token::Kind::word ? text::lower(written) : model::unquoted(written);
      if (model::find_column(table, name) != nullptr) columns.insert(name);
    }
    at = token.end;
  }
  return columns;
}

class OfTable {
 public:
  explicit OfTable(const model::Table& table) : table_(table), all_(columns_of(table)) {}

  std::vector<Dependency> run() {
    if (table_.primary_key) add_key(*table_.primary_key, "primary key");
    for (const model::Key& key : table_.uniques)
      add_key(key, "unique constraint " + key.name);
    for (const model::Index& index : table_.indexes)
      if (index.unique && !index.predicate) add_unique_index(index);
    for (const model::Column& column : table_.columns)
      if (column.generated) {
        found_.push_back({read_by(table_, *column.generated),
                          {column.name},
                          "the server, which generates " + column.name,
                          "stored, it can be indexed and searched without being computed again"});
      }
    for (const model::Check& check : table_.checks)
      add_check(check);
    return std::move(found_);
  }

 private:
  // Rows without a value are not told apart by it, unless NULLs count as equal.
  void add_key(const model::Key& key, const std::string& kept_by) {
    if (key.without_overlaps) return;
    const Columns columns = as_set(key.columns);
    if (key.nulls_not_distinct || always_there(table_, columns))
      found_.push_back({columns, all_, kept_by});
  }

  void add_unique_index(const model::Index& index) {
    Columns columns;
    for (const model::IndexKey& key : index.keys) {
      if (key.expression) {
        const Columns read = read_by(table_, *key.expression);
        columns.insert(read.begin(), read.end());
      } else {
        columns.insert(key.column);
      }
    }
    if (index.nulls_not_distinct || always_there(table_, columns))
      found_.push_back({columns, all_, "unique index " + index.name});
  }

  // "a = b" and "a = 'x'" tell what a column must be; anything longer is another rule.
  void add_check(const model::Check& check) {
    if (check.not_valid || check.not_enforced) return;
    std::vector<std::string> words;  // columns, "=" and constants in their order
    std::size_t depth = 0;
    const std::string& sql = check.expression.sql;
    for (std::size_t at = 0; at < sql.size();) {
      const model::Token token = model::next_token(sql, at);
      const std::string_view written = std::string_view(sql).substr(at, token.end - at);
      at = token.end;
      using Kind = model::Token::Kind;
      if (token.kind == Kind::blank || token.is_comment()) continue;
      if (token.kind == Kind::open || token.kind == Kind::close) {
        depth += token.kind == Kind::open ? 1 : 0;
        if (depth > 1) return;
        continue;
      }
      if (written == ":") {  // a cast behind a constant: ::text
        words.emplace_back("::");
        continue;
      }
      words.push_back(token.kind == Kind::quoted_identifier ? model::unquoted(written)
                      : token.kind == Kind::word            ? text::lower(written)
                                                            : std::string(written));
    }
    const std::string kept_by = "CHECK " + check.name;
    const auto is_column = [&](const std::string& word) { return all_.contains(word); };
    if (words.size() < 3 || words[1] != "=" || !is_column(words[0])) return;
    const bool literal = words[2].starts_with('\'') || model::is_digit(words[2][0]);
    const bool cast_only = words.size() == 3 || (words[3] == "::" && words.size() <= 6);
    if (!always_there(table_, {words[0]})) return;
    if (literal && cast_only)
      found_.push_back({{}, {words[0]}, kept_by});
    else if (words.size() == 3 && is_column(words[2]) && always_there(table_, {words[2]}))
      for (const bool back : {false, true})
        found_.push_back({{words[back ? 2 : 0]}, {words[back ? 0 : 2]}, kept_by});
  }

  const model::Table& table_;
  const Columns all_;
  std::vector<Dependency> found_;
};

// What follows among the referenced columns in their own table follows among those that refer:
// where a row refers to an order and its tenant, the order tells the tenant.
std::vector<Dependency> through(const model::ForeignKey& key,
                                const std::vector<Dependency>& of_parent) {
  const std::size_t n = key.referenced_columns.size();
  std::vector<Dependency> found;
  if (n < 2 || n > widest_reference || key.not_valid || key.not_enforced || key.period)
    return found;
  const Columns referenced = as_set(key.referenced_columns);
  std::vector<unsigned> subsets;
  for (unsigned subset = 0; subset + 1 < (1U << n); ++subset)
    subsets.push_back(subset);
  std::stable_sort(subsets.begin(), subsets.end(), [](unsigned a, unsigned b) {
    return __builtin_popcount(a) < __builtin_popcount(b);
  });
  const auto mapped = [&](const Columns& columns) {
    Columns result;
    for (std::size_t i = 0; i < n; ++i)
      if (columns.contains(key.referenced_columns[i])) result.insert(key.columns[i]);
    return result;
  };
  for (const unsigned subset : subsets) {
    Columns from;
    for (std::size_t i = 0; i < n; ++i)
      if ((subset >> i) & 1U) from.insert(key.referenced_columns[i]);
    Columns to;
    for (const std::string& column : closure(from, of_parent))
      if (referenced.contains(column) && !from.contains(column)) to.insert(column);
    const Columns here = mapped(from), there = mapped(to);
    // What a smaller set tells already is not told again.
    const Columns told = closure(here, found);
    if (std::includes(told.begin(), told.end(), there.begin(), there.end())) continue;
    found.push_back({here, there, "foreign key " + key.name});
  }
  return found;
}

// A dependency through one reference may be what the next one needs.
void follow_references(const model::Database& database, ByTable& all) {
  for (bool grown = true; grown;) {
    grown = false;
    for (const model::Table& table : database->tables)
      for (const model::ForeignKey& key : table.foreign_keys) {
        const auto parent = all.find(key.referenced_table);
        if (parent == all.end()) continue;
        std::vector<Dependency>& here = all[table.name];
        for (Dependency& one : through(key, parent->second)) {
          const Columns told = closure(one.from, here);
          const bool same = std::any_of(here.begin(), here.end(), [&](const Dependency& known) {
            return known.from == one.from && known.to == one.to && known.kept_by == one.kept_by;
          });
          if (same || (std::includes(told.begin(), told.end(), one.to.begin(), one.to.end()) &&
                       told.size() == table.columns.size()))
            continue;
          here.push_back(std::move(one));
          grown = true;
        }
      }
  }
}

ByTable dependencies(const model::Database& database) {
  ByTable all;
  for (const model::Table& table : database->tables)
    all[table.name] = OfTable(table).run();
  follow_references(database, all);
  return all;
}

// Who needs that the row holds these columns itself: a clause, or "".
std::string use_of(const model::Database& database, const model::Table& table,
                   const Dependency& breach) {
  std::vector<std::string> uses;
  const auto reads = [&](const Columns& columns) {
    return std::any_of(breach.to.begin(), breach.to.end(),
                       [&](const std::string& column) { return columns.contains(column); });
  };
  for (const model::OtherObject& object : database->others)
    if (const auto* policy = model::as<model::Policy>(object);
        policy != nullptr && policy->table == table.name && policy->using_expression &&
        reads(read_by(table, *policy->using_expression))) {
      uses.push_back("row security (" + policy->name + ")");
      break;
    }
  const auto key = [&](const model::Key& one, std::string_view what) {
    if (reads(as_set(one.columns))) uses.push_back(fmt::format("{} {}", what, one.name));
  };
  if (table.primary_key) key(*table.primary_key, "key");
  for (const model::Key& unique : table.uniques)
    key(unique, "unique");
  for (const model::ForeignKey& reference : table.foreign_keys)
    if (reads(as_set(reference.columns)) && "foreign key " + reference.name != breach.kept_by)
      uses.push_back("reference " + reference.name);
  for (const model::Index& index : table.indexes) {
    Columns columns;
    for (const model::IndexKey& one : index.keys)
      columns.insert(one.column);
    if (reads(columns)) uses.push_back("index " + index.name);
  }
  // A reference that takes the columns along needs them for that alone, too.
  if (uses.empty() && breach.kept_by.starts_with("foreign key"))
    return "the reference compares them, so that it cannot lead to another one's row";
  if (uses.empty() && breach.from.empty()) {
    for (const model::ForeignKey& reference : table.foreign_keys)
      if (reads(as_set(reference.columns))) uses.push_back("reference " + reference.name);
  }
  constexpr std::size_t shown = 3;
  const std::size_t more = uses.size() > shown ? uses.size() - shown : 0;
  if (more > 0) uses.resize(shown);
  return uses.empty() ? ""
                      : "needed in the row by " + text::join(uses, ", ") +
                            (more > 0 ? fmt::format(" and {} more", more) : "");
}

bool is_document(const model::DataType& type) {
  return !type.array &&
         (type.is("json") || type.is("jsonb") || type.is("xml") || type.name.name == "hstore");
}

}  // namespace

std::vector<Dependency> dependencies_of(const model::Database& database, const model::Name& table) {
  const ByTable all = dependencies(database);
  const auto found = all.find(table);
  return found == all.end() ? std::vector<Dependency>{} : found->second;
}

std::vector<TableForm> table_forms(const model::Database& database) {
  const ByTable all = dependencies(database);
  std::vector<TableForm> forms;
  for (const model::Table& table : database->tables) {
    if (table.partition_of || !table.inherits.empty()) continue;
    const std::vector<Dependency>& known = all.at(table.name);
    const Columns columns = columns_of(table);
    TableForm form{table.name,
                   candidate_keys(columns, known),
                   breaches(columns, known),
                   form_of(columns, known),
                   {},
                   {}};
    for (Dependency& breach : form.breaches)
      if (breach.why.empty()) breach.why = use_of(database, table, breach);
    for (const model::Column& column : table.columns) {
      if (column.type.array) form.lists.push_back(column.name);
      if (is_document(column.type)) form.documents.push_back(column.name);
    }
    forms.push_back(std::move(form));
  }
  return forms;
}

}  // namespace mimar::design::normal
