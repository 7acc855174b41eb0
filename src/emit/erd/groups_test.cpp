#include "emit/erd/groups.h"

#include "emit/erd/arrange.h"
#include "emit/erd/communities.h"
#include "emit/erd/name_hints.h"
#include "emit/erd/pack.h"

namespace mimar::emit::erd {
namespace {

using Numbers = std::vector<std::size_t>;

TEST(Communities, TwoTrianglesAndABridge) {
  const std::vector<Tie> ties{{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}};
  EXPECT_EQ(communities(7, ties), (Numbers{0, 0, 0, 1, 1, 1, 2}));
}

TEST(Communities, WeightDecidesAndLoopsCountForNothing) {
  EXPECT_EQ(communities(4, {{0, 1, 10}, {1, 2, 1}, {2, 3, 10}, {0, 0, 1000}}),
            (Numbers{0, 0, 1, 1}));
  EXPECT_EQ(communities(2, {}), (Numbers{0, 1}));
  EXPECT_EQ(communities(0, {}), Numbers{});
}

// Cliques in a ring are the textbook case of communities; a finer resolution keeps them.
TEST(Communities, ARingOfCliques) {
  std::vector<Tie> ties;
  for (std::size_t clique = 0; clique < 6; ++clique) {
    for (std::size_t i = 0; i < 5; ++i) {
      for (std::size_t k = i + 1; k < 5; ++k)
        ties.push_back({clique * 5 + i, clique * 5 + k});
    }
    ties.push_back({clique * 5, (clique * 5 + 9) % 30});
  }
  for (const std::int64_t resolution : {1, 2}) {
    const Numbers found = communities(30, ties, resolution);
    for (std::size_t i = 0; i < 30; ++i)
      EXPECT_EQ(found[i], i / 5) << i;
  }
}

TEST(NameHints, BeginningsThatOthersShare) {
  EXPECT_EQ(shared_beginnings({"billing_item", "billings", "OrderLine", "orders", "apart"}),
            (std::vector<std::string>{"billing", "billing", "order", "order", ""}));
  EXPECT_EQ(common_beginning({"in_app_run", "in_app_event", "in_app"}, 3), "in_app");
  EXPECT_EQ(common_beginning({"a_b", "c_d"}, 2), "");
}

// A beginning that all names have says nothing.
TEST(NameHints, ABeginningOfEverything) {
  std::vector<std::string> names;
  for (int i = 0; i < 30; ++i) {
    names.push_back("app_mail_" + std::to_string(i));
    names.push_back("app_" + std::to_string(i));
  }
  const std::vector<std::string> found = shared_beginnings(names);
  EXPECT_EQ(found[0], "");
  names.resize(40);
  EXPECT_EQ(shared_beginnings(names)[0], "app_mail");
}

TEST(Pack, NothingOverlapsAndLittleIsWasted) {
  std::vector<Size> sizes;
  double area = 0;
  for (std::size_t i = 0; i < 40; ++i) {
    sizes.push_back(
        {50.0 + static_cast<double>(i * 37 % 90), 40.0 + static_cast<double>(i * 53 % 110)});
    area += (sizes[i].width + 10) * (sizes[i].height + 10);
  }
  const Packing packing = pack(sizes, 10, 1.5);
  for (std::size_t a = 0; a < sizes.size(); ++a) {
    const Point p = packing.corners[a];
    EXPECT_GE(p.x, 0);
    EXPECT_LE(p.x + sizes[a].width, packing.size.width + 0.01);
    EXPECT_LE(p.y + sizes[a].height, packing.size.height + 0.01);
    for (std::size_t b = a + 1; b < sizes.size(); ++b) {
      const Point q = packing.corners[b];
      EXPECT_TRUE(
          p.x + sizes[a].width + 10 <= q.x + 0.01 || q.x + sizes[b].width + 10 <= p.x + 0.01 ||
          p.y + sizes[a].height + 10 <= q.y + 0.01 || q.y + sizes[b].height + 10 <= p.y + 0.01)
          << a << " and " << b;
    }
  }
  EXPECT_LT(packing.size.width * packing.size.height, 1.35 * area);
  EXPECT_NEAR(packing.size.width / packing.size.height, 1.5, 0.5);
  EXPECT_EQ(pack({}, 10, 1.5).size.width, 0);
}

Entity entity(const std::string& schema, const std::string& name) {
  Entity result;
  result.schema = schema;
  result.short_name = result.name = name;
  result.table = {schema, name};
  return result;
}

Relation relation(std::size_t parent, std::size_t child) {
  Relation result;
  result.parent = parent;
  result.child = child;
  return result;
}

// Areas of eight tables around one, and a table that all refer to.
Diagram areas(std::size_t count, const std::string& schema) {
  Diagram diagram;
  diagram.entities.push_back(entity(schema, "tenant"));
  for (std::size_t area = 0; area < count; ++area) {
    const std::size_t root = diagram.entities.size();
    const std::string name(3, static_cast<char>('a' + area));
    for (std::size_t i = 0; i < 8; ++i) {
      diagram.entities.push_back(entity(schema, name + std::to_string(i)));
      if (i > 0) diagram.relations.push_back(relation(root, root + i));
      diagram.relations.push_back(relation(0, root + i));
    }
  }
  return diagram;
}

TEST(Groups, EveryTableIsInExactlyOne) {
  const Diagram diagram = areas(6, "public");
  const Grouping grouping = group(diagram, {});
  EXPECT_TRUE(grouping.framed);
  std::vector<int> seen(diagram.entities.size(), 0);
  for (std::size_t g = 0; g < grouping.groups.size(); ++g) {
    for (const std::size_t member : grouping.groups[g].members) {
      ++seen[member];
      EXPECT_EQ(grouping.group_of[member], g);
    }
  }
  EXPECT_EQ(seen, std::vector<int>(diagram.entities.size(), 1));
}

TEST(Groups, CommunitiesOfForeignKeysAndWhatAllReferTo) {
  const Grouping grouping = group(areas(6, "public"), {});
  ASSERT_EQ(grouping.groups.size(), 7U);
  EXPECT_EQ(grouping.groups[0].name, "shared");
  EXPECT_EQ(grouping.groups[0].members, Numbers{0});
  EXPECT_EQ(grouping.groups[1].name, "aaa0");
  EXPECT_EQ(grouping.groups[1].members, (Numbers{1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(grouping.legend.size(), 7U);
}

TEST(Groups, SmallDiagramsHaveNoFramesAndColoursBySchema) {
  Diagram diagram = areas(2, "public");
  diagram.entities.push_back(entity("billing", "invoice"));
  const Grouping grouping = group(diagram, {});
  EXPECT_FALSE(grouping.framed);
  EXPECT_EQ(grouping.groups.size(), 1U);
  EXPECT_EQ(grouping.colour_of.front(), 0U);
  EXPECT_EQ(grouping.colour_of.back(), 1U);
  ASSERT_EQ(grouping.legend.size(), 2U);
  EXPECT_EQ(grouping.legend[1].name, "billing");
}

TEST(Groups, ConfiguredOnesComeFirst) {
  Options options;
  options.groups = {{"Core", {{"public", "tenant"}, {"public", "aaa0"}}}};
  const Grouping grouping = group(areas(2, "public"), options);
  EXPECT_TRUE(grouping.framed);
  EXPECT_EQ(grouping.groups[0].name, "Core");
  EXPECT_EQ(grouping.groups[0].members, (Numbers{0, 1}));
  EXPECT_EQ(grouping.groups[1].members.size(), 15U);
}

TEST(Groups, ManyTablesAroundOneAreCutIntoSeveral) {
  Diagram diagram;
  for (std::size_t i = 0; i < 19; ++i)
    diagram.entities.push_back(entity("public", std::string(1, static_cast<char>('a' + i)) + "x"));
  for (std::size_t i = 0; i < 60; ++i)
    diagram.entities.push_back(entity("public", "t" + std::to_string(i)));
  for (std::size_t i = 1; i < 19; ++i)
    diagram.relations.push_back(relation(0, i));
  for (const Group& one : group(diagram, {}).groups)
    EXPECT_LE(one.members.size(), 48U) << one.name;
}

TEST(Arrange, FramesHoldTheirBoxesAndDoNotOverlap) {
  const Diagram diagram = areas(6, "public");
  const Grouping grouping = group(diagram, {});
  std::vector<Link> links;
  for (const Relation& relation : diagram.relations)
    links.push_back({relation.parent, 0, relation.child, 0});
  const std::vector<Shape> shapes(diagram.entities.size(), {160, 30, 22, 3});
  const Result<Arrangement> arranged = arrange(grouping, shapes, links, 20);
  ASSERT_TRUE(arranged) << arranged.error().message;
  ASSERT_EQ(arranged->frames.size(), grouping.groups.size());
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const Box &box = arranged->layout.boxes[i], &frame = arranged->frames[grouping.group_of[i]].box;
    EXPECT_GT(box.x, frame.x) << i;
    EXPECT_GT(box.y, frame.y + 16) << i;
    EXPECT_LT(box.x + box.width, frame.x + frame.width) << i;
    EXPECT_LT(box.y + box.height, frame.y + frame.height) << i;
  }
  for (std::size_t i = 0; i < links.size(); ++i) {
    const bool inside = grouping.group_of[links[i].from] == grouping.group_of[links[i].to];
    EXPECT_EQ(!arranged->layout.curves[i].points.empty(), inside) << i;
  }
}

}  // namespace
}  // namespace mimar::emit::erd
