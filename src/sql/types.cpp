#include "sql/types.h"

#include <map>

#include "base/text.h"
#include "sql/builtin_tables.h"

namespace mimar::sql {
namespace {

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

// A code, or |name| of a type that is not built in.
Type read_type(std::string_view codes, std::size_t& at, const NamedType& named) {
  const bool array = codes[at] == '_';
  if (array) ++at;
  if (codes[at] != '|') return {codes[at++], array, {-1, -1}};
  const std::size_t end = codes.find('|', at + 1);
  Type type = named(codes.substr(at + 1, end - at - 1));
  type.array = array;
  at = end + 1;
  return type;
}

}  // namespace

Signature read_signature(std::string_view field, const NamedType& named) {
  Signature signature;
  std::size_t at = 0;
  while (field[at] != ' ')
    signature.arguments.push_back(read_type(field, at, named));
  ++at;
  signature.result = read_type(field, at, named);
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
      const Type type = read_type(column, start, named);
      signature.columns.push_back({std::string(column.substr(start)), type});
    }
  return signature;
}

namespace {

// A table of functions or operators, sorted by name. Most runs ask for a few names, so a name's
// lines are decoded when it is asked for.
class SignatureTable {
 public:
  explicit SignatureTable(std::string_view table) : table_(table) {}

  std::span<const Signature> find(std::string_view name) {
    const auto known = decoded_.find(name);
    if (known != decoded_.end()) return known->second;
    return decoded_.emplace(name, decode(name)).first->second;
  }

 private:
  // The line that holds the byte at `at`.
  std::size_t line_start(std::size_t at) const {
    const std::size_t before = at == 0 ? std::string_view::npos : table_.rfind('\n', at - 1);
    return before == std::string_view::npos ? 0 : before + 1;
  }
  std::string_view name_at(std::size_t line) const {
    return table_.substr(line, table_.find_first_of("\t\n", line) - line);
  }
  // The first line whose name is not before `name`.
  std::size_t lower_bound(std::string_view name) const {
    std::size_t first = 0, last = table_.size();
    while (first < last) {
      const std::size_t line = line_start(first + (last - first) / 2);
      if (name_at(line) < name)
        first = table_.find('\n', line) + 1;
      else
        last = line;
    }
    return first;
  }
  // The field with its columns may hold the type code ',': only the multirange of numrange, which
  // no row type uses.
  std::vector<Signature> decode(std::string_view name) const {
    std::vector<Signature> signatures;
    for (std::size_t line = lower_bound(name); line < table_.size() && name_at(line) == name;) {
      const std::size_t end = table_.find('\n', line);
      const auto fields = text::split(table_.substr(line, end - line), '\t');
      for (std::size_t i = 1; i < fields.size(); ++i)
        signatures.push_back(read_signature(fields[i], {}));
      line = end + 1;
    }
    return signatures;
  }

  std::string_view table_;
  std::map<std::string, std::vector<Signature>, std::less<>> decoded_;
};

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
  thread_local SignatureTable table(tables::operators);
  return table.find(name);
}

std::span<const Signature> builtin_functions(std::string_view name) {
  thread_local SignatureTable table(tables::functions);
  return table.find(name);
}

}  // namespace mimar::sql
