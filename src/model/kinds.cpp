#include "model/kinds.h"

#include <algorithm>

namespace mimar::model {
namespace {

using Options = std::map<std::string, std::string>;

std::size_t hidden(const Options& options, bool of_user_mapping) {
  return static_cast<std::size_t>(
      std::count_if(options.begin(), options.end(), [&](const auto& option) {
        return !option.second.empty() &&
               shown_option(option.first, "", of_user_mapping) == option.second;
      }));
}

struct Hidden {
  std::size_t operator()(const ForeignDataWrapper& one) const { return hidden(one.options, false); }
  std::size_t operator()(const ForeignServer& one) const { return hidden(one.options, false); }
  std::size_t operator()(const UserMapping& one) const { return hidden(one.options, true); }
  std::size_t operator()(const ForeignTable& one) const {
    std::size_t count = hidden(one.options, false);
    for (const Column& column : one.columns)
      count += hidden(column.options, false);
    return count;
  }
  template <class T>
  std::size_t operator()(const T&) const {
    return 0;
  }
};

}  // namespace

std::map<std::string, std::size_t> count_defined(const Database& database) {
  std::map<std::string, std::size_t> counts;
  for (const OtherObject& object : database->others)
    if (!object.opaque()) ++counts[object.kind];
  return counts;
}

std::string plural_of_kind(const std::string& kind) {
  if (kind == "statistics") return kind;
  if (kind.ends_with("y")) return kind.substr(0, kind.size() - 1) + "ies";
  return kind.ends_with("ss") ? kind + "es" : kind + "s";
}

std::size_t count_hidden_options(const Database& database) {
  std::size_t count = 0;
  for (const OtherObject& object : database->others)
    count += std::visit(Hidden{}, object.definition);
  return count;
}

}  // namespace mimar::model
