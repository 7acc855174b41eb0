#include "base/text.h"
#include "engine/postgres/connection.h"

namespace mimar::engine::postgres {
namespace {

bool is_url(std::string_view text) {
  return text.substr(0, 11) == "postgres://" || text.substr(0, 13) == "postgresql://";
}

// The end of a keyword's value in "a=b c='d e'" (libpq: backslash escapes, quotes around spaces).
std::size_t end_of_value(const std::string& text, std::size_t at) {
  const bool quoted = at < text.size() && text[at] == '\'';
  for (std::size_t end = quoted ? at + 1 : at; end < text.size(); ++end) {
    if (text[end] == '\\')
      ++end;
    else if (quoted && text[end] == '\'')
      return end + 1;
    else if (!quoted && text[end] == ' ')
      return end;
  }
  return text.size();
}

// Replaces the value of every `keyword` = ...; in URLs it ends at '&'.
std::string hide_value(std::string text, std::string_view keyword, bool url) {
  for (std::size_t at = 0; (at = text::lower(text).find(keyword, at)) != std::string::npos;) {
    at += keyword.size();
    std::size_t start = at;
    while (!url && start < text.size() && text[start] == ' ')
      ++start;
    if (start >= text.size() || text[start] != '=') continue;
    ++start;
    while (!url && start < text.size() && text[start] == ' ')
      ++start;
    const std::size_t end =
        url ? std::min(text.find('&', start), text.size()) : end_of_value(text, start);
    text.replace(start, end - start, "***");
    at = start;
  }
  return text;
}

}  // namespace

std::string masked(const std::string& conninfo) {
  if (!is_url(conninfo)) return hide_value(conninfo, "password", false);
  std::string result = conninfo;
  // A password may hold '/', '?' and '@' by mistake; the last '@' before the parameters is the safe
  // end.
  const std::size_t user = result.find("://") + 3;
  const std::size_t host = result.rfind('@');
  const std::size_t colon = result.find(':', user);
  if (host != std::string::npos && colon < host) result.replace(colon + 1, host - colon - 1, "***");
  return hide_value(result, "password", true);
}

}  // namespace mimar::engine::postgres
