// Starting scratch: a server of our own, ready for a connection. Budgets: 2 s the first time, when
// the template cluster is made, and 0.5 s after. Usage: scratch_bench
#include <cstdlib>

#include <benchmark/benchmark.h>

#include "scratch/scratch.h"
#include "world/real_world.h"

namespace {

using namespace mimar;

struct Silence final : world::Progress {
  void begin(std::string_view, std::uint64_t) override {}
  void advance(std::uint64_t) override {}
  void end() override {}
};

void start(benchmark::State& state, world::World& world, const std::string& cache) {
  setenv("MIMAR_CACHE", cache.c_str(), 1);
  auto scratch = scratch::Scratch::start(world);
  if (!scratch) state.SkipWithError(scratch.error().message.c_str());
  state.PauseTiming();  // stopping the server is not part of it
  if (scratch) scratch = fail(ErrorKind::interrupted, "stopped");
  state.ResumeTiming();
}

void first_start(benchmark::State& state) {
  Silence silence;
  const auto world = world::make_real_world(silence);
  const auto folder = world->make_temporary_directory("mimar-bench-");
  if (!folder) return state.SkipWithError(folder.error().message.c_str());
  std::size_t round = 0;
  for (auto _ : state)
    start(state, *world, *folder + "/cache" + std::to_string(++round));
}

void later_start(benchmark::State& state) {
  Silence silence;
  const auto world = world::make_real_world(silence);
  const auto folder = world->make_temporary_directory("mimar-bench-");
  if (!folder) return state.SkipWithError(folder.error().message.c_str());
  setenv("MIMAR_CACHE", (*folder + "/cache").c_str(), 1);
  if (auto made = scratch::Scratch::start(*world); !made)
    return state.SkipWithError(made.error().message.c_str());
  for (auto _ : state)
    start(state, *world, *folder + "/cache");
}

BENCHMARK(first_start)->Iterations(5)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(later_start)->Iterations(10)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
