// A list of tables, each with its name first: {"tables": [{"name": {...}, "rows": 12, ...}]}.

#include "model/json_fields.h"
#include "model/statistics.h"

namespace mimar::model {
namespace {

using json::Json;

Result<void> read_table(const Json& entry, const std::string& place, Statistics& statistics) {
  Json rest = entry;
  Name name;
  if (!entry.is_object() || !entry.contains("name"))
    return fail(ErrorKind::input, place + ": expected an object with a \"name\"");
  if (json::Read done = json::read(entry["name"], place + ".name", name); !done) return done;
  rest.erase("name");
  if (statistics.tables.contains(name))
    return fail(ErrorKind::input, place + ": " + name.text() + " is there twice");
  return json::read(rest, place, statistics.tables[name]);
}

// What every reader of the values may rely on.
Result<void> check(const Name& table, const std::string& column, const ColumnStatistics& values) {
  const auto wrong = [&](const std::string& what) {
    return fail(ErrorKind::input, table.text() + "." + column + ": " + what);
  };
  const auto fraction = [](double value) { return value >= 0 && value <= 1; };
  if (values.most_common_vals.size() != values.most_common_freqs.size())
    return wrong("most_common_vals and most_common_freqs differ in length");
  double sum = values.null_frac;
  for (double share : values.most_common_freqs) {
    if (!fraction(share)) return wrong("most_common_freqs lie between 0 and 1");
    sum += share;
  }
  if (!fraction(values.null_frac)) return wrong("null_frac lies between 0 and 1");
  if (sum > 1.001) return wrong("null_frac and most_common_freqs add up to more than 1");
  if (values.n_distinct < -1) return wrong("n_distinct is a count, or a fraction from -1 to 0");
  if (values.correlation && !fraction(std::abs(*values.correlation)))
    return wrong("correlation lies between -1 and 1");
  return {};
}

}  // namespace

std::string to_json(const Statistics& statistics, int indent) {
  Json tables = Json::array();
  for (const auto& [name, table] : statistics.tables) {
    Json entry = {{"name", json::write(name)}};
    entry.update(json::write(table));
    tables.push_back(std::move(entry));
  }
  return json::print(Json{{"tables", std::move(tables)}}, indent) + '\n';
}

Result<Statistics> statistics_from_json(std::string_view text) {
  const Result<Json> parsed = json::parse(text);
  if (!parsed) return fail(parsed.error());
  if (!parsed->is_object() || !parsed->contains("tables") || !(*parsed)["tables"].is_array())
    return fail(ErrorKind::input, "the document: expected an object with a list of \"tables\"",
                "mimar statistics writes one");
  Statistics statistics;
  std::size_t at = 0;
  for (const Json& entry : (*parsed)["tables"]) {
    const std::string place = "tables[" + std::to_string(at++) + "]";
    if (Result<void> done = read_table(entry, place, statistics); !done) return fail(done.error());
  }
  for (const auto& [name, table] : statistics.tables)
    for (const auto& [column, values] : table.columns)
      if (Result<void> done = check(name, column, values); !done) return fail(done.error());
  return statistics;
}

}  // namespace mimar::model
