#include "emit/ddl/rebuild.h"

#include <algorithm>
#include <map>

#include "base/graph.h"
#include "base/text.h"
#include "emit/ddl/access.h"
#include "emit/ddl/ddl.h"
#include "emit/ddl/definition.h"
#include "emit/ddl/fragment.h"
#include "emit/ddl/unit.h"
#include "model/quote.h"
#include "model/visit.h"

namespace mimar::emit::ddl {
namespace {

using Kind = model::Reference::Kind;
using model::Reference;
using References = std::vector<Reference>;

struct Node {
  const model::View* view = nullptr;
  const model::OtherObject* other = nullptr;
  References creates, needs;
  bool resolved = true;  // the needs name every column that is used
};

void append(References& to, const References& from) {
  to.insert(to.end(), from.begin(), from.end());
}

Node node_of(const model::View& view) {
  Node node{&view,
            nullptr,
            {{Kind::relation, view.name, ""}, {Kind::type, view.name, ""}},
            view.query.references,
            view.query.resolved};
  for (const auto& [column, value] : view.column_defaults)
    append(node.needs, value.references);
  for (const model::Index& index : view.indexes)
    append(node.needs, needs_of(index));
  return node;
}

// The columns that INSERT and UPDATE fill are not among the references.
bool fills_columns(const model::Expression& expression) {
  const std::string sql = text::lower(expression.sql);
  return sql.find("insert ") != std::string::npos || sql.find("update ") != std::string::npos;
}

bool all_resolved(model::Definition definition) {
  bool resolved = true;
  model::visit<model::Expression>(definition, [&](const model::Expression& expression) {
    resolved = resolved && expression.resolved && !fills_columns(expression);
  });
  return resolved;
}

Node node_of(const model::OtherObject& other) {
  Node node{nullptr, &other, {}, other.references, true};
  if (const auto* routine = model::as<model::Routine>(other)) {
    node.creates.push_back({Kind::function, routine->name, ""});
    node.resolved = !routine->sql_body || all_resolved(other.definition);
    return node;
  }
  if (const auto* aggregate = model::as<model::Aggregate>(other))
    node.creates.push_back({Kind::function, aggregate->name, ""});
  if (const auto* trigger = model::as<model::Trigger>(other)) {
    for (const std::string& column : trigger->update_columns)
      node.needs.push_back({Kind::relation, trigger->table, column});
  }
  node.resolved = all_resolved(other.definition);
  return node;
}

std::vector<Node> nodes_of(const model::Database& database) {
  std::vector<Node> nodes;
  for (const model::View& view : database->views)
    nodes.push_back(node_of(view));
  // PostgreSQL makes statistics anew with the indexes.
  for (const model::OtherObject& other : database->others) {
    if (other.kind != "statistics") nodes.push_back(node_of(other));
  }
  return nodes;
}

bool same_name(const model::Name& needed, const model::Name& there) {
  return needed.name == there.name &&
         (needed.schema.empty() || there.schema.empty() || needed.schema == there.schema);
}

bool names(const Node& node, const std::set<model::ColumnOf>& columns) {
  return std::any_of(node.needs.begin(), node.needs.end(), [&](const Reference& need) {
    return need.kind == Kind::relation &&
           std::any_of(columns.begin(), columns.end(), [&](const model::ColumnOf& one) {
             return same_name(need.name, one.table) &&
                    (need.column == one.column || (need.column.empty() && !node.resolved));
           });
  });
}

bool built_on(const References& needs, const References& created) {
  return std::any_of(needs.begin(), needs.end(), [&](const Reference& need) {
    return std::any_of(created.begin(), created.end(), [&](const Reference& there) {
      return need.kind == there.kind && same_name(need.name, there.name);
    });
  });
}

// Those that name a column, then those that are built on them.
std::vector<bool> affected_of(const std::vector<Node>& nodes,
                              const std::set<model::ColumnOf>& columns) {
  std::vector<bool> affected(nodes.size());
  std::vector<std::size_t> fresh;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    affected[i] = names(nodes[i], columns);
    if (affected[i]) fresh.push_back(i);
  }
  while (!fresh.empty()) {
    const Node& changed = nodes[fresh.back()];
    fresh.pop_back();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (affected[i] || !built_on(nodes[i].needs, changed.creates)) continue;
      affected[i] = true;
      fresh.push_back(i);
    }
  }
  return affected;
}

// The rank of each node.
std::vector<std::size_t> ranks(const std::vector<Node>& nodes) {
  std::map<std::pair<Kind, std::string_view>, std::vector<std::size_t>> creators;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const Reference& one : nodes[i].creates)
      creators[{one.kind, one.name.name}].push_back(i);
  }
  Graph graph(nodes.size());
  for (std::size_t then = 0; then < nodes.size(); ++then) {
    for (const Reference& need : nodes[then].needs) {
      const auto known = creators.find({need.kind, need.name.name});
      if (known == creators.end()) continue;
      for (const std::size_t first : known->second) {
        if (built_on({need}, nodes[first].creates)) graph.must_run(first, then);
      }
    }
  }
  std::vector<std::size_t> rank(nodes.size());
  const std::vector<std::size_t> order = topological_order(graph).nodes;
  for (std::size_t i = 0; i < order.size(); ++i)
    rank[order[i]] = i;
  return rank;
}

std::string relation_word(const model::View& view) {
  return (view.materialized ? "MATERIALIZED VIEW " : "VIEW ") + model::quote_name(view.name);
}

std::string created(const model::View& view) {
  std::string sql = create_view(view);
  for (const auto& [column, value] : view.column_defaults)
    sql += view_default(view, column);
  for (const model::Index& index : view.indexes) {
    sql += create_index(view.name, index);
    sql += comment_on("INDEX " + model::quote_name({view.name.schema, index.name}), index.comment);
  }
  if (!view.clustered_on.empty())
    sql += "ALTER MATERIALIZED VIEW " + model::quote_name(view.name) + " CLUSTER ON " +
           model::quote_identifier(view.clustered_on) + ";\n";
  return sql + access_statements(view);
}

// Does the text leave a name to the search path that the path of a new session does not find?
bool relies_on_search_path(const Node& node, const std::string& sql) {
  const std::string lower = text::lower(sql);
  return std::any_of(node.needs.begin(), node.needs.end(), [&](const Reference& need) {
    const std::string& schema = need.name.schema;
    if (schema.empty() || schema == "public") return false;
    const std::string written = text::lower(need.name.text());
    return lower.find(written) == std::string::npos &&
           lower.find(text::lower(model::quote_name(need.name))) == std::string::npos;
  });
}

Rebuilt rebuilt(const Node& node, std::size_t rank, const std::string& search_path) {
  Rebuilt one{rank, "", "", node.view, node.other};
  if (node.view != nullptr) {
    one.drop = "DROP " + relation_word(*node.view) + ";\n";
    one.create = created(*node.view);
  } else {
    one.drop = "DROP " + address(*node.other) + ";\n";
    one.create = opaque_unit(*node.other, search_path).text + access_statements(*node.other);
  }
  if (relies_on_search_path(node, one.create))
    one.create = "SET search_path = " + search_path + ";\n" + one.create + "RESET search_path;\n";
  return one;
}

bool can_be_rebuilt(const Node& node) {
  if (node.view != nullptr) return true;
  const std::string& kind = node.other->kind;
  return kind == "function" || kind == "procedure" || kind == "rule" || kind == "policy" ||
         kind == "trigger";
}

bool has_column_of(const model::Table& table, const References& types) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const model::Column& column) {
    return std::any_of(types.begin(), types.end(), [&](const Reference& one) {
      return one.name.name == column.type.name.name;
    });
  });
}

// Tables whose columns, defaults or constraints are made of what would be dropped.
void add_tables_in_the_way(const model::Database& database, const References& dropped,
                           std::vector<std::string>& obstacles) {
  const bool functions = std::any_of(dropped.begin(), dropped.end(), [](const Reference& one) {
    return one.kind == Kind::function;
  });
  for (const model::Table& table : database->tables) {
    if (!functions && !has_column_of(table, dropped)) continue;
    References needs = needs_of(table);
    for (const model::Index& index : table.indexes)
      append(needs, needs_of(index));
    std::erase_if(needs, [](const Reference& need) { return need.kind == Kind::relation; });
    if (built_on(needs, dropped))
      obstacles.push_back("table " + table.name.text() + " is made with what depends on it");
  }
}

}  // namespace

struct Dependents::Graph {
  std::vector<Node> nodes;
  std::vector<std::size_t> rank;
  std::string path;
};

Dependents::Dependents(const model::Database& database) : database_(database) {}
Dependents::~Dependents() = default;

Rebuild Dependents::around(const std::set<model::ColumnOf>& columns) const {
  if (!graph_) {
    std::vector<Node> nodes = nodes_of(database_);
    std::vector<std::size_t> rank = ranks(nodes);
    graph_ =
        std::make_unique<Graph>(Graph{std::move(nodes), std::move(rank), search_path(database_)});
  }
  const auto& [nodes, rank, path] = *graph_;
  const std::vector<bool> affected = affected_of(nodes, columns);
  Rebuild result;
  References dropped;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!affected[i]) continue;
    append(dropped, nodes[i].creates);
    if (can_be_rebuilt(nodes[i]))
      result.objects.push_back(rebuilt(nodes[i], rank[i], path));
    else
      result.obstacles.push_back(nodes[i].other->kind + " " + nodes[i].other->name +
                                 " depends on it");
  }
  if (!dropped.empty()) add_tables_in_the_way(database_, dropped, result.obstacles);
  std::sort(result.objects.begin(), result.objects.end(),
            [](const Rebuilt& a, const Rebuilt& b) { return a.rank < b.rank; });
  return result;
}

}  // namespace mimar::emit::ddl
