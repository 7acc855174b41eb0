#pragma once
// What names mean in one set of objects: relations with typed columns, user types, user functions,
// found by search path.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/database.h"
#include "sql/pg_tree.h"
#include "sql/types.h"

namespace mimar::sql {

// Of a column or an output; an empty name is the default of its type.
struct Collation {
  model::Name name = {};
  bool known = true;
  bool operator==(const Collation&) const = default;
  bool is_default() const { return known && name.empty(); }
};

struct OutputColumn {
  std::string name;
  Type type;
  Collation collation = {};
};
using OutputColumns = std::vector<OutputColumn>;

struct UserType {
  enum class Kind : std::uint8_t { enumeration, domain, composite, range, multirange, other };
  model::Name name;
  Kind kind = Kind::other;
  Type base;              // domain: what it is over; range: what of; multirange: its range
  OutputColumns columns;  // composite
  bool collated = false;  // a domain with a collation of its own
  // Of an extension that we know with its operators and casts: its category, else '\0'.
  char category = '\0';
  bool preferred = false;
};

struct UserFunction {
  model::Name name;
  Signature signature;
};

struct UserOperator {
  model::Name name;
  Signature signature;
};

class Universe {
 public:
  // `path_varies`: see SearchPath in canonical.h.
  Universe(const model::Objects& objects, std::vector<std::string> search_path,
           bool path_varies = false);

  // Names as written -> as they are, by search path; an empty name when there is no such thing.
  model::Name find_relation(const std::string& schema, const std::string& name) const;
  model::Name find_sequence(const std::string& schema, const std::string& name) const;
  // A text search configuration or dictionary; the schema of PostgreSQL's own is empty.
  model::Name find_text_search(bool dictionary, const std::string& schema,
                               const std::string& name) const;
  // Columns of a relation by its full name; nullptr when they are not known (yet).
  const OutputColumns* columns(const model::Name& relation) const;
  void set_columns(const model::Name& relation, OutputColumns columns);

  Type type(const model::DataType& type) const;
  Type type(const TypeName& name) const;
  // nullopt: it cannot be known, or no column can have it.
  std::optional<model::DataType> data_type(const Type& type) const;
  const std::string& words_of(const Type& type) const {
    return words_[static_cast<std::size_t>(type.words)];
  }
  Type named_type(const std::string& schema, const std::string& name) const;
  const UserType* user_type(int base) const;  // nullptr for built-in ones
  Type base_of(Type type) const;              // domains unwrapped, modifiers with them
  char category(const Type& type) const;
  bool preferred(const Type& type) const;
  bool is_enum(const Type& type) const;

  // All of that name in `schema`, or in the schemas of the path; of those with the same arguments
  // the first.
  std::vector<const UserFunction*> functions(const std::string& schema,
                                             const std::string& name) const;
  std::vector<const UserOperator*> operators(const std::string& schema,
                                             const std::string& name) const;
  Cast cast(int from, int to) const;
  const std::vector<std::string>& search_path() const { return search_path_; }
  // How many look-ups so far found a name that may mean something else.
  std::size_t doubts() const { return doubts_; }

 private:
  // Calls `find` for each schema of the path, until it finds something; where the path varies, it
  // must not find more after that.
  template <class Find>
  void along_path(Find find) const {
    bool found = false;
    for (const std::string& schema : search_path_) {
      if (!find(schema)) continue;
      if (found) {
        ++doubts_;
        return;
      }
      if (!path_varies_) return;
      found = true;
    }
  }
  // All of that name in `schema`, or along the path; of those with the same arguments the first.
  template <class Entry>
  std::vector<const Entry*> candidates(const std::multimap<model::Name, Entry>& all,
                                       const std::string& schema, const std::string& name) const {
    std::vector<const Entry*> found;
    const auto collect = [&](const std::string& where) {
      const auto [first, last] = all.equal_range({where, name});
      // Two of one schema are two, even where what is known of their arguments is the same.
      const auto earlier = static_cast<std::ptrdiff_t>(found.size());
      for (auto at = first; at != last; ++at) {
        const auto& arguments = at->second.signature.arguments;
        if (std::none_of(found.begin(), found.begin() + earlier, [&](const Entry* other) {
              return other->signature.arguments == arguments;
            }))
          found.push_back(&at->second);
      }
      return first != last;
    };
    if (!schema.empty()) {
      collect(schema);
      return found;
    }
    std::size_t schemas = 0;
    for (const std::string& where : search_path_)
      schemas += collect(where) ? 1U : 0U;
    if (path_varies_ && schemas > 1) ++doubts_;
    return found;
  }
  void add_type(UserType type);
  int number_of_words(const std::string& words) const;
  void add_foreign_types(const model::Objects& objects);
  void add_objects(const model::Objects& objects);
  void add_defined_types(const model::Objects& objects);
  // universe_functions.cpp
  void add_functions(const model::Objects& objects);
  void add_function(const model::Routine& routine);
  void add_aggregate(const model::Aggregate& definition);
  void add_arguments(const std::vector<model::Argument>& arguments, Signature& signature);
  void add_constructors(const model::RangeType& range);
  // universe_operators.cpp
  void add_extension_types(const model::Extension& extension);
  void add_extension(const model::Extension& extension);
  void add_operator(const model::Operator& definition);
  std::string schema_of(const model::Extension& extension) const;

  std::vector<std::string> search_path_;
  bool path_varies_ = false;
  mutable std::size_t doubts_ = 0;
  std::map<model::Name, OutputColumns> relations_;
  std::map<model::Name, bool> names_;                   // every relation; true: a sequence
  std::set<std::pair<bool, model::Name>> text_search_;  // true: a dictionary
  std::vector<UserType> types_;
  mutable std::vector<std::string> words_ = {""};  // modifiers that are no numbers, by Type::words
  std::map<model::Name, int> type_numbers_;
  std::multimap<model::Name, UserFunction> functions_;
  std::multimap<model::Name, UserOperator> operators_;
  std::map<std::pair<int, int>, Cast> casts_;  // those that are not built in
};

}  // namespace mimar::sql
