#include "base/text.h"
#include "ops/architect/markdown.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {
namespace {

bool looks_secret(const std::string& column) {
  const std::string name = text::lower(column);
  return name == "password" || name == "passwd" || name == "pwd" || name == "ssn" ||
         name == "credit_card" || name == "card_number" || name == "secret";
}

}  // namespace

std::string security(const Architecture& architecture) {
  std::size_t tables = 0, row_security = 0, policies = 0, definers = 0, unsafe_definers = 0;
  std::vector<std::string> secrets;
  for (const model::Table& table : architecture.database->tables) {
    if (table.partition_of) continue;
    ++tables;
    row_security += table.row_security ? 1 : 0;
    for (const model::Column& column : table.columns) {
      if (looks_secret(column.name))
        secrets.push_back("`" + table.name.text() + "." + column.name + "`");
    }
  }
  for (const model::OtherObject& object : architecture.database->others) {
    policies += object.kind == "policy" ? 1 : 0;
    const auto* routine = model::as<model::Routine>(object);
    if (routine != nullptr && routine->security_definer) {
      ++definers;
      unsafe_definers += routine->settings.contains("search_path") ? 0 : 1;
    }
  }
  if (tables == 0) return "";
  std::string result =
      fmt::format("- row-level security is on for {} of {}; {}\n", row_security,
                  text::count(tables, "table"), text::count(policies, "policy", "policies"));
  if (definers > 0) {
    result += fmt::format(
        "- {} with SECURITY DEFINER, {} of them without a fixed search_path: a caller's schema "
        "could shadow what they call\n",
        text::count(definers, "function runs", "functions run"), unsafe_definers);
  }
  if (!secrets.empty())
    result += "- columns whose name says that they hold secrets: " + text::join(secrets, ", ") +
              "; see that they hold hashes or ciphertext\n";
  return result +
         "- roles and privileges were not examined, and no isolation between tenants was attacked: "
         "not checked\n";
}

}  // namespace mimar::ops::architect
