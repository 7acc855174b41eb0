#include "emit/ddl/unit.h"

#include <algorithm>
#include <map>

#include "base/graph.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

using Kind = model::Reference::Kind;

// Who creates what, found by qualified and by bare name.
class Creators {
 public:
  explicit Creators(const std::vector<Unit>& units) {
    for (std::size_t i = 0; i < units.size(); ++i) {
      for (const model::Reference& created : units[i].creates) {
        by_name_[{created.kind, created.name}].push_back(i);
        by_name_[{created.kind, {"", created.name.name}}].push_back(i);
      }
    }
  }

  const std::vector<std::size_t>& of(const model::Reference& reference) const {
    static const std::vector<std::size_t> nobody;
    const auto at = by_name_.find({reference.kind, reference.name});
    return at == by_name_.end() ? nobody : at->second;
  }

 private:
  std::map<std::pair<Kind, model::Name>, std::vector<std::size_t>> by_name_;
};

void add(std::vector<model::Reference>& needs, const std::optional<model::Expression>& expression) {
  if (expression)
    needs.insert(needs.end(), expression->references.begin(), expression->references.end());
}

}  // namespace

std::string search_path(const model::Database& database) {
  std::string path = "public";
  for (const model::Schema& schema : database->schemas) {
    if (schema.name != "public") path += ", " + model::quote_identifier(schema.name);
  }
  return path;
}

std::vector<std::string> in_order(std::vector<Unit> units) {
  std::stable_sort(units.begin(), units.end(),
                   [](const Unit& a, const Unit& b) { return a.stage < b.stage; });
  const Creators creators(units);
  Graph graph(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    for (const model::Reference& need : units[i].needs) {
      for (const std::size_t creator : creators.of(need))
        graph.must_run(creator, i);
    }
  }
  std::vector<std::string> texts;
  for (const std::size_t i : topological_order(graph).nodes)
    texts.push_back(std::move(units[i].text));
  return texts;
}

std::vector<model::Reference> needs_of(const model::Table& table) {
  std::vector<model::Reference> needs;
  for (const model::Column& column : table.columns) {
    needs.push_back({Kind::type, column.type.name, ""});
    add(needs, column.default_value);
    add(needs, column.generated);
  }
  for (const model::Check& check : table.checks)
    add(needs, check.expression);
  add(needs, table.partition_by);
  if (table.partition_of) {
    add(needs, table.partition_of->bound);
    needs.push_back({Kind::relation, table.partition_of->parent, ""});
  }
  for (const model::Name& parent : table.inherits)
    needs.push_back({Kind::relation, parent, ""});
  return needs;
}

std::vector<model::Reference> needs_of(const model::Index& index) {
  std::vector<model::Reference> needs;
  for (const model::IndexKey& key : index.keys)
    add(needs, key.expression);
  add(needs, index.predicate);
  return needs;
}

std::vector<model::Reference> needs_of(const model::Exclusion& exclusion) {
  std::vector<model::Reference> needs;
  for (const model::ExclusionElement& element : exclusion.elements)
    add(needs, element.key.expression);
  add(needs, exclusion.predicate);
  return needs;
}

}  // namespace mimar::emit::ddl
