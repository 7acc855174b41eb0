#pragma once
// What both drawings show, decided once: entities with rows, and relations between them with their
// cardinality.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "emit/erd/erd.h"

namespace mimar::emit::erd {

struct Row {
  std::string name, type;  // type as people say it: "varchar(45)", "timestamptz"
  bool primary = false, foreign = false, unique = false, nullable = false;
  std::string remark = {};                  // comment of the column; for tooltips
  std::vector<std::size_t> elsewhere = {};  // entities of other groups that it refers to
};

struct Entity {
  std::string name;  // "orders", or "billing.orders" outside of public
  std::string schema;
  std::string remark;  // comment of the table, how it is partitioned; for tooltips
  std::vector<Row> rows;
  std::size_t partitions = 0;
  model::Name table;
  std::string short_name;                        // without its schema
  std::vector<std::size_t> from_elsewhere = {};  // entities of other groups that refer to it
  bool focus = false;
};

// Where an edge ends that has no row to end at: at the header.
constexpr std::size_t header_row = SIZE_MAX;

// A foreign key. The parent end is "exactly one", or "zero or one" when it may be NULL; the child
// end is "zero or more", or "zero or one" when the referencing columns are unique.
struct Relation {
  std::size_t parent = 0, child = 0;          // entities
  std::size_t parent_row = 0, child_row = 0;  // the first of its columns, or header_row
  bool optional = false, one_to_one = false;
  std::string columns;  // "language_id", "order_id, line"
  std::string remark;   // "orders.customer_id refers to customers.id, ON DELETE CASCADE"
  // Between concepts there is more: many on both ends, and at least one of them.
  bool many_parents = false, some_parent = false, some_child = false;
};

struct Diagram {
  std::string title;
  std::vector<Entity> entities;
  std::vector<Relation> relations;
  bool concepts = false;  // entities of a conceptual model: nothing in them is a key
};

Diagram make_diagram(const model::Database& database, const Options& options);

// Both drawings of a diagram that somebody else made.
std::string mermaid(const Diagram& diagram);
Result<std::string> svg(Diagram diagram, const Options& options);

// The partitioned table a partition belongs to, through all levels; any other table itself.
model::Name whole_table(const model::Database& database, model::Name name);

// The short names everybody uses: "timestamptz", "varchar(45)"; the schema public is not said.
std::string short_type(const model::DataType& type);
std::string shown_name(const model::Name& name);

}  // namespace mimar::emit::erd
