// Field by field, driven by the lists of fields.h: a new field is compared by itself.
#include <algorithm>

#include "model/compare_recorder.h"
#include "model/fields.h"

namespace mimar::model {
namespace {

// --- parts of relations that are paired by their names ----------------------------------------
const char* part_kind(const Column&) {
  return "column";
}
const char* part_kind(const Key&) {
  return "unique constraint";
}
const char* part_kind(const ForeignKey&) {
  return "foreign key";
}
const char* part_kind(const Check&) {
  return "check";
}
const char* part_kind(const Index&) {
  return "index";
}
const char* part_kind(const Exclusion&) {
  return "exclusion constraint";
}

template <class T>
concept Part = requires(const T& part) {
  part_kind(part);
};
template <class T>
concept Showable = requires(const T& value) {
  show(value);
};

// "table public.film" is public.film.
std::string name_in(const std::string& object) {
  return object.substr(object.rfind(' ') + 1);
}

// "default_value" reads as default.
std::string label_of(std::string_view field) {
  std::string label(field == "default_value" ? "default" : field);
  std::replace(label.begin(), label.end(), '_', ' ');
  return label;
}

template <class T>
void compare_each(Recorder& recorder, const std::string& prefix, const T& left, const T& right);

// --- values, by what they are -------------------------------------------------------------------
void compare_value(Recorder&, const std::string&, const Origin&, const Origin&) {}

void compare_value(Recorder& recorder, const std::string& label, const Expression& left,
                   const Expression& right) {
  recorder.expression(label, left, right);
}

void compare_value(Recorder& recorder, const std::string& label,
                   const std::optional<Expression>& left, const std::optional<Expression>& right) {
  recorder.expression(label, left, right);
}

void compare_value(Recorder& recorder, const std::string&, const Access& left,
                   const Access& right) {
  recorder.access(left, right);
}

// An element of a list whose order counts is called by its place; an expression by nothing else.
template <class T>
void compare_element(Recorder& recorder, const std::string& label, const T& left, const T& right) {
  compare_each(recorder, label + " ", left, right);
}
void compare_element(Recorder& recorder, const std::string& label, const Expression& left,
                     const Expression& right) {
  recorder.expression(label, left, right);
}

template <class T>
void compare_list(Recorder& recorder, const std::string& label, const std::vector<T>& left,
                  const std::vector<T>& right) {
  if (left.size() != right.size()) {
    return recorder.difference("number of " + label, std::to_string(left.size()),
                               std::to_string(right.size()));
  }
  for (std::size_t i = 0; i < left.size(); ++i)
    compare_element(recorder, label + " " + std::to_string(i + 1), left[i], right[i]);
}

std::vector<std::string> names_shared(const std::vector<Column>& columns,
                                      const std::vector<Column>& other) {
  std::vector<std::string> names;
  for (const Column& column : columns) {
    const auto same = [&](const Column& candidate) { return candidate.name == column.name; };
    if (std::any_of(other.begin(), other.end(), same)) names.push_back(column.name);
  }
  return names;
}

template <class T>
void compare_parts(Recorder& recorder, const std::vector<T>& left, const std::vector<T>& right) {
  const std::string owner = name_in(recorder.object());
  match(
      recorder, left, right, [](const T& part) { return part.name; },
      [&](const T& part) { return std::string(part_kind(part)) + " " + owner + "." + part.name; },
      [](Recorder one, const T& a, const T& b) { compare_each(one, "", a, b); });
  if constexpr (std::is_same_v<T, Column>)
    recorder.field("column order", names_shared(left, right), names_shared(right, left));
}

template <class T>
void compare_value(Recorder& recorder, const std::string& label, const std::vector<T>& left,
                   const std::vector<T>& right) {
  if constexpr (Part<T>) {
    compare_parts(recorder, left, right);
  } else if constexpr (Showable<std::vector<T>>) {
    recorder.field(label, left, right);
  } else {
    compare_list(recorder, label, left, right);
  }
}

// The one primary key of a table.
void compare_value(Recorder& recorder, const std::string&, const std::optional<Key>& left,
                   const std::optional<Key>& right) {
  Recorder one = recorder.about("primary key of " + name_in(recorder.object()));
  if (left && right) {
    compare_each(one, "", *left, *right);
  } else if (left) {
    one.difference("missing", "present", "none");
  } else if (right) {
    one.difference("extra", "none", "present");
  }
}

template <class T>
void compare_value(Recorder& recorder, const std::string& label, const std::optional<T>& left,
                   const std::optional<T>& right) {
  if constexpr (Showable<std::optional<T>>) {
    recorder.field(label, left, right);
  } else if (left && right) {
    compare_each(recorder, label + " ", *left, *right);
  } else if (left || right) {
    recorder.difference(label, left ? "present" : "none", right ? "present" : "none");
  }
}

void compare_value(Recorder& recorder, const std::string& label,
                   const std::map<std::string, Expression>& left,
                   const std::map<std::string, Expression>& right) {
  std::map<std::string, std::pair<std::optional<Expression>, std::optional<Expression>>> pairs;
  for (const auto& [key, value] : left)
    pairs[key].first = value;
  for (const auto& [key, value] : right)
    pairs[key].second = value;
  for (const auto& [key, pair] : pairs)
    recorder.expression(label + " " + key, pair.first, pair.second);
}

template <class T>
void compare_value(Recorder& recorder, const std::string& label, const T& left, const T& right) {
  if constexpr (Showable<T>) {
    recorder.field(label, left, right);
  } else {
    compare_each(recorder, label + " ", left, right);
  }
}

// Neither side says a version: an installed one is no difference.
void compare_version(Recorder& recorder, const Extension& left, const Extension& right) {
  if (!left.version.empty() && !right.version.empty())
    recorder.field("version", left.version, right.version);
}

template <class T>
struct FieldVisitor {
  Recorder& recorder;
  const std::string& prefix;
  const T &left, &right;

  template <class F>
  void operator()(const char* key, F T::*field) {
    if constexpr (std::is_same_v<T, Extension>) {
      if (std::string_view(key) == "version") return compare_version(recorder, left, right);
    }
    compare_value(recorder, prefix + label_of(key), left.*field, right.*field);
  }
};

template <class T>
void compare_each(Recorder& recorder, const std::string& prefix, const T& left, const T& right) {
  FieldVisitor<T> visitor{recorder, prefix, left, right};
  fields(visitor, static_cast<T*>(nullptr));
}

void compare_definitions(Recorder& recorder, const Definition& left, const Definition& right) {
  if (left.index() != right.index()) {
    return recorder.could_not_check("definition", left.index() == 0 ? "kept verbatim" : "modelled",
                                    right.index() == 0 ? "kept verbatim" : "modelled");
  }
  std::visit(
      [&](const auto& one) {
        using T = std::decay_t<decltype(one)>;
        if constexpr (std::is_same_v<T, std::monostate>)
          recorder.opaque_found_on_both_sides();
        else
          compare_each(recorder, "", one, std::get<T>(right));
      },
      left);
}

// Those of triggers, rules and policies are their tables'; of the others nobody's, or a
// superuser's.
bool has_owner(const OtherObject& object) {
  for (const char* without :
       {"trigger", "rule", "policy", "cast", "extension", "event trigger", "foreign data wrapper",
        "publication", "user mapping", "text search parser", "text search template"}) {
    if (object.kind == without) return false;
  }
  return true;
}

}  // namespace

void compare_fields(Recorder& recorder, const Schema& left, const Schema& right) {
  compare_each(recorder, "", left, right);
}
void compare_fields(Recorder& recorder, const Enum& left, const Enum& right) {
  compare_each(recorder, "", left, right);
}
void compare_fields(Recorder& recorder, const Sequence& left, const Sequence& right) {
  compare_each(recorder, "", left, right);
}
void compare_fields(Recorder& recorder, const Table& left, const Table& right) {
  compare_each(recorder, "", left, right);
}
void compare_fields(Recorder& recorder, const View& left, const View& right) {
  compare_each(recorder, "", left, right);
}
void compare_fields(Recorder& recorder, const DefaultPrivileges& left,
                    const DefaultPrivileges& right) {
  compare_each(recorder, "", left, right);
}

void compare_fields(Recorder& recorder, const OtherObject& left, const OtherObject& right) {
  compare_definitions(recorder, left.definition, right.definition);
  // An extension brings a comment of its own, which files need not repeat.
  const bool extension = as<Extension>(left) != nullptr && as<Extension>(right) != nullptr;
  if (!extension || (left.comment && right.comment))
    recorder.field("comment", left.comment, right.comment);
  if (!left.access.empty() || !right.access.empty() || has_owner(left))
    recorder.access(left.access, right.access);
}

}  // namespace mimar::model
