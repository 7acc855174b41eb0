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

// extension, function, signatures; written as in builtin_tables.cpp.
constexpr std::string_view extensions =
    "uuid-ossp\tuuid_nil\t U\nuuid-ossp\tuuid_ns_dns\t U\nuuid-ossp\tuuid_ns_url\t U\n"
    "uuid-ossp\tuuid_generate_v1\t U\nuuid-ossp\tuuid_generate_v1mc\t U\n"
    "uuid-ossp\tuuid_generate_v3\tUt U\nuuid-ossp\tuuid_generate_v4\t U\n"
    "uuid-ossp\tuuid_generate_v5\tUt U\n"
    "pgcrypto\tdigest\ttt Y\tYt Y\npgcrypto\thmac\tttt Y\tYYt Y\npgcrypto\tcrypt\ttt t\n"
    "pgcrypto\tgen_salt\tt t\tti t\npgcrypto\tgen_random_bytes\ti Y\n"
    "pgcrypto\tpgp_sym_encrypt\ttt Y\tttt Y\npgcrypto\tpgp_sym_decrypt\tYt t\tYtt t\n"
    "unaccent\tunaccent\tt t\tKt t\n"
    "pg_trgm\tsimilarity\ttt f\npg_trgm\tword_similarity\ttt f\npg_trgm\tshow_trgm\tt _t\n"
    "fuzzystrmatch\tlevenshtein\ttt i\nfuzzystrmatch\tsoundex\tt t\n"
    "fuzzystrmatch\tmetaphone\tti t\nfuzzystrmatch\tdmetaphone\tt t\n"
    "fuzzystrmatch\tdifference\ttt i\n";

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
        signatures.push_back(read_signature(fields[i]));
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

std::vector<std::pair<std::string, Signature>> extension_functions(std::string_view extension) {
  std::vector<std::pair<std::string, Signature>> found;
  for (const std::string_view line : text::split(extensions, '\n')) {
    const auto fields = text::split(line, '\t');
    if (fields.size() < 3 || fields[0] != extension) continue;
    for (std::size_t i = 2; i < fields.size(); ++i)
      found.push_back({std::string(fields[1]), read_signature(fields[i])});
  }
  return found;
}

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
