// What a DO block asks of the catalog, answered from the database so far.
#include <algorithm>

#include "base/text.h"
#include "read/sql_files/state.h"

namespace mimar::read::sql_files {
namespace {

using Asked = std::map<std::string, std::vector<std::string>>;

// One object as the facts a question may ask for.
using Facts = std::map<std::string, std::string, std::less<>>;

struct Search {
  const Asked& asked;
  std::size_t found = 0;
  bool certain = true;  // false: there may be more of them
};

bool among(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool fits(const Asked& asked, const Facts& facts) {
  return std::all_of(asked.begin(), asked.end(), [&](const auto& entry) {
    const auto fact = facts.find(entry.first);
    return entry.first == "count" || (fact != facts.end() && among(entry.second, fact->second));
  });
}

void look(Search& search, const Facts& facts) {
  if (fits(search.asked, facts)) ++search.found;
}

Facts place_of(const model::Name& relation) {
  return {{"schema", relation.schema}, {"relation", relation.name}};
}

// The object of a kind that `asked` is about, and the further facts that are known of it. A
// question for a fact that is not among them only a server can answer.
struct Kind {
  std::string_view fact;  // the one that names it
  std::vector<std::string_view> known;
  void (*search)(const State&, Search&);
};

void find_labels(const State& state, Search& search) {
  for (const auto& [name, type] : state.enums) {
    for (const std::string& label : type.labels)
      look(search, {{"schema", name.schema}, {"type", name.name}, {"label", label}});
  }
}

void find_constraints(const State& state, Search& search) {
  for (const auto& entry : state.tables) {
    const model::Table& table = entry.second;
    const auto found = [&](const std::string& constraint, const char* type) {
      Facts facts = place_of(entry.first);
      facts["constraint"] = constraint;
      facts["contype"] = type;
      look(search, facts);
    };
    if (table.primary_key) found(table.primary_key->name, "p");
    for (const model::Key& key : table.uniques)
      found(key.name, "u");
    for (const model::ForeignKey& key : table.foreign_keys)
      found(key.name, "f");
    for (const model::Check& check : table.checks)
      found(check.name, "c");
    for (const model::Exclusion& exclusion : table.exclusions)
      found(exclusion.name, "x");
  }
}

// What information_schema calls the type; "" where that takes the type behind a domain.
std::string data_type(const State& state, const model::Column& column) {
  if (column.type.array) return "ARRAY";
  if (column.type.name.schema.empty()) return column.type.name.name;
  const bool domain = state.others.contains({"domain", column.type.name.text()});
  return domain ? "" : "USER-DEFINED";
}

void find_columns(const State& state, Search& search) {
  for (const auto& [name, table] : state.tables) {
    for (const model::Column& column : table.columns) {
      Facts facts = place_of(name);
      facts["column"] = column.name;
      facts["not_null"] = column.not_null ? "t" : "f";
      facts["data_type"] = data_type(state, column);
      if (search.asked.contains("data_type") && facts["data_type"].empty()) search.certain = false;
      look(search, facts);
    }
  }
  // Those of views are not listed.
  for (const auto& [name, view] : state.views) {
    const auto relation = search.asked.find("relation");
    if (relation == search.asked.end() || among(relation->second, name.name))
      search.certain = false;
  }
}

void find_indexes(const State& state, Search& search) {
  const auto found = [&](const model::Name& relation, const std::string& index) {
    Facts facts = place_of(relation);
    facts["index"] = index;
    look(search, facts);
  };
  for (const auto& [name, table] : state.tables) {
    if (table.primary_key) found(name, table.primary_key->name);
    for (const model::Key& key : table.uniques)
      found(name, key.name);
    for (const model::Exclusion& exclusion : table.exclusions)
      found(name, exclusion.name);
    for (const model::Index& index : table.indexes)
      found(name, index.name);
  }
  for (const auto& [name, view] : state.views)
    for (const model::Index& index : view.indexes)
      found(name, index.name);
}

void find_relations(const State& state, Search& search) {
  const auto found = [&](const model::Name& name, const char* kind) {
    Facts facts = place_of(name);
    facts["relkind"] = kind;
    look(search, facts);
  };
  for (const auto& [name, table] : state.tables)
    found(name, table.partition_by ? "p" : "r");
  for (const auto& [name, view] : state.views)
    found(name, view.materialized ? "m" : "v");
  for (const auto& [name, sequence] : state.sequences)
    found(name, "S");
  for (const auto& [name, table] : state.tables) {
    for (const model::Column& column : table.columns)
      if (column.identity) found({name.schema, column.identity->sequence}, "S");
    const char* index_kind = table.partition_by ? "I" : "i";
    for (const model::Index& index : table.indexes)
      found({name.schema, index.name}, index_kind);
    if (table.primary_key) found({name.schema, table.primary_key->name}, index_kind);
    for (const model::Key& key : table.uniques)
      found({name.schema, key.name}, index_kind);
  }
}

// The parts of an object's name, "schema.table.name" or "schema.name(arguments)".
std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts;
  for (const std::string_view part : text::split(name.substr(0, name.find('(')), '.'))
    parts.emplace_back(part);
  return parts;
}

void find_others(const State& state, Search& search, std::string_view fact,
                 const std::vector<std::string_view>& kinds) {
  for (const auto& [key, object] : state.others) {
    if (std::find(kinds.begin(), kinds.end(), key.first) == kinds.end()) continue;
    const std::vector<std::string> parts = parts_of(key.second);
    Facts facts{{std::string(fact), parts.back()}};
    if (parts.size() > 1) facts["schema"] = parts.front();
    if (parts.size() > 2) facts["relation"] = parts[1];
    look(search, facts);
  }
}

void find_types(const State& state, Search& search) {
  const auto found = [&](const model::Name& name) {
    look(search, {{"schema", name.schema}, {"type", name.name}});
  };
  for (const auto& [name, type] : state.enums)
    found(name);
  for (const auto& [name, table] : state.tables)
    found(name);
  for (const auto& [name, view] : state.views)
    found(name);
  find_others(state, search, "type", {"domain", "composite type", "range type", "base type"});
}

void find_schemas(const State& state, Search& search) {
  for (const auto& [name, schema] : state.schemas)
    look(search, {{"schema", name}});
}

// The most special first: a question about a column names its table, too.
const Kind kinds[] = {
    {"label", {"schema", "type"}, find_labels},
    {"constraint", {"schema", "relation", "contype"}, find_constraints},
    {"trigger",
     {"schema", "relation"},
     [](const State& state, Search& search) {
       find_others(state, search, "trigger", {"trigger"});
     }},
    {"policy",
     {"schema", "relation"},
     [](const State& state, Search& search) { find_others(state, search, "policy", {"policy"}); }},
    {"column", {"schema", "relation", "not_null", "data_type"}, find_columns},
    {"index", {"schema", "relation"}, find_indexes},
    {"function",
     {"schema"},
     [](const State& state, Search& search) {
       find_others(state, search, "function", {"function", "procedure", "aggregate"});
     }},
    {"extension",
     {},
     [](const State& state, Search& search) {
       find_others(state, search, "extension", {"extension"});
     }},
    // Roles are the server's; whoever asks for one is taken to run where it is.
    {"role", {}, [](const State&, Search& search) { search.found = 1; }},
    {"contype", {"schema", "relation"}, find_constraints},
    {"relation", {"schema", "relkind"}, find_relations},
    {"type", {"schema"}, find_types},
    {"schema", {}, find_schemas},
};

std::optional<bool> exists(const State& state, const Asked& asked) {
  for (const Kind& kind : kinds) {
    if (!asked.contains(std::string(kind.fact))) continue;
    for (const auto& [fact, values] : asked) {
      const bool known = fact == kind.fact || fact == "count" ||
                         std::find(kind.known.begin(), kind.known.end(), fact) != kind.known.end();
      if (!known) return std::nullopt;
    }
    Search search{asked};
    kind.search(state, search);
    const auto count = asked.find("count");
    if (!search.certain && (count != asked.end() || search.found == 0)) return std::nullopt;
    return count == asked.end() ? search.found > 0
                                : among(count->second, std::to_string(search.found));
  }
  return std::nullopt;
}

std::optional<bool> several(const State& state, const model::Condition& condition, bool all) {
  std::optional<bool> result = all;
  for (const model::Condition& part : condition.parts) {
    const std::optional<bool> one = holds(state, part);
    if (one == !all) return !all;
    if (!one) result = std::nullopt;
  }
  return result;
}

}  // namespace

std::optional<bool> holds(const State& state, const model::Condition& condition) {
  switch (condition.kind) {
    case model::Condition::Kind::constant: return condition.value;
    case model::Condition::Kind::exists: return exists(state, condition.asked);
    case model::Condition::Kind::negation: {
      const std::optional<bool> inner = holds(state, condition.parts.at(0));
      return inner ? std::optional<bool>(!*inner) : std::nullopt;
    }
    case model::Condition::Kind::all: return several(state, condition, true);
    case model::Condition::Kind::any: return several(state, condition, false);
    case model::Condition::Kind::unknown: break;
  }
  return std::nullopt;
}

}  // namespace mimar::read::sql_files
