// What PostgreSQL adds to a definition when an object is made: names of constraints, defaults,
// links to other objects.
#include <algorithm>

#include "model/object_name.h"
#include "read/sql_files/definitions.h"

namespace mimar::read::sql_files {
namespace {

// makeMultirangeTypeName(): the first "range" becomes "multirange".
std::string multirange_name(const std::string& range) {
  const std::size_t at = range.find("range");
  if (at == std::string::npos) return model::object_name(range, "", "multirange");
  std::string name = range;
  return model::object_name(name.replace(at, 5, "multirange"), "", "");
}

// Extensions whose control file names their schema.
const char* fixed_schema(const std::string& extension) {
  if (extension == "adminpack" || extension == "pg_cron" || extension == "plv8")
    return "pg_catalog";
  if (extension == "postgis_tiger_geocoder") return "tiger";
  if (extension == "postgis_topology") return "topology";
  return nullptr;
}

struct Completion {
  State& state;

  void operator()(model::Domain& domain) const {
    if (domain.collation == model::Name{"", "default"}) domain.collation = {};
    // A domain over a domain starts with its default.
    const auto base = state.others.find({"domain", domain.type.name.text()});
    if (!domain.default_value && !domain.type.array && base != state.others.end()) {
      if (const auto* over = std::get_if<model::Domain>(&base->second.definition))
        domain.default_value = over->default_value;
    }
    std::vector<model::Check> named;
    named.swap(domain.checks);
    for (model::Check& check : named)
      add_check(state, domain, std::move(check));
  }
  void operator()(model::CompositeType& type) const {
    for (model::Attribute& attribute : type.attributes) {
      if (attribute.collation == model::Name{"", "default"}) attribute.collation = {};
    }
  }
  void operator()(model::RangeType& range) const {
    if (range.multirange.empty())
      range.multirange = {range.name.schema, multirange_name(range.name.name)};
  }
  void operator()(model::Extension& extension) const {
    if (const char* fixed = fixed_schema(extension.name)) extension.schema = fixed;
    if (extension.schema.empty()) extension.schema = new_name(state, {"", "x"}).schema;
  }
  void operator()(model::ExtendedStatistics& statistics) const {
    const auto table = state.tables.find(statistics.table);
    if (table == state.tables.end()) return;
    const auto place = [&](const std::string& name) {
      const auto& columns = table->second.columns;
      return std::find_if(columns.begin(), columns.end(),
                          [&](const model::Column& column) { return column.name == name; });
    };
    std::stable_sort(
        statistics.columns.begin(), statistics.columns.end(),
        [&](const std::string& a, const std::string& b) { return place(a) < place(b); });
  }
  // An operator that is named as commutator or negator names the other in turn (OperatorUpd),
  // whichever was made first.
  void operator()(model::Operator& made) const {
    link(made, made.commutator, true);
    link(made, made.negator, false);
    for (const auto& [key, object] : state.others) {
      const auto* one = std::get_if<model::Operator>(&object.definition);
      if (one == nullptr) continue;
      if (made.commutator.empty() && one->commutator == made.name && one->left == made.right &&
          one->right == made.left)
        made.commutator = one->name;
      if (made.negator.empty() && one->negator == made.name && one->left == made.left &&
          one->right == made.right)
        made.negator = one->name;
    }
  }
  // WITH FUNCTION f: the only one of that name.
  void operator()(model::Cast& cast) const {
    if (cast.method != "function" || !cast.function_arguments.empty()) return;
    for (const auto& [key, object] : state.others) {
      const auto* routine = std::get_if<model::Routine>(&object.definition);
      if (routine == nullptr || routine->name != cast.function) continue;
      for (const model::Argument& argument : routine->arguments) {
        if (argument.mode != model::ArgumentMode::out)
          cast.function_arguments.push_back(argument.type);
      }
      return;
    }
  }
  template <class T>
  void operator()(T&) const {}

 private:
  void link(const model::Operator& made, const model::Name& other, bool commutator) const {
    if (other.empty()) return;
    const auto& left = commutator ? made.right : made.left;
    const auto& right = commutator ? made.left : made.right;
    for (auto& [key, object] : state.others) {
      auto* one = std::get_if<model::Operator>(&object.definition);
      if (one == nullptr || one->name != other || one->left != left || one->right != right)
        continue;
      model::Name& back = commutator ? one->commutator : one->negator;
      if (back.empty()) back = made.name;
    }
  }
};

}  // namespace

void add_check(State& state, model::Domain& domain, model::Check check) {
  if (check.name.empty()) {
    const auto taken = [&](const std::string& name) {
      return constraint_exists(state, domain.name.schema, name) ||
             std::any_of(domain.checks.begin(), domain.checks.end(),
                         [&](const model::Check& other) { return other.name == name; });
    };
    check.name = model::object_name(domain.name.name, "", "check");
    for (int pass = 1; taken(check.name); ++pass)
      check.name = model::object_name(domain.name.name, "", "check" + std::to_string(pass));
  }
  note_name(state, check.name);
  const auto at = std::lower_bound(
      domain.checks.begin(), domain.checks.end(), check,
      [](const model::Check& a, const model::Check& b) { return a.name < b.name; });
  domain.checks.insert(at, std::move(check));
}

void complete(State& state, model::Definition& definition) {
  std::visit(Completion{state}, definition);
}

}  // namespace mimar::read::sql_files
