#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "ops/architect/markdown.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {
namespace {

std::string keys_of(const model::Index& index) {
  std::vector<std::string> keys;
  for (const model::IndexKey& key : index.keys) {
    keys.push_back((key.expression ? key.expression->sql : key.column) +
                   (key.descending ? " desc" : ""));
  }
  return text::join(keys, ", ");
}

std::string serves(const model::Table& table, const model::Index& index) {
  for (const model::ForeignKey& key : table.foreign_keys) {
    if (!index.keys.empty() && !key.columns.empty() &&
        index.keys.front().column == key.columns.front())
      return "foreign key to `" + key.referenced_table.name + "`";
  }
  return index.unique ? "uniqueness" : "";
}

// Which of the three lists an index belongs to: primary (keys), secondary, partial.
std::string existing(const model::Database& database) {
  std::string primary, secondary, partial;
  for (const model::Table& table : database->tables) {
    if (table.partition_of) continue;
    if (table.primary_key)
      primary += markdown::row({"`" + table.name.text() + "`",
                                text::join(table.primary_key->columns, ", "), "primary key"});
    for (const model::Key& key : table.uniques)
      primary +=
          markdown::row({"`" + table.name.text() + "`", text::join(key.columns, ", "), "unique"});
    for (const model::Index& index : table.indexes) {
      if (index.predicate) {
        partial +=
            markdown::row({"`" + index.name + "`", "`" + table.name.text() + "`",
                           index.method + " (" + keys_of(index) + ")", index.predicate->sql});
      } else {
        secondary +=
            markdown::row({"`" + index.name + "`", "`" + table.name.text() + "`",
                           index.method + " (" + keys_of(index) + ")", serves(table, index)});
      }
    }
  }
  std::string result;
  if (!primary.empty())
    result +=
        "### Primary: keys\n\n" + markdown::header({"Table", "Columns", "Kind"}) + primary + '\n';
  if (!secondary.empty())
    result += "### Secondary\n\n" + markdown::header({"Index", "Table", "Keys", "Also serves"}) +
              secondary + '\n';
  if (!partial.empty())
    result +=
        "### Partial\n\n" + markdown::header({"Index", "Table", "Keys", "Where"}) + partial + '\n';
  return result;
}

std::string benefit_row(const Architecture& architecture, const verify::IndexBenefit& benefit) {
  const auto& before = benefit.before;
  const auto& after = benefit.after;
  const bool measured = benefit.evidence.verdict != evidence::Verdict::could_not_check;
  const std::string verdict = !measured       ? "could not measure: " + benefit.evidence.reason
                              : benefit.helps ? "helps"
                                              : "does not help";
  return markdown::row(
      {"`" + benefit.table.name + " (" + keys_of(benefit.index) + ")" +
           (benefit.index.predicate ? " where " + benefit.index.predicate->sql : "") + "`" +
           (benefit.control ? " *control*" : "") +
           (benefit.on_top_of.empty()
                ? ""
                : " on top of `" + text::join(benefit.on_top_of, "`, `") + "`"),
       benefit.reason,
       measured ? markdown::milliseconds(before.median_ms) + " → " +
                      markdown::milliseconds(after.median_ms)
                : "",
       measured ? fmt::format("{} → {}", before.buffers, after.buffers) : "",
       text::bytes(benefit.index_bytes), verdict,
       markdown::evidence_label(architecture, benefit.evidence)});
}

std::string measured(const Architecture& architecture) {
  if (architecture.benefits.empty()) return "";
  std::string result =
      "### Tried, and measured\n\nEach index below was built on a scratch server over synthesised "
      "rows, and its query run five times before and after (medians). "
      "A *control* is an index that should not help: it shows that the measurement can say no.\n\n";
  if (!architecture.rows_note.empty()) result += architecture.rows_note + "\n\n";
  result += markdown::header(
      {"Index", "Why it was tried", "Time", "Pages", "Size", "Result", "Evidence"});
  for (const verify::IndexBenefit& benefit : architecture.benefits)
    result += benefit_row(architecture, benefit);
  return result + '\n';
}

std::string proposed(const Architecture& architecture) {
  std::string result;
  for (const Proposal& proposal : architecture.proposals) {
    if (!proposal.refused.empty() || proposal.up.find("INDEX") == std::string::npos) continue;
    result += "- " + proposal.why + "\n\n" + markdown::code(proposal.up, "sql") + '\n';
  }
  return result.empty() ? "" : "### Proposed\n\n" + result;
}

}  // namespace

std::string indexing(const Architecture& architecture) {
  return existing(architecture.database) + measured(architecture) + proposed(architecture);
}

}  // namespace mimar::ops::architect
