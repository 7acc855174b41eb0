#pragma once
// The model at large (Evans, Domain-Driven Design, 2003): aggregates, whose parts go with their
// root; bounded contexts, which are the parts of the brief; events, which others may want to hear
// of. Pure.

#include <string>
#include <vector>

#include "design/conceptual_model.h"

namespace mimar::design {

struct Aggregate {
  std::string root;
  std::vector<std::string> parts;  // in the model's order
};

struct Context {
  std::string name;  // a heading of the brief; "" where nothing tells it from the whole
  std::vector<Aggregate> aggregates;
};

// What one context needs of another: entities on both sides.
struct Crossing {
  std::string from, to;  // `from` refers to `to`
  Said said = {};
};

struct DomainEvent {
  std::string name;   // "order becomes paid", "reading"
  std::string where;  // how it is seen in the database, a clause
  Said said = {};
};

struct Domain {
  std::vector<Context> contexts;  // in the order of the brief
  std::vector<Crossing> crossings;
  std::vector<DomainEvent> events;
};

Domain domain_of(const ConceptualModel& model);

// "" of an entity that nothing puts anywhere.
std::string context_of(const Domain& domain, const std::string& entity);

}  // namespace mimar::design
