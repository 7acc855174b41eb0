#include "diff/facts.h"
#include "diff/kinds.h"
#include "diff/sorted.h"

namespace mimar::diff {
namespace {

using model::View;

std::string what(const View& view) {
  return (view.materialized ? "materialized view " : "view ") + view.name.text();
}

View without_indexes(const View& view) {
  View result = view;
  result.indexes.clear();
  return result;
}

void diff_view(const View& from, const View& to, ChangeSet& changes) {
  if (from.materialized != to.materialized) {
    changes.push_back(DropView{from});
    changes.push_back(AddView{to});
    return;
  }
  View before = without_indexes(from), after = without_indexes(to);
  if (!(before == after)) changes.push_back(AlterView{std::move(before), std::move(after)});
}

}  // namespace

void diff_views(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  match(
      from->views, to->views, [&](const View& old) { changes.push_back(DropView{old}); },
      [&](const View& added) { changes.push_back(AddView{added}); },
      [&](const View& a, const View& b) { diff_view(a, b, changes); });
}

Result<void> apply_to(model::Objects& objects, const AddView& change) {
  return insert(objects.views, change.view, "view");
}
Result<void> apply_to(model::Objects& objects, const DropView& change) {
  return erase(objects.views, change.view.name, "view");
}
Result<void> apply_to(model::Objects& objects, const AlterView& change) {
  const Result<View*> view = find(objects.views, change.to.name, "view");
  if (!view) return fail(view.error());
  std::vector<model::Index> indexes = std::move((*view)->indexes);
  **view = change.to;
  (*view)->indexes = std::move(indexes);
  return {};
}

std::string text(const AddView& change) {
  return "add " + what(change.view);
}
std::string text(const DropView& change) {
  return "drop " + what(change.view);
}
std::string text(const AlterView& change) {
  Facts facts;
  facts.add("query", change.from.query, change.to.query);
  facts.add("options", change.from.options, change.to.options);
  facts.add("clustered on", change.from.clustered_on, change.to.clustered_on);
  facts.add("tablespace", change.from.tablespace, change.to.tablespace);
  facts.say(!(change.from.column_defaults == change.to.column_defaults), "defaults of columns");
  facts.say(!(change.from.access == change.to.access), "owner or privileges");
  facts.add("comments of columns", change.from.column_comments, change.to.column_comments);
  facts.add("comment", change.from.comment, change.to.comment);
  return "alter " + what(change.to) + facts.text();
}

}  // namespace mimar::diff
