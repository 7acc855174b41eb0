#include "report/page.h"

#include <utility>

#include "base/text.h"
#include "report/paint.h"

namespace mimar::report {

namespace {

constexpr std::size_t width = 100;

// Words of a paragraph, refilled. Lists and tables keep their lines.
class Paragraph {
 public:
  void add(std::string_view line) {
    for (const std::string_view word : text::split(line, ' ')) {
      if (word.empty()) continue;
      if (!line_.empty() && line_.size() + 1 + word.size() > width)
        done_ += std::exchange(line_, {}) + '\n';
      line_ += (line_.empty() ? "" : " ") + std::string(word);
    }
  }
  std::string end() {
    if (!line_.empty()) done_ += std::exchange(line_, {}) + '\n';
    return std::exchange(done_, {});
  }

 private:
  std::string done_, line_;
};

bool keeps_its_line(std::string_view line) {
  return line.empty() || line.starts_with("- ") || line.starts_with('|') || line.starts_with('#') ||
         line.starts_with(' ');
}

}  // namespace

std::string terminal_page(std::string_view markdown, bool colour) {
  const Paint paint(colour);
  std::string result;
  Paragraph paragraph;
  bool code = false, after_heading = false;
  for (const std::string_view line : text::lines(markdown)) {
    if (line.starts_with("```")) {
      result += paragraph.end();
      code = !code;
      continue;
    }
    if (line.empty() && after_heading) continue;
    after_heading = !code && line.starts_with('#');
    if (!code && !keeps_its_line(line)) {
      paragraph.add(line);
      continue;
    }
    result += paragraph.end();
    if (after_heading) {
      result += paint(Ink::bold, text::trim(line.substr(line.find_first_not_of('#')))) + '\n';
    } else {
      result += (code && !line.empty() ? "  " : "") + std::string(line) + '\n';
    }
  }
  return result + paragraph.end();
}

}  // namespace mimar::report
