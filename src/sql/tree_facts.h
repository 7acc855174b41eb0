#pragma once
// Small readings of parse nodes that every translation shares.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/statement.h"
#include "sql/pg_tree.h"

namespace mimar::sql {

// The statement being translated: its text, which node locations point into, and its place.
struct Context {
  std::string_view sql;
  SourceSpan where;
};
model::Origin origin(const Context& context, int location);

model::Name name_of(const RangeVar* relation);
model::Name name_of(
    const List* names);  // schema.name of String nodes; a database in front is dropped
model::Name name_of_object(
    const Node* object);  // a List of String, a String, a TypeName or an ObjectWithArgs
std::vector<std::string> strings(const List* list);
bool is_temporary(const RangeVar* relation);

model::DataType data_type(const TypeName* type);
model::DataType column_type(
    const TypeName* type);                    // as data_type(); serial is the integer behind it
// Modifiers of `type` that are no numbers, "" where they are.
std::string words_of_modifiers(const model::Name& type, const List* list);
// "day to second" of the bits of an interval's field mask.
std::string interval_fields(int mask);
std::string serial_of(const TypeName* type);  // "serial", "bigserial", "smallserial" or ""

std::string option_text(const Node* value);  // of a DefElem's argument
std::map<std::string, std::string> options(const List* definitions);

model::Expression expression(
    const Node* node);  // printed; `references` holds the columns it names, relation empty
// The name PostgreSQL gives an unnamed output column or index expression, "" when it has none to
// give.
std::string implied_name(const Node* node);

}  // namespace mimar::sql
