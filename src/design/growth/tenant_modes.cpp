#include "design/growth/tenant_modes.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/growth/course.h"

namespace mimar::design::growth {
namespace {

// Measured (bench/tenancy.md): PostgreSQL 15, 1,000 schemas of 10 tables with 30 indexes.
constexpr double catalogue_bytes_a_relation = 3500;  // pg_class, pg_attribute, pg_index ...
constexpr double cache_bytes_a_table = 22e3;         // of a connection that has used it
constexpr double make_ms_a_relation = 5.2;
constexpr double change_ms_a_schema = 46, change_ms_a_database = 138;
constexpr double make_ms_a_database = 190, empty_database = 7.8e6;

// Where a mode stops being a good idea.
constexpr double longest_change_s = 600;   // a deployment waits for it
constexpr double largest_cache = 500e6;    // of each connection that serves all
constexpr double worth_a_database = 20e9;  // bytes of one tenant that are worth moving alone
constexpr double most_relations = 1e6;     // beyond, pg_dump and autovacuum take hours to list them

std::string bytes(double value) {
  return text::bytes(static_cast<std::uint64_t>(std::max(0.0, value)));
}

std::string whole(double value) {
  return text::thousands(static_cast<std::uint64_t>(std::max(0.0, value)));
}

std::string lasting(double ms) {
  if (ms < 1000) return fmt::format("{:.0f} ms", ms);
  if (ms < 120e3) return fmt::format("{:.0f} s", ms / 1000);
  return ms < 7200e3 ? fmt::format("{:.0f} min", ms / 60e3) : fmt::format("{:.1f} h", ms / 3600e3);
}

// What is there once for each tenant.
struct Shape {
  double tenants = 1, tables = 0, indexes = 0, bytes = 0;
  double relations() const { return 2 * tables + indexes; }  // each with its TOAST, roughly
};

Shape shape_of(const Course& course, const model::Table& tenants,
               const std::vector<model::Name>& own) {
  Shape shape;
  const double horizon = course.terms().horizon;
  shape.tenants = std::max(1.0, course.rows(tenants, horizon));
  for (const model::Table& table : course.database()->tables) {
    if (std::find(own.begin(), own.end(), table.name) == own.end()) continue;
    const TableSize size = course.size(table, horizon);
    shape.tables += 1;
    shape.indexes += static_cast<double>(size.indexes.size()) + 1;  // that of its TOAST
    shape.bytes += size.bytes();
  }
  return shape;
}

class Comparing {
 public:
  Comparing(const Shape& shape, const Terms& terms) : shape_(shape), terms_(terms) {}

  TenantModes result() {
    add_figures();
    add_words();
    judge();
    recommend();
    return std::move(modes_);
  }

 private:
  void add(std::string what, std::string shared, std::string schema, std::string database) {
    modes_.lines.push_back(
        {std::move(what), {std::move(shared), std::move(schema), std::move(database)}});
  }

  void add_figures() {
    const double n = shape_.tenants, each = shape_.relations();
    const double pages = page_bytes * shape_.indexes;  // an index of no rows has one page
    add("tables and indexes", whole(each), whole(n * each),
        fmt::format("{} in each of {}", whole(each), whole(n)));
    add("bytes beside the rows", bytes(catalogue_bytes_a_relation * each),
        bytes(n * (catalogue_bytes_a_relation * each + pages)),
        bytes(n * (empty_database + catalogue_bytes_a_relation * each + pages)));
    add("a new tenant", "one row", lasting(make_ms_a_relation * each),
        lasting(make_ms_a_database + change_ms_a_database));
    add("a change of a table", "one statement", lasting(n * change_ms_a_schema),
        lasting(n * change_ms_a_database));
    add("connections", "one pool",
        fmt::format("one pool; up to {} of catalogue cached in each connection that serves all",
                    bytes(n * shape_.tables * cache_bytes_a_table)),
        fmt::format("{} pools, so at least {} connections when all are at work", whole(n),
                    whole(n)));
  }

  void add_words() {
    add("what keeps them apart",
        "row security by a setting, and foreign keys that carry the tenant; superusers and "
        "BYPASSRLS stand above it",
        "privileges of a role on one schema, and a CHECK in each table",
        "a connection sees one database; only roles with rights on two reach both");
    add("restoring one tenant",
        fmt::format("all {} beside, then his {}, row by row", bytes(shape_.bytes),
                    bytes(shape_.bytes / shape_.tenants)),
        fmt::format("pg_dump and pg_restore of one schema, {}",
                    bytes(shape_.bytes / shape_.tenants)),
        fmt::format("pg_restore of one database, {}; to a point in time: the whole server all the "
                    "same",
                    bytes(shape_.bytes / shape_.tenants)));
    add("a question over all tenants", "one query", "a UNION of as many parts", "not in SQL");
  }

  void judge() {
    const double n = shape_.tenants;
    const double relations = n * shape_.relations();
    const double connections = terms_.machine.max_connections.value - reserved_connections;
    std::string& schema = modes_.against[1];
    if (relations > most_relations)
      schema = fmt::format("{} tables and indexes, more than {}", whole(relations),
                           whole(most_relations));
    else if (n * change_ms_a_schema > longest_change_s * 1000)
      schema = fmt::format("each change takes {}, more than {}", lasting(n * change_ms_a_schema),
                           lasting(longest_change_s * 1000));
    else if (n * shape_.tables * cache_bytes_a_table > largest_cache)
      schema = fmt::format("a connection that serves all tenants caches {} of catalogue",
                           bytes(n * shape_.tables * cache_bytes_a_table));
    if (n > connections)
      modes_.against[2] =
          fmt::format("{} pools need at least as many connections, and the server allows {}",
                      whole(n), whole(connections));
    else if (n * empty_database > std::max(shape_.bytes, 10e9))
      modes_.against[2] = fmt::format("{} of empty databases for {} of rows",
                                      bytes(n * empty_database), bytes(shape_.bytes));
  }

  void recommend() {
    const double each = shape_.bytes / shape_.tenants;
    modes_.tenants = shape_.tenants;
    modes_.bytes_a_tenant = each;
    if (modes_.against[2].empty() && each > worth_a_database) {
      modes_.recommended = TenantMode::database_each;
      modes_.why = fmt::format(
          "{} tenants with {} each: few enough for a pool each, and large enough to be backed up, "
          "restored and moved alone",
          whole(shape_.tenants), bytes(each));
      return;
    }
    modes_.why = fmt::format(
        "{} tenants with {} each: one change, one pool and one query for all of them; the other "
        "ways pay where a tenant is restored or moved alone, or a contract asks for it",
        whole(shape_.tenants), bytes(each));
  }

  const Shape& shape_;
  const Terms& terms_;
  TenantModes modes_;
};

}  // namespace

std::string_view name(TenantMode mode) {
  constexpr std::array<std::string_view, 3> names{"shared schema", "schema per tenant",
                                                  "database per tenant"};
  return names[static_cast<std::size_t>(mode)];
}

TenantModes tenant_modes(const model::Database& database, const model::Table& tenants,
                         const std::vector<model::Name>& own, const Terms& terms) {
  const Course course(database, terms);
  const Shape shape = shape_of(course, tenants, own);
  TenantModes modes = Comparing(shape, terms).result();
  const auto stated = terms.statistics.tables.find(tenants.name);
  modes.tenants_stated =
      stated != terms.statistics.tables.end() && !stated->second.source.starts_with("assumed");
  return modes;
}

}  // namespace mimar::design::growth
