#include "base/text.h"
#include "model/quote.h"
#include "ops/synthesize/synthesize.h"
#include "verify/load_script.h"

namespace mimar::ops::synthesize {
namespace {

using model::quote_name;
using synthesis::Form;

// "07_public.order_items.csv": in loading order, and a name that any file system takes.
std::string file_name(const Job& job, std::size_t position) {
  std::string name = job.plan.tables[position].table.text();
  for (char& c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-' || c == '.';
    if (!plain) c = '_';
  }
  const std::size_t digits = std::to_string(job.plan.tables.size()).size();
  return fmt::format("{:0{}}_{}.{}", position + 1, std::max<std::size_t>(2, digits), name,
                     job.form == Form::csv ? "csv" : "sql");
}

bool is_written(const synthesis::TablePlan& table) {
  return table.rows > 0 && !table.columns.empty();
}

std::string copy_target(const synthesis::TablePlan& table) {
  return quote_name(table.table) + " (" + model::quote_list(table.columns) + ")";
}

std::string load_script(const Job& job) {
  std::string script = fmt::format(
      "-- Rows made by mimar synthesize, seed {}. Load them with: psql DATABASE -f load.sql\n"
      "\\set ON_ERROR_STOP on\nBEGIN;\n",
      job.seed);
  const auto add = [&](const std::vector<std::string>& statements) {
    for (const std::string& sql : statements)
      script += std::string(text::trim(sql)) + (text::trim(sql).ends_with(';') ? "\n" : ";\n");
  };
  add(verify::before_rows(job.database, job.plan, verify::Postpone::late_keys));
  for (std::size_t i = 0; i < job.plan.tables.size(); ++i) {
    const synthesis::TablePlan& table = job.plan.tables[i];
    if (!is_written(table)) continue;
    script += job.form == Form::csv ? "\\copy " + copy_target(table) + " FROM '" +
                                          file_name(job, i) + "' (FORMAT csv)\n"
                                    : "\\ir " + file_name(job, i) + "\n";
  }
  add(verify::after_rows(job.database, job.plan, verify::Postpone::late_keys));
  for (const synthesis::TablePlan& table : job.plan.tables)
    if (is_written(table)) add(verify::counters(job.database, table.table));
  script += "COMMIT;\n";
  for (const synthesis::TablePlan& table : job.plan.tables)
    if (is_written(table)) script += "ANALYZE " + quote_name(table.table) + ";\n";
  return script;
}

Result<void> check_place(const Job& job, const std::string& folder, world::World& world) {
  if (world.exists(folder)) {
    if (!world.is_directory(folder))
      return fail(ErrorKind::usage, "--to " + folder + " is a file", "name a new folder");
    const auto entries = world.list(folder);
    if (!entries) return fail(entries.error());
    if (!entries->empty())
      return fail(ErrorKind::usage, "--to " + folder + " is not empty",
                  "name a new folder; nothing was changed");
  }
  return check_room("the rows", estimated_bytes(job), folder, world);
}

class FolderWriter {
 public:
  FolderWriter(const Job& job, std::string folder, world::World& world)
      : job_(job),
        made_(job.database, job.plan, job.seed),
        folder_(std::move(folder)),
        world_(world) {}

  Result<std::uint64_t> write() {
    std::uint64_t total = 0;
    for (const synthesis::TablePlan& table : job_.plan.tables)
      total += table.rows;
    world_.progress().begin("writing rows", total);
    Result<void> done = world_.make_directories(folder_);
    for (std::size_t i = 0; done && i < job_.plan.tables.size(); ++i)
      if (is_written(job_.plan.tables[i])) done = table(i);
    if (done) done = world_.write_file(folder_ + "/load.sql", load_script(job_));
    world_.progress().end();
    if (!done) return fail(std::move(done.error()));
    return bytes_;
  }

 private:
  Result<void> table(std::size_t position) {
    bool interrupted = false;
    const synthesis::TablePlan& plan = job_.plan.tables[position];
    const Result<void> done = world_.write_blocks(
        folder_ + '/' + file_name(job_, position), [&](const world::World::TakeBlock& take) {
          if (job_.form == Form::copy) take("COPY " + copy_target(plan) + " FROM stdin;\n");
          made_.write(position, job_.form, [&](std::string_view block, std::uint64_t rows) {
            bytes_ += block.size();
            rows_ += rows;
            world_.progress().advance(rows_);
            interrupted = world_.interrupted();
            return !interrupted && take(block);
          });
          if (job_.form == Form::copy) take("\\.\n");
        });
    if (interrupted)
      return fail(ErrorKind::interrupted, "interrupted while writing rows",
                  "nothing was left behind");
    return done;
  }

  const Job& job_;
  synthesis::Rows made_;
  std::string folder_;
  world::World& world_;
  std::uint64_t bytes_ = 0, rows_ = 0;
};

}  // namespace

Result<void> to_folder(const Job& job, const std::string& named, world::World& world,
                       report::Report& report) {
  std::string folder = named;
  while (folder.size() > 1 && folder.ends_with('/'))
    folder.pop_back();
  if (auto place = check_place(job, folder, world); !place) return place;
  // Beside its place, and renamed when it is whole.
  const std::string partial = folder + ".partial";
  if (world.exists(partial))
    return fail(ErrorKind::usage, partial + " is in the way",
                "remove it, if no other mimar synthesize is writing it");
  const Result<std::uint64_t> bytes = FolderWriter(job, partial, world).write();
  Result<void> placed = bytes ? Result<void>() : fail(bytes.error());
  if (placed && world.exists(folder)) placed = world.remove_all(folder);  // it is empty
  if (placed) placed = world.rename(partial, folder);
  if (!placed) {
    static_cast<void>(world.remove_all(partial));  // the first error is the one to tell
    return placed;
  }
  report.notes.push_back(text::bytes(*bytes) + " of rows written to " + folder +
                         "; load them with: psql DATABASE -f " + folder + "/load.sql");
  if (job.form == Form::csv)
    report.notes.back() = text::bytes(*bytes) + " of rows written to " + folder +
                          "; load them with: cd " + folder + " && psql DATABASE -f load.sql";
  return {};
}

}  // namespace mimar::ops::synthesize
