#include "ops/design/gone.h"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "base/text.h"
#include "model/quote.h"
#include "workload/workload.h"

namespace mimar::ops::designing {
namespace {

struct Gone {
  std::string about;   // as traces name it: "column email of people"
  std::string column;  // that a trace of the pattern may be about, or ""
};

std::set<std::string> columns_of(const model::Table& table) {
  std::set<std::string> names;
  for (const model::Column& column : table.columns)
    names.insert(column.name);
  return names;
}

// Constraints and unique indexes by name, each with its first column.
std::map<std::string, std::string> constraints_of(const model::Table& table) {
  std::map<std::string, std::string> names;
  for (const model::Check& check : table.checks)
    names[check.name] = "";
  for (const model::Key& key : table.uniques)
    names[key.name] = key.columns.empty() ? "" : key.columns.front();
  for (const model::ForeignKey& key : table.foreign_keys)
    names[key.name] = key.columns.empty() ? "" : key.columns.front();
  for (const model::Index& index : table.indexes)
    names[index.name] = "";
  return names;
}

std::vector<Gone> gone_from(const model::Table& before, const model::Table& after) {
  std::vector<Gone> gone;
  const std::string& table = before.name.name;
  const std::set<std::string> columns = columns_of(after);
  for (const std::string& column : columns_of(before)) {
    if (columns.contains(column)) continue;
    gone.push_back({fmt::format("column {} of {}", column, table), column});
    gone.push_back({fmt::format("generated column {} of {}", column, table), column});
    gone.push_back({fmt::format("default of column {} of {}", column, table), column});
  }
  // Of a table that keeps its columns they may have been made anew by another name.
  if (gone.empty()) return gone;
  const auto left = constraints_of(after);
  for (const auto& [name, column] : constraints_of(before)) {
    if (left.contains(name)) continue;
    gone.push_back({fmt::format("constraint {} of {}", name, table), column});
    gone.push_back({fmt::format("unique index {} of {}", name, table), column});
  }
  return gone;
}

void add_said(design::Said& into, const design::Said& more) {
  for (const design::SentenceId sentence : more)
    if (std::find(into.begin(), into.end(), sentence) == into.end()) into.push_back(sentence);
}

void hold(design::Draft& by, const Gone& gone, const design::Said& said) {
  const auto about_column = [&](const design::Trace& trace) {
    return !gone.column.empty() && (trace.object.starts_with("column " + gone.column + " of ") ||
                                    trace.object.ends_with(" of " + gone.column));
  };
  const bool any = std::any_of(by.traces.begin(), by.traces.end(), about_column);
  for (design::Trace& trace : by.traces)
    if (!any || about_column(trace)) add_said(trace.said, said);
}

// A list shows what is left; one that compares with the column is told by who reads it next.
void show_no_more(design::Draft& draft, const std::string& table, const std::string& column) {
  const std::string shown = model::quote_identifier(table) + "." + model::quote_identifier(column);
  for (design::DesignedAccess& access : draft.accesses) {
    std::string& sql = access.pattern.query.sql;
    if (!sql.starts_with("SELECT ")) continue;
    const std::size_t end = std::min(sql.find("\nFROM "), sql.size());
    std::string list = text::replace_all(sql.substr(0, end), ", " + shown + ",", ",");
    list = text::replace_all(list, "SELECT " + shown + ", ", "SELECT ");
    if (list.ends_with(", " + shown)) list.resize(list.size() - shown.size() - 2);
    sql = list + sql.substr(end);
  }
}

}  // namespace

void replace_gone(design::Draft& draft, design::Draft& by, const model::Database& before,
                  const model::Database& after, const std::string& pattern) {
  for (const model::Table& table : before->tables) {
    const model::Table* left = workload::table_of(after, table.name);
    if (left == nullptr) continue;
    for (const Gone& gone : gone_from(table, *left)) {
      if (gone.about.starts_with("column ")) show_no_more(draft, table.name.name, gone.column);
      const auto about = [&](const design::Trace& trace) {
        return trace.object == gone.about || trace.object == gone.about + ": NOT NULL";
      };
      for (const design::Trace& trace : draft.traces)
        if (about(trace)) hold(by, gone, trace.said);
      const std::size_t dropped = std::erase_if(draft.traces, about);
      if (dropped > 0 && gone.column.empty())
        draft.questions.push_back(
            fmt::format("The {} is gone with the columns that {} takes out of the table: programs "
                        "check what they store.",
                        gone.about, pattern));
    }
  }
}

}  // namespace mimar::ops::designing
