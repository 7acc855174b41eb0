#pragma once
// A value of one cell with its type, for reasoning about CHECKs: read from a cell's text, compared,
// printed as a cell again.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/database.h"

namespace mimar::synthesis {

struct Datum {
  enum class Kind : std::uint8_t {
    unknown,  // it has a value, which is not known here
    null,
    boolean,
    number,
    text,
    day,       // number: days since 1970
    time,      // number: seconds since 1970
    clock,     // number: seconds since midnight
    interval,  // months, and number: seconds
    list,
    json,
    range,  // items: lower and upper bound, NULL where infinite; text: "[)" or "empty"
    record,
    other  // equal when its text is equal, without an order that is known
  };
  Kind kind = Kind::unknown;
  bool flag = false;  // boolean: its value; number: a whole number by its type
  std::int32_t months = 0;
  long double number = 0;
  std::string text;
  std::vector<Datum> items;

  bool is(Kind wanted) const { return kind == wanted; }
  bool is_true() const { return kind == Kind::boolean && flag; }
  bool is_false() const { return kind == Kind::boolean && !flag; }
};

Datum boolean(bool value);
Datum number(long double value, bool whole = false);
Datum text_datum(std::string text);
Datum null_datum();
Datum timed(Datum::Kind kind, long double value);

// What a column can hold, as far as cells need it.
struct CellType {
  Datum::Kind kind = Datum::Kind::other;
  bool whole = false, zoned = false;
  bool bytes = false;                       // bytea: text of as many characters
  int scale = -1;                           // number: digits after the point; -1: any
  long double low = -1e18L, high = 1e18L;   // number
  std::size_t max_length = SIZE_MAX;        // text
  std::shared_ptr<const CellType> element;  // list, range
};

// `type` with its domains resolved.
CellType cell_type(const model::Database& database, const model::DataType& type);

// Kind::unknown when the text is not one of that type.
Datum read_datum(std::string_view text, const CellType& type);
// The text of a cell; nullopt when the type cannot hold the value, or not without changing it.
std::optional<std::string> print_datum(const Datum& datum, const CellType& type);

// Negative, zero, positive; nullopt when it cannot be told. A text takes the type of the other
// side.
std::optional<int> compare(const Datum& left, const Datum& right);
Datum as_kind(const Datum& datum, Datum::Kind kind);  // unknown when it cannot be

Datum read_interval(std::string_view text);
std::vector<Datum> read_items(std::string_view array_text, const CellType& element, bool& good);

}  // namespace mimar::synthesis
