#pragma once
// A state that something is in: "the order is paid", "it has been delivered", "an order that is
// paid", "a paid order", "orders in transit". States are the choices of an attribute.

#include <optional>
#include <string>

#include "design/brief/phrases.h"

namespace mimar::design::brief {

struct State {
  std::string entity, attribute, value;
  bool negative = false;
};

// The choice at the cursor: "in transit", "voided" for "void"; moves behind it.
std::optional<State> read_state_word(Cursor& cursor, const Vocabulary& words,
                                     const std::string& entity);
// "it is paid", "the order has been paid", "its status is paid"; `topic`: what "it" is.
std::optional<State> read_state_said(Cursor& cursor, const Vocabulary& words,
                                     const std::string& topic);
// "paid order", "order in transit": of a name.
std::optional<State> state_of_name(const std::string& name, const Vocabulary& words);
// "a parcel that is delivered", "parcels in transit", "a delivered parcel": all of the cursor.
std::optional<State> read_qualified(Cursor cursor, const Vocabulary& words);

}  // namespace mimar::design::brief
