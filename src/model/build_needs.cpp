// What must exist before an object, read off its definition: what every definition has, types and
// expressions, by itself; the names that only its kind understands below.
#include <algorithm>

#include "model/build_steps.h"
#include "model/visit.h"

namespace mimar::model::building {
namespace {

struct Needs {
  std::vector<Reference>& found;

  void add(Reference::Kind kind, const Name& name) const {
    if (!name.empty()) found.push_back({kind, name, ""});
  }
  void function(const Name& name) const { add(Reference::Kind::function, name); }
  void relation(const Name& name) const { add(Reference::Kind::relation, name); }
  void object(const std::string& kind, const Name& name) const {
    if (!name.empty()) add(Reference::Kind::object, {"", kind + " " + name.text()});
  }

  void operator()(const Trigger& one) const {
    relation(one.table), relation(one.from_table), function(one.function);
  }
  void operator()(const Rule& one) const { relation(one.table); }
  void operator()(const Policy& one) const { relation(one.table); }
  void operator()(const ExtendedStatistics& one) const { relation(one.table); }
  void operator()(const Publication& one) const {
    for (const PublishedTable& published : one.tables)
      relation(published.table);
  }
  void operator()(const EventTrigger& one) const { function(one.function); }
  void operator()(const Routine& one) const { function(one.support); }
  void operator()(const RangeType& one) const {
    function(one.canonical), function(one.subtype_difference);
  }
  void operator()(const Operator& one) const {
    function(one.function), function(one.restrict_estimator), function(one.join_estimator);
  }
  void operator()(const Cast& one) const { function(one.function); }
  void operator()(const ForeignDataWrapper& one) const {
    function(one.handler), function(one.validator);
  }
  void operator()(const ForeignServer& one) const {
    object("foreign data wrapper", {"", one.wrapper});
  }
  void operator()(const UserMapping& one) const { object("foreign server", {"", one.server}); }
  void operator()(const TextSearchParser& one) const {
    for (const Name* name : {&one.start, &one.token, &one.end, &one.headline, &one.lextypes})
      function(*name);
  }
  void operator()(const TextSearchTemplate& one) const {
    function(one.init), function(one.lexize);
  }
  void operator()(const TextSearchDictionary& one) const {
    object("text search template", one.template_name);
  }
  void operator()(const TextSearchConfiguration& one) const {
    object("text search parser", one.parser);
    for (const TokenMapping& mapping : one.mappings) {
      for (const Name& dictionary : mapping.dictionaries)
        object("text search dictionary", dictionary);
    }
  }
  void operator()(const ForeignTable& one) const {
    for (const Name& parent : one.inherits)
      relation(parent);
    if (one.partition_of) relation(one.partition_of->parent);
    object("foreign server", {"", one.server});
  }
  template <class T>
  void operator()(const T&) const {}
};

}  // namespace

void complete_references(OtherObject& object) {
  if (object.opaque()) return;
  const Needs needs{object.references};
  std::visit(needs, object.definition);
  visit<DataType>(object.definition, [&](const DataType& type) {
    if (!type.name.schema.empty()) needs.add(Reference::Kind::type, type.name);
  });
  visit<Expression>(object.definition, [&](const Expression& expression) {
    object.references.insert(object.references.end(), expression.references.begin(),
                             expression.references.end());
  });
  std::sort(object.references.begin(), object.references.end());
  object.references.erase(std::unique(object.references.begin(), object.references.end()),
                          object.references.end());
}

}  // namespace mimar::model::building
