// The comparison form against what PostgreSQL stores, over queries at random: where our forms are
// equal its own texts are, and its text reads as the form of the query it was made of.
#include <map>
#include <set>

#include "model/quote.h"
#include "read/sql_files/reader.h"
#include "sql/canonical.h"
#include "support/generate_queries.h"
#include "support/server.h"

namespace mimar::verify {
namespace {

struct Seen {
  std::string written, printed;       // as generated; as the server prints it
  model::Expression source, catalog;  // what each reads as
};

class QueryPairsServer : public support::TestServer {
 protected:
  // Those of `count` queries at random that the server takes.
  static std::vector<Seen> seen(std::uint64_t seed, int count) {
    support::Queries queries(seed);
    std::set<std::string> written;
    for (int i = 0; i < count; ++i)
      written.insert(queries.next());
    const std::vector<std::string> all(written.begin(), written.end());
    std::vector<Seen> result;
    for (const auto& [name, text] : created(all))
      result.push_back({all[static_cast<std::size_t>(name)], text, {}, {}});
    read(result);
    return result;
  }

 private:
  // By its place in `queries`, how the server prints it.
  static std::map<int, std::string> created(const std::vector<std::string>& queries) {
    std::string list;
    for (std::size_t i = 0; i < queries.size(); ++i)
      list += (i == 0 ? "" : ", ") +
              model::quote_literal("CREATE VIEW e" + std::to_string(i) + " AS " + queries[i]);
    scratch::Database database = create();
    EXPECT_EQ(run(database, support::schema_of_queries()), "");
    EXPECT_EQ(one(database.owner(),
                  "DO $do$ DECLARE query text; BEGIN FOREACH query IN ARRAY ARRAY[" + list +
                      "] LOOP BEGIN EXECUTE query; EXCEPTION WHEN OTHERS THEN "
                      "NULL; END; END LOOP; END $do$"),
              "DO");
    const auto rows = database.owner().execute(
        "SET search_path = ''; SELECT substr(viewname, 2), definition FROM pg_catalog.pg_views "
        "WHERE schemaname = 'public'");
    if (!rows) throw std::runtime_error(support::why(rows.error()));
    std::map<int, std::string> printed;
    for (const auto& row : rows->rows)
      printed.emplace(std::stoi(*row[0]), *row[1]);
    return printed;
  }

  static void read(std::vector<Seen>& all) {
    model::Objects source = read::sql_files::read({{"schema.sql", support::schema_of_queries()}})
                                .value()
                                .database.objects();
    for (std::size_t i = 0; i < all.size(); ++i) {
      source.views.emplace_back();
      source.views.back().name = {"public", "e" + std::to_string(i)};
    }
    model::Objects catalog = source;
    for (std::size_t i = 0; i < all.size(); ++i) {
      source.views[i].query = model::Expression(all[i].written);
      catalog.views[i].query = model::Expression(all[i].printed);
    }
    sql::canonicalise(source, {{"public"}, false});
    sql::canonicalise(catalog, {{}, false});
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].source = source.views[i].query;
      all[i].catalog = catalog.views[i].query;
    }
  }
};

TEST_F(QueryPairsServer, EqualFormsAreStoredAlike) {
  const std::vector<Seen> all = seen(1, 4000);
  std::map<std::string, const Seen*> by_form;
  std::size_t resolved = 0, pairs = 0;
  for (const Seen& query : all) {
    if (!query.source.resolved || !query.catalog.resolved) continue;
    ++resolved;
    EXPECT_EQ(query.source.canonical, query.catalog.canonical) << query.written << "\n"
                                                               << query.printed;
    const auto [same, first] = by_form.emplace(query.source.canonical, &query);
    if (first) continue;
    ++pairs;
    EXPECT_EQ(same->second->printed, query.printed) << same->second->written << "\n"
                                                    << query.written << "\n"
                                                    << query.source.canonical;
  }
  // Else nothing was seen.
  EXPECT_GT(resolved * 100, all.size() * 95);
  EXPECT_GT(pairs, 150U);
}

}  // namespace
}  // namespace mimar::verify
