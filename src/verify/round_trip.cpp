#include "verify/round_trip.h"

#include <fmt/core.h>

#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "read/postgres/reader.h"

namespace mimar::verify {
namespace {

using evidence::Evidence;
using evidence::Verdict;
using evidence::Witness;

constexpr std::size_t shown_differences = 10;

// What a server made of some SQL: the database it then had, or why it refused.
struct Execution {
  std::optional<model::Database> database;
  Error refusal;
  std::vector<std::string> notes;  // what the server was not given
};

bool is_refusal(const Error& error) {
  return error.kind == ErrorKind::database || error.kind == ErrorKind::input ||
         error.kind == ErrorKind::unsupported;
}

Result<Execution> execute(scratch::Scratch& scratch,
                          const std::vector<read::sql_files::File>& files, std::string_view hint) {
  Result<scratch::Database> database = scratch.create_database(hint);
  if (!database) return fail(std::move(database.error()));
  for (const read::sql_files::File& file : files) {
    Result<void> done = database->run_script(file.text, file.path);
    if (done) {
      // To the reader each file is a session of its own: what one sets does not reach the next.
      if (auto reset = database->owner().execute("RESET ALL"); !reset)
        return fail(std::move(reset.error()));
      continue;
    }
    if (!is_refusal(done.error())) return fail(std::move(done.error()));
    return Execution{std::nullopt, std::move(done.error()), database->notes()};
  }
  // A connection of our own: what the script set for its session must not colour the reading.
  Result<engine::postgres::Connection> connection = database->connect();
  if (!connection) return fail(std::move(connection.error()));
  Result<read::postgres::Reading> live = read::postgres::read(*connection);
  if (live) return Execution{std::move(live->database), {}, database->notes()};
  if (!is_refusal(live.error())) return fail(std::move(live.error()));
  return Execution{std::nullopt, std::move(live.error()), database->notes()};
}

std::string told(const Error& error) {
  std::string place;
  if (error.where) place = fmt::format("{}:{}: ", error.where->file, error.where->line);
  const std::string state = error.sqlstate.empty() ? "" : " (SQLSTATE " + error.sqlstate + ")";
  return place + error.message + state;
}

std::string told(const model::Difference& difference) {
  return fmt::format("{}: {}: {} <> {}", difference.object, difference.what, difference.left,
                     difference.right);
}

std::string told(const std::vector<model::Difference>& differences) {
  std::string lines;
  for (std::size_t i = 0; i < differences.size() && i < shown_differences; ++i)
    lines += (i == 0 ? "" : "\n") + told(differences[i]);
  if (differences.size() > shown_differences)
    lines += fmt::format("\n... and {} more", differences.size() - shown_differences);
  return lines;
}

std::string object_counts(const model::Database& database) {
  const model::Objects& objects = database.objects();
  std::size_t columns = 0, constraints = 0, indexes = 0;
  for (const model::Table& table : objects.tables) {
    columns += table.columns.size();
    constraints += table.uniques.size() + table.foreign_keys.size() + table.checks.size() +
                   (table.primary_key ? 1 : 0);
    indexes += table.indexes.size();
  }
  return text::join(
      {text::count(objects.tables.size(), "table"), text::count(columns, "column"),
       text::count(constraints, "constraint"), text::count(indexes, "index", "indexes"),
       text::count(objects.views.size(), "view"), text::count(objects.sequences.size(), "sequence"),
       text::count(objects.enums.size(), "enum"),
       text::count(objects.opaques.size(), "opaque object")},
      ", ");
}

void observe(Evidence& item, Witness witness, std::string what, std::string output) {
  item.observations.push_back({witness, std::move(what), std::move(output)});
}

void judge(Evidence& item, const model::Comparison& comparison, const model::Database& live) {
  if (!comparison.differences.empty()) {
    item.verdict = Verdict::refuted;
    item.reason = text::count(comparison.differences.size(), "difference") +
                  ", the first: " + told(comparison.differences.front());
  } else if (!comparison.could_not_check.empty()) {
    item.verdict = Verdict::could_not_check;
    item.reason = fmt::format("{} of {} could not be compared without a server",
                              text::count(comparison.could_not_check.size(), "expression"),
                              comparison.expressions);
  } else if (!live->incomplete.empty()) {
    item.verdict = Verdict::could_not_check;
    item.reason = "the live reading is incomplete: " + live->incomplete.front();
  } else {
    item.verdict = Verdict::confirmed;
  }
}

void record(Evidence& item, const model::Comparison& comparison, const model::Database& live,
            std::string_view opaques) {
  observe(item, Witness::catalog, "objects in the live database", object_counts(live));
  observe(item, Witness::catalog, "expressions compared in their comparison form",
          fmt::format("{}, of which {} could not be checked", comparison.expressions,
                      comparison.could_not_check.size()));
  observe(item, Witness::catalog, fmt::format("opaque objects compared {}", opaques),
          std::to_string(comparison.opaques_compared));
  if (!comparison.differences.empty())
    observe(item, Witness::catalog, "differences", told(comparison.differences));
  if (!comparison.could_not_check.empty())
    observe(item, Witness::catalog, "could not check", told(comparison.could_not_check));
  if (!live->incomplete.empty())
    observe(item, Witness::catalog, "not read from the live database",
            text::join(live->incomplete, "\n"));
  judge(item, comparison, live);
}

void record_refusal(Evidence& item, Verdict verdict, std::string what, const Error& error) {
  item.verdict = verdict;
  item.reason = "the server refused " + std::move(what) + ": " + told(error);
  observe(item, Witness::execution, "the server's answer", told(error));
}

std::string shell_quoted(const std::string& word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/._-+:@%,=").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  return "'" + text::replace_all(word, "'", "'\\''") + "'";
}

Evidence claim(std::string sentence, const read::Reading& reading,
               const scratch::Scratch& scratch) {
  Evidence item;
  item.claim = std::move(sentence);
  item.server_version = scratch.server_version();
  item.command = "mimar inspect";
  for (const read::Input& input : reading.inputs)
    item.command += " " + shell_quoted(input.path);
  item.command += " --verify";
  return item;
}

// Fills the first claim and returns the live database, when there is one.
Result<std::optional<model::Database>> check_static(const read::Reading& reading,
                                                    scratch::Scratch& scratch, RoundTrip& result) {
  Evidence item =
      claim("Read without a server, the source is the database that PostgreSQL makes of it",
            reading, scratch);
  Result<Execution> source = execute(scratch, reading.files, "source");
  if (!source) return fail(std::move(source.error()));
  if (source->database) {
    result.static_live = model::compare(reading.database, *source->database);
    record(item, result.static_live, *source->database, "by kind and name, not by body");
    if (!source->notes.empty())
      observe(item, Witness::execution, "passed over, as it concerns the server and not the schema",
              text::join(source->notes, "\n"));
  } else {
    record_refusal(item, Verdict::could_not_check, "the source", source->refusal);
  }
  result.evidence.push_back(std::move(item));
  return std::move(source->database);
}

Result<void> check_ddl(const read::Reading& reading, const std::optional<model::Database>& live,
                       scratch::Scratch& scratch, RoundTrip& result) {
  Evidence item = claim("The DDL that Mimar emits builds the same database", reading, scratch);
  Result<Execution> ours =
      execute(scratch, {{"emitted DDL", emit::ddl::emit(reading.database)}}, "emitted");
  if (!ours) return fail(std::move(ours.error()));
  const bool both_live = live.has_value() || reading.files.empty();
  const model::Database& expected = live ? *live : reading.database;
  if (ours->database) {
    result.ddl_live = both_live ? model::compare_live(expected, *ours->database)
                                : model::compare(expected, *ours->database);
    record(item, result.ddl_live, *ours->database,
           both_live ? "by kind, name and definition" : "by kind and name, not by body");
    if (item.verdict == Verdict::confirmed && reading.files.empty() &&
        !expected->incomplete.empty()) {
      item.verdict = Verdict::could_not_check;
      item.reason = "the source was not read completely: " + expected->incomplete.front();
    }
  } else {
    record_refusal(item, Verdict::refuted, "our DDL", ours->refusal);
  }
  result.evidence.push_back(std::move(item));
  return {};
}

}  // namespace

Result<RoundTrip> round_trip(const read::Reading& reading, scratch::Scratch& scratch) {
  RoundTrip result;
  std::optional<model::Database> live;
  if (!reading.files.empty()) {
    Result<std::optional<model::Database>> source = check_static(reading, scratch, result);
    if (!source) return fail(std::move(source.error()));
    live = std::move(*source);
  }
  if (Result<void> done = check_ddl(reading, live, scratch, result); !done)
    return fail(std::move(done.error()));
  return result;
}

}  // namespace mimar::verify
