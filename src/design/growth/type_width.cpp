#include "design/growth/type_width.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace mimar::design::growth {
namespace {

struct Fixed {
  std::string_view type;
  double bytes;
  int alignment;
};
// typlen and typalign of pg_type.
constexpr std::array fixed_types{Fixed{"boolean", 1, 1},
                                 Fixed{"\"char\"", 1, 1},
                                 Fixed{"smallint", 2, 2},
                                 Fixed{"integer", 4, 4},
                                 Fixed{"bigint", 8, 8},
                                 Fixed{"real", 4, 4},
                                 Fixed{"double precision", 8, 8},
                                 Fixed{"money", 8, 8},
                                 Fixed{"oid", 4, 4},
                                 Fixed{"regclass", 4, 4},
                                 Fixed{"regtype", 4, 4},
                                 Fixed{"xid", 4, 4},
                                 Fixed{"xid8", 8, 8},
                                 Fixed{"cid", 4, 4},
                                 Fixed{"tid", 6, 2},
                                 Fixed{"pg_lsn", 8, 8},
                                 Fixed{"uuid", 16, 1},
                                 Fixed{"name", 64, 1},
                                 Fixed{"date", 4, 4},
                                 Fixed{"time without time zone", 8, 8},
                                 Fixed{"time with time zone", 12, 8},
                                 Fixed{"timestamp without time zone", 8, 8},
                                 Fixed{"timestamp with time zone", 8, 8},
                                 Fixed{"interval", 16, 8},
                                 Fixed{"macaddr", 6, 4},
                                 Fixed{"macaddr8", 8, 4},
                                 Fixed{"point", 16, 8},
                                 Fixed{"line", 24, 8},
                                 Fixed{"lseg", 32, 8},
                                 Fixed{"box", 32, 8},
                                 Fixed{"circle", 24, 8}};

// Payloads of types of variable length that say nothing of it; headers are added.
struct Usual {
  std::string_view type;
  double payload;
  int alignment;
};
constexpr std::array variable_types{
    Usual{"bytea", 64, 4},     Usual{"json", 200, 4},     Usual{"jsonb", 200, 4},
    Usual{"xml", 400, 4},      Usual{"inet", 6, 4},       Usual{"cidr", 6, 4},
    Usual{"tsvector", 300, 4}, Usual{"tsquery", 60, 4},   Usual{"path", 80, 8},
    Usual{"polygon", 100, 8},  Usual{"jsonpath", 40, 4},  Usual{"hstore", 120, 4},
    Usual{"ltree", 30, 4},     Usual{"geometry", 28, 8},  Usual{"geography", 28, 8},
    Usual{"int4range", 13, 4}, Usual{"daterange", 13, 4}, Usual{"numrange", 21, 4},
    Usual{"int8range", 21, 8}, Usual{"tsrange", 21, 8},   Usual{"tstzrange", 21, 8}};

// Bytes of texts, by the last word of their name that says something. The words of people.
struct Called {
  std::string_view word;
  double bytes;
};
constexpr std::array called{
    Called{"email", 24},     Called{"mail", 24},      Called{"phone", 14},
    Called{"url", 60},       Called{"uri", 60},       Called{"link", 60},
    Called{"avatar", 60},    Called{"image", 60},     Called{"photo", 60},
    Called{"path", 40},      Called{"file", 30},      Called{"filename", 24},
    Called{"slug", 20},      Called{"sku", 12},       Called{"code", 8},
    Called{"number", 12},    Called{"status", 8},     Called{"state", 8},
    Called{"kind", 8},       Called{"type", 9},       Called{"role", 7},
    Called{"currency", 3},   Called{"country", 5},    Called{"language", 3},
    Called{"locale", 5},     Called{"timezone", 14},  Called{"color", 7},
    Called{"colour", 7},     Called{"postcode", 6},   Called{"zip", 6},
    Called{"city", 10},      Called{"street", 18},    Called{"address", 40},
    Called{"name", 14},      Called{"title", 32},     Called{"label", 16},
    Called{"subject", 40},   Called{"summary", 120},  Called{"description", 160},
    Called{"note", 80},      Called{"notes", 120},    Called{"comment", 120},
    Called{"body", 800},     Called{"content", 800},  Called{"text", 300},
    Called{"message", 200},  Called{"bio", 200},      Called{"html", 2000},
    Called{"markdown", 800}, Called{"hash", 64},      Called{"digest", 64},
    Called{"checksum", 64},  Called{"token", 43},     Called{"password", 60},
    Called{"secret", 43},    Called{"signature", 88}, Called{"key", 24},
    Called{"agent", 110},    Called{"ip", 13},        Called{"error", 120},
    Called{"reason", 60},    Called{"tag", 10},       Called{"unit", 4},
    Called{"isbn", 13},      Called{"iban", 22},      Called{"ulid", 26},
    Called{"id", 22},        Called{"reference", 16}, Called{"payload", 300},
    Called{"xml", 400},      Called{"json", 200}};
constexpr double usual_text = 20;

Width of_length(double payload, int alignment, Basis basis, std::string why) {
  Width width;
  width.variable = width.toastable = true;
  width.alignment = alignment;
  width.bytes = payload + (payload <= 126 ? 1 : 4);  // VARATT_CAN_MAKE_SHORT
  width.residues.fill(1.0 / 8);
  width.basis = basis;
  width.why = std::move(why);
  return width;
}

Width exactly(double payload, int alignment, std::string why) {
  Width width = of_length(payload, alignment, Basis::computed, std::move(why));
  width.residues.fill(0);
  width.residues[static_cast<std::size_t>(width.bytes) % 8] = 1;
  return width;
}

Width text_width(const model::DataType& type, std::string_view column) {
  const int most = type.modifiers.empty() ? 0 : type.modifiers[0];
  if (type.name.name == "character")
    return exactly(std::max(1, most), 4, "character(n) is padded with blanks");
  double bytes = usual_text;
  std::string why = "texts of no telling name";
  const std::string lower = text::lower(column);
  for (const std::string_view word : text::split(lower, '_'))
    for (const Called& one : called)
      if (word == one.word) {
        bytes = one.bytes;
        why = "texts called \xC2\xAB" + std::string(word) + "\xC2\xBB";
      }
  if (most > 0 && bytes > most) bytes = most;
  return of_length(bytes, 4, Basis::assumed, std::move(why));
}

// Groups of four decimal digits, two bytes each, behind a short header (numeric.c).
Width numeric_width(const model::DataType& type) {
  int digits = 8, scale = 2;
  const bool stated = !type.modifiers.empty();
  if (stated) {
    scale = type.modifiers.size() > 1 ? std::max(0, type.modifiers[1]) : 0;
    digits = std::max(1, type.modifiers[0] - scale);
    digits = std::max(1, digits * 2 / 3);  // columns are made for more than they hold
  }
  const int groups = (digits + 3) / 4 + (scale + 3) / 4;
  Width width =
      of_length(2 + 2 * groups, 4, Basis::assumed, stated ? "two thirds of its digits" : "numeric");
  width.residues.fill(0);
  for (const std::size_t odd : {1, 3, 5, 7})
    width.residues[odd] = 0.25;
  return width;
}

Width bit_width(const model::DataType& type) {
  const double bits = type.modifiers.empty() ? 8 : type.modifiers[0];
  const double payload = 4 + std::ceil(bits / 8);
  return type.name.name == "bit" && !type.modifiers.empty()
             ? exactly(payload, 4, "bit(n)")
             : of_length(payload, 4, Basis::assumed, "bits");
}

Width array_width(const model::Database& database, model::DataType type, std::string_view column) {
  constexpr double elements = 3, header = 20;  // ArrayType of one dimension, without its length
  type.array = false;
  const Width element = width_of_type(database, type, column);
  const double each = std::ceil((element.bytes + (element.variable ? 3 : 0)) / element.alignment) *
                      element.alignment;
  return of_length(header + elements * each, element.alignment == 8 ? 8 : 4, Basis::assumed,
                   "arrays of 3 elements");
}

Width composite_width(const model::Database& database, const model::CompositeType& type) {
  std::vector<Width> parts;
  for (const model::Attribute& attribute : type.attributes)
    parts.push_back(width_of_type(database, attribute.type, attribute.name));
  return of_length(20 + extent(parts).bytes, 8, Basis::assumed, "a composite type");
}

Width range_width(const model::Database& database, const model::RangeType& type,
                  std::string_view column) {
  const Width bound = width_of_type(database, type.subtype, column);
  return of_length(4 + 2 * bound.bytes + 1, bound.alignment == 8 ? 8 : 4, Basis::assumed,
                   "a range with two bounds");
}

// Of a type that the schema defines itself.
std::optional<Width> own_type(const model::Database& database, const model::DataType& type,
                              std::string_view column) {
  if (model::find_enum(database, type.name) != nullptr)
    return Width{.bytes = 4, .alignment = 4, .why = "an enum is kept as an oid"};
  for (const model::Domain* domain : model::all<model::Domain>(database))
    if (domain->name == type.name) return width_of_type(database, domain->type, column);
  for (const model::CompositeType* composite : model::all<model::CompositeType>(database))
    if (composite->name == type.name) return composite_width(database, *composite);
  for (const model::RangeType* range : model::all<model::RangeType>(database))
    if (range->name == type.name) return range_width(database, *range, column);
  return std::nullopt;
}

}  // namespace

Width width_of_type(const model::Database& database, const model::DataType& type,
                    std::string_view column) {
  if (type.array) return array_width(database, type, column);
  const std::string& called_type = type.name.name;
  if (!type.name.schema.empty())
    if (auto own = own_type(database, type, column)) return *own;
  for (const Fixed& fixed : fixed_types)
    if (fixed.type == called_type)
      return {.bytes = fixed.bytes, .alignment = fixed.alignment, .why = "pg_type.typlen"};
  if (called_type == "text" || called_type == "character varying" || called_type == "character" ||
      called_type == "citext")
    return text_width(type, column);
  if (called_type == "numeric") return numeric_width(type);
  if (called_type == "bit" || called_type == "bit varying") return bit_width(type);
  if (called_type == "vector" &&
      !type.modifiers.empty())  // pgvector: two int16 and four bytes each
    return exactly(4 + 4.0 * type.modifiers[0], 4, "vector(n): four bytes a dimension");
  for (const Usual& usual : variable_types)
    if (usual.type == called_type)
      return of_length(usual.payload, usual.alignment, Basis::assumed,
                       "values of type " + called_type);
  return of_length(24, 4, Basis::assumed, "a type nobody here knows: " + called_type);
}

}  // namespace mimar::design::growth
