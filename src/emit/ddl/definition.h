#pragma once
// Objects of the kinds of model/definition.h as statements: one create() a kind, each in the file
// of its family.

#include <string>

#include "model/database.h"

namespace mimar::emit::ddl {

// CREATE and the ALTERs that say what CREATE cannot, each ended by ";\n"; without comment, owner
// and privileges. Opaque objects as they were written.
std::string create_object(const model::OtherObject& object);

// One kind; create_object() finds the overload, and keeps the SQL of kinds that have none.
std::string create(const model::Domain& domain);
std::string create(const model::CompositeType& type);
std::string create(const model::RangeType& range);
std::string create(const model::Collation& collation);
std::string create(const model::Operator& made);
std::string create(const model::Cast& cast);
std::string create(const model::Extension& extension);
std::string create(const model::ExtendedStatistics& statistics);

// How statements name an object, quoted and qualified: `FUNCTION public.f(integer)`, `TRIGGER t ON
// public.film`, `TYPE public.mood`; for COMMENT ON, ALTER ... OWNER TO, DROP. "" for opaque
// objects.
std::string address(const model::Definition& definition);

// The same of an object that may be opaque: made of its kind and identity. "" for kinds that no
// statement names so.
std::string address(const model::OtherObject& object);

}  // namespace mimar::emit::ddl
