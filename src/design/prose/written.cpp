#include "design/prose/written.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"

namespace mimar::design::prose {
namespace {

// One line, whatever it was: a quotation ends with its line.
std::string flat(std::string_view text) {
  std::string result;
  for (const char c : text)
    result += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  return result;
}

std::string comment(std::string text) {
  return "<!-- " + text::replace_all(flat(text), "--", "- -") + " -->\n";
}

std::string sources(const std::vector<Passage>& prose, const std::vector<std::size_t>& cited) {
  std::string result;
  for (const std::size_t n : cited)
    result += fmt::format("> line {}: «{}»\n", prose[n - 1].where.line, flat(prose[n - 1].text));
  return result;
}

}  // namespace

std::string written_brief(const std::vector<Passage>& prose, const Judgement& judgement,
                          const Maker& maker) {
  const std::string file = prose.empty() ? "" : prose.front().where.file;
  std::string page =
      comment(fmt::format("Made of {} by the model {} at {} on {}. Nobody has confirmed it.", file,
                          maker.model, maker.place, maker.date)) +
      comment(
          "Quoted lines are no part of the brief: the prose that a sentence comes from, what is "
          "doubtful about it, and what was written without the prose saying it.");
  const std::vector<std::size_t>* above = nullptr;
  for (const Judged& judged : judgement.lines) {
    if (judged.line.kind == Line::Kind::heading) {
      page += "\n" + flat(judged.line.text) + "\n";
      above = nullptr;
      continue;
    }
    page += '\n';
    if (above == nullptr || *above != judged.line.cited) page += sources(prose, judged.line.cited);
    above = &judged.line.cited;
    if (judged.line.kind == Line::Kind::question)
      page += "> asked: " + flat(judged.line.text) + "\n";
    else if (!judged.against.empty())
      page += fmt::format("> left out, as {}: {}\n", text::join(judged.against, "; "),
                          flat(judged.line.text));
    else
      page +=
          (judged.doubts.empty() ? "" : "> doubtful: " + text::join(judged.doubts, "; ") + "\n") +
          "\n" + flat(judged.line.text) + "\n";
  }
  if (!judgement.left_out.empty())
    page += "\n> Nothing above comes from:\n" + sources(prose, judgement.left_out);
  return page;
}

}  // namespace mimar::design::prose
