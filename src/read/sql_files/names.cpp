#include <algorithm>
#include <functional>

#include "base/ensure.h"
#include "base/text.h"
#include "model/object_name.h"
#include "read/sql_files/state.h"
#include "sql/edit.h"
#include "sql/extension_types.h"
#include "sql/position.h"
#include "sql/relation_offset.h"

namespace mimar::read::sql_files {
namespace {

model::Name first_that(const State& state, const model::Name& written,
                       const std::function<bool(const model::Name&)>& exists) {
  if (!written.schema.empty()) return written;
  for (const std::string& schema : state.search_path) {
    if (exists({schema, written.name})) return {schema, written.name};
  }
  return new_name(state, written);
}

bool has_index(const std::vector<model::Index>& indexes, const std::string& name) {
  return std::any_of(indexes.begin(), indexes.end(),
                     [&](const model::Index& index) { return index.name == name; });
}

bool has_key(const model::Table& table, const std::string& name) {
  if (table.primary_key && table.primary_key->name == name) return true;
  return std::any_of(table.uniques.begin(), table.uniques.end(),
                     [&](const model::Key& key) { return key.name == name; });
}

bool has_identity_sequence(const model::Table& table, const std::string& name) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const model::Column& column) {
    return column.identity && column.identity->sequence == name;
  });
}

bool among_indexes(const State& state, const model::Name& name) {
  for (const auto& [table_name, table] : state.tables) {
    if (table_name.schema == name.schema &&
        (has_index(table.indexes, name.name) || has_key(table, name.name)))
      return true;
  }
  for (const auto& [view_name, view] : state.views) {
    if (view_name.schema == name.schema && has_index(view.indexes, name.name)) return true;
  }
  return false;
}

bool among_constraints(const State& state, const std::string& schema, const std::string& name) {
  for (const auto& [table_name, table] : state.tables) {
    if (table_name.schema != schema) continue;
    const auto named = [&](const auto& constraint) { return constraint.name == name; };
    if (has_key(table, name) ||
        std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), named) ||
        std::any_of(table.checks.begin(), table.checks.end(), named)) {
      return true;
    }
  }
  for (auto at = state.others.lower_bound({"domain", ""});
       at != state.others.end() && at->first.first == "domain"; ++at) {
    const auto* domain = std::get_if<model::Domain>(&at->second.definition);
    if (domain == nullptr || domain->name.schema != schema) continue;
    for (const model::Check& check : domain->checks) {
      if (check.name == name) return true;
    }
  }
  return false;
}

bool never_given(const State& state, const std::string& name) {
  return !state.names.given.contains(name);
}

bool is_index_name(const State& state, const model::Name& name) {
  if (!never_given(state, name.name)) return among_indexes(state, name);
#ifndef NDEBUG
  ensure(!among_indexes(state, name), "an index was named without note_name()");
#endif
  return false;
}

bool is_identity_sequence(const State& state, const model::Name& name) {
  if (never_given(state, name.name)) return false;
  return std::any_of(state.tables.begin(), state.tables.end(), [&](const auto& entry) {
    return entry.first.schema == name.schema && has_identity_sequence(entry.second, name.name);
  });
}

std::string choose(const std::string& first, const std::string& second, const std::string& label,
                   const std::function<bool(const std::string&)>& taken) {
  std::string name = model::object_name(first, second, label);
  for (int pass = 1; taken(name); ++pass)
    name = model::object_name(first, second, label + std::to_string(pass));
  return name;
}

}  // namespace

model::Name new_name(const State& state, const model::Name& written) {
  if (!written.schema.empty()) return written;
  for (const std::string& schema : state.search_path) {
    if (state.schemas.contains(schema)) return {schema, written.name};
  }
  return {"public", written.name};
}

model::Name relation_name(const State& state, const model::Name& written) {
  return first_that(state, written, [&](const model::Name& name) {
    return state.tables.contains(name) || state.views.contains(name) ||
           state.sequences.contains(name) || state.temporary.contains(name);
  });
}

model::Name type_name(const State& state, const model::Name& written) {
  const auto is_known = [&](const model::Name& name) {
    if (state.enums.contains(name) || state.tables.contains(name)) return true;
    for (const char* kind : {"domain", "composite type", "range type", "base type"}) {
      if (state.others.contains({kind, name.text()})) return true;
    }
    for (auto at = state.others.lower_bound({"range type", ""});
         at != state.others.end() && at->first.first == "range type"; ++at) {
      const auto* range = std::get_if<model::RangeType>(&at->second.definition);
      if (range != nullptr && range->multirange == name) return true;
    }
    return false;
  };
  const model::Name found = first_that(state, written, is_known);
  if (!written.schema.empty() || is_known(found)) return found;
  // Where CREATE EXTENSION put what it brought.
  const auto bringing =
      state.others.find({"extension", std::string(sql::extension_of_type(written.name))});
  if (bringing == state.others.end()) return found;
  const auto* extension = model::as<model::Extension>(bringing->second);
  if (extension == nullptr || extension->schema.empty()) return found;
  return {extension->schema, written.name};
}

model::Name index_name(const State& state, const model::Name& written) {
  return first_that(state, written,
                    [&](const model::Name& name) { return is_index_name(state, name); });
}

void resolve_type(const State& state, model::DataType& type) {
  if (type.name.schema.empty() && model::canonical_builtin(type.name.name).empty())
    type.name = type_name(state, type.name);
}

bool relation_exists(const State& state, const model::Name& name) {
  return state.tables.contains(name) || state.views.contains(name) ||
         state.sequences.contains(name) || state.others.contains({"composite type", name.text()}) ||
         is_index_name(state, name) || is_identity_sequence(state, name);
}

model::Identity* find_identity(State& state, const model::Name& sequence) {
  if (never_given(state, sequence.name)) return nullptr;
  for (auto& [name, table] : state.tables) {
    if (name.schema != sequence.schema) continue;
    for (model::Column& column : table.columns)
      if (column.identity && column.identity->sequence == sequence.name) return &*column.identity;
  }
  return nullptr;
}

bool constraint_exists(const State& state, const std::string& schema, const std::string& name) {
  if (!never_given(state, name)) return among_constraints(state, schema, name);
#ifndef NDEBUG
  ensure(!among_constraints(state, schema, name), "a constraint was named without note_name()");
#endif
  return false;
}

void note_name(State& state, const std::string& name) {
  state.names.given.insert(name);
}

void note_parent(State& state, const model::Name& parent) {
  state.names.parents.insert(parent);
}

std::vector<model::Index>* indexes_of(State& state, const model::Name& relation) {
  if (const auto table = state.tables.find(relation); table != state.tables.end())
    return &table->second.indexes;
  if (const auto view = state.views.find(relation); view != state.views.end())
    return &view->second.indexes;
  return nullptr;
}

IndexPlace find_index(State& state, const model::Name& name) {
  for (auto& [table_name, table] : state.tables) {
    if (table_name.schema != name.schema) continue;
    for (model::Index& index : table.indexes) {
      if (index.name == name.name) return {&table, nullptr, &index};
    }
  }
  for (auto& [view_name, view] : state.views) {
    if (view_name.schema != name.schema) continue;
    for (model::Index& index : view.indexes) {
      if (index.name == name.name) return {nullptr, &view, &index};
    }
  }
  return {};
}

tl::unexpected<Error> error(const State& state, std::string message, std::string hint) {
  std::optional<SourceSpan> where;
  if (state.statement != nullptr) where = state.statement->where;
  std::string excerpt;
  if (where && state.file != nullptr) excerpt = sql::excerpt(state.file->text, where->offset);
  return fail(Error{ErrorKind::input,
                    std::move(message),
                    std::move(where),
                    {},
                    std::move(hint),
                    std::move(excerpt)});
}

// Where the statement refers to a relation, when its text stands in the file as it is.
std::optional<std::size_t> offset_of(const State& state, const model::Name& name) {
  if (state.statement == nullptr || state.file == nullptr) return std::nullopt;
  const std::size_t start = state.statement->where.offset;
  const std::string& sql = state.statement->sql;
  if (start > state.file->text.size() || state.file->text.compare(start, sql.size(), sql) != 0)
    return std::nullopt;
  const std::optional<std::size_t> inside = sql::relation_offset(sql, name.name);
  return inside ? std::optional(start + *inside) : std::nullopt;
}

tl::unexpected<Error> missing(const State& state, const char* kind, const model::Name& name) {
  std::vector<std::string> known;
  for (const auto& [table, unused] : state.tables)
    known.push_back(table.text());
  for (const auto& [view, unused] : state.views)
    known.push_back(view.text());
  const std::string near = text::nearest(name.text(), known);
  std::string message = std::string(kind) + " `" + name.text() + "` does not exist at this point";
  std::string hint = near.empty() ? "is a file missing, or are the files in another order?"
                                  : "did you mean `" + near + "`?";
  if (const std::optional<std::size_t> offset = offset_of(state, name)) {
    sql::Places places(state.file->text, state.file->path);
    return fail(sql::error_at(places, *offset, std::move(message), std::move(hint)));
  }
  return error(state, std::move(message), std::move(hint));
}

void not_followed(State& state, const std::string& what, const model::Name& relation) {
  const SourceSpan& where = state.statement->where;
  state.incomplete.push_back(what + " (" + where.file + ":" + std::to_string(where.line) +
                             ") was not followed, because " + relation.text() + " was not read");
}

void pass_over(State& state, const std::string& what) {
  ++state.passed_over[what];
}

std::string choose_relation_name(const State& state, const std::string& schema,
                                 const std::string& first, const std::string& second,
                                 const std::string& label) {
  return choose(first, second, label, [&](const std::string& name) {
    return relation_exists(state, {schema, name}) ||
           (label != "seq" && label != "idx" && constraint_exists(state, schema, name));
  });
}

std::string choose_constraint_name(const State& state, const std::string& schema,
                                   const std::string& first, const std::string& second,
                                   const std::string& label) {
  return choose(first, second, label,
                [&](const std::string& name) { return constraint_exists(state, schema, name); });
}

std::string name_addition(const std::vector<std::string>& columns) {
  std::string addition;
  for (const std::string& column : columns) {
    if (!addition.empty()) addition += '_';
    addition += column;
    if (addition.size() > model::longest_name) break;
  }
  return addition;
}

std::vector<std::string> index_column_names(const model::Index& index) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& wanted) {
    std::string name = wanted;
    for (int pass = 1; std::find(names.begin(), names.end(), name) != names.end(); ++pass) {
      const std::string digits = std::to_string(pass);
      name = model::clipped_name(wanted, model::longest_name - digits.size()) + digits;
    }
    names.push_back(name);
  };
  for (const model::IndexKey& key : index.keys)
    add(key.expression ? sql::implied_column_name(key.expression->sql) : key.column);
  for (const std::string& column : index.include)
    add(column);
  return names;
}

}  // namespace mimar::read::sql_files
