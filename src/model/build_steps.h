#pragma once
// The steps of model::build (database.h), for its own files only. Each expects what the ones above
// it did.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/database.h"

namespace mimar::model::building {

// Every list whose order means nothing gets one: by name; opaque objects by kind and name.
void sort(Objects& objects);

// What a definition names must exist before it.
void complete_references(OtherObject& object);

// Schemas nobody created are added, `public` goes unless it says something.
void complete_schemas(Objects& objects);

// NOT NULL of primary key and identity columns.
void complete_table(Table& table);

// Comparison forms nobody set.
void complete_expressions(Objects& objects);

// Relations (with the indexes behind keys) and types, each unique within its schema; schemas and
// opaque objects at all.
Result<void> check_names(const Objects& objects);

// Columns and constraints have unique names; keys, indexes and foreign keys name columns that
// exist.
Result<void> check_table(const Table& table);

// What points at another object: foreign keys, partitions, inheritance, attached indexes, owned
// sequences. Fills the referenced columns of foreign keys. In an incomplete reading what cannot be
// resolved is dropped with a note.
Result<void> resolve(Objects& objects);

// An error at an object of the input.
tl::unexpected<Error> misfit(const Origin& origin, std::string message, std::string hint = {});

// `did you mean "title"?`, or "".
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

// In a list sorted by `name`; nullptr when absent.
template <class Object, class Key>
const Object* find_sorted(const std::vector<Object>& objects, const Key& name) {
  const auto at =
      std::lower_bound(objects.begin(), objects.end(), name,
                       [](const Object& object, const Key& key) { return object.name < key; });
  return at == objects.end() || at->name != name ? nullptr : &*at;
}

}  // namespace mimar::model::building
