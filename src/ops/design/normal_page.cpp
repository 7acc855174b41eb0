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

std::string plain(const Columns& columns) {
  return text::join({columns.begin(), columns.end()}, ", ");
}

// Several that determine the same and are needed for the same are one sentence.
std::vector<std::string> told(const std::vector<Dependency>& breaches) {
  std::vector<std::string> result;
  std::vector<bool> done(breaches.size(), false);
  for (std::size_t i = 0; i < breaches.size(); ++i) {
    if (done[i]) continue;
    std::vector<std::string> from, kept_by;
    for (std::size_t j = i; j < breaches.size(); ++j) {
      if (breaches[j].to != breaches[i].to ||
          breaches[j].from.empty() != breaches[i].from.empty() ||
          breaches[j].why.empty() != breaches[i].why.empty())
        continue;
      done[j] = true;
      from.push_back(plain(breaches[j].from));
      kept_by.push_back(breaches[j].kept_by);
    }
    result.push_back((breaches[i].from.empty()
                          ? plain(breaches[i].to) + " is the same in all rows"
                          : text::join(from, "; ") + (from.size() > 1 ? " each" : "") + " -> " +
                                plain(breaches[i].to)) +
                     ": kept by " + text::join(kept_by, ", ") + "; " +
                     (breaches[i].why.empty() ? "nothing needs it" : breaches[i].why));
  }
  return result;
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

std::string_view name(design::normal::Form form) {
  using design::normal::Form;
  switch (form) {
    case Form::first: return "1NF";
    case Form::second: return "2NF";
    case Form::third: return "3NF";
    case Form::boyce_codd: return "BCNF";
  }
  return {};
}

std::string remarks(const Design& design, const TableForm& form) {
  std::vector<std::string> all = told(form.breaches);
  if (!form.lists.empty())
    all.push_back("lists, of values of this row alone: " + text::join(form.lists, ", "));
  if (!form.documents.empty())
    all.push_back("documents, which are one value each: " + text::join(form.documents, ", "));
  for (std::string& rule : found_by_rules(design, form))
    all.push_back(std::move(rule));
  return text::replace_all(text::join(all, "<br>"), "|", "\\|");
}

}  // namespace

std::string normal_forms(const Design& design) {
  const std::vector<TableForm> forms = forms_of(design);
  if (forms.empty()) return {};
  const auto best = static_cast<std::size_t>(std::count_if(
      forms.begin(), forms.end(), [](const TableForm& form) { return form.breaches.empty(); }));
  std::string page = fmt::format(
      "## Normal forms\n\n{} of {} in Boyce-Codd normal form, as far as keys, constraints, "
      "generated "
      "columns and references tell what depends on what{}.\n\n"
      "| Table | Keys | Form | Why |\n|---|---|---|---|\n",
      best, text::count(forms.size(), "table"),
      best == forms.size() ? ""
                           : "; the others hold columns that follow from less than a key, which "
                             "the database itself keeps right");
  for (const TableForm& form : forms) {
    std::vector<std::string> keys;
    for (const Columns& key : form.keys)
      keys.push_back(listed(key));
    page += fmt::format("| {} | {} | {} | {} |\n", form.table.text(), text::join(keys, " "),
                        name(form.form), remarks(design, form));
  }
  return page + '\n';
}

evidence::Evidence forms_are_wanted(const Design& design, const std::string& command) {
  std::vector<std::string> against;
  for (const TableForm& form : forms_of(design))
    for (const std::string& breach : told([&] {
           std::vector<Dependency> useless = form.breaches;
           std::erase_if(useless, [](const Dependency& one) { return !one.why.empty(); });
           return useless;
         }()))
      against.push_back(form.table.text() + ": " + breach);
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
