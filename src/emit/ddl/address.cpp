#include <algorithm>

#include "base/text.h"
#include "emit/ddl/definition.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

using namespace mimar::model;

std::string on_table(const char* kind, const std::string& name, const Name& table) {
  return kind + (" " + quote_identifier(name)) + " ON " + quote_name(table);
}

std::string type_or_none(const std::optional<DataType>& type) {
  return type ? to_sql(*type) : "NONE";
}

std::string aggregate_arguments(const Aggregate& one) {
  const std::string direct = input_types(one.arguments);
  if (!one.ordered_by.empty())
    return direct + (direct.empty() ? "" : " ") + "ORDER BY " + input_types(one.ordered_by);
  return direct.empty() ? "*" : direct;
}

struct Address {
  std::string operator()(const std::monostate&) const { return ""; }
  std::string operator()(const Domain& one) const { return "DOMAIN " + quote_name(one.name); }
  std::string operator()(const CompositeType& one) const { return "TYPE " + quote_name(one.name); }
  std::string operator()(const RangeType& one) const { return "TYPE " + quote_name(one.name); }
  std::string operator()(const Routine& one) const {
    return (one.procedure ? "PROCEDURE " : "FUNCTION ") + quote_name(one.name) + "(" +
           input_types(one.arguments) + ")";
  }
  std::string operator()(const Aggregate& one) const {
    return "AGGREGATE " + quote_name(one.name) + "(" + aggregate_arguments(one) + ")";
  }
  std::string operator()(const Trigger& one) const {
    return on_table("TRIGGER", one.name, one.table);
  }
  std::string operator()(const Rule& one) const { return on_table("RULE", one.name, one.table); }
  std::string operator()(const Policy& one) const {
    return on_table("POLICY", one.name, one.table);
  }
  std::string operator()(const ExtendedStatistics& one) const {
    return "STATISTICS " + quote_name(one.name);
  }
  std::string operator()(const Extension& one) const {
    return "EXTENSION " + quote_identifier(one.name);
  }
  std::string operator()(const EventTrigger& one) const {
    return "EVENT TRIGGER " + quote_identifier(one.name);
  }
  std::string operator()(const Publication& one) const {
    return "PUBLICATION " + quote_identifier(one.name);
  }
  std::string operator()(const Collation& one) const { return "COLLATION " + quote_name(one.name); }
  std::string operator()(const Operator& one) const {
    return "OPERATOR " + quote_identifier(one.name.schema) + "." + one.name.name + " (" +
           type_or_none(one.left) + ", " + type_or_none(one.right) + ")";
  }
  std::string operator()(const Cast& one) const {
    return "CAST (" + to_sql(one.source) + " AS " + to_sql(one.target) + ")";
  }
  std::string operator()(const TextSearchConfiguration& one) const {
    return "TEXT SEARCH CONFIGURATION " + quote_name(one.name);
  }
  std::string operator()(const TextSearchDictionary& one) const {
    return "TEXT SEARCH DICTIONARY " + quote_name(one.name);
  }
  std::string operator()(const TextSearchParser& one) const {
    return "TEXT SEARCH PARSER " + quote_name(one.name);
  }
  std::string operator()(const TextSearchTemplate& one) const {
    return "TEXT SEARCH TEMPLATE " + quote_name(one.name);
  }
  // No COMMENT names a mapping.
  std::string operator()(const UserMapping&) const { return ""; }
  std::string operator()(const ForeignDataWrapper& one) const {
    return "FOREIGN DATA WRAPPER " + quote_identifier(one.name);
  }
  std::string operator()(const ForeignServer& one) const {
    return "SERVER " + quote_identifier(one.name);
  }
  std::string operator()(const ForeignTable& one) const {
    return "FOREIGN TABLE " + quote_name(one.name);
  }
};

// "public.citext" of an identity, quoted. Names with dots in them are cut at the first.
std::string quoted(const std::string& identity) {
  const std::size_t dot = identity.find('.');
  if (dot == std::string::npos) return quote_identifier(identity);
  return quote_name({identity.substr(0, dot), identity.substr(dot + 1)});
}

// public.film.audit is audit ON public.film.
std::string quoted_on_table(const std::string& identity) {
  const std::size_t first = identity.find('.');
  const std::size_t last = identity.find('.', first + 1);
  if (first == std::string::npos || last == std::string::npos) return "";
  return quote_identifier(identity.substr(last + 1)) + " ON " + quoted(identity.substr(0, last));
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::string address(const OtherObject& object) {
  if (!object.opaque()) return address(object.definition);
  const std::string word = text::upper(object.kind) + " ";
  const std::string& name = object.name;
  if (object.kind == "user mapping") return "";
  if (object.kind == "cast") return word + name;
  if (object.kind == "transform") return word + "FOR " + name;
  if (is_one_of(object.kind, {"trigger", "rule", "policy"})) return word + quoted_on_table(name);
  if (is_one_of(object.kind, {"base type", "composite type", "range type"}))
    return "TYPE " + quoted(name);
  if (object.kind == "foreign server") return "SERVER " + quote_identifier(name);
  if (is_one_of(object.kind, {"operator class", "operator family"})) {
    const std::size_t method = name.rfind(" USING ");
    return word + quoted(name.substr(0, method)) + name.substr(method);
  }
  if (object.kind == "operator") return word + name;
  const std::size_t arguments = std::min(name.find('('), name.size());
  return word + quoted(name.substr(0, arguments)) + name.substr(arguments);
}

std::string address(const Definition& definition) {
  return std::visit(Address{}, definition);
}

}  // namespace mimar::emit::ddl
