#include "sql/extension.h"

#include "base/text.h"
#include "sql/types.h"

namespace mimar::sql {

// The lines of an extension stand together.
std::vector<ExtensionMember> members_of_extension(std::string_view extension) {
  std::vector<ExtensionMember> members;
  const std::string start = "\n" + std::string(extension) + "\t";
  const std::string_view all = tables::extensions;
  std::size_t at = all.starts_with(std::string_view(start).substr(1)) ? 0 : all.find(start);
  if (at != 0 && at != std::string_view::npos) ++at;
  while (at < all.size() && all.substr(at).starts_with(std::string_view(start).substr(1))) {
    const std::size_t end = all.find('\n', at);
    const auto fields = text::split(all.substr(at, end - at), '\t');
    members.push_back({fields[1][0], fields[2], fields[3]});
    at = end + 1;
  }
  return members;
}

std::vector<std::string> functions_of_extension(std::string_view extension) {
  std::vector<std::string> names;
  for (const ExtensionMember& member : members_of_extension(extension))
    if (member.kind == 'F' && (names.empty() || names.back() != member.name) &&
        builtin_functions(member.name).empty())
      names.emplace_back(member.name);
  return names;
}

}  // namespace mimar::sql
