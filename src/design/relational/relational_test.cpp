// What the design of a model looks like, without a server.

#include "design/relational/relational.h"

#include <gtest/gtest.h>

#include "design/relational/naming.h"
#include "support/model_writing.h"

namespace mimar::design {
namespace {

using namespace support;
using Kind = ValueKind;

Draft draft_of(const ConceptualModel& model, const Policy& policy = {}) {
  auto draft = to_relational(model, policy);
  if (!draft) throw std::runtime_error(draft.error().message);
  return std::move(*draft);
}

bool says(const Draft& draft, std::string_view sql) {
  return draft.sql.find(sql) != std::string::npos;
}

bool asks(const Draft& draft, std::string_view piece) {
  for (const std::string& question : draft.questions)
    if (question.find(piece) != std::string::npos) return true;
  return false;
}

TEST(Naming, TablesArePluralAndColumnsPlain) {
  EXPECT_EQ(table_name(entity("order line", "order lines", {})), "order_lines");
  EXPECT_EQ(table_name(entity("reference", "references", {})), "reference_records");
  EXPECT_EQ(table_name(entity("box", "", {})), "boxs");
  EXPECT_EQ(column_name("due date"), "due_date");
  EXPECT_EQ(column_name("Driver's licence no."), "drivers_licence_no");
  EXPECT_EQ(column_name("end"), "ends");
  EXPECT_EQ(column_name("limit"), "limit_value");
  EXPECT_EQ(column_name("xmin"), "xmin_value");
  EXPECT_EQ(column_name("2nd name"), "n2nd_name");
}

// A value list is a table more, which may move those that are being filled.
TEST(Relational, EveryTableKeepsItsColumnsBesideValueLists) {
  ConceptualModel model;
  for (int i = 0; i < 12; ++i) {
    Entity one = entity(fmt::format("part {}", i), fmt::format("parts {}", i), {});
    for (const char* name : {"state", "colour", "weight"}) {
      Attribute attribute;
      attribute.name = fmt::format("{} {}", name, i);
      if (attribute.name[0] != 'w') {
        attribute.kind = Kind::choice;
        attribute.choices = {"one", "two"};
        attribute.extensible = true;
      }
      one.attributes.push_back(attribute);
    }
    model.entities.push_back(one);
  }
  const Draft draft = draft_of(model);
  for (int i = 0; i < 12; ++i)
    for (const char* name : {"state", "colour", "weight"})
      EXPECT_TRUE(says(draft, fmt::format("\n  {}_{} ", name, i))) << name << i;
}

TEST(Naming, LongNamesStayDistinct) {
  const std::string a(80, 'a'), b = a + "b";
  EXPECT_LE(relational::shortened(a).size(), 63U);
  EXPECT_NE(relational::shortened(a), relational::shortened(b));
  // Nothing is cut within a character.
  std::string umlauts;
  for (int i = 0; i < 50; ++i)
    umlauts += "ü";
  EXPECT_EQ((relational::shortened(umlauts).size() - 9) % 2, 0U);
}

TEST(Relational, EntitiesOfOneNameAreRefused) {
  ConceptualModel model;
  model.entities = {entity("person", "people", {}), entity("people", "people", {})};
  const auto draft = to_relational(model, {});
  ASSERT_FALSE(draft);
  EXPECT_EQ(draft.error().kind, ErrorKind::usage);
  EXPECT_EQ(draft.error().message, "«person» and «people» would both be table people");
}

TEST(Relational, KeysFollowThePolicy) {
  ConceptualModel model;
  model.entities = {entity("user", "users", {attribute("name", Kind::text)})};
  Policy policy;
  EXPECT_TRUE(says(draft_of(model, policy), "id uuid NOT NULL DEFAULT public.uuid_v7()"));
  policy.version = 18;
  EXPECT_TRUE(says(draft_of(model, policy), "id uuid NOT NULL DEFAULT uuidv7()"));
  EXPECT_FALSE(says(draft_of(model, policy), "CREATE FUNCTION public.uuid_v7"));
  policy.keys = KeyStyle::uuidv4;
  EXPECT_TRUE(says(draft_of(model, policy), "DEFAULT gen_random_uuid()"));
  policy.keys = KeyStyle::bigint_identity;
  EXPECT_TRUE(says(draft_of(model, policy), "id bigint GENERATED ALWAYS AS IDENTITY"));
  policy.keys = KeyStyle::ulid;
  EXPECT_TRUE(
      says(draft_of(model, policy), "id text COLLATE \"C\" NOT NULL DEFAULT public.ulid()"));
}

TEST(Relational, DeletingFollowsOwnership) {
  ConceptualModel model;
  model.entities = {entity("project", "projects", {}), entity("task", "tasks", {}),
                    entity("user", "users", {})};
  Relationship assigned = has_many("user", "task");
  assigned.from.required = false;
  assigned.from.role = "assignee";
  Relationship written = has_many("user", "task");
  written.from.role = "author";
  model.relationships = {has_many("project", "task", true), assigned, written};
  const Draft draft = draft_of(model);
  EXPECT_TRUE(says(draft, "(project_id) REFERENCES public.projects (id) ON DELETE CASCADE"));
  EXPECT_TRUE(says(draft, "(assignee_id) REFERENCES public.users (id) ON DELETE SET NULL"));
  EXPECT_TRUE(says(draft, "(author_id) REFERENCES public.users (id) ON DELETE RESTRICT"));
  EXPECT_TRUE(says(draft, "assignee_id uuid,\n"));
}

TEST(Relational, WhatIsSaidTwiceIsOneReference) {
  ConceptualModel model;
  model.entities = {entity("project", "projects", {}), entity("task", "tasks", {})};
  Relationship again = has_many("project", "task");
  again.verb = "contains";
  again.said = {5};
  model.relationships = {has_many("project", "task"), again};
  const Draft draft = draft_of(model);
  EXPECT_FALSE(says(draft, "contains_project_id"));
  bool found = false;
  for (const Trace& trace : draft.traces)
    if (trace.object == "column project_id of tasks") {
      found = true;
      EXPECT_EQ(trace.said, (Said{0, 5}));
    }
  EXPECT_TRUE(found);
}

TEST(Relational, TwoReferencesToOneTableKeepTheirVerbs) {
  ConceptualModel model;
  model.entities = {entity("city", "cities", {}), entity("flight", "flights", {})};
  Relationship leaves = has_many("city", "flight"), arrives = has_many("city", "flight");
  leaves.from.role = "origin";
  arrives.from.role = "destination";
  model.relationships = {leaves, arrives};
  const Draft draft = draft_of(model);
  EXPECT_TRUE(says(draft, "origin_id uuid NOT NULL"));
  EXPECT_TRUE(says(draft, "destination_id uuid NOT NULL"));
}

TEST(Relational, AlternativesOfOneRoleHaveAColumnEach) {
  ConceptualModel model;
  model.entities = {entity("account", "accounts", {}), entity("customer", "customers", {}),
                    entity("merchant", "merchants", {})};
  for (const char* owner : {"customer", "merchant"}) {
    Relationship owned = has_many(owner, "account");
    owned.from.role = "owner";
    owned.exclusive_choice = true;
    owned.alternatives = "subject";
    model.relationships.push_back(owned);
  }
  EXPECT_TRUE(says(draft_of(model), "num_nonnulls(owner_customer_id, owner_merchant_id) = 1"));
}

TEST(Relational, AnEntityThatNobodyDescribedIsAskedFor) {
  ConceptualModel model;
  model.entities = {entity("task", "tasks", {})};
  model.relationships = {has_many("widget", "task")};
  const Draft draft = draft_of(model);
  EXPECT_TRUE(says(draft, "CREATE TABLE public.widgets"));
  EXPECT_TRUE(asks(draft, "«widget» is not described"));
}

TEST(Relational, TheFirstOfARequiredParentMayBeWithout) {
  ConceptualModel model;
  model.entities = {entity("employee", "employees", {})};
  Relationship managed = has_many("employee", "employee");
  managed.from.role = "manager";
  model.relationships = {managed};
  const Draft draft = draft_of(model);
  EXPECT_TRUE(says(draft, "manager_id uuid,\n"));
  EXPECT_TRUE(asks(draft, "The first one cannot"));
}

ConceptualModel orders(double reads, double writes) {
  ConceptualModel model;
  Attribute total = attribute("total", Kind::money);
  total.derived = Derivation{Derivation::Kind::sum, "order line", {"amount"}};
  model.entities = {entity("order", "orders", {choice("status", {"open", "done"}), total}),
                    entity("order line", "order lines", {attribute("amount", Kind::money)}),
                    entity("customer", "customers", {})};
  model.relationships = {has_many("customer", "order"), has_many("order", "order line", true)};
  Access access;
  access.entity = "order";
  access.filters = {{"customer", "=", ""}, {"status", "=", "open"}};
  access.page = 20;
  access.per_second = 10;
  model.accesses = {access};
  Rate rate;
  rate.reads = reads;
  rate.writes = writes;
  model.rates = {rate};
  return model;
}

TEST(Relational, ReadingAndWritingComeOutDifferently) {
  const Draft reads = draft_of(orders(1000, 10)), writes = draft_of(orders(10, 1000));
  EXPECT_TRUE(says(reads, "total numeric(19,4) NOT NULL DEFAULT 0"));
  EXPECT_TRUE(says(reads, "CREATE TRIGGER orders_total_of_order_lines"));
  EXPECT_TRUE(says(reads, "(customer_id, id) WHERE status = 'open'"));
  EXPECT_FALSE(says(writes, "total numeric"));
  EXPECT_TRUE(says(writes, "CREATE VIEW public.orders_summary"));
  EXPECT_TRUE(says(writes, "(customer_id, status, id)"));
  // One index less: it serves the foreign key, too.
  EXPECT_FALSE(says(writes, "idx_orders_customer_id ON"));
  EXPECT_TRUE(says(reads, "idx_orders_customer_id ON"));
}

TEST(Relational, VolumesAreMultipliedOut) {
  ConceptualModel model = orders(1, 1);
  model.volumes = {{"customer", 200, "", {}, {}}, {"order", 30, "customer", {}, {}}};
  const Draft draft = draft_of(model);
  const auto rows = [&](const char* table) { return draft.rows.tables.at({"public", table}).rows; };
  EXPECT_EQ(rows("customers"), 200U);
  EXPECT_EQ(rows("orders"), 6000U);
  EXPECT_EQ(rows("order_lines"), 30000U);
  EXPECT_TRUE(asks(draft, "order_lines (30,000)"));
}

TEST(Relational, OlderVersionsClearNoReferenceOfTwoColumns) {
  ConceptualModel model;
  model.entities = {entity("tenant", "tenants", {}), entity("user", "users", {}),
                    entity("task", "tasks", {})};
  Relationship assigned = has_many("user", "task");
  assigned.from.required = false;
  model.relationships = {has_many("tenant", "user"), has_many("tenant", "task"), assigned};
  model.tenancy = Tenancy{"tenant", "", {1}};
  EXPECT_TRUE(says(draft_of(model), "ON DELETE SET NULL (user_id)"));
  Policy policy;
  policy.version = 14;
  EXPECT_TRUE(says(draft_of(model, policy),
                   "(tenant_id, user_id) REFERENCES public.users (tenant_id, "
                   "id) ON DELETE NO ACTION"));
}

TEST(Relational, EveryAttributeAndRelationshipIsTraced) {
  const ConceptualModel model = orders(10, 10);
  const Draft draft = draft_of(model);
  for (const char* object :
       {"table orders", "column status of orders", "column status of orders: NOT NULL",
        "constraint orders_status_check of orders", "primary key of orders",
        "column customer_id of orders", "constraint orders_customer_id_fkey of orders",
        "column total of view orders_summary"}) {
    bool found = false;
    for (const Trace& trace : draft.traces)
      found |=
          trace.object == object && !trace.witness.sql.empty() && !trace.witness.removal.empty();
    EXPECT_TRUE(found) << object;
  }
}

TEST(Relational, APeriodIsFoundInTheMomentsOfARow) {
  struct Row {
    const char *first, *second, *op;
    Kind kind;
    const char* range;
  };
  for (const Row& row :
       {Row{"begin", "finish", "", Kind::timestamp, "tstzrange(begin, finish"},
        Row{"arrival", "departure", "", Kind::date, "daterange(arrival, departure"},
        Row{"opened", "closed", "<", Kind::timestamp, "tstzrange(opened, closed"},
        Row{"closed", "opened", ">", Kind::date, "daterange(opened, closed"},
        Row{"opened", "closed", "", Kind::timestamp, nullptr},
        Row{"start", "end", "", Kind::integer, nullptr}}) {
    ConceptualModel model;
    model.entities = {
        entity("room", "rooms", {}),
        entity("stay", "stays", {attribute(row.first, row.kind), attribute(row.second, row.kind)})};
    Relationship has{"has", {"room", "", false, true}, {"stay", "", true, false}};
    model.relationships = {has};
    model.non_overlaps = {{"stay", {"room"}, "", "", "", {}, {}}};
    if (*row.op != '\0')
      model.comparisons = {{"stay", row.first, row.op, row.second, "", "", "", {}}};
    const Draft draft = draft_of(model);
    EXPECT_EQ(says(draft, "EXCLUDE USING gist"), row.range != nullptr) << row.first << row.op;
    EXPECT_TRUE(row.range ? says(draft, row.range) : asks(draft, "From when to when"))
        << row.first << row.op;
  }
}

TEST(Relational, ASearchFindsTheSameWordsInEachOfItsColumns) {
  ConceptualModel model;
  model.entities = {entity("book", "books",
                           {attribute("title", Kind::text), attribute("blurb", Kind::long_text),
                            attribute("notes", Kind::long_text)})};
  Access search;
  search.kind = Access::Kind::search;
  search.entity = "book";
  search.filters = {
      {"title", "contains", ""}, {"blurb", "contains", ""}, {"notes", "contains", ""}};
  model.accesses = {search};
  const Draft draft = draft_of(model);
  ASSERT_EQ(draft.accesses.size(), 1U);
  const std::string& sql = draft.accesses[0].pattern.query.sql;
  EXPECT_NE(sql.find("(books.title ILIKE '%' || $1 || '%' OR books.blurb ILIKE '%' || $1 || '%' OR "
                     "books.notes ILIKE '%' || $1 || '%')"),
            std::string::npos)
      << sql;
  EXPECT_EQ(draft.accesses[0].pattern.parameters.size(), 1U);
  EXPECT_EQ(draft.accesses[0].indexes.size(), 3U);
}

TEST(Relational, NothingIsSilentlyLeftOut) {
  ConceptualModel model = orders(1, 1);
  Attribute odd = attribute("weight", Kind::decimal);
  odd.derived = Derivation{Derivation::Kind::sum, "parcel", {"weight"}};
  model.entities[0].attributes.push_back(odd);
  model.uniques = {{"order", {"number"}, {}, false, {}}};
  model.comparisons = {{"order", "shipped", ">", "placed", "", "", "", {}}};
  model.accesses[0].filters.push_back({"warehouse", "=", ""});
  model.non_overlaps = {{"order", {"customer"}, "", "", "", {}, {}}};
  const Draft draft = draft_of(model);
  EXPECT_TRUE(asks(draft, "«weight» of orders follows from weight of «parcel»"));
  EXPECT_TRUE(asks(draft, "«number» is to be unique in orders"));
  EXPECT_TRUE(asks(draft, "A rule of order speaks of «shipped»"));
  EXPECT_TRUE(asks(draft, "«warehouse» is neither an attribute of an order"));
  EXPECT_TRUE(asks(draft, "From when to when does an order last?"));
  EXPECT_TRUE(draft.accesses.empty());
}

}  // namespace
}  // namespace mimar::design
