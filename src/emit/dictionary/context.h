#pragma once
// What the pages know about the database beyond the object they describe, collected once.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::emit::dictionary {

struct Referrer {
  const model::Table* table = nullptr;  // never a partition: the table it belongs to
  const model::ForeignKey* key = nullptr;
  bool of_partition = false;  // the table itself does not have the key
};

struct Context {
  const model::Database& database;
  std::map<model::Name, std::string> pages;                 // with the ending
  std::map<model::Name, std::vector<Referrer>> references;  // by a table, or by its partitions
  std::map<model::Name, std::vector<Referrer>> referrers;   // to a table
  std::map<model::Name, std::vector<const model::Table*>> partitions;
  std::map<model::Name, std::set<model::Name>> read_by;               // relation -> views
  std::map<model::Name, std::vector<const model::OtherObject*>> attached;  // relation -> what names it
};

Context make_context(const model::Database& database);

const std::vector<Referrer>& references_of(const Context& context, const model::Name& table);

// The object's name in code style, a link where it has a page.
std::string linked(const Context& context, const model::Name& name);
std::string linked_type(const Context& context, const model::DataType& type);
std::string listed(const Context& context, const std::set<model::Name>& names);

}  // namespace mimar::emit::dictionary
