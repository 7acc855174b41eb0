// Contexts, aggregates and events, as the report tells them.
#include "base/text.h"
#include "design/domain.h"
#include "ops/design/pages.h"

namespace mimar::ops::designing {
namespace {

using design::Aggregate;
using design::Context;
using design::Domain;

std::string lines_of(const Design& design, const design::Said& said) {
  std::vector<std::string> lines;
  for (const design::SentenceId id : said)
    if (id < design.brief.sentences.size())
      lines.push_back(std::to_string(design.brief.sentences[id].where.line));
  return text::join(lines, ", ");
}

std::string aggregate(const Aggregate& one) {
  std::string line = "- **" + one.root + "**";
  if (!one.parts.empty()) line += " with its parts: " + text::join(one.parts, ", ");
  return line + '\n';
}

std::string contexts(const Domain& domain) {
  std::string page;
  const bool one = domain.contexts.size() == 1;
  for (const Context& context : domain.contexts) {
    if (!one) page += "### " + (context.name.empty() ? "Below no heading" : context.name) + "\n\n";
    for (const Aggregate& each : context.aggregates)
      page += aggregate(each);
    page += '\n';
  }
  if (one) page += "The headings of the brief tell no contexts apart: the whole is one.\n\n";
  return page;
}

std::string crossings(const Domain& domain) {
  std::string page;
  for (const design::Crossing& one : domain.crossings)
    page +=
        fmt::format("- {} ({}) refers to {} ({})\n", one.from, design::context_of(domain, one.from),
                    one.to, design::context_of(domain, one.to));
  return page.empty() ? page
                      : "### Between contexts\n\nWhere they part into databases or services, these "
                        "references lose their foreign keys:\n\n" +
                            page + '\n';
}

}  // namespace

std::string domain_section(const Design& design) {
  if (design.brief.model.entities.empty()) return {};
  const Domain domain = design::domain_of(design.brief.model);
  std::string page =
      "## Contexts, aggregates and events\n\nAn aggregate changes as a whole: its parts go with "
      "their "
      "root, and nothing else refers to them.\n\n";
  page += contexts(domain) + crossings(domain);
  if (domain.events.empty()) return page;
  page += "### Events\n\n| Event | Seen in the database | Line |\n|---|---|---:|\n";
  for (const design::DomainEvent& event : domain.events)
    page +=
        fmt::format("| {} | {} | {} |\n", event.name, event.where, lines_of(design, event.said));
  return page + '\n';
}

}  // namespace mimar::ops::designing
