#include "verify/round_trip.h"

#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "read/execution.h"
#include "verify/comparison_evidence.h"
#include "verify/dump.h"

namespace mimar::verify {
namespace {

using evidence::Evidence;
using evidence::Verdict;
using evidence::Witness;

// Fills the first claim and returns what the server made of the source.
Result<read::Execution> check_static(const read::Reading& reading, scratch::Scratch& scratch,
                                     RoundTrip& result) {
  Evidence item =
      claim("Read without a server, the source is the database that PostgreSQL makes of it",
            reading, scratch);
  Result<read::Execution> source =
      read::execute(scratch, reading.files, "source", read::Dump::take);
  if (!source) return fail(std::move(source.error()));
  if (source->database) {
    source->database = read::with_event_triggers_of(reading.database, *source->database);
    result.static_live = model::compare(reading.database, *source->database);
    record(item, result.static_live, *source->database, "by kind and name, not by body");
    excuse(item, reading.database);
    if (!source->notes.empty())
      observe(item, Witness::execution, "passed over, as it concerns the server and not the schema",
              text::join(source->notes, "\n"));
  } else {
    record_refusal(item, Verdict::could_not_check, "the source", source->refusal);
  }
  not_executed(item, source->left_out);
  result.evidence.push_back(std::move(item));
  return source;
}

// A server without the extension, or one that refused the source for the same reason, says nothing
// of our DDL.
bool says_nothing(const Error& of_ours, const Error& of_source) {
  return of_ours.sqlstate == "0A000" ||
         (!of_ours.sqlstate.empty() && of_ours.sqlstate == of_source.sqlstate);
}

// Fills the second claim and returns what the server made of our DDL.
Result<read::Execution> check_ddl(const read::Reading& reading, const read::Execution& source,
                                  scratch::Scratch& scratch, RoundTrip& result) {
  const std::optional<model::Database>& live = source.database;
  Evidence item = claim("The DDL that Mimar emits builds the same database", reading, scratch);
  Result<read::Execution> ours = read::execute(
      scratch, {{"emitted DDL", emit::ddl::emit(reading.database)}}, "emitted", read::Dump::take);
  if (!ours) return fail(std::move(ours.error()));
  const bool both_live = live.has_value() || reading.files.empty();
  const model::Database& expected = live ? *live : reading.database;
  if (ours->database) {
    ours->database = read::with_event_triggers_of(expected, *ours->database);
    result.ddl_live = both_live ? model::compare_live(expected, *ours->database)
                                : model::compare(expected, *ours->database);
    record(item, result.ddl_live, *ours->database,
           both_live ? "by kind, name and definition" : "by kind and name, not by body");
    if (live) excuse(item, reading.database);
    if (item.verdict == Verdict::confirmed && reading.files.empty() &&
        !expected->incomplete.empty()) {
      item.verdict = Verdict::could_not_check;
      item.reason = "the source was not read completely: " + expected->incomplete.front();
    }
  } else {
    const bool nothing = says_nothing(ours->refusal, source.refusal);
    record_refusal(item, nothing ? Verdict::could_not_check : Verdict::refuted, "our DDL",
                   ours->refusal);
    if (live) excuse(item, reading.database);
  }
  not_executed(item, source.left_out);
  result.evidence.push_back(std::move(item));
  return ours;
}

// The third claim, where pg_dump could see both databases.
void check_dumps(const read::Reading& reading, const read::Execution& source,
                 const read::Execution& ours, const scratch::Scratch& scratch, RoundTrip& result) {
  if (!source.dump || !ours.dump) return;
  Evidence item = claim("pg_dump writes the same entries of both databases", reading, scratch);
  record_dumps(item, *source.dump, *ours.dump);
  excuse(item, reading.database);
  not_executed(item, source.left_out);
  result.evidence.push_back(std::move(item));
}

// What pg_dump says of a live source. Why it could not, if so, is a claim that was not checked: our
// own reader would be the only witness of what it sees.
Result<void> dump_source(const std::string& url, const read::Reading& reading,
                         scratch::Scratch& scratch, read::Execution& source, read::Execution& ours,
                         RoundTrip& result) {
  Result<std::optional<std::string>> dumped = scratch.dump(url);
  if (dumped) {
    source.dump = std::move(*dumped);
    // Where it does not own it is named in our DDL, too.
    for (std::optional<std::string>* dump : {&source.dump, &ours.dump})
      if (*dump) **dump = with_owner_called(**dump, reading.database->owner);
    if (!source.dump && !result.evidence.empty())
      observe(result.evidence.back(), Witness::dump, "no further witness",
              "there is no pg_dump of the server's version here");
    return {};
  }
  if (dumped.error().kind == ErrorKind::interrupted) return fail(std::move(dumped.error()));
  Evidence item = claim("pg_dump writes the same entries of both databases", reading, scratch);
  item.verdict = Verdict::could_not_check;
  item.reason = std::string(text::trim(dumped.error().message));
  result.evidence.push_back(std::move(item));
  return {};
}

}  // namespace

Result<RoundTrip> round_trip(const read::Reading& reading, scratch::Scratch& scratch,
                             const std::string& url) {
  RoundTrip result;
  read::Execution source;
  if (!reading.files.empty()) {
    Result<read::Execution> executed = check_static(reading, scratch, result);
    if (!executed) return fail(std::move(executed.error()));
    source = std::move(*executed);
  }
  Result<read::Execution> ours = check_ddl(reading, source, scratch, result);
  if (!ours) return fail(ours.error());
  if (!url.empty()) {
    if (auto dumped = dump_source(url, reading, scratch, source, *ours, result); !dumped)
      return fail(std::move(dumped.error()));
  }
  check_dumps(reading, source, *ours, scratch, result);
  return result;
}

}  // namespace mimar::verify
