#include "base/text.h"
#include "model/build_steps.h"
#include "model/database.h"

namespace mimar::model {

Result<Database> build(Objects objects) {
  building::sort(objects);
  building::complete_schemas(objects);
  for (Table& table : objects.tables)
    building::complete_table(table);
  building::complete_expressions(objects);
  for (OtherObject& object : objects.others)
    building::complete_references(object);

  if (Result<void> names = building::check_names(objects); !names) return fail(names.error());
  for (const Table& table : objects.tables) {
    if (Result<void> checked = building::check_table(table); !checked) return fail(checked.error());
  }
  if (Result<void> resolved = building::resolve(objects); !resolved) return fail(resolved.error());
  return Database(std::move(objects));
}

namespace building {

tl::unexpected<Error> misfit(const Origin& origin, std::string message, std::string hint) {
  return fail(Error{ErrorKind::input, std::move(message), origin.span, {}, std::move(hint), {}});
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string near = text::nearest(word, candidates);
  return near.empty() ? "" : "did you mean \"" + near + "\"?";
}

}  // namespace building
}  // namespace mimar::model
