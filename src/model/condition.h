#pragma once
// What a DO block asks before it changes the schema: IF [NOT] EXISTS (SELECT ... FROM pg_type ...).

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace mimar::model {

struct Condition {
  // `exists`: there is an object with every fact of `asked`. `unknown`: only a server can tell.
  enum class Kind : std::uint8_t { unknown, constant, exists, negation, all, any };
  Kind kind = Kind::unknown;
  std::vector<Condition> parts;  // of negation (one), all and any
  bool value = false;            // of constant
  // What the object must be, each with the values that will do: schema, relation, column, constraint,
  // index, type, label, function, trigger, policy, extension by name; contype, relkind, typtype as
  // the catalog's letters; not_null as t or f; data_type as information_schema spells it. With
  // `count`, there are that many such objects.
  std::map<std::string, std::vector<std::string>> asked;
};

// A condition around a statement. Those of one IF share an id: it is asked once, when it is reached.
struct Guard {
  std::size_t id = 0;
  bool wanted = true;  // false in the ELSE branch
  Condition condition;
};

}  // namespace mimar::model
