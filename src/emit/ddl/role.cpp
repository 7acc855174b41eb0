#include "emit/ddl/role.h"

#include "base/text.h"
#include "model/role.h"
#include "model/quote.h"

namespace mimar::emit::ddl {

std::string role_name(const std::string& role) {
  if (role.empty()) return "PUBLIC";
  return role == model::current_user ? role : model::quote_identifier(role);
}

std::string role_list(const std::vector<std::string>& roles) {
  std::vector<std::string> names;
  for (const std::string& role : roles)
    names.push_back(role_name(role));
  return text::join(names, ", ");
}

}  // namespace mimar::emit::ddl
