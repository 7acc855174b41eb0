#pragma once
// The encoding a script declares (SET client_encoding, as pg_dump writes it): what follows is
// converted to UTF-8.

#include <string>
#include <string_view>
#include <vector>

namespace mimar::read::sql_files {

struct Decoded {
  std::string text;                  // UTF-8, line for line the text that was given
  std::vector<std::string> unknown;  // encodings that were declared and are not understood
};

// LATIN1, LATIN9, WIN1252, UTF8 and SQL_ASCII in their spellings; text of another encoding stays as
// it is.
Decoded decode(std::string_view text);

}  // namespace mimar::read::sql_files
