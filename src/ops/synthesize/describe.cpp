#include <nlohmann/json.hpp>

#include "base/text.h"
#include "ops/synthesize/synthesize.h"

namespace mimar::ops::synthesize {
namespace {

struct Line {
  std::string table, wanted, made, limit;
};

std::uint64_t rows_asked(const Job& job, const model::Name& table) {
  const auto wanted = job.wanted.tables.find(table);
  return wanted == job.wanted.tables.end() ? 0 : wanted->second.rows;
}

std::vector<Line> lines(const Job& job) {
  std::vector<Line> result;
  for (const synthesis::TablePlan& table : job.plan.tables) {
    const std::uint64_t asked = rows_asked(job, table.table);
    result.push_back({table.table.text(), text::thousands(asked), text::thousands(table.rows),
                      table.rows < asked ? table.limited_by : ""});
  }
  return result;
}

std::string as_text(const std::vector<Line>& lines) {
  std::size_t name = 5, number = 4;
  for (const Line& line : lines) {
    name = std::max(name, line.table.size());
    number = std::max(number, std::max(line.made.size(), line.wanted.size()));
  }
  std::string result = fmt::format("{:<{}}  {:>{}}  {:>{}}  limited by\n", "table", name, "wanted",
                                   std::max<std::size_t>(number, 6), "rows", number);
  for (const Line& line : lines)
    result += std::string(text::trim(fmt::format("{:<{}}  {:>{}}  {:>{}}  {}", line.table, name,
                                                 line.wanted, std::max<std::size_t>(number, 6),
                                                 line.made, number, line.limit))) +
              '\n';
  return result;
}

std::string as_markdown(const std::vector<Line>& lines) {
  std::string result = "| Table | Wanted | Rows | Limited by |\n|---|---:|---:|---|\n";
  for (const Line& line : lines)
    result +=
        "| " + line.table + " | " + line.wanted + " | " + line.made + " | " + line.limit + " |\n";
  return result;
}

std::string as_json(const Job& job) {
  using Json = nlohmann::ordered_json;
  Json tables = Json::array();
  for (const synthesis::TablePlan& table : job.plan.tables)
    tables.push_back({{"table", table.table.text()},
                      {"wanted", rows_asked(job, table.table)},
                      {"rows", table.rows},
                      {"limited_by", table.limited_by}});
  return Json{{"seed", job.seed}, {"tables", std::move(tables)}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
}

// What INSERT could not do, or would do besides.
void note_what_is_taken_down(const Job& job, report::Report& report) {
  for (const synthesis::LateForeignKey& late : job.plan.late) {
    const model::Table* table = model::find_table(job.database, late.table);
    if (table == nullptr) continue;
    for (const model::ForeignKey& key : table->foreign_keys)
      if (key.name == late.constraint && !key.deferrable)
        report.notes.push_back(
            late.table.text() + ": foreign key " + key.name +
            " closes a circle of required references and is not deferrable: no "
            "INSERT can begin it; it is dropped before the rows and added after");
  }
  std::vector<std::string> triggers;
  for (const model::Trigger* trigger : model::all<model::Trigger>(job.database))
    if (trigger->on_insert && model::find_table(job.database, trigger->table) != nullptr)
      triggers.push_back(trigger->table.text() + "." + trigger->name);
  if (!triggers.empty())
    report.notes.push_back(text::count(triggers.size(), "trigger on INSERT", "triggers on INSERT") +
                           " off while rows are loaded; what would be rejected, changed or added "
                           "is not seen: " +
                           text::join(triggers, ", "));
}

}  // namespace

void describe(const Job& job, report::Report& report) {
  const std::vector<Line> all = lines(job);
  report.payload_text = as_text(all);
  report.payload_markdown = as_markdown(all);
  report.payload_json = as_json(job);
  report.notes.insert(report.notes.end(), job.plan.not_filled.begin(), job.plan.not_filled.end());
  report.notes.insert(report.notes.end(), job.plan.not_kept.begin(), job.plan.not_kept.end());
  note_what_is_taken_down(job, report);
}

}  // namespace mimar::ops::synthesize
