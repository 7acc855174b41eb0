#pragma once
// The alternatives of Definition by the word that names them in JSON, in their order.

#include <array>
#include <string_view>

#include "model/definition.h"

namespace mimar::model {

constexpr std::array<std::string_view, std::variant_size_v<Definition>> definition_words{
    "opaque",
    "domain",
    "composite_type",
    "range_type",
    "routine",
    "aggregate",
    "trigger",
    "rule",
    "policy",
    "statistics",
    "extension",
    "event_trigger",
    "publication",
    "collation",
    "operator",
    "cast",
    "text_search_configuration",
    "text_search_dictionary",
    "foreign_data_wrapper",
    "foreign_server",
    "foreign_table",
    "text_search_parser",
    "text_search_template",
    "user_mapping"};

}  // namespace mimar::model
