// Each sentence of the brief with what holds it.
#include <algorithm>

#include "base/text.h"
#include "ops/design/designing.h"
#include "verify/design_witness.h"

namespace mimar::ops::designing {
namespace {

using design::Said;
using design::Sentence;

bool says(const Said& said, std::size_t sentence) {
  return std::find(said.begin(), said.end(), sentence) != said.end();
}

std::string subject(const std::string& entity) {
  return entity.empty() ? "the whole" : "«" + entity + "»";
}

// What a sentence states that no object of the database holds, and where it acts.
class Settings {
 public:
  Settings(const design::ConceptualModel& model, std::size_t sentence) : sentence_(sentence) {
    for (const design::Volume& volume : model.volumes)
      if (says(volume.said, sentence_))
        add("volume of " + subject(volume.entity), "rows of the proof and of the load test");
    for (const design::Rate& rate : model.rates)
      if (says(rate.said, sentence_))
        add("rate of " + subject(rate.entity), "target of the load test");
    for (const design::Target& target : model.targets)
      if (says(target.said, sentence_))
        add(fmt::format("target {} of {}", target.what, subject(target.entity)),
            "held against the load test, where it can measure it");
  }
  std::vector<Row> rows;

 private:
  void add(std::string object, std::string witness) {
    rows.push_back({sentence_, std::move(object), std::move(witness), std::nullopt, {}});
  }
  std::size_t sentence_;
};

class Table {
 public:
  explicit Table(const Design& design) : design_(design) {}

  std::vector<Row> all() {
    for (std::size_t i = 0; i < design_.brief.sentences.size(); ++i) {
      if (design_.brief.sentences[i].outcome == Sentence::Outcome::remark) continue;
      add_traces(i);
      add_accesses(i);
      for (Row& row : Settings(design_.brief.model, i).rows)
        rows_.push_back(std::move(row));
      add_refused(i);
    }
    return std::move(rows_);
  }

 private:
  void add_traces(std::size_t sentence) {
    for (std::size_t i = 0; i < design_.draft.traces.size(); ++i) {
      const design::Trace& trace = design_.draft.traces[i];
      if (!says(trace.said, sentence)) continue;
      Row row{sentence,
              trace.object,
              trace.witness.sql + "\n-- is to " + verify::expected(trace.witness),
              std::nullopt,
              {}};
      if (design_.proof && i < design_.proof->traces.size()) {
        row.verdict = design_.proof->traces[i].verdict;
        row.reason = design_.proof->traces[i].reason;
      }
      rows_.push_back(std::move(row));
    }
  }

  void add_accesses(std::size_t sentence) {
    for (std::size_t i = 0; i < design_.draft.accesses.size(); ++i) {
      const design::DesignedAccess& access = design_.draft.accesses[i];
      if (!says(access.said, sentence)) continue;
      Row row{sentence,
              access.indexes.empty() ? "keys" : "index " + text::join(access.indexes, ", "),
              access.pattern.query.sql + "\n-- its plan takes it",
              std::nullopt,
              {}};
      if (design_.proof && i < design_.proof->accesses.size()) {
        row.verdict = design_.proof->accesses[i].evidence.verdict;
        row.reason = design_.proof->accesses[i].evidence.reason;
      }
      rows_.push_back(std::move(row));
    }
  }

  void add_refused(std::size_t sentence) {
    for (const AppliedPattern& pattern : design_.patterns)
      if (says(pattern.said, sentence) && !pattern.refused.empty())
        rows_.push_back({sentence, "pattern " + pattern.id + " is not applied", "",
                         evidence::Verdict::refuted, pattern.refused});
  }

  const Design& design_;
  std::vector<Row> rows_;
};

}  // namespace

std::vector<Row> traceability(const Design& design) {
  return Table(design).all();
}

std::vector<std::size_t> lost(const Design& design) {
  const std::vector<Row> rows = traceability(design);
  std::vector<std::size_t> without;
  for (std::size_t i = 0; i < design.brief.sentences.size(); ++i) {
    const Sentence::Outcome outcome = design.brief.sentences[i].outcome;
    if (outcome == Sentence::Outcome::remark || outcome == Sentence::Outcome::not_understood)
      continue;
    const bool held =
        std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.sentence == i; });
    if (!held) without.push_back(i);
  }
  return without;
}

}  // namespace mimar::ops::designing
