#include "sql/output_columns.h"

#include "sql/analyser.h"

namespace mimar::sql {
void learn_columns(Universe& universe, const std::vector<model::View>& views) {
  for (const model::View& view : views) {
    const ParseTree tree(view.query.sql);
    const Node* query = tree.only_query();
    if (query == nullptr) continue;
    Analyser analyser(universe);
    const AnalysedQuery analysed = analyser.query(query);
    if (!analysed.columns.empty() && analyser.all_columns())
      universe.set_columns(view.name, analysed.columns);
  }
}

std::optional<std::vector<model::Column>> output_columns(
    const std::string& query, const model::Objects& objects,
    const std::vector<std::string>& search_path) {
  const ParseTree tree(query);
  const Node* node = tree.only_query();
  if (node == nullptr) return std::nullopt;
  Universe universe(objects, search_path);
  learn_columns(universe, objects.views);
  Analyser analyser(universe);
  const AnalysedQuery analysed = analyser.query(node);
  if (!analyser.all_columns()) return std::nullopt;
  std::vector<model::Column> columns;
  for (const OutputColumn& output : analysed.columns) {
    const auto type = universe.data_type(output.type);
    if (!type || !output.collation.known) return std::nullopt;
    model::Column column;
    column.name = output.name;
    column.type = *type;
    column.collation = output.collation.name;
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace mimar::sql
