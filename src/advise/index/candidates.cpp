#include "advise/index/candidates.h"

#include "advise/index/facts.h"
#include "advise/index/served.h"
#include "base/text.h"
#include "model/quote.h"

namespace mimar::advise::index {
namespace {

constexpr std::size_t most_columns = 3;  // wider ones cost more with every write than they find
constexpr std::size_t longest_name = 63;

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

model::IndexKey key(const std::string& column) {
  model::IndexKey made;
  made.column = column;
  return made;
}

std::vector<std::string> columns_of(const model::Index& index) {
  std::vector<std::string> columns;
  for (const model::IndexKey& part : index.keys)
    columns.push_back(part.expression ? part.expression->sql : part.column);
  return columns;
}

// --- what one table's part in one query suggests
// ---------------------------------------------------------------------
class Suggestions {
 public:
  explicit Suggestions(const TableFacts& facts) : facts_(facts), table_(*facts.table) {}

  std::vector<Candidate> collect() {
    search();
    partial();
    joins();
    for (const model::Predicate* predicate : facts_.wrapped)
      wrapped(*predicate);
    for (const model::Predicate* predicate : facts_.contained)
      contained(*predicate);
    return std::move(found_);
  }

 private:
  std::vector<model::IndexKey> order_keys() const {
    bool ascending = false, descending = false;
    for (const model::OrderColumn& order : facts_.order)
      (order.descending ? descending : ascending) = true;
    std::vector<model::IndexKey> keys;
    for (const model::OrderColumn& order : facts_.order) {
      model::IndexKey part = key(order.column.column);
      // An index is read in both directions; only mixed ones need to say so.
      part.descending = part.nulls_first = ascending && descending && order.descending;
      keys.push_back(std::move(part));
    }
    return keys;
  }

  // Equality columns, then what sorts or bounds the rest. `equal` columns are removed from `then`.
  void add(const std::vector<std::string>& equal, std::vector<model::IndexKey> then,
           const std::string& reason) {
    std::erase_if(then, [&](const model::IndexKey& part) { return contains(equal, part.column); });
    Candidate candidate;
    for (const std::string& column : equal)
      candidate.index.keys.push_back(key(column));
    candidate.index.keys.insert(candidate.index.keys.end(), then.begin(), then.end());
    if (candidate.index.keys.empty()) return;
    if (candidate.index.keys.size() > most_columns) candidate.index.keys.resize(most_columns);
    std::vector<std::string> columns = columns_of(candidate.index);
    const std::size_t leading = std::min(equal.size(), columns.size());
    const auto middle = columns.begin() + static_cast<std::ptrdiff_t>(leading);
    if (serves(table_, {columns.begin(), middle}, {middle, columns.end()})) return;
    add(std::move(candidate), reason);
  }

  void add(Candidate candidate, const std::string& reason) {
    candidate.table = table_.name;
    candidate.reason = reason;
    found_.push_back(std::move(candidate));
  }

  bool has_few_values(const std::string& column) const {
    return std::any_of(facts_.literals.begin(), facts_.literals.end(),
                       [&](const model::Predicate* predicate) {
                         return predicate->column.column == column &&
                                predicate->kind == model::Predicate::Kind::equals;
                       });
  }

  static std::string words(std::string_view what, const std::vector<std::string>& columns) {
    return columns.empty() ? std::string() : std::string(what) + text::join(columns, ", ");
  }

  static std::string reason(const std::vector<std::string>& parts) {
    std::vector<std::string> said;
    for (const std::string& part : parts) {
      if (!part.empty()) said.push_back(part);
    }
    return text::join(said, ", ");
  }

  std::vector<std::string> order_columns() const {
    std::vector<std::string> columns;
    for (const model::OrderColumn& order : facts_.order)
      columns.push_back(order.column.column);
    return columns;
  }

  void search() {
    std::vector<std::string> equal = facts_.equal;
    // Columns with many values first: they also serve queries that know nothing of the others.
    std::stable_partition(equal.begin(), equal.end(),
                          [&](const std::string& column) { return !has_few_values(column); });
    const bool only_few_values = std::all_of(
        equal.begin(), equal.end(), [&](const std::string& c) { return has_few_values(c); });
    const std::string on = words("equality on ", equal);
    if (!facts_.order.empty() && (facts_.limited || !equal.empty())) {
      add(equal, order_keys(), reason({on, words("order by ", order_columns())}));
    }
    for (const std::string& column : facts_.ranges)
      add(equal, {key(column)}, reason({on, "range on " + column}));
    for (const std::string& column : facts_.prefixes)
      add_prefix(equal, column, on);
    const bool alone = facts_.ranges.empty() && facts_.prefixes.empty() && facts_.order.empty();
    if (alone && !equal.empty() && !only_few_values) add(equal, {}, on);
  }

  // LIKE 'x%' is a range only in byte order (manual: Operator Classes, text_pattern_ops).
  void add_prefix(const std::vector<std::string>& equal, const std::string& column,
                  const std::string& on) {
    const model::Column* found = model::find_column(table_, column);
    const bool text_type =
        found != nullptr && (found->type.is("text") || found->type.is("character varying"));
    if (!text_type) return;
    model::IndexKey part = key(column);
    part.opclass = {"", found->type.is("text") ? "text_pattern_ops" : "varchar_pattern_ops"};
    Candidate candidate;
    for (const std::string& other : equal)
      candidate.index.keys.push_back(key(other));
    if (candidate.index.keys.size() >= most_columns) return;
    candidate.index.keys.push_back(std::move(part));
    add(std::move(candidate), reason({on, "prefix of " + column}));
  }

  // WHERE status = 'pending' ORDER BY created_at: only the rows in that state, in that order.
  void partial() {
    for (const model::Predicate* predicate : facts_.literals) {
      const std::string& column = predicate->column.column;
      std::vector<std::string> equal = facts_.equal;
      std::erase(equal, column);
      std::erase_if(equal, [&](const std::string& other) { return has_few_values(other); });
      std::vector<model::IndexKey> then = order_keys();
      if (then.empty() && !facts_.ranges.empty()) then.push_back(key(facts_.ranges.front()));
      std::erase_if(then, [&](const model::IndexKey& part) {
        return contains(equal, part.column) || part.column == column;
      });
      Candidate candidate;
      for (const std::string& other : equal)
        candidate.index.keys.push_back(key(other));
      candidate.index.keys.insert(candidate.index.keys.end(), then.begin(), then.end());
      if (candidate.index.keys.empty()) candidate.index.keys = fallback_keys(column);
      if (candidate.index.keys.size() > most_columns) candidate.index.keys.resize(most_columns);
      const std::vector<std::string> columns = columns_of(candidate.index);
      if (columns.empty() || unique_within(columns)) continue;
      candidate.index.predicate = condition(*predicate);
      if (has_partial(*candidate.index.predicate, columns)) continue;
      const std::string why =
          reason({"only rows with " + candidate.index.predicate->sql, words("by ", columns)});
      add(std::move(candidate), why);
    }
  }

  static model::Expression condition(const model::Predicate& predicate) {
    const std::string column = model::quote_identifier(predicate.column.column);
    const bool null = predicate.kind == model::Predicate::Kind::is_null;
    model::Expression expression(null ? column + " IS NULL" : column + " = " + predicate.value);
    if (predicate.value == "true") expression.sql = column;
    if (predicate.value == "false") expression.sql = "NOT " + column;
    expression.canonical = expression.sql;
    return expression;
  }

  // With nothing to sort by, the rows are found by their key.
  std::vector<model::IndexKey> fallback_keys(const std::string& column) const {
    const bool keyed = table_.primary_key && table_.primary_key->columns.size() == 1;
    return {key(keyed ? table_.primary_key->columns.front() : column)};
  }

  bool unique_within(const std::vector<std::string>& columns) const {
    const std::vector<Served> existing = served(table_);
    return facts_.equal.size() > 0 &&
           std::any_of(existing.begin(), existing.end(), [&](const Served& index) {
             return index.unique && std::all_of(index.columns.begin(), index.columns.end(),
                                                [&](const std::string& column) {
                                                  return contains(columns, column) &&
                                                         contains(facts_.equal, column);
                                                });
           });
  }

  bool has_partial(const model::Expression& predicate,
                   const std::vector<std::string>& columns) const {
    return std::any_of(
        table_.indexes.begin(), table_.indexes.end(), [&](const model::Index& index) {
          const bool same = index.predicate && (index.predicate->sql == predicate.sql ||
                                                *index.predicate == predicate);
          const std::vector<std::string> own = columns_of(index);
          return same && own.size() >= columns.size() &&
                 std::equal(columns.begin(), columns.end(), own.begin());
        });
  }

  // Either side may be the one that is looked up for each row of the other.
  void joins() {
    for (const std::string& column : facts_.joined) {
      const std::string why = "join on " + column;
      if (facts_.limited && !facts_.order.empty())
        add({column}, order_keys(), reason({why, words("order by ", order_columns())}));
      if (!covered(table_, {column})) add({column}, {}, why);
    }
  }

  void wrapped(const model::Predicate& predicate) {
    const bool existing =
        std::any_of(table_.indexes.begin(), table_.indexes.end(), [&](const model::Index& index) {
          return !index.keys.empty() && index.keys.front().expression &&
                 index.keys.front().expression->sql == predicate.expression;
        });
    if (existing) return;
    Candidate candidate;
    model::IndexKey part;
    part.expression = model::Expression(predicate.expression);
    part.expression->canonical = predicate.expression;
    candidate.index.keys.push_back(std::move(part));
    add(std::move(candidate), "equality on " + predicate.expression);
  }

  void contained(const model::Predicate& predicate) {
    const model::Column* column = model::find_column(table_, predicate.column.column);
    const bool json = column->type.is("jsonb");
    const bool existing =
        std::any_of(table_.indexes.begin(), table_.indexes.end(), [&](const model::Index& index) {
          return index.method == "gin" && !index.keys.empty() &&
                 index.keys.front().column == column->name;
        });
    if (existing || !(json || column->type.array)) return;
    Candidate candidate;
    candidate.index.method = "gin";
    candidate.index.keys.push_back(key(column->name));
    if (json) candidate.index.keys.front().opclass = {"", "jsonb_path_ops"};
    add(std::move(candidate), "containment in " + column->name);
  }

  const TableFacts& facts_;
  const model::Table& table_;
  std::vector<Candidate> found_;
};

// --- one list for the workload
// ---------------------------------------------------------------------------------------
bool same_index(const Candidate& a, const Candidate& b) {
  return a.table == b.table && a.index.method == b.index.method && a.index.keys == b.index.keys &&
         a.index.predicate == b.index.predicate;
}

bool is_prefix(const Candidate& shorter, const Candidate& longer) {
  const auto &few = shorter.index.keys, &many = longer.index.keys;
  return shorter.table == longer.table && !shorter.index.predicate && !longer.index.predicate &&
         few.size() < many.size() && shorter.index.method == longer.index.method &&
         std::equal(few.begin(), few.end(), many.begin());
}

std::string base_name(const Candidate& candidate) {
  std::string name = "idx_" + candidate.table.name;
  for (const std::string& column : columns_of(candidate.index))
    name += "_" + column;
  if (candidate.index.predicate) name += "_where_" + candidate.index.predicate->sql;
  std::string clean;
  for (char c : text::lower(name)) {
    const bool kept =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 128;
    if (kept) clean += c;
    if (!kept && !clean.empty() && clean.back() != '_') clean += '_';
  }
  while (clean.back() == '_')
    clean.pop_back();
  return clean;
}

// At most `length` bytes, never ending inside a UTF-8 character.
std::string cut(std::string name, std::size_t length) {
  if (name.size() <= length) return name;
  while (length > 0 && (static_cast<unsigned char>(name[length]) & 0xC0) == 0x80)
    --length;
  name.resize(length);
  return name;
}

std::set<model::Name> taken_names(const model::Database& database) {
  std::set<model::Name> names;
  for (const model::Table& table : database->tables) {
    names.insert(table.name);
    if (table.primary_key) names.insert({table.name.schema, table.primary_key->name});
    for (const model::Key& key : table.uniques)
      names.insert({table.name.schema, key.name});
    for (const model::Index& index : table.indexes)
      names.insert({table.name.schema, index.name});
  }
  for (const model::View& view : database->views)
    names.insert(view.name);
  for (const model::Sequence& sequence : database->sequences)
    names.insert(sequence.name);
  return names;
}

void name_all(std::vector<Candidate>& candidates, const model::Database& database) {
  std::set<model::Name> taken = taken_names(database);
  for (Candidate& candidate : candidates) {
    const std::string base = base_name(candidate);
    std::string name = cut(base, longest_name);
    for (int n = 2; !taken.insert({candidate.table.schema, name}).second; ++n) {
      const std::string suffix = "_" + std::to_string(n);
      name = cut(base, longest_name - suffix.size()) + suffix;
    }
    candidate.index.name = name;
  }
}

}  // namespace

std::vector<Candidate> candidates(const model::Database& database,
                                  const std::vector<model::Query>& workload) {
  std::vector<Candidate> all;
  for (std::size_t i = 0; i < workload.size(); ++i) {
    for (const TableFacts& asked : facts(database, workload[i])) {
      for (Candidate& candidate : Suggestions(asked).collect()) {
        candidate.query = i;
        const bool known = std::any_of(all.begin(), all.end(), [&](const Candidate& other) {
          return same_index(candidate, other);
        });
        if (!known) all.push_back(std::move(candidate));
      }
    }
  }
  std::vector<Candidate> kept;
  for (const Candidate& candidate : all) {
    const bool redundant = std::any_of(all.begin(), all.end(), [&](const Candidate& other) {
      return is_prefix(candidate, other);
    });
    if (!redundant) kept.push_back(candidate);
  }
  name_all(kept, database);
  return kept;
}

}  // namespace mimar::advise::index
