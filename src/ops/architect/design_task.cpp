// The kind of task that asks for a database from words.
#include "base/digest.h"
#include "base/text.h"
#include "ops/architect/format.h"
#include "ops/architect/kinds.h"
#include "ops/architect/sections.h"
#include "ops/architect/server.h"
#include "ops/architect/task_brief.h"
#include "ops/design/designing.h"
#include "ops/design/pages.h"

namespace mimar::ops::architect {
namespace {

constexpr std::uint64_t most_rows = 20000;  // enough for an index to be worth it
constexpr int oldest = 15, newest = 18;

Result<design::Brief> read(TaskBrief& from, const Task& task) {
  if (text::trim(from.markdown).empty())
    return fail(ErrorKind::input,
                "the task asks for a design, and says nothing about what the database is to hold",
                "write sentences under `Information:` (\"A project has many milestones.\"), or "
                "name a brief under `Files:`; mimar design --help shows what one looks like");
  auto brief = design::read_brief(from.markdown, "brief.md");
  if (!brief) return fail(brief.error());
  if (brief->model.name.empty()) brief->model.name = std::string(text::trim(task.description));
  place_in_task(from, *brief);
  return brief;
}

Result<designing::Wanted> wanted_of(const Request& request, world::World& world) {
  designing::Wanted wanted;
  wanted.policy = request.policy;
  wanted.rules = request.rules;
  wanted.rows = std::min(request.rows_cap, most_rows);
  wanted.seed = request.seed;
  wanted.command = request.command;
  const auto stated = stated_version(request.task);
  if (!stated) return fail(stated.error());
  if (*stated && **stated < oldest)
    return fail(ErrorKind::unsupported,
                fmt::format("Mimar designs for PostgreSQL {} to {}, and the task states {}", oldest,
                            newest, **stated),
                "name a later version under `Database:`");
  if (*stated) wanted.policy.version = **stated;
  wanted.server = choose_server(request.server, *stated, world);
  return wanted;
}

// What the task asks for and a design does not weigh.
void note_the_rest(const Task& task, designing::Design& design) {
  for (const Item& item : task.avoid)
    design.unresolved.push_back("Avoid: «" + item.text +
                                "» is not understood for a design; conventions are set in [design] "
                                "of mimar.toml");
  std::vector<std::string> questions;
  static_cast<void>(read_format(task.format, questions));
  std::vector<std::string> unknown;
  static_cast<void>(choose_sections(task.include, unknown));
  for (const std::string& item : unknown)
    questions.push_back("Include: «" + item + "» names no part of the report");
  design.unresolved.insert(design.unresolved.end(), questions.begin(), questions.end());
}

}  // namespace

Result<report::Report> design_from_words(const Request& request, world::World& world) {
  auto from = task_brief(request.task, request.folder, world);
  if (!from) return fail(from.error());
  auto brief = read(*from, request.task);
  if (!brief) return fail(brief.error());
  const auto wanted = wanted_of(request, world);
  if (!wanted) return fail(wanted.error());
  auto design = designing::make(std::move(*brief), "brief.md", *wanted, world);
  if (!design) return fail(design.error());
  design->assumed = from->assumed;
  note_the_rest(request.task, *design);
  if (auto proven = designing::prove(*design, *wanted, world); !proven) return fail(proven.error());
  report::Report report;
  report.operation = "architect";
  for (const auto& [path, text] : from->inputs)
    report.inputs.push_back({path, sha256_hex(text)});
  designing::describe(*design, request.command, report);
  for (std::size_t i = 0; i < report.evidence.size(); ++i)
    report.evidence[i].command = request.command + " --claim E" + std::to_string(i + 1);
  report.artefact = false;
  report.files.push_back({"brief.md", from->markdown});
  report.files.push_back({"report.json", report::render(report, report::Format::json)});
  return report;
}

bool asks_for_words(const Task& task) {
  return asks_for_design(task) && is_brief_only(task);
}

}  // namespace mimar::ops::architect
