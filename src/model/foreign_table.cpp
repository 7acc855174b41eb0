#include "model/foreign_table.h"

namespace mimar::model {

Table as_table(const ForeignTable& foreign) {
  Table table;
  table.name = foreign.name;
  table.columns = foreign.columns;
  table.checks = foreign.checks;
  table.inherits = foreign.inherits;
  table.partition_of = foreign.partition_of;
  return table;
}

OtherObject foreign_object(Table table, std::string server,
                           std::map<std::string, std::string> options) {
  OtherObject object;
  object.comment = std::move(table.comment);
  object.origin = std::move(table.origin);
  object.access = std::move(table.access);
  ForeignTable foreign;
  foreign.name = std::move(table.name);
  foreign.columns = std::move(table.columns);
  foreign.checks = std::move(table.checks);
  foreign.inherits = std::move(table.inherits);
  foreign.partition_of = std::move(table.partition_of);
  foreign.server = std::move(server);
  foreign.options = std::move(options);
  object.definition = std::move(foreign);
  object.kind = kind_of(object.definition);
  object.name = identity_of(object.definition);
  return object;
}

ForeignAsTables::ForeignAsTables(Objects& objects) : objects_(objects) {
  for (std::size_t i = 0; i < objects.others.size(); ++i) {
    const auto* foreign = as<ForeignTable>(objects.others[i]);
    if (foreign == nullptr) continue;
    objects.tables.push_back(as_table(*foreign));
    places_.push_back(i);
  }
}

ForeignAsTables::~ForeignAsTables() {
  const std::size_t first = objects_.tables.size() - places_.size();
  for (std::size_t i = 0; i < places_.size(); ++i) {
    Table& table = objects_.tables[first + i];
    auto& foreign = std::get<ForeignTable>(objects_.others[places_[i]].definition);
    foreign.columns = std::move(table.columns);
    foreign.checks = std::move(table.checks);
    foreign.partition_of = std::move(table.partition_of);
  }
  objects_.tables.resize(first);
}

}  // namespace mimar::model
