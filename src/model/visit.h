#pragma once
// Walks everything inside a struct of the model, by the lists of fields.h:
// `visit<Expression>(table, f)` calls f with each Expression of a table, those of its indexes
// included. f may change what it is given.

#include <type_traits>

#include "model/fields.h"

namespace mimar::model {

template <class Wanted, class T, class F>
void visit(T& value, F&& f);

namespace visiting {

template <class Wanted, class T, class F>
struct Visitor {
  T& object;
  F& f;
  template <class Field, class Owner>
  void operator()(const char*, Field Owner::*field) {
    visit<Wanted>(object.*field, f);
  }
};

}  // namespace visiting

// Text, numbers, enumerations: nothing is inside.
template <class T>
constexpr bool is_plain = std::is_arithmetic_v<T> || std::is_enum_v<T> ||
                          std::is_same_v<T, std::string> || std::is_same_v<T, Origin>;

template <class Wanted, class T, class F>
void visit_inside(std::vector<T>& values, F& f) {
  for (T& value : values)
    visit<Wanted>(value, f);
}
template <class Wanted, class T, class F>
void visit_inside(std::optional<T>& value, F& f) {
  if (value) visit<Wanted>(*value, f);
}
template <class Wanted, class K, class T, class F>
void visit_inside(std::map<K, T>& values, F& f) {
  for (auto& [key, value] : values)
    visit<Wanted>(value, f);
}
template <class Wanted, class F>
void visit_inside(Definition& definition, F& f) {
  std::visit(
      [&](auto& one) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(one)>, std::monostate>)
          visit<Wanted>(one, f);
      },
      definition);
}
template <class Wanted, class T, class F>
void visit_inside(T& object, F& f) {
  visiting::Visitor<Wanted, T, F> visitor{object, f};
  fields(visitor, static_cast<T*>(nullptr));
}

template <class Wanted, class T, class F>
void visit(T& value, F&& f) {
  if constexpr (std::is_same_v<T, Wanted>) {
    f(value);
  } else if constexpr (!is_plain<T>) {
    visit_inside<Wanted>(value, f);
  }
}

// The same over two at once: f(a, b) for each Wanted at the same place of both. Lists of different
// lengths, and definitions of different kinds, have nothing at the same place.
template <class Wanted, class T, class F>
void visit_pairs(const T& a, T& b, F&& f);

template <class Wanted, class T, class F>
void visit_inside_pairs(const std::vector<T>& a, std::vector<T>& b, F& f) {
  if (a.size() != b.size()) return;
  for (std::size_t i = 0; i < a.size(); ++i)
    visit_pairs<Wanted>(a[i], b[i], f);
}
template <class Wanted, class T, class F>
void visit_inside_pairs(const std::optional<T>& a, std::optional<T>& b, F& f) {
  if (a && b) visit_pairs<Wanted>(*a, *b, f);
}
template <class Wanted, class K, class T, class F>
void visit_inside_pairs(const std::map<K, T>& a, std::map<K, T>& b, F& f) {
  for (auto& [key, value] : b) {
    if (const auto found = a.find(key); found != a.end())
      visit_pairs<Wanted>(found->second, value, f);
  }
}
template <class Wanted, class F>
void visit_inside_pairs(const Definition& a, Definition& b, F& f) {
  std::visit(
      [&](auto& one) {
        using T = std::decay_t<decltype(one)>;
        if constexpr (!std::is_same_v<T, std::monostate>) {
          if (const T* other = std::get_if<T>(&a)) visit_pairs<Wanted>(*other, one, f);
        }
      },
      b);
}

namespace visiting {
template <class Wanted, class T, class F>
struct PairVisitor {
  const T& a;
  T& b;
  F& f;
  template <class Field, class Owner>
  void operator()(const char*, Field Owner::*field) {
    visit_pairs<Wanted>(a.*field, b.*field, f);
  }
};
}  // namespace visiting

template <class Wanted, class T, class F>
void visit_inside_pairs(const T& a, T& b, F& f) {
  visiting::PairVisitor<Wanted, T, F> visitor{a, b, f};
  fields(visitor, static_cast<T*>(nullptr));
}

template <class Wanted, class T, class F>
void visit_pairs(const T& a, T& b, F&& f) {
  if constexpr (std::is_same_v<T, Wanted>) {
    f(a, b);
  } else if constexpr (!is_plain<T>) {
    visit_inside_pairs<Wanted>(a, b, f);
  }
}

}  // namespace mimar::model
