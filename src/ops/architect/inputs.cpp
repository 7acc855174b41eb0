#include "ops/architect/inputs.h"

#include <set>

#include "base/digest.h"
#include "base/text.h"
#include "read/sql_files/find.h"
#include "sql/query.h"

namespace mimar::ops::architect {
namespace {

struct Sorted {
  std::vector<read::sql_files::File> schema, queries;
  std::vector<std::string> sources, urls, notes;
};

Result<Sorted> sort_files(const std::vector<Item>& items, const std::string& folder,
                          world::World& world) {
  Sorted sorted;
  std::set<std::string> seen;
  for (const Item& item : items) {
    if (read::is_url(item.text)) {
      sorted.urls.push_back(item.text);
      continue;
    }
    const std::string path = item.text.starts_with('/') ? item.text : folder + item.text;
    if (!world.exists(path)) {
      return fail(Error{ErrorKind::input,
                        "`" + item.text + "` does not exist",
                        item.where,
                        {},
                        "paths under `Files` start at the folder of the task file",
                        {}});
    }
    Result<std::vector<read::sql_files::File>> files = read::sql_files::find(path, world);
    if (!files) return fail(std::move(files.error()));
    bool schema = false;
    for (read::sql_files::File& file : *files) {
      if (!seen.insert(file.path).second) continue;  // named twice, or inside a folder named too
      switch (read::sql_files::purpose_of(file)) {
        case read::sql_files::Purpose::schema:
          schema = true;
          sorted.schema.push_back(std::move(file));
          break;
        case read::sql_files::Purpose::queries: sorted.queries.push_back(std::move(file)); break;
        case read::sql_files::Purpose::data:
          sorted.notes.push_back(file.path + " holds rows only and was left out");
          break;
      }
    }
    if (schema) sorted.sources.push_back(path);
  }
  return sorted;
}

Result<void> check_sources(const Sorted& sorted) {
  if (sorted.urls.size() + (sorted.schema.empty() ? 0 : 1) > 1) {
    return fail(ErrorKind::usage,
                "`Files` names more than one schema: " + text::join(sorted.sources, ", ") +
                    (sorted.sources.empty() ? "" : " and ") +
                    text::count(sorted.urls.size(), "live database"),
                "review one at a time");
  }
  if (sorted.urls.empty() && sorted.schema.empty()) {
    return fail(
        ErrorKind::usage, "`Files` names no schema",
        "name an .sql file with CREATE TABLE statements, a migration folder or a postgres:// URL");
  }
  return {};
}

bool kept_unread(const model::Database& database) {
  return std::any_of(
      database->others.begin(), database->others.end(),
      [](const model::OtherObject& object) { return object.kind.starts_with("unread "); });
}

}  // namespace

Result<Inputs> read_inputs(const std::vector<Item>& items, const std::string& folder,
                           const std::string& server, world::World& world) {
  Result<Sorted> sorted = sort_files(items, folder, world);
  if (!sorted) return fail(std::move(sorted.error()));
  if (auto checked = check_sources(*sorted); !checked) return fail(std::move(checked.error()));
  Inputs inputs;
  Result<read::Reading> schema = sorted->urls.empty() ? read::read_files(std::move(sorted->schema))
                                                      : read::read(sorted->urls.front(), world);
  if (!schema) return fail(std::move(schema.error()));
  inputs.schema = std::move(*schema);
  if (!sorted->urls.empty()) {
    inputs.source = inputs.schema.inputs.front().path;
  } else if (sorted->sources.size() == 1) {
    inputs.source = sorted->sources.front();
  }
  if (!inputs.source.empty() && kept_unread(inputs.schema.database)) {
    // A server that does not know the syntax either leaves what was read without it, and its note.
    if (Result<read::Reading> known = read::read(inputs.source, world, {true, server}))
      inputs.schema = std::move(*known);
  }
  inputs.schema.notes.insert(inputs.schema.notes.end(), sorted->notes.begin(), sorted->notes.end());
  for (const read::sql_files::File& file : sorted->queries) {
    Result<std::vector<model::Query>> queries =
        sql::read_queries(file.text, file.path, inputs.schema.database);
    if (!queries) return fail(std::move(queries.error()));
    inputs.queries.insert(inputs.queries.end(), queries->begin(), queries->end());
    inputs.schema.inputs.push_back({file.path, sha256_hex(file.text)});
  }
  return inputs;
}

}  // namespace mimar::ops::architect
