#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "ops/load/load.h"
#include "scratch/scratch.h"

namespace mimar::ops::load {
namespace {

constexpr std::chrono::hours statement_limit{2};  // building an index on many rows takes its time

struct OnScratch {
  scratch::Scratch scratch;
  std::optional<scratch::Database> database;  // goes first
};

std::uint64_t estimated_bytes(const Job& job, const synthesis::Plan& plan) {
  synthesize::Job rows{.database = job.database, .wanted = {}, .plan = plan};
  rows.seed = job.settings.seed;
  return synthesize::estimated_database_bytes(rows);
}

Result<Place> build_on_scratch(const Job& job, const synthesis::Plan& plan, world::World& world) {
  const auto start = world.now();
  scratch::Options options;
  options.durable = true;
  options.binaries = job.server;
  options.statement_limit = statement_limit;
  auto scratch = scratch::Scratch::start(world, options);
  if (!scratch) return fail(std::move(scratch.error()));
  if (auto fits = synthesize::check_room("the database", estimated_bytes(job, plan),
                                         scratch->folder(), world);
      !fits)
    return fail(fits.error());
  auto on = std::make_shared<OnScratch>(OnScratch{std::move(*scratch), std::nullopt});
  auto database = on->scratch.create_database("load");
  if (!database) return fail(std::move(database.error()));
  on->database.emplace(std::move(*database));
  if (auto built = on->database->run_script(emit::ddl::emit(job.database), "schema.sql",
                                            scratch::MissingExtensions::leave_out);
      !built) {
    Error error = built.error();
    error.message = "the schema could not be built on scratch: " + error.message;
    return fail(std::move(error));
  }
  Place place;
  place.notes = on->database->left_out();
  auto loaded = verify::load_rows(*on->database, job.database, plan, job.settings.seed, world);
  if (!loaded) return fail(loaded.error());
  place.loaded = std::move(*loaded);
  if (auto written = on->scratch.checkpoint(); !written) return fail(written.error());
  place.ground = {&on->database->owner(), on->database->conninfo(),
                  [on = on.get()] { return on->scratch.checkpoint(); }};
  place.keeps = std::move(on);
  place.seconds = std::chrono::duration<double>(world.now() - start).count();
  return place;
}

}  // namespace

Result<Place> build(const Job& job, const synthesis::Plan& plan, world::World& world) {
  return job.url.empty() ? build_on_scratch(job, plan, world) : build_on_server(job, plan, world);
}

}  // namespace mimar::ops::load
