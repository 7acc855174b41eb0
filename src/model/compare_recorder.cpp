#include "model/compare_recorder.h"

#include <fmt/core.h>

#include "base/text.h"

namespace mimar::model {

std::string show(bool value) {
  return value ? "yes" : "no";
}
std::string show(std::int64_t value) {
  return std::to_string(value);
}
std::string show(const std::string& value) {
  return value.empty() ? "none" : value;
}
std::string show(const Comment& value) {
  return value ? "'" + *value + "'" : "none";
}
std::string show(const Name& value) {
  return value.empty() ? "none" : value.text();
}
std::string show(const DataType& value) {
  return to_sql(value);
}

std::string show(Action value) {
  switch (value) {
    case Action::no_action: return "no action";
    case Action::restrict: return "restrict";
    case Action::cascade: return "cascade";
    case Action::set_null: return "set null";
    case Action::set_default: return "set default";
  }
  return "";
}

std::string show(double value) {
  return fmt::format("{}", value);
}
std::string show(const std::optional<int>& value) {
  return value ? std::to_string(*value) : "none";
}
std::string show(const std::optional<DataType>& value) {
  return value ? to_sql(*value) : "none";
}

std::string show(ArgumentMode value) {
  switch (value) {
    case ArgumentMode::in: return "in";
    case ArgumentMode::out: return "out";
    case ArgumentMode::inout: return "inout";
    case ArgumentMode::variadic: return "variadic";
    case ArgumentMode::table: return "table";
  }
  return "";
}

std::string show(Volatility value) {
  switch (value) {
    case Volatility::immutable: return "immutable";
    case Volatility::stable: return "stable";
    case Volatility::volatile_: return "volatile";
  }
  return "";
}

std::string show(Parallel value) {
  switch (value) {
    case Parallel::safe: return "safe";
    case Parallel::restricted: return "restricted";
    case Parallel::unsafe: return "unsafe";
  }
  return "";
}

std::string show(FireWhen value) {
  switch (value) {
    case FireWhen::before: return "before";
    case FireWhen::after: return "after";
    case FireWhen::instead_of: return "instead of";
  }
  return "";
}

std::string show(Enabled value) {
  switch (value) {
    case Enabled::origin: return "enabled";
    case Enabled::disabled: return "disabled";
    case Enabled::replica: return "replica";
    case Enabled::always: return "always";
  }
  return "";
}

std::string show(const std::vector<DataType>& value) {
  std::vector<std::string> types;
  for (const DataType& type : value)
    types.push_back(to_sql(type));
  return show(types);
}

std::string show(const std::vector<Grant>& value) {
  std::vector<std::string> grants;
  for (const Grant& grant : value) {
    grants.push_back((grant.revoked ? "no " : "") + grant.privilege +
                     (grant.column.empty() ? "" : " (" + grant.column + ")") + " to " +
                     (grant.grantee.empty() ? "PUBLIC" : grant.grantee) +
                     (grant.grantable ? " with grant option" : ""));
  }
  return show(grants);
}

std::string show(const std::vector<std::string>& value) {
  return show(text::join(value, ", "));
}

std::string show(const std::vector<Name>& value) {
  std::vector<std::string> names;
  for (const Name& name : value)
    names.push_back(name.text());
  return show(names);
}

std::string show(const std::map<std::string, std::string>& value) {
  std::vector<std::string> parts;
  for (const auto& [key, text] : value)
    parts.push_back(key + "=" + text);
  return show(parts);
}

std::string show(const std::optional<ColumnOf>& value) {
  return value ? value->table.text() + "." + value->column : "none";
}

void Recorder::difference(std::string_view what, std::string left, std::string right) {
  result_.differences.push_back({object_, std::string(what), std::move(left), std::move(right)});
}

void Recorder::could_not_check(std::string_view what, std::string left, std::string right) {
  result_.could_not_check.push_back(
      {object_, std::string(what), std::move(left), std::move(right)});
}

// Where only one side knows the owner, the other may have granted him by name what he has anyway.
void Recorder::access(const Access& left, const Access& right) {
  owners_.judge.add(left.owner, right.owner);
  owners_.pairs.push_back({object_, left.owner, right.owner});
  const std::string& left_owner = owners_.judge.left(left);
  const std::string& right_owner = owners_.judge.right(right);
  if (left.grants == right.grants || left_owner.empty() == right_owner.empty())
    return field("privileges", left.grants, right.grants);
  field("privileges", left_owner.empty() ? with_owner(left.grants, right_owner) : left.grants,
        right_owner.empty() ? with_owner(right.grants, left_owner) : right.grants);
}

void Recorder::expression(std::string_view what, const Expression& left, const Expression& right) {
  ++result_.expressions;
  // Without a comparison form only the texts themselves can be compared.
  const bool canonical = !left.canonical.empty() && !right.canonical.empty();
  const std::string& left_text = canonical ? left.canonical : left.sql;
  const std::string& right_text = canonical ? right.canonical : right.sql;
  const bool resolved = canonical && left.resolved && right.resolved;
  // Of a form that is not resolved nobody knows what it leaves open: two of them are equal where
  // they are read from one text and lead to the same objects.
  const bool alike = resolved || (left.sql == right.sql && left.resolved == right.resolved &&
                                  left.references == right.references);
  if (left_text == right_text && alike) return;
  auto& list = resolved ? result_.differences : result_.could_not_check;
  list.push_back({object_, std::string(what), left_text, right_text});
}

void Recorder::expression(std::string_view what, const std::optional<Expression>& left,
                          const std::optional<Expression>& right) {
  if (!left && !right) return;
  if (left && right) return expression(what, *left, *right);
  ++result_.expressions;
  difference(what, left ? left->sql : "none", right ? right->sql : "none");
}

}  // namespace mimar::model
