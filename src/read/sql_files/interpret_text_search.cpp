// Text search configurations: COPY and the statements about their mappings.
#include <algorithm>

#include "read/sql_files/definitions.h"
#include "sql/stock_text_search.h"

namespace mimar::read::sql_files {
namespace {

using model::TextSearchConfiguration;
using model::TokenMapping;

bool means_token(const model::AlterMapping& alter, const std::string& token) {
  return std::find(alter.tokens.begin(), alter.tokens.end(), token) != alter.tokens.end();
}

TokenMapping* find_mapping(TextSearchConfiguration& made, const std::string& token) {
  const auto found = std::find_if(made.mappings.begin(), made.mappings.end(),
                                  [&](const TokenMapping& one) { return one.token == token; });
  return found == made.mappings.end() ? nullptr : &*found;
}

tl::unexpected<Error> mapping_error(const State& state, const TextSearchConfiguration& made,
                                    const std::string& token, const char* what) {
  return error(state, "text search configuration `" + made.name.text() + "` " + what +
                          " a mapping for `" + token + "`");
}

Result<void> add(State& state, TextSearchConfiguration& made, const model::AlterMapping& alter) {
  for (const std::string& token : alter.tokens) {
    if (find_mapping(made, token) != nullptr)
      return mapping_error(state, made, token, "has already");
    made.mappings.push_back({token, alter.dictionaries});
  }
  return {};
}

Result<void> drop(State& state, TextSearchConfiguration& made, const model::AlterMapping& alter) {
  for (const std::string& token : alter.tokens) {
    if (find_mapping(made, token) == nullptr && !alter.if_exists)
      return mapping_error(state, made, token, "does not have");
  }
  std::erase_if(made.mappings,
                [&](const TokenMapping& one) { return means_token(alter, one.token); });
  return {};
}

void replace(TextSearchConfiguration& made, const model::AlterMapping& alter) {
  if (alter.dictionaries.size() != 2) return;
  for (TokenMapping& mapping : made.mappings) {
    if (alter.tokens.empty() || means_token(alter, mapping.token))
      std::replace(mapping.dictionaries.begin(), mapping.dictionaries.end(),
                   alter.dictionaries.front(), alter.dictionaries.back());
  }
}

}  // namespace

void copy_configuration(State& state, TextSearchConfiguration& made, const model::Name& source) {
  if (source.empty()) return;
  const char* kind = "text search configuration";
  const model::Name name = text_search_name(state, source, kind);
  std::optional<TextSearchConfiguration> copied;
  const auto own = state.others.find({kind, name.text()});
  if (own != state.others.end()) {
    if (const auto* found = std::get_if<TextSearchConfiguration>(&own->second.definition))
      copied = *found;
  } else if (name.schema.empty()) {
    copied = sql::stock_configuration(name.name);
  }
  if (!copied) {
    state.incomplete.push_back("the mappings of text search configuration " + made.name.text() +
                               " are those of " + source.text() + ", which is not known here");
    return;
  }
  made.parser = copied->parser;
  made.mappings = std::move(copied->mappings);
}

Result<void> alter_mapping(State& state, const model::AlterMapping& alter) {
  const char* kind = "text search configuration";
  model::OtherObject* object =
      find_object(state, {model::ObjectKind::other, kind, alter.configuration, "", std::nullopt});
  auto* made =
      object == nullptr ? nullptr : std::get_if<TextSearchConfiguration>(&object->definition);
  if (made == nullptr) {
    state.incomplete.push_back("ALTER TEXT SEARCH CONFIGURATION " + alter.configuration.text() +
                               ": no such configuration is known here");
    return {};
  }
  model::AlterMapping resolved = alter;
  for (model::Name& dictionary : resolved.dictionaries)
    dictionary = text_search_name(state, dictionary, "text search dictionary");
  using How = model::AlterMapping::How;
  switch (alter.how) {
    case How::add: return add(state, *made, resolved);
    case How::alter:
      resolved.if_exists = true;
      if (Result<void> done = drop(state, *made, resolved); !done) return done;
      return add(state, *made, resolved);
    case How::drop: return drop(state, *made, resolved);
    case How::replace: replace(*made, resolved); return {};
  }
  return {};
}

}  // namespace mimar::read::sql_files
