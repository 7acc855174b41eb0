// What hierarchy, polymorphic and tags promise, attacked.

#include "design/relational/relational.h"
#include "support/pattern_database.h"

namespace mimar::design {
namespace {

using Connection = engine::postgres::Connection;

class HierarchyServer : public support::PatternServer,
                        public ::testing::WithParamInterface<const char*> {
 protected:
  // 1 over 2 over 3, and 4 over 5.
  static inline const std::string tree =
      "CREATE TABLE parts (id int PRIMARY KEY, parent_id int REFERENCES parts ON DELETE CASCADE); "
      "CREATE INDEX ON parts (parent_id); INSERT INTO parts VALUES (1, NULL), (2, 1), (3, 2), (4, "
      "NULL), (5, 4);";
  scratch::Database made() const {
    return database(with(tree, "hierarchy", "public.parts", {{"kind", GetParam()}}));
  }
  static std::string below(Connection& in, int id) {
    return one(in, fmt::format("SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM "
                               "parts_descendants({})",
                               id));
  }
  static std::string above(Connection& in, int id) {
    return one(in, fmt::format("SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM "
                               "parts_ancestors({})",
                               id));
  }
};

TEST_P(HierarchyServer, WhatIsAboveAndBelow) {
  scratch::Database db = made();
  Connection& in = db.owner();
  EXPECT_EQ(below(in, 1), "2,3");
  EXPECT_EQ(above(in, 3), "1,2");
  ASSERT_EQ(state(in, "INSERT INTO parts VALUES (6, 3)"), "");
  ASSERT_EQ(state(in, "UPDATE parts SET parent_id = 5 WHERE id = 2"), "");
  EXPECT_EQ(below(in, 1), "");
  EXPECT_EQ(below(in, 4), "2,3,5,6");
  EXPECT_EQ(above(in, 6), "2,3,4,5");
  ASSERT_EQ(state(in, "UPDATE parts SET parent_id = NULL WHERE id = 3"), "");
  EXPECT_EQ(below(in, 4), "2,5");
  EXPECT_EQ(above(in, 6), "3");
  ASSERT_EQ(state(in, "DELETE FROM parts WHERE id = 3"), "");
  EXPECT_EQ(one(in, "SELECT count(*) FROM parts"), "4");
}

TEST_P(HierarchyServer, NoRowIsBelowItself) {
  scratch::Database db = made();
  Connection& in = db.owner();
  EXPECT_EQ(state(in, "UPDATE parts SET parent_id = 1 WHERE id = 1"), "23514");
  EXPECT_EQ(state(in, "UPDATE parts SET parent_id = 3 WHERE id = 1"), "23514");
  EXPECT_NE(state(in, "INSERT INTO parts VALUES (7, 7)"), "");
  // Two rows of one statement, above each other.
  EXPECT_NE(state(in, "INSERT INTO parts VALUES (8, 9), (9, 8)"), "");
  EXPECT_NE(state(in,
                  "UPDATE parts SET parent_id = CASE id WHEN 2 THEN 5 ELSE 2 END WHERE id IN "
                  "(2, 4)"),
            "");
}

// Each session's own snapshot shows no circle.
TEST_P(HierarchyServer, TwoSessionsMakeNoCircle) {
  scratch::Database db = made();
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, "BEGIN; UPDATE parts SET parent_id = 5 WHERE id = 1"), "");
  auto second = waiting(db, b, "UPDATE parts SET parent_id = 3 WHERE id = 4");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_TRUE(second.get().starts_with("error 23514"));
}

TEST_P(HierarchyServer, AnOlderSnapshotMakesNoCircleEither) {
  scratch::Database db = made();
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(b, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM parts"), "");
  ASSERT_EQ(state(a, "UPDATE parts SET parent_id = 5 WHERE id = 1"), "");
  EXPECT_EQ(state(b, "UPDATE parts SET parent_id = 3 WHERE id = 4"), "40001");
}

// A row that is added while the part it goes to is moved.
TEST_P(HierarchyServer, ARowAddedDuringAMoveIsWhereItBelongs) {
  scratch::Database db = made();
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, "BEGIN; UPDATE parts SET parent_id = 5 WHERE id = 2"), "");
  auto child = waiting(db, b, "INSERT INTO parts VALUES (6, 3)");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(child.get(), "INSERT 0 1");
  EXPECT_EQ(above(a, 6), "2,3,4,5");
  ASSERT_EQ(state(a, "BEGIN; INSERT INTO parts VALUES (7, 6)"), "");
  auto move = waiting(db, b, "UPDATE parts SET parent_id = 1 WHERE id = 2");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(move.get(), "UPDATE 1");
  EXPECT_EQ(above(a, 7), "1,2,3,6");
  EXPECT_EQ(below(a, 4), "5");
}

INSTANTIATE_TEST_SUITE_P(Kinds, HierarchyServer, ::testing::Values("adjacency", "closure", "ltree"),
                         [](const auto& kind) { return std::string(kind.param); });

class StructurePatternsServer : public support::PatternServer {};

TEST_F(StructurePatternsServer, RowsOfATreeMayComeInAnyOrder) {
  const std::string tree =
      "CREATE TABLE parts (id uuid, n int, parent_id uuid, parent_n int, PRIMARY "
      "KEY (id, n), FOREIGN KEY (parent_id, parent_n) REFERENCES parts);";
  scratch::Database db = database(with(tree, "hierarchy", "public.parts", {{"kind", "closure"}}));
  Connection& in = db.owner();
  const std::string u = "'00000000-0000-4000-8000-000000000001'";
  ASSERT_EQ(state(in, "INSERT INTO parts VALUES (" + u + ", 3, " + u + ", 2), (" + u + ", 2, " + u +
                          ", 1), (" + u + ", 1, NULL, NULL)"),
            "");
  EXPECT_EQ(
      one(in, "SELECT string_agg(n::text, ',' ORDER BY n) FROM parts_descendants(" + u + ", 1)"),
      "2,3");
  EXPECT_EQ(one(in, "SELECT string_agg(depth::text, ',' ORDER BY depth) FROM parts_paths"),
            "0,0,0,1,1,2");
}

const std::string posts =
    "CREATE TABLE posts (id int PRIMARY KEY); CREATE TABLE photos (id int PRIMARY KEY); CREATE "
    "TABLE "
    "comments (id int PRIMARY KEY, target_type text, target int); INSERT INTO posts VALUES (1), "
    "(2); "
    "INSERT INTO photos VALUES (1); INSERT INTO comments VALUES (1, 'Post', 1), (2, 'photos', 1);";

TEST_F(StructurePatternsServer, ARowHasExactlyOneTargetThatExists) {
  const support::PatternServer::Options options{
      {"targets", "posts,photos"}, {"type", "target_type"}, {"id", "target"}};
  scratch::Database db = database(with(posts, "polymorphic", "public.comments", options));
  Connection& in = db.owner();
  EXPECT_EQ(one(in,
                "SELECT string_agg(coalesce(post_id::text, '-') || coalesce(photo_id::text, "
                "'-'), ' ' ORDER BY id) FROM comments"),
            "1- -1");
  EXPECT_EQ(state(in, "INSERT INTO comments (id, post_id, photo_id) VALUES (3, 1, 1)"), "23514");
  EXPECT_EQ(state(in, "INSERT INTO comments (id) VALUES (3)"), "23514");
  EXPECT_EQ(state(in, "INSERT INTO comments (id, photo_id) VALUES (3, 2)"), "23503");
  EXPECT_EQ(state(in, "DELETE FROM posts WHERE id = 1"), "");
  EXPECT_EQ(one(in, "SELECT string_agg(id::text, ',') FROM comments"), "2");
  // A comment of nothing stops the change and is not guessed over.
  scratch::Database bad = database(posts + "INSERT INTO comments VALUES (3, 'Video', 1);");
  EXPECT_EQ(state(bad.owner(), draft(posts, "polymorphic", "public.comments", options)->sql),
            "23514");
}

TEST_F(StructurePatternsServer, ASupertypeRowComesAndGoesWithItsRow) {
  scratch::Database db =
      database(with(posts, "polymorphic", "public.comments",
                    {{"targets", "posts,photos"}, {"kind", "supertype"}, {"name", "things"}}));
  Connection& in = db.owner();
  EXPECT_EQ(one(in, "SELECT count(*) FROM things"), "3");
  ASSERT_EQ(state(in, "INSERT INTO photos VALUES (7)"), "");
  ASSERT_EQ(
      state(in, "UPDATE comments SET things_id = (SELECT things_id FROM photos WHERE id = 7)"), "");
  EXPECT_EQ(state(in, "UPDATE photos SET things_kind = 'posts'"), "23514");
  EXPECT_EQ(state(in,
                  "UPDATE posts SET things_id = (SELECT things_id FROM photos WHERE id = 7) "
                  "WHERE id = 1"),
            "23503");
  EXPECT_EQ(state(in, "DELETE FROM things"), major_version() >= 18 ? "23001" : "23503");
  ASSERT_EQ(state(in, "DELETE FROM photos WHERE id = 7"), "");
  EXPECT_EQ(one(in, "SELECT count(*) FROM comments"), "0");
  EXPECT_EQ(one(in, "SELECT count(*) FROM things"), "3");
}

TEST_F(StructurePatternsServer, ATagIsOneWordAndOnARowOnce) {
  const std::string two =
      "CREATE TABLE posts (id int PRIMARY KEY); CREATE TABLE photos (a int, b int, "
      "PRIMARY KEY (a, b)); INSERT INTO posts VALUES (1), (2); INSERT INTO photos "
      "VALUES (1, 1);";
  scratch::Database db = database(with(with(two, "tags", "public.posts"), "tags", "public.photos"));
  Connection& in = db.owner();
  ASSERT_EQ(state(in, "INSERT INTO tags (name) VALUES ('Red'), ('blue')"), "");
  EXPECT_EQ(state(in, "INSERT INTO tags (name) VALUES ('RED')"), "23505");
  EXPECT_EQ(state(in, "INSERT INTO tags (name) VALUES (' green')"), "23514");
  ASSERT_EQ(state(in,
                  "INSERT INTO posts_tags (post_id, tag_id) SELECT 1, id FROM tags; INSERT INTO "
                  "posts_tags (post_id, tag_id) SELECT 2, id FROM tags WHERE name = 'Red'; INSERT "
                  "INTO photos_tags (a, b, tag_id) SELECT 1, 1, id FROM tags"),
            "");
  EXPECT_EQ(state(in, "INSERT INTO posts_tags (post_id, tag_id) SELECT 1, id FROM tags"), "23505");
  EXPECT_EQ(one(in, "SELECT count(*) FROM posts_tagged('{red}')"), "2");
  EXPECT_EQ(one(in, "SELECT id FROM posts_tagged('{red,BLUE}')"), "1");
  EXPECT_EQ(one(in, "SELECT count(*) FROM photos_tagged('{red,none}')"), "0");
  ASSERT_EQ(state(in, "DELETE FROM tags WHERE name = 'Red'; DELETE FROM posts WHERE id = 1"), "");
  EXPECT_EQ(one(in, "SELECT count(*) FROM posts_tags"), "0");
}

// A design brings its own function for keys that are ordered by time; its patterns use that one.
TEST_F(StructurePatternsServer, KeysOfPatternsAreMadeAsThoseOfTheDesign) {
  ConceptualModel model;
  Entity post;
  post.name = "post";
  post.plural = "posts";
  model.entities = {post};
  const auto designed = to_relational(model, {});
  ASSERT_TRUE(designed);
  scratch::Database db = database(with(designed->sql, "tags", "public.posts"));
  Connection& in = db.owner();
  ASSERT_EQ(state(in, "INSERT INTO tags (name) VALUES ('red')"), "");
  EXPECT_EQ(one(in, "SELECT substr(id::text, 15, 1) FROM tags"), "7");
}

}  // namespace
}  // namespace mimar::design
