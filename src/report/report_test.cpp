#include "report/report.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/ensure.h"
#include "support/json_schema.h"
#include "support/places.h"

namespace mimar::report {
namespace {

using evidence::Severity;
using evidence::Verdict;
using evidence::Witness;
using Json = nlohmann::json;

std::string schema() {
  std::ifstream file(MIMAR_SOURCE_DIR "/docs/report.schema.json");
  return {std::istreambuf_iterator<char>(file), {}};
}

Report sample() {
  Report report;
  report.operation = "check";
  report.inputs.push_back({"shop.sql", std::string(64, 'a')});
  report.rules.push_back(
      {"missing-primary-key", "Missing primary key", "## What it finds\n", Severity::blocking});
  evidence::Finding finding;
  finding.id = "missing-primary-key";
  finding.severity = Severity::blocking;
  finding.where = SourceSpan{"shop.sql", 2, 14, 0, 6};
  finding.object = "public.orders";
  finding.message = "public.orders has no primary key.";
  finding.fix.sql = "ALTER TABLE public.orders ADD PRIMARY KEY (id);\n";
  report.findings.push_back(finding);
  report.sources["shop.sql"] = "-- a shop\nCREATE TABLE orders (\n);\n";
  report.notes.push_back("1 function is kept verbatim.");
  return report;
}

evidence::Evidence claim(Verdict verdict) {
  return {"The two readings are equal.",
          verdict,
          verdict == Verdict::confirmed ? "" : "a default differs",
          "15.20",
          "mimar inspect shop.sql --verify",
          {{Witness::catalog, "read pg_attrdef", "left: 1\nright: 2"}}};
}

TEST(Report, TextLooksLikeACompilersMessage) {
  EXPECT_EQ(render(sample(), Format::text),
            "blocking[missing-primary-key]: public.orders has no primary key.\n"
            " --> shop.sql:2:14\n"
            "  |\n"
            "2 | CREATE TABLE orders (\n"
            "  |              ^^^^^^\n"
            "  = object: public.orders\n"
            "  = fix:\n"
            "      ALTER TABLE public.orders ADD PRIMARY KEY (id);\n"
            "\n"
            "note: 1 function is kept verbatim.\n"
            "\n"
            "1 blocking\n");
}

TEST(Report, CaretsStandUnderTheSpanBehindTabsAndWideCharacters) {
  Report report = sample();
  report.sources["shop.sql"] = "x\n\té orders\n";
  report.findings[0].where = SourceSpan{"shop.sql", 2, 5, 0, 60};
  const std::string text = render(report, Format::text);
  EXPECT_NE(text.find("  | \t  ^^^^^^\n"), std::string::npos) << text;
}

TEST(Report, APlaceOutsideTheSourceShowsNoExcerpt) {
  Report report = sample();
  for (const std::uint32_t line : {0U, 99U}) {
    report.findings[0].where->line = line;
    EXPECT_EQ(render(report, Format::text).find(" | "), std::string::npos);
  }
}

TEST(Report, ColourChangesNothingButEscapes) {
  Report report = sample();
  report.evidence.push_back(claim(Verdict::refuted));
  std::string coloured = render(report, Format::text, true), plain;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\033')
      i = coloured.find('m', i);
    else
      plain += coloured[i];
  }
  EXPECT_NE(coloured, plain);
  EXPECT_EQ(plain, render(report, Format::text, false));
}

TEST(Report, EvidenceThatIsNotConfirmedSaysWhyAndShowsWhatWasSeen) {
  Report report;
  report.evidence = {claim(Verdict::confirmed), claim(Verdict::refuted),
                     claim(Verdict::could_not_check)};
  EXPECT_EQ(render(report, Format::text),
            "✓ The two readings are equal. (PostgreSQL 15.20)\n"
            "    see it again: mimar inspect shop.sql --verify\n"
            "✗ The two readings are equal. (PostgreSQL 15.20)\n"
            "    refuted: a default differs\n"
            "    read pg_attrdef\n"
            "      left: 1\n"
            "      right: 2\n"
            "    see it again: mimar inspect shop.sql --verify\n"
            "? The two readings are equal. (PostgreSQL 15.20)\n"
            "    could not check: a default differs\n"
            "    read pg_attrdef\n"
            "      left: 1\n"
            "      right: 2\n"
            "    see it again: mimar inspect shop.sql --verify\n");
}

TEST(Report, AnArtefactIsPrintedAlone) {
  Report report = sample();
  report.artefact = true;
  report.payload_text = "CREATE TABLE t ();\n";
  EXPECT_EQ(render(report, Format::text), "CREATE TABLE t ();\n");
}

TEST(Report, MarkdownFencesOutgrowTheirContent) {
  Report report;
  report.operation = "inspect";
  report.payload_text = "a ```` b";
  EXPECT_EQ(render(report, Format::markdown), "# mimar inspect\n\n`````\na ```` b\n`````\n");
}

TEST(Report, JsonKeepsThePublishedShape) {
  Report report = sample();
  report.payload_json = R"({"tables": 1})";
  report.evidence = {claim(Verdict::could_not_check)};
  report.files.push_back({"report.md", "# x\n"});
  report.findings.push_back(report.findings[0]);
  report.findings.back().where.reset();
  Report bare;
  bare.operation = "diff";
  EXPECT_EQ(support::violations(schema(), render(report, Format::json)),
            std::vector<std::string>{});
  EXPECT_EQ(support::violations(schema(), render(bare, Format::json)), std::vector<std::string>{});
}

TEST(Report, TheSchemaRejectsWhatIsNotOfItsShape) {
  Json report = Json::parse(render(sample(), Format::json));
  report["findings"][0]["severity"] = "error";
  report["findings"][0].erase("line");
  report["inputs"][0]["digest"] = "sha256:xyz";
  report["extra"] = 1;
  EXPECT_EQ(support::violations(schema(), report.dump()).size(), 4U);
  EXPECT_EQ(support::violations(schema(), "[]").size(), 1U);
}

TEST(Report, JsonIsUtf8WhateverWasRead) {
  Report report = sample();
  report.findings[0].message = "caf\xE9";
  EXPECT_EQ(Json::parse(render(report, Format::json))["findings"][0]["message"], "caf\uFFFD");
}

TEST(Report, SarifHasRulesAndPlaces) {
  Report report = sample();
  report.findings[0].where->file = "my schema.sql";
  const Json run = Json::parse(render(report, Format::sarif)).at("runs").at(0);
  EXPECT_EQ(run.at("tool").at("driver").at("rules").at(0).at("id"), "missing-primary-key");
  const Json& result = run.at("results").at(0);
  EXPECT_EQ(result.at("ruleIndex"), 0);
  EXPECT_EQ(result.at("level"), "error");
  const Json& physical = result.at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(physical.at("artifactLocation").at("uri"), "my%20schema.sql");
  EXPECT_EQ(physical.at("region"), Json::parse(R"({"startLine": 2, "startColumn": 14})"));
}

TEST(Report, SarifKnowsAnAlertAgainWhenItsLineMoved) {
  Report report = sample();
  const auto fingerprint = [&] {
    return Json::parse(
               render(report, Format::sarif))["runs"][0]["results"][0]["partialFingerprints"]
        .dump();
  };
  const std::string before = fingerprint();
  report.findings[0].where->line = 40;
  EXPECT_EQ(fingerprint(), before);
  report.findings[0].object = "public.customers";
  EXPECT_NE(fingerprint(), before);
}

TEST(Report, ExitCodesSayWhatWasFound) {
  Report report;
  EXPECT_EQ(exit_code(report), 0);
  report.differences = true;
  EXPECT_EQ(exit_code(report), 1);
  EXPECT_EQ(exit_code(sample()), 1);
  report.differences = false;
  report.evidence = {claim(Verdict::confirmed), claim(Verdict::could_not_check)};
  EXPECT_EQ(exit_code(report), 3);
  report.evidence.push_back(claim(Verdict::refuted));
  EXPECT_EQ(exit_code(report), 1);
}

TEST(Report, ARequestedProofDecidesAlone) {
  Report report = sample();
  report.proof_requested = true;
  EXPECT_EQ(exit_code(report), 3) << "nothing was checked";
  report.evidence = {claim(Verdict::confirmed)};
  EXPECT_EQ(exit_code(report), 0);
  report.evidence.push_back(claim(Verdict::not_checked));
  EXPECT_EQ(exit_code(report), 3);
}

TEST(Report, APayloadThatIsNotJsonIsOurBug) {
  Report report;
  report.payload_json = "{";
  EXPECT_THROW(render(report, Format::json), BrokenInvariant);
}

}  // namespace
}  // namespace mimar::report
