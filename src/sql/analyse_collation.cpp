// The collations of output columns, as far as CREATE TABLE AS needs them (parse_collate.c): those
// of plain columns and of COLLATE are known; what is made of something with a collation of its own
// is left to the server.

#include "sql/analyser.h"

namespace mimar::sql {

bool Analyser::collatable(const Type& type) const {
  const Type base = universe_.base_of(type).element();
  const UserType* user = universe_.user_type(base.base);
  const bool other = user == nullptr || user->kind == UserType::Kind::other ||
                     user->kind == UserType::Kind::domain;
  return other && (builtin(base.base) == nullptr || universe_.category(base) == 'S');
}

// Without pg_catalog, which is always looked in.
List* Analyser::collation_name(List* written) {
  const Items parts(written);
  if (parts.size() != 2 || string_of(parts[0]) != "pg_catalog") return written;
  return make_name({string_of(parts[1])});
}

// `name` sorts by "C".
void Analyser::note_collation(const Type& type) {
  const UserType* user = universe_.user_type(type.base);
  if (type.base == 'n' || (user != nullptr && user->collated)) collated_ = true;
}

// Of an output whose expression has just been analysed.
Collation Analyser::collation_of(const Typed& value, const Node* written) const {
  if (!collatable(value.type) || !collated_) return {};
  if (tag_of(value.node) == T_TypeCast && tag_of(as<TypeCast>(value.node).arg) == T_A_Const)
    return {};  // a constant
  if (tag_of(value.node) == T_ColumnRef && tag_of(written) == T_ColumnRef) return last_collation_;
  if (tag_of(value.node) == T_CollateClause && tag_of(written) == T_CollateClause)
    return {name_of(as<CollateClause>(value.node).collname)};
  return {{}, false};
}

// Of a column that stands for two.
Collation Analyser::either(const Type& type, const Collation& a, const Collation& b) const {
  if (a == b || !collatable(type)) return a == b ? a : Collation{};
  return {{}, false};
}

}  // namespace mimar::sql
