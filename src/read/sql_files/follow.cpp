#include "read/sql_files/follow.h"

#include <algorithm>

#include "model/quote.h"
#include "model/visit.h"
#include "read/sql_files/definitions.h"
#include "sql/edit.h"
#include "sql/text_search_constants.h"

namespace mimar::read::sql_files {
namespace {

template <class F>
void each_expression(State& state, F f) {
  for (auto& [name, table] : state.tables)
    model::visit<model::Expression>(table, f);
  for (auto& [name, view] : state.views)
    model::visit<model::Expression>(view, f);
  for (auto& [key, object] : state.others)
    model::visit<model::Expression>(object.definition, f);
}

// Only texts that have the word are parsed.
void rename_in_expressions(State& state, const std::string& word, const sql::Renamed& renamed) {
  each_expression(state, [&](model::Expression& expression) {
    if (expression.sql.find(word) != std::string::npos)
      expression.sql = sql::rename_names(expression.sql, renamed);
  });
}

// A name as written means `from` when it says so, or says no schema and the path leads there.
sql::Renamed renaming(sql::Mention what, const model::Name& from, const model::Name& to,
                      const std::vector<std::string>& path) {
  const bool on_path = std::find(path.begin(), path.end(), from.schema) != path.end();
  return [=](sql::Mention mention, const model::Name& written) -> std::optional<model::Name> {
    if (mention != what || written.name != from.name) return std::nullopt;
    if (written.schema.empty() ? !on_path : written.schema != from.schema) return std::nullopt;
    return to;
  };
}

// Where names were looked up when the expressions were written.
std::vector<std::string> paths_so_far(const State& state) {
  std::vector<std::string> path = state.search_path;
  path.insert(path.end(), state.searched.begin(), state.searched.end());
  path.emplace_back("public");
  return path;
}

bool same_arguments(const model::Use& use, const std::vector<model::DataType>& arguments) {
  if (!use.arguments) return true;
  const auto bare = [](model::DataType type) {
    type.modifiers.clear();
    return model::to_sql(type);
  };
  return std::equal(
      use.arguments->begin(), use.arguments->end(), arguments.begin(), arguments.end(),
      [&](const model::DataType& a, const model::DataType& b) { return bare(a) == bare(b); });
}

void replace_uses(State& state, const model::Name& to,
                  const std::function<bool(const model::Use&)>& means) {
  change_definitions(state, [&](model::OtherObject& object) {
    bool changed = false;
    model::visit_uses(object.definition, [&](const model::Use& use) {
      if (use.what == model::Named::itself || !means(use)) return;
      use.name = to;
      changed = true;
    });
    return changed;
  });
}

// The properties of aggregates are text: `public.add`, `public.mood[]`, `OPERATOR(public.<)`.
void follow_in_aggregates(State& state, const std::function<void(std::string&)>& change) {
  for (auto& [key, object] : state.others) {
    auto* aggregate = std::get_if<model::Aggregate>(&object.definition);
    if (aggregate == nullptr) continue;
    for (auto& [word, value] : aggregate->properties) {
      if (!value.starts_with('\'')) change(value);
    }
  }
}

void follow_name_in_aggregates(State& state, const model::Name& from, const model::Name& to) {
  follow_in_aggregates(state, [&](std::string& value) {
    const std::string name = model::quote_name(from);
    if (value == name || value == name + "[]")
      value = model::quote_name(to) + value.substr(name.size());
  });
}

void follow_schema_in_aggregates(State& state, const std::string& from, const std::string& to) {
  follow_in_aggregates(state, [&](std::string& value) {
    for (const std::string_view before : {"", "OPERATOR("}) {
      const std::string start = std::string(before) + model::quote_identifier(from) + ".";
      if (!value.starts_with(start)) continue;
      value = std::string(before) + model::quote_identifier(to) + "." + value.substr(start.size());
      return;
    }
  });
}

bool routine_of_name(const State& state, const model::Name& name) {
  return std::any_of(state.others.begin(), state.others.end(), [&](const auto& entry) {
    const std::string& kind = entry.first.first;
    return (kind == "function" || kind == "procedure" || kind == "aggregate") &&
           entry.first.second.starts_with(name.text() + "(");
  });
}

// Statements inside of rules and functions name columns of many tables.
void doubt_statements(State& state, const model::OtherObject& object, const model::Name& table,
                      const std::string& column) {
  const auto* rule = model::as<model::Rule>(object);
  const auto* routine = model::as<model::Routine>(object);
  const auto doubt = [&](const model::Expression& statement) {
    if (statement.sql.find(column) == std::string::npos) return;
    state.incomplete.push_back("the text of " + object.kind + " " + object.name +
                               " may name the column " + table.text() + "." + column +
                               ", which was renamed");
  };
  if (rule != nullptr && rule->condition) doubt(*rule->condition);
  if (rule != nullptr) std::for_each(rule->actions.begin(), rule->actions.end(), doubt);
  if (routine != nullptr && routine->sql_body) doubt(*routine->sql_body);
}

}  // namespace

void doubt_opaques(State& state, const model::Name& from, const model::Name& to) {
  for (const auto& [key, object] : state.others) {
    if (!object.opaque() || object.sql.find(from.name) == std::string::npos) continue;
    state.incomplete.push_back("the text of " + key.first + " " + key.second + " may still name " +
                               from.text() + ", which became " + to.text());
  }
}

void follow_in_definitions(State& state, model::Named what, const model::Name& from,
                           const model::Name& to) {
  replace_uses(state, to,
               [&](const model::Use& use) { return use.what == what && use.name == from; });
}

void follow_relation_in_definitions(State& state, const model::Name& from, const model::Name& to) {
  replace_uses(state, to, [&](const model::Use& use) {
    return (use.what == model::Named::relation || use.what == model::Named::type) &&
           use.name == from;
  });
  const sql::Renamed renamed = renaming(sql::Mention::relation, from, to, paths_so_far(state));
  for (auto& [key, object] : state.others) {
    model::visit<model::Expression>(object.definition, [&](model::Expression& expression) {
      if (expression.sql.find(from.name) != std::string::npos)
        expression.sql = sql::rename_names(expression.sql, renamed);
    });
  }
}

void follow_type(State& state, const model::Name& from, const model::Name& to) {
  for (auto& [name, table] : state.tables) {
    model::visit<model::DataType>(table, [&](model::DataType& type) {
      if (type.name == from) type.name = to;
    });
    if (table.of_type == from) table.of_type = to;
  }
  follow_in_definitions(state, model::Named::type, from, to);
  follow_name_in_aggregates(state, from, to);
  rename_in_expressions(state, from.name,
                        renaming(sql::Mention::type, from, to, paths_so_far(state)));
}

void follow_text_search(State& state, const model::Name& from, const model::Name& to) {
  each_expression(state, [&](model::Expression& expression) {
    expression.sql = sql::rename_text_search(expression.sql, from, to);
  });
}

void follow_collation(State& state, const model::Name& from, const model::Name& to) {
  const auto move = [&](model::Name& name) {
    if (name == from) name = to;
  };
  const auto move_key = [&](model::IndexKey& key) { move(key.collation); };
  for (auto& [name, table] : state.tables) {
    model::visit<model::Column>(table, [&](model::Column& column) { move(column.collation); });
    model::visit<model::IndexKey>(table, move_key);
  }
  for (auto& [name, view] : state.views)
    model::visit<model::IndexKey>(view, move_key);
  follow_in_definitions(state, model::Named::collation, from, to);
  rename_in_expressions(state, from.name,
                        renaming(sql::Mention::collation, from, to, paths_so_far(state)));
}

void follow_function(State& state, const model::Name& from, const model::Name& to,
                     const std::vector<model::DataType>& arguments) {
  replace_uses(state, to, [&](const model::Use& use) {
    return use.what == model::Named::function && use.name == from && same_arguments(use, arguments);
  });
  if (!routine_of_name(state, from)) follow_name_in_aggregates(state, from, to);
  if (!routine_of_name(state, from)) {
    rename_in_expressions(state, from.name,
                          renaming(sql::Mention::function, from, to, paths_so_far(state)));
    return;
  }
  // Which of several a call means only its arguments tell.
  each_expression(state, [&](const model::Expression& expression) {
    if (sql::functions_in(expression.sql).contains(from.name))
      state.incomplete.push_back("`" + expression.sql + "` may call the function " + from.text() +
                                 " that became " + to.text());
  });
}

void follow_schema(State& state, const std::string& from, const std::string& to) {
  for (auto& [name, table] : state.tables) {
    model::visit<model::Name>(table, [&](model::Name& one) {
      if (one.schema == from) one.schema = to;
    });
  }
  change_definitions(state, [&](model::OtherObject& object) {
    bool changed = false;
    model::visit<model::Name>(object.definition, [&](model::Name& one) {
      if (one.schema != from) return;
      one.schema = to;
      changed = true;
    });
    if (auto* extension = std::get_if<model::Extension>(&object.definition))
      if (extension->schema == from) extension->schema = to;
    if (auto* publication = std::get_if<model::Publication>(&object.definition)) {
      std::replace(publication->schemas.begin(), publication->schemas.end(), from, to);
      std::sort(publication->schemas.begin(), publication->schemas.end());
    }
    return changed;
  });
  rename_in_expressions(
      state, from, [&](sql::Mention, const model::Name& written) -> std::optional<model::Name> {
        if (written.schema != from) return std::nullopt;
        return model::Name{to, written.name};
      });
  follow_schema_in_aggregates(state, from, to);
  for (auto& [key, object] : state.others) {
    const bool text_search = key.first.starts_with("text search ") && !object.opaque();
    if (!text_search || model::schema_of(object.definition) != to) continue;
    const std::string name = key.second.substr(to.size() + 1);
    follow_text_search(state, {from, name}, {to, name});
  }
  std::replace(state.searched.begin(), state.searched.end(), from, to);
  for (auto& [key, object] : state.others) {
    const bool names_it = object.opaque() && (key.second.starts_with(from + ".") ||
                                              object.sql.find(from + ".") != std::string::npos);
    if (names_it)
      state.incomplete.push_back("the text of " + key.first + " " + key.second +
                                 " still names the schema " + from + ", which became " + to);
  }
}

void follow_column_in_definitions(State& state, const model::Name& table, const std::string& from,
                                  const std::string& to) {
  for (auto& [key, object] : state.others) {
    doubt_statements(state, object, table, from);
    if (auto* statistics = std::get_if<model::ExtendedStatistics>(&object.definition)) {
      if (statistics->table != table) continue;
      std::replace(statistics->columns.begin(), statistics->columns.end(), from, to);
      for (model::Expression& expression : statistics->expressions)
        expression.sql = sql::rename_column(expression.sql, from, to);
    } else if (auto* trigger = std::get_if<model::Trigger>(&object.definition)) {
      if (trigger->table != table) continue;
      std::replace(trigger->update_columns.begin(), trigger->update_columns.end(), from, to);
      // OLD and NEW are the rows of this table.
      if (trigger->condition)
        trigger->condition->sql = sql::rename_column(trigger->condition->sql, from, to);
    } else if (auto* publication = std::get_if<model::Publication>(&object.definition)) {
      for (model::PublishedTable& published : publication->tables) {
        if (published.table != table) continue;
        std::replace(published.columns.begin(), published.columns.end(), from, to);
        if (published.condition)
          published.condition->sql = sql::rename_column(published.condition->sql, from, to);
      }
    }
  }
}

}  // namespace mimar::read::sql_files
