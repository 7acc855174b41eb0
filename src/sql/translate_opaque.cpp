// Statements about objects the model keeps verbatim (model::OtherObject says how they are
// identified).

#include <algorithm>

#include "model/quote.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

using Reference = model::Reference;
using Types = std::optional<std::vector<model::DataType>>;

struct Maker {
  const Context& context;
  model::ObjectStatement result = {};

  Maker& is(const char* kind, model::Name name, std::string sub = {}, Types arguments = {}) {
    result.address = {model::ObjectKind::other, kind, std::move(name), std::move(sub),
                      std::move(arguments)};
    result.object.kind = kind;
    result.object.sql = std::string(context.sql) + ";";
    result.object.origin = {context.where};
    return *this;
  }
  Maker& needs(Reference::Kind kind, model::Name name) {
    if (!name.empty()) result.object.references.push_back({kind, std::move(name), ""});
    return *this;
  }
  Maker& needs_type(const TypeName* type) {
    if (type == nullptr) return *this;
    const model::DataType data = data_type(type);
    const bool builtin =
        data.name.schema.empty() && !model::canonical_builtin(data.name.name).empty();
    return builtin ? *this : needs(Reference::Kind::type, data.name);
  }
  Maker& defines(model::Definition definition) {
    result.object.definition = std::move(definition);
    return *this;
  }
  // It may hold secrets.
  Maker& keeps_no_sql() { return result.object.sql.clear(), *this; }
  Maker& alters() { return result.alters = true, *this; }
  Maker& replaces(bool yes) { return result.or_replace = yes, *this; }
  Maker& unless_there(bool yes) { return result.if_not_exists = yes, *this; }
};

model::Name plain(const char* name) {
  return {"", text_of(name)};
}

const TypeName* argument_type(const List* definition, std::string_view name) {
  for (const Node* item : Items(definition)) {
    const auto& option = as<DefElem>(item);
    const bool type = option.arg != nullptr && tag_of(option.arg) == T_TypeName;
    if (name == option.defname && type) return &as<TypeName>(option.arg);
  }
  return nullptr;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Functions and types that a definition names: SFUNC = add, STYPE = integer. Both parse as types.
void needs_of_definition(Maker& maker, const List* definition) {
  for (const Node* item : Items(definition)) {
    const auto& option = as<DefElem>(item);
    if (option.arg == nullptr || tag_of(option.arg) != T_TypeName) continue;
    const auto& named = as<TypeName>(option.arg);
    const std::string_view word = option.defname;
    if (is_one_of(word, {"stype", "mstype", "basetype", "leftarg", "rightarg", "subtype"})) {
      maker.needs_type(&named);
    } else if (word.find("func") != std::string_view::npos ||
               is_one_of(word, {"procedure", "restrict", "join", "canonical", "subtype_diff"})) {
      maker.needs(Reference::Kind::function, name_of(named.names));
    }
  }
}

Types operator_types(const DefineStmt& statement) {
  std::vector<model::DataType> result;
  for (const char* side : {"leftarg", "rightarg"}) {
    const TypeName* type = argument_type(statement.definition, side);
    result.push_back(type != nullptr ? data_type(type) : model::DataType{});
  }
  return result;
}

model::ObjectStatement define(const DefineStmt& statement, const Context& context) {
  Maker maker{context};
  const model::Name name = name_of(statement.defnames);
  maker.replaces(statement.replace).unless_there(statement.if_not_exists);
  needs_of_definition(maker, statement.definition);
  if (statement.kind == OBJECT_AGGREGATE) return create_aggregate(statement, context);
  if (statement.kind == OBJECT_OPERATOR)
    return maker.is("operator", name, "", operator_types(statement))
        .defines(operator_definition(statement))
        .result;
  if (statement.kind == OBJECT_COLLATION)
    return maker.is("collation", name).defines(collation(statement)).result;
  if (statement.kind == OBJECT_TYPE) return maker.is("base type", name).result;
  const model::ObjectAddress found = address(statement.kind, nullptr, nullptr, nullptr);
  maker.is(found.word.c_str(), name).defines(text_search_object(statement));
  maker.result.copy_of = copied_configuration(statement);
  return maker.result;
}

using Found = std::optional<model::StatementAction>;

// Objects of a schema.
Found schema_object(const Node* node, Maker maker) {
  switch (tag_of(node)) {
    case T_CreateDomainStmt: {
      const auto& made = as<CreateDomainStmt>(node);
      return maker.is("domain", name_of(made.domainname))
          .defines(domain(made, maker.context))
          .result;
    }
    case T_AlterDomainStmt: return alter_domain(as<AlterDomainStmt>(node), maker.context);
    case T_CompositeTypeStmt: {
      model::CompositeType type = composite_type(as<CompositeTypeStmt>(node));
      const model::Name name = type.name;
      return maker.is("composite type", name).defines(std::move(type)).result;
    }
    case T_CreateRangeStmt: {
      model::RangeType range = range_type(as<CreateRangeStmt>(node));
      const model::Name name = range.name;
      return maker.is("range type", name).defines(std::move(range)).result;
    }
    case T_AlterTypeStmt:
      return maker.is("base type", name_of(as<AlterTypeStmt>(node).typeName)).alters().result;
    case T_AlterFunctionStmt: return alter_routine(as<AlterFunctionStmt>(node));
    case T_AlterOperatorStmt: return alter_operator(as<AlterOperatorStmt>(node));
    case T_CreateOpClassStmt: {
      const auto& made = as<CreateOpClassStmt>(node);
      return maker.is("operator class", name_of(made.opclassname), text_of(made.amname)).result;
    }
    case T_CreateOpFamilyStmt: {
      const auto& family = as<CreateOpFamilyStmt>(node);
      return maker.is("operator family", name_of(family.opfamilyname), text_of(family.amname))
          .result;
    }
    case T_AlterOpFamilyStmt: {
      const auto& family = as<AlterOpFamilyStmt>(node);
      return maker.is("operator family", name_of(family.opfamilyname), text_of(family.amname))
          .alters()
          .result;
    }
    case T_CreateConversionStmt:
      return maker.is("conversion", name_of(as<CreateConversionStmt>(node).conversion_name)).result;
    case T_AlterCollationStmt: return model::IgnoredStatement{"ALTER COLLATION REFRESH VERSION"};
    case T_CreateStatsStmt: {
      const auto& made = as<CreateStatsStmt>(node);
      return maker.is("statistics", name_of(made.defnames))
          .defines(statistics(made))
          .unless_there(made.if_not_exists)
          .result;
    }
    case T_AlterStatsStmt: return alter_statistics(as<AlterStatsStmt>(node));
    case T_AlterTSDictionaryStmt: return alter_dictionary(as<AlterTSDictionaryStmt>(node));
    case T_AlterTSConfigurationStmt: return alter_mapping(as<AlterTSConfigurationStmt>(node));
    default: return std::nullopt;
  }
}

// What lives on a table.
Found table_object(const Node* node, Maker maker) {
  switch (tag_of(node)) {
    case T_CreatePolicyStmt: {
      const auto& made = as<CreatePolicyStmt>(node);
      maker.is("policy", name_of(made.table), text_of(made.policy_name));
      maker.result.object.definition = policy(made);
      return maker.result;
    }
    case T_AlterPolicyStmt: return alter_policy(as<AlterPolicyStmt>(node));
    default: return std::nullopt;
  }
}

// Objects of the whole database.
Found database_object(const Node* node, Maker maker) {
  switch (tag_of(node)) {
    case T_CreateExtensionStmt: {
      const auto& made = as<CreateExtensionStmt>(node);
      return maker.is("extension", plain(made.extname))
          .defines(extension(made))
          .unless_there(made.if_not_exists)
          .result;
    }
    case T_AlterExtensionStmt: return alter_extension(as<AlterExtensionStmt>(node));
    case T_AlterExtensionContentsStmt: return alter_extension(as<AlterExtensionContentsStmt>(node));
    case T_AlterEventTrigStmt: {
      const auto& altered = as<AlterEventTrigStmt>(node);
      return model::AlterEventTrigger{text_of(altered.trigname), enabled_of(altered.tgenabled)};
    }
    case T_CreateCastStmt: {
      const auto& made = as<CreateCastStmt>(node);
      const Types types{{data_type(made.sourcetype), data_type(made.targettype)}};
      return maker.is("cast", {}, "", types).defines(cast(made)).result;
    }
    case T_CreateTransformStmt: {
      const auto& transform = as<CreateTransformStmt>(node);
      const Types types{{data_type(transform.type_name)}};
      return maker.is("transform", {}, text_of(transform.lang), types)
          .replaces(transform.replace)
          .result;
    }
    case T_CreateFdwStmt: {
      const auto& made = as<CreateFdwStmt>(node);
      return maker.is("foreign data wrapper", plain(made.fdwname))
          .keeps_no_sql()
          .defines(foreign_wrapper(made))
          .result;
    }
    case T_AlterFdwStmt: return alter_wrapper(as<AlterFdwStmt>(node));
    case T_CreateForeignServerStmt: {
      const auto& made = as<CreateForeignServerStmt>(node);
      return maker.is("foreign server", plain(made.servername))
          .unless_there(made.if_not_exists)
          .keeps_no_sql()
          .defines(foreign_server(made))
          .result;
    }
    case T_AlterForeignServerStmt: return alter_server(as<AlterForeignServerStmt>(node));
    case T_CreateUserMappingStmt: {
      const auto& made = as<CreateUserMappingStmt>(node);
      const model::UserMapping mapping = user_mapping(made);
      return maker.is("user mapping", {"", mapping.user}, mapping.server)
          .unless_there(made.if_not_exists)
          .keeps_no_sql()
          .defines(mapping)
          .result;
    }
    case T_AlterUserMappingStmt: return alter_user_mapping(as<AlterUserMappingStmt>(node));
    case T_DropUserMappingStmt: return drop_user_mapping(as<DropUserMappingStmt>(node));
    case T_CreatePublicationStmt:
      return create_publication(as<CreatePublicationStmt>(node), maker.context);
    case T_AlterPublicationStmt: return alter_publication(as<AlterPublicationStmt>(node));
    case T_CreateSubscriptionStmt:
      return maker.is("subscription", plain(as<CreateSubscriptionStmt>(node).subname)).result;
    case T_AlterSubscriptionStmt:
      return maker.is("subscription", plain(as<AlterSubscriptionStmt>(node).subname))
          .alters()
          .result;
    case T_CreateAmStmt:
      return maker.is("access method", plain(as<CreateAmStmt>(node).amname)).result;
    case T_CreatePLangStmt: {
      const auto& language = as<CreatePLangStmt>(node);
      return maker.is("language", plain(language.plname)).replaces(language.replace).result;
    }
    default: return std::nullopt;
  }
}

}  // namespace

Found opaque(const Node* node, const Context& context) {
  switch (tag_of(node)) {
    case T_CreateFunctionStmt: return create_routine(as<CreateFunctionStmt>(node), context);
    case T_DefineStmt: return define(as<DefineStmt>(node), context);
    case T_CreateTrigStmt: return create_trigger(as<CreateTrigStmt>(node), context);
    case T_RuleStmt: return create_rule(as<RuleStmt>(node), context);
    case T_CreateEventTrigStmt: return create_event_trigger(as<CreateEventTrigStmt>(node), context);
    case T_CreateForeignTableStmt: return foreign_table(as<CreateForeignTableStmt>(node), context);
    default: break;
  }
  const Maker maker{context};
  if (Found found = schema_object(node, maker)) return found;
  if (Found found = table_object(node, maker)) return found;
  return database_object(node, maker);
}

}  // namespace mimar::sql
