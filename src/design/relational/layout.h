#pragma once
// The tables of a design between the conceptual model and its SQL: each object with the sentences
// it comes from and why it is as it is. Plain values; write.h makes SQL of them, traces.h
// witnesses.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "design/draft.h"
#include "design/policy.h"

namespace mimar::design::relational {

using Names = std::vector<std::string>;

struct Column {
  std::string name, type;
  bool required = true;
  std::string default_value = {}, generated = {};  // SQL
  bool identity = false;
  std::string comment = {};
  Said said = {};
  std::string attribute = {};  // of the entity; "": a key, a reference, a convention
  std::string why = {};        // the type's reason
};

struct Check {
  std::string name;
  Names columns;
  std::string expression;
  // The assignments of an UPDATE that breaks it, and which rows it can be tried on: "" any.
  std::string bad = {}, rows = {};
  std::string why = {};
  Said said = {};
};

struct Unique {
  std::string name;
  Names columns;
  bool deferrable = false;
  std::string why = {};
  Said said = {};
};

struct ForeignKey {
  std::string name;
  Names columns;
  std::string table;
  Names referenced;
  std::string on_delete = "RESTRICT", on_update = {};
  Names set_null = {};  // of SET NULL: only these
  bool deferrable = false;
  std::string entity = {}, role = {};  // what it refers to, in the words of the model
  std::string why = {};
  Said said = {};
};

struct Index {
  std::string name;
  Names keys;  // SQL each: columns, or expressions in parentheses, with DESC or operator class
  bool unique = false;
  std::string where = {}, method = {};
  Names columns = {};  // those it is about, for witnesses
  std::string why = {};
  Said said = {};
};

struct Exclusion {
  std::string name, body;  // body: USING gist (...) WHERE (...)
  Names columns = {};
  std::string rows = {};  // which rows it concerns
  std::string why = {};
  Said said = {};
};

struct Layout;
struct Table;
struct Guard;

// Something that a guard refuses, made when all guards are there.
struct Attempt {
  std::string what;  // "": all it does
  std::function<Witness(const Layout&, const Table&, const Guard&)> witness;
};

// A function and the triggers that call it.
struct Guard {
  std::string name;      // of the first trigger, for people
  std::string function;  // CREATE FUNCTION ...; "" when another guard has made it
  std::string triggers;  // CREATE TRIGGER ...;
  // Table and trigger, each.
  std::vector<std::pair<std::string, std::string>> names = {};
  bool refuses = true;  // stands in the way of rows that other constraints are tried with
  std::string why = {};
  Said said = {};
  std::vector<Attempt> attempts = {};
};

struct Table {
  std::string name, entity;  // entity "": a table of links or of values
  std::string comment = {};
  Names key = {};  // the primary key's columns
  std::vector<Column> columns = {};
  std::vector<Check> checks = {};
  std::vector<Unique> uniques = {};
  std::vector<ForeignKey> foreign_keys = {};
  std::vector<Exclusion> exclusions = {};
  std::vector<Index> indexes = {};
  std::vector<Guard> guards = {};
  std::vector<std::string> seeds = {};  // INSERT statements: the rows of a lookup table
  bool of_tenant = false;               // has tenant_id
  bool is_tenant = false;
  bool link = false;  // of a many-to-many relationship
  std::string why = {};
  Said said = {};
};

struct View {
  std::string name, body, comment;
  std::string why = {};
  Said said = {};
  std::optional<Witness> witness = {};
};

struct Layout {
  const ConceptualModel& model;
  const Policy& policy;
  std::vector<Table> tables = {};
  std::set<std::string> extensions = {};
  std::vector<std::string> types = {};      // CREATE TYPE ...;
  std::vector<std::string> functions = {};  // that defaults and CHECKs need
  std::vector<View> views = {};
  std::vector<Reason> reasons = {};
  std::vector<Trace> traces = {};
  std::vector<DesignedAccess> accesses = {};
  std::vector<std::string> questions = {};
  std::set<std::string> taken = {};  // names of relations, indexes and types
  // What needs all columns and keys to be settled, in order.
  std::vector<std::function<void(Layout&)>> later = {};
};

Table* find_table(Layout& layout, const std::string& name);
const Table* find_table(const Layout& layout, const std::string& name);
Table* table_of(Layout& layout, const std::string& entity);  // nullptr when there is none
const Table* table_of(const Layout& layout, const std::string& entity);
Column* find_column(Table& table, const std::string& name);
const Column* find_column(const Table& table, const std::string& name);
const Column* column_of(const Table& table, const std::string& attribute);
bool contains(const Names& names, const std::string& name);
void add_said(Said& said, const Said& more);  // without duplicates

// "schema.table", quoted where needed.
std::string full(const Layout& layout, const std::string& name);
std::string quoted(const std::string& name);
std::string listed(const Names& names);  // quoted, with commas

}  // namespace mimar::design::relational
