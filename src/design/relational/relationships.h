#pragma once
// Relationships to foreign keys and tables of links.

#include "design/relational/layout.h"

namespace mimar::design::relational {

// Tables of entities must be there. Entities that nobody described get a table with a key, and a
// question.
void add_relationships(Layout& layout);

// Entities whose rows are links between two others and identified by them alone.
bool is_pure_link(const ConceptualModel& model, const Entity& entity);

// Rules that a foreign key cannot keep (graphs.cpp, participation.cpp).
void keep_acyclic(Layout& layout, const Relationship& relationship, const std::string& table,
                  const std::string& from, const std::string& to);
void keep_participation(Layout& layout, const Relationship& relationship, const std::string& parent,
                        const std::string& child, const std::string& reference);

// "depends_on" of "depends on": the verb as part of a name.
std::string verb_name(const Relationship& relationship);

// Must-haves that refer to each other in a circle are checked at the end of the transaction.
void defer_circles(Layout& layout);

// Subtypes share the key of what they are a kind of (subtypes.cpp).
void add_subtypes(Layout& layout);

}  // namespace mimar::design::relational
