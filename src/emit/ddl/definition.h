#pragma once
// Objects of the kinds of model/definition.h as statements: one create() a kind, each in the file
// of its family.

#include <string>
#include <string_view>

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
std::string create(const model::Policy& policy);
std::string create(const model::Publication& publication);

// routine.cpp
std::string create(const model::Routine& routine);
std::string create(const model::Aggregate& aggregate);
std::string dollar_quoted(std::string_view text);  // by a delimiter that is not in the text

// trigger.cpp
std::string create(const model::Trigger& trigger);
std::string create(const model::Rule& rule);
std::string create(const model::EventTrigger& trigger);

// foreign_data.cpp
std::string create(const model::ForeignDataWrapper& made);
std::string create(const model::ForeignServer& made);
std::string create(const model::UserMapping& made);
std::string create(const model::ForeignTable& made);
class Parents;
// With what it does not get from them alone.
std::string create(const model::ForeignTable& made, const Parents& parents);

// text_search.cpp
std::string create(const model::TextSearchConfiguration& made);
std::string create(const model::TextSearchDictionary& made);
std::string create(const model::TextSearchParser& made);
std::string create(const model::TextSearchTemplate& made);

// How statements name an object, quoted and qualified: `FUNCTION public.f(integer)`, `TRIGGER t ON
// public.film`, `TYPE public.mood`; for COMMENT ON, ALTER ... OWNER TO, DROP. "" for opaque
// objects.
std::string address(const model::Definition& definition);

// The same of an object that may be opaque: made of its kind and identity. "" for kinds that no
// statement names so.
std::string address(const model::OtherObject& object);

}  // namespace mimar::emit::ddl
