// Owners and privileges of everything (manual: Privileges, aclitem functions).
#include <algorithm>
#include <set>

#include "base/text.h"
#include "model/role.h"
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

// A system catalog whose objects have owners. `letter` is acldefault()'s, or "" where there are no
// privileges; `alias` is called o.
struct Owned {
  const char* catalog;
  const char* prefix;  // of the columns: relowner, relacl
  const char* letter;
  const char* condition;
};

// Row types and arrays have the owner of what they belong to. Event triggers, foreign data
// wrappers and what publishes more than single tables must be a superuser's, which says nothing.
constexpr Owned owned[] = {
    {"pg_class", "rel", "CASE WHEN o.relkind = 'S' THEN 's' ELSE 'r' END::\"char\"",
     "o.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND o.relpersistence <> 't'"},
    {"pg_proc", "pro", "'f'", "true"},
    {"pg_type", "typ", "'T'",
     "o.typcategory <> 'A' AND (o.typrelid = 0 OR EXISTS (SELECT FROM pg_class c"
     " WHERE c.oid = o.typrelid AND c.relkind = 'c'))"},
    {"pg_namespace", "nsp", "'n'", "o.nspname !~ '^pg_' AND o.nspname <> 'information_schema'"},
    {"pg_foreign_data_wrapper", "fdw", "'F'", "true"},
    {"pg_foreign_server", "srv", "'S'", "true"},
    {"pg_operator", "opr", "", "true"},
    {"pg_opclass", "opc", "", "true"},
    {"pg_opfamily", "opf", "", "true"},
    {"pg_conversion", "con", "", "true"},
    {"pg_collation", "coll", "", "true"},
    {"pg_statistic_ext", "stx", "", "true"},
    {"pg_ts_config", "cfg", "", "true"},
    {"pg_ts_dict", "dict", "", "true"},
    {"pg_publication", "pub", "", "NOT o.puballtables"},
};

std::string users_own(const Owned& kind) {
  const std::string of_initdb =
      std::string(kind.catalog) == "pg_namespace" ? " OR o.nspname = 'public'" : "";
  return "(o.oid >= 16384" + of_initdb + ") AND " + kind.condition + " AND " +
         not_of_extension(kind.catalog, "o.oid");
}

// "" where an owner says nothing: the schema public of initdb, before it was pg_database_owner's.
std::string owners_of(const Owned& kind, int version) {
  const std::string catalog = kind.catalog;
  if (catalog == "pg_foreign_data_wrapper") return "";
  std::string besides;
  if (catalog == "pg_namespace" && version < 150000)
    besides = " AND (o.oid >= 16384 OR r.oid <> 10)";
  if (catalog == "pg_publication" && version >= 150000)
    besides = " AND NOT EXISTS (SELECT FROM pg_publication_namespace s WHERE s.pnpubid = o.oid)";
  return "SELECT '" + catalog + "' AS catalog, o.oid, r.rolname AS owner FROM " + catalog +
         " o JOIN pg_roles r ON r.oid = o." + kind.prefix + "owner WHERE " + users_own(kind) +
         besides;
}

// What is in the list and not in a new object's, and what is missing from it. Several grantors of
// one privilege are one grant.
std::string against_default(const std::string& list, const std::string& standard) {
  const std::string given =
      "(SELECT grantee, privilege_type, bool_or(is_grantable) AS grantable FROM "
      "aclexplode(" +
      list + ") GROUP BY grantee, privilege_type)";
  const std::string usual =
      "(SELECT grantee, privilege_type, is_grantable AS grantable FROM aclexplode(" + standard +
      "))";
  return "SELECT has.grantee, has.privilege_type, has.grantable, false AS revoked FROM " + given +
         " has WHERE NOT EXISTS (SELECT FROM " + usual +
         " had WHERE had.grantee = has.grantee AND had.privilege_type = has.privilege_type"
         "   AND had.grantable = has.grantable)"
         " UNION ALL SELECT had.grantee, had.privilege_type, false, true FROM " +
         usual + " had WHERE NOT EXISTS (SELECT FROM " + given +
         " has WHERE has.grantee = had.grantee AND has.privilege_type = had.privilege_type)";
}

// The schema `public` starts with USAGE for everybody; before PostgreSQL 15 with CREATE as well,
// which a reading takes for no statement of anybody, there or not.
std::string grants_of(const Owned& kind, int version) {
  const std::string catalog = kind.catalog, prefix = kind.prefix;
  const std::string owner = "o." + prefix + "owner";
  std::string standard = std::string("acldefault(") + kind.letter + ", " + owner + ")";
  std::string besides;
  if (catalog == "pg_namespace") {
    standard += " || CASE WHEN o.nspname = 'public' THEN ARRAY[makeaclitem(0, " + owner +
                ", 'USAGE', false)] ELSE '{}' END";
    if (version < 150000)
      besides = " AND NOT (o.nspname = 'public' AND x.grantee = 0 AND x.privilege_type = 'CREATE')";
  }
  return "SELECT '" + catalog + "' AS catalog, o.oid, " + owner +
         " AS owner, x.*, '' AS column FROM " + catalog + " o CROSS JOIN LATERAL (" +
         against_default("o." + prefix + "acl", standard) + ") x WHERE o." + prefix +
         "acl IS NOT NULL AND " + users_own(kind) + besides;
}

const char* const column_grants =
    "SELECT 'pg_class' AS catalog, o.oid, o.relowner AS owner, x.grantee, x.privilege_type,"
    " bool_or(x.is_grantable) AS grantable, false AS revoked, a.attname::text AS column"
    " FROM pg_class o JOIN pg_attribute a ON a.attrelid = o.oid AND NOT a.attisdropped"
    " CROSS JOIN LATERAL aclexplode(a.attacl) x WHERE a.attacl IS NOT NULL AND o.oid >= 16384"
    " GROUP BY 2, 3, 4, 5, 8";

std::string role_column(const std::string& oid) {
  return "CASE WHEN " + oid + " = 0 THEN '' ELSE pg_get_userbyid(" + oid + ") END";
}

model::Grant grant_of(const Row& row) {
  model::Grant grant;
  grant.grantee = row.text("grantee") == row.text("owner") ? std::string(model::the_owner)
                                                           : row.text("grantee_name");
  grant.privilege = row.text("privilege_type");
  grant.grantable = row.flag("grantable");
  grant.revoked = row.flag("revoked");
  return grant;
}

// MAINTAIN came with PostgreSQL 17: who has, or lost, all other privileges on a table as well is
// said to by those. Where all others are there and it is not, that is said.
void fold_maintain(std::vector<model::Grant>& grants, bool known) {
  constexpr std::string_view others[] = {"SELECT",   "INSERT",     "UPDATE", "DELETE",
                                         "TRUNCATE", "REFERENCES", "TRIGGER"};
  std::set<model::Grant> all(grants.begin(), grants.end());
  std::vector<model::Grant> whole;  // of each grantee with all others, as the grant of MAINTAIN
  for (const model::Grant& grant : grants) {
    if (grant.privilege != "SELECT" || !grant.column.empty()) continue;
    const bool has_all =
        std::all_of(std::begin(others), std::end(others), [&](std::string_view one) {
          model::Grant wanted = grant;
          wanted.privilege = one;
          return all.contains(wanted);
        });
    if (!has_all) continue;
    whole.push_back(grant);
    whole.back().privilege = "MAINTAIN";
  }
  for (const model::Grant& maintain : whole) {
    if (std::erase(grants, maintain) > 0 || !known || maintain.revoked) continue;
    model::Grant missing = maintain;
    missing.grantable = false;
    missing.revoked = true;
    if (maintain.grantee != model::the_owner) grants.push_back(missing);
  }
}

void tidy(std::vector<model::Grant>& grants, int version, bool of_table) {
  if (of_table) fold_maintain(grants, version >= 170000);
  std::sort(grants.begin(), grants.end());
  grants.erase(std::unique(grants.begin(), grants.end()), grants.end());
}

// The role that what it owns does not name: the one that reads, as it would run the statements; or
// else the owner of the database; or else, as where an administrator or a monitor reads, the one
// that owns most. Only a role that owns anything.
Result<std::string> unnamed_owner(Catalog& catalog,
                                  const std::map<std::string, std::size_t>& counts) {
  std::string owner;
  std::size_t most = 0;
  for (const auto& [role, count] : counts)
    if (count > most) owner = role, most = count;
  const Result<void> read =
      query(catalog,
            "SELECT current_user AS me, pg_get_userbyid(datdba) AS owner FROM pg_database"
            " WHERE datname = current_database()",
            [&](const Row& row) {
              for (const char* candidate : {"owner", "me"})
                if (counts.contains(row.text(candidate))) owner = row.text(candidate);
            });
  if (!read) return tl::unexpected(read.error());
  return owner;
}

Result<void> read_owners(Catalog& catalog) {
  std::vector<std::string> queries{
      "SELECT 'pg_default_acl' AS catalog, oid, pg_get_userbyid(defaclrole) AS owner"
      " FROM pg_default_acl"};
  for (const Owned& kind : owned) {
    std::string owners = owners_of(kind, catalog.version);
    if (!owners.empty()) queries.push_back(std::move(owners));
  }
  std::map<std::string, std::size_t> counts;
  std::map<Address, std::string> owners;
  const Result<void> read = query(catalog, text::join(queries, " UNION ALL "), [&](const Row& row) {
    const std::string owner = row.text("owner");
    if (owner == "pg_database_owner") return;
    owners[{row.text("catalog"), row.oid("oid"), 0}] = owner;
    ++counts[owner];
  });
  if (!read) return read;
  Result<std::string> unnamed = unnamed_owner(catalog, counts);
  if (!unnamed) return tl::unexpected(unnamed.error());
  catalog.objects.owner = std::move(*unnamed);
  for (auto& [address, owner] : owners)
    if (owner != catalog.objects.owner) catalog.access[address].owner = std::move(owner);
  return {};
}

Result<void> read_grants(Catalog& catalog) {
  std::vector<std::string> queries{column_grants};
  for (const Owned& kind : owned)
    if (*kind.letter != '\0') queries.push_back(grants_of(kind, catalog.version));
  Result<void> read = query(
      catalog,
      "SELECT g.*, " + role_column("g.grantee") + " AS grantee_name FROM (" +
          text::join(queries, " UNION ALL ") + ") g",
      [&](const Row& row) {
        model::Grant grant = grant_of(row);
        grant.column = row.text("column");
        catalog.access[{row.text("catalog"), row.oid("oid"), 0}].grants.push_back(std::move(grant));
      });
  for (auto& [address, access] : catalog.access)
    tidy(access.grants, catalog.version, address.catalog == "pg_class");
  return read;
}

std::string defaults_word(const std::string& letter) {
  if (letter == "r") return "tables";
  if (letter == "S") return "sequences";
  if (letter == "f") return "functions";
  if (letter == "T") return "types";
  return letter == "n" ? "schemas" : "";
}

// Without a schema the list stands for the usual one, with one it comes on top.
Result<void> read_default_privileges(Catalog& catalog) {
  std::map<std::array<std::string, 3>, std::vector<model::Grant>> found;
  Result<void> read = query(
      catalog,
      "SELECT d.defaclrole AS owner, pg_get_userbyid(d.defaclrole) AS role,"
      "  COALESCE(n.nspname::text, '') AS schema, d.defaclobjtype AS letter, x.*, " +
          role_column("x.grantee") +
          " AS grantee_name FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = "
          "d.defaclnamespace CROSS JOIN LATERAL (" +
          against_default("d.defaclacl",
                          "CASE WHEN d.defaclnamespace = 0 THEN acldefault(CASE d.defaclobjtype "
                          "WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole) END") +
          ") x",
      [&](const Row& row) {
        const std::string role = row.text("role") == catalog.objects.owner ? "" : row.text("role");
        const std::string kind = defaults_word(row.text("letter"));
        if (!kind.empty()) found[{role, row.text("schema"), kind}].push_back(grant_of(row));
      });
  for (auto& [key, grants] : found) {
    tidy(grants, catalog.version, key[2] == "tables");
    catalog.objects.default_privileges.push_back({key[0], key[1], key[2], std::move(grants)});
  }
  return read;
}

}  // namespace

model::Access Catalog::access_of(std::string_view catalog, Oid oid) const {
  const auto found = access.find(Address{std::string(catalog), oid, 0});
  return found == access.end() ? model::Access{} : found->second;
}

Result<void> read_access(Catalog& catalog) {
  if (Result<void> read = read_owners(catalog); !read) return read;
  if (Result<void> read = read_grants(catalog); !read) return read;
  return read_default_privileges(catalog);
}

}  // namespace mimar::read::postgres
