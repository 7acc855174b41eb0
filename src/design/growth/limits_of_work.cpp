// Cores and connections.
#include <algorithm>

#include <fmt/core.h>

#include "design/growth/course.h"

namespace mimar::design::growth {
namespace {

Basis least(std::initializer_list<Basis> all) {
  return std::any_of(all.begin(), all.end(), [](Basis basis) { return basis == Basis::assumed; })
             ? Basis::assumed
             : Basis::computed;
}

// Milliseconds of core a second.
double work(const Course& course, double year, bool reads) {
  const Demand& demand = course.terms().demand;
  const Cost& cost = course.terms().cost;
  const double factor = course.demand_factor(year);
  return factor * (demand.writes.value * cost.write_ms.value +
                   (reads ? demand.reads.value * cost.read_ms.value : 0));
}

void beyond(const Course& course, std::string id, bool reads, double cores, Step step,
            std::string then, std::vector<Threshold>& found) {
  const Terms& terms = course.terms();
  const double limit = busy_share * cores * 1000;
  Threshold threshold;
  threshold.id = std::move(id);
  threshold.subject = "the database";
  threshold.year = Course::reached([&](double year) { return work(course, year, reads); }, limit);
  threshold.limit =
      fmt::format("{}writes/s x cost of a write > {:g} % of {:g} cores",
                  reads ? "reads/s x cost of a read + " : "", 100 * busy_share, cores);
  const double today = work(course, 0, reads);
  threshold.figures = reads ? fmt::format("{:g}/s x {:.3g} ms + {:g}/s x {:.3g} ms",
                                          terms.demand.reads.value, terms.cost.read_ms.value,
                                          terms.demand.writes.value, terms.cost.write_ms.value)
                            : fmt::format("{:g}/s x {:.3g} ms", terms.demand.writes.value,
                                          terms.cost.write_ms.value);
  threshold.figures +=
      fmt::format(" = {:.2f} cores today; the limit is {:.1f}", today / 1000, limit / 1000);
  threshold.step = step;
  threshold.then = std::move(then);
  threshold.basis =
      least({terms.cost.read_ms.basis, terms.cost.write_ms.basis, terms.machine.cores.basis});
  found.push_back(std::move(threshold));
}

}  // namespace

void capacity(const Course& course, std::vector<Threshold>& found) {
  const Terms& terms = course.terms();
  if (terms.demand.reads.value <= 0 && terms.demand.writes.value <= 0) return;
  const double cores = terms.machine.cores.value;
  const double reads = terms.demand.reads.value * terms.cost.read_ms.value;
  const double writes = terms.demand.writes.value * terms.cost.write_ms.value;
  const bool mostly_reads = reads >= writes;
  beyond(course, "work-beyond-one-machine", true, cores,
         mostly_reads ? Step::replica : Step::scale_up,
         mostly_reads
             ? "first the statements that cost most (pg_stat_statements) and their indexes, then a "
               "streaming replica for the reads that stand being a second late; reads of one's own "
               "writes stay on the primary"
             : "writes are most of the work, which replicas do not take: fewer indexes, batches "
               "and COPY, then more cores",
         found);
  if (terms.demand.writes.value <= 0) return;
  beyond(course, "writes-beyond-the-primary", false, cores, Step::scale_up,
         "replicas take reads only: fewer indexes on what is written most, several rows a "
         "transaction, queues for what may wait, then a primary with more cores and faster disks",
         found);
  beyond(course, "writes-beyond-the-largest-machine", false, largest_cores, Step::shard,
         "no single primary keeps up: shard by tenant (the plan for Citus says what must change)",
         found);
}

void connections(const Course& course, std::vector<Threshold>& found) {
  const Terms& terms = course.terms();
  if (terms.demand.clients.value <= 0) return;
  const double at_work = connections_a_core * terms.machine.cores.value;
  const double allowed = std::max(1.0, terms.machine.max_connections.value - reserved_connections);
  const auto clients = [&](double year) { return course.at(year).clients; };
  Threshold threshold;
  threshold.id = "connections-beyond-the-cores";
  threshold.subject = "the database";
  threshold.year = Course::reached(clients, at_work);
  threshold.limit = fmt::format("clients > {:g} connections a core", connections_a_core);
  threshold.figures =
      fmt::format("{:g} clients today; the limit is {:g} x {:g} = {:g}", terms.demand.clients.value,
                  connections_a_core, terms.machine.cores.value, at_work);
  threshold.step = Step::pool;
  threshold.then =
      "put PgBouncer in front, in transaction mode where the code allows it (pooling, below)";
  threshold.basis = least({terms.machine.cores.basis});
  found.push_back(threshold);
  threshold.id = "connections-refused";
  threshold.year = Course::reached(clients, allowed);
  threshold.limit = "clients > max_connections less those kept back";
  threshold.figures =
      fmt::format("{:g} clients today; the limit is {:g} - {:g} = {:g}", terms.demand.clients.value,
                  terms.machine.max_connections.value, reserved_connections, allowed);
  threshold.then =
      "a pooler before more max_connections: each connection costs memory and snapshots";
  threshold.basis = least({terms.machine.max_connections.basis});
  found.push_back(std::move(threshold));
}

}  // namespace mimar::design::growth
