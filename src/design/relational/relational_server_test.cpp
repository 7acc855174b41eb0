// Designs on a server: the SQL is taken, filled, and every witness acts with its object and without
// as it says.

#include <gtest/gtest.h>

#include "check/check.h"
#include "design/relational/relational.h"
#include "read/source.h"
#include "sql/query.h"
#include "support/model_writing.h"
#include "support/server.h"
#include "verify/design_proof.h"

namespace mimar::design {
namespace {

using namespace support;
using Kind = ValueKind;

class RelationalServer : public TestServer {
 protected:
  static Draft draft_of(const ConceptualModel& model, const Policy& policy = {}) {
    auto draft = to_relational(model, policy);
    if (!draft) throw std::runtime_error(why(draft.error()));
    return std::move(*draft);
  }

  static model::Database read(const std::string& sql) {
    auto reading = read::read_files({{"design.sql", sql}});
    if (!reading) throw std::runtime_error(why(reading.error()) + "\n" + sql);
    for (const std::string& note : reading->notes)
      ADD_FAILURE() << note;
    return std::move(reading->database);
  }

  static void expect_silent(const Draft& draft, const model::Database& database) {
    std::string text;
    for (const DesignedAccess& access : draft.accesses)
      text += access.pattern.query.sql + ";\n";
    const auto queries = sql::read_queries(text, "accesses.sql", database);
    if (!queries) throw std::runtime_error(why(queries.error()));
    const check::Subject subject{database, *queries, &draft.rows};
    for (const evidence::Finding& finding : check::check(subject, check::default_rules()).findings)
      ADD_FAILURE() << finding.id << " " << finding.object << ": " << finding.message;
  }

  // Everything it claims, with this many rows in each table.
  static verify::DesignProof prove(const Draft& draft, std::uint64_t rows = 60) {
    const model::Database database = read(draft.sql);
    expect_silent(draft, database);
    model::Statistics counts = draft.rows;
    for (auto& [table, count] : counts.tables)
      count.rows = table.name == "organisations" ? 4 : rows;
    auto proof = verify::prove_design(
        *scratch_, {draft.sql, database, draft.traces, draft.accesses, counts}, {}, *world_);
    if (!proof) throw std::runtime_error(why(proof.error()));
    EXPECT_EQ(proof->accepted.verdict, evidence::Verdict::confirmed)
        << proof->accepted.reason << "\n"
        << draft.sql;
    // Ranges that almost never overlap are what is promised of made-up rows, and of each kind there
    // are as many as were made to be of it.
    for (const std::string& note : proof->notes)
      if (note.find("ranges that must not overlap") == std::string::npos &&
          note.find(" will do") == std::string::npos)
        ADD_FAILURE() << note;
    for (const verify::LoadedTable& table : proof->loaded)
      EXPECT_EQ(table.error, "") << table.table.text();
    const auto expect_confirmed = [](const evidence::Evidence& evidence) {
      std::string seen;
      for (const evidence::Observation& one : evidence.observations)
        seen += one.what + " -> " + one.output + "\n";
      EXPECT_EQ(evidence.verdict, evidence::Verdict::confirmed) << evidence.claim << "\n"
                                                                << evidence.reason << "\n"
                                                                << seen;
    };
    for (const evidence::Evidence& one : proof->traces)
      expect_confirmed(one);
    // Small tables are read whole, whatever indexes there are, and some pages are empty.
    for (const verify::AccessPlan& one : proof->accesses)
      if (one.evidence.reason.find("more --rows may tell") == std::string::npos &&
          one.evidence.reason.find("meets no row") == std::string::npos)
        expect_confirmed(one.evidence);
    for (const evidence::Evidence& one : proof->constraints)
      expect_confirmed(one);
    return std::move(*proof);
  }
};

ConceptualModel tracker() {
  ConceptualModel model;
  Attribute status = choice("status", {"planned", "active", "done"});
  Attribute progress = attribute("progress", Kind::percentage);
  progress.default_value = "0";
  Attribute email = attribute("email", Kind::email);
  Attribute estimate = attribute("estimate", Kind::integer, true);
  estimate.at_least = Bound{"0", "", false};
  estimate.at_most = Bound{"100", "", true};
  Attribute title = attribute("title", Kind::text);
  title.max_length = 200;
  title.min_length = 3;
  Attribute labels = attribute("labels", Kind::text);
  labels.many = true;
  Attribute code = attribute("code", Kind::identifier);
  code.immutable = true;
  model.entities = {
      entity("organisation", "organisations", {attribute("name", Kind::text)}),
      entity("user", "users", {attribute("name", Kind::text), email}),
      entity("project", "projects",
             {attribute("name", Kind::text), attribute("description", Kind::long_text, true),
              status, code}),
      entity("milestone", "milestones",
             {attribute("name", Kind::text), attribute("start", Kind::date),
              attribute("end", Kind::date), progress}),
      entity("task", "tasks",
             {title, attribute("due date", Kind::date, true), estimate, labels,
              choice("priority", {"low", "high"})}),
      entity("membership", "memberships", {choice("role", {"owner", "admin", "member"})}),
  };
  model.entities.back().associative = true;
  model.relationships = {has_many("organisation", "project"),
                         has_many("project", "milestone", true),
                         has_many("milestone", "task", true),
                         many_to_many("belongs to", "user", "project", "membership")};
  Relationship depends = many_to_many("depends on", "milestone", "milestone");
  depends.acyclic = true;
  model.relationships.push_back(depends);
  Relationship assigned = has_many("user", "task");
  assigned.from.role = "assignee";
  assigned.from.required = false;
  model.relationships.push_back(assigned);
  Relationship parent = has_many("task", "task");
  parent.from.role = "parent";
  parent.from.required = false;
  parent.acyclic = true;
  model.relationships.push_back(parent);
  model.uniques = {{"user", {"email"}, {}, true, {1}},
                   {"project", {"name"}, {"organisation"}, false, {2}},
                   {"task", {"title"}, {"project"}, false, {3}}};
  model.comparisons = {{"milestone", "end", ">=", "start", "", "", "", {4}}};
  model.lifecycles = {
      {"project", "status", {{"", "planned"}, {"planned", "active"}, {"active", "done"}}, {5}}};
  return model;
}

Access access(Access::Kind kind, std::string entity, std::vector<Filter> filters = {},
              std::vector<std::pair<std::string, bool>> order = {}) {
  Access made;
  made.kind = kind;
  made.entity = std::move(entity);
  made.filters = std::move(filters);
  made.order = std::move(order);
  made.said = {7};
  return made;
}

void add_accesses(ConceptualModel& model) {
  using A = Access::Kind;
  model.accesses = {
      access(A::list, "task", {{"project", "=", ""}, {"priority", "=", "high"}},
             {{"due date", false}}),
      access(A::list, "task", {{"assignee", "=", ""}}, {{"due date", true}, {"title", false}}),
      access(A::list, "milestone", {{"project", "=", ""}}, {{"start", true}}),
      access(A::list, "project", {{"user", "=", ""}}, {{"name", false}}),
      access(A::find, "user", {{"email", "=", ""}}),
      access(A::find, "task", {{"id", "=", ""}}),
      access(A::count, "task", {{"milestone", "=", ""}}),
      access(A::search, "task", {{"title", "contains", ""}}),
      access(A::search, "project", {{"description", "matches", ""}}),
      access(A::search, "user", {{"name", "begins with", ""}}),
      access(A::create, "task"),
      access(A::change, "task"),
      access(A::remove, "task"),
  };
  model.accesses[0].page = 50;
  model.accesses[0].per_second = 100;
  model.accesses[6].by = {{"priority", ""}};
}

TEST_F(RelationalServer, ProjectsWithMilestones) {
  ConceptualModel model = tracker();
  add_accesses(model);
  prove(draft_of(model), 2000);
}

TEST_F(RelationalServer, ProjectsOfTenants) {
  ConceptualModel model = tracker();
  model.tenancy = Tenancy{"organisation", "", {6}};
  prove(draft_of(model));
}

ConceptualModel shop() {
  ConceptualModel model;
  Attribute quantity = attribute("quantity", Kind::integer);
  quantity.at_least = Bound{"0", "", true};
  Attribute amount = attribute("amount", Kind::money);
  amount.derived = Derivation{Derivation::Kind::product, "", {"quantity", "unit price"}};
  Attribute total = attribute("total", Kind::money);
  total.derived = Derivation{Derivation::Kind::sum, "order line", {"amount"}};
  Attribute lines = attribute("number of lines", Kind::integer);
  lines.derived = Derivation{Derivation::Kind::count, "order line", {}};
  Attribute name = attribute("full name", Kind::text);
  name.derived = Derivation{Derivation::Kind::concatenation, "", {"first name", "last name"}};
  Attribute emails = attribute("emails", Kind::email);
  emails.many = true;
  Attribute color = choice("colors", {"red", "green", "blue"});
  color.many = true;
  Attribute carrier = choice("carrier", {"DHL", "UPS"});
  carrier.extensible = true;
  model.entities = {
      entity("customer", "customers",
             {attribute("first name", Kind::text), attribute("last name", Kind::text, true), name,
              emails, attribute("phone", Kind::phone, true), attribute("country", Kind::country),
              attribute("language", Kind::language), attribute("timezone", Kind::timezone),
              attribute("website", Kind::url, true), attribute("birthday", Kind::date, true),
              attribute("password hash", Kind::hash)}),
      entity(
          "product", "products",
          {attribute("name", Kind::text), attribute("slug", Kind::slug), color,
           attribute("price", Kind::money), attribute("currency", Kind::currency),
           attribute("weight", Kind::decimal, true), attribute("color", Kind::color, true),
           attribute("specification", Kind::json, true), attribute("picture", Kind::binary, true)}),
      entity(
          "order", "orders",
          {choice("status", {"open", "paid", "delivered"}), attribute("limit", Kind::money, true),
           attribute("delivered at", Kind::timestamp, true), carrier, total, lines,
           attribute("ip address", Kind::ip_address, true)}),
      entity("order line", "order lines", {quantity, attribute("unit price", Kind::money), amount}),
      entity("payment", "payments", {attribute("paid amount", Kind::money)}),
      entity("card payment", "card payments", {attribute("card token", Kind::hash)}),
      entity("bank transfer", "bank transfers", {attribute("reference", Kind::identifier)}),
      entity("shop", "shops",
             {attribute("latitude", Kind::latitude), attribute("longitude", Kind::longitude),
              attribute("opens", Kind::time), attribute("stay", Kind::duration)}),
      entity("comment", "comments", {attribute("text", Kind::long_text)}),
      entity("invoice", "invoices", {attribute("number", Kind::integer)}),
      entity("event", "events", {attribute("kind", Kind::text)}),
  };
  model.entities[5].supertype = model.entities[6].supertype = "payment";
  model.entities.back().event = true;
  Relationship has_lines = has_many("order", "order line", true);
  has_lines.to.required = true;
  has_lines.ordered = true;
  Relationship on_order = has_many("order", "comment"), on_product = has_many("product", "comment");
  on_order.exclusive_choice = on_product.exclusive_choice = true;
  on_order.alternatives = on_product.alternatives = "subject";
  Relationship invoiced = has_many("order", "invoice");
  invoiced.to.many = false;
  // A shop has a customer as its owner, and each customer a shop: a circle.
  Relationship owner = has_many("customer", "shop");
  owner.from.role = "owner";
  model.relationships = {has_many("customer", "order"),
                         has_lines,
                         has_many("product", "order line"),
                         has_many("order", "payment"),
                         on_order,
                         on_product,
                         invoiced,
                         owner,
                         has_many("shop", "customer"),
                         many_to_many("likes", "customer", "product"),
                         many_to_many("follows", "customer", "customer"),
                         has_many("shop", "event")};
  model.uniques = {{"product", {"slug"}, {}, false, {1}}, {"invoice", {"number"}, {}, false, {2}}};
  model.requirements = {{"order", "delivered at", "status", "delivered", {3}}};
  model.comparisons = {{"order", "limit", ">", "", "10", "status", "paid", {4}}};
  return model;
}

TEST_F(RelationalServer, ShopWithKindsAlternativesAndCircles) {
  prove(draft_of(shop()));
}

// What a card payment has of a payment is found through it.
TEST_F(RelationalServer, AccessToInheritedAttributes) {
  ConceptualModel model = shop();
  model.accesses = {access(Access::Kind::list, "card payment", {{"paid amount", ">", ""}},
                           {{"paid amount", true}})};
  const Draft draft = draft_of(model);
  ASSERT_EQ(draft.accesses.size(), 2U);
  EXPECT_NE(draft.accesses[1].pattern.query.sql.find(
                "JOIN public.payments ON payments.id = card_payments.id"),
            std::string::npos);
  prove(draft, 500);
}

TEST_F(RelationalServer, ShopThatIsReadMuchMoreThanWritten) {
  ConceptualModel model = shop();
  Rate rate;
  rate.reads = 1000;
  rate.writes = 5;
  model.rates = {rate};
  prove(draft_of(model));
}

TEST_F(RelationalServer, ShopByEveryPolicy) {
  Policy policy;
  policy.keys = KeyStyle::ulid;
  policy.choices = ChoiceStyle::enum_type;
  policy.soft_delete = policy.actors = policy.optimistic_version = true;
  prove(draft_of(shop(), policy));
  policy = {};
  policy.keys = KeyStyle::bigint_identity;
  policy.choices = ChoiceStyle::lookup_table;
  policy.schema = "sales";
  prove(draft_of(shop(), policy));
}

ConceptualModel clinic() {
  ConceptualModel model;
  model.entities = {
      entity("room", "rooms", {attribute("name", Kind::text)}),
      entity("doctor", "doctors", {attribute("name", Kind::text)}),
      entity("booking", "bookings",
             {attribute("start", Kind::timestamp), attribute("end", Kind::timestamp),
              choice("status", {"requested", "confirmed", "cancelled"})}),
      entity("stay", "stays", {attribute("during", Kind::period)}),
      entity("leave", "leaves",
             {attribute("first day", Kind::date), attribute("last day", Kind::date)}),
  };
  model.relationships = {has_many("room", "booking"), has_many("room", "stay"),
                         has_many("doctor", "leave"), has_many("doctor", "booking")};
  model.non_overlaps = {{"booking", {"room"}, "start", "end", "", {"cancelled"}, {1}},
                        {"stay", {"room"}, "", "", "during", {}, {2}},
                        {"leave", {"doctor"}, "first day", "last day", "", {}, {3}}};
  model.comparisons = {{"booking", "end", ">", "start", "", "", "", {4}},
                       {"leave", "last day", ">=", "first day", "", "", "", {5}}};
  model.lifecycles = {
      {"booking", "status", {{"requested", "confirmed"}, {"confirmed", "cancelled"}}, {6}}};
  return model;
}

TEST_F(RelationalServer, BookingsThatDoNotOverlap) {
  prove(draft_of(clinic()));
}

}  // namespace
}  // namespace mimar::design
