#include "scratch/scratch.h"

#include <filesystem>

#include <fmt/core.h>

#include "base/ensure.h"
#include "base/text.h"
#include "model/quote.h"
#include "scratch/binaries.h"
#include "scratch/guard.h"
#include "scratch/reap.h"
#include "scratch/server.h"
#include "scratch/template.h"

namespace mimar::scratch {
namespace {

using engine::postgres::Connection;

std::string base_folder(world::World& world) {
  for (const char* name : {"MIMAR_TMPDIR", "TMPDIR"}) {
    if (const auto value = world.environment(name); value && !value->empty()) {
      return std::filesystem::absolute(*value).lexically_normal().string();
    }
  }
  return "/tmp";
}

// A name that needs no quotes; 40 bytes leave room for the counter and "_owner".
std::string plain_name(std::string_view hint) {
  std::string name;
  for (const char c : text::lower(hint).substr(0, 40))
    name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
  return name.empty() || name.front() < 'a' || name.front() > 'z' ? "db_" + name : name;
}

// Everything is said here, so that nothing of the user's PG* environment applies.
std::string conninfo(const std::string& folder, const std::string& database,
                     const std::string& user, const std::string& password,
                     const std::string& options = {}) {
  const std::string quoted =
      text::replace_all(text::replace_all(folder + "/socket", "\\", "\\\\"), "'", "\\'");
  return fmt::format(
      "host='{}' port=5432 dbname={} user={} password={} options='{}' sslmode=disable "
      "gssencmode=disable channel_binding=disable "
      "target_session_attrs=any application_name=mimar connect_timeout=10",
      quoted, database, user, password, options);
}

// The database belongs to a group: its login role, which runs user SQL, and the roles of scripts
// are members (broker.h). The login role has the name of its database, which is the only one
// pg_hba.conf lets it into.
std::vector<std::string> creation(const std::string& name, const std::string& owner,
                                  const std::string& password, std::chrono::seconds limit,
                                  int server_version) {
  std::string roles = fmt::format(
      "CREATE ROLE {1} NOLOGIN; CREATE ROLE {0} LOGIN PASSWORD '{2}' IN ROLE {1}; ALTER ROLE {0} "
      "SET statement_timeout = '{3}s'",
      name, owner, password, limit.count());
  // Loading data without firing foreign keys is usual in dumps and harms only the database itself.
  if (server_version >= 150000)
    roles += "; GRANT SET ON PARAMETER session_replication_role TO " + name;
  return {std::move(roles), fmt::format("CREATE DATABASE {} OWNER {}", name, owner),
          fmt::format("REVOKE ALL ON DATABASE {} FROM PUBLIC", name)};
}

}  // namespace

struct Scratch::State {
  world::World& world;
  Binaries binaries;
  Home home;  // outlives the server
  Server server;
  std::string admin_password;
  std::chrono::seconds limit;
  std::optional<Connection> admin;  // in template1, which lets nobody else in
  int databases = 0;

  // What pg_dump, where there is one beside the server, writes of a database's schema.
  Result<std::optional<std::string>> dump(const std::string& conninfo) {
    const std::filesystem::path program =
        std::filesystem::path(binaries.postgres).parent_path() / "pg_dump";
    if (!world.exists(program.string())) return std::optional<std::string>();
    // The password travels in the environment, out of the sight of ps.
    Result<engine::postgres::Apart> apart = engine::postgres::password_apart(conninfo);
    if (!apart) return tl::unexpected(apart.error());
    world::Command command;
    command.arguments = {program.string(), "--schema-only", "--lock-wait-timeout=10000",
                         "--dbname=" + apart->conninfo};
    command.environment = {{"LC_ALL", "C"}};
    if (!apart->password.empty()) command.environment.emplace_back("PGPASSWORD", apart->password);
    Result<world::Completed> done = world.run(command);
    if (!done) return fail(std::move(done.error()));
    if (done->exit_code != 0)
      return fail(ErrorKind::environment, "pg_dump failed: " + done->errors);
    return std::move(done->output);
  }
};

Scratch::Scratch(std::unique_ptr<State> state) : state_(std::move(state)) {}
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;
Scratch::~Scratch() = default;

Result<Scratch> Scratch::start(world::World& world, const Options& options) {
  const Result<Binaries> binaries = find_binaries(world, options.binaries);
  if (!binaries) return tl::unexpected(binaries.error());
  const std::string base = base_folder(world);
  reap_leftovers(base);
  while (true) {
    const Result<Template> from = cached_template(world, *binaries);
    if (!from) return tl::unexpected(from.error());
    Result<Home> home = Home::create(base);
    if (!home) return tl::unexpected(home.error());
    Result<Server> server = Server::start(world, *binaries, *from, *home, options.durable);
    if (server) {
      return Scratch(std::unique_ptr<State>(new State{world, *binaries, std::move(*home),
                                                      std::move(*server), from->admin_password,
                                                      options.statement_limit, std::nullopt}));
    }
    if (from->fresh || server.error().kind == ErrorKind::interrupted)
      return tl::unexpected(server.error());
    discard(*from);  // perhaps the cached template is damaged: once more with a new one
  }
}

Result<Database> Scratch::create_database(std::string_view hint) {
  State& state = *state_;
  const std::string& folder = state.home.folder();
  const engine::postgres::Guard guard = scratch_guard(state.world, folder, state.limit);
  if (!state.admin) {
    Result<Connection> admin =
        Connection::open(conninfo(folder, "template1", "mimar_admin", state.admin_password), guard);
    if (!admin) return tl::unexpected(admin.error());
    state.admin.emplace(std::move(*admin));
  }
  const std::string name = fmt::format("{}_{}", plain_name(hint), ++state.databases);
  const std::string owner = name + "_owner", password = random_hex(16);
  for (const std::string& sql :
       creation(name, owner, password, state.limit, state.admin->server_version())) {
    if (const auto done = state.admin->execute(sql); !done) return tl::unexpected(done.error());
  }
  const std::string login = conninfo(folder, name, name, password);
  Result<Connection> connection = Connection::open(login, guard);
  if (!connection) return tl::unexpected(connection.error());
  const std::string admin =
      conninfo(folder, name, "mimar_admin", state.admin_password, "-csearch_path=pg_catalog");
  return Database(name, {login, admin, owner, guard}, std::move(*connection));
}

namespace {

// The login role has the name of its database, which is another for each.
std::string with_owner_named(std::string_view dump, std::string_view login) {
  const auto in_word = [&](std::size_t at) {
    return at < dump.size() && (std::isalnum(static_cast<unsigned char>(dump[at])) != 0 ||
                                dump[at] == '_' || dump[at] == '"');
  };
  std::string result;
  std::size_t done = 0;
  for (std::size_t at = dump.find(login); at != std::string_view::npos;
       at = dump.find(login, at + login.size())) {
    if (in_word(at + login.size()) || (at > 0 && in_word(at - 1))) continue;
    result.append(dump.substr(done, at - done)).append("owner");
    done = at + login.size();
  }
  return result.append(dump.substr(done));
}

}  // namespace

Result<std::optional<std::string>> Scratch::dump(const Database& database) {
  Result<std::optional<std::string>> dumped = state_->dump(database.access_.owner);
  if (dumped && *dumped) **dumped = with_owner_named(**dumped, database.name());
  return dumped;
}

Result<std::optional<std::string>> Scratch::dump(const std::string& conninfo) {
  const Result<Connection> connection =
      Connection::open(conninfo, engine::postgres::stop_when_interrupted(state_->world));
  if (!connection) return tl::unexpected(connection.error());
  const std::string& ours = state_->binaries.version;
  if (ours.substr(0, ours.find('.')) != std::to_string(connection->server_version() / 10000))
    return std::nullopt;
  return state_->dump(conninfo);
}

Result<void> Scratch::checkpoint() {
  ensure(state_->admin.has_value(), "no database was created yet");
  const auto done = state_->admin->execute("CHECKPOINT");
  return done ? Result<void>() : tl::unexpected(done.error());
}

const std::string& Scratch::server_version() const {
  return state_->binaries.version;
}
const std::string& Scratch::folder() const {
  return state_->home.folder();
}

Result<Connection> Database::connect() {
  return Connection::open(access_.owner, access_.guard);
}

}  // namespace mimar::scratch
