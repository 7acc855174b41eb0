#pragma once
// Rows that one constraint must refuse, and nothing else: the pieces of which witnesses are made.

#include <map>

#include "design/relational/layout.h"

namespace mimar::design::relational {

// What is tried, so that everything else that could refuse the same row is put aside first.
struct Trial {
  const Table& table;
  std::string what;     // the constraint or guard that is tried
  Names columns = {};   // that the attempt changes
  bool copies = false;  // it copies a whole row: all other unique keys are in the way
};

// Statements, each ended by "; ": row security not forced on the owner, other guards silent, other
// constraints over the same columns dropped.
std::string put_aside(const Layout& layout, const Trial& trial);
// Row security not forced on the owner, who runs the witness; "" for a table without it.
std::string seen_whole(const Layout& layout, const Table& table);
// INSERT of a copy of one row, with other values (SQL) for some columns, after put_aside of a trial
// that copies. `rows`: a condition, or "".
std::string copy_of_row(const Layout& layout, const Table& table, const std::string& rows,
                        const std::map<std::string, std::string>& changes = {});
// UPDATE of one row. `rows`: a condition, or "".
std::string change_of_row(const Layout& layout, const Table& table, const std::string& assignments,
                          const std::string& rows);
// A query that returns a row when there is one to try with.
std::string some_row(const Layout& layout, const Table& table, const std::string& rows);
std::string drop_constraint(const Layout& layout, const Table& table, const std::string& name,
                            bool cascade = false);
std::string drop_guard(const Layout& layout, const Guard& guard);

}  // namespace mimar::design::relational
