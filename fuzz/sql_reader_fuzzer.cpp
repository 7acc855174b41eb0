// Whatever the bytes are: the SQL reader answers with a database or an error, and its places lie in
// the text.

#include <cstdlib>
#include <string_view>

#include "base/ensure.h"
#include "read/sql_files/reader.h"
#include "sql/parse.h"

namespace {

using namespace mimar;

void check_pieces(std::string_view text) {
  const auto pieces = sql::split_script(text, "fuzz.sql");
  if (!pieces) {
    ensure(pieces.error().where.has_value(), "an error has a place");
    return;
  }
  std::size_t end = 0;
  for (const sql::Chunk& piece : *pieces) {
    const std::size_t start = piece.where.offset;
    ensure(start >= end && start + piece.text.size() <= text.size(), "pieces follow each other");
    ensure(piece.text.data() == text.data() + start, "pieces are views into the script");
    end = start + piece.text.size();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_pieces(text);
  const auto script = sql::parse_script(text, "fuzz.sql");
  ensure(script || !script.error().message.empty(), "an error says what is wrong");
  (void)read::sql_files::read({{"fuzz.sql", std::string(text)}});
  return 0;
}
