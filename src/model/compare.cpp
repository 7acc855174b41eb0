#include "model/compare.h"

#include "model/compare_recorder.h"

namespace mimar::model {
namespace {

template <class T>
auto described_as(const char* kind) {
  return [kind](const T& object) { return kind + (" " + object.name.text()); };
}

constexpr auto name_of = [](const auto& object) { return object.name; };
constexpr auto compare_pair = [](Recorder recorder, const auto& left, const auto& right) {
  compare_fields(recorder, left, right);
};

std::string describe(const DefaultPrivileges& privileges) {
  return "default privileges on " + privileges.kind +
         (privileges.schema.empty() ? "" : " in schema " + privileges.schema) +
         (privileges.role.empty() ? "" : " of role " + privileges.role);
}

void compare_owners(OwnersFound& owners, Recorder recorder) {
  for (const OwnerPair& pair : owners.pairs) {
    if (!owners.judge.same(pair.left, pair.right))
      recorder.about(pair.object).field("owner", pair.left, pair.right);
  }
}

}  // namespace

Comparison compare(const Objects& left, const Objects& right) {
  Comparison result;
  OwnersFound owners{Owners(left.owner, right.owner), {}};
  const Recorder recorder(result, owners, "database");
  match(
      recorder, left.schemas, right.schemas, name_of,
      [](const Schema& schema) { return "schema " + schema.name; }, compare_pair);
  match(recorder, left.enums, right.enums, name_of, described_as<Enum>("enum"), compare_pair);
  match(recorder, left.sequences, right.sequences, name_of, described_as<Sequence>("sequence"),
        compare_pair);
  match(recorder, left.tables, right.tables, name_of, described_as<Table>("table"), compare_pair);
  match(recorder, left.views, right.views, name_of, described_as<View>("view"), compare_pair);
  match(
      recorder, left.others, right.others,
      [](const OtherObject& object) { return std::pair(object.kind, object.name); },
      [](const OtherObject& object) { return object.kind + " " + object.name; }, compare_pair);
  owners.judge.judge();
  std::vector<DefaultPrivileges> of_left = left.default_privileges,
                                 of_right = right.default_privileges;
  for (DefaultPrivileges& one : of_left)
    one.role = owners.judge.left_role(one.role);
  for (DefaultPrivileges& one : of_right)
    one.role = owners.judge.right_role(one.role);
  match(recorder, of_left, of_right, describe, describe, compare_pair);
  compare_owners(owners, recorder);
  return result;
}

Comparison compare(const Database& left, const Database& right) {
  return compare(left.objects(), right.objects());
}

Comparison compare_live(const Database& left, const Database& right) {
  Comparison result = compare(left, right);
  std::map<std::pair<std::string, std::string>, std::string> definitions;
  for (const OtherObject& opaque : left->others) {
    if (opaque.opaque()) definitions[{opaque.kind, opaque.name}] = opaque.sql;
  }
  for (const OtherObject& opaque : right->others) {
    const auto found = definitions.find({opaque.kind, opaque.name});
    if (found == definitions.end() || found->second == opaque.sql || !opaque.opaque()) continue;
    result.differences.push_back(
        {opaque.kind + " " + opaque.name, "definition", found->second, opaque.sql});
  }
  return result;
}

}  // namespace mimar::model
