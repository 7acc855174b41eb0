// A load proof on a server of the user's: in a database of its own, which is removed again.
#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "model/quote.h"
#include "ops/load/load.h"
#include "sql/parse.h"

namespace mimar::ops::load {
namespace {

using engine::postgres::Connection;

constexpr std::string_view name = "mimar_load";
constexpr std::string_view mark = "made by mimar load; it is removed when that ends";

// What a provider's or an extension's objects are not: made by somebody after initdb.
constexpr std::string_view user_objects = R"(
SELECT kind || ' ' || name FROM (
  SELECT 'relation' AS kind, c.oid, c.oid::regclass::text AS name, c.relnamespace AS namespace, 'pg_class'::regclass AS catalog
  FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
  UNION ALL SELECT 'function', oid, oid::regprocedure::text, pronamespace, 'pg_proc'::regclass FROM pg_catalog.pg_proc
  UNION ALL SELECT 'type', oid, oid::regtype::text, typnamespace, 'pg_type'::regclass FROM pg_catalog.pg_type
    WHERE typtype IN ('d', 'e', 'r')
  UNION ALL SELECT 'schema', oid, nspname, oid, 'pg_namespace'::regclass FROM pg_catalog.pg_namespace
) o WHERE o.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.oid = o.namespace AND
  (n.nspname LIKE 'pg\_%' OR n.nspname = 'information_schema'))
AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'e')
ORDER BY 1 LIMIT 3)";

// Those of providers, which nobody else may look into.
constexpr std::string_view other_databases = R"(
SELECT 'database ' || datname FROM pg_catalog.pg_database WHERE NOT datistemplate AND datname <> current_database()
AND datname NOT IN ('postgres', 'mimar_load', 'rdsadmin', 'cloudsqladmin', 'azure_maintenance', 'azure_sys', 'defaultdb')
ORDER BY 1 LIMIT 3)";

Result<std::vector<std::string>> listed(Connection& connection, std::string_view sql) {
  const auto rows = connection.execute(sql);
  if (!rows) return fail(rows.error());
  std::vector<std::string> result;
  for (const auto& row : rows->rows)
    result.push_back(row.at(0).value_or(""));
  return result;
}

tl::unexpected<Error> refused(const std::string& url, const std::vector<std::string>& found) {
  return fail(
      ErrorKind::usage,
      engine::postgres::masked(url) +
          " holds what Mimar did not create: " + text::join(found, ", "),
      "a load proof takes a whole server; name one that holds nothing. Nothing was changed");
}

// Nothing of anybody's in this database, in `postgres`, or in another one.
Result<void> check_empty(Connection& connection, const std::string& url, world::World& world) {
  for (const std::string_view sql : {user_objects, other_databases}) {
    const auto found = listed(connection, sql);
    if (!found) return fail(found.error());
    if (!found->empty()) return refused(url, *found);
  }
  const auto maintenance = engine::postgres::in_database(url, "postgres");
  if (!maintenance) return fail(maintenance.error());
  auto postgres = Connection::open(*maintenance, engine::postgres::stop_when_interrupted(world));
  if (!postgres) return {};  // not there, or not for this account
  const auto found = listed(*postgres, user_objects);
  if (!found) return fail(found.error());
  return found->empty() ? Result<void>() : refused(url, *found);
}

// What an earlier run that was killed left; it is ours by its mark, and nobody uses it.
Result<void> remove_leftover(Connection& connection, const std::string& url) {
  const auto rows = connection.execute(
      "SELECT coalesce(shobj_description(d.oid, 'pg_database'), ''), (SELECT count(*) FROM "
      "pg_catalog.pg_stat_activity a WHERE a.datid = d.oid) FROM pg_catalog.pg_database d WHERE "
      "datname = " +
      model::quote_literal(std::string(name)));
  if (!rows) return fail(rows.error());
  if (rows->rows.empty()) return {};
  if (rows->rows[0][0] != mark) return refused(url, {"database " + std::string(name)});
  if (rows->rows[0][1] != "0")
    return fail(ErrorKind::usage, "another mimar load runs on " + engine::postgres::masked(url),
                "wait until it has ended");
  const auto dropped = connection.execute("DROP DATABASE " + std::string(name));
  return dropped ? Result<void>() : fail(dropped.error());
}

// Its own database, gone when this is, also after Ctrl-C: by a connection that does not listen to
// it.
class OnServer {
 public:
  OnServer(std::string url, Connection admin) : url_(std::move(url)), admin_(std::move(admin)) {}
  OnServer(const OnServer&) = delete;
  OnServer& operator=(const OnServer&) = delete;
  ~OnServer() {
    owner.reset();
    if (!made_) return;
    if (auto last = Connection::open(url_))
      static_cast<void>(
          last->execute("DROP DATABASE IF EXISTS " + std::string(name) + " WITH (FORCE)"));
  }

  Result<void> make(world::World& world) {
    const auto made = admin_.execute("CREATE DATABASE " + std::string(name));
    if (!made) {
      Error error = made.error();
      if (error.sqlstate == "42501") error.hint = "the account needs CREATEDB";
      return fail(std::move(error));
    }
    made_ = true;
    if (auto marked = admin_.execute("COMMENT ON DATABASE " + std::string(name) + " IS " +
                                     model::quote_literal(std::string(mark)));
        !marked)
      return fail(marked.error());
    const auto there = engine::postgres::in_database(url_, name);
    if (!there) return fail(there.error());
    conninfo = *there;
    auto opened = Connection::open(conninfo, engine::postgres::stop_when_interrupted(world));
    if (!opened) return fail(opened.error());
    owner.emplace(std::move(*opened));
    return {};
  }

  Result<void> checkpoint() {
    const auto done = admin_.execute("CHECKPOINT");
    return done ? Result<void>() : fail(done.error());
  }

  std::string conninfo;
  std::optional<Connection> owner;

 private:
  std::string url_;
  Connection admin_;
  bool made_ = false;
};

// Whose objects are and who may use them says nothing under load, and the roles are not there.
Result<model::Database> without_roles(const model::Database& database) {
  model::Objects objects = database.objects();
  for (model::Schema& schema : objects.schemas)
    schema.access = {};
  for (model::Table& table : objects.tables)
    table.access = {};
  for (model::View& view : objects.views)
    view.access = {};
  for (model::Enum& type : objects.enums)
    type.access = {};
  for (model::Sequence& sequence : objects.sequences)
    sequence.access = {};
  for (model::OtherObject& object : objects.others) {
    object.access = {};
    if (auto* policy = std::get_if<model::Policy>(&object.definition)) policy->roles.clear();
  }
  std::erase_if(objects.others,
                [](const model::OtherObject& object) { return object.kind == "role"; });
  objects.default_privileges.clear();
  objects.owner.clear();
  return model::build(std::move(objects));
}

Result<void> build_schema(Connection& connection, const model::Database& database) {
  const auto plain = without_roles(database);
  if (!plain) return fail(plain.error());
  const std::string script = emit::ddl::emit(*plain);
  const auto chunks = sql::split_script(script, "schema.sql");
  if (!chunks) return fail(chunks.error());
  for (const sql::Chunk& chunk : *chunks) {
    const auto done = connection.execute(chunk.text);
    if (done) continue;
    Error error = done.error();
    error.message = "the schema could not be built there: " + error.message;
    error.where.reset();
    return fail(std::move(error));
  }
  return {};
}

}  // namespace

Result<Place> build_on_server(const Job& job, const synthesis::Plan& plan, world::World& world) {
  const auto start = world.now();
  auto admin = Connection::open(job.url, engine::postgres::stop_when_interrupted(world));
  if (!admin) return fail(std::move(admin.error()));
  if (auto left = remove_leftover(*admin, job.url); !left) return fail(left.error());
  if (auto empty = check_empty(*admin, job.url, world); !empty) return fail(empty.error());
  Place place;
  const auto citus =
      listed(*admin, "SELECT extname FROM pg_catalog.pg_extension WHERE extname = 'citus'");
  if (citus && !citus->empty())
    place.notes.emplace_back("Citus is on that server; the tables were not distributed.");
  auto on = std::make_shared<OnServer>(job.url, std::move(*admin));
  if (auto made = on->make(world); !made) return fail(made.error());
  if (auto built = build_schema(*on->owner, job.database); !built) return fail(built.error());
  auto loaded = verify::load_rows_into(*on->owner, job.database, plan, job.settings.seed, world);
  if (!loaded) return fail(loaded.error());
  place.loaded = std::move(*loaded);
  if (auto vacuumed = on->owner->execute("VACUUM (ANALYZE)"); !vacuumed)
    return fail(vacuumed.error());
  place.ground = {&*on->owner, on->conninfo, [on = on.get()] { return on->checkpoint(); }};
  if (auto written = place.ground.checkpoint();
      !written && written.error().kind == ErrorKind::interrupted)
    return fail(written.error());
  place.keeps = std::move(on);
  place.seconds = std::chrono::duration<double>(world.now() - start).count();
  return place;
}

}  // namespace mimar::ops::load
