// The [erd] part of mimar.toml:
//
//   [[erd.group]]
//   name = "Billing"
//   tables = ["billing.*", "invoice*"]
#include <algorithm>

#include <toml++/toml.h>

#include "base/text.h"
#include "check/glob.h"
#include "ops/selection.h"

namespace mimar::ops {
namespace {

class Reader {
 public:
  Reader(const std::string& file, const model::Database& database, std::vector<std::string>& notes)
      : file_(file), database_(database), notes_(notes) {}

  Result<std::vector<emit::erd::NamedGroup>> read(const toml::table& root) const {
    std::vector<emit::erd::NamedGroup> groups;
    const toml::node* erd = root.get("erd");
    if (erd == nullptr) return groups;
    if (!erd->is_table()) return fail(error(erd->source(), "erd must be a table: [erd]"));
    if (auto known = only(*erd->as_table(), {"group"}, "[erd]"); !known)
      return fail(std::move(known.error()));
    const toml::node* list = erd->as_table()->get("group");
    if (list == nullptr) return groups;
    if (!list->is_array())
      return fail(error(list->source(), "group must be written as [[erd.group]]"));
    for (const toml::node& entry : *list->as_array()) {
      if (!entry.is_table())
        return fail(error(entry.source(), "group must be written as [[erd.group]]"));
      auto group = read_group(*entry.as_table());
      if (!group) return fail(std::move(group.error()));
      groups.push_back(std::move(*group));
    }
    return groups;
  }

  Error error(const toml::source_region& at, std::string message, std::string hint = {}) const {
    SourceSpan where;
    where.file = file_;
    where.line = at.begin.line;
    where.column = at.begin.column;
    return Error{ErrorKind::usage, std::move(message), where, {}, std::move(hint), {}};
  }

 private:
  Result<void> only(const toml::table& table, const std::vector<std::string>& known,
                    std::string_view in) const {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      const std::string near = text::nearest(name, known);
      return fail(
          error(key.source(), fmt::format("unknown key {} in {}", name, in),
                near.empty() ? "known: " + text::join(known, ", ") : "did you mean " + near + "?"));
    }
    return {};
  }

  Result<emit::erd::NamedGroup> read_group(const toml::table& table) const {
    if (auto known = only(table, {"name", "tables"}, "[[erd.group]]"); !known)
      return fail(std::move(known.error()));
    const toml::node *name = table.get("name"), *tables = table.get("tables");
    if (name == nullptr || !name->is_string() || tables == nullptr || !tables->is_array()) {
      return fail(error(table.source(), "a group needs a name and tables",
                        "name = \"Billing\", tables = [\"billing.*\"]"));
    }
    emit::erd::NamedGroup group{name->as_string()->get(), {}};
    for (const toml::node& pattern : *tables->as_array()) {
      if (!pattern.is_string())
        return fail(error(pattern.source(), "tables must be a list of names and patterns"));
      add(pattern.as_string()->get(), group);
    }
    return group;
  }

  void add(const std::string& pattern, emit::erd::NamedGroup& group) const {
    bool fits = false;
    for (const model::Table& table : database_->tables) {
      if (check::matches_glob(pattern, table.name.text()) ||
          check::matches_glob(pattern, table.name.name)) {
        group.tables.insert(table.name);
        fits = true;
      }
    }
    if (!fits)
      notes_.push_back(fmt::format("{}: {} of group {} fits no table", file_, pattern, group.name));
  }

  const std::string& file_;
  const model::Database& database_;
  std::vector<std::string>& notes_;
};

}  // namespace

Result<std::vector<emit::erd::NamedGroup>> configured_groups(std::string_view toml,
                                                             const std::string& file,
                                                             const model::Database& database,
                                                             std::vector<std::string>& notes) {
  const Reader reader(file, database, notes);
  // toml++ reports bad TOML by throwing.
  try {
    return reader.read(toml::parse(toml, file));
  } catch (const toml::parse_error& bad) {
    return fail(reader.error(bad.source(), std::string(bad.description())));
  }
}

}  // namespace mimar::ops
