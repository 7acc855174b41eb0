#include "engine/postgres/connection.h"

namespace mimar::engine::postgres {
namespace {

TEST(Masked, HidesPasswordsWhereverTheyStand) {
  EXPECT_EQ(masked("postgres://ada:s3cret@host:5432/shop"), "postgres://ada:***@host:5432/shop");
  EXPECT_EQ(masked("postgresql://ada:a@b/c@host/shop"), "postgresql://ada:***@host/shop");
  EXPECT_EQ(masked("postgres://host/shop?user=ada&password=s3cret&sslmode=require"),
            "postgres://host/shop?user=ada&password=***&sslmode=require");
  EXPECT_EQ(masked("host=x password=s3cret dbname=y"), "host=x password=*** dbname=y");
  EXPECT_EQ(masked("PASSWORD = 'it\\'s me' user=a"), "PASSWORD = *** user=a");
}

TEST(Masked, LeavesTheRestAlone) {
  EXPECT_EQ(masked("postgres://ada@host:5432/shop"), "postgres://ada@host:5432/shop");
  EXPECT_EQ(masked("postgres://host:5432/shop"), "postgres://host:5432/shop");
  EXPECT_EQ(masked("host=x dbname=y"), "host=x dbname=y");
}

TEST(Connection, AnUnreachableServerIsNamedWithoutItsPassword) {
  const auto result = Connection::open("postgres://ada:s3cret@127.0.0.1:1/shop");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::environment);
  EXPECT_NE(result.error().message.find("postgres://ada:***@127.0.0.1:1/shop"), std::string::npos);
  EXPECT_EQ(result.error().message.find("s3cret"), std::string::npos);
  EXPECT_NE(result.error().hint.find("check host, port"), std::string::npos);
}

TEST(Connection, AnInvalidConninfoDoesNotLeakItsPassword) {
  for (const char* conninfo : {"password=s3cret nonsense", "postgres://ada:s3cret@[::1/shop",
                               "postgres://ada:s3cret%zz@host/shop"}) {
    const auto result = Connection::open(conninfo);
    ASSERT_FALSE(result) << conninfo;
    EXPECT_EQ(result.error().kind, ErrorKind::usage);
    EXPECT_EQ(result.error().message.find("s3cret"), std::string::npos) << result.error().message;
  }
}

}  // namespace
}  // namespace mimar::engine::postgres
