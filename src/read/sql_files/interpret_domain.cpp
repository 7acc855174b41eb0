// ALTER DOMAIN.
#include <algorithm>

#include "read/sql_files/definitions.h"

namespace mimar::read::sql_files {
namespace {

model::Check* find_check(model::Domain& domain, const std::string& name) {
  const auto found = std::find_if(domain.checks.begin(), domain.checks.end(),
                                  [&](const model::Check& check) { return check.name == name; });
  return found == domain.checks.end() ? nullptr : &*found;
}

tl::unexpected<Error> no_constraint(const State& state, const model::Domain& domain,
                                    const std::string& name) {
  return error(state,
               "constraint `" + name + "` does not exist on domain `" + domain.name.text() + "`");
}

}  // namespace

model::Domain* find_domain(State& state, const model::Name& written) {
  const auto found = state.others.find({"domain", type_name(state, written).text()});
  return found == state.others.end() ? nullptr
                                     : std::get_if<model::Domain>(&found->second.definition);
}

Result<void> alter_domain(State& state, const model::AlterDomain& alter) {
  model::Domain* domain = find_domain(state, alter.domain);
  if (domain == nullptr) return missing(state, "domain", alter.domain);
  if (alter.default_value) domain->default_value = *alter.default_value;
  if (alter.not_null) domain->not_null = *alter.not_null;
  if (alter.add) {
    if (!alter.add->name.empty() && find_check(*domain, alter.add->name) != nullptr)
      return error(state, "constraint `" + alter.add->name + "` exists already on domain `" +
                              domain->name.text() + "`");
    add_check(state, *domain, *alter.add);
  }
  if (!alter.validate.empty()) {
    model::Check* check = find_check(*domain, alter.validate);
    if (check == nullptr) return no_constraint(state, *domain, alter.validate);
    check->not_valid = false;
  }
  if (!alter.drop.empty()) {
    const bool found = std::erase_if(domain->checks, [&](const model::Check& check) {
                         return check.name == alter.drop;
                       }) > 0;
    if (!found && !alter.if_exists) return no_constraint(state, *domain, alter.drop);
  }
  return {};
}

Result<void> rename_domain_constraint(State& state, const model::Rename& rename) {
  model::Domain* domain = find_domain(state, rename.object.name);
  if (domain == nullptr) return missing(state, "domain", rename.object.name);
  model::Check* check = find_check(*domain, rename.object.sub);
  if (check == nullptr) return no_constraint(state, *domain, rename.object.sub);
  model::Check renamed = *check;
  std::erase_if(domain->checks,
                [&](const model::Check& one) { return one.name == rename.object.sub; });
  renamed.name = rename.to;
  add_check(state, *domain, std::move(renamed));
  return {};
}

Result<void> comment_domain_constraint(State& state, const model::ObjectAddress& address,
                                       const model::Comment& text) {
  model::Domain* domain = find_domain(state, address.name);
  if (domain == nullptr) return missing(state, "domain", address.name);
  model::Check* check = find_check(*domain, address.sub);
  if (check == nullptr) return no_constraint(state, *domain, address.sub);
  check->comment = text;
  return {};
}

}  // namespace mimar::read::sql_files
