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
  std::size_t assumed = 0;  // the first line that is not the UTF-8 it should be; 0: there is none
  bool utf16 = false;       // all of it was
};

// UTF-16 by its byte order mark, as PowerShell writes what programs print; LATIN1, LATIN9, WIN1252, UTF8 and SQL_ASCII in their spellings; text of another encoding stays as
// it is. A line that is not UTF-8 though nothing else is declared is taken for WIN1252.
Decoded decode(std::string_view text);

}  // namespace mimar::read::sql_files
