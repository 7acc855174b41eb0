#include "verify/load_run.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <thread>

#include <fmt/core.h>

#include "verify/load_schedule.h"

namespace mimar::verify {
namespace {

using namespace std::chrono_literals;
using engine::postgres::Connection;
using engine::postgres::Value;

constexpr int most_retries = 5;
constexpr auto grace = 10s;
constexpr double checkpoint_share = 0.4;  // of the measured time; the pages written after it are
                                          // written whole again

double milliseconds(LoadClock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

bool may_be_repeated(const Error& error) {
  return error.sqlstate == "40001" || error.sqlstate == "40P01";
}

// When what counts begins and ends, and whether to stop before. Set before the clients start,
// except the flag.
struct Window {
  LoadClock::time_point begin, end;
  std::atomic<bool> stop{false};
  std::atomic<int> running{0};
  bool counts(LoadClock::time_point at) const { return at >= begin && at < end; }
};

struct Tally {
  std::vector<PatternRun> patterns;
  std::vector<std::uint32_t> writes_by_second;
};

class Client {
 public:
  Client(Connection connection, const model::Workload& workload,
         const std::vector<PatternValues>& values, FreshRows& fresh, Schedule& schedule,
         Window& window, std::uint64_t seed)
      : connection_(std::move(connection)),
        workload_(workload),
        values_(values),
        fresh_(fresh),
        schedule_(schedule),
        window_(window),
        random_(seed) {
    tally_.patterns.resize(workload.patterns.size());
    const double length = std::chrono::duration<double>(window.end - window.begin).count();
    tally_.writes_by_second.resize(static_cast<std::size_t>(std::ceil(length)) + 1);
  }

  void run() {
    while (!window_.stop && !lost_ && LoadClock::now() < window_.end) {
      const Due due = schedule_.next(random_);
      if (due.at >= window_.end || !wait_until(due.at)) break;
      execute(due);
    }
    --window_.running;
  }

  Tally take() { return std::move(tally_); }

 private:
  bool wait_until(LoadClock::time_point at) const {
    while (LoadClock::now() < at) {
      if (window_.stop) return false;
      std::this_thread::sleep_for(
          std::min<LoadClock::duration>(at - LoadClock::now(), LoadClock::duration(50ms)));
    }
    return true;
  }

  void execute(const Due& due) {
    PatternRun& run = tally_.patterns[due.pattern];
    const auto parameters = values_[due.pattern].next(random_, fresh_);
    if (!parameters) {
      run.without_rows += window_.counts(due.at) ? 1 : 0;
      if (!schedule_.has_rates()) std::this_thread::sleep_for(100us);
      return;
    }
    std::uint64_t retried = 0;
    Result<std::uint64_t> done = connection_.run_prepared(name(due.pattern), *parameters);
    while (!done && may_be_repeated(done.error()) && retried < most_retries && !window_.stop) {
      ++retried;
      done = connection_.run_prepared(name(due.pattern), *parameters);
    }
    note(due, done, retried);
  }

  void note(const Due& due, const Result<std::uint64_t>& done, std::uint64_t retried) {
    const LoadClock::time_point end = LoadClock::now();
    if (!window_.counts(due.at)) return;
    PatternRun& run = tally_.patterns[due.pattern];
    run.retried += retried;
    if (!done && window_.stop) {  // cut off: it would have taken longer still
      ++run.unfinished;
      run.milliseconds.push_back(static_cast<float>(milliseconds(end - due.at)));
      return;
    }
    if (!done) {
      lost_ = done.error().sqlstate.empty();
      ++run.errors[done.error().message];
      std::this_thread::sleep_for(1ms);
      return;
    }
    run.milliseconds.push_back(static_cast<float>(milliseconds(end - due.at)));
    run.one_row += *done == 1 ? 1 : 0;
    if (!workload_.patterns[due.pattern].writes() || !window_.counts(end)) return;
    const auto second = static_cast<std::size_t>(
        std::chrono::duration_cast<std::chrono::seconds>(end - window_.begin).count());
    ++tally_.writes_by_second[second];
  }

 public:
  static std::string name(std::size_t pattern) { return fmt::format("mimar_{}", pattern); }

 private:
  Connection connection_;
  const model::Workload& workload_;
  const std::vector<PatternValues>& values_;
  FreshRows& fresh_;
  Schedule& schedule_;
  Window& window_;
  Random random_;
  Tally tally_;
  bool lost_ = false;
};

// Joins whatever happens.
class Threads {
 public:
  explicit Threads(Window& window) : window_(window) {}
  ~Threads() { finish(); }
  void add(Client& client) {
    ++window_.running;
    threads_.emplace_back([&client] { client.run(); });
  }
  void finish() {
    window_.stop = true;
    for (std::thread& thread : threads_)
      thread.join();
    threads_.clear();
  }

 private:
  Window& window_;
  std::vector<std::thread> threads_;
};

class Run {
 public:
  Run(const Ground& ground, const model::Workload& workload,
      const std::vector<PatternValues>& values, FreshRows& fresh, const LoadSettings& settings,
      world::World& world)
      : ground_(ground),
        workload_(workload),
        values_(values),
        fresh_(fresh),
        settings_(settings),
        world_(world) {}

  Result<LoadRun> run(const std::function<void()>& begun) {
    std::vector<Connection> connections;
    if (auto opened = connect(connections); !opened) return fail(opened.error());
    const LoadClock::time_point start = LoadClock::now();
    window_.begin = start + span(settings_.warm_up);
    window_.end = window_.begin + span(settings_.seconds);
    Schedule schedule(workload_, settings_.seed, start);
    std::vector<Client> clients;
    for (Connection& connection : connections)
      clients.emplace_back(std::move(connection), workload_, values_, fresh_, schedule, window_,
                           settings_.seed * 1000 + clients.size());
    Threads threads(window_);
    for (Client& client : clients)
      threads.add(client);
    world_.progress().begin("running the workload",
                            static_cast<std::uint64_t>(settings_.warm_up + settings_.seconds));
    Result<void> watched = watch(begun, start);
    if (watched) watched = let_end();
    world_.progress().end();
    threads.finish();
    if (!watched) return fail(watched.error());
    return gather(clients, schedule);
  }

 private:
  static LoadClock::duration span(double seconds) {
    return std::chrono::duration_cast<LoadClock::duration>(std::chrono::duration<double>(seconds));
  }

  // Statements that are still running when the clients stop are cancelled.
  Result<void> connect(std::vector<Connection>& connections) {
    for (int i = 0; i < settings_.clients; ++i) {
      if (world_.interrupted()) return interrupted();
      auto connection = Connection::open(ground_.conninfo, [this](std::chrono::milliseconds) {
        return window_.stop ? Result<void>(interrupted()) : Result<void>();
      });
      if (!connection) return fail(std::move(connection.error()));
      for (std::size_t pattern = 0; pattern < workload_.patterns.size(); ++pattern) {
        const model::Query& query = workload_.patterns[pattern].query;
        if (auto done = connection->prepare(Client::name(pattern), query.sql); !done) {
          Error error = done.error();
          error.message = query.name + " does not run: " + error.message;
          return fail(std::move(error));
        }
      }
      connections.push_back(std::move(*connection));
    }
    return {};
  }

  static tl::unexpected<Error> interrupted() {
    return fail(ErrorKind::interrupted, "interrupted while the workload ran",
                "nothing was left behind");
  }

  // Until the end: asks for the checkpoint at its time, and for Ctrl-C.
  Result<void> watch(const std::function<void()>& begun, LoadClock::time_point start) {
    const LoadClock::time_point checkpoint =
        window_.begin + span(settings_.seconds * checkpoint_share);
    bool told = false, written = false;
    for (LoadClock::time_point now = start; now < window_.end; now = LoadClock::now()) {
      if (world_.interrupted()) return interrupted();
      if (!told && now >= window_.begin) {
        told = true;
        if (begun) begun();
      }
      if (!written && now >= checkpoint) {
        written = true;
        if (auto done = write_pages(now); !done) return done;
      }
      world_.progress().advance(static_cast<std::uint64_t>(
          std::chrono::duration_cast<std::chrono::seconds>(now - start).count()));
      std::this_thread::sleep_for(20ms);
    }
    return {};
  }

  // What began in time may end, for a while.
  Result<void> let_end() {
    for (const auto last = LoadClock::now() + grace; window_.running > 0;) {
      if (world_.interrupted()) return interrupted();
      if (LoadClock::now() > last) break;
      std::this_thread::sleep_for(5ms);
    }
    return {};
  }

  Result<void> write_pages(LoadClock::time_point now) {
    const Result<void> done = ground_.checkpoint();
    if (!done && done.error().kind == ErrorKind::interrupted) return interrupted();
    if (!done) {
      result_.no_checkpoint = done.error().message;
      return {};
    }
    result_.checkpoint_at = std::chrono::duration<double>(now - window_.begin).count();
    result_.checkpoint_ms = milliseconds(LoadClock::now() - now);
    return {};
  }

  Result<LoadRun> gather(std::vector<Client>& clients, Schedule& schedule) {
    result_.seconds = settings_.seconds;
    result_.patterns.resize(workload_.patterns.size());
    for (Client& client : clients)
      add(client.take());
    for (const Due& due : schedule.left_before(window_.end)) {
      if (!window_.counts(due.at)) continue;
      PatternRun& run = result_.patterns[due.pattern];
      ++run.unfinished;
      run.milliseconds.push_back(static_cast<float>(milliseconds(window_.end - due.at)));
    }
    for (PatternRun& run : result_.patterns)
      std::sort(run.milliseconds.begin(), run.milliseconds.end());
    if (!result_.writes_by_second.empty()) result_.writes_by_second.pop_back();
    return std::move(result_);
  }

  void add(Tally tally) {
    if (result_.writes_by_second.empty())
      result_.writes_by_second.resize(tally.writes_by_second.size());
    for (std::size_t i = 0; i < tally.writes_by_second.size(); ++i)
      result_.writes_by_second[i] += tally.writes_by_second[i];
    for (std::size_t i = 0; i < tally.patterns.size(); ++i) {
      PatternRun &all = result_.patterns[i], &one = tally.patterns[i];
      all.milliseconds.insert(all.milliseconds.end(), one.milliseconds.begin(),
                              one.milliseconds.end());
      all.one_row += one.one_row;
      all.retried += one.retried;
      all.without_rows += one.without_rows;
      for (const auto& [message, count] : one.errors)
        all.errors[message] += count;
    }
  }

  const Ground& ground_;
  const model::Workload& workload_;
  const std::vector<PatternValues>& values_;
  FreshRows& fresh_;
  const LoadSettings& settings_;
  world::World& world_;
  Window window_;
  LoadRun result_;
};

}  // namespace

std::uint64_t PatternRun::failures() const {
  return std::accumulate(errors.begin(), errors.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const auto& error) { return sum + error.second; });
}

double PatternRun::percentile(double share) const {
  if (milliseconds.empty()) return 0;
  const auto rank =
      static_cast<std::size_t>(std::ceil(share * static_cast<double>(milliseconds.size())));
  return milliseconds[std::clamp<std::size_t>(rank, 1, milliseconds.size()) - 1];
}

std::uint64_t LoadRun::writes() const {
  return std::accumulate(writes_by_second.begin(), writes_by_second.end(), std::uint64_t{0});
}

Result<LoadRun> run_load(const Ground& ground, const model::Workload& workload,
                         const std::vector<PatternValues>& values, FreshRows& fresh,
                         const LoadSettings& settings, world::World& world,
                         const std::function<void()>& begun) {
  return Run(ground, workload, values, fresh, settings, world).run(begun);
}

}  // namespace mimar::verify
