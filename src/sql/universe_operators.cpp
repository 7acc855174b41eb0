// Operators and casts beside the built-in ones: those of extensions and those that are defined.

#include <algorithm>

#include "sql/extension.h"
#include "sql/stock_text_search.h"
#include "sql/universe.h"

namespace mimar::sql {
namespace {

bool knows_all(const Signature& signature) {
  const auto known = [](const Type& type) { return type.known(); };
  return signature.result.known() &&
         std::all_of(signature.arguments.begin(), signature.arguments.end(), known);
}

}  // namespace

std::string Universe::schema_of(const model::Extension& extension) const {
  if (!extension.schema.empty()) return extension.schema;
  return search_path_.empty() ? "public" : search_path_.front();
}

void Universe::add_extension_types(const model::Extension& extension) {
  const std::string schema = schema_of(extension);
  for (const ExtensionMember& member : members_of_extension(extension.name)) {
    UserType type;
    type.name = {schema, std::string(member.name)};
    if (member.kind == 'T') {
      type.category = member.signature[0];
      type.preferred = member.signature[1] == 't';
    } else if (member.kind == 'D') {
      type.kind = UserType::Kind::domain;
      const Signature over = read_signature(" " + std::string(member.signature), [&](auto name) {
        return named_type(schema, std::string(name));
      });
      type.base = over.result;
    } else {
      continue;
    }
    add_type(std::move(type));
  }
}

void Universe::add_extension(const model::Extension& extension) {
  const std::string schema = schema_of(extension);
  for (const std::string_view name : dictionaries_of(extension.name))
    text_search_.insert({true, {schema, std::string(name)}});
  const NamedType named = [&](std::string_view name) {
    return named_type(schema, std::string(name));
  };
  for (const ExtensionMember& member : members_of_extension(extension.name)) {
    if (member.kind == 'T' || member.kind == 'D') continue;
    Signature signature = read_signature(member.signature, named);
    if (!knows_all(signature)) continue;
    const model::Name name{schema, std::string(member.name)};
    if (member.kind == 'C')
      casts_[{signature.arguments[0].base, signature.result.base}] = {member.name[0], 'f'};
    else if (member.kind == 'O')
      operators_.emplace(name, UserOperator{name, std::move(signature)});
    else
      functions_.emplace(name, UserFunction{name, std::move(signature)});
  }
}

// Its result is that of its function.
void Universe::add_operator(const model::Operator& definition) {
  UserOperator made{definition.name, {}};
  for (const auto* side : {&definition.left, &definition.right})
    if (*side) made.signature.arguments.push_back(type(**side).plain());
  const model::Name& function = definition.function;
  const auto take = [&](const Signature& candidate) {
    if (candidate.arguments == made.signature.arguments) made.signature.result = candidate.result;
  };
  if (function.schema.empty() || function.schema == "pg_catalog")
    for (const Signature& signature : builtin_functions(function.name))
      take(signature);
  else
    for (const UserFunction* candidate : functions(function.schema, function.name))
      take(candidate->signature);
  operators_.emplace(made.name, std::move(made));
}

// Built-in ones hide those with the same operands, which is why they come first elsewhere.
std::vector<const UserOperator*> Universe::operators(const std::string& schema,
                                                     const std::string& name) const {
  return candidates(operators_, schema, name);
}

Cast Universe::cast(int from, int to) const {
  if (from < first_user_type && to < first_user_type)
    if (const Cast known = find_cast(from, to); known.context != '\0') return known;
  const auto found = casts_.find({from, to});
  return found == casts_.end() ? Cast{} : found->second;
}

}  // namespace mimar::sql
