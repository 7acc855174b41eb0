#include "cli/error_text.h"

#include "base/text.h"
#include "report/paint.h"
#include "report/renderers.h"

namespace mimar::cli {

using report::Ink;

std::string error_text(const Error& error, bool colour) {
  const report::Paint paint(colour);
  std::string result = paint(Ink::red, "error") + ": ";
  if (error.where && !error.where->file.empty()) result += report::place(*error.where) + ": ";
  result += paint(Ink::bold, text::trim(error.message));
  if (!error.sqlstate.empty()) result += " (SQLSTATE " + error.sqlstate + ')';
  result += '\n';
  for (const std::string_view line :
       error.excerpt.empty() ? std::vector<std::string_view>{} : text::lines(error.excerpt)) {
    result += "  " + std::string(line) + '\n';
  }
  if (!error.hint.empty()) result += paint(Ink::blue, "hint") + ": " + error.hint + '\n';
  return result;
}

int exit_code(const Error& error) {
  return error.kind == ErrorKind::interrupted ? 130 : 2;
}

}  // namespace mimar::cli
