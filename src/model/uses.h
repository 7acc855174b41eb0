#pragma once
// The names inside a definition, each with what it names: what resolving, renaming and dropping
// walk over. Expressions are not looked into.

#include <functional>
#include <optional>
#include <vector>

#include "model/definition.h"

namespace mimar::model {

enum class Named : std::uint8_t {
  itself,  // the name of the object that is defined
  relation,
  type,
  function,
  collation,
  operator_,
  operator_class,
  text_search_parser,
  text_search_dictionary,
  text_search_template
};

struct Use {
  Name& name;  // never empty
  Named what;
  // Functions and operators: the types of their arguments, where the definition implies them. An
  // operator without a left side has one argument.
  std::optional<std::vector<DataType>> arguments = {};
};

void visit_uses(Definition& definition, const std::function<void(const Use&)>& f);

}  // namespace mimar::model
