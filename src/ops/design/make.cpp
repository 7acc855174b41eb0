// From a brief to a static design.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "design/relational/relational.h"
#include "emit/ddl/ddl.h"
#include "ops/design/accesses.h"
#include "ops/design/designing.h"
#include "ops/design/gone.h"
#include "ops/design/live_rows.h"
#include "ops/design/wishes.h"
#include "read/sql_files/reader.h"

namespace mimar::ops::designing {
namespace {

// Our own SQL that our own reader refuses.
Error unreadable(const Error& error, std::string_view whose) {
  Error told = error;
  told.kind = ErrorKind::unsupported;
  told.message = fmt::format("{} gives SQL that is not understood: {}", whose, error.message);
  told.hint = "this is a fault of Mimar; leave that sentence out of the brief, and report it";
  return told;
}

void append(design::Draft& draft, design::Draft further) {
  draft.sql += further.sql;
  const auto move_to = [](auto& into, auto& from) {
    std::move(from.begin(), from.end(), std::back_inserter(into));
  };
  move_to(draft.reasons, further.reasons);
  move_to(draft.traces, further.traces);
  move_to(draft.accesses, further.accesses);
  move_to(draft.questions, further.questions);
  move_to(draft.files, further.files);
  for (auto& [table, statistics] : further.rows.tables)
    draft.rows.tables.insert_or_assign(table, statistics);
}

// One pattern after the other, each on the database that those before it left.
class Building {
 public:
  explicit Building(Design& design) : design_(design) {}

  Result<void> start(const std::string& sql) {
    if (auto read = history_.apply({"schema.sql", sql}); !read)
      return fail(unreadable(read.error(), "the design"));
    return look();
  }

  const model::Database& database() const { return design_.database; }

  // A pattern that does not fit is noted with its reason; the others go on.
  Result<void> apply(const design::Pattern& pattern, const design::PatternRequest& request) {
    AppliedPattern applied{std::string(pattern.id),
                           request.table.name.empty() ? "" : request.table.text(),
                           std::string(pattern.promise),
                           std::string(pattern.cost),
                           {},
                           request.said};
    auto draft = pattern.apply(design_.database, request, design_.policy);
    if (!draft) {
      applied.refused = draft.error().message +
                        (draft.error().hint.empty() ? "" : " (" + draft.error().hint + ")");
    } else {
      if (auto read = history_.apply({applied.id + ".sql", draft->sql}); !read)
        return fail(unreadable(read.error(), "the pattern " + applied.id));
      for (design::Trace& trace : draft->traces)
        if (trace.said.empty()) trace.said = request.said;
      for (design::DesignedAccess& access : draft->accesses)
        if (access.said.empty()) access.said = request.said;
      const std::set<model::Name> before = tables();
      const model::Database earlier = design_.database;
      if (auto done = look(); !done) return done;
      replace_gone(design_.draft, *draft, earlier, design_.database, applied.id);
      append(design_.draft, std::move(*draft));
      for (const model::Name& table : tables())
        if (!before.contains(table)) design_.own_tables.insert(table);
      if (applied.id == "soft-delete") {
        const auto column = request.options.find("column");
        read_live_rows(design_.draft, request.table,
                       column == request.options.end() ? "deleted_at" : column->second);
      }
    }
    design_.patterns.push_back(std::move(applied));
    return {};
  }

 private:
  std::set<model::Name> tables() const {
    std::set<model::Name> names;
    for (const model::Table& table : design_.database->tables)
      names.insert(table.name);
    return names;
  }

  Result<void> look() {
    auto state = history_.state();
    if (!state) return fail(unreadable(state.error(), "the design"));
    design_.database = std::move(state->database);
    design_.notes = std::move(state->notes);
    return {};
  }

  Design& design_;
  read::sql_files::History history_;
};

void ask_rules(Design& design, const Wanted& wanted) {
  std::vector<model::Query> queries;
  for (const design::DesignedAccess& access : design.draft.accesses)
    queries.push_back(access.pattern.query);
  check::Outcome outcome =
      check::check({design.database, queries, &design.draft.rows}, wanted.rules);
  design.findings = std::move(outcome.findings);
  for (const std::string& ignored : outcome.ignored)
    design.answered.push_back(ignored);
}

// What the rules say of the schema without the patterns is none of their business.
void leave_out_known(const model::Database& database, const Wanted& wanted, Design& design) {
  const check::Outcome before = check::check({database, {}, nullptr}, wanted.rules);
  std::erase_if(design.findings, [&](const evidence::Finding& finding) {
    return std::any_of(before.findings.begin(), before.findings.end(),
                       [&](const evidence::Finding& known) {
                         return known.id == finding.id && known.object == finding.object;
                       });
  });
}

std::vector<std::string> joined(std::vector<std::string> first, std::vector<std::string> second) {
  std::move(second.begin(), second.end(), std::back_inserter(first));
  return first;
}

Result<void> finish(Design& design, const Wanted& wanted) {
  design.unresolved =
      joined(std::move(design.unresolved), complete_accesses(design.draft, design.database));
  ask_rules(design, wanted);
  return {};
}

// Where the brief keeps tenants apart and does not say how.
void choose_tenancy(Design& design) {
  if (!design.brief.model.tenancy || !design.brief.model.tenancy->mode.empty()) return;
  constexpr std::array<const char*, 3> modes{"shared schema", "schema per tenant",
                                             "database per tenant"};
  design.tenancy_by_policy = true;
  design.brief.model.tenancy->mode = modes[static_cast<std::size_t>(design.policy.tenancy)];
}

}  // namespace

Result<Design> make(design::Brief brief, const std::string& file, const Wanted& wanted,
                    world::World& world) {
  Design design;
  design.brief = std::move(brief);
  design.brief_file = file;
  design.policy = wanted.policy;
  choose_tenancy(design);
  world.progress().begin("designing tables", 0);
  auto draft = design::to_relational(design.brief.model, design.policy);
  world.progress().end();
  if (!draft) return fail(draft.error());
  design.draft = std::move(*draft);
  Building building(design);
  if (auto started = building.start(design.draft.sql); !started) return fail(started.error());
  for (const WishedPattern& wish : wished_patterns(design)) {
    if (world.interrupted()) return fail(ErrorKind::interrupted, "interrupted while designing");
    if (wish.pattern == nullptr) {
      design.unresolved.push_back(wish.question);
      continue;
    }
    if (auto applied = building.apply(*wish.pattern, wish.request); !applied)
      return fail(applied.error());
  }
  if (auto done = finish(design, wanted); !done) return fail(done.error());
  return design;
}

Result<Design> add_patterns(const model::Database& database, const std::vector<Addition>& additions,
                            const Wanted& wanted) {
  Design design;
  design.policy = wanted.policy;
  design.database = database;
  Building building(design);
  design.base_sql = emit::ddl::emit(database);
  if (auto started = building.start(design.base_sql); !started) return fail(started.error());
  for (const Addition& addition : additions) {
    auto wish = resolve(addition, design.database);
    if (!wish) return fail(wish.error());
    if (auto applied = building.apply(*wish->pattern, wish->request); !applied)
      return fail(applied.error());
    if (!design.patterns.back().refused.empty())
      return fail(ErrorKind::usage, addition.pattern + ": " + design.patterns.back().refused);
  }
  if (auto done = finish(design, wanted); !done) return fail(done.error());
  leave_out_known(database, wanted, design);
  return design;
}

}  // namespace mimar::ops::designing
