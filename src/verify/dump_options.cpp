#include "verify/dump_options.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "model/definition.h"

namespace mimar::verify {
namespace {

// Behind a quoted text that begins at `at`; the text's size when it does not end.
std::size_t end_of_quoted(const std::string& text, std::size_t at) {
  const char quote = text[at++];
  while (at < text.size() && (text[at] != quote || text.compare(at, 2, std::string(2, quote)) == 0))
    at += text[at] == quote ? 2 : 1;
  return std::min(at + 1, text.size());
}

// pg_dump writes each option on a line of its own: its name, a blank, its value in quotes.
std::string without_secrets(const std::string& body, bool of_user_mapping) {
  std::string result;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t line = std::min(body.find_first_not_of(' ', at), body.size());
    std::size_t name = line;
    if (line < body.size() && body[line] == '"') name = end_of_quoted(body, line);
    while (name < body.size() && body[name] != ' ' && body[name] != '\n')
      ++name;
    const bool option =
        name + 1 < body.size() && (body[name + 1] == '\'' || body.compare(name + 1, 2, "E'") == 0);
    const std::size_t quote = std::min(body.find('\'', name), body.size());
    const std::size_t end = option ? end_of_quoted(body, quote) : name;
    const std::string value = body.substr(name, end - name);
    const std::string shown =
        option ? model::shown_option(body.substr(line, name - line), value, of_user_mapping)
               : value;
    result += body.substr(at, name - at) + (shown == value ? value : " '" + shown + "'");
    at = std::min(body.find('\n', end), body.size() - 1) + 1;
    result += body.substr(end, at - end);
  }
  return result;
}

// "(\n    TEMPLATE = pg_catalog.simple,\n    b = '2', a = '1' );"
std::string with_sorted_options(const std::string& body) {
  const std::size_t start = body.find(",\n    "), end = body.rfind(" );");
  if (start == std::string::npos || end == std::string::npos || end < start) return body;
  const std::size_t first = start + 6;
  std::vector<std::string> options(1);
  for (std::size_t at = first; at < end;) {
    const std::size_t next = body[at] == '\'' ? end_of_quoted(body, at) : at + 1;
    if (body[at] == ',') {
      options.emplace_back();
      at = next + (body[next] == ' ' ? 1 : 0);
      continue;
    }
    options.back() += body.substr(at, next - at);
    at = next;
  }
  std::sort(options.begin(), options.end());
  return body.substr(0, first) + text::join(options, ", ") + body.substr(end);
}

}  // namespace

std::string comparable_options(std::string_view kind, const std::string& body) {
  if (kind == "TEXT SEARCH DICTIONARY") return with_sorted_options(body);
  if (kind == "SERVER" || kind == "USER MAPPING" || kind == "FOREIGN TABLE" ||
      kind == "FOREIGN DATA WRAPPER")
    return without_secrets(body, kind == "USER MAPPING");
  return body;
}

}  // namespace mimar::verify
