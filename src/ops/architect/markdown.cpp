#include "ops/architect/markdown.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::ops::architect::markdown {

std::string row(const std::vector<std::string>& cells) {
  std::string result = "|";
  for (const std::string& cell : cells) {
    result += ' ' + text::replace_all(text::replace_all(cell, "|", "\\|"), "\n", " ") + " |";
  }
  return result + '\n';
}

std::string header(const std::vector<std::string>& cells) {
  std::string result = row(cells) + '|';
  for (std::size_t i = 0; i < cells.size(); ++i)
    result += "---|";
  return result + '\n';
}

std::string bullets(const std::vector<std::string>& items) {
  std::string result;
  for (const std::string& item : items)
    result += "- " + text::replace_all(item, "\n", " ") + '\n';
  return result;
}

std::string code(std::string_view text, std::string_view language) {
  const std::string fence = text.find("```") == std::string_view::npos ? "```" : "~~~~";
  std::string result = fence;
  result.append(language).append("\n").append(text);
  if (!result.ends_with('\n')) result += '\n';
  return result + fence + '\n';
}

std::string milliseconds(double ms) {
  if (ms >= 1000) return fmt::format("{:.1f} s", ms / 1000);
  if (ms >= 10) return fmt::format("{:.0f} ms", ms);
  return ms >= 1 ? fmt::format("{:.1f} ms", ms) : fmt::format("{:.2f} ms", ms);
}

std::string factor(double ratio) {
  return ratio >= 10 ? fmt::format("{:.0f}x", ratio) : fmt::format("{:.1f}x", ratio);
}

std::string evidence_label(const Architecture& architecture, const evidence::Evidence& evidence) {
  for (std::size_t i = 0; i < architecture.evidence.size(); ++i) {
    if (architecture.evidence[i].claim == evidence.claim) return "E" + std::to_string(i + 1);
  }
  return "";
}

std::string findings(const Architecture& architecture, const std::vector<std::string_view>& ids) {
  std::string result;
  for (const evidence::Finding& finding : architecture.findings) {
    if (std::find(ids.begin(), ids.end(), finding.id) == ids.end()) continue;
    result += fmt::format("- **{}** `{}`: {}", evidence::name(finding.severity), finding.object,
                          finding.message);
    if (finding.where && finding.where->line > 0)
      result += fmt::format(" ({}:{})", finding.where->file, finding.where->line);
    result += fmt::format(" [`{}`]\n", finding.id);
  }
  return result;
}

}  // namespace mimar::ops::architect::markdown
