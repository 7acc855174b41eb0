#include "sql/extension_types.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mimar::sql {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 34> types{{
    {"box2d", "postgis"},
    {"box2df", "postgis"},
    {"box3d", "postgis"},
    {"citext", "citext"},
    {"cube", "cube"},
    {"ean13", "isn"},
    {"earth", "earthdistance"},
    {"geography", "postgis"},
    {"geometry", "postgis"},
    {"geometry_dump", "postgis"},
    {"gidx", "postgis"},
    {"gtrgm", "pg_trgm"},
    {"h3index", "h3"},
    {"halfvec", "vector"},
    {"hll", "hll"},
    {"hstore", "hstore"},
    {"ip4", "ip4r"},
    {"isbn", "isn"},
    {"isbn13", "isn"},
    {"ismn", "isn"},
    {"ismn13", "isn"},
    {"issn", "isn"},
    {"issn13", "isn"},
    {"lo", "lo"},
    {"lquery", "ltree"},
    {"ltree", "ltree"},
    {"ltxtquery", "ltree"},
    {"query_int", "intarray"},
    {"raster", "postgis_raster"},
    {"seg", "seg"},
    {"semver", "semver"},
    {"sparsevec", "vector"},
    {"upc", "isn"},
    {"vector", "vector"},
}};

}  // namespace

std::string_view extension_of_type(std::string_view type) {
  const auto found = std::find_if(types.begin(), types.end(),
                                  [&](const auto& known) { return known.first == type; });
  return found == types.end() ? std::string_view() : found->second;
}

}  // namespace mimar::sql
