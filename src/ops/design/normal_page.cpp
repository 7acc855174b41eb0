// Which normal form each table is in, and why one that is not shall stay so.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "design/normal/table_forms.h"
#include "ops/design/pages.h"

namespace mimar::ops::designing {
namespace {

using design::normal::Columns;
using design::normal::Dependency;
using design::normal::TableForm;

// What a rule of `mimar check` says about atomic values is no other truth than this page's.
constexpr std::array<std::string_view, 3> rules_of_values{
    "repeating-groups", "comma-separated-list", "entity-attribute-value"};

// A schema that patterns are added to is not this design's.
std::vector<TableForm> forms_of(const Design& design) {
  std::vector<TableForm> forms = design::normal::table_forms(design.database);
  if (design.brief.sentences.empty())
    std::erase_if(forms,
                  [&](const TableForm& form) { return !design.own_tables.contains(form.table); });
  return forms;
}

std::string listed(const Columns& columns) {
  return "(" + text::join({columns.begin(), columns.end()}, ", ") + ")";
}

std::string told(const Dependency& breach) {
  const std::string to = text::join({breach.to.begin(), breach.to.end()}, ", ");
  const std::string what =
      breach.from.empty()
          ? to + " is the same in all rows"
          : text::join({breach.from.begin(), breach.from.end()}, ", ") + " -> " + to;
  return what + ": kept by " + breach.kept_by + "; " +
         (breach.why.empty() ? "nothing needs it" : breach.why);
}

std::vector<std::string> found_by_rules(const Design& design, const TableForm& form) {
  std::vector<std::string> found;
  for (const evidence::Finding& finding : design.findings)
    if (std::find(rules_of_values.begin(), rules_of_values.end(), finding.id) !=
            rules_of_values.end() &&
        (finding.object == form.table.text() ||
         finding.object.starts_with(form.table.text() + ".")))
      found.push_back("the rule " + finding.id + " finds: " + finding.message);
  return found;
}

std::string form_of(const TableForm& form) {
  if (form.breaches.empty()) return "BCNF";
  return form.third ? "3NF" : "below 3NF";
}

std::string remarks(const Design& design, const TableForm& form) {
  std::vector<std::string> all;
  for (const Dependency& breach : form.breaches)
    all.push_back(told(breach));
  for (const std::string& column : form.lists)
    all.push_back(column + " is a list: values of this row alone, read and written with it");
  for (const std::string& column : form.documents)
    all.push_back(column + " is a document: no column's value as far as SQL goes");
  for (std::string& rule : found_by_rules(design, form))
    all.push_back(std::move(rule));
  return text::replace_all(text::join(all, "<br>"), "|", "\\|");
}

}  // namespace

std::string normal_forms(const Design& design) {
  const std::vector<TableForm> forms = forms_of(design);
  if (forms.empty()) return {};
  const auto plain = static_cast<std::size_t>(std::count_if(
      forms.begin(), forms.end(), [](const TableForm& form) { return form.breaches.empty(); }));
  std::string page = fmt::format(
      "## Normal forms\n\n{} of {} in Boyce-Codd normal form, as far as keys, constraints, "
      "generated "
      "columns and references tell what depends on what; the others hold a column that follows "
      "from "
      "less than a key, which the database itself keeps right.\n\n"
      "| Table | Keys | Form | Why |\n|---|---|---|---|\n",
      plain, text::count(forms.size(), "table"));
  for (const TableForm& form : forms) {
    std::vector<std::string> keys;
    for (const Columns& key : form.keys)
      keys.push_back(listed(key));
    page += fmt::format("| {} | {} | {} | {} |\n", form.table.text(), text::join(keys, " "),
                        form_of(form), remarks(design, form));
  }
  return page + '\n';
}

evidence::Evidence forms_are_wanted(const Design& design, const std::string& command) {
  std::vector<std::string> against;
  for (const TableForm& form : forms_of(design))
    for (const Dependency& breach : form.breaches)
      if (breach.why.empty()) against.push_back(form.table.text() + ": " + told(breach));
  evidence::Evidence evidence;
  evidence.claim =
      "each table is in Boyce-Codd normal form, or what breaks it is kept by the database and "
      "needed";
  evidence.verdict = against.empty() ? evidence::Verdict::confirmed : evidence::Verdict::refuted;
  evidence.reason = text::join(against, "; ");
  evidence.command = command;
  evidence.observations.push_back({evidence::Witness::parser, "dependencies derived from",
                                   "keys, constraints, generated columns and references"});
  return evidence;
}

}  // namespace mimar::ops::designing
