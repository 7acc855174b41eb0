// The tables around some: what `--around` draws, and the small diagram of every page of a
// dictionary.
#include <map>

#include "emit/erd/diagram.h"

namespace mimar::emit::erd {

std::set<model::Name> around(const model::Database& database, const std::set<model::Name>& centres,
                             std::size_t depth) {
  std::map<model::Name, std::set<model::Name>> neighbours;
  for (const model::Table& table : database->tables) {
    for (const model::ForeignKey& key : table.foreign_keys) {
      const model::Name child = whole_table(database, table.name);
      const model::Name parent = whole_table(database, key.referenced_table);
      neighbours[child].insert(parent);
      neighbours[parent].insert(child);
    }
  }
  std::set<model::Name> reached, rim;
  for (const model::Name& centre : centres)
    rim.insert(whole_table(database, centre));
  for (std::size_t step = 0; !rim.empty(); ++step) {
    reached.insert(rim.begin(), rim.end());
    if (step == depth) break;
    std::set<model::Name> next;
    for (const model::Name& name : rim) {
      for (const model::Name& other : neighbours[name]) {
        if (reached.count(other) == 0) next.insert(other);
      }
    }
    rim = std::move(next);
  }
  return reached;
}

}  // namespace mimar::emit::erd
