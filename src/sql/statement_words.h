#pragma once
// What the words of a statement say about its end: a semicolon inside parentheses or inside the
// BEGIN ATOMIC body of a routine is not it, and after COPY ... FROM stdin come rows.

#include <cstdint>
#include <string_view>

namespace mimar::sql {

class StatementWords {
 public:
  void word(std::string_view word);
  void parenthesis(int change);

  bool ends_at_semicolon() const { return parentheses_ == 0 && blocks_ == 0; }
  bool copies_from_stdin() const { return first_ == First::copy && from_stdin_; }
  bool starts_with_insert() const { return first_ == First::insert; }

 private:
  enum class First : std::uint8_t { none, create, copy, insert, other };
  void first_words(std::string_view word);

  First first_ = First::none;
  int words_ = 0, parentheses_ = 0, blocks_ = 0;
  bool routine_ = false, or_replace_ = false;
  bool after_from_ = false, from_stdin_ = false;
};

}  // namespace mimar::sql
