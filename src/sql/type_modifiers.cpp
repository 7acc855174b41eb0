#include "sql/type_modifiers.h"

#include <array>
#include <optional>

#include "base/text.h"

namespace mimar::sql {
namespace {

// PostGIS manual: Geometry Columns.
constexpr std::array<std::string_view, 16> shapes = {
    "Geometry",       "Point",         "LineString",        "Polygon",
    "MultiPoint",     "MultiPolygon",  "MultiLineString",   "GeometryCollection",
    "CircularString", "CompoundCurve", "CurvePolygon",      "MultiCurve",
    "MultiSurface",   "Triangle",      "PolyhedralSurface", "Tin"};

// "pointzm" as "PointZM".
std::optional<std::string> shape_name(std::string_view written) {
  for (const std::string_view shape : shapes)
    for (const std::string_view dimensions : {"", "Z", "M", "ZM"})
      if (const std::string name = std::string(shape).append(dimensions);
          text::equal_ignoring_case(name, written))
        return name;
  return std::nullopt;
}

}  // namespace

std::string spelt_modifiers(const model::Name& type, std::string_view written) {
  const bool geography = type.name == "geography";
  const auto parts = text::split(written, ',');
  const auto shape = shape_name(text::trim(parts[0]));
  if ((!geography && type.name != "geometry") || !shape || parts.size() > 2)
    return std::string(written);
  std::string system(parts.size() > 1 ? text::trim(parts[1]) : "0");
  if (geography && system == "0") system = "4326";
  if (system == "0") return *shape == "Geometry" ? "" : *shape;
  return *shape + "," + system;
}

}  // namespace mimar::sql
