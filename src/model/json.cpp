#include "model/json.h"

#include "model/json_fields.h"

namespace mimar::model {

std::string to_json(const Database& database, int indent) {
  return json::print(json::write(database.objects()), indent);
}

Result<Database> from_json(std::string_view text) {
  const Result<json::Json> parsed = json::parse(text);
  if (!parsed) return fail(parsed.error());
  Objects objects;
  if (json::Read done = json::read(*parsed, "", objects); !done) return fail(done.error());
  return build(std::move(objects));
}

}  // namespace mimar::model
