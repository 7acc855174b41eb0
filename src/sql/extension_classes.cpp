#include "sql/extension_classes.h"

#include <algorithm>
#include <array>

namespace mimar::sql {
namespace {

// Those of btree_gin and bloom are named like the built-in ones and are defaults, too.
constexpr std::array<ExtensionClass, 74> classes{{
    {"bit_hamming_ops", "vector", false},
    {"bit_jaccard_ops", "vector", false},
    {"brin_geometry_inclusion_ops_2d", "postgis", true},
    {"btree_hstore_ops", "hstore", true},
    {"citext_ops", "citext", true},
    {"citext_pattern_ops", "citext", false},
    {"cube_ops", "cube", true},
    {"ean13_ops", "isn", true},
    {"gin__int_ops", "intarray", false},
    {"gin_hstore_ops", "hstore", true},
    {"gin_trgm_ops", "pg_trgm", false},
    {"gist__int_ops", "intarray", true},
    {"gist__intbig_ops", "intarray", false},
    {"gist__ltree_ops", "ltree", true},
    {"gist_bit_ops", "btree_gist", true},
    {"gist_bool_ops", "btree_gist", true},
    {"gist_bpchar_ops", "btree_gist", true},
    {"gist_bytea_ops", "btree_gist", true},
    {"gist_cash_ops", "btree_gist", true},
    {"gist_cidr_ops", "btree_gist", true},
    {"gist_cube_ops", "cube", true},
    {"gist_date_ops", "btree_gist", true},
    {"gist_enum_ops", "btree_gist", true},
    {"gist_float4_ops", "btree_gist", true},
    {"gist_float8_ops", "btree_gist", true},
    {"gist_geography_ops", "postgis", true},
    {"gist_geometry_ops_2d", "postgis", true},
    {"gist_geometry_ops_nd", "postgis", false},
    {"gist_hstore_ops", "hstore", true},
    {"gist_inet_ops", "btree_gist", true},
    {"gist_int2_ops", "btree_gist", true},
    {"gist_int4_ops", "btree_gist", true},
    {"gist_int8_ops", "btree_gist", true},
    {"gist_interval_ops", "btree_gist", true},
    {"gist_ltree_ops", "ltree", true},
    {"gist_macaddr8_ops", "btree_gist", true},
    {"gist_macaddr_ops", "btree_gist", true},
    {"gist_numeric_ops", "btree_gist", true},
    {"gist_oid_ops", "btree_gist", true},
    {"gist_seg_ops", "seg", true},
    {"gist_text_ops", "btree_gist", true},
    {"gist_time_ops", "btree_gist", true},
    {"gist_timestamp_ops", "btree_gist", true},
    {"gist_timestamptz_ops", "btree_gist", true},
    {"gist_timetz_ops", "btree_gist", true},
    {"gist_trgm_ops", "pg_trgm", false},
    {"gist_uuid_ops", "btree_gist", true},
    {"gist_vbit_ops", "btree_gist", true},
    {"halfvec_cosine_ops", "vector", false},
    {"halfvec_ip_ops", "vector", false},
    {"halfvec_l1_ops", "vector", false},
    {"halfvec_l2_ops", "vector", false},
    {"halfvec_ops", "vector", true},
    {"hash_hstore_ops", "hstore", true},
    {"isbn13_ops", "isn", true},
    {"isbn_ops", "isn", true},
    {"ismn13_ops", "isn", true},
    {"ismn_ops", "isn", true},
    {"issn13_ops", "isn", true},
    {"issn_ops", "isn", true},
    {"ltree_ops", "ltree", true},
    {"seg_ops", "seg", true},
    {"sparsevec_cosine_ops", "vector", false},
    {"sparsevec_ip_ops", "vector", false},
    {"sparsevec_l1_ops", "vector", false},
    {"sparsevec_l2_ops", "vector", false},
    {"sparsevec_ops", "vector", true},
    {"spgist_geometry_ops_2d", "postgis", true},
    {"upc_ops", "isn", true},
    {"vector_cosine_ops", "vector", false},
    {"vector_ip_ops", "vector", false},
    {"vector_l1_ops", "vector", false},
    {"vector_l2_ops", "vector", false},
    {"vector_ops", "vector", true},
}};

}  // namespace

std::optional<ExtensionClass> find_extension_class(std::string_view name) {
  const auto found = std::find_if(classes.begin(), classes.end(),
                                  [&](const ExtensionClass& known) { return known.name == name; });
  if (found == classes.end()) return std::nullopt;
  return *found;
}

}  // namespace mimar::sql
