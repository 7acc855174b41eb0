// The review of an existing schema and its queries: gather, check, measure, propose, rehearse,
// render.
#include <algorithm>

#include "base/text.h"
#include "check/check.h"
#include "emit/ddl/ddl.h"
#include "emit/erd/erd.h"
#include "model/json.h"
#include "model/kinds.h"
#include "ops/architect/format.h"
#include "ops/architect/inputs.h"
#include "ops/architect/kinds.h"
#include "ops/architect/measure.h"
#include "ops/architect/prior.h"
#include "ops/architect/proposals.h"
#include "ops/architect/questions.h"
#include "ops/architect/sections.h"
#include "ops/architect/server.h"
#include "ops/architect/shell.h"
#include "verify/round_trip.h"

namespace mimar::ops::architect {
namespace {

// One claim that says it for all others.
void note_version_gap(Architecture& architecture, std::optional<int> stated,
                      const std::string& command) {
  architecture.version_gap = version_gap(architecture.server_version, stated);
  if (architecture.version_gap.empty()) return;
  evidence::Evidence evidence;
  evidence.claim =
      fmt::format("what was executed holds for PostgreSQL {}, which the task states", *stated);
  evidence.verdict = evidence::Verdict::could_not_check;
  evidence.reason = architecture.version_gap;
  evidence.command = command;
  evidence.server_version = architecture.server_version;
  evidence.observations.push_back(
      {evidence::Witness::execution, "version of the scratch server", architecture.server_version});
  architecture.evidence.push_back(std::move(evidence));
}

void could_not_start(Architecture& architecture, const Error& error, const std::string& command) {
  for (const char* claim :
       {"reading the schema statically gives what PostgreSQL makes of it",
        "every given query runs on the schema",
        "the proposed steps run on the schema, and their rollbacks restore it"}) {
    evidence::Evidence evidence;
    evidence.claim = claim;
    evidence.verdict = evidence::Verdict::could_not_check;
    evidence.reason = error.message;
    evidence.command = command;
    architecture.evidence.push_back(std::move(evidence));
  }
  for (Proposal& proposal : architecture.proposals)
    proposal.refused = "no server was available to rehearse it on: " + error.message;
  architecture.notes.push_back("Nothing was executed: " + error.message +
                               (error.hint.empty() ? "" : " (" + error.hint + ")"));
}

Result<void> prove(Architecture& architecture, const Inputs& inputs, const Request& request,
                   scratch::Scratch& scratch, world::World& world) {
  architecture.server_version = scratch.server_version();
  note_version_gap(architecture, request.stated_version, request.command);
  world.progress().begin("comparing the schema with what PostgreSQL makes of it", 0);
  Result<verify::RoundTrip> round_trip = verify::round_trip(inputs.schema, scratch);
  world.progress().end();
  if (!round_trip) return fail(std::move(round_trip.error()));
  const bool named = request.server.empty() || !inputs.schema.read_with.empty();
  const std::string server = named ? "" : " --server " + shell_word(request.server);
  for (evidence::Evidence& evidence : round_trip->evidence) {
    // `inspect` takes one source; several are shown again as a claim of this review.
    evidence.command = inputs.source.empty() ? request.command
                                             : "mimar inspect " + shell_word(inputs.source) +
                                                   inputs.schema.read_with + " --verify" + server;
    architecture.evidence.push_back(std::move(evidence));
  }
  Result<scratch::Database> database = scratch.create_database("review");
  if (!database) return fail(std::move(database.error()));
  if (auto measured = measure(architecture, *database, {request.rows_cap, request.seed},
                              request.command, world);
      !measured)
    return measured;
  propose(architecture, request.rules);
  if (auto derived = derive_rollbacks(architecture, scratch, world); !derived) return derived;
  return rehearse(architecture, *database, request.rules, request.command, world);
}

bool defines_nothing(const model::Database& database) {
  return database->tables.empty() && database->views.empty() && database->enums.empty() &&
         database->sequences.empty() && database->others.empty() &&
         model::count_defined(database).empty();
}

scratch::Options on(const std::string& server) {
  scratch::Options options;
  options.binaries = server;
  return options;
}

void number_commands(Architecture& architecture) {
  for (std::size_t i = 0; i < architecture.evidence.size(); ++i) {
    std::string& command = architecture.evidence[i].command;
    if (command.starts_with("mimar architect")) command += " --claim E" + std::to_string(i + 1);
  }
}

std::string comment(const std::string& text) {
  return "-- " + text::replace_all(text, "\n", "\n-- ") + '\n';
}

// What the rehearsal did not confirm, where nobody who runs the file overlooks it.
std::string file_head(const Architecture& architecture) {
  std::string head;
  if (!architecture.steps_trouble.empty())
    head += comment("WARNING: on scratch the steps did not do all they are for: " +
                    architecture.steps_trouble);
  if (!architecture.rollback_trouble.empty())
    head += comment("WARNING: on scratch the way back was not proven to restore everything: " +
                    architecture.rollback_trouble);
  return head.empty() ? head : head + '\n';
}

std::string migration_file(const Architecture& architecture, bool up) {
  std::string sql;
  for (const Proposal& proposal : architecture.proposals) {
    if (!proposal.refused.empty()) continue;
    std::string step = comment(proposal.object + " [" + proposal.cause + "]");
    for (const std::string& warning : proposal.warnings)
      step += comment("WARNING: " + warning);
    step += (up ? proposal.up : proposal.down) + '\n';
    sql = up ? sql + step : step + sql;
  }
  return sql.empty() ? sql : file_head(architecture) + sql;
}

void add_file(Architecture& architecture, report::Report& report, std::string path,
              std::string content, const std::string& purpose) {
  if (content.empty()) return;
  architecture.files.push_back("`" + path + "`: " + purpose);
  report.files.push_back({std::move(path), std::move(content)});
}

Result<void> add_files(Architecture& architecture, const OutputFormat& format,
                       report::Report& report) {
  architecture.files.emplace_back("`report.md`: this report");
  architecture.files.emplace_back(
      "`report.json`: the same facts for programs; name it under `Prior Results` to compare the "
      "next review with this one");
  if (format.svg) {
    Result<std::string> svg = emit::erd::svg(architecture.database);
    if (!svg) return fail(std::move(svg.error()));
    add_file(architecture, report, "erd.svg", std::move(*svg), "the entity-relationship diagram");
    architecture.erd_svg = true;
  }
  if (format.mermaid) architecture.erd_mermaid = emit::erd::mermaid(architecture.database);
  if (format.sarif)
    architecture.files.emplace_back("`report.sarif`: the findings for code scanners");
  if (format.sql)
    add_file(architecture, report, "schema.sql", emit::ddl::emit(architecture.database),
             "the schema as it is, as clean DDL");
  add_file(architecture, report, "migrations/review.up.sql", migration_file(architecture, true),
           "the proposed steps");
  add_file(architecture, report, "migrations/review.down.sql", migration_file(architecture, false),
           "their rollbacks, in reverse order");
  return {};
}

}  // namespace

Result<report::Report> review(const Request& asked, world::World& world) {
  const Result<std::optional<int>> stated = stated_version(asked.task);
  if (!stated) return fail(stated.error());
  Request request = asked;
  request.stated_version = *stated;
  request.server = choose_server(asked.server, *stated, world);
  Result<Inputs> inputs = read_inputs(request.task.files, request.folder, request.server, world);
  if (!inputs) return fail(std::move(inputs.error()));
  if (defines_nothing(inputs->schema.database))
    return fail(ErrorKind::input,
                "the files under `Files` define nothing: there is nothing to review",
                "name the files with the CREATE TABLE statements");
  Architecture architecture;
  architecture.task = request.task;
  architecture.database = inputs->schema.database;
  architecture.queries = inputs->queries;
  architecture.notes = inputs->schema.notes;
  if (asks_for_design(request.task))
    architecture.caveats.emplace_back(
        "The task asks to design a database and names one: this is a review of what `Files` "
        "defines, and nothing of what the task asks for is in it. Leave `Files` out, or name a "
        "brief there, for a design from words.");
  architecture.scale = read_scale(request.task.scale, architecture.database);
  architecture.scale.rows.tables.insert(inputs->schema.statistics.tables.begin(),
                                        inputs->schema.statistics.tables.end());
  check::Outcome outcome = check::check(
      {architecture.database, architecture.queries, &architecture.scale.rows}, request.rules);
  architecture.findings = std::move(outcome.findings);
  architecture.ignored = std::move(outcome.ignored);
  Result<Prior> prior =
      read_prior(request.task.prior_results, request.folder, architecture.findings, world);
  if (!prior) return fail(std::move(prior.error()));
  architecture.prior = std::move(*prior);

  Result<scratch::Scratch> scratch = scratch::Scratch::start(world, on(request.server));
  if (scratch) {
    if (auto proved = prove(architecture, *inputs, request, *scratch, world); !proved)
      return fail(std::move(proved.error()));
  } else if (scratch.error().kind == ErrorKind::environment) {
    propose(architecture, request.rules);
    could_not_start(architecture, scratch.error(), request.command);
  } else {
    return fail(std::move(scratch.error()));
  }
  number_commands(architecture);

  report::Report report;
  report.operation = "architect";
  for (const read::Input& input : inputs->schema.inputs)
    report.inputs.push_back({input.path, input.digest});
  architecture.questions = open_questions(architecture);
  const OutputFormat format = read_format(request.task.format, architecture.questions);
  std::vector<std::string> unknown_sections;
  const std::vector<const Section*> chosen =
      choose_sections(request.task.include, unknown_sections);
  for (const std::string& item : unknown_sections)
    architecture.questions.push_back("Include: \"" + item +
                                     "\" names no section of the report; which one is meant?");
  if (auto added = add_files(architecture, format, report); !added)
    return fail(std::move(added.error()));
  report.payload_markdown = render_report(architecture, chosen);
  report.payload_text = report.payload_markdown;
  report.payload_json = model::to_json(architecture.database);
  report.findings = std::move(architecture.findings);
  report.evidence = std::move(architecture.evidence);
  report.notes = std::move(architecture.notes);
  report.files.insert(report.files.begin(), {"report.md", report.payload_markdown});
  report.files.push_back({"report.json", report::render(report, report::Format::json)});
  if (format.sarif)
    report.files.push_back({"report.sarif", report::render(report, report::Format::sarif)});
  return report;
}

}  // namespace mimar::ops::architect
