// What a DO block asks of the catalog, answered from the database so far.
#include <algorithm>

#include "base/text.h"
#include "read/sql_files/state.h"

namespace mimar::read::sql_files {
namespace {

using Asked = std::map<std::string, std::vector<std::string>>;

// One object as the facts a question may ask for.
using Facts = std::map<std::string, std::string, std::less<>>;

bool fits(const Asked& asked, const Facts& facts) {
  return std::all_of(asked.begin(), asked.end(), [&](const auto& entry) {
    const auto fact = facts.find(entry.first);
    return fact != facts.end() &&
           std::find(entry.second.begin(), entry.second.end(), fact->second) != entry.second.end();
  });
}

Facts place_of(const model::Name& relation) {
  return {{"schema", relation.schema}, {"relation", relation.name}};
}

// The object of a kind that `asked` is about, and the further facts that are known of it. A
// question for a fact that is not among them only a server can answer.
struct Kind {
  std::string_view fact;  // the one that names it
  std::vector<std::string_view> known;
  bool (*any)(const State&, const Asked&);
};

bool any_label(const State& state, const Asked& asked) {
  for (const auto& [name, type] : state.enums) {
    for (const std::string& label : type.labels)
      if (fits(asked, {{"schema", name.schema}, {"type", name.name}, {"label", label}}))
        return true;
  }
  return false;
}

bool any_constraint(const State& state, const Asked& asked) {
  for (const auto& [name, table] : state.tables) {
    const auto found = [&](const std::string& constraint, const char* type) {
      Facts facts = place_of(name);
      facts["constraint"] = constraint;
      facts["contype"] = type;
      return fits(asked, facts);
    };
    if (table.primary_key && found(table.primary_key->name, "p")) return true;
    for (const model::Key& key : table.uniques)
      if (found(key.name, "u")) return true;
    for (const model::ForeignKey& key : table.foreign_keys)
      if (found(key.name, "f")) return true;
    for (const model::Check& check : table.checks)
      if (found(check.name, "c")) return true;
  }
  return false;
}

bool any_column(const State& state, const Asked& asked) {
  for (const auto& [name, table] : state.tables) {
    for (const model::Column& column : table.columns) {
      Facts facts = place_of(name);
      facts["column"] = column.name;
      facts["not_null"] = column.not_null ? "t" : "f";
      const bool builtin = column.type.name.schema.empty();
      facts["data_type"] = column.type.array ? "ARRAY"
                           : builtin         ? column.type.name.name
                                             : "USER-DEFINED";
      if (fits(asked, facts)) return true;
    }
  }
  return false;
}

bool any_index(const State& state, const Asked& asked) {
  const auto found = [&](const model::Name& relation, const std::string& index) {
    Facts facts = place_of(relation);
    facts["index"] = index;
    return fits(asked, facts);
  };
  for (const auto& [name, table] : state.tables) {
    if (table.primary_key && found(name, table.primary_key->name)) return true;
    for (const model::Key& key : table.uniques)
      if (found(name, key.name)) return true;
    for (const model::Index& index : table.indexes)
      if (found(name, index.name)) return true;
  }
  for (const auto& [name, view] : state.views)
    for (const model::Index& index : view.indexes)
      if (found(name, index.name)) return true;
  return false;
}

bool any_relation(const State& state, const Asked& asked) {
  const auto found = [&](const model::Name& name, const char* kind) {
    Facts facts = place_of(name);
    facts["relkind"] = kind;
    return fits(asked, facts);
  };
  for (const auto& [name, table] : state.tables)
    if (found(name, table.partition_by ? "p" : "r")) return true;
  for (const auto& [name, view] : state.views)
    if (found(name, view.materialized ? "m" : "v")) return true;
  for (const auto& [name, sequence] : state.sequences)
    if (found(name, "S")) return true;
  for (const auto& [name, table] : state.tables) {
    for (const model::Index& index : table.indexes)
      if (found({name.schema, index.name}, "i")) return true;
    if (table.primary_key && found({name.schema, table.primary_key->name}, "i")) return true;
    for (const model::Key& key : table.uniques)
      if (found({name.schema, key.name}, "i")) return true;
  }
  return false;
}

// The parts of an object's name, "schema.table.name" or "schema.name(arguments)".
std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts;
  for (const std::string_view part : text::split(name.substr(0, name.find('(')), '.'))
    parts.emplace_back(part);
  return parts;
}

bool any_other(const State& state, const Asked& asked, std::string_view fact,
               const std::vector<std::string_view>& kinds) {
  for (const auto& [key, object] : state.others) {
    if (std::find(kinds.begin(), kinds.end(), key.first) == kinds.end()) continue;
    const std::vector<std::string> parts = parts_of(key.second);
    Facts facts{{std::string(fact), parts.back()}};
    if (parts.size() > 1) facts["schema"] = parts.front();
    if (parts.size() > 2) facts["relation"] = parts[1];
    if (fits(asked, facts)) return true;
  }
  return false;
}

bool any_type(const State& state, const Asked& asked) {
  const auto found = [&](const model::Name& name) {
    return fits(asked, {{"schema", name.schema}, {"type", name.name}});
  };
  for (const auto& [name, type] : state.enums)
    if (found(name)) return true;
  for (const auto& [name, table] : state.tables)
    if (found(name)) return true;
  return any_other(state, asked, "type", {"domain", "composite type", "range type", "base type"});
}

bool any_schema(const State& state, const Asked& asked) {
  return std::any_of(state.schemas.begin(), state.schemas.end(), [&](const auto& entry) {
    return fits(asked, {{"schema", entry.first}});
  });
}

// The most special first: a question about a column names its table, too.
const Kind kinds[] = {
    {"label", {"schema", "type"}, any_label},
    {"constraint", {"schema", "relation", "contype"}, any_constraint},
    {"trigger",
     {"schema", "relation"},
     [](const State& state, const Asked& asked) {
       return any_other(state, asked, "trigger", {"trigger"});
     }},
    {"policy",
     {"schema", "relation"},
     [](const State& state, const Asked& asked) {
       return any_other(state, asked, "policy", {"policy"});
     }},
    {"column", {"schema", "relation", "not_null", "data_type"}, any_column},
    {"index", {"schema", "relation"}, any_index},
    {"function",
     {"schema"},
     [](const State& state, const Asked& asked) {
       return any_other(state, asked, "function", {"function", "procedure", "aggregate"});
     }},
    {"extension",
     {},
     [](const State& state, const Asked& asked) {
       return any_other(state, asked, "extension", {"extension"});
     }},
    // Roles are the server's; whoever asks for one is taken to run where it is.
    {"role", {}, [](const State&, const Asked&) { return true; }},
    {"contype", {"schema", "relation"}, any_constraint},
    {"relation", {"schema", "relkind"}, any_relation},
    {"type", {"schema"}, any_type},
    {"schema", {}, any_schema},
};

std::optional<bool> exists(const State& state, const Asked& asked) {
  for (const Kind& kind : kinds) {
    if (!asked.contains(std::string(kind.fact))) continue;
    for (const auto& [fact, values] : asked) {
      const bool known = fact == kind.fact ||
                         std::find(kind.known.begin(), kind.known.end(), fact) != kind.known.end();
      if (!known) return std::nullopt;
    }
    return kind.any(state, asked);
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
