#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"
#include "model/quote.h"
#include "sql/parse.h"
#include "sql/query.h"
#include "workload/workload.h"

namespace mimar::workload {
namespace {

using Kind = model::ParameterSource::Kind;

struct Comment {
  std::string key, value;
  std::uint32_t line = 0;
};

// What stands above a statement.
struct Stated {
  std::string name, reason;
  std::optional<double> rate, weight;
  std::vector<std::pair<int, Comment>> parameters;
};

class Reader {
 public:
  Reader(std::string_view text, const std::string& file, const model::Database& database)
      : text_(text), file_(file), database_(database) {}

  Result<model::Workload> run() {
    const auto chunks = sql::split_script(text_, file_);
    if (!chunks) return fail(chunks.error());
    const auto queries = sql::read_queries(text_, file_, database_);
    if (!queries) return fail(queries.error());
    std::size_t above = 0, next = 0;
    for (const sql::Chunk& chunk : *chunks) {
      const auto end =
          static_cast<std::size_t>(chunk.text.data() - text_.data()) + chunk.text.size();
      const std::size_t from = std::exchange(above, end);
      const bool known = next < queries->size() && (*queries)[next].origin.span &&
                         (*queries)[next].origin.span->offset == chunk.where.offset;
      if (!known)
        return refuse(chunk.where.line, "this is no SELECT, INSERT, UPDATE or DELETE",
                      "a workload file holds access patterns only; leave it out");
      const auto stated = comments(from, end);
      if (!stated) return fail(stated.error());
      if (auto added = add((*queries)[next++], *stated, chunk.where.line); !added)
        return fail(added.error());
    }
    if (workload_.patterns.empty())
      return fail(ErrorKind::input, file_ + " holds no access pattern",
                  "write SELECT, INSERT, UPDATE or DELETE statements, each ended by ;");
    return std::move(workload_);
  }

 private:
  tl::unexpected<Error> refuse(std::uint32_t line, std::string message, std::string hint) const {
    SourceSpan where;
    where.file = file_;
    where.line = line;
    where.column = 1;
    return fail(Error{ErrorKind::input, std::move(message), where, {}, std::move(hint), {}});
  }

  Result<Stated> comments(std::size_t from, std::size_t end) const {
    Stated stated;
    auto line = static_cast<std::uint32_t>(
        1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(from), '\n'));
    for (std::string_view one : text::lines(text_.substr(from, end - from))) {
      const std::uint32_t here = line++;
      one = text::trim(one);
      const std::size_t colon = one.find(':');
      if (!one.starts_with("--") || colon == std::string_view::npos) continue;
      const Comment comment{text::lower(text::trim(one.substr(2, colon - 2))),
                            std::string(text::trim(one.substr(colon + 1))), here};
      if (auto taken = take(comment, stated); !taken) return fail(taken.error());
    }
    return stated;
  }

  Result<void> take(const Comment& comment, Stated& stated) const {
    if (comment.key == "name") stated.name = comment.value;
    if (comment.key == "reason") stated.reason = comment.value;
    if (comment.key == "rate" || comment.key == "weight") {
      const auto value = number(comment.value, comment.key == "rate");
      if (!value)
        return refuse(comment.line, comment.key + " " + comment.value + " is not understood",
                      comment.key == "rate" ? "write 100/s, 30/min or 5/h" : "write a number");
      (comment.key == "rate" ? stated.rate : stated.weight) = value;
    }
    if (!comment.key.starts_with('$')) return {};
    int parameter = 0;
    const char* last = comment.key.data() + comment.key.size();
    if (const auto read = std::from_chars(comment.key.data() + 1, last, parameter);
        read.ec != std::errc() || read.ptr != last)
      return {};
    stated.parameters.emplace_back(parameter, comment);
    return {};
  }

  // "200/s", "12/min", "3/h" per second; a weight has no unit.
  static std::optional<double> number(std::string_view text, bool is_rate) {
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || value <= 0 || value > 1e9) return std::nullopt;
    std::string_view unit = text.substr(static_cast<std::size_t>(read.ptr - text.data()));
    unit = text::trim(unit.substr(0, unit.find(" (")));
    if (unit.empty()) return value;
    if (!is_rate) return std::nullopt;
    for (const auto& [words, seconds] :
         {std::pair{std::vector<std::string>{"/s", "/sec", "/second"}, 1.0},
          {{"/m", "/min", "/minute"}, 60.0},
          {{"/h", "/hour"}, 3600.0},
          {{"/d", "/day"}, 86400.0}})
      if (std::find(words.begin(), words.end(), unit) != words.end()) return value / seconds;
    return std::nullopt;
  }

  // "orders.customer_id, skewed", "new orders.total", "= 20".
  Result<model::ParameterSource> source(const Comment& comment,
                                        const model::ParameterSource& inferred) const {
    std::string_view rest = comment.value;
    model::ParameterSource result;
    if (rest.starts_with('=')) {
      result.value = text::trim(rest.substr(1));
      if (result.value.size() >= 2 && result.value.front() == '\'' && result.value.back() == '\'')
        result.value =
            text::replace_all(result.value.substr(1, result.value.size() - 2), "''", "'");
      return result;
    }
    result.kind = Kind::existing;
    if (rest.starts_with("new ")) {
      result.kind = Kind::fresh;
      rest = text::trim(rest.substr(4));
    }
    if (const std::size_t comma = rest.find(','); comma != std::string_view::npos) {
      const std::string word = text::lower(text::trim(rest.substr(comma + 1)));
      if (word != "skewed" && word != "uniform")
        return refuse(comment.line, word + " is no way to draw values", "write skewed or uniform");
      result.skewed = word == "skewed";
      rest = text::trim(rest.substr(0, comma));
    }
    const auto column = column_named(std::string(rest));
    if (!column)
      return refuse(
          comment.line,
          comment.key + " names " + std::string(rest) + ", which is no column of the schema",
          nearest(std::string(rest)));
    result.column = *column;
    if (inferred.column == result.column && inferred.kind == result.kind) {
      result.shape = inferred.shape;
      result.from = inferred.from;
      result.to = inferred.to;
    }
    return result;
  }

  std::optional<model::ColumnUse> column_named(const std::string& text) const {
    for (const model::Table& table : database_->tables)
      for (const model::Column& column : table.columns)
        if (text == table.name.text() + "." + column.name)
          return model::ColumnUse{table.name, column.name};
    const std::size_t dot = text.rfind('.');
    if (dot == std::string::npos) return std::nullopt;
    const model::Table* table = table_of(database_, {"", text.substr(0, dot)});
    if (table == nullptr || model::find_column(*table, text.substr(dot + 1)) == nullptr)
      return std::nullopt;
    return model::ColumnUse{table->name, text.substr(dot + 1)};
  }

  std::string nearest(const std::string& text) const {
    std::vector<std::string> names;
    for (const model::Table& table : database_->tables)
      for (const model::Column& column : table.columns)
        names.push_back(table.name.name + "." + column.name);
    const std::string near = text::nearest(text, names);
    return near.empty() ? "write table.column" : "did you mean " + near + "?";
  }

  Result<void> add(const model::Query& query, const Stated& stated, std::uint32_t line) {
    model::AccessPattern pattern;
    pattern.query = query;
    pattern.query.name = stated.name.empty()
                             ? "query " + std::to_string(workload_.patterns.size() + 1)
                             : stated.name;
    if (!names_.insert(pattern.query.name).second)
      return refuse(line, "two access patterns are named " + pattern.query.name,
                    "give each a name of its own");
    pattern.reason = stated.reason;
    if (stated.rate) workload_.rates = true;
    pattern.weight = stated.rate.value_or(stated.weight.value_or(1));
    std::vector<int> unknown = infer_parameters(database_, pattern);
    for (const auto& [parameter, comment] : stated.parameters) {
      const auto at = static_cast<std::size_t>(parameter - 1);
      if (parameter < 1 || at >= pattern.parameters.size())
        return refuse(comment.line, "the statement has no " + comment.key,
                      "its parameters are $1 to $" + std::to_string(pattern.parameters.size()));
      auto given = source(comment, pattern.parameters[at]);
      if (!given) return fail(given.error());
      pattern.parameters[at] = std::move(*given);
      std::erase(unknown, parameter);
    }
    if (!unknown.empty())
      return refuse(line,
                    "it does not follow from the statement which values $" +
                        std::to_string(unknown.front()) + " takes",
                    "write above it: -- $" + std::to_string(unknown.front()) +
                        ": table.column, or = and a value");
    workload_.patterns.push_back(std::move(pattern));
    return {};
  }

  std::string_view text_;
  const std::string& file_;
  const model::Database& database_;
  model::Workload workload_;
  std::set<std::string> names_;
};

std::string written(const model::ParameterSource& source) {
  if (source.kind == Kind::constant)
    return "= '" + text::replace_all(source.value, "'", "''") + "'";
  return (source.kind == Kind::fresh ? "new " : "") + source.column.relation.text() + "." +
         source.column.column + (source.skewed ? ", skewed" : "");
}

}  // namespace

Result<model::Workload> read_file(std::string_view text, const std::string& file,
                                  const model::Database& database) {
  return Reader(text, file, database).run();
}

std::string print(const model::Workload& workload) {
  std::string result;
  for (const model::AccessPattern& pattern : workload.patterns) {
    result += (result.empty() ? "-- name: " : "\n-- name: ") + pattern.query.name + '\n';
    result += workload.rates ? fmt::format("-- rate: {:g}/s\n", pattern.weight)
                             : fmt::format("-- weight: {:g}\n", pattern.weight);
    if (!pattern.reason.empty()) result += "-- reason: " + pattern.reason + '\n';
    for (std::size_t i = 0; i < pattern.parameters.size(); ++i)
      result += fmt::format("-- ${}: {}\n", i + 1, written(pattern.parameters[i]));
    result += pattern.query.sql + ";\n";
  }
  return result;
}

}  // namespace mimar::workload
