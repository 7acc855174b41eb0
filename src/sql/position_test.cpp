#include "sql/position.h"

namespace mimar::sql {
namespace {

// What is shown of a file is no place for its passwords; the caret stays where it was.
TEST(Excerpt, ShowsNoPasswords) {
  const std::string sql = "CREATE ROLE a PASSWORD 'sesame' frm b OPTIONS (token 'x', user 'me');";
  EXPECT_EQ(excerpt(sql, sql.find("frm")),
            "CREATE ROLE a PASSWORD '******' frm b OPTIONS (token '*', user 'me');\n"
            "                                ^");
  EXPECT_EQ(excerpt("OPTIONS (password 'sesame", 0), "OPTIONS (password '******\n^");
}

}  // namespace
}  // namespace mimar::sql
