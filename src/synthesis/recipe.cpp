#include "synthesis/recipe.h"

#include "base/text.h"
#include "synthesis/domain.h"
#include "synthesis/draft.h"
#include "synthesis/shape/settle.h"
#include "synthesis/values/choose.h"

namespace mimar::synthesis {
namespace {

// A domain's CHECK speaks of VALUE.
Term about_column(const std::string& check, const std::string& column) {
  Term term = parse_term(check);
  each_term(term, [&](Term& part) {
    if (part.kind == Term::Kind::column && part.text == "value") part.text = column;
  });
  return term;
}

// What the domains of its columns ask, by column.
std::vector<std::vector<std::string>> read_types(Draft& draft) {
  Recipe& recipe = draft.recipe;
  std::vector<std::vector<std::string>> checks;
  for (std::size_t i = 0; i < recipe.columns.size(); ++i) {
    ResolvedType resolved = resolve_domains(draft.database, draft.column(i).type);
    draft.types.push_back(std::move(resolved.type));
    recipe.columns[i].not_null = recipe.columns[i].not_null || resolved.not_null;
    checks.push_back(std::move(resolved.checks));
  }
  return checks;
}

// The column that it refers to has the same domain.
bool kept_by_parent(const Draft& draft, const model::Column& column) {
  for (const model::ForeignKey& key : draft.recipe.table.foreign_keys) {
    const model::Table* parent = model::find_table(draft.database, key.referenced_table);
    for (std::size_t i = 0; parent != nullptr && i < key.columns.size(); ++i) {
      const model::Column* referenced = model::find_column(*parent, key.referenced_columns[i]);
      if (key.columns[i] == column.name && referenced != nullptr &&
          referenced->type == column.type && parent->name != draft.recipe.table.name)
        return true;
    }
  }
  return false;
}

void read_domains(Draft& draft, const std::vector<std::vector<std::string>>& checks) {
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const std::string& column = draft.column(i).name;
    for (const std::string& check : checks[i]) {
      const Term term = about_column(check, column);
      require(draft.conditions, term);
      if (!draft.types[i].array && !kept_by_parent(draft, draft.column(i)))
        add_check(draft, "of the type of " + column, check, term);
    }
  }
}

// One NULL would be the only one: a CHECK that leaves the choice is better kept by values.
void avoid_single_nulls(Draft& draft) {
  const model::Table& table = draft.recipe.table;
  for (const model::Key& key : table.uniques)
    if (key.nulls_not_distinct && key.columns.size() == 1)
      draft.conditions.columns[key.columns[0]].not_null = true;
  for (const model::Index& index : table.indexes)
    if (index.unique && index.nulls_not_distinct && !index.predicate && index.keys.size() == 1 &&
        !index.keys[0].column.empty())
      draft.conditions.columns[index.keys[0].column].not_null = true;
}

void read_checks(Draft& draft, const std::vector<std::vector<std::string>>& of_domains) {
  avoid_single_nulls(draft);
  for (const ColumnRecipe& column : draft.recipe.columns) {
    if (!column.not_null) continue;
    const auto position = static_cast<std::size_t>(&column - draft.recipe.columns.data());
    draft.conditions.columns[draft.column(position).name].not_null = true;
  }
  read_domains(draft, of_domains);
  for (const model::Check& check : draft.recipe.table.checks) {
    const Term term = parse_term(text_of(check.expression));
    require(draft.conditions, term);
    add_check(draft, check.name, check.expression.sql, term);
  }
}

double share_of_nulls(const Draft& draft, std::size_t position) {
  const ColumnRecipe& column = draft.recipe.columns[position];
  const auto found = draft.conditions.columns.find(draft.column(position).name);
  if (found != draft.conditions.columns.end() && found->second.null) return 1;
  const bool required = found != draft.conditions.columns.end() && found->second.not_null;
  if (column.not_null || required || draft.column(position).default_value) return 0;
  return mostly_empty(draft.column(position).name) ? 0.95 : 0.1;
}

// Where most rows of a life cycle end up comes first, because the first label is the most frequent.
void put_common_label_first(Choice& choice) {
  constexpr std::string_view common[] = {
      "completed", "complete",  "delivered", "paid",      "closed",    "done",
      "active",    "published", "shipped",   "success",   "succeeded", "resolved",
      "approved",  "fulfilled", "finished",  "processed", "sent"};
  for (std::string_view word : common) {
    const auto found = std::find_if(
        choice.labels.begin(), choice.labels.end(),
        [&](const std::string& label) { return text::equal_ignoring_case(label, word); });
    if (found == choice.labels.end()) continue;
    std::rotate(choice.labels.begin(), found, found + 1);
    return;
  }
}

void put_true_first(Choice& choice, std::string_view column) {
  for (std::string_view word :
       {"active", "enabled", "verified", "visible", "public", "confirmed", "available"}) {
    if (column.find(word) != std::string_view::npos && choice.labels.size() == 2)
      std::swap(choice.labels[0], choice.labels[1]);
  }
}

Pick::How usual_pick(const Draft& draft, std::size_t position, const Values& values) {
  const std::string& name = draft.column(position).name;
  if (const auto* ordered = std::get_if<Ordered>(&values.kind)) {
    const bool time = ordered->unit == Ordered::Unit::day ||
                      ordered->unit == Ordered::Unit::timestamp ||
                      ordered->unit == Ordered::Unit::timestamptz;
    if (time) return grows_with_rows(name) ? Pick::How::ascending : Pick::How::uniform;
    // Moments as numbers, seconds or milliseconds since 1970, grow like times.
    if (ordered->low > 1'000'000'000 && grows_with_rows(name)) return Pick::How::ascending;
    return piles_up_low(name) ? Pick::How::skewed : Pick::How::uniform;
  }
  if (std::holds_alternative<Choice>(values.kind)) return Pick::How::skewed;
  if (const auto* words = std::get_if<Text>(&values.kind); words != nullptr && size(values) < 100)
    return Pick::How::skewed;
  return Pick::How::uniform;
}

// Names the CHECKs that leave nothing.
std::string no_values(const Draft& draft, std::size_t position) {
  std::string reason = fmt::format("no values for {} {}", draft.column(position).name,
                                   model::to_sql(draft.column(position).type));
  std::vector<std::string> checks;
  for (const RowCheck& check : draft.checks)
    if (check.columns == std::vector<std::size_t>{position})
      checks.push_back(fmt::format("CHECK {} ({})", check.name, check.text));
  if (!checks.empty()) reason += " that keep " + text::join(checks, " and ");
  return reason;
}

// Rows that are told apart by what they are (a vehicle that is a truck): as many of each, so that
// it is known how many rows each subtype can have.
bool tells_subtypes(const Draft& draft, std::size_t position) {
  const model::Name& own = draft.recipe.table.name;
  const std::string& column = draft.column(position).name;
  for (const model::Table& table : draft.database->tables)
    for (const model::ForeignKey& key : table.foreign_keys)
      if (key.referenced_table == own && table.name != own && key.columns.size() > 1 &&
          std::find(key.referenced_columns.begin(), key.referenced_columns.end(), column) !=
              key.referenced_columns.end())
        return true;
  return false;
}

void settle_values(Draft& draft) {
  for (std::size_t i = 0; i < draft.recipe.columns.size(); ++i) {
    ColumnRecipe& column = draft.recipe.columns[i];
    if (!column.written || column.link != none) continue;
    const bool decided = column.pick.how != Pick::How::uniform;
    if (!decided) {
      column.values = draft.values(i, false);
      column.pick.nulls = std::max(column.pick.nulls, share_of_nulls(draft, i));
      column.pick.how = usual_pick(draft, i, column.values);
      if (auto* choice = std::get_if<Choice>(&column.values.kind)) {
        put_common_label_first(*choice);
        if (draft.types[i].is("boolean")) put_true_first(*choice, draft.column(i).name);
        if (tells_subtypes(draft, i)) column.pick.how = Pick::How::cycle;
      }
    }
    if (size(column.values) > 0) continue;
    column.pick.nulls = 1;
    if (column.not_null) draft.recipe.cap(0, no_values(draft, i));
  }
}

// A CHECK may ask for a reference to be there, or not to be.
void settle_link_nulls(Draft& draft) {
  for (Link& link : draft.recipe.links) {
    for (std::size_t position : link.columns) {
      const auto found = draft.conditions.columns.find(draft.column(position).name);
      if (found == draft.conditions.columns.end() || !link.nullable) continue;
      if (found->second.null) link.pick.nulls = 1;
      if (found->second.not_null && link.pick.nulls < 1) link.pick.nulls = 0;
    }
  }
}

void require_links(Recipe& recipe, const model::Database& database) {
  for (const Link& link : recipe.links) {
    if (link.nullable || link.self) continue;
    const std::string parent = database->tables[link.parent].name.text();
    if (link.parent_rows == 0)
      recipe.cap(0, fmt::format("foreign key {}: no rows in {}", link.key->name, parent));
    if (link.leads)
      recipe.cap(link.parent_rows, fmt::format("foreign key {}: each needs a row of {} of its own",
                                               link.key->name, parent));
  }
}

}  // namespace

std::size_t table_position(const model::Database& database, const model::Name& name) {
  const model::Table* table = model::find_table(database, name);
  return table == nullptr ? none : static_cast<std::size_t>(table - database->tables.data());
}

std::size_t column_position(const model::Table& table, std::string_view column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name == column) return i;
  }
  return none;
}

Values Draft::values(std::size_t position, bool unique) const {
  Wish wish;
  wish.column = &column(position);
  wish.type = types[position];
  const auto found = conditions.columns.find(wish.column->name);
  if (found != conditions.columns.end()) wish.restriction = found->second;
  wish.unique = unique;
  wish.key = is_counter(position);
  wish.today = today;
  return suited(*this, position, choose_values(database, wish), unique);
}

bool Draft::is_counter(std::size_t position) const {
  const model::Column& counted = column(position);
  if (counted.identity) return true;
  return counted.default_value && counted.default_value->sql.find("nextval(") != std::string::npos;
}

Recipe make_recipe(const model::Database& database, std::size_t table, const Layout& layout) {
  Recipe recipe;
  recipe.table = with_partitions(database, database->tables[table]);
  recipe.rows = recipe.limit = layout.rows[table] + layout.reserved[table];
  for (const model::Column& column : recipe.table.columns) {
    ColumnRecipe made;
    made.written = !column.generated;
    made.not_null = column.not_null;
    recipe.columns.push_back(std::move(made));
  }
  Draft draft{database, recipe, {}, {}, layout.today};
  read_checks(draft, read_types(draft));
  recipe.links = make_links(database, recipe, table, layout);
  for (std::size_t i = 0; i < recipe.links.size(); ++i) {
    const Link& link = recipe.links[i];
    for (std::size_t at = 0; at < link.columns.size(); ++at) {
      if (std::find(link.overlap.begin(), link.overlap.end(), at) != link.overlap.end()) continue;
      recipe.columns[link.columns[at]].link = i;
      recipe.columns[link.columns[at]].at = at;
    }
  }
  settle_link_nulls(draft);
  require_links(recipe, database);
  settle_keys(draft);
  settle_values(draft);
  if (layout.statistics != nullptr) {
    const auto known = layout.statistics->tables.find(recipe.table.name);
    if (known != layout.statistics->tables.end())
      settle_shapes(draft, known->second, std::min(layout.rows[table], recipe.limit));
  }
  settle_pairs(draft);
  std::string problem;
  recipe.leaves = make_leaves(database, recipe, problem);
  if (!problem.empty()) recipe.cap(0, problem);
  settle_checks(draft);
  if (layout.statistics != nullptr) tell_of_mending(recipe);
  return recipe;
}

}  // namespace mimar::synthesis
