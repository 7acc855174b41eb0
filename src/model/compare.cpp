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

// Who stands on one side where the other names no owner: of all candidates the commonest.
std::string unnamed_owner(const std::vector<OwnerPair>& owners, std::string OwnerPair::*unnamed,
                          std::string OwnerPair::*named) {
  std::map<std::string, std::size_t> votes;
  for (const OwnerPair& pair : owners) {
    if ((pair.*unnamed).empty()) ++votes[pair.*named];
  }
  std::string best;
  std::size_t most = 0;
  for (const auto& [role, count] : votes) {
    if (count > most) best = role, most = count;
  }
  return best;
}

// A source without owners is equal to a server on which one role owns everything; "" may mean
// different roles on the two sides.
void compare_owners(std::vector<OwnerPair> owners, const Objects& left, const Objects& right,
                    Recorder recorder) {
  for (OwnerPair& pair : owners) {
    if (pair.left.empty()) pair.left = left.owner;
    if (pair.right.empty()) pair.right = right.owner;
  }
  const std::string on_right = unnamed_owner(owners, &OwnerPair::left, &OwnerPair::right);
  const std::string on_left = unnamed_owner(owners, &OwnerPair::right, &OwnerPair::left);
  for (const OwnerPair& pair : owners) {
    const std::string& a = pair.left;
    const std::string& b = pair.right;
    const bool same = a == b || (a.empty() && b == on_right) || (b.empty() && a == on_left);
    if (!same) recorder.about(pair.object).field("owner", a, b);
  }
}

}  // namespace

Comparison compare(const Objects& left, const Objects& right) {
  Comparison result;
  std::vector<OwnerPair> owners;
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
  match(recorder, left.default_privileges, right.default_privileges, describe, describe,
        compare_pair);
  compare_owners(std::move(owners), left, right, recorder);
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
