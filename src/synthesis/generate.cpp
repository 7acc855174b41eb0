// Rows in COPY text format (PostgreSQL manual: COPY, "Text Format").

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

}  // namespace

void generate(const model::Database& database, const Plan& plan, std::size_t table,
              std::uint64_t seed, const std::function<bool(std::string_view)>& sink) {
  const Layout layout = layout_of(database, plan);
  const auto planned = std::find(layout.loaded_as.begin(), layout.loaded_as.end(), table);
  if (planned == layout.loaded_as.end()) return;
  const auto position = static_cast<std::size_t>(planned - layout.loaded_as.begin());
  Cells cells(database, layout, seed);
  const Recipe& recipe = cells.recipe(position);
  std::string block;
  for (std::uint64_t row = 0; row < layout.rows[position]; ++row) {
    for (std::size_t column = 0; column < recipe.columns.size(); ++column) {
      if (!recipe.columns[column].written) continue;
      const std::size_t start = block.size();
      if (cells.append_cell(block, position, column, row)) {
        escape_tail(block, start);
      } else {
        block += "\\N";
      }
      block += '\t';
    }
    if (block.empty()) break;  // a table of generated columns only
    block.back() = '\n';
    if (block.size() < block_size) continue;
    if (!sink(block)) return;
    block.clear();
  }
  if (!block.empty()) sink(block);
}

}  // namespace mimar::synthesis
