#pragma once
// What several operations share: their parameters, and reading a source into a report.

#include <array>

#include "ops/operation.h"
#include "read/source.h"

namespace mimar::ops {

inline constexpr std::array<std::string_view, 4> report_formats{"text", "markdown", "json",
                                                                "sarif"};
inline constexpr std::array<std::string_view, 3> plain_formats{"text", "markdown", "json"};

inline constexpr Parameter source_parameter{
    .name = "source",
    .kind = ParameterKind::path,
    .positional = true,
    .required = true,
    .help = "a .sql file, a folder of them, or a postgres:// URL"};
inline constexpr Parameter format_parameter{.name = "format",
                                            .kind = ParameterKind::choice,
                                            .help = "how to print the report",
                                            .fallback = "text",
                                            .choices = plain_formats};
inline constexpr Parameter out_parameter{.name = "out",
                                         .kind = ParameterKind::path,
                                         .help = "write there instead of to standard output"};

inline constexpr Parameter via_server_parameter{
    .name = "via-server",
    .kind = ParameterKind::flag,
    .help = "execute SQL on a scratch server and read that, for syntax newer than PostgreSQL 15"};
inline constexpr Parameter server_parameter{
    .name = "server",
    .kind = ParameterKind::path,
    .help = "the PostgreSQL that scratch runs: a version, as 17, or the folder of its initdb"};

// How the arguments want SQL to be read. `starts_server`: the operation starts one itself. Errors:
// ErrorKind::usage when --server has nothing to start.
Result<read::Options> read_options(const Arguments& arguments, bool starts_server = false);

// Reads `source` as the arguments want it and adds its inputs and notes, and its text for excerpts,
// to the report.
Result<read::Reading> read_into(report::Report& report, const std::string& source,
                                const Arguments& arguments, world::World& world,
                                bool starts_server = false);

// The same of two sources, in their order.
Result<std::array<read::Reading, 2>> read_both_into(report::Report& report, const std::string& a,
                                                    const std::string& b,
                                                    const Arguments& arguments,
                                                    world::World& world);

}  // namespace mimar::ops
