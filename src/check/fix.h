#pragma once
// What fixes are made of: names that are free, and statements in one style.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/finding.h"
#include "model/database.h"

namespace mimar::check {

// Names of relations and constraints that a fix may use. One book serves all findings of a rule, so
// that their fixes can be run together.
class NameBook {
 public:
  explicit NameBook(const model::Database& database) : database_(&database) {}
  // `wanted` cut to PostgreSQL's 63 bytes, with a number behind it when the schema has it already.
  std::string take(const std::string& schema, const std::string& wanted);

 private:
  void read();

  const model::Database* database_;  // until its names are needed: most rules find nothing
  std::set<model::Name> taken_;
};

// "ALTER TABLE public.orders <action>;\n"
std::string alter_table(const model::Table& table, std::string_view action);
std::string drop_index(const model::Table& table, const std::string& index);
std::string drop_constraint(const model::Table& table, const std::string& constraint);
std::string set_type(const model::Table& table, const model::Column& column, std::string_view type);

// A plain index named idx_<table>_<columns>.
std::string create_index_on(const model::Table& table, const std::vector<std::string>& columns,
                            NameBook& names);

// No statement mends it; says what to do instead. Renderings add that there is no automatic fix.
evidence::Fix no_automatic_fix(std::string_view instead);

// Remarks that many fixes share.
extern const std::string_view build_concurrently;  // how to build an index on a live table
extern const std::string_view rewrites_table;      // what ALTER COLUMN TYPE costs

}  // namespace mimar::check
