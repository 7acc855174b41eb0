#pragma once
// Types as parse analysis sees them: a base, an array flag and modifiers; built-in ones known by a
// one-character code of builtin_tables, user types numbered by the Universe (universe.h).

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mimar::sql {

struct Type {
  int base =
      0;  // a code of builtin_tables, or >= first_user_type; 0: cannot be known without a server
  bool array = false;  // PostgreSQL does not tell dimensions apart
  std::array<int, 2> modifiers = {
      -1, -1};    // as in the type name: length, precision and scale, (fields mask, precision)
  int words = 0;  // modifiers that are no numbers, as the Universe counts them
  auto operator<=>(const Type&) const = default;
  bool known() const { return base != 0; }
  bool is(char code) const { return base == code && !array; }
  bool has_modifiers() const { return modifiers[0] >= 0 || modifiers[1] >= 0 || words != 0; }
  Type plain() const { return {base, array, {-1, -1}}; }
  Type element() const { return {base, false, modifiers, words}; }
  Type array_of() const { return {base, true, modifiers, words}; }
};
constexpr int first_user_type = 256;
constexpr Type builtin_type(char code) {
  return {code, false, {-1, -1}};
}
constexpr Type untyped = builtin_type('u');  // a string literal or NULL nobody has given a type yet
constexpr Type boolean = builtin_type('b');
constexpr Type text_type = builtin_type('t');
constexpr Type unknowable = {};

inline bool same_type(const Type& a, const Type& b) {
  return a.base == b.base && a.array == b.array;
}

struct BuiltinType {
  std::string_view name, sql_name;  // int4, integer
  char category = 'X';
  bool preferred = false;
  char related = '\0';  // a range's element, a multirange's range
};
// nullptr for what is not a built-in code.
const BuiltinType* builtin(int base);
// By its catalog name ("int4") or SQL name ("integer"); unknowable when it is neither.
Type find_builtin_type(std::string_view name);

struct Cast {
  char context = '\0';  // i, a, e; '\0': there is none
  char method = '\0';
};
Cast find_cast(int from, int to);

// Signatures of one name: what the tables hold, decoded.
struct Signature {
  std::vector<Type> arguments;
  Type result;
  bool variadic = false;
  std::size_t defaults = 0;                           // trailing arguments that may be left out
  std::vector<std::pair<std::string, Type>> columns;  // of a function that returns rows
};
std::span<const Signature> builtin_operators(std::string_view name);
std::span<const Signature> builtin_functions(std::string_view name);

// A signature as the tables spell it; `named` knows the types that are not built in.
using NamedType = std::function<Type(std::string_view name)>;
Signature read_signature(std::string_view field, const NamedType& named);

}  // namespace mimar::sql
