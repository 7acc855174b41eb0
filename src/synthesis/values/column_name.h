#pragma once
// Column names as words, so that a rule about "lat" does not speak of "latency".

#include <string>
#include <string_view>

namespace mimar::synthesis {

class ColumnName {
 public:
  // "cardExpMonths", "card_exp_months" and "CARD-EXP-MONTHS" are the words card, exp, month.
  explicit ColumnName(std::string_view column);

  // Where the last occurrence of `words` ("month", "exp_month") ends; 0: nowhere. A name that is
  // one word may hold it without a separator: "cardnumber".
  std::size_t ends_at(std::string_view words) const;
  bool has(std::string_view words) const { return ends_at(words) > 0; }
  bool ends_with(std::string_view words) const { return ends_at(words) == text_.size(); }

 private:
  std::string text_;  // "_card_exp_month_"
  bool single_ = false;
};

}  // namespace mimar::synthesis
