// What all kinds of opaque objects share: their comments, and what must exist before them.
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

std::optional<model::Reference::Kind> reference_kind(const std::string& letter) {
  if (letter == "S") return model::Reference::Kind::sequence;
  if (letter == "f") return model::Reference::Kind::function;
  if (letter == "t") return model::Reference::Kind::type;
  if (letter == "r") return model::Reference::Kind::relation;
  return std::nullopt;
}

void add_reference(Catalog& catalog, const Row& row) {
  const auto found = catalog.others.find(Address{row.text("catalog"), row.oid("objid"), 0});
  const std::optional<model::Reference::Kind> kind = reference_kind(row.text("kind"));
  if (found == catalog.others.end() || !kind) return;
  model::Reference reference{*kind, row.name(), row.text("column")};
  std::vector<model::Reference>& references = catalog.objects.others[found->second].references;
  if (references.empty() || references.back() != reference)
    references.push_back(std::move(reference));
}

void sort_references(model::Objects& objects) {
  for (model::OtherObject& opaque : objects.others) {
    std::sort(opaque.references.begin(), opaque.references.end());
    opaque.references.erase(std::unique(opaque.references.begin(), opaque.references.end()),
                            opaque.references.end());
  }
}

}  // namespace

void Catalog::add_object(const Address& address, model::OtherObject opaque, bool has_comments) {
  if (has_comments) opaque.comment = comment(address.catalog, address.oid);
  opaque.access = access_of(address.catalog, address.oid);
  others[address] = objects.others.size();
  objects.others.push_back(std::move(opaque));
}

void Catalog::add_object(const Address& address, model::Definition definition) {
  model::OtherObject object;
  object.kind = model::kind_of(definition);
  object.name = model::identity_of(definition);
  object.definition = std::move(definition);
  object.comment = comment(address.catalog, address.oid);
  object.access = access_of(address.catalog, address.oid);
  others[address] = objects.others.size();
  objects.others.push_back(std::move(object));
}

Result<void> read_object_kind(Catalog& catalog, const std::string& kind,
                              const std::string& system_catalog, const std::string& sql) {
  catalog.reading = kind.ends_with('s') ? kind : kind + "s";
  return query(catalog, sql, [&](const Row& row) {
    model::OtherObject opaque;
    opaque.kind = kind;
    opaque.name = row.text("name");
    opaque.sql = row.text("definition");
    catalog.add_object({system_catalog, row.oid("oid")}, std::move(opaque),
                       !row.text("comment_on").empty());
  });
}

// The columns of a composite type and of a foreign table depend through their relation, an array
// through its elements, a row type is its relation. Domain checks depend through their constraint,
// operators inside expressions on their own.
Result<void> read_opaque_references(Catalog& catalog) {
  Result<void> read = query(
      catalog,
      "WITH user_dependency AS (SELECT"
      "   CASE WHEN own.relkind = 'c' OR k.contypid <> 0 THEN 'pg_type'"
      "     ELSE d.classid::regclass::text END AS catalog,"
      "   CASE WHEN own.relkind = 'c' THEN own.reltype"
      "     ELSE COALESCE(NULLIF(k.contypid, 0), d.objid) END AS objid,"
      "   d.refclassid, d.refobjid, d.refobjsubid"
      "  FROM pg_depend d"
      "  LEFT JOIN pg_class own ON d.classid = 'pg_class'::regclass AND own.oid = d.objid"
      "  LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid"
      "  WHERE d.objid >= 16384 AND d.refobjid >= 16384 AND d.deptype IN ('n', 'a')"
      // Most of all there are, and none of them is an object by itself.
      "   AND d.classid <> 'pg_attrdef'::regclass AND COALESCE(own.relkind IN ('c', 'f'), true)"
      "   AND COALESCE(k.contypid <> 0 OR k.contype NOT IN ('p', 'u', 'f', 'c'), true)"
      "   AND d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass))"
      "SELECT u.catalog, u.objid, CASE WHEN c.relkind = 'S' THEN 'S' WHEN p.oid IS NOT NULL THEN "
      "'f'"
      "    WHEN c.relkind IN ('r', 'p', 'v', 'm', 'f') THEN 'r' WHEN c.relkind = 'c' OR t.oid IS "
      "NOT NULL THEN 't'"
      "    END AS kind, n.nspname AS schema, COALESCE(c.relname, p.proname, t.typname) AS name, "
      "a.attname AS column"
      " FROM user_dependency u"
      " LEFT JOIN pg_type y ON u.refclassid = 'pg_type'::regclass AND y.oid = u.refobjid"
      " LEFT JOIN pg_type t ON t.oid = CASE WHEN y.typcategory = 'A' AND y.typelem <> 0 THEN "
      "y.typelem ELSE y.oid END"
      " LEFT JOIN pg_class c ON c.oid = CASE WHEN u.refclassid = 'pg_class'::regclass THEN "
      "u.refobjid"
      "   ELSE NULLIF(t.typrelid, 0) END"
      " LEFT JOIN pg_proc p ON u.refclassid = 'pg_proc'::regclass AND p.oid = u.refobjid"
      " LEFT JOIN pg_attribute a ON u.refclassid = 'pg_class'::regclass AND a.attrelid = u.refobjid"
      "   AND a.attnum = u.refobjsubid AND a.attnum > 0 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
      " JOIN pg_namespace n ON n.oid = COALESCE(c.relnamespace, p.pronamespace, t.typnamespace)"
      " WHERE NOT (u.catalog = 'pg_type' AND u.objid = t.oid) AND " +
          in_user_schema("n.nspname"),
      [&](const Row& row) { add_reference(catalog, row); });
  sort_references(catalog.objects);
  return read;
}

}  // namespace mimar::read::postgres
