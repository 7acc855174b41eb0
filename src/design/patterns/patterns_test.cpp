// Every pattern added to schemas that have nothing in common: the server takes it, both readers see
// the same database, the rules are silent about what is new, and each witness acts differently once
// its object is gone.

#include <filesystem>

#include "check/check.h"
#include "support/pattern_database.h"
#include "support/places.h"
#include "support/rule_cases.h"
#include "verify/load_rows.h"
#include "verify/round_trip.h"

namespace mimar::design {
namespace {

using Expect = Witness::Expectation;

struct Place {
  std::string pattern, schema, table;
  std::map<std::string, std::string> options = {};
};

std::ostream& operator<<(std::ostream& out, const Place& place) {
  return out << place.pattern << " " << place.schema << " " << place.table;
}

const std::vector<Place>& places() {
  static const std::vector<Place> all{
      {"audit-trail", "web_shop", "sales.order_line"},
      {"audit-trail", "city_library", "public.Branch"},
      {"audit-trail", "synthesis/10_bank", "public.account"},
      {"cdc-publication", "web_shop", ""},
      {"cdc-publication", "city_library", "public.Reader", {{"before", "yes"}}},
      {"cdc-publication", "fleet_telemetry", "public.measurement"},
      {"event-sourcing", "web_shop", ""},
      {"event-sourcing", "city_library", "", {{"name", "library_events"}}},
      {"event-sourcing", "synthesis/06_tenants", ""},
      {"full-text-search", "web_shop", "sales.customer"},
      {"full-text-search",
       "city_library",
       "public.Work",
       {{"columns", "Title:A"}, {"language", "german"}, {"column", "Words in it"}}},
      {"full-text-search", "synthesis/06_tenants", "public.project"},
      {"hierarchy", "web_shop", "catalogue.category", {{"access", "subtrees"}}},
      {"hierarchy", "web_shop", "sales.customer", {{"kind", "ltree"}}},
      {"hierarchy", "city_library", "public.Employee"},
      {"hierarchy", "synthesis/06_tenants", "public.project", {{"kind", "closure"}}},
      {"idempotency-keys", "web_shop", ""},
      {"idempotency-keys", "city_library", "", {{"keep", "2 hours"}}},
      {"idempotency-keys", "synthesis/10_bank", ""},
      {"keyset-pagination",
       "web_shop",
       "catalogue.product",
       {{"order", "created_at desc"}, {"within", "category_id"}}},
      {"keyset-pagination", "city_library", "public.Loan", {{"order", "Due"}, {"page", "20"}}},
      {"keyset-pagination", "synthesis/06_tenants", "public.task", {{"within", "project_id"}}},
      {"ledger", "web_shop", ""},
      {"ledger", "city_library", "", {{"name", "fines"}}},
      {"ledger", "synthesis/06_tenants", ""},
      {"optimistic-version", "web_shop", "sales.orders"},
      {"optimistic-version", "city_library", "public.Loan"},
      {"optimistic-version", "synthesis/06_tenants", "public.project"},
      {"outbox", "web_shop", "sales.address"},
      {"outbox", "city_library", "public.Employee"},
      {"outbox", "synthesis/06_tenants", ""},
      {"polymorphic",
       "web_shop",
       "sales.address",
       {{"targets", "catalogue.product,customer"}, {"required", "no"}}},
      {"polymorphic",
       "city_library",
       "public.Reader",
       {{"targets", "Branch,Work"}, {"kind", "supertype"}, {"name", "Places"}}},
      {"polymorphic",
       "synthesis/10_bank",
       "public.transfer",
       {{"targets", "customer,standing_order"}, {"required", "no"}}},
      {"pseudonymisation",
       "web_shop",
       "sales.address",
       {{"columns", "lines,city"}, {"find", "city"}}},
      {"pseudonymisation",
       "city_library",
       "public.Employee",
       {{"columns", "Salary,Photo,Role"}, {"find", "Role"}}},
      {"pseudonymisation", "synthesis/02_clinic", "public.doctor", {{"columns", "name,licence"}}},
      {"queue", "web_shop", ""},
      {"queue", "city_library", "", {{"name", "e-mails to send"}}},
      {"queue", "synthesis/10_bank", ""},
      {"retention", "web_shop", "sales.orders", {{"column", "placed_at"}, {"keep", "7 years"}}},
      {"retention",
       "city_library",
       "public.Loan",
       {{"column", "Due"}, {"keep", "90 days"}, {"archive", "yes"}}},
      {"retention",
       "synthesis/10_bank",
       "public.transfer",
       {{"column", "booked_on"}, {"keep", "1 year"}}},
      {"roles-and-permissions", "web_shop", "", {{"scope", "sales.orders"}}},
      {"roles-and-permissions", "city_library", "public.Employee", {{"scope", "Branch"}}},
      {"roles-and-permissions",
       "synthesis/06_tenants",
       "public.member",
       {{"scope", "project"}, {"prefix", "team_"}}},
      {"roles-and-permissions", "synthesis/28_permissions", ""},
      {"soft-delete", "web_shop", "catalogue.product"},
      {"soft-delete", "city_library", "public.Branch"},
      {"soft-delete", "synthesis/06_tenants", "public.member"},
      {"star-schema", "web_shop", "catalogue.product", {{"time", "created_at"}}},
      {"star-schema", "synthesis/32_shipping", "public.booking"},
      {"star-schema", "synthesis/10_bank", "public.transfer"},
      {"status-machine",
       "web_shop",
       "sales.orders",
       {{"column", "state"}, {"transitions", ">cart,cart>placed,placed>paid,paid>shipped"}}},
      {"status-machine",
       "city_library",
       "public.Employee",
       {{"column", "Role"}, {"transitions", "clerk>librarian,librarian>head"}}},
      {"status-machine",
       "synthesis/06_tenants",
       "public.tenant",
       {{"column", "plan"}, {"transitions", ">free;free>team;team>company;company>team"}}},
      {"tags", "web_shop", "sales.address"},
      {"tags", "city_library", "public.Work", {{"name", "Labels"}}},
      {"tags", "synthesis/06_tenants", "public.project"},
      {"temporal", "web_shop", "sales.order_line"},
      {"temporal", "city_library", "public.Work"},
      {"temporal", "synthesis/06_tenants", "public.member"},
      {"temporal", "web_shop", "catalogue.product", {{"kind", "validity"}, {"within", "sku"}}},
      {"tenancy", "web_shop", "sales.customer"},
      {"tenancy", "city_library", "public.Reader", {{"setting", "library.card"}}},
      {"tenancy", "synthesis/06_tenants", "public.tenant"},
      {"tenancy", "synthesis/02_clinic", "public.room"},
      {"tenant-counter", "web_shop", "sales.order_line", {{"tenant", "order_id"}}},
      {"tenant-counter",
       "city_library",
       "public.Employee",
       {{"tenant", "BranchId"}, {"column", "Shelf Number"}}},
      {"tenant-counter", "synthesis/06_tenants", "public.project"},
      {"tenant-databases", "web_shop", "sales.customer"},
      {"tenant-databases", "city_library", "public.Branch"},
      {"tenant-databases", "synthesis/06_tenants", "public.tenant"},
      {"tenant-databases", "synthesis/02_clinic", "public.room"},
      {"tenant-partitions",
       "synthesis/16_ci_service",
       "public.artifact",
       {{"tenant", "run_id"}, {"count", "4"}}},
      {"tenant-partitions", "synthesis/21_messenger", "public.message", {{"tenant", "chat_id"}}},
      {"tenant-partitions",
       "synthesis/32_shipping",
       "public.booking",
       {{"tenant", "voyage_id"}, {"kind", "list"}}},
      {"tenant-schemas", "web_shop", "sales.customer"},
      {"tenant-schemas", "city_library", "public.Branch"},
      {"tenant-schemas", "synthesis/06_tenants", "public.tenant"},
      {"tenant-schemas", "synthesis/02_clinic", "public.room"},
      {"time-series", "workshop", "shop.visit", {{"partition", "day"}}},
      {"time-series", "synthesis/07_sensors", "public.reading"},
      {"time-series",
       "synthesis/10_bank",
       "public.transfer",
       {{"column", "booked_on"}, {"keep", "7 years"}}},
  };
  return all;
}

std::string schema_of(const Place& place) {
  const std::filesystem::path corpus = std::filesystem::path(MIMAR_SOURCE_DIR) / "tests" / "corpus";
  const bool one_file = place.schema.find('/') != std::string::npos;
  return support::read_text(
      (one_file ? corpus / (place.schema + ".sql") : corpus / place.schema / "schema.sql")
          .string());
}

class PatternPlacesServer : public support::PatternServer,
                            public ::testing::WithParamInterface<Place> {
 protected:
  static Policy policy() {
    Policy policy;
    policy.version = major_version();
    return policy;
  }

  Draft made() const {
    const Place& place = GetParam();
    auto drafted = draft(schema_of(place), place.pattern, place.table, place.options, policy());
    if (!drafted) throw std::runtime_error(support::why(drafted.error()));
    return std::move(*drafted);
  }

  // "" or how it fails to hold.
  static std::string judged(engine::postgres::Connection& in, const Witness& witness) {
    const auto done = in.execute(witness.sql);
    switch (witness.expectation) {
      case Expect::refused:
        if (done) return "it runs";
        return done.error().sqlstate == witness.sqlstate ? "" : support::why(done.error());
      case Expect::runs: return done ? "" : support::why(done.error());
      case Expect::empty:
        if (!done) return support::why(done.error());
        return done->rows.empty() ? "" : "it has rows";
      case Expect::some:
        if (!done) return support::why(done.error());
        return done->rows.empty() ? "it has no row" : "";
    }
    return "";
  }
};

TEST_P(PatternPlacesServer, BothReadersAgree) {
  const auto reading =
      read::read_files({{"schema.sql", schema_of(GetParam())}, {"pattern.sql", made().sql}});
  ASSERT_TRUE(reading) << support::why(reading.error()) << made().sql;
  const auto result = verify::round_trip(*reading, *scratch_);
  ASSERT_TRUE(result) << support::why(result.error());
  // The third claim, of pg_dump, is about the schemas themselves.
  for (std::size_t claim = 0; claim < 2; ++claim) {
    const evidence::Evidence& item = result->evidence.at(claim);
    EXPECT_EQ(item.verdict, evidence::Verdict::confirmed) << item.reason;
  }
}

TEST_P(PatternPlacesServer, TheRulesAreSilentAboutWhatIsNew) {
  const std::string schema = schema_of(GetParam());
  const auto findings = [](const model::Database& database) {
    return check::check({database, {}, nullptr}, check::default_rules()).findings;
  };
  std::set<std::string> before;
  for (const evidence::Finding& finding : findings(reading(schema)))
    before.insert(finding.id + finding.object);
  for (const evidence::Finding& finding : findings(reading(schema + "\n" + made().sql)))
    EXPECT_TRUE(before.contains(finding.id + finding.object))
        << finding.id << " " << finding.object << ": " << finding.message;
}

TEST_P(PatternPlacesServer, EachWitnessHoldsBothWays) {
  const std::string schema = schema_of(GetParam());
  scratch::Database filled = database(schema);
  const model::Database before = reading(schema);
  const auto loaded = verify::load_rows(filled, before, synthesis::plan(before, {}), 1, *world_);
  ASSERT_TRUE(loaded) << support::why(loaded.error());
  const Draft draft = made();
  // Pseudonymisation encrypts what is there.
  ASSERT_EQ(run(filled, "SET app.personal_key = 'k'; SET app.digest_key = 'd';" + draft.sql), "")
      << draft.sql;
  EXPECT_FALSE(draft.traces.empty());
  EXPECT_FALSE(draft.reasons.empty());
  std::size_t tried = 0;
  for (const Trace& trace : draft.traces) {
    const Witness& witness = trace.witness;
    const std::string told = trace.object + "\n" + witness.sql + "\nwithout: " + witness.removal;
    engine::postgres::Connection& in = filled.owner();
    if (!witness.needs.empty()) {
      const auto there = in.execute(witness.needs);
      ASSERT_TRUE(there) << support::why(there.error()) << "\n" << told;
      if (there->rows.empty()) continue;
    }
    ++tried;
    ASSERT_EQ(state(in, "BEGIN"), "");
    EXPECT_EQ(judged(in, witness), "") << told;
    ASSERT_EQ(state(in, "ROLLBACK"), "");
    ASSERT_EQ(state(in, "BEGIN"), "");
    EXPECT_EQ(one(in, witness.removal).substr(0, 5) == "error", false)
        << one(in, "ROLLBACK") << told;
    EXPECT_NE(judged(in, witness), "") << told;
    ASSERT_EQ(state(in, "ROLLBACK"), "");
  }
  EXPECT_GT(tried, 0U);
}

std::string place_name(const ::testing::TestParamInfo<Place>& info) {
  std::string name = info.param.pattern + "_" + info.param.schema + "_" + info.param.table;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Patterns, PatternPlacesServer, ::testing::ValuesIn(places()), place_name);

TEST(Patterns, AreSortedAndSayWhatTheyPromise) {
  std::string last;
  for (const Pattern& pattern : patterns()) {
    EXPECT_LT(last, pattern.id);
    last = pattern.id;
    EXPECT_EQ(find_pattern(pattern.id), &pattern);
    EXPECT_TRUE(pattern.promise.ends_with('.')) << pattern.id;
    EXPECT_TRUE(pattern.cost.ends_with('.')) << pattern.id;
    const auto tried = std::ranges::count(places(), std::string(pattern.id), &Place::pattern);
    EXPECT_GE(tried, 3) << pattern.id;
  }
}

TEST(Patterns, ATableThatIsNotThereIsAMistake) {
  for (const Pattern& pattern : patterns()) {
    PatternRequest request;
    request.table = {"public", "nothing"};
    const auto made = pattern.apply({}, request, {});
    ASSERT_FALSE(made) << pattern.id;
    EXPECT_EQ(made.error().kind, ErrorKind::usage) << pattern.id;
  }
}

}  // namespace
}  // namespace mimar::design
