#include "report/page.h"

#include "base/text.h"
#include "report/paint.h"

namespace mimar::report {

std::string terminal_page(std::string_view markdown, bool colour) {
  const Paint paint(colour);
  std::string result;
  bool code = false, after_heading = false;
  for (const std::string_view line : text::lines(markdown)) {
    if (line.starts_with("```")) {
      code = !code;
      continue;
    }
    if (line.empty() && after_heading) continue;
    after_heading = !code && line.starts_with('#');
    if (after_heading) {
      result += paint(Ink::bold, text::trim(line.substr(line.find_first_not_of('#')))) + '\n';
    } else if (line.empty()) {
      result += '\n';
    } else {
      result += (code ? "  " : "") + std::string(line) + '\n';
    }
  }
  return result;
}

}  // namespace mimar::report
