#include "read/sql_files/encoding.h"

#include "read/sql_files/reader.h"

namespace mimar::read::sql_files {
namespace {

TEST(Encoding, WhatFollowsADeclarationIsConverted) {
  EXPECT_EQ(decode("-- \xc3\xa9\nSET client_encoding = 'LATIN1';\n-- \xe9\n").text,
            "-- \xc3\xa9\nSET client_encoding = 'LATIN1';\n-- \xc3\xa9\n");
  EXPECT_EQ(decode("set client_encoding to win1252;\n\x93x\x94\x80").text,
            "set client_encoding to win1252;\n\xe2\x80\x9cx\xe2\x80\x9d\xe2\x82\xac");
  EXPECT_EQ(decode("\\encoding iso-8859-15\n\xa4\n").text,
            "\\encoding iso-8859-15\n\xe2\x82\xac\n");
  EXPECT_EQ(decode("SET NAMES 'latin1';\n\xe9\nSET NAMES 'utf-8';\n\xc3\xa9").text,
            "SET NAMES 'latin1';\n\xc3\xa9\nSET NAMES 'utf-8';\n\xc3\xa9");
  EXPECT_EQ(decode("").text, "");
}

TEST(Encoding, AnotherOneIsSaidWhereItMatters) {
  const Decoded decoded = decode("SET client_encoding = 'SJIS';\n-- \x83\x65\n");
  EXPECT_EQ(decoded.text, "SET client_encoding = 'SJIS';\n-- \x83\x65\n");
  EXPECT_EQ(decoded.unknown, (std::vector<std::string>{"SJIS"}));
  EXPECT_TRUE(decode("SET client_encoding = 'SJIS';\nSELECT 1;\n").unknown.empty());
}

TEST(SqlReader, CommentsOfALatin1DumpAreUtf8) {
  const auto reading = read({{"x.sql",
                              "SET client_encoding = 'LATIN1';\nCREATE TABLE t ();\n"
                              "COMMENT ON TABLE t IS 'pr\xe9nom';\n"}});
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_EQ(reading->database->tables.at(0).comment, "pr\xc3\xa9nom");
  EXPECT_TRUE(reading->database->incomplete.empty());
}

}  // namespace
}  // namespace mimar::read::sql_files
