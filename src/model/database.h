#pragma once
// The database as one plain value. `Objects` is what readers fill; `build` validates and canonicalises it and is the only
// way to get a `Database`, which is therefore always valid and sorted.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/definition.h"

namespace mimar::model {

struct Schema {
  std::string name;
  Comment comment;
  Origin origin;
  Access access = {};
  bool operator==(const Schema&) const = default;
};

struct Enum {
  Name name;
  std::vector<std::string> labels;  // in their order
  Comment comment;
  Origin origin;
  Access access = {};
  bool operator==(const Enum&) const = default;
};

struct View {
  Name name;
  bool materialized = false;
  Expression query;  // its comparison form spells every output column as `expression AS name`
  std::map<std::string, std::string> options;  // security_barrier, security_invoker, check_option ...
  std::vector<Index> indexes;                  // materialised views only
  std::map<std::string, std::string> column_comments;
  Comment comment;
  Origin origin;
  std::string access_method = {}, tablespace = {};  // materialised views only; "" is heap
  std::map<std::string, Expression> column_defaults = {};  // ALTER VIEW ... ALTER COLUMN ... SET DEFAULT
  std::string clustered_on = {};  // materialised views only: the index of the last CLUSTER
  Access access = {};
  bool operator==(const View&) const = default;
};

// An object of any other kind. Its `definition` says what it is made of; where it is monostate, nobody models the kind
// (or this object of it): it is *opaque*, its SQL kept verbatim, counted, reported, emitted again, never dropped silently.
// Readers agree on kinds and names; names are unquoted, types as format_type() prints them with user types qualified:
//   function, procedure, aggregate           schema.name(input types), "public.last_day(timestamp with time zone)"
//   trigger, rule, policy                    schema.table.name
//   domain, composite type, range type, base type, foreign table, statistics, collation, conversion,
//   text search configuration / dictionary / parser / template      schema.name
//   operator                                 schema.name(left type, right type), NONE for the side without one
//   operator class, operator family          schema.name USING method
//   cast                                     (source type AS target type)
//   extension, event trigger, publication, subscription, foreign data wrapper, foreign server, language, access method   name
//   user mapping                             user SERVER server
//   transform                                type LANGUAGE language
struct OtherObject {
  std::string kind;  // "function", "domain", "trigger", "extension", "policy", "aggregate", "rule" ...
  std::string name;  // its identity within the kind, for people and for comparison: "public.last_day(timestamp with time zone)"
  std::string sql;   // as the source has it, complete statements, each ended by ';'
  std::vector<Reference> references;  // what must exist before it, sorted, unique
  Origin origin;
  Definition definition = {};
  Comment comment = {};
  Access access = {};
  bool opaque() const { return std::holds_alternative<std::monostate>(definition); }
  bool operator==(const OtherObject& other) const {
    return kind == other.kind && name == other.name && definition == other.definition && comment == other.comment &&
           access == other.access && (!opaque() || sql == other.sql);
  }
};

// The definition, or nullptr when the object is of another kind: `as<Policy>(object)`.
template <class T>
const T* as(const OtherObject& object) {
  return std::get_if<T>(&object.definition);
}

struct Objects {
  std::vector<Schema> schemas;
  std::vector<Table> tables;
  std::vector<View> views;
  std::vector<Sequence> sequences;
  std::vector<Enum> enums;
  std::vector<OtherObject> others;  // sorted by kind and name
  std::vector<DefaultPrivileges> default_privileges = {};
  // The role that owns most of it, where the reader can tell; objects of this owner name none. Like `incomplete` no part
  // of equality.
  std::string owner = {};
  // What the reader could not see or did not understand, a sentence each; empty means the picture is complete. A fact
  // about the reading, not about the database: never part of equality.
  std::vector<std::string> incomplete;
  bool operator==(const Objects& other) const {
    return schemas == other.schemas && tables == other.tables && views == other.views &&
           sequences == other.sequences && enums == other.enums && others == other.others &&
           default_privileges == other.default_privileges;
  }
};

class Database {
 public:
  Database() = default;  // the empty database
  const Objects& objects() const { return objects_; }
  const Objects* operator->() const { return &objects_; }
  bool operator==(const Database&) const = default;

 private:
  explicit Database(Objects objects) : objects_(std::move(objects)) {}
  friend Result<Database> build(Objects objects);
  Objects objects_;
};

// Sorts every unordered list, fills what PostgreSQL would imply (NOT NULL of primary key and identity columns, referenced
// columns of foreign keys, comparison form = text where nobody set one), and checks: unique names, columns that constraints
// and indexes name, foreign key targets. The schema `public` is implied and only listed when it has a comment; schemas that
// objects live in but nobody created are added. Opaque objects of one kind and name become one, statements in their order.
// What refers to something unseen is dropped with a note when the reading is incomplete. Errors: ErrorKind::input with the
// place of the object at fault.
Result<Database> build(Objects objects);

// Lookups; nullptr when absent.
const Table* find_table(const Database& database, const Name& name);
const View* find_view(const Database& database, const Name& name);
const Enum* find_enum(const Database& database, const Name& name);
const Sequence* find_sequence(const Database& database, const Name& name);

// All objects of one kind: `for (const Policy* policy : all<Policy>(database))`.
template <class T>
std::vector<const T*> all(const Database& database) {
  std::vector<const T*> found;
  for (const OtherObject& object : database->others) {
    if (const T* definition = as<T>(object)) found.push_back(definition);
  }
  return found;
}

// Kinds of opaque objects and how many of each, sorted by kind.
std::map<std::string, std::size_t> count_opaques(const Database& database);

}  // namespace mimar::model
