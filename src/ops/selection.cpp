#include "ops/selection.h"

#include "base/text.h"
#include "check/glob.h"

namespace mimar::ops {

Result<std::set<model::Name>> select_tables(const std::vector<std::string>& lists,
                                            const model::Database& database) {
  std::set<model::Name> result;
  for (const std::string& list : lists) {
    for (const std::string_view part : text::split(list, ',')) {
      const std::string_view wish = text::trim(part);
      std::vector<std::string> known;
      bool found = false;
      for (const model::Table& table : database->tables) {
        known.push_back(table.name.name);
        if (!check::matches_glob(wish, table.name.text()) &&
            !check::matches_glob(wish, table.name.name))
          continue;
        result.insert(table.name);
        found = true;
      }
      if (found) continue;
      const std::string near = text::nearest(wish, known);
      const bool pattern = wish.find_first_of("*?") != std::string_view::npos;
      return fail(ErrorKind::usage,
                  pattern ? "no table fits '" + std::string(wish) + "'"
                          : "there is no table '" + std::string(wish) + "'",
                  near.empty() ? "" : "did you mean '" + near + "'?");
    }
  }
  return result;
}

}  // namespace mimar::ops
