#include "verify/comparison_evidence.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "model/kinds.h"

namespace mimar::verify {

using evidence::Evidence;
using evidence::Verdict;
using evidence::Witness;

namespace {

constexpr std::size_t shown_differences = 10;

std::string object_counts(const model::Database& database) {
  const model::Objects& objects = database.objects();
  std::size_t columns = 0, constraints = 0, indexes = 0;
  for (const model::Table& table : objects.tables) {
    columns += table.columns.size();
    constraints += table.uniques.size() + table.foreign_keys.size() + table.checks.size() +
                   table.exclusions.size() + (table.primary_key ? 1 : 0);
    indexes += table.indexes.size();
  }
  std::vector<std::string> counts{text::count(objects.tables.size(), "table"),
                                  text::count(columns, "column"),
                                  text::count(constraints, "constraint"),
                                  text::count(indexes, "index", "indexes"),
                                  text::count(objects.views.size(), "view"),
                                  text::count(objects.sequences.size(), "sequence"),
                                  text::count(objects.enums.size(), "enum")};
  for (const auto& [kind, n] : model::count_defined(database))
    counts.push_back(text::count(n, kind, model::plural_of_kind(kind)));
  std::size_t opaques = 0;
  for (const auto& [kind, n] : model::count_opaques(database))
    opaques += n;
  if (opaques > 0) counts.push_back(text::count(opaques, "opaque object"));
  return text::join(counts, ", ");
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

std::string shell_quoted(const std::string& word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/._-+:@%,=").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  return "'" + text::replace_all(word, "'", "'\\''") + "'";
}

}  // namespace

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

void observe(Evidence& item, Witness witness, std::string what, std::string output) {
  item.observations.push_back({witness, std::move(what), std::move(output)});
}

void record(Evidence& item, const model::Comparison& comparison, const model::Database& live,
            std::string_view opaques) {
  observe(item, Witness::catalog, "objects in the live database", object_counts(live));
  observe(item, Witness::catalog, "expressions compared in their comparison form",
          fmt::format("{}, of which {} could not be checked", comparison.expressions,
                      comparison.could_not_check.size()));
  if (comparison.opaques_compared > 0)
    observe(item, Witness::catalog, fmt::format("opaque objects compared {}", opaques),
            std::to_string(comparison.opaques_compared));
  if (const std::size_t hidden = model::count_hidden_options(live); hidden > 0)
    observe(item, Witness::catalog, "options that may be secrets: there, but not their values",
            text::count(hidden, "option"));
  if (!comparison.differences.empty())
    observe(item, Witness::catalog, "differences", told(comparison.differences));
  if (!comparison.could_not_check.empty())
    observe(item, Witness::catalog, "could not check", told(comparison.could_not_check));
  if (!live->incomplete.empty())
    observe(item, Witness::catalog, "not read from the live database",
            text::join(live->incomplete, "\n"));
  judge(item, comparison, live);
}

void excuse(Evidence& item, const model::Database& reading) {
  if (reading->incomplete.empty()) return;
  observe(item, Witness::parser, "what only executing the source can tell",
          text::join(reading->incomplete, "\n"));
  if (item.verdict != Verdict::refuted) return;
  item.verdict = Verdict::could_not_check;
  item.reason +=
      "; the reading says itself that it is not complete: " + reading->incomplete.front();
}

void not_executed(Evidence& item, const std::vector<std::string>& left_out) {
  if (left_out.empty()) return;
  observe(item, Witness::execution, "what was not executed", text::join(left_out, "\n"));
  if (!item.reason.empty()) item.reason += "; ";
  item.reason += left_out.front();
  item.verdict = Verdict::could_not_check;
}

void record_refusal(Evidence& item, Verdict verdict, std::string what, const Error& error) {
  item.verdict = verdict;
  item.reason = "the server refused " + std::move(what) + ": " + told(error);
  observe(item, Witness::execution, "the server's answer", told(error));
}

Evidence claim(std::string sentence, const read::Reading& reading,
               const scratch::Scratch& scratch) {
  Evidence item;
  item.claim = std::move(sentence);
  item.server_version = scratch.server_version();
  item.command = "mimar inspect";
  if (!reading.source.empty()) item.command += " " + shell_quoted(reading.source);
  for (const read::Input& input : reading.inputs)
    if (reading.source.empty()) item.command += " " + shell_quoted(input.path);
  item.command += reading.read_with + " --verify";
  return item;
}

}  // namespace mimar::verify
