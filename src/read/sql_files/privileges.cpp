#include "read/sql_files/privileges.h"

#include <algorithm>

namespace mimar::read::sql_files {
namespace {

using model::Grant;

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// MAINTAIN is the owner's from the start wherever it exists.
bool has_from_the_start(Securable kind, const std::string& grantee, const std::string& privilege) {
  if (grantee == model::the_owner)
    return contains(all_privileges(kind), privilege) ||
           (kind == Securable::table && privilege == "MAINTAIN");
  if (!grantee.empty()) return false;
  return kind == Securable::routine || kind == Securable::type ||
         (kind == Securable::public_schema && privilege == "USAGE");
}

struct Entry {
  std::vector<Grant>& grants;
  const PrivilegeChange& change;

  bool is(const Grant& grant) const {
    return grant.grantee == change.grantee && grant.privilege == change.privilege &&
           grant.column == change.column;
  }
  const Grant* find() const {
    const auto found =
        std::find_if(grants.begin(), grants.end(), [&](const Grant& grant) { return is(grant); });
    return found == grants.end() ? nullptr : &*found;
  }
  void erase() const {
    std::erase_if(grants, [&](const Grant& grant) { return is(grant); });
  }
  void insert(bool grantable, bool revoked) const {
    erase();
    grants.push_back({change.grantee, change.privilege, change.column, grantable, revoked});
    std::sort(grants.begin(), grants.end());
  }
};

void grant(const Entry& entry, bool from_the_start) {
  const Grant* before = entry.find();
  const bool grantable = entry.change.option || (before != nullptr && before->grantable);
  entry.erase();
  if (grantable || !from_the_start) entry.insert(grantable, false);
}

void revoke(const Entry& entry, bool from_the_start) {
  const Grant* before = entry.find();
  if (entry.change.option) {
    if (before == nullptr || !before->grantable) return;
    entry.erase();
    if (!from_the_start) entry.insert(false, false);
    return;
  }
  entry.erase();
  if (from_the_start) entry.insert(false, true);
}

}  // namespace

const std::vector<std::string>& all_privileges(Securable kind) {
  static const std::vector<std::string> table{"SELECT",   "INSERT",     "UPDATE", "DELETE",
                                              "TRUNCATE", "REFERENCES", "TRIGGER"};
  static const std::vector<std::string> sequence{"USAGE", "SELECT", "UPDATE"};
  static const std::vector<std::string> routine{"EXECUTE"}, usage{"USAGE"};
  static const std::vector<std::string> schema{"USAGE", "CREATE"}, nothing;
  switch (kind) {
    case Securable::table: return table;
    case Securable::sequence: return sequence;
    case Securable::routine: return routine;
    case Securable::schema:
    case Securable::public_schema: return schema;
    case Securable::type:
    case Securable::wrapper:
    case Securable::server: return usage;
    case Securable::nothing: break;
  }
  return nothing;
}

const std::vector<std::string>& all_column_privileges() {
  static const std::vector<std::string> all{"SELECT", "INSERT", "UPDATE", "REFERENCES"};
  return all;
}

void apply(std::vector<Grant>& grants, Securable kind, const PrivilegeChange& change) {
  const bool from_the_start =
      change.column.empty() && has_from_the_start(kind, change.grantee, change.privilege);
  const Entry entry{grants, change};
  if (change.grant) return grant(entry, from_the_start);
  revoke(entry, from_the_start);
  if (!change.column.empty()) return;
  // What is taken from the whole table is taken from each of its columns.
  const std::vector<Grant> before = grants;
  for (const Grant& other : before) {
    if (other.column.empty() || other.grantee != change.grantee ||
        other.privilege != change.privilege)
      continue;
    PrivilegeChange on_column = change;
    on_column.column = other.column;
    revoke({grants, on_column}, false);
  }
}

void apply(model::Access& access, Securable kind, const PrivilegeChange& change) {
  apply(access.grants, kind, change);
}

void change_owner(model::Access& access, Securable kind, const std::string& owner) {
  access.owner = owner;
  if (owner.empty()) return;
  const std::vector<Grant> before = access.grants;
  for (const Grant& own : before) {
    if (own.grantee != owner) continue;
    std::erase(access.grants, own);
    apply(access.grants, kind,
          {true, own.grantable, std::string(model::the_owner), own.privilege, own.column});
  }
}

}  // namespace mimar::read::sql_files
