#include "ops/design/prose/ask.h"

#include "base/text.h"
#include "design/prose/prompt.h"
#include "design/prose/support.h"
#include "design/prose/written.h"

namespace mimar::ops::designing {
namespace {

using design::prose::Judged;
using design::prose::Judgement;
using design::prose::Line;
using design::prose::Passage;

// "notes.txt:3 and 5: «We sell books.»": where it comes from, then what is said.
std::string placed(const std::vector<Passage>& prose, const Line& line) {
  std::vector<std::string> lines;
  for (const std::size_t n : line.cited) {
    const std::string number = std::to_string(prose[n - 1].where.line);
    if (lines.empty() || lines.back() != number) lines.push_back(number);
  }
  const std::string quoted = "«" + line.text + "»";
  return lines.empty() ? quoted : "line " + text::join(lines, " and ") + ": " + quoted;
}

void sort_out(const std::vector<Passage>& prose, const Judgement& judgement, FromProse& made) {
  for (const Judged& judged : judgement.lines) {
    const std::string said = placed(prose, judged.line);
    if (judged.line.kind == Line::Kind::question) made.asked.push_back(said);
    if (judged.line.kind != Line::Kind::sentence) continue;
    if (!judged.against.empty()) {
      made.kept_out.push_back(said + ": " + text::join(judged.against, "; "));
      continue;
    }
    ++made.taken;
    if (!judged.doubts.empty())
      made.doubtful.push_back(said + ": " + text::join(judged.doubts, "; "));
  }
  for (const std::size_t n : judgement.left_out)
    made.left_out.push_back(
        fmt::format("line {}: «{}»", prose[n - 1].where.line, prose[n - 1].text));
}

}  // namespace

Result<FromProse> brief_of_prose(const std::string& prose, const std::string& file,
                                 const Endpoint& endpoint, world::World& world) {
  const auto passages = design::prose::read_prose(prose, file);
  if (!passages) return fail(passages.error());
  const auto request = request_of(endpoint, design::prose::instructions(),
                                  design::prose::numbered(*passages), world);
  if (!request) return fail(request.error());
  world.progress().begin(fmt::format("asking {} at {}", endpoint.model, endpoint.place), 0);
  const auto response = world.post(*request);
  world.progress().end();
  if (!response) return fail(response.error());
  const auto answer = text_of(endpoint, *request, *response);
  if (!answer) return fail(answer.error());
  const Judgement judgement =
      design::prose::judge(*passages, design::prose::read_answer(*answer, passages->size()));
  FromProse made{file, endpoint.model, endpoint.place, {}, 0, {}, {}, {}, {}};
  made.markdown = design::prose::written_brief(*passages, judgement,
                                               {endpoint.model, endpoint.place, world.today()});
  sort_out(*passages, judgement, made);
  if (made.taken == 0)
    return fail(ErrorKind::environment,
                fmt::format("{} gives no sentence that the prose has the words and numbers of",
                            endpoint.place),
                made.kept_out.empty() ? "write the brief by hand, or try another model"
                                      : "for example " + made.kept_out.front());
  return made;
}

}  // namespace mimar::ops::designing
