#include "sql/types.h"

#include <algorithm>

#include "base/text.h"
#include "sql/builtin_tables.h"
#include "sql/type_text.h"

namespace mimar::sql {
namespace {

std::vector<std::string_view> names(std::string_view table) {
  std::vector<std::string_view> result;
  for (const std::string_view line : text::lines(table))
    result.push_back(line.substr(0, line.find('\t')));
  return result;
}

// Looking a name up bisects the tables.
TEST(BuiltinTables, AreSorted) {
  for (const std::string_view table : {tables::operators, tables::functions}) {
    const auto all = names(table);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  }
}

TEST(BuiltinTables, EveryNameIsFound) {
  for (const std::string_view name : names(tables::operators))
    EXPECT_FALSE(builtin_operators(name).empty()) << name;
  for (const std::string_view name : names(tables::functions))
    EXPECT_FALSE(builtin_functions(name).empty()) << name;
}

TEST(BuiltinTables, NamesThatAreNotThereAreNot) {
  for (const std::string_view name : {"", "~~~~~", "zzz", "ab", "upper\t", "lowe"}) {
    EXPECT_TRUE(builtin_functions(name).empty()) << name;
    EXPECT_TRUE(builtin_operators(name).empty()) << name;
  }
}

TEST(BuiltinTables, SignaturesOverSeveralLines) {
  std::size_t signatures = 0;
  for (const std::string_view line : text::lines(tables::operators)) {
    const auto fields = text::split(line, '\t');
    if (fields[0] == "+") signatures += fields.size() - 1;
  }
  EXPECT_GT(signatures, 20U);
  EXPECT_EQ(builtin_operators("+").size(), signatures);
}

TEST(TypeModifiers, ThatAreWordsStay) {
  const auto again = [](const char* type) { return to_sql(*type_of_text(type)); };
  EXPECT_EQ(again("geometry(point,4326)"), "geometry(Point,4326)");
  EXPECT_EQ(again("geometry('POINTZ', 0)"), "geometry(PointZ)");
  EXPECT_EQ(again("geometry(geometry)"), "geometry");
  EXPECT_EQ(again("geography(MultiPolygon)[]"), "geography(MultiPolygon,4326)[]");
  EXPECT_EQ(again("geometry(Geometry,3857)"), "geometry(Geometry,3857)");
  EXPECT_EQ(again("other(word,3)"), "other(word,3)");
  EXPECT_EQ(again("vector(3)"), "vector(3)");
}

}  // namespace
}  // namespace mimar::sql
