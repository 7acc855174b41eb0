#pragma once
// Column types of PostgreSQL for the random databases of generate.h.

#include <string>
#include <vector>

#include "model/type.h"

namespace mimar::support {

// A column type with what may be said about its columns; % stands for the quoted column.
struct ColumnType {
  model::DataType type;
  std::vector<std::string> defaults;
  std::vector<std::string> checks;       // boolean, immutable
  std::vector<std::string> expressions;  // index keys
  std::string opclass;                   // of btree, or of gin when `gin`
  bool gin = false, text = false, integer = false;
};

model::DataType builtin(std::string name, std::vector<int> modifiers = {}, std::string fields = "",
                        bool array = false);
const std::vector<ColumnType>& builtin_types();

}  // namespace mimar::support
