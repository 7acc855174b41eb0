#include "model/json.h"

namespace mimar::model {
namespace {

std::string error_of(std::string_view json) {
  const Result<Database> database = from_json(json);
  return database ? "" : database.error().message;
}

TEST(ModelJson, WritesWhatDiffersFromTheDefault) {
  EXPECT_EQ(to_json(Database()), "{}");
  Objects objects;
  objects.enums = {
      {{"public", "state"}, {"on", "off"}, "a switch", {SourceSpan{"a.sql", 3, 1, 20, 9}}}};
  const std::string json = to_json(*build(objects), -1);
  EXPECT_EQ(
      json,
      R"({"enums":[{"name":{"schema":"public","name":"state"},"labels":["on","off"],"comment":"a switch",)"
      R"("origin":{"file":"a.sql","line":3,"column":1,"offset":20,"length":9}}]})");
  const Result<Database> again = from_json(json);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(to_json(*again, -1), json);
}

TEST(ModelJson, NamesThePlaceOfWhatItDoesNotUnderstand) {
  EXPECT_EQ(error_of("[]"), "the document: expected an object");
  EXPECT_EQ(error_of("{"), "not JSON: byte 2 is where it breaks off");
  EXPECT_EQ(error_of(R"({"table":[]})"), "unknown key \"table\"");
  EXPECT_EQ(from_json(R"({"table":[]})").error().hint, "did you mean \"tables\"?");
  EXPECT_EQ(error_of(R"({"tables":[{"columns":[{},{"colour":1}]}]})"),
            "tables[0].columns[1]: unknown key \"colour\"");
  EXPECT_EQ(error_of(R"({"tables":[{"unlogged":1}]})"),
            "tables[0].unlogged: expected true or false");
  EXPECT_EQ(error_of(R"({"sequences":[{"options":{"start":9223372036854775808}}]})"),
            "sequences[0].options.start: expected -9223372036854775808 to 9223372036854775807");
  EXPECT_EQ(error_of(R"({"tables":[{"foreign_keys":[{"on_delete":"drop"}]}]})"),
            "tables[0].foreign_keys[0].on_delete: expected one of no_action, restrict, cascade, "
            "set_null, set_default");
}

TEST(ModelJson, WhatItReadsMustBeADatabase) {
  EXPECT_EQ(error_of(R"({"enums":[{"name":{"schema":"public","name":"e"},"labels":["a","a"]}]})"),
            "enum \"public.e\" has the label 'a' twice");
}

}  // namespace
}  // namespace mimar::model
