#include "model/definition.h"

#include "base/text.h"

namespace mimar::model {
namespace {

// Modifiers are no part of a function's identity.
std::string bare(DataType type) {
  type.modifiers.clear();
  type.other_modifiers.clear();
  type.fields.clear();
  return to_sql(type);
}

std::string bare(const std::optional<DataType>& type) {
  return type ? bare(*type) : "NONE";
}

std::string unquoted(const Name& table, const std::string& member) {
  return table.text() + "." + member;
}

// One overload a kind: its word, and its name within the kind.
struct KindOf {
  std::string operator()(const std::monostate&) const { return ""; }
  std::string operator()(const Domain&) const { return "domain"; }
  std::string operator()(const CompositeType&) const { return "composite type"; }
  std::string operator()(const RangeType&) const { return "range type"; }
  std::string operator()(const Routine& one) const {
    return one.procedure ? "procedure" : "function";
  }
  std::string operator()(const Aggregate&) const { return "aggregate"; }
  std::string operator()(const Trigger&) const { return "trigger"; }
  std::string operator()(const Rule&) const { return "rule"; }
  std::string operator()(const Policy&) const { return "policy"; }
  std::string operator()(const ExtendedStatistics&) const { return "statistics"; }
  std::string operator()(const Extension&) const { return "extension"; }
  std::string operator()(const EventTrigger&) const { return "event trigger"; }
  std::string operator()(const Publication&) const { return "publication"; }
  std::string operator()(const Collation&) const { return "collation"; }
  std::string operator()(const Operator&) const { return "operator"; }
  std::string operator()(const Cast&) const { return "cast"; }
  std::string operator()(const TextSearchConfiguration&) const {
    return "text search configuration";
  }
  std::string operator()(const TextSearchDictionary&) const { return "text search dictionary"; }
  std::string operator()(const ForeignDataWrapper&) const { return "foreign data wrapper"; }
  std::string operator()(const ForeignServer&) const { return "foreign server"; }
  std::string operator()(const ForeignTable&) const { return "foreign table"; }
  std::string operator()(const TextSearchParser&) const { return "text search parser"; }
  std::string operator()(const TextSearchTemplate&) const { return "text search template"; }
  std::string operator()(const UserMapping&) const { return "user mapping"; }
};

std::string text_of(const Name& name) {
  return name.text();
}
std::string text_of(const std::string& name) {
  return name;
}

struct IdentityOf {
  std::string operator()(const std::monostate&) const { return ""; }
  std::string operator()(const Routine& one) const {
    return one.name.text() + "(" + input_types(one.arguments) + ")";
  }
  std::string operator()(const Aggregate& one) const {
    std::vector<Argument> all = one.arguments;
    all.insert(all.end(), one.ordered_by.begin(), one.ordered_by.end());
    return one.name.text() + "(" + input_types(all) + ")";
  }
  std::string operator()(const Trigger& one) const { return unquoted(one.table, one.name); }
  std::string operator()(const Rule& one) const { return unquoted(one.table, one.name); }
  std::string operator()(const Policy& one) const { return unquoted(one.table, one.name); }
  std::string operator()(const Operator& one) const {
    return one.name.text() + "(" + bare(one.left) + ", " + bare(one.right) + ")";
  }
  std::string operator()(const Cast& one) const {
    return "(" + bare(one.source) + " AS " + bare(one.target) + ")";
  }
  std::string operator()(const UserMapping& one) const {
    return one.user + " SERVER " + one.server;
  }
  template <class T>
  std::string operator()(const T& one) const {
    return text_of(one.name);
  }
};

struct SchemaOf {
  std::string operator()(const Trigger& one) const { return one.table.schema; }
  std::string operator()(const Rule& one) const { return one.table.schema; }
  std::string operator()(const Policy& one) const { return one.table.schema; }
  template <class T>
  std::string operator()(const T& one) const {
    if constexpr (requires { one.name.schema; }) return one.name.schema;
    return "";
  }
};

}  // namespace

std::string kind_of(const Definition& definition) {
  return std::visit(KindOf{}, definition);
}

std::string identity_of(const Definition& definition) {
  return std::visit(IdentityOf{}, definition);
}

std::string schema_of(const Definition& definition) {
  return std::visit(SchemaOf{}, definition);
}

std::string shown_option(std::string_view name, std::string value, bool of_user_mapping) {
  const std::string word = text::lower(name);
  const bool of_user = word == "user" || word == "username" || word == "user_name";
  bool secret = of_user_mapping && !of_user;
  for (const char* part : {"password", "passwd", "passphrase", "secret", "token", "apikey",
                           "api_key", "access_key", "private_key", "credential"})
    secret = secret || word.find(part) != std::string::npos;
  // postgres_fdw: whether one is asked for.
  return secret && word != "password_required" ? "(hidden)" : value;
}

std::string input_types(const std::vector<Argument>& arguments) {
  std::vector<std::string> types;
  for (const Argument& argument : arguments) {
    if (argument.mode != ArgumentMode::out && argument.mode != ArgumentMode::table)
      types.push_back(bare(argument.type));
  }
  return text::join(types, ", ");
}

}  // namespace mimar::model
