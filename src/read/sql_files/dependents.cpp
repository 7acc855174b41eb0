#include "read/sql_files/dependents.h"

#include <algorithm>

#include "model/visit.h"
#include "read/sql_files/definitions.h"
#include "read/sql_files/mentions.h"
#include "sql/edit.h"
#include "sql/text_search_constants.h"

namespace mimar::read::sql_files {
namespace {

using Kind = Gone::Kind;

std::string bare(model::DataType type) {
  type.modifiers.clear();
  return model::to_sql(type);
}

bool same_types(const std::vector<model::DataType>& a, const std::vector<model::DataType>& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const model::DataType& x, const model::DataType& y) { return bare(x) == bare(y); });
}

// Of what is left.
std::size_t overloads(const State& state, const model::Name& name) {
  std::size_t count = 0;
  for (const char* kind : {"function", "procedure", "aggregate"}) {
    const std::string prefix = name.text() + "(";
    for (auto at = state.others.lower_bound({kind, prefix});
         at != state.others.end() && at->first.first == kind &&
         at->first.second.starts_with(prefix);
         ++at)
      ++count;
  }
  return count;
}

class Cascade {
 public:
  Cascade(State& state, const Gone& gone) : state_(state), gone_(gone) {}

  void run() {
    tables();
    views();
    others();
  }

 private:
  // --- what uses it
  bool is_type(const model::DataType& type) const {
    return (gone_.kind == Kind::type || gone_.kind == Kind::relation) && type.name == gone_.name;
  }

  // `table`: whose columns the expression names.
  bool uses(const model::Expression& expression, const model::Name& table) {
    const std::string& sql = expression.sql;
    switch (gone_.kind) {
      case Kind::relation:
        return mentions(state_, sql, sql::Mention::relation, gone_.name) ||
               mentions_as_text(sql, gone_.name);
      case Kind::column:
        return table == gone_.name && sql.find(gone_.column) != std::string::npos &&
               sql::columns_in(sql).contains(gone_.column);
      case Kind::type: return mentions(state_, sql, sql::Mention::type, gone_.name);
      case Kind::collation: return mentions(state_, sql, sql::Mention::collation, gone_.name);
      case Kind::function: return calls(sql);
      case Kind::operator_: doubt_operator(sql); return false;
      // to_tsvector('names', ...): the text is a constant of type regconfig or regdictionary.
      case Kind::text_search_configuration:
      case Kind::text_search_dictionary: return sql::uses_text_search(sql, gone_.name);
      case Kind::text_search_parser:
      case Kind::text_search_template:
      case Kind::foreign_data_wrapper:
      case Kind::foreign_server: return false;
    }
    return false;
  }
  bool uses(const std::optional<model::Expression>& expression, const model::Name& table) {
    return expression && uses(*expression, table);
  }

  // Which of several functions of a name is called only its arguments tell.
  bool calls(const std::string& sql) {
    if (!mentions(state_, sql, sql::Mention::function, gone_.name)) return false;
    if (overloads(state_, gone_.name) == 0) return true;
    state_.incomplete.push_back("`" + sql + "` may call the function " + gone_.name.text() +
                                " that was dropped, or another of this name");
    return false;
  }

  void doubt_operator(const std::string& sql) {
    if (sql.find(gone_.name.name) != std::string::npos)
      state_.incomplete.push_back("`" + sql + "` may use the operator " + gone_.name.text() +
                                  " that was dropped");
  }

  bool uses(const model::Use& use) const {
    if (use.name != gone_.name) return false;
    switch (use.what) {
      case model::Named::relation: return gone_.kind == Kind::relation;
      case model::Named::type: return gone_.kind == Kind::type || gone_.kind == Kind::relation;
      case model::Named::collation: return gone_.kind == Kind::collation;
      case model::Named::text_search_parser: return gone_.kind == Kind::text_search_parser;
      case model::Named::text_search_dictionary: return gone_.kind == Kind::text_search_dictionary;
      case model::Named::text_search_template: return gone_.kind == Kind::text_search_template;
      case model::Named::function:
        return gone_.kind == Kind::function &&
               (!use.arguments || !gone_.arguments || same_types(*use.arguments, *gone_.arguments));
      default: return false;
    }
  }

  // --- tables
  void tables() {
    std::vector<model::Name> names;
    for (const auto& [name, table] : state_.tables)
      names.push_back(name);
    for (const model::Name& name : names) {
      if (gone_.kind == Kind::foreign_server && is_on_server(name))
        remove_relation(state_, name, true);
      else if (state_.tables.contains(name))
        parts_of(name);
    }
  }

  bool is_on_server(const model::Name& name) const {
    const auto foreign = state_.foreign.find(name);
    return foreign != state_.foreign.end() && foreign->second.server == gone_.name.name;
  }

  void parts_of(const model::Name& name) {
    model::Table& table = state_.tables.at(name);
    std::erase_if(table.foreign_keys, [&](const model::ForeignKey& key) {
      return gone_.kind == Kind::relation && key.referenced_table == gone_.name;
    });
    std::erase_if(table.checks,
                  [&](const model::Check& check) { return uses(check.expression, name); });
    std::erase_if(table.indexes,
                  [&](const model::Index& index) { return index_uses(index, name); });
    std::erase_if(table.exclusions, [&](const model::Exclusion& exclusion) {
      return uses(exclusion.predicate, name) ||
             std::any_of(exclusion.elements.begin(), exclusion.elements.end(),
                         [&](const auto& element) { return key_uses(element.key, name); });
    });
    for (model::Column& column : table.columns) {
      if (uses(column.default_value, name)) column.default_value.reset();
    }
    if (uses(table.partition_by, name) ||
        (gone_.kind == Kind::type && table.of_type == gone_.name)) {
      if (name != gone_.name) remove_relation(state_, name, true);
      return;
    }
    for (const std::string& column : columns_using(table)) {
      const auto again = state_.tables.find(name);
      if (again == state_.tables.end()) return;
      if (model::find_column(again->second, column) == nullptr) continue;
      drop_dependents(state_, {Kind::column, name, column});
      remove_column(state_, again->second, column);
    }
  }

  std::vector<std::string> columns_using(const model::Table& table) {
    std::vector<std::string> columns;
    for (const model::Column& column : table.columns) {
      const bool itself =
          gone_.kind == Kind::column && gone_.name == table.name && gone_.column == column.name;
      const bool collated = gone_.kind == Kind::collation && column.collation == gone_.name;
      if (!itself && (is_type(column.type) || collated || uses(column.generated, table.name)))
        columns.push_back(column.name);
    }
    return columns;
  }

  bool key_uses(const model::IndexKey& key, const model::Name& table) {
    return uses(key.expression, table) ||
           (gone_.kind == Kind::collation && key.collation == gone_.name);
  }
  bool index_uses(const model::Index& index, const model::Name& table) {
    return uses(index.predicate, table) ||
           std::any_of(index.keys.begin(), index.keys.end(),
                       [&](const model::IndexKey& key) { return key_uses(key, table); });
  }

  // --- views
  void views() {
    std::vector<model::Name> gone;
    if (gone_.kind == Kind::column) {
      gone = views_using(state_, gone_.name, gone_.column);
    } else {
      for (const auto& [name, view] : state_.views) {
        if (name != gone_.name && view_uses(view)) gone.push_back(name);
      }
    }
    for (const model::Name& view : gone) {
      if (state_.views.contains(view)) remove_relation(state_, view, true);
    }
    for (auto& entry : state_.views)
      std::erase_if(entry.second.indexes, [&](const model::Index& index) {
        return gone_.kind != Kind::column && index_uses(index, entry.first);
      });
  }

  bool view_uses(const model::View& view) {
    if (gone_.kind != Kind::relation) return uses(view.query, view.name);
    for (const model::Name& used : sql::relations_in(view.query.sql)) {
      if (relation_name(state_, used) == gone_.name) return true;
    }
    return mentions_as_text(view.query.sql, gone_.name) ||
           mentions(state_, view.query.sql, sql::Mention::type, gone_.name);
  }

  // --- others
  void others() {
    std::vector<ObjectKey> gone;
    for (auto& [key, object] : state_.others) {
      if (object.opaque() ? opaque_uses(object) : definition_uses(object.definition))
        gone.push_back(key);
    }
    for (const ObjectKey& key : gone)
      drop_object(state_, key, true);
  }

  bool opaque_uses(const model::OtherObject& object) const {
    return std::any_of(
        object.references.begin(), object.references.end(), [&](const model::Reference& one) {
          const bool named = one.name == gone_.name ||
                             (one.name.schema.empty() && one.name.name == gone_.name.name);
          if (!named) return false;
          switch (one.kind) {
            case model::Reference::Kind::relation: return gone_.kind == Kind::relation;
            case model::Reference::Kind::type:
              return gone_.kind == Kind::type || gone_.kind == Kind::relation;
            case model::Reference::Kind::function: return gone_.kind == Kind::function;
            case model::Reference::Kind::sequence: return gone_.kind == Kind::relation;
            case model::Reference::Kind::object: return false;
          }
          return false;
        });
  }

  bool definition_uses(model::Definition& definition) {
    return std::visit([&](auto& one) { return uses_it(one); }, definition);
  }

  // What goes whole: with any name or expression in it.
  template <class T>
  bool uses_it(T& one) {
    bool found = false;
    if constexpr (!std::is_same_v<T, std::monostate>) {
      model::Definition copy = one;
      model::visit_uses(copy, [&](const model::Use& use) {
        found = found || (use.what != model::Named::itself && uses(use));
      });
      model::visit<model::Expression>(one, [&](const model::Expression& expression) {
        found = found || uses(expression, table_of(one));
      });
    }
    return found;
  }
  template <class T>
  static model::Name table_of(const T& one) {
    if constexpr (requires { one.table; }) return one.table;
    return {};
  }

  // A query inside may have columns of the same name from elsewhere.
  bool uses_it(model::Rule& rule) {
    bool found = gone_.kind == Kind::relation && rule.table == gone_.name;
    model::visit<model::Expression>(rule, [&](const model::Expression& expression) {
      if (gone_.kind != Kind::column) {
        found = found || uses(expression, {});
      } else if ((rule.table == gone_.name ||
                  mentions(state_, expression.sql, sql::Mention::relation, gone_.name)) &&
                 expression.sql.find(gone_.column) != std::string::npos) {
        state_.incomplete.push_back("rule " + model::identity_of(rule) + " may use " +
                                    gone_.name.text() + "." + gone_.column + ", which was dropped");
      }
    });
    return found;
  }
  bool uses_it(model::Policy& policy) {
    bool found = gone_.kind == Kind::relation && policy.table == gone_.name;
    model::visit<model::Expression>(policy, [&](const model::Expression& expression) {
      found = found || (gone_.kind != Kind::column && uses(expression, {}));
    });
    if (gone_.kind == Kind::column)
      found = found || uses_column(state_, policy, gone_.name, gone_.column);
    return found;
  }
  bool uses_it(model::Domain& domain) {
    std::erase_if(domain.checks,
                  [&](const model::Check& check) { return uses(check.expression, {}); });
    return is_type(domain.type) || uses(domain.default_value, {}) ||
           (gone_.kind == Kind::collation && domain.collation == gone_.name);
  }
  bool uses_it(model::CompositeType& type) {
    std::erase_if(type.attributes, [&](const model::Attribute& attribute) {
      return is_type(attribute.type) ||
             (gone_.kind == Kind::collation && attribute.collation == gone_.name);
    });
    return false;
  }
  bool uses_it(model::Aggregate& aggregate) {
    const auto inside = [&](const auto& property) {
      return uses(model::Expression("'x'::" + property.second), {}) ||
             property.second == gone_.name.text();
    };
    model::Definition copy = aggregate;
    bool found = std::any_of(aggregate.properties.begin(), aggregate.properties.end(), inside);
    model::visit_uses(copy, [&](const model::Use& use) {
      found = found || (use.what != model::Named::itself && uses(use));
    });
    return found;
  }
  bool uses_it(model::Trigger& trigger) {
    model::Definition copy = trigger;
    bool found = false;
    model::visit_uses(copy, [&](const model::Use& use) { found = found || uses(use); });
    if (gone_.kind == Kind::column && trigger.table == gone_.name)
      found = found || std::find(trigger.update_columns.begin(), trigger.update_columns.end(),
                                 gone_.column) != trigger.update_columns.end();
    return found || uses(trigger.condition, trigger.table);
  }
  bool uses_it(model::ForeignServer& server) {
    return gone_.kind == Kind::foreign_data_wrapper && server.wrapper == gone_.name.name;
  }
  bool uses_it(model::UserMapping& mapping) {
    return gone_.kind == Kind::foreign_server && mapping.server == gone_.name.name;
  }
  bool uses_it(model::ExtendedStatistics& statistics) {
    bool found = gone_.kind == Kind::relation && statistics.table == gone_.name;
    for (const model::Expression& expression : statistics.expressions)
      found = found || uses(expression, statistics.table);
    return found;
  }
  // A publication stays when a table of it goes.
  bool uses_it(model::Publication& publication) {
    std::erase_if(publication.tables, [&](const model::PublishedTable& published) {
      if (published.table != gone_.name) return uses(published.condition, published.table);
      const bool listed = std::find(published.columns.begin(), published.columns.end(),
                                    gone_.column) != published.columns.end();
      return gone_.kind == Kind::relation ||
             (gone_.kind == Kind::column && (listed || uses(published.condition, published.table)));
    });
    return false;
  }

  State& state_;
  const Gone gone_;
};

}  // namespace

void drop_dependents(State& state, const Gone& gone) {
  Cascade(state, gone).run();
}

void drop_column_parts(State& state, const model::Name& table, const std::string& column) {
  std::erase_if(state.others, [&](const auto& entry) {
    const auto* statistics = std::get_if<model::ExtendedStatistics>(&entry.second.definition);
    if (statistics == nullptr || statistics->table != table) return false;
    bool found = std::find(statistics->columns.begin(), statistics->columns.end(), column) !=
                 statistics->columns.end();
    for (const model::Expression& expression : statistics->expressions)
      found = found || sql::columns_in(expression.sql).contains(column);
    return found;
  });
}

}  // namespace mimar::read::sql_files
