#include "verify/each_file.h"

#include <set>
#include <utility>

#include <fmt/core.h>

#include "base/text.h"
#include "read/execution.h"
#include "verify/comparison_evidence.h"

namespace mimar::verify {
namespace {

using evidence::Verdict;
using evidence::Witness;

using Key = std::pair<std::string, std::string>;  // object, what differs about it

// Of `now` what `before` does not have; `before` becomes `now`. One difference is told once,
// however its two sides change while it lasts.
std::vector<model::Difference> news(const std::vector<model::Difference>& now,
                                    std::set<Key>& before) {
  std::set<Key> keys;
  std::vector<model::Difference> result;
  for (const model::Difference& one : now) {
    const Key key{one.object, one.what};
    if (!before.contains(key)) result.push_back(one);
    keys.insert(key);
  }
  before = std::move(keys);
  return result;
}

class Walk {
 public:
  Walk(EachFile& result, scratch::Database& database) : result_(result), database_(database) {}

  Result<void> step(const read::sql_files::File& file) {
    if (auto applied = history_.apply(file); !applied) return fail(std::move(applied.error()));
    Result<read::sql_files::Reading> ours = history_.state();
    if (!ours) return fail(std::move(ours.error()));
    if (auto done = read::execute_file(database_, file); !done)
      return fail(std::move(done.error()));
    Result<model::Database> live = read::read_live(database_);
    if (!live) return fail(std::move(live.error()));
    record(file.path, ours->database,
           model::compare(ours->database, read::with_event_triggers_of(ours->database, *live)));
    return {};
  }

 private:
  void record(const std::string& file, const model::Database& ours,
              const model::Comparison& comparison) {
    FileStep step;
    step.file = file;
    step.differences = news(comparison.differences, differences_);
    step.could_not_check = news(comparison.could_not_check, could_not_check_);
    step.expressions = comparison.expressions;
    step.unresolved = comparison.could_not_check.size();
    for (const std::string& note : ours->incomplete)
      if (incomplete_.insert(note).second) step.incomplete.push_back(note);
    result_.steps.push_back(std::move(step));
  }

  EachFile& result_;
  scratch::Database& database_;
  read::sql_files::History history_;
  std::set<Key> differences_, could_not_check_;
  std::set<std::string> incomplete_;
};

struct Figures {
  std::size_t equal = 0, different = 0, unresolved = 0, named = 0, unexplained = 0;
  std::size_t expressions = 0, unresolved_expressions = 0;
};

Figures count(const std::vector<FileStep>& steps) {
  Figures figures;
  for (const FileStep& step : steps) {
    figures.equal += step.equal() ? 1 : 0;
    figures.different += step.differences.empty() ? 0 : 1;
    figures.unexplained += !step.differences.empty() && step.incomplete.empty() ? 1 : 0;
    figures.unresolved += step.could_not_check.empty() ? 0 : 1;
    figures.named += step.incomplete.empty() ? 0 : 1;
    figures.expressions += step.expressions;
    figures.unresolved_expressions += step.unresolved;
  }
  return figures;
}

template <class List>
std::string lines(const std::vector<FileStep>& steps, List FileStep::*list) {
  std::string text;
  for (const FileStep& step : steps) {
    for (const auto& one : step.*list) {
      if constexpr (std::is_same_v<List, std::vector<std::string>>)
        text += step.file + ": " + one + '\n';
      else
        text += step.file + ": " + told(one) + '\n';
    }
  }
  if (!text.empty()) text.pop_back();
  return text;
}

void judge(EachFile& result, std::size_t files, const std::vector<std::string>& left_out) {
  evidence::Evidence& item = result.evidence;
  const Figures figures = count(result.steps);
  const auto look = [&](const char* what, std::string text) {
    if (!text.empty()) observe(item, Witness::catalog, what, std::move(text));
  };
  observe(
      item, Witness::catalog, "files after which both readings were compared",
      fmt::format("{} of {}; {} brought no difference", result.steps.size(), files, figures.equal));
  observe(item, Witness::catalog, "expressions compared in their comparison form",
          fmt::format("{}, of which {} could not be checked", figures.expressions,
                      figures.unresolved_expressions));
  look("differences, at the file that brought them", lines(result.steps, &FileStep::differences));
  look("could not check", lines(result.steps, &FileStep::could_not_check));
  look("what only executing the files can tell", lines(result.steps, &FileStep::incomplete));
  if (figures.different > 0) {
    item.verdict = figures.unexplained > 0 ? Verdict::refuted : Verdict::could_not_check;
    item.reason = text::count(figures.different, "file") + " brought differences";
  } else if (figures.unresolved > 0) {
    item.verdict = Verdict::could_not_check;
    item.reason = text::count(figures.unresolved, "file") +
                  " brought expressions that could not be compared without a server";
  } else {
    item.verdict = Verdict::confirmed;
  }
  not_executed(item, left_out);
}

}  // namespace

Result<EachFile> each_file(const read::Reading& reading, scratch::Scratch& scratch,
                           world::World& world) {
  EachFile result;
  result.evidence = claim("After every single file, what was read without a server is the database",
                          reading, scratch);
  result.evidence.command += " --each";
  Result<scratch::Database> database = scratch.create_database("each");
  if (!database) return fail(std::move(database.error()));
  Walk walk(result, *database);
  std::optional<Error> refusal;
  world.progress().begin("files", reading.files.size());
  for (const read::sql_files::File& file : reading.files) {
    if (world.interrupted()) return fail(ErrorKind::interrupted, "interrupted");
    if (auto done = walk.step(file); !done) {
      if (!read::is_refusal(done.error())) return fail(std::move(done.error()));
      refusal = std::move(done.error());
      break;
    }
    world.progress().advance(result.steps.size());
  }
  world.progress().end();
  judge(result, reading.files.size(), database->left_out());
  if (refusal && result.evidence.verdict != Verdict::refuted)
    record_refusal(result.evidence, Verdict::could_not_check,
                   reading.files[result.steps.size()].path, *refusal);
  return result;
}

}  // namespace mimar::verify
