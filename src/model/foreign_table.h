#pragma once
// A foreign table has the columns, checks and parents of a table: what works on tables works on it
// in that form.

#include "model/database.h"

namespace mimar::model {

Table as_table(const ForeignTable& foreign);

// Of a table and what makes it foreign; comment, privileges and origin go with it.
OtherObject foreign_object(Table table, std::string server,
                           std::map<std::string, std::string> options);

// The foreign tables among `objects.others` become the last of `objects.tables`, and back again.
class ForeignAsTables {
 public:
  explicit ForeignAsTables(Objects& objects);
  ~ForeignAsTables();
  ForeignAsTables(const ForeignAsTables&) = delete;
  ForeignAsTables& operator=(const ForeignAsTables&) = delete;

 private:
  Objects& objects_;
  std::vector<std::size_t> places_;  // in objects.others
};

}  // namespace mimar::model
