#include "emit/erd/erd.h"

#include <array>

#include "base/digest.h"
#include "base/text.h"
#include "emit/dictionary/pages.h"
#include "ops/common.h"
#include "ops/operations.h"
#include "ops/payload.h"
#include "ops/selection.h"

namespace mimar::ops {
namespace {

constexpr std::array<std::string_view, 3> formats{"svg", "mermaid", "json"};
constexpr std::array<std::string_view, 3> groupings{"auto", "schemas", "none"};
constexpr std::string_view default_config = "mimar.toml";
constexpr std::array parameters{
    source_parameter,
    Parameter{.name = "format",
              .kind = ParameterKind::choice,
              .help = "what to draw, where the suffix of --out does not say it",
              .fallback = "svg",
              .choices = formats},
    Parameter{.name = "tables",
              .repeated = true,
              .help = "draw only these, separated by commas: orders,billing.*,public.customer?"},
    Parameter{.name = "around",
              .repeated = true,
              .help = "draw this table and what foreign keys connect with it"},
    Parameter{.name = "depth",
              .kind = ParameterKind::number,
              .help = "how many foreign keys away from --around",
              .fallback = "1"},
    Parameter{.name = "collapsed", .kind = ParameterKind::flag, .help = "tables without columns"},
    Parameter{.name = "keys",
              .kind = ParameterKind::flag,
              .help = "only primary, foreign and unique keys of the columns"},
    Parameter{.name = "groups",
              .kind = ParameterKind::choice,
              .help = "frames around tables: by schema and foreign keys in large databases, always "
                      "by schema, or none",
              .fallback = "auto",
              .choices = groupings},
    Parameter{.name = "config",
              .kind = ParameterKind::path,
              .help = "the configuration with groups; mimar.toml of this folder when there is one"},
    Parameter{.name = "links",
              .kind = ParameterKind::path,
              .help = "names of tables lead to their pages of the data dictionary in this folder"},
    Parameter{.name = "title", .help = "a title above the picture"},
    via_server_parameter,
    server_parameter,
    out_parameter,
};

using emit::erd::Options;

// Pages of a dictionary are named by their table, so that a picture can lead to them.
void add_links(const Arguments& arguments, const model::Database& database, Options& options) {
  if (!arguments.has("links")) return;
  std::string folder = arguments.get("links");
  while (folder.size() > 1 && folder.ends_with('/'))
    folder.pop_back();
  options.link = [folder,
                  pages = emit::dictionary::page_names(database)](const model::Name& table) {
    const auto page = pages.find(table);
    return page == pages.end() ? std::string() : folder + '/' + page->second + ".md";
  };
}

Result<void> add_tables(const Arguments& arguments, const model::Database& database,
                        Options& options) {
  auto listed = select_tables(arguments.all("tables"), database);
  if (!listed) return fail(listed.error());
  options.only = std::move(*listed);
  if (!arguments.has("around")) return {};
  auto centres = select_tables(arguments.all("around"), database);
  if (!centres) return fail(centres.error());
  options.focus = *centres;
  const std::size_t depth = std::stoul(arguments.get("depth"));
  const auto near = emit::erd::around(database, *centres, depth);
  options.only.insert(near.begin(), near.end());
  return {};
}

Result<Options> options(const Arguments& arguments, const model::Database& database,
                        world::World& world, report::Report& report) {
  Options options;
  options.title = arguments.get("title");
  if (auto added = add_tables(arguments, database, options); !added) return fail(added.error());
  if (arguments.has("collapsed")) options.rows = Options::Rows::none;
  if (arguments.has("keys")) options.rows = Options::Rows::keys;
  const std::string groups = arguments.get("groups");
  if (groups == "schemas") options.grouping = Options::Groups::schemas;
  if (groups == "none") options.grouping = Options::Groups::none;
  add_links(arguments, database, options);
  const std::string path = arguments.get("config", default_config);
  if (!arguments.has("config") && !world.exists(path)) return options;
  const auto toml = world.read_file(path);
  if (!toml) return fail(toml.error());
  report.inputs.push_back({path, sha256_hex(*toml)});
  auto configured = configured_groups(*toml, path, database, report.notes);
  if (!configured) return fail(configured.error());
  options.groups = std::move(*configured);
  return options;
}

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  report::Report report;
  report.operation = "erd";
  report.artefact = true;
  if (arguments.get("depth") != "1" && !arguments.has("around"))
    return fail(ErrorKind::usage,
                "--depth counts foreign keys away from --around, which is missing",
                "name a table: --around orders");
  const auto reading = read_into(report, arguments.get("source"), arguments, world);
  if (!reading) return fail(reading.error());
  const auto wanted = options(arguments, reading->database, world, report);
  if (!wanted) return fail(wanted.error());
  const std::string format = arguments.get("format");
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
Mermaid text. Partitions are drawn as part of their table. Comments are tooltips. The same database always gives the same bytes.

A database of more than 30 tables falls into framed groups: its schemas, and within a schema of more than 24 tables the communities
of its foreign keys. Tables that 20 or more others refer to are a group of their own. Lines are drawn within a group; a key that
leads out of it names its table in the colour of that group, and in a browser leads there. 940 tables take about a second.

Groups can be named in `mimar.toml`; what they leave is grouped as above:

```toml
[[erd.group]]
name = "Billing"
tables = ["billing.*", "invoice*"]
```

## Examples

```sh
mimar erd schema.sql --out schema.svg
mimar erd schema.sql --format mermaid
mimar erd postgres://localhost/shop --tables 'orders,order_*,billing.*' --out orders.svg
mimar erd schema.sql --around orders --depth 2 --keys --out around-orders.svg
mimar erd schema.sql --collapsed --links dictionary --out map.svg
```

## Exit codes

0, or 2 when the source could not be read or the file not written.
)",
    .parameters = parameters,
    .group = Group::understand,
    .run = run,
};

}  // namespace mimar::ops
