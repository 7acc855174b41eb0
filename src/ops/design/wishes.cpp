#include "ops/design/wishes.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/relational/relational.h"
#include "workload/workload.h"

namespace mimar::ops::designing {
namespace {

std::vector<std::string> pattern_ids() {
  std::vector<std::string> ids;
  for (const design::Pattern& pattern : design::patterns())
    ids.emplace_back(pattern.id);
  return ids;
}

std::string no_pattern(const std::string& id) {
  const std::string near = text::nearest(id, pattern_ids());
  return "there is no pattern " + id + (near.empty() ? "" : "; did you mean " + near + "?");
}

class Resolving {
 public:
  explicit Resolving(const Design& design) : design_(design) {}

  std::vector<WishedPattern> all() {
    for (const design::Wish& wish : design_.brief.model.wishes)
      add(wish.pattern == "pseudonymisation" && !wish.entity.empty() ? with_columns(wish)
          : wish.pattern == "tenant-counter"                         ? with_counted(wish)
                                                                     : wish);
    for (const design::Retention& retention : design_.brief.model.retentions)
      add(wish_of(retention));
    keep_tenants_apart();
    // What changes a table comes before what is made on it.
    std::stable_sort(wished_.begin(), wished_.end(),
                     [](const auto& one, const auto& other) { return rank(one) < rank(other); });
    return std::move(wished_);
  }

 private:
  static int rank(const WishedPattern& wish) {
    constexpr std::array<std::string_view, 4> first{"tenancy", "pseudonymisation",
                                                    "tenant-partitions", "time-series"};
    if (wish.pattern == nullptr) return static_cast<int>(first.size());
    // Each tenant gets his own of all the others made.
    if (wish.pattern->id == "tenant-schemas" || wish.pattern->id == "tenant-databases")
      return static_cast<int>(first.size()) + 1;
    return static_cast<int>(std::find(first.begin(), first.end(), wish.pattern->id) -
                            first.begin());
  }

  // A shared schema is part of the tables' design. "Everything" is the tenant's, entities that
  // nothing leads from too.
  void keep_tenants_apart() {
    const auto& tenancy = design_.brief.model.tenancy;
    if (!tenancy || tenancy->mode.empty() || tenancy->mode == "shared schema") return;
    design::Wish wish{tenancy->mode == "schema per tenant" ? "tenant-schemas" : "tenant-databases",
                      tenancy->entity,
                      {},
                      tenancy->said};
    std::vector<std::string> tables;
    for (const design::Entity& entity : design_.brief.model.entities)
      if (entity.name != tenancy->entity) tables.push_back(design::table_name(entity));
    wish.options["own"] = text::join(tables, ",");
    add(wish);
  }

  // Those that are part of a key with others stay, which is told.
  std::vector<std::string> personal_columns(const design::Entity& entity) {
    const model::Table* table = workload::table_of(design_.database, table_of(entity));
    std::vector<std::string> columns;
    if (table == nullptr) return columns;
    std::set<std::string> personal;
    for (const design::Attribute& attribute : entity.attributes)
      if (attribute.personal) personal.insert(design::column_name(attribute.name));
    for (const model::Column& column : table->columns) {
      if (!personal.contains(column.name) && !design::pattern::is_personal_name(column.name))
        continue;
      const auto key =
          std::find_if(table->uniques.begin(), table->uniques.end(), [&](const model::Key& unique) {
            return unique.columns.size() > 1 &&
                   std::find(unique.columns.begin(), unique.columns.end(), column.name) !=
                       unique.columns.end();
          });
      if (key == table->uniques.end())
        columns.push_back(column.name);
      else
        wished_.push_back({nullptr,
                           {},
                           fmt::format("{} of {} is personal and stays in the table: constraint {} "
                                       "needs it together with others",
                                       column.name, table->name.name, key->name)});
    }
    return columns;
  }

  // What tells who a student is may be kept of people, of which students are a kind.
  design::Wish with_columns(design::Wish wish) {
    if (wish.options.contains("columns")) return wish;
    std::set<std::string> seen;
    for (std::string name = wish.entity; !name.empty() && seen.insert(name).second;) {
      const design::Entity* entity = design::find_entity(design_.brief.model, name);
      if (entity == nullptr) break;
      if (const auto columns = personal_columns(*entity); !columns.empty()) {
        wish.entity = name;
        wish.options["columns"] = text::join(columns, ",");
        break;
      }
      name = entity->supertype;
    }
    return wish;
  }

  // The column that refers to what numbers are counted within.
  design::Wish with_counted(design::Wish wish) const {
    const auto within = wish.options.extract("within");
    const auto& tenancy = design_.brief.model.tenancy;
    const std::string whose = within ? within.mapped() : tenancy ? tenancy->entity : "";
    const design::Entity* entity = design::find_entity(design_.brief.model, wish.entity);
    const design::Entity* owner = design::find_entity(design_.brief.model, whose);
    if (entity == nullptr || owner == nullptr || wish.options.contains("tenant")) return wish;
    const model::Table* table = workload::table_of(design_.database, table_of(*entity));
    if (table == nullptr) return wish;
    for (const model::ForeignKey& key : table->foreign_keys)
      if (key.referenced_table == table_of(*owner)) wish.options["tenant"] = key.columns.back();
    return wish;
  }

  static design::Wish wish_of(const design::Retention& retention) {
    return {"retention",
            retention.entity,
            {{"keep", fmt::format("{} days", retention.days)},
             {"archive", retention.archive ? "yes" : "no"}},
            retention.said};
  }

  void add(const design::Wish& wish) {
    const design::Pattern* pattern = design::find_pattern(wish.pattern);
    if (pattern == nullptr) {
      wished_.push_back({nullptr, {}, no_pattern(wish.pattern)});
    } else if (!wish.entity.empty()) {
      if (const design::Entity* entity = design::find_entity(design_.brief.model, wish.entity))
        request(*pattern,
                pattern->per_table || pattern->table_counts ? table_of(*entity) : model::Name(),
                wish);
      else
        wished_.push_back({nullptr,
                           {},
                           fmt::format("{} is wished for {}, which nothing describes", wish.pattern,
                                       wish.entity)});
    } else if (pattern->per_table && !pattern->everywhere) {
      wished_.push_back(
          {nullptr, {}, fmt::format("{} is wished for, and of what is not said", wish.pattern)});
    } else if (pattern->per_table) {
      for (const design::Entity& entity : design_.brief.model.entities)
        request(*pattern, table_of(entity), wish);
    } else {
      request(*pattern, {}, wish);
    }
  }

  model::Name table_of(const design::Entity& entity) const {
    return {design_.policy.schema, design::table_name(entity)};
  }

  // Two sentences that ask for the same are answered once, together.
  void request(const design::Pattern& pattern, const model::Name& table, const design::Wish& wish) {
    for (WishedPattern& before : wished_) {
      if (before.pattern != &pattern || before.request.table != table ||
          before.request.options != wish.options)
        continue;
      before.request.said.insert(before.request.said.end(), wish.said.begin(), wish.said.end());
      return;
    }
    wished_.push_back({&pattern, {table, wish.options, wish.said}, {}});
  }

  const Design& design_;
  std::vector<WishedPattern> wished_;
};

Result<void> check_options(const design::Pattern& pattern, const Addition& addition) {
  std::vector<std::string> known;
  for (const design::PatternOption& option : pattern.options)
    known.emplace_back(option.name);
  for (const auto& [name, value] : addition.options) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string near = text::nearest(name, known);
    return fail(ErrorKind::usage, fmt::format("{} has no option {}", pattern.id, name),
                !near.empty()   ? "did you mean " + near + "?"
                : known.empty() ? "it takes none"
                                : "known: " + text::join(known, ", "));
  }
  return {};
}

}  // namespace

std::vector<WishedPattern> wished_patterns(const Design& design) {
  return Resolving(design).all();
}

Result<WishedPattern> resolve(const Addition& addition, const model::Database& database) {
  const design::Pattern* pattern = design::find_pattern(addition.pattern);
  if (pattern == nullptr)
    return fail(ErrorKind::usage, no_pattern(addition.pattern), "mimar design --list-patterns");
  if (auto known = check_options(*pattern, addition); !known) return fail(known.error());
  WishedPattern wish{pattern, {{}, addition.options, {}}, {}};
  if (addition.table.empty()) {
    if (!pattern->per_table) return wish;
    return fail(ErrorKind::usage, addition.pattern + " is for one table, which is not named",
                "--add " + addition.pattern + ":orders");
  }
  const std::size_t dot = addition.table.find('.');
  const model::Name name = dot == std::string::npos ? model::Name{"", addition.table}
                                                    : model::Name{addition.table.substr(0, dot),
                                                                  addition.table.substr(dot + 1)};
  const model::Table* table = workload::table_of(database, name);
  if (table == nullptr) {
    std::vector<std::string> tables;
    for (const model::Table& one : database->tables)
      tables.push_back(one.name.name);
    const std::string near = text::nearest(name.name, tables);
    return fail(ErrorKind::usage, "there is no table " + addition.table,
                near.empty() ? "mimar inspect lists the tables" : "did you mean " + near + "?");
  }
  wish.request.table = table->name;
  return wish;
}

Result<Addition> read_addition(const std::string& text) {
  Addition addition;
  const auto parts = text::split(text, ',');
  const std::string_view head = text::trim(parts.front());
  const std::size_t colon = head.find(':');
  addition.pattern = std::string(head.substr(0, colon));
  if (colon != std::string_view::npos) addition.table = std::string(head.substr(colon + 1));
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::size_t sign = parts[i].find('=');
    if (sign == std::string_view::npos)
      return fail(ErrorKind::usage,
                  fmt::format("--add {} is not understood: {} has no value", text, parts[i]),
                  "--add PATTERN:TABLE,option=value");
    addition.options[std::string(text::trim(parts[i].substr(0, sign)))] =
        std::string(text::trim(parts[i].substr(sign + 1)));
  }
  if (addition.pattern.empty())
    return fail(ErrorKind::usage, "--add names no pattern", "--add audit-trail:orders");
  return addition;
}

}  // namespace mimar::ops::designing
