#pragma once
// Pieces of SQL text the statements of this folder share.

#include <map>
#include <string>
#include <string_view>

#include "model/table.h"

namespace mimar::emit::ddl {

// `(sql)`, or `sql` itself when one pair of parentheses already encloses it.
std::string parenthesised(std::string_view sql);

// A DEFAULT takes PostgreSQL's restricted b_expr: parentheses only around what needs them.
std::string default_operand(std::string_view sql);

// An index key: a call stands alone, anything else needs parentheses.
std::string index_operand(std::string_view sql);

// `fillfactor = 70, toast.autovacuum_enabled = false`.
std::string storage_options(const std::map<std::string, std::string>& options);

// ` DEFERRABLE INITIALLY DEFERRED`, or "".
std::string deferral(bool deferrable, bool initially_deferred);

// `COMMENT ON <what> IS '...';\n`, or "" without a comment.
std::string comment_on(std::string_view what, const model::Comment& comment);

}  // namespace mimar::emit::ddl
