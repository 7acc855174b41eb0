#include "sql/pg_tree.h"

#include <cstdlib>

namespace mimar::sql {
namespace {

// The parser counts characters, we count bytes.
std::size_t byte_offset(std::string_view text, int cursor) {
  std::size_t at = 0;
  for (int characters = 1; characters < cursor && at < text.size(); ++characters) {
    do {
      ++at;
    } while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  }
  return at;
}

}  // namespace

ParseTree::ParseTree(std::string_view text)
    : context_(pg_query_enter_memory_context()), text_(text) {
  const PgQueryInternalParsetreeAndError result = pg_query_raw_parse(text_.c_str());
  std::free(result.stderr_buffer);
  trees_ = result.tree;
  if (result.error == nullptr) return;
  message_ = text_of(result.error->message);
  if (message_.empty()) message_ = "syntax error";
  error_offset_ = byte_offset(text_, result.error->cursorpos);
  pg_query_free_error(result.error);
}

ParseTree::~ParseTree() {
  pg_query_exit_memory_context(context_);
}

Node* ParseTree::only_statement() const {
  return ok() && statements().size() == 1 ? as<RawStmt>(statements()[0]).stmt : nullptr;
}

const Node* ParseTree::only_query() const {
  const Node* statement = only_statement();
  return statement != nullptr && tag_of(statement) == T_SelectStmt ? statement : nullptr;
}

}  // namespace mimar::sql
