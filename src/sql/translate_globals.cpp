// Collations, operators, casts, extensions and extended statistics.

#include <algorithm>

#include "base/text.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

// Names in a list of options parse as types, operators as lists.
model::Name named(const Node* value) {
  if (value == nullptr) return {};
  if (tag_of(value) == T_TypeName) return name_of(as<TypeName>(value).names);
  if (tag_of(value) == T_List) return name_of(&as<List>(value));
  return {"", option_text(value)};
}

std::optional<model::DataType> type_of(const Node* value) {
  if (value == nullptr || tag_of(value) != T_TypeName) return std::nullopt;
  return data_type(&as<TypeName>(value));
}

// HASHES alone, or with a value as other options: HASHES = true.
bool flag_of(const Node* value) {
  const std::string text = option_text(value);
  return text != "false" && text != "off" && text != "0";
}

std::optional<model::Collation> known_collation(const model::Name& name) {
  if (!name.schema.empty() && name.schema != "pg_catalog") return std::nullopt;
  if (name.name != "C" && name.name != "POSIX") return std::nullopt;
  model::Collation collation;
  collation.lc_collate = collation.lc_ctype = name.name;
  return collation;
}

}  // namespace

model::Definition collation(const DefineStmt& statement) {
  model::Collation collation;
  std::string locale;
  for (const Node* item : Items(statement.definition)) {
    const auto& option = as<DefElem>(item);
    const std::string word = text::lower(text_of(option.defname));
    if (word == "from") {
      const auto copied = known_collation(named(option.arg));
      if (!copied) return {};
      collation = *copied;
    }
    if (word == "locale") locale = option_text(option.arg);
    if (word == "provider") collation.provider = text::lower(option_text(option.arg));
    if (word == "lc_collate") collation.lc_collate = option_text(option.arg);
    if (word == "lc_ctype") collation.lc_ctype = option_text(option.arg);
    if (word == "rules") collation.rules = option_text(option.arg);
    if (word == "deterministic") collation.deterministic = flag_of(option.arg);
  }
  if (!locale.empty() && collation.provider == "libc")
    collation.lc_collate = collation.lc_ctype = locale;
  else if (!locale.empty())
    collation.locale = locale;
  collation.name = name_of(statement.defnames);
  return collation;
}

model::Operator operator_definition(const DefineStmt& statement) {
  model::Operator made;
  made.name = name_of(statement.defnames);
  for (const Node* item : Items(statement.definition)) {
    const auto& option = as<DefElem>(item);
    const std::string word = text::lower(text_of(option.defname));
    if (word == "leftarg") made.left = type_of(option.arg);
    if (word == "rightarg") made.right = type_of(option.arg);
    if (word == "function" || word == "procedure") made.function = named(option.arg);
    if (word == "commutator") made.commutator = named(option.arg);
    if (word == "negator") made.negator = named(option.arg);
    if (word == "restrict") made.restrict_estimator = named(option.arg);
    if (word == "join") made.join_estimator = named(option.arg);
    if (word == "hashes") made.hashes = flag_of(option.arg);
    // Operators of sorting were once named one by one; they mean MERGES today.
    if (word == "merges") made.merges = flag_of(option.arg);
    if (word == "sort1" || word == "sort2" || word == "ltcmp" || word == "gtcmp")
      made.merges = true;
  }
  return made;
}

model::AlterOperator alter_operator(const AlterOperatorStmt& statement) {
  model::AlterOperator alter;
  const auto* object = static_cast<const Node*>(static_cast<const void*>(statement.opername));
  alter.object = address(OBJECT_OPERATOR, nullptr, object, nullptr);
  for (const Node* item : Items(statement.options)) {
    const auto& option = as<DefElem>(item);
    const std::string word = text::lower(text_of(option.defname));
    if (word == "restrict") alter.restrict_estimator = named(option.arg);
    if (word == "join") alter.join_estimator = named(option.arg);
  }
  return alter;
}

model::Cast cast(const CreateCastStmt& statement) {
  model::Cast made;
  made.source = data_type(statement.sourcetype);
  made.target = data_type(statement.targettype);
  made.method = statement.inout ? "inout" : statement.func == nullptr ? "binary" : "function";
  if (statement.context == COERCION_IMPLICIT) made.context = "implicit";
  if (statement.context == COERCION_ASSIGNMENT) made.context = "assignment";
  if (statement.func == nullptr) return made;
  made.function = name_of(statement.func->objname);
  for (const Node* type : Items(statement.func->objargs))
    made.function_arguments.push_back(data_type(&as<TypeName>(type)));
  return made;
}

model::Extension extension(const CreateExtensionStmt& statement) {
  model::Extension made;
  made.name = text_of(statement.extname);
  for (const Node* item : Items(statement.options)) {
    const auto& option = as<DefElem>(item);
    if (text_of(option.defname) == "schema") made.schema = option_text(option.arg);
    if (text_of(option.defname) == "new_version") made.version = option_text(option.arg);
  }
  return made;
}

model::StatementAction alter_extension(const AlterExtensionStmt& statement) {
  model::UpdateExtension update;
  update.extension = text_of(statement.extname);
  for (const Node* item : Items(statement.options)) {
    const auto& option = as<DefElem>(item);
    if (text_of(option.defname) == "new_version") update.version = option_text(option.arg);
  }
  return update;
}

model::StatementAction alter_extension(const AlterExtensionContentsStmt& statement) {
  return model::ChangeExtensionMember{
      text_of(statement.extname),
      address(static_cast<ObjectType>(statement.objtype), nullptr, statement.object, nullptr),
      statement.action > 0};
}

model::ExtendedStatistics statistics(const CreateStatsStmt& statement) {
  model::ExtendedStatistics made;
  made.name = name_of(statement.defnames);
  for (const Node* relation : Items(statement.relations)) {
    if (tag_of(relation) == T_RangeVar) made.table = name_of(&as<RangeVar>(relation));
  }
  for (const Node* item : Items(statement.exprs)) {
    const auto& element = as<StatsElem>(item);
    if (element.name != nullptr)
      made.columns.push_back(element.name);
    else
      made.expressions.push_back(expression(element.expr));
  }
  made.kinds = strings(statement.stat_types);
  const bool one_expression = made.columns.empty() && made.expressions.size() == 1;
  if (made.kinds.empty() && !one_expression) made.kinds = {"dependencies", "mcv", "ndistinct"};
  std::sort(made.kinds.begin(), made.kinds.end());
  return made;
}

model::AlterStatistics alter_statistics(const AlterStatsStmt& statement) {
  model::AlterStatistics alter;
  alter.statistics = name_of(statement.defnames);
  alter.if_exists = statement.missing_ok;
  if (statement.stxstattarget >= 0) alter.target = statement.stxstattarget;
  return alter;
}

}  // namespace mimar::sql
