// Text search configurations, dictionaries, parsers and templates.
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

// "<prefix>_schema, <prefix>_name" of the function with that oid, and the joins they need.
std::string function_columns(const std::string& prefix) {
  return ", " + prefix + "_n.nspname AS " + prefix + "_schema, " + prefix + "_f.proname AS " +
         prefix + "_name";
}
std::string function_joins(const std::string& prefix, const std::string& oid) {
  return " LEFT JOIN pg_proc " + prefix + "_f ON " + prefix + "_f.oid = " + oid +
         " LEFT JOIN pg_namespace " + prefix + "_n ON " + prefix + "_n.oid = " + prefix +
         "_f.pronamespace";
}

std::string users_own(const std::string& catalog, const std::string& alias) {
  return " WHERE " + in_user_schema("n.nspname") + " AND " +
         not_of_extension(catalog, alias + ".oid") + " ORDER BY 2, 3";
}

// One value of pg_ts_dict.dictinitoption at `at`, which is left behind it: a number, or text in
// quotes, as serialize_deflist() writes them.
std::string option_value(const std::string& text, std::size_t& at) {
  std::string value;
  const bool escapes = text.compare(at, 2, "E'") == 0;
  if (escapes) ++at;
  if (at >= text.size() || text[at] != '\'') {
    while (at < text.size() && text[at] != ',')
      value += text[at++];
    return value;
  }
  for (++at; at < text.size(); ++at) {
    const bool twice = at + 1 < text.size() && text[at + 1] == text[at];
    if (text[at] == '\'' && !twice) break;
    if (twice && (text[at] == '\'' || (escapes && text[at] == '\\'))) ++at;
    value += text[at];
  }
  ++at;
  return value;
}

std::string option_name(const std::string& text, std::size_t& at) {
  std::string name;
  const bool quoted = at < text.size() && text[at] == '"';
  if (quoted) ++at;
  for (; at < text.size(); ++at) {
    if (quoted && text[at] == '"') {
      if (at + 1 >= text.size() || text[at + 1] != '"') break;
      ++at;
    } else if (!quoted && (text[at] == ' ' || text[at] == '=')) {
      break;
    }
    name += text[at];
  }
  if (quoted) ++at;
  return name;
}

// "language = 'german', stopwords = 'german'".
std::map<std::string, std::string> dictionary_options(const std::string& text) {
  std::map<std::string, std::string> options;
  const auto skip = [&](std::size_t at) {
    return std::min(text.find_first_not_of(" =,", at), text.size());
  };
  for (std::size_t at = skip(0); at < text.size(); at = skip(at)) {
    const std::string name = option_name(text, at);
    at = skip(at);
    options[name] = option_value(text, at);
  }
  return options;
}

Result<void> read_parsers(Catalog& catalog) {
  return query(
      catalog,
      "SELECT p.oid, n.nspname AS schema, p.prsname AS name" + function_columns("start") +
          function_columns("token") + function_columns("done") + function_columns("headline") +
          function_columns("lextypes") +
          " FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace" +
          function_joins("start", "p.prsstart") + function_joins("token", "p.prstoken") +
          function_joins("done", "p.prsend") + function_joins("headline", "p.prsheadline") +
          function_joins("lextypes", "p.prslextype") + users_own("pg_ts_parser", "p"),
      [&](const Row& row) {
        catalog.add_object({"pg_ts_parser", row.oid("oid")},
                           model::TextSearchParser{row.name(), row.name("start_"),
                                                   row.name("token_"), row.name("done_"),
                                                   row.name("headline_"), row.name("lextypes_")});
      });
}

Result<void> read_templates(Catalog& catalog) {
  return query(catalog,
               "SELECT t.oid, n.nspname AS schema, t.tmplname AS name" + function_columns("init") +
                   function_columns("lexize") +
                   " FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace" +
                   function_joins("init", "t.tmplinit") + function_joins("lexize", "t.tmpllexize") +
                   users_own("pg_ts_template", "t"),
               [&](const Row& row) {
                 catalog.add_object(
                     {"pg_ts_template", row.oid("oid")},
                     model::TextSearchTemplate{row.name(), row.name("init_"), row.name("lexize_")});
               });
}

Result<void> read_dictionaries(Catalog& catalog) {
  return query(catalog,
               "SELECT d.oid, n.nspname AS schema, d.dictname AS name,"
               " tn.nspname AS template_schema, t.tmplname AS template_name, d.dictinitoption"
               " FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace"
               " JOIN pg_ts_template t ON t.oid = d.dicttemplate"
               " JOIN pg_namespace tn ON tn.oid = t.tmplnamespace" +
                   users_own("pg_ts_dict", "d"),
               [&](const Row& row) {
                 catalog.add_object(
                     {"pg_ts_dict", row.oid("oid")},
                     model::TextSearchDictionary{row.name(), row.name("template_"),
                                                 dictionary_options(row.text("dictinitoption"))});
               });
}

// One row a dictionary of a mapping, in their order.
Result<void> read_mappings(Catalog& catalog,
                           std::map<Oid, model::TextSearchConfiguration>& configurations) {
  return query(catalog,
               "SELECT c.oid, k.alias, dn.nspname AS schema, d.dictname AS name"
               " FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace"
               " JOIN pg_ts_config_map m ON m.mapcfg = c.oid"
               " JOIN LATERAL ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype"
               " JOIN pg_ts_dict d ON d.oid = m.mapdict"
               " JOIN pg_namespace dn ON dn.oid = d.dictnamespace WHERE " +
                   in_user_schema("n.nspname") + " AND " +
                   not_of_extension("pg_ts_config", "c.oid") +
                   " ORDER BY c.oid, k.alias COLLATE \"C\", m.mapseqno",
               [&](const Row& row) {
                 const auto found = configurations.find(row.oid("oid"));
                 if (found == configurations.end()) return;
                 std::vector<model::TokenMapping>& mappings = found->second.mappings;
                 const std::string token = row.text("alias");
                 if (mappings.empty() || mappings.back().token != token)
                   mappings.push_back({token, {}});
                 mappings.back().dictionaries.push_back(row.name());
               });
}

Result<void> read_configurations(Catalog& catalog) {
  std::map<Oid, model::TextSearchConfiguration> configurations;
  Result<void> read =
      query(catalog,
            "SELECT c.oid, n.nspname AS schema, c.cfgname AS name,"
            " pn.nspname AS parser_schema, p.prsname AS parser_name"
            " FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace"
            " JOIN pg_ts_parser p ON p.oid = c.cfgparser"
            " JOIN pg_namespace pn ON pn.oid = p.prsnamespace" +
                users_own("pg_ts_config", "c"),
            [&](const Row& row) {
              configurations[row.oid("oid")] = {row.name(), row.name("parser_"), {}};
            });
  if (!read || configurations.empty()) return read;
  if (read = read_mappings(catalog, configurations); !read) return read;
  for (auto& [oid, configuration] : configurations)
    catalog.add_object({"pg_ts_config", oid}, std::move(configuration));
  return {};
}

}  // namespace

Result<void> read_text_search(Catalog& catalog) {
  for (const auto read : {read_parsers, read_templates, read_dictionaries, read_configurations}) {
    if (Result<void> done = read(catalog); !done) return done;
  }
  return {};
}

}  // namespace mimar::read::postgres
