#include "sql/types.h"

#include <map>

#include "base/text.h"
#include "sql/builtin_tables.h"

namespace mimar::sql {
namespace {

using Signatures = std::map<std::string_view, std::vector<Signature>>;

struct BuiltinTypes {
  std::array<BuiltinType, first_user_type> by_code = {};
  std::map<std::string_view, Type> by_name;
};

BuiltinTypes read_types() {
  BuiltinTypes all;
  for (const std::string_view line : text::split(tables::types, '\n')) {
    const auto fields = text::split(line, '\t');
    if (fields.size() < 6) continue;
    const char code = fields[0][0];
    all.by_code[static_cast<unsigned char>(code)] = {fields[1], fields[2], fields[3][0],
                                                     fields[4] == "t",
                                                     fields[5].empty() ? '\0' : fields[5][0]};
    all.by_name[fields[1]] = builtin_type(code);
    all.by_name[fields[2]] = builtin_type(code);
  }
  return all;
}

const BuiltinTypes& builtin_types() {
  static const BuiltinTypes all = read_types();
  return all;
}

Type read_type(std::string_view codes, std::size_t& at) {
  const bool array = codes[at] == '_';
  if (array) ++at;
  return {codes[at++], array, {-1, -1}};
}

Signature read_signature(std::string_view field) {
  Signature signature;
  std::size_t at = 0;
  while (field[at] != ' ')
    signature.arguments.push_back(read_type(field, at));
  ++at;
  signature.result = read_type(field, at);
  if (at < field.size() && field[at] == '*') {
    signature.variadic = true;
    ++at;
  }
  if (at < field.size() && field[at] == '=')
    for (++at; at < field.size() && field[at] >= '0' && field[at] <= '9'; ++at)
      signature.defaults = signature.defaults * 10 + static_cast<std::size_t>(field[at] - '0');
  if (at < field.size() && field[at] == '(')
    for (const std::string_view column : text::split(field.substr(at + 1), ',')) {
      std::size_t start = 0;
      const Type type = read_type(column, start);
      signature.columns.push_back({std::string(column.substr(start)), type});
    }
  return signature;
}

// The field with its columns may hold the type code ',': only the multirange of numrange, which no
// row type uses.
Signatures read_signatures(std::string_view table) {
  Signatures all;
  for (const std::string_view line : text::split(table, '\n')) {
    const auto fields = text::split(line, '\t');
    for (std::size_t i = 1; i < fields.size(); ++i)
      all[fields[0]].push_back(read_signature(fields[i]));
  }
  return all;
}

std::span<const Signature> find(const Signatures& all, std::string_view name) {
  const auto found = all.find(name);
  return found == all.end() ? std::span<const Signature>()
                            : std::span<const Signature>(found->second);
}

std::map<std::pair<int, int>, Cast> read_casts() {
  std::map<std::pair<int, int>, Cast> all;
  for (const std::string_view line : text::split(tables::casts, '\n'))
    if (line.size() == 4) all[{line[0], line[1]}] = {line[2], line[3]};
  return all;
}

}  // namespace

const BuiltinType* builtin(int base) {
  if (base <= 0 || base >= first_user_type) return nullptr;
  const BuiltinType& type = builtin_types().by_code[static_cast<std::size_t>(base)];
  return type.name.empty() ? nullptr : &type;
}

Type find_builtin_type(std::string_view name) {
  const auto found = builtin_types().by_name.find(name);
  return found == builtin_types().by_name.end() ? unknowable : found->second;
}

Cast find_cast(int from, int to) {
  static const std::map<std::pair<int, int>, Cast> all = read_casts();
  const auto found = all.find({from, to});
  return found == all.end() ? Cast{} : found->second;
}

std::span<const Signature> builtin_operators(std::string_view name) {
  static const Signatures all = read_signatures(tables::operators);
  return find(all, name);
}

std::span<const Signature> builtin_functions(std::string_view name) {
  static const Signatures all = read_signatures(tables::functions);
  return find(all, name);
}

}  // namespace mimar::sql
