#include "model/type.h"

#include <algorithm>
#include <array>

#include "model/quote.h"

namespace mimar::model {
namespace {

struct Synonym {
  std::string_view spelling, canonical;
};

// Spellings that differ from what format_type() prints.
constexpr std::array<Synonym, 24> synonyms{{
    {"bool", "boolean"},
    {"char", "character"},
    {"char varying", "character varying"},
    {"dec", "numeric"},
    {"decimal", "numeric"},
    {"float", "double precision"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"int", "integer"},
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"national char", "character"},
    {"national char varying", "character varying"},
    {"national character", "character"},
    {"national character varying", "character varying"},
    {"nchar", "character"},
    {"nchar varying", "character varying"},
    {"time", "time without time zone"},
    {"timestamp", "timestamp without time zone"},
    {"timestamptz", "timestamp with time zone"},
    {"timetz", "time with time zone"},
    {"varbit", "bit varying"},
    {"varchar", "character varying"},
}};

// Built-in types by the name format_type() prints. Sorted.
constexpr std::array<std::string_view, 106> builtins{
    "\"char\"",
    "aclitem",
    "any",
    "anyarray",
    "anycompatible",
    "anycompatiblearray",
    "anycompatiblemultirange",
    "anycompatiblenonarray",
    "anycompatiblerange",
    "anyelement",
    "anyenum",
    "anymultirange",
    "anynonarray",
    "anyrange",
    "bigint",
    "bit",
    "bit varying",
    "boolean",
    "box",
    "bpchar",
    "bytea",
    "character",
    "character varying",
    "cid",
    "cidr",
    "circle",
    "cstring",
    "date",
    "datemultirange",
    "daterange",
    "double precision",
    "event_trigger",
    "fdw_handler",
    "gtsvector",
    "index_am_handler",
    "inet",
    "int2vector",
    "int4multirange",
    "int4range",
    "int8multirange",
    "int8range",
    "integer",
    "internal",
    "interval",
    "json",
    "jsonb",
    "jsonpath",
    "language_handler",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "nummultirange",
    "numrange",
    "oid",
    "oidvector",
    "path",
    "pg_ddl_command",
    "pg_dependencies",
    "pg_lsn",
    "pg_mcv_list",
    "pg_ndistinct",
    "pg_node_tree",
    "pg_snapshot",
    "point",
    "polygon",
    "real",
    "record",
    "refcursor",
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "smallint",
    "table_am_handler",
    "text",
    "tid",
    "time with time zone",
    "time without time zone",
    "timestamp with time zone",
    "timestamp without time zone",
    "trigger",
    "tsm_handler",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "txid_snapshot",
    "unknown",
    "uuid",
    "void",
    "xid",
    "xid8",
    "xml",
};
static_assert(std::is_sorted(builtins.begin(), builtins.end()));

std::string modifiers_text(const std::vector<int>& modifiers) {
  if (modifiers.empty()) return {};
  std::string result = "(";
  for (const int modifier : modifiers) {
    if (result.size() > 1) result += ',';
    result += std::to_string(modifier);
  }
  return result += ')';
}

// Modifiers stand before "with time zone": timestamp(3) with time zone.
std::string with_modifiers(const std::string& name, const std::string& modifiers) {
  for (const std::string_view zone : {" with time zone", " without time zone"}) {
    if (!name.ends_with(zone)) continue;
    return name.substr(0, name.size() - zone.size()).append(modifiers).append(zone);
  }
  return name + modifiers;
}

}  // namespace

std::string canonical_builtin(std::string_view spelling) {
  for (const Synonym& synonym : synonyms) {
    if (synonym.spelling == spelling) return std::string(synonym.canonical);
  }
  const bool known = std::binary_search(builtins.begin(), builtins.end(), spelling);
  return known ? std::string(spelling) : std::string();
}

std::string to_sql(const DataType& type) {
  const bool builtin = type.name.schema.empty() && !canonical_builtin(type.name.name).empty();
  const std::string fields = type.fields.empty() ? "" : " " + type.fields;
  const std::string name = builtin ? type.name.name + fields : quote_name(type.name);
  const std::string modifiers =
      type.other_modifiers.empty() ? modifiers_text(type.modifiers) : "(" + type.other_modifiers + ")";
  return with_modifiers(name, modifiers) + (type.array ? "[]" : "");
}

}  // namespace mimar::model
