#pragma once
// Takes the rows out of a dump while it is being read: those of COPY blocks, and INSERT statements.
// Memory then holds the schema, however large the dump.

#include <cstdint>
#include <string>
#include <string_view>

#include "model/lexer.h"
#include "sql/statement_words.h"

namespace mimar::read::sql_files {

struct RowsLeftOut {
  std::size_t copies = 0, inserts = 0;
  std::uint64_t bytes = 0;
};

class WithoutRows {
 public:
  void add(std::string_view block);  // the text may be cut anywhere
  // The script without its rows: a COPY has none, an INSERT is blank. Every line of it stands where
  // it stood.
  std::string finish();
  const RowsLeftOut& left_out() const { return left_out_; }

 private:
  void consume(bool last);
  bool step(std::size_t& at, bool last);  // false: more text is needed
  bool row(std::size_t& at, bool last);
  bool meta_command(std::size_t& at, bool last);
  void take(const model::Token& token, std::string_view written);
  void keep(std::string_view text);
  void end_statement();
  void start_rows();

  std::string kept_, pending_;  // pending_: from the first token or row that is not whole yet
  sql::StatementWords words_;
  bool inserting_ = false;                      // inside an INSERT
  bool rows_follow_ = false, in_rows_ = false;  // after the line that is being read; now
  RowsLeftOut left_out_;
};

}  // namespace mimar::read::sql_files
