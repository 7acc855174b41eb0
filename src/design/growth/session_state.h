#pragma once
// What the code of a schema keeps in its session: PgBouncer gives each transaction another one
// (pgbouncer.org, "Features": SQL feature map for pooling modes). Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/database.h"

namespace mimar::design::growth {

struct SessionState {
  enum class Verdict : std::uint8_t {
    breaks,       // does not work, or leaks to others, in transaction mode
    conditional,  // works where everybody keeps to the rule that `instead` says
  };
  Verdict verdict = Verdict::breaks;
  std::string object;     // "function public.archive(integer)"
  std::string construct;  // "SET work_mem"
  std::string why, instead;
  std::size_t line = 0;             // within the object's body, from 1
  std::optional<SourceSpan> where;  // in the source, where it has one
};

struct SessionStates {
  std::vector<SessionState> found;    // by object and line
  std::vector<std::string> not_read;  // "function public.f(): plperl", whose code is not understood
};
SessionStates session_states(const model::Database& database);

// Of statements of SQL or of the body of a PL/pgSQL function; objects are left empty. Strings are
// looked into where they are executed.
std::vector<SessionState> session_states_in(std::string_view code);

}  // namespace mimar::design::growth
