#include <algorithm>

#include "read/sql_files/definitions.h"

namespace mimar::read::sql_files {
namespace {

// initdb comments the schema public; that comment is no statement of the user's.
constexpr std::string_view stock_comment = "standard public schema";

bool comment_constraint(model::Table& table, const std::string& name, const model::Comment& text) {
  bool found = false;
  const auto set = [&](auto& constraint) {
    if (constraint.name != name) return;
    constraint.comment = text;
    found = true;
  };
  if (table.primary_key) set(*table.primary_key);
  for (model::Key& key : table.uniques)
    set(key);
  for (model::ForeignKey& key : table.foreign_keys)
    set(key);
  for (model::Check& check : table.checks)
    set(check);
  for (model::Exclusion& exclusion : table.exclusions)
    set(exclusion);
  return found;
}

Result<void> comment_column(State& state, const model::ObjectAddress& object,
                            const model::Comment& text) {
  const model::Name name = relation_name(state, object.name);
  if (state.temporary.contains(name)) return {};
  if (const auto view = state.views.find(name); view != state.views.end()) {
    if (text) {
      view->second.column_comments[object.sub] = *text;
    } else {
      view->second.column_comments.erase(object.sub);
    }
    return {};
  }
  const auto table = state.tables.find(name);
  if (table == state.tables.end()) {
    if (find_composite(state, object.name) != nullptr)
      return comment_attribute(state, object, text);
    return missing(state, "table", object.name);
  }
  const auto column =
      std::find_if(table->second.columns.begin(), table->second.columns.end(),
                   [&](const model::Column& candidate) { return candidate.name == object.sub; });
  if (column == table->second.columns.end())
    return missing(state, "column", {name.text(), object.sub});
  column->comment = text;
  return {};
}

Result<void> comment_relation(State& state, const model::ObjectAddress& object,
                              const model::Comment& text) {
  const model::Name name = relation_name(state, object.name);
  if (state.temporary.contains(name)) return {};
  if (const auto table = state.tables.find(name); table != state.tables.end()) {
    table->second.comment = text;
  } else if (const auto view = state.views.find(name); view != state.views.end()) {
    view->second.comment = text;
  } else if (const auto sequence = state.sequences.find(name); sequence != state.sequences.end()) {
    sequence->second.comment = text;
  } else if (find_identity(state, name) != nullptr) {
    state.incomplete.push_back("the comment on " + name.text() +
                               ", the sequence of an identity column, is not modelled");
  } else {
    return missing(state, object.word.c_str(), object.name);
  }
  return {};
}

// What is no part of a database, or there from the start.
bool is_passed_over(const model::ObjectAddress& object) {
  const std::string& word = object.word;
  return word == "database" || word == "role" || word == "tablespace" || word == "language" ||
         word.empty() || object.name.name == "plpgsql";
}

void comment_others(State& state, const model::ObjectAddress& object, const model::Comment& text) {
  const std::vector<ObjectKey> meant = objects_meant(state, object);
  for (const ObjectKey& key : meant)
    state.others.at(key).comment = text;
  if (!meant.empty() || state.temporary.contains(relation_name(state, object.name))) return;
  if (is_passed_over(object)) return pass_over(state, "comments on what is no part of a database");
  state.incomplete.push_back("COMMENT ON " + object.word + " " + object.name.text() +
                             ": no such object is known here");
}

}  // namespace

Result<void> comment_on(State& state, const model::CommentOn& comment) {
  const model::ObjectAddress& object = comment.object;
  model::Comment text = comment.text;
  if (text && text->empty()) text.reset();
  switch (object.kind) {
    case model::ObjectKind::schema: {
      const auto schema = state.schemas.find(object.name.name);
      if (schema == state.schemas.end()) return missing(state, "schema", object.name);
      schema->second.comment =
          object.name.name == "public" && text == stock_comment ? model::Comment() : text;
      return {};
    }
    case model::ObjectKind::column: return comment_column(state, object, text);
    case model::ObjectKind::constraint: {
      const auto table = state.tables.find(relation_name(state, object.name));
      if (state.temporary.contains(relation_name(state, object.name))) return {};
      if (table == state.tables.end() || !comment_constraint(table->second, object.sub, text))
        state.incomplete.push_back("COMMENT ON CONSTRAINT " + object.sub + " ON " +
                                   object.name.text() + ": no such constraint is known here");
      return {};
    }
    case model::ObjectKind::index: {
      const IndexPlace place = find_index(state, index_name(state, object.name));
      if (place.index != nullptr) place.index->comment = text;
      if (place.index == nullptr) pass_over(state, "comments on the index behind a key");
      return {};
    }
    case model::ObjectKind::type: {
      const auto type = state.enums.find(type_name(state, object.name));
      if (type != state.enums.end()) {
        type->second.comment = text;
        return {};
      }
      model::ObjectAddress other = object;
      for (const char* kind : {"composite type", "range type", "base type", "domain"}) {
        other.word = kind;
        if (model::OtherObject* found = find_object(state, other)) {
          found->comment = text;
          return {};
        }
      }
      if (const auto table = state.tables.find(type_name(state, object.name));
          table != state.tables.end()) {
        state.incomplete.push_back("the comment on the row type of " + table->first.text() +
                                   " is not kept");
        return {};
      }
      state.incomplete.push_back("COMMENT ON TYPE " + object.name.text() +
                                 ": no such type is known here");
      return {};
    }
    case model::ObjectKind::table:
    case model::ObjectKind::view:
    case model::ObjectKind::materialized_view:
    case model::ObjectKind::sequence: return comment_relation(state, object, text);
    case model::ObjectKind::other:
      if (object.word == "domain" && !object.sub.empty())
        return comment_domain_constraint(state, object, text);
      comment_others(state, object, text);
      return {};
  }
  return {};
}

}  // namespace mimar::read::sql_files
