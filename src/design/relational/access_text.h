#pragma once
// One access pattern in the making: its FROM, its conditions with their parameters, and which keys
// an index would need to serve it.

#include <optional>

#include "design/relational/layout.h"

namespace mimar::design::relational {

struct Condition {
  std::string sql, column;  // of the table that is read; "" of another
  std::string index_key;    // what an index must have as its key: the column, lower(column)
  bool equality = false, constant = false, stable = false;  // stable: the same on every day
  std::string method = {};                                  // of an index of its own: "gin"
  std::vector<Condition> also = {};  // other columns searched for the same words: either will do
};

struct AccessText {
  Layout& layout;
  const Access& access;
  std::string table, from;  // from: FROM's text
  std::vector<Condition> conditions = {};
  model::AccessPattern pattern = {};
  std::string trouble = {};   // what could not be resolved, a sentence
  std::string words = {};     // the filters for people
  bool joined = false;        // reads other tables, so that an index of one does not serve it all
  std::string searched = {};  // the parameter of the words that a search is for
};

// "$n" with where its values come from.
std::string parameter(AccessText& text, const std::string& column,
                      model::ParameterSource::Shape shape = model::ParameterSource::Shape::whole,
                      double from = 0, double to = 1);
std::string constant_parameter(AccessText& text, const std::string& value);
// Of a column of another table.
std::string parameter_of(AccessText& text, const std::string& table, const std::string& column);

// The condition of a filter on a column of the table that is read.
Condition on_column(AccessText& text, const Filter& filter, const std::string& column);
std::string where(const AccessText& text, const std::string& more = {});
// "tasks.title"
std::string own(const AccessText& text, const std::string& column);

// Is the model read much more than it is written, or the other way round?
enum class Balance : std::uint8_t { read_heavy, even, write_heavy };
Balance balance_of(const ConceptualModel& model, const std::string& entity);

}  // namespace mimar::design::relational
