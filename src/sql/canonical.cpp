#include "sql/canonical.h"

#include <map>

#include "base/graph.h"
#include "base/text.h"
#include "model/foreign_table.h"
#include "model/quote.h"
#include "sql/analyser.h"
#include "sql/partition_text.h"
#include "sql/print.h"
#include "sql/walk.h"

namespace mimar::sql {
namespace {

// What cannot be understood keeps its text and is never taken for equal to anything but the same
// text.
void give_up(model::Expression& expression) {
  expression.canonical = std::string(text::trim(expression.sql));
  expression.resolved = false;
}

void finish(model::Expression& expression, const Analyser& analyser, std::string printed) {
  if (printed.empty()) return give_up(expression);
  expression.canonical = std::move(printed);
  expression.resolved = analyser.certain();
  expression.references = analyser.references();
}

const Node* only_expression(const ParseTree& tree) {
  const Node* statement = tree.only_query();
  if (statement == nullptr) return nullptr;
  const Items targets(as<SelectStmt>(statement).targetList);
  return targets.size() == 1 ? as<ResTarget>(targets[0]).val : nullptr;
}

enum class Role : std::uint8_t { value, condition, assigned };

// 'a'::varchar assigned to a text column: the server keeps such a cast when the column's type
// changes later.
Node* without_string_cast(Node* node, const Universe& universe) {
  if (tag_of(node) != T_TypeCast || tag_of(as<TypeCast>(node).arg) != T_TypeCast) return node;
  const auto& inner = as<TypeCast>(as<TypeCast>(node).arg);
  const Type before = universe.type(*inner.typeName),
             after = universe.type(*as<TypeCast>(node).typeName);
  const bool strings = universe.category(before) == 'S' && universe.category(after) == 'S' &&
                       !before.is('p') && !before.has_modifiers() && !after.has_modifiers();
  if (!strings || literal_text(inner.arg) == nullptr) return node;
  return make_cast(inner.arg, after, universe);
}

class Canonicaliser {
 public:
  Canonicaliser(model::Objects& objects, const SearchPath& path)
      : objects_(objects), universe_(objects, path.schemas, path.varied) {}

  void run() {
    views();
    for (model::Table& table : objects_.tables)
      this->table(table);
    for (model::View& view : objects_.views)
      indexes(view.name, view.indexes);
    for (model::OtherObject& object : objects_.others)
      std::visit([this](auto& definition) { this->definition(definition); }, object.definition);
  }

 private:
  void expression(model::Expression& expression, const model::Name& table, Role role,
                  const Type& target = {}) {
    expression_over(expression, table, universe_.columns(table), role, target);
  }

  // nullptr: no column can be named.
  void expression_over(model::Expression& expression, const model::Name& table,
                       const OutputColumns* columns, Role role, const Type& target = {}) {
    const ParseTree tree("SELECT " + expression.sql);
    const Node* node = only_expression(tree);
    if (node == nullptr) return give_up(expression);
    Analyser analyser(universe_);
    if (columns != nullptr) analyser.set_table(table, *columns);
    Node* made = nullptr;
    if (role == Role::condition) {
      made = analyser.boolean_expression(node);
    } else {
      const Typed value = analyser.expression(node);
      made = value.node;
      if (role == Role::assigned)
        made = without_string_cast(assigned(analyser, value, target), universe_);
      else if (value.type.is('u'))
        made = analyser.coerce(value, text_type);
    }
    finish(expression, analyser, print_expression(made));
  }

  // DEFAULT NULL leaves no trace in the catalog, unless a conversion to the column's length or
  // domain stands around it; a constant of interval has its modifiers itself.
  bool stores_no_default(const model::Expression& expression, const Type& type) const {
    return (!type.has_modifiers() || type.is('I')) && same_type(universe_.base_of(type), type) &&
           expression.canonical.substr(0, 6) == "NULL::" &&
           expression.sql.find('(') == std::string::npos;
  }

  // No column can be named in a default, so that the same text for the same type is the same
  // everywhere; schemas repeat a few defaults in every table.
  void default_value(model::Expression& value, const Type& type) {
    const auto [entry, first] = defaults_.try_emplace({value.sql, type}, value);
    if (first) expression(entry->second, {}, Role::assigned, type);
    value = entry->second;
  }

  // A default is converted to its column's type; a function of unknown result is stored as it is.
  static Node* assigned(Analyser& analyser, const Typed& value, const Type& target) {
    if (!value.type.known() || !target.known()) return value.node;
    return analyser.assign(value, target);
  }

  void table(model::Table& table) {
    for (model::Column& column : table.columns) {
      const Type type = universe_.type(column.type);
      if (column.default_value) {
        default_value(*column.default_value, type);
        if (stores_no_default(*column.default_value, type)) column.default_value.reset();
      }
      if (column.generated) expression(*column.generated, table.name, Role::assigned, type);
    }
    for (model::Check& check : table.checks)
      expression(check.expression, table.name, Role::condition);
    for (model::Exclusion& exclusion : table.exclusions) {
      for (model::ExclusionElement& element : exclusion.elements)
        if (element.key.expression) expression(*element.key.expression, table.name, Role::value);
      if (exclusion.predicate) expression(*exclusion.predicate, table.name, Role::condition);
    }
    indexes(table.name, table.indexes);
    if (table.partition_by) partition_key(*table.partition_by, table.name);
    if (table.partition_of) bound(table.partition_of->bound, table.partition_of->parent);
  }

  // Kinds without expressions, or whose expressions nobody understands yet.
  template <class Other>
  void definition(Other&) {}

  // In a domain's CHECK its value is the one column there is.
  void definition(model::Domain& domain) {
    const Type type = universe_.type(domain.type);
    if (domain.default_value) {
      default_value(*domain.default_value, type);
      if (stores_no_default(*domain.default_value, type)) domain.default_value.reset();
    }
    const OutputColumns value{{"value", type}};
    for (model::Check& check : domain.checks)
      expression_over(check.expression, {}, &value, Role::condition);
  }

  void definition(model::ExtendedStatistics& statistics) {
    for (model::Expression& one : statistics.expressions)
      expression(one, statistics.table, Role::value);
  }

  void definition(model::Routine& routine) {
    for (model::Argument& argument : routine.arguments) {
      if (argument.default_value)
        expression(*argument.default_value, {}, Role::assigned,
                   universe_.type(argument.type).plain());
    }
    if (routine.sql_body) sql_body(*routine.sql_body, routine);
  }

  // RETURN, or the statements between BEGIN ATOMIC and END, over the arguments.
  void sql_body(model::Expression& body, const model::Routine& routine) {
    OutputColumns arguments;
    std::vector<std::size_t> inputs;
    for (const model::Argument& argument : routine.arguments) {
      if (argument.mode != model::ArgumentMode::out && argument.mode != model::ArgumentMode::table)
        inputs.push_back(arguments.size());
      arguments.push_back({argument.name, universe_.type(argument.type).plain()});
    }
    const ParseTree tree("CREATE FUNCTION f() " + body.sql);
    const Node* made = tree.only_statement();
    if (made == nullptr || tag_of(made) != T_CreateFunctionStmt) return give_up(body);
    Analyser analyser(universe_);
    analyser.set_arguments(routine.name, arguments, inputs);
    finish(body, analyser, printed_body(analyser, as<CreateFunctionStmt>(made).sql_body));
  }

  // "" when something in it cannot be printed.
  static std::string printed_body(Analyser& analyser, const Node* body) {
    if (tag_of(body) == T_ReturnStmt) {
      const Typed value = analyser.expression(as<ReturnStmt>(body).returnval);
      const std::string printed =
          print_expression(value.type.is('u') ? analyser.coerce(value, text_type) : value.node);
      return printed.empty() ? "" : "RETURN " + printed;
    }
    if (tag_of(body) != T_List) return "";
    std::string text = "BEGIN ATOMIC";
    for (const Node* list : Items(&as<List>(body))) {
      if (list == nullptr) continue;
      for (const Node* statement : Items(&as<List>(list))) {
        const bool returns = tag_of(statement) == T_ReturnStmt;
        const std::string one = returns ? printed_body(analyser, statement)
                                        : print_query(analyser.statement(statement, false));
        if (one.empty()) return "";
        text += " " + one + ";";
      }
    }
    return text + " END";
  }

  // A condition over OLD and NEW.
  void row_condition(model::Expression& condition, const model::Name& table) {
    const ParseTree tree("SELECT " + condition.sql);
    const Node* node = only_expression(tree);
    const OutputColumns* columns = universe_.columns(table);
    if (node == nullptr || columns == nullptr) return give_up(condition);
    Analyser analyser(universe_);
    analyser.set_rows(table, *columns);
    finish(condition, analyser, print_expression(analyser.boolean_expression(node)));
  }

  void definition(model::Trigger& trigger) {
    if (trigger.condition) row_condition(*trigger.condition, trigger.table);
  }

  void definition(model::Rule& rule) {
    if (rule.condition) row_condition(*rule.condition, rule.table);
    for (model::Expression& action : rule.actions)
      rule_action(action, rule.table);
  }

  void rule_action(model::Expression& action, const model::Name& table) {
    const ParseTree tree(action.sql);
    const Node* statement = tree.only_statement();
    const OutputColumns* columns = universe_.columns(table);
    if (statement == nullptr || columns == nullptr) return give_up(action);
    if (tag_of(statement) == T_NotifyStmt) {
      action.canonical = action.sql;
      action.resolved = true;
      return;
    }
    Analyser analyser(universe_);
    analyser.set_rows(table, *columns);
    finish(action, analyser, print_query(analyser.statement(statement, true)));
  }

  void definition(model::Policy& policy) {
    if (policy.using_expression)
      expression(*policy.using_expression, policy.table, Role::condition);
    if (policy.check_expression)
      expression(*policy.check_expression, policy.table, Role::condition);
  }

  void definition(model::Publication& publication) {
    for (model::PublishedTable& published : publication.tables) {
      if (published.condition) expression(*published.condition, published.table, Role::condition);
    }
  }

  // PostgreSQL indexes the column where an expression is nothing but one: (date(d)) of a date.
  void be_column(model::IndexKey& key, const model::Name& table) const {
    const OutputColumns* columns = universe_.columns(table);
    if (columns == nullptr || !key.expression->resolved) return;
    for (const OutputColumn& column : *columns) {
      if (model::quote_identifier(column.name) != key.expression->canonical) continue;
      key.column = column.name;
      return key.expression.reset();
    }
  }

  void indexes(const model::Name& table, std::vector<model::Index>& indexes) {
    for (model::Index& index : indexes) {
      for (model::IndexKey& key : index.keys) {
        if (!key.expression) continue;
        expression(*key.expression, table, Role::value);
        be_column(key, table);
      }
      if (index.predicate) expression(*index.predicate, table, Role::condition);
    }
  }

  void partition_key(model::Expression& expression, const model::Name& table) {
    const ParseTree tree(partition_key_statement(expression.sql));
    const PartitionSpec* spec = find_partition_key(tree);
    if (spec == nullptr) return give_up(expression);
    Analyser analyser(universe_);
    if (const OutputColumns* columns = universe_.columns(table))
      analyser.set_table(table, *columns);
    finish(expression, analyser, print_partition_key(*spec, analyser));
  }

  void bound(model::Expression& expression, const model::Name& parent) {
    const std::vector<Type> types = key_types(parent);
    const ParseTree tree(partition_bound_statement(expression.sql));
    const PartitionBoundSpec* spec = find_partition_bound(tree);
    if (spec == nullptr) return give_up(expression);
    Analyser analyser(universe_);
    finish(expression, analyser, print_partition_bound(*spec, types, analyser));
  }

  std::vector<Type> key_types(const model::Name& parent) {
    for (const model::Table& table : objects_.tables) {
      if (table.name != parent || !table.partition_by) continue;
      const ParseTree tree(partition_key_statement(table.partition_by->sql));
      const PartitionSpec* spec = find_partition_key(tree);
      Analyser analyser(universe_);
      if (const OutputColumns* columns = universe_.columns(parent))
        analyser.set_table(parent, *columns);
      return spec == nullptr ? std::vector<Type>() : partition_key_types(*spec, analyser);
    }
    return {};
  }

  // Views in the order of their use of each other: the columns of one are needed to read the next.
  void views() {
    std::map<std::string, std::vector<std::size_t>> by_name;
    for (std::size_t i = 0; i < objects_.views.size(); ++i)
      by_name[objects_.views[i].name.name].push_back(i);
    Graph uses(objects_.views.size());
    for (std::size_t i = 0; i < objects_.views.size(); ++i) {
      const ParseTree tree(objects_.views[i].query.sql);
      for (const std::string& name : relation_names(tree)) {
        const auto found = by_name.find(name);
        if (found == by_name.end()) continue;
        for (const std::size_t used : found->second)
          uses.must_run(used, i);
      }
    }
    for (const std::size_t i : topological_order(uses).nodes)
      view(objects_.views[i]);
  }

  void view(model::View& view) {
    const ParseTree tree(view.query.sql);
    const Node* statement = tree.only_statement();
    if (statement == nullptr || tag_of(statement) != T_SelectStmt) return give_up(view.query);
    Analyser analyser(universe_);
    const AnalysedQuery query = analyser.query(statement);
    if (!query.columns.empty()) universe_.set_columns(view.name, query.columns);
    for (const OutputColumn& column : query.columns) {
      const auto found = view.column_defaults.find(column.name);
      if (found == view.column_defaults.end()) continue;
      default_value(found->second, column.type);
      if (stores_no_default(found->second, column.type)) view.column_defaults.erase(found);
    }
    finish(view.query, analyser, print_query(query.node));
  }

  static std::vector<std::string> relation_names(const ParseTree& tree) {
    std::vector<std::string> names;
    struct Walk {
      static bool visit(Node* node, void* context) {
        if (node == nullptr) return false;
        if (tag_of(node) == T_RangeVar)
          static_cast<std::vector<std::string>*>(context)->push_back(
              text_of(as<RangeVar>(node).relname));
        return visit_children(node, &visit, context);
      }
    };
    if (const Node* statement = tree.only_statement())
      if (tag_of(statement) == T_SelectStmt) Walk::visit(const_cast<Node*>(statement), &names);
    return names;
  }

  model::Objects& objects_;
  Universe universe_;
  std::map<std::pair<std::string, Type>, model::Expression> defaults_;
};

}  // namespace

void canonicalise(model::Objects& objects, const SearchPath& path) {
  const model::ForeignAsTables foreign(objects);
  Canonicaliser(objects, path).run();
}

}  // namespace mimar::sql
