// Rows as COPY takes them (PostgreSQL manual: COPY, "Text Format", "CSV Format") and as INSERT
// statements.

#include "model/quote.h"
#include "synthesis/cells.h"
#include "synthesis/layout.h"
#include "synthesis/synthesis.h"

namespace mimar::synthesis {
namespace {

constexpr std::size_t block_size = 64 * 1024;

bool needs_escape(char c) {
  return c == '\\' || c == '\n' || c == '\t' || c == '\r';
}

char escaped(char c) {
  if (c == '\n') return 'n';
  if (c == '\t') return 't';
  return c == '\r' ? 'r' : c;
}

// Escapes what was appended since `start`.
void escape_tail(std::string& out, std::size_t start) {
  const auto special =
      std::find_if(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(), needs_escape);
  if (special == out.end()) return;
  const std::string tail(special, out.end());
  out.erase(special, out.end());
  for (char c : tail) {
    if (needs_escape(c)) out += '\\';
    out += escaped(c);
  }
}

// Doubles `quote` in what was appended since `start` and puts it around.
void quote_tail(std::string& out, std::size_t start, char quote) {
  for (std::size_t at = start; (at = out.find(quote, at)) != std::string::npos; at += 2)
    out.insert(at, 1, quote);
  out.insert(start, 1, quote);
  out += quote;
}

// An empty string must not look like NULL, nor a lone \. like the end of the data.
void csv_tail(std::string& out, std::size_t start) {
  const std::string_view tail = std::string_view(out).substr(start);
  if (tail.empty() || tail == "\\." || tail.find_first_of("\",\r\n") != std::string_view::npos)
    quote_tail(out, start, '"');
}

// What is around cells and rows in each form.
struct Frame {
  std::string_view null, between, end_of_row;
  void (*finish)(std::string&, std::size_t start);
};

constexpr Frame frame(Form form) {
  switch (form) {
    case Form::csv: return {"", ",", "\n", csv_tail};
    case Form::insert:
      return {"NULL", ", ", "), (",
              [](std::string& out, std::size_t start) { quote_tail(out, start, '\''); }};
    case Form::copy: break;
  }
  return {"\\N", "\t", "\n", escape_tail};
}

std::string insert_head(const TablePlan& planned, const model::Table& table) {
  const bool identity =
      std::any_of(table.columns.begin(), table.columns.end(),
                  [](const model::Column& column) { return column.identity.has_value(); });
  return "INSERT INTO " + model::quote_name(planned.table) + " (" +
         model::quote_list(planned.columns) + ")" + (identity ? " OVERRIDING SYSTEM VALUE" : "") +
         " VALUES\n(";
}

// How a cell's text is finished.
enum class Finish : std::uint8_t { none, by_form };

// Dates and numbers hold nothing that a file needs to escape; statements quote the former.
Finish finish_of(const Values& values, Form form) {
  const auto* ordered = std::get_if<Ordered>(&values.kind);
  if (ordered == nullptr) return Finish::by_form;
  const bool number =
      ordered->unit == Ordered::Unit::integer || ordered->unit == Ordered::Unit::decimal;
  return number || form != Form::insert ? Finish::none : Finish::by_form;
}

class Writer {
 public:
  Writer(Cells& cells, std::size_t table, Form form)
      : cells_(cells), table_(table), frame_(frame(form)) {
    const Recipe& recipe = cells.recipe(table);
    for (std::size_t column = 0; column < recipe.columns.size(); ++column)
      if (recipe.columns[column].written)
        columns_.push_back({column, finish_of(values(table, column), form)});
  }

  bool has_columns() const { return !columns_.empty(); }

  void append_row(std::string& out, std::uint64_t row) {
    for (const auto& [column, finish] : columns_) {
      const std::size_t start = out.size();
      if (!cells_.append_cell(out, table_, column, row)) {
        out += frame_.null;
      } else if (finish == Finish::by_form) {
        frame_.finish(out, start);
      }
      out += frame_.between;
    }
    out.resize(out.size() - frame_.between.size());
    out += frame_.end_of_row;
  }

 private:
  // Of a foreign key: those of what it refers to, in the end.
  const Values& values(std::size_t table, std::size_t column) {
    for (;;) {
      const ColumnRecipe& recipe = cells_.recipe(table).columns[column];
      if (recipe.link == none) return recipe.values;
      const Link& link = cells_.recipe(table).links[recipe.link];
      const std::size_t parent_column = link.parent_columns[recipe.at];
      if (link.parent == table && parent_column == column) return recipe.values;
      table = link.parent;
      column = parent_column;
    }
  }

  Cells& cells_;
  std::size_t table_;
  Frame frame_;
  std::vector<std::pair<std::size_t, Finish>> columns_;
};

constexpr std::uint64_t rows_per_statement = 500;

}  // namespace

struct Rows::Making {
  Making(const model::Database& schema, const Plan& planned, std::uint64_t seed)
      : database(schema),
        plan(planned),
        layout(layout_of(schema, planned)),
        recipes(schema, layout),
        cells(recipes, layout, seed) {
    positions.resize(plan.tables.size(), none);
    for (std::size_t position = 0; position < layout.loaded_as.size(); ++position)
      if (layout.loaded_as[position] != none) positions[layout.loaded_as[position]] = position;
  }

  const model::Database& database;
  const Plan& plan;
  Layout layout;
  Recipes recipes;
  Cells cells;
  std::vector<std::size_t> positions;  // of the plan's tables in the database
};

Rows::Rows(const model::Database& database, const Plan& plan, std::uint64_t seed)
    : making_(std::make_unique<Making>(database, plan, seed)) {}

Rows::~Rows() = default;

void Rows::write(std::size_t table, Range range, Form form, const Sink& sink) {
  const std::size_t position = making_->positions[table];
  if (position == none || range.count == 0) return;
  Writer writer(making_->cells, position, form);
  if (!writer.has_columns()) return;
  const std::string head = form == Form::insert ? insert_head(making_->plan.tables[table],
                                                              making_->database->tables[position])
                                                : "";
  std::string block;
  std::uint64_t rows = 0;  // in the block
  for (std::uint64_t done = 1; done <= range.count; ++done) {
    if (form == Form::insert && done % rows_per_statement == 1) block += head;
    writer.append_row(block, range.first + done - 1);
    ++rows;
    if (form == Form::insert) {  // ends in "), (": the next row, or the end of the statement
      block.resize(block.size() - 3);
      block += done == range.count || done % rows_per_statement == 0 ? ";\n" : ",\n(";
    }
    if (block.size() < block_size && done < range.count) continue;
    if (!sink(block, rows)) return;
    block.clear();
    rows = 0;
  }
}

void Rows::write(std::size_t table, Form form, const Sink& sink) {
  write(table, {0, making_->plan.tables[table].rows}, form, sink);
}

std::vector<std::optional<std::string>> Rows::row(std::size_t table, std::uint64_t row) {
  std::vector<std::optional<std::string>> cells;
  const std::size_t position = making_->positions[table];
  if (position == none) return cells;
  const Recipe& recipe = making_->cells.recipe(position);
  for (std::size_t column = 0; column < recipe.columns.size(); ++column) {
    if (!recipe.columns[column].written) continue;
    std::string cell;
    const bool present = making_->cells.append_cell(cell, position, column, row);
    cells.push_back(present ? std::optional(std::move(cell)) : std::nullopt);
  }
  return cells;
}

}  // namespace mimar::synthesis
