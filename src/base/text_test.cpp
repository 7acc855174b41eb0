#include "base/text.h"

#include "base/digest.h"

namespace mimar {
namespace {

TEST(Text, CountsBytesAndThousands) {
  EXPECT_EQ(text::count(1, "table"), "1 table");
  EXPECT_EQ(text::count(2, "index", "indexes"), "2 indexes");
  EXPECT_EQ(text::bytes(8192), "8 kB");
  EXPECT_EQ(text::bytes(1258291), "1.1 MB");
  EXPECT_EQ(text::thousands(1234567), "1,234,567");
}

TEST(Text, FindsTheNearestWord) {
  EXPECT_EQ(text::nearest("Constriants", {"Context", "Constraints"}), "Constraints");
  EXPECT_EQ(text::nearest("zzz", {"Context"}), "");
}

TEST(Text, SplitsLines) {
  EXPECT_EQ(text::lines("a\r\nb\n"), (std::vector<std::string_view>{"a", "b"}));
}

TEST(Digest, Sha256OfAbc) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace mimar
