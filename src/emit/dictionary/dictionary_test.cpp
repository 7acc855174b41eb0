#include "emit/dictionary/dictionary.h"

#include <algorithm>

#include "base/text.h"
#include "emit/dictionary/markdown.h"
#include "emit/dictionary/pages.h"

namespace mimar::emit::dictionary {
namespace {

model::Database database(const std::vector<model::Name>& names) {
  model::Objects objects;
  for (const model::Name& name : names) {
    model::Table table;
    table.name = name;
    table.columns.resize(1);
    table.columns[0].name = "id";
    table.columns[0].type.name.name = "integer";
    objects.tables.push_back(table);
  }
  auto built = model::build(std::move(objects));
  EXPECT_TRUE(built) << built.error().message;
  return built ? *built : model::Database();
}

// Whatever the names, no two files fall together and none leaves the folder.
TEST(Dictionary, FileNamesAreSafeAndNeverEqual) {
  const model::Database odd = database({{"public", "orders"},
                                        {"public", "Orders"},
                                        {"public", "ORDERS"},
                                        {"public", "a/b"},
                                        {"public", "a\\b"},
                                        {"public", "a.b"},
                                        {"public.a", "b"},
                                        {"public", "../../etc"},
                                        {"con", "x"},
                                        {"_con", "x"},
                                        {"public", "größe"},
                                        {"public", "README"},
                                        {"public", "o<r>&[d](e)r"}});
  const Result<std::vector<File>> files = write(odd, "");
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_EQ(files->size(), 2 + 2 * odd->tables.size());
  std::set<std::string> seen;
  for (const File& file : *files) {
    EXPECT_TRUE(seen.insert(text::lower(file.path)).second) << file.path;
    EXPECT_EQ(file.path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789_.-"),
              std::string::npos)
        << file.path;
    EXPECT_FALSE(file.path.starts_with('.')) << file.path;
    EXPECT_FALSE(text::lower(file.path).starts_with("con.")) << file.path;
    EXPECT_TRUE(is_ours(file.content)) << file.path;
  }
  EXPECT_EQ(page_names(odd).at({"public", "orders"}), "public.orders");
}

TEST(Dictionary, LinksLeadToPagesThatAreThere) {
  model::Objects objects = database({{"public", "a"}, {"Other One", "B"}}).objects();
  model::ForeignKey key;
  key.name = "fk";
  key.columns = key.referenced_columns = {"id"};
  key.referenced_table = {"public", "a"};
  objects.tables[0].foreign_keys = {key};
  objects.tables[1].primary_key.emplace();
  objects.tables[1].primary_key->name = "a_pkey";
  objects.tables[1].primary_key->columns = {"id"};
  const auto built = model::build(std::move(objects));
  ASSERT_TRUE(built) << built.error().message;
  const Result<std::vector<File>> files = write(*built, "");
  ASSERT_TRUE(files);
  std::set<std::string> paths;
  for (const File& file : *files)
    paths.insert(file.path);
  std::size_t links = 0;
  for (const File& file : *files) {
    for (const std::string_view start : {"](", "<a href=\""}) {
      for (std::size_t at = 0; (at = file.content.find(start, at)) != std::string::npos; ++links) {
        at += start.size();
        const std::string target =
            file.content.substr(at, file.content.find_first_of(")\"", at) - at);
        EXPECT_EQ(paths.count(target), 1U) << file.path << " leads to " << target;
      }
    }
  }
  EXPECT_GT(links, 10U);
}

TEST(Dictionary, MarkdownHoldsWhateverTextIsPutIn) {
  EXPECT_EQ(code("a`b``c"), "```a`b``c```");
  EXPECT_EQ(code("`x`"), "`` `x` ``");
  EXPECT_EQ(code("two\nlines"), "`two lines`");
  EXPECT_EQ(prose("<script> *bold* "), "&lt;script> *bold*");
  Grid grid({"A", "B"});
  EXPECT_EQ(grid.text(), "");
  grid.row({"x|y", "one\ntwo"});
  EXPECT_EQ(grid.text(), "| A | B |\n|---|---|\n| x\\|y | one<br>two |\n");
  EXPECT_EQ(fenced("sql", "SELECT '```'"), "````sql\nSELECT '```'\n````\n");
}

}  // namespace
}  // namespace mimar::emit::dictionary
