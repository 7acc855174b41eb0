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

// Both orders of bytes, a character beyond 16 bits, and half of one.
TEST(Encoding, Utf16ByItsMark) {
  const Decoded little = decode(std::string("\xff\xfe-\0\xe9\0=\xd8\x00\xde\n\0", 12));
  EXPECT_EQ(little.text, "-\xc3\xa9\xf0\x9f\x98\x80\n");
  EXPECT_TRUE(little.utf16);
  EXPECT_EQ(decode(std::string("\xfe\xff\0-\0\xe9", 6)).text, "-\xc3\xa9");
  EXPECT_EQ(decode(std::string("\xff\xfe=\xd8-\0", 6)).text, "\xef\xbf\xbd-");
}

TEST(Encoding, LinesThatAreNotUtf8AreTakenForWindows1252) {
  const Decoded decoded = decode("-- \xc3\xa9\n-- \xe9\n-- \x80\n");
  EXPECT_EQ(decoded.text, "-- \xc3\xa9\n-- \xc3\xa9\n-- \xe2\x82\xac\n");
  EXPECT_EQ(decoded.assumed, 2U);
  EXPECT_EQ(decode("SET client_encoding = 'LATIN1';\n-- \xe9\n").assumed, 0U);
  EXPECT_EQ(decode("-- \xc3\xa9\n").assumed, 0U);
}

TEST(SqlReader, SaysThatAFileIsNotUtf8) {
  const auto reading =
      read({{"x.sql", "CREATE TABLE t ();\nCOMMENT ON TABLE t IS 'pr\xe9nom';\n"}});
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_EQ(reading->database->tables.at(0).comment, "pr\xc3\xa9nom");
  ASSERT_EQ(reading->notes.size(), 1U);
  EXPECT_TRUE(reading->notes[0].starts_with("x.sql:2 is not UTF-8")) << reading->notes[0];
}

// As `cat` makes them of several files.
TEST(SqlReader, ByteOrderMarksBetweenStatements) {
  const auto reading = read({{"x.sql",
                              "\xef\xbb\xbf"
                              "CREATE TABLE a ();\n\xef\xbb\xbf"
                              "CREATE TABLE b ();"}});
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_EQ(reading->database->tables.size(), 2U);
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
