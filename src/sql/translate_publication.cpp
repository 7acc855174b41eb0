// CREATE and ALTER PUBLICATION.

#include <algorithm>

#include "base/text.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

// The operations in PostgreSQL's order, whatever the order and case they were written in; "" when
// they are all of them, which is the default.
std::string published_operations(const std::string& written) {
  constexpr std::string_view all[] = {"insert", "update", "delete", "truncate"};
  std::vector<std::string> wanted, found;
  for (const std::string_view part : text::split(written, ','))
    wanted.push_back(text::lower(text::trim(part)));
  for (const std::string_view operation : all) {
    if (std::find(wanted.begin(), wanted.end(), operation) != wanted.end())
      found.emplace_back(operation);
  }
  return found.size() == std::size(all) ? "" : found.empty() ? "none" : text::join(found, ", ");
}

bool is_on(const std::string& value) {
  const std::string word = text::lower(value);
  return word == "true" || word == "on" || word == "1";
}

// An empty value says that the option is back at its default.
std::map<std::string, std::string> publication_options(const List* written) {
  std::map<std::string, std::string> result = options(written);
  for (auto& [name, value] : result) {
    if (name == "publish") value = published_operations(value);
    if (name == "publish_via_partition_root") value = is_on(value) ? "true" : "";
    if (name == "publish_generated_columns") value = value == "none" ? "" : value;
  }
  return result;
}

void add_object(model::ChangePublication& change, const PublicationObjSpec& object) {
  model::Publication& publication = change.publication;
  if (object.pubobjtype == PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA) {
    publication.schemas.emplace_back();
  } else if (object.pubobjtype == PUBLICATIONOBJ_TABLES_IN_SCHEMA) {
    publication.schemas.push_back(text_of(object.name));
  } else if (object.pubtable != nullptr) {
    model::PublishedTable table;
    table.table = name_of(object.pubtable->relation);
    table.columns = strings(object.pubtable->columns);
    if (object.pubtable->whereClause != nullptr)
      table.condition = expression(object.pubtable->whereClause);
    if (!object.pubtable->relation->inh) change.only.push_back(table.table);
    publication.tables.push_back(std::move(table));
  }
}

model::ChangePublication change(const char* name, const List* options, const List* objects) {
  model::ChangePublication result;
  result.publication.name = text_of(name);
  result.publication.options = publication_options(options);
  for (const Node* object : Items(objects))
    add_object(result, as<PublicationObjSpec>(object));
  return result;
}

}  // namespace

model::ChangePublication create_publication(const CreatePublicationStmt& statement,
                                            const Context& context) {
  model::ChangePublication result =
      change(statement.pubname, statement.options, statement.pubobjects);
  result.publication.all_tables = statement.for_all_tables;
  result.origin = {context.where};
  return result;
}

model::ChangePublication alter_publication(const AlterPublicationStmt& statement) {
  using Change = model::ChangePublication::Change;
  model::ChangePublication result =
      change(statement.pubname, statement.options, statement.pubobjects);
  if (statement.options != nullptr) {
    result.change = Change::set_options;
  } else if (statement.action == AP_AddObjects) {
    result.change = Change::add;
  } else {
    result.change = statement.action == AP_DropObjects ? Change::drop : Change::set;
  }
  return result;
}

}  // namespace mimar::sql
