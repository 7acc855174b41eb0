// What converts to what (parse_coerce.c: can_coerce_type, find_coercion_pathway,
// select_common_type).

#include "sql/overload.h"

namespace mimar::sql {
namespace {

bool permits(char context, Coercion wanted) {
  return context == 'i' || (context == 'a' && wanted != Coercion::implicit) ||
         (context == 'e' && wanted == Coercion::explicit_cast);
}

bool is_polymorphic(const Type& type) {
  return !type.array && type.base < first_user_type && type.base != 0 &&
         std::string_view("aAeEgGMhHLOQ").find(static_cast<char>(type.base)) !=
             std::string_view::npos;
}

bool converts_through_text(const Universe& universe, const Type& from, const Type& to,
                           Coercion context) {
  if (context == Coercion::implicit) return false;
  if (universe.category(to) == 'S') return true;
  return context == Coercion::explicit_cast && universe.category(from) == 'S';
}

}  // namespace

bool can_coerce(const Universe& universe, const Type& from, const Type& to, Coercion context) {
  if (same_type(from, to) || is_polymorphic(to) || from.is('u')) return true;
  if (!from.known() || !to.known()) return false;
  const Type source = universe.base_of(from), target = universe.base_of(to);
  if (same_type(source, target)) return true;
  if (source.array && target.array)
    return can_coerce(universe, source.element(), target.element(), context);
  if (!source.array && !target.array)
    if (const Cast cast = universe.cast(source.base, target.base); permits(cast.context, context))
      return true;
  if (target.is('r') && universe.category(source) == 'C') return true;
  if (source.is('r') && universe.category(target) == 'C') return true;
  return converts_through_text(universe, source, target, context);
}

std::optional<Type> common_type(const Universe& universe, const std::vector<Type>& types) {
  Type chosen = untyped;
  bool identical = true;
  for (const Type& type : types)
    identical = identical && same_type(type, types[0]);
  if (identical && !types.empty() && !types[0].is('u')) {
    bool same_modifiers = true;
    for (const Type& type : types)
      same_modifiers = same_modifiers && type == types[0];
    return same_modifiers ? types[0] : types[0].plain();
  }
  for (const Type& written : types) {
    const Type type = universe.base_of(written).plain();
    if (!type.known()) return std::nullopt;
    if (type.is('u') || same_type(type, chosen)) continue;
    if (chosen.is('u')) {
      chosen = type;
    } else if (universe.category(type) != universe.category(chosen)) {
      return std::nullopt;
    } else if (!universe.preferred(chosen) &&
               can_coerce(universe, chosen, type, Coercion::implicit) &&
               !can_coerce(universe, type, chosen, Coercion::implicit)) {
      chosen = type;
    }
  }
  return chosen.is('u') ? text_type : chosen;
}

}  // namespace mimar::sql
