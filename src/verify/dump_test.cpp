#include "verify/dump.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace mimar::verify {
namespace {

constexpr std::string_view dump = R"(--
-- PostgreSQL database dump
--

SET statement_timeout = 0;

--
-- Name: shop; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA shop;


SET default_table_access_method = heap;

--
-- Name: item; Type: TABLE; Schema: shop; Owner: -
--

CREATE TABLE shop.item (
    id integer NOT NULL
);


--
-- Name: item item_pkey; Type: CONSTRAINT; Schema: shop; Owner: -
--

ALTER TABLE ONLY shop.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (id);


--
-- PostgreSQL database dump complete
--
)";

TEST(Dump, IsAListOfEntries) {
  const std::vector<DumpEntry> found = entries(dump);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].kind, "CONSTRAINT");
  EXPECT_EQ(found[0].name, "shop.item item_pkey");
  EXPECT_EQ(found[1], (DumpEntry{"SCHEMA", "shop", "CREATE SCHEMA shop;\n"}));
  EXPECT_EQ(found[2].body, "CREATE TABLE shop.item (\n    id integer NOT NULL\n);\n");
}

TEST(Dump, PrivilegesHaveNoOrder) {
  const std::string header = "-- Name: SCHEMA s; Type: ACL; Schema: -; Owner: owner\n";
  const std::string one = "GRANT ALL ON SCHEMA s TO a;\n", two = "GRANT ALL ON SCHEMA s TO b;\n";
  EXPECT_EQ(entries(header + one + two), entries(header + two + one));
  EXPECT_NE(entries(header + one + two), entries(header + one));
}

TEST(Dump, DifferencesAreTold) {
  const std::vector<DumpEntry> left = entries(dump);
  EXPECT_TRUE(dump_differences(left, left).empty());
  const std::vector<DumpEntry> right =
      entries(text::replace_all(text::replace_all(std::string(dump), "integer", "bigint"),
                                "Name: shop; Type: SCHEMA", "Name: store; Type: SCHEMA"));
  EXPECT_EQ(dump_differences(left, right),
            (std::vector<std::string>{
                "SCHEMA shop: only in the source's dump",
                "TABLE shop.item:\nCREATE TABLE shop.item (\n    id integer NOT NULL\n);\n<>\n"
                "CREATE TABLE shop.item (\n    id bigint NOT NULL\n);\n",
                "SCHEMA store: only in the dump of our DDL"}));
}

TEST(Dump, ConfirmsAndRefutes) {
  evidence::Evidence same, other;
  record_dumps(same, dump, dump);
  EXPECT_EQ(same.verdict, evidence::Verdict::confirmed);
  EXPECT_EQ(same.observations.at(0).output, "3 of the source, 3 of our DDL");
  record_dumps(other, dump, "");
  EXPECT_EQ(other.verdict, evidence::Verdict::refuted);
  EXPECT_EQ(
      other.reason,
      "3 entries that differ, the first: CONSTRAINT shop.item item_pkey: only in the source's "
      "dump");
}

}  // namespace
}  // namespace mimar::verify
