#include "model/uses.h"

#include "model/visit.h"

namespace mimar::model {
namespace {

using Types = std::vector<DataType>;

struct Uses {
  const std::function<void(const Use&)>& f;

  void use(Named what, Name& name, std::optional<Types> arguments = {}) const {
    if (!name.empty()) f({name, what, std::move(arguments)});
  }
  void function(Name& name, std::optional<Types> arguments = {}) const {
    use(Named::function, name, std::move(arguments));
  }

  void operator()(Domain& one) const {
    use(Named::itself, one.name), use(Named::collation, one.collation);
  }
  void operator()(CompositeType& one) const {
    use(Named::itself, one.name);
    for (Attribute& attribute : one.attributes)
      use(Named::collation, attribute.collation);
  }
  void operator()(RangeType& one) const {
    use(Named::itself, one.name), use(Named::type, one.multirange);
    use(Named::operator_class, one.subtype_opclass), use(Named::collation, one.collation);
    function(one.canonical, Types{DataType{one.name, {}, "", false}});
    function(one.subtype_difference, Types{one.subtype, one.subtype});
  }
  void operator()(Routine& one) const { use(Named::itself, one.name), function(one.support); }
  void operator()(Aggregate& one) const { use(Named::itself, one.name); }
  void operator()(Trigger& one) const {
    use(Named::relation, one.table), use(Named::relation, one.from_table);
    function(one.function, Types{});
  }
  void operator()(Rule& one) const { use(Named::relation, one.table); }
  void operator()(Policy& one) const { use(Named::relation, one.table); }
  void operator()(ExtendedStatistics& one) const {
    use(Named::itself, one.name), use(Named::relation, one.table);
  }
  void operator()(EventTrigger& one) const { function(one.function, Types{}); }
  void operator()(Publication& one) const {
    for (PublishedTable& published : one.tables)
      use(Named::relation, published.table);
  }
  void operator()(Collation& one) const { use(Named::itself, one.name); }
  void operator()(Operator& one) const {
    Types sides;
    if (one.left) sides.push_back(*one.left);
    if (one.right) sides.push_back(*one.right);
    const Types swapped(sides.rbegin(), sides.rend());
    use(Named::itself, one.name);
    function(one.function, sides);
    use(Named::operator_, one.commutator, swapped), use(Named::operator_, one.negator, sides);
    function(one.restrict_estimator), function(one.join_estimator);
  }
  void operator()(Cast& one) const { function(one.function, one.function_arguments); }
  void operator()(TextSearchConfiguration& one) const {
    use(Named::itself, one.name), use(Named::text_search_parser, one.parser);
    for (TokenMapping& mapping : one.mappings) {
      for (Name& dictionary : mapping.dictionaries)
        use(Named::text_search_dictionary, dictionary);
    }
  }
  void operator()(TextSearchDictionary& one) const {
    use(Named::itself, one.name), use(Named::text_search_template, one.template_name);
  }
  void operator()(ForeignDataWrapper& one) const {
    function(one.handler, Types{}), function(one.validator);
  }
  void operator()(ForeignTable& one) const {
    use(Named::itself, one.name);
    for (Column& column : one.columns)
      use(Named::collation, column.collation);
    for (Name& parent : one.inherits)
      use(Named::relation, parent);
    if (one.partition_of) use(Named::relation, one.partition_of->parent);
  }
  void operator()(TextSearchParser& one) const {
    use(Named::itself, one.name);
    for (Name* name : {&one.start, &one.token, &one.end, &one.headline, &one.lextypes})
      function(*name);
  }
  void operator()(TextSearchTemplate& one) const {
    use(Named::itself, one.name), function(one.init), function(one.lexize);
  }
  void operator()(UserMapping&) const {}
  void operator()(std::monostate&) const {}
  void operator()(Extension&) const {}      // its schema is no qualified name
  void operator()(ForeignServer&) const {}  // known by its name alone
};

}  // namespace

void visit_uses(Definition& definition, const std::function<void(const Use&)>& f) {
  std::visit(Uses{f}, definition);
  visit<DataType>(definition, [&](DataType& type) {
    const bool builtin = type.name.schema.empty() && !canonical_builtin(type.name.name).empty();
    if (!builtin && !type.name.empty()) f({type.name, Named::type});
  });
}

}  // namespace mimar::model
