#pragma once
// What well-known extensions bring, as far as expressions can name it.

#include <string>
#include <string_view>
#include <vector>

namespace mimar::sql {

namespace tables {
extern const std::string_view extensions;
}

// One thing of an extension, as extension_tables.cpp spells it: a T(ype), D(omain), C(ast),
// O(perator) or F(unction).
struct ExtensionMember {
  char kind = 'F';
  std::string_view name, signature;
};
std::vector<ExtensionMember> members_of_extension(std::string_view extension);

// Names of its functions, apart from those that PostgreSQL has functions of its own for.
std::vector<std::string> functions_of_extension(std::string_view extension);

}  // namespace mimar::sql
