#include "emit/erd/erd.h"

#include <array>

#include "base/text.h"
#include "ops/common.h"
#include "ops/operations.h"
#include "ops/payload.h"

namespace mimar::ops {
namespace {

constexpr std::array<std::string_view, 3> formats{"svg", "mermaid", "json"};
constexpr std::array parameters{
    source_parameter,
    Parameter{.name = "format",
              .kind = ParameterKind::choice,
              .help = "what to draw; svg, unless --out ends in .mmd or .mermaid",
              .choices = formats},
    Parameter{.name = "tables",
              .repeated = true,
              .help = "draw only these, separated by commas: orders,public.customers"},
    Parameter{.name = "title", .help = "a title above the picture"},
    out_parameter,
};

bool named(const model::Table& table, std::string_view wish) {
  return wish == table.name.text() || wish == table.name.name;
}

Result<void> select(std::string_view wish, const model::Database& database,
                    std::set<model::Name>& only) {
  std::vector<std::string> known;
  bool found = false;
  for (const model::Table& table : database->tables) {
    known.push_back(table.name.name);
    if (!named(table, wish)) continue;
    only.insert(table.name);
    found = true;
  }
  if (found) return {};
  const std::string near = text::nearest(wish, known);
  return fail(ErrorKind::usage, "there is no table '" + std::string(wish) + "'",
              near.empty() ? "" : "did you mean '" + near + "'?");
}

Result<emit::erd::Options> options(const Arguments& arguments, const model::Database& database) {
  emit::erd::Options options;
  options.title = arguments.get("title");
  for (const std::string& list : arguments.all("tables")) {
    for (const std::string_view wish : text::split(list, ',')) {
      if (auto selected = select(text::trim(wish), database, options.only); !selected)
        return fail(selected.error());
    }
  }
  return options;
}

std::string drawn_format(const Arguments& arguments) {
  if (arguments.has("format")) return arguments.get("format");
  const std::string out = arguments.get("out");
  return out.ends_with(".mmd") || out.ends_with(".mermaid") ? "mermaid" : "svg";
}

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  report::Report report;
  report.operation = "erd";
  report.artefact = true;
  const auto reading = read_into(report, arguments.get("source"), world);
  if (!reading) return fail(reading.error());
  const auto wanted = options(arguments, reading->database);
  if (!wanted) return fail(wanted.error());
  const std::string format = drawn_format(arguments);
  const Result<std::string> drawn = format == "mermaid"
                                        ? emit::erd::mermaid(reading->database, *wanted)
                                        : emit::erd::svg(reading->database, *wanted);
  if (!drawn) return fail(drawn.error());
  report.payload_text = *drawn;
  report.payload_json = payload::artefact(format == "mermaid" ? "mermaid" : "svg", *drawn);
  return report;
}

}  // namespace

constinit const Operation erd{
    .id = "erd",
    .summary = "draw the tables and how they refer to each other",
    .documentation =
        R"(An entity-relationship diagram with keys, types, nullability and crow's-foot ends, as SVG (laid out by Graphviz) or as
Mermaid text. Partitions are drawn as part of their table. The same database always gives the same bytes.

## Examples

```sh
mimar erd schema.sql --out schema.svg
mimar erd schema.sql --format mermaid
mimar erd postgres://localhost/shop --tables orders,order_items,products --out orders.svg
```

## Exit codes

0, or 2 when the source could not be read or the file not written.
)",
    .parameters = parameters,
    .group = Group::understand,
    .run = run,
};

}  // namespace mimar::ops
