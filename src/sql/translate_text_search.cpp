// Text search configurations, dictionaries, parsers and templates.

#include "base/text.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

// Names in a list of options parse as types.
model::Name named(const Node* value) {
  if (value == nullptr) return {};
  if (tag_of(value) == T_TypeName) return name_of(as<TypeName>(value).names);
  if (tag_of(value) == T_List) return name_of(&as<List>(value));
  return {"", option_text(value)};
}

// The option of that name; an empty name when it was not written.
model::Name option_name(const List* options, std::string_view word) {
  model::Name found;
  for (const Node* item : Items(options)) {
    const auto& option = as<DefElem>(item);
    if (text::lower(text_of(option.defname)) == word) found = named(option.arg);
  }
  return found;
}

}  // namespace

model::Definition text_search_object(const DefineStmt& statement) {
  const List* options = statement.definition;
  const auto option = [&](std::string_view word) { return option_name(options, word); };
  const model::Name name = name_of(statement.defnames);
  if (statement.kind == OBJECT_TSPARSER)
    return model::TextSearchParser{name,          option("start"),    option("gettoken"),
                                   option("end"), option("headline"), option("lextypes")};
  if (statement.kind == OBJECT_TSTEMPLATE)
    return model::TextSearchTemplate{name, option("init"), option("lexize")};
  if (statement.kind == OBJECT_TSCONFIGURATION)
    return model::TextSearchConfiguration{name, option("parser"), {}};
  model::TextSearchDictionary dictionary{name, option("template"), {}};
  for (const Node* item : Items(options)) {
    const auto& one = as<DefElem>(item);
    if (text::lower(text_of(one.defname)) != "template")
      dictionary.options[text_of(one.defname)] = option_text(one.arg);
  }
  return dictionary;
}

model::Name copied_configuration(const DefineStmt& statement) {
  return option_name(statement.definition, "copy");
}

model::AlterOptions alter_dictionary(const AlterTSDictionaryStmt& statement) {
  model::AlterOptions alter;
  alter.object = address(OBJECT_TSDICTIONARY, nullptr, nullptr, nullptr);
  alter.object.name = name_of(statement.dictname);
  for (const Node* item : Items(statement.options)) {
    const auto& option = as<DefElem>(item);
    using How = model::OptionChange::How;
    const How how = option.arg != nullptr ? How::put : How::drop;
    alter.options.push_back(
        {how, text_of(option.defname), option.arg != nullptr ? option_text(option.arg) : ""});
  }
  return alter;
}

model::AlterMapping alter_mapping(const AlterTSConfigurationStmt& statement) {
  using How = model::AlterMapping::How;
  model::AlterMapping alter;
  alter.configuration = name_of(statement.cfgname);
  alter.if_exists = statement.missing_ok;
  switch (statement.kind) {
    case ALTER_TSCONFIG_ADD_MAPPING: alter.how = How::add; break;
    case ALTER_TSCONFIG_ALTER_MAPPING_FOR_TOKEN: alter.how = How::alter; break;
    case ALTER_TSCONFIG_REPLACE_DICT:
    case ALTER_TSCONFIG_REPLACE_DICT_FOR_TOKEN: alter.how = How::replace; break;
    case ALTER_TSCONFIG_DROP_MAPPING: alter.how = How::drop; break;
  }
  alter.tokens = strings(statement.tokentype);
  for (const Node* name : Items(statement.dicts))
    alter.dictionaries.push_back(name_of(&as<List>(name)));
  return alter;
}

}  // namespace mimar::sql
