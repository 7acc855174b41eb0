// Partitioned tables: rows are written to the root, with values inside what the leaf partitions
// accept.

#include "base/text.h"
#include "synthesis/calendar.h"
#include "synthesis/draft.h"
#include "synthesis/recipe.h"
#include "synthesis/tokens.h"

namespace mimar::synthesis {
namespace {

std::vector<const model::Table*> partitions_of(const model::Database& database,
                                               const model::Name& parent) {
  std::vector<const model::Table*> found;
  for (const model::Table& table : database->tables) {
    if (table.partition_of && table.partition_of->parent == parent) found.push_back(&table);
  }
  return found;
}

// Constraints and unique indexes that only partitions have hold for rows of the root that land
// there.
void add_constraints(model::Table& root, const model::Table& partition) {
  for (const model::ForeignKey& key : partition.foreign_keys) {
    const bool known = std::any_of(
        root.foreign_keys.begin(), root.foreign_keys.end(), [&](const model::ForeignKey& other) {
          return other.columns == key.columns && other.referenced_table == key.referenced_table;
        });
    if (!known) root.foreign_keys.push_back(key);
  }
  for (const model::Check& check : partition.checks) {
    if (std::find(root.checks.begin(), root.checks.end(), check) == root.checks.end())
      root.checks.push_back(check);
  }
  for (const model::Column& column : partition.columns) {
    for (model::Column& own : root.columns) {
      if (own.name == column.name) own.not_null = own.not_null || column.not_null;
    }
  }
  if (partition.primary_key && !root.primary_key) root.primary_key = partition.primary_key;
  for (const model::Index& index : partition.indexes) {
    if (index.unique && index.partition_of.empty()) root.indexes.push_back(index);
  }
}

void add_partitions(model::Table& root, const model::Database& database, const model::Name& parent,
                    int depth) {
  for (const model::Table* partition : partitions_of(database, parent)) {
    add_constraints(root, *partition);
    if (depth < 8) add_partitions(root, database, partition->name, depth + 1);
  }
}

struct PartitionKey {
  std::string method;                // range, list, hash
  std::vector<std::string> columns;  // empty: an expression
};

PartitionKey read_key(const model::Expression& expression) {
  Tokens tokens(expression.sql);
  PartitionKey key;
  key.method = tokens.next().text;
  tokens.take("(");
  while (!tokens.at_end() && !tokens.is(")")) {
    const Token token = tokens.next();
    const bool name = token.kind == Token::Kind::word || token.kind == Token::Kind::quoted;
    if (!name || tokens.is("(")) return {key.method, {}};
    key.columns.push_back(token.text);
    while (!tokens.at_end() && !tokens.is(",") && !tokens.is(")"))
      tokens.next();  // COLLATE, operator class
    tokens.take(",");
  }
  return key;
}

// The first constant of `(…)`; nullopt for MINVALUE and MAXVALUE.
std::optional<std::string> first_bound(Tokens& tokens) {
  tokens.take("(");
  std::optional<std::string> text;
  if (!tokens.is("minvalue") && !tokens.is("maxvalue")) {
    const bool minus = tokens.take("-");
    if (tokens.is("cast"))
      while (!tokens.at_end() && tokens.peek().kind != Token::Kind::string)
        tokens.next();
    text = (minus ? "-" : "") + tokens.next().text;
  }
  while (!tokens.at_end() && !tokens.is(")"))
    tokens.next();
  tokens.take(")");
  return text;
}

std::optional<std::int64_t> in_units(const Ordered& ordered, const std::string& text) {
  if (ordered.unit == Ordered::Unit::integer) return std::strtoll(text.c_str(), nullptr, 10);
  const auto seconds = parse_timestamp(text);
  if (!seconds || ordered.unit != Ordered::Unit::day) return seconds;
  return *seconds / seconds_per_day;
}

std::optional<Values> range_values(const Values& natural, Tokens& tokens) {
  const auto* ordered = std::get_if<Ordered>(&natural.kind);
  if (ordered == nullptr || !tokens.take("from")) return std::nullopt;
  const auto from = first_bound(tokens);
  tokens.take("to");
  const auto to = first_bound(tokens);
  Ordered inside = *ordered;
  const std::int64_t width = ordered->high - ordered->low;
  const auto low = from ? in_units(inside, *from) : std::nullopt,
             high = to ? in_units(inside, *to) : std::nullopt;
  if ((from && !low) || (to && !high)) return std::nullopt;
  if (low && !high)
    inside.high = *low > INT64_MAX - width ? INT64_MAX : std::max(inside.high, *low + width);
  if (high && !low) inside.low = std::min(inside.low, *high - 1);
  if (low) inside.low = *low;
  if (high) inside.high = *high - 1;
  Values values;
  values.kind = inside;
  return values;
}

std::optional<Values> list_values(Tokens& tokens) {
  if (!tokens.take("in")) return std::nullopt;
  tokens.take("(");
  Choice choice;
  while (!tokens.at_end() && !tokens.is(")")) {
    const Token token = tokens.next();
    if (token.kind == Token::Kind::string || token.kind == Token::Kind::number)
      choice.labels.push_back(token.text);
    if (token.kind == Token::Kind::word && (token.text == "true" || token.text == "false"))
      choice.labels.push_back(token.text);
  }
  if (choice.labels.empty()) return std::nullopt;
  Values values;
  values.kind = std::move(choice);
  return values;
}

class LeafFinder {
 public:
  LeafFinder(const model::Database& database, const Recipe& recipe)
      : database_(database), recipe_(recipe) {}

  void find(const model::Table& table, const Leaf& so_far, int depth = 0) {
    if (!table.partition_by || depth > 8) {
      leaves_.push_back(so_far);
      return;
    }
    const PartitionKey key = read_key(*table.partition_by);
    const auto partitions = partitions_of(database_, table.name);
    const model::Table* fallback = nullptr;
    const std::size_t before = leaves_.size();
    for (const model::Table* partition : partitions) {
      Tokens bound(partition->partition_of->bound.sql);
      if (bound.is("default")) {
        fallback = partition;
      } else if (auto leaf = with_bound(key, bound, so_far)) {
        find(*partition, *leaf, depth + 1);
      }
    }
    // Whatever a default partition takes beside its siblings is not worked out; alone, it takes
    // everything.
    if (fallback != nullptr && leaves_.size() == before) find(*fallback, so_far, depth + 1);
  }

  std::vector<Leaf> take() { return std::move(leaves_); }

 private:
  std::optional<Leaf> with_bound(const PartitionKey& key, Tokens& bound, Leaf leaf) const {
    if (key.method == "hash") return leaf;
    if (key.columns.empty()) return std::nullopt;
    const std::size_t column = column_position(recipe_.table, key.columns.front());
    if (column == none) return std::nullopt;
    bound.take("for");
    bound.take("values");
    const auto known = leaf.find(column);
    const Values& natural = known == leaf.end() ? recipe_.columns[column].values : known->second;
    const auto values = key.method == "range" ? range_values(natural, bound) : list_values(bound);
    if (!values || size(*values) == 0) return std::nullopt;
    leaf[column] = *values;
    return leaf;
  }

  const model::Database& database_;
  const Recipe& recipe_;
  std::vector<Leaf> leaves_;
};

}  // namespace

bool decides_partition(const model::Table& table, std::size_t column) {
  if (!table.partition_by) return false;
  const PartitionKey key = read_key(*table.partition_by);
  return key.method == "list" && std::find(key.columns.begin(), key.columns.end(),
                                           table.columns[column].name) != key.columns.end();
}

model::Table with_partitions(const model::Database& database, const model::Table& table) {
  model::Table root = table;
  if (root.partition_by) add_partitions(root, database, table.name, 0);
  return root;
}

std::vector<Leaf> make_leaves(const model::Database& database, const Recipe& recipe,
                              std::string& problem) {
  if (!recipe.table.partition_by) return {};
  LeafFinder finder(database, recipe);
  finder.find(recipe.table, {});
  std::vector<Leaf> leaves = finder.take();
  if (leaves.empty())
    problem = partitions_of(database, recipe.table.name).empty()
                  ? "it has no partitions"
                  : "no partition whose bounds are understood";
  std::stable_sort(leaves.begin(), leaves.end(), [](const Leaf& a, const Leaf& b) {
    const auto low = [](const Leaf& leaf) {
      const auto* ordered =
          leaf.empty() ? nullptr : std::get_if<Ordered>(&leaf.begin()->second.kind);
      return ordered == nullptr ? INT64_MIN : ordered->low;
    };
    return low(a) < low(b);
  });
  return leaves;
}

}  // namespace mimar::synthesis
