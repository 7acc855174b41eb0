#include "sql/overload.h"

#include <algorithm>

namespace mimar::sql {
namespace {

struct Candidate {
  const Signature* signature = nullptr;
  std::vector<Type> arguments;  // one per actual argument: variadic ones expanded, defaults dropped
};

constexpr std::string_view simple_family = "AeEgGM", compatible_family = "HhLOQ";

bool in_family(const Type& type, std::string_view family) {
  return !type.array && type.base > 0 && type.base < first_user_type &&
         family.find(static_cast<char>(type.base)) != std::string_view::npos;
}

// The declared arguments laid over `count` actual ones, or nothing when the number does not fit.
std::optional<Candidate> lay_out(const Signature& signature, std::size_t count) {
  const std::size_t declared = signature.arguments.size();
  Candidate candidate{&signature, signature.arguments};
  if (signature.variadic) {
    if (count < declared) return std::nullopt;
    Type& last = candidate.arguments.back();
    last = last.is('A') ? builtin_type('e') : last.is('H') ? builtin_type('h') : last.element();
    candidate.arguments.resize(count, Type(last));
    return candidate;
  }
  if (count > declared || count + signature.defaults < declared) return std::nullopt;
  candidate.arguments.resize(count);
  return candidate;
}

class Chooser {
 public:
  Chooser(const Universe& universe, const std::vector<Type>& actual)
      : universe_(universe), actual_(actual) {
    for (const Type& type : actual)
      bases_.push_back(universe.base_of(type).plain());
  }

  std::vector<Candidate> possible(std::vector<Candidate> all) const {
    std::erase_if(all, [&](const Candidate& candidate) { return !fits(candidate); });
    return all;
  }

  const Candidate* exact(const std::vector<Candidate>& all) const {
    for (const Candidate& candidate : all)
      if (matches(candidate)) return &candidate;
    return nullptr;
  }

  // func_select_candidate().
  const Candidate* best(std::vector<Candidate>& all) const {
    keep_best(all, [&](const Candidate& c) {
      return count(c, [&](std::size_t i) { return same_type(c.arguments[i], bases_[i]); });
    });
    if (all.size() == 1) return &all[0];
    keep_best(all, [&](const Candidate& c) {
      return count(c, [&](std::size_t i) {
        return same_type(c.arguments[i], bases_[i]) ||
               (!bases_[i].is('u') &&
                universe_.category(c.arguments[i]) == universe_.category(bases_[i]) &&
                universe_.preferred(c.arguments[i]));
      });
    });
    if (all.size() == 1) return &all[0];
    if (!has_untyped()) return nullptr;
    narrow_by_category(all);
    if (all.size() == 1) return &all[0];
    return like_the_known_operand(all);
  }

 private:
  template <class Score>
  static void keep_best(std::vector<Candidate>& all, Score score) {
    std::size_t best = 0;
    for (const Candidate& candidate : all)
      best = std::max(best, score(candidate));
    std::erase_if(all, [&](const Candidate& candidate) { return score(candidate) < best; });
  }

  template <class Test>
  std::size_t count(const Candidate& candidate, Test test) const {
    std::size_t matching = 0;
    for (std::size_t i = 0; i < candidate.arguments.size(); ++i)
      if (!bases_[i].is('u') && test(i)) ++matching;
    return matching;
  }

  bool has_untyped() const {
    return std::any_of(bases_.begin(), bases_.end(), [](const Type& type) { return type.is('u'); });
  }

  bool matches(const Candidate& candidate) const {
    for (std::size_t i = 0; i < actual_.size(); ++i)
      if (!same_type(candidate.arguments[i], actual_[i])) return false;
    return true;
  }

  bool fits(const Candidate& candidate) const;
  bool fits_polymorphic(const Type& declared, const Type& actual) const {
    if (actual.is('u')) return true;
    if (declared.is('A') || declared.is('H'))
      return actual.array || actual.is('W') || actual.is('X');
    if (declared.is('E') || declared.is('L')) return !actual.array;
    if (declared.is('g')) return universe_.is_enum(actual);
    if (declared.is('G') || declared.is('O')) return is_range(actual, false);
    if (declared.is('M') || declared.is('Q')) return is_range(actual, true);
    return true;
  }
  bool is_range(const Type& type, bool multi) const {
    if (type.array) return false;
    if (const UserType* user = universe_.user_type(type.base))
      return user->kind == (multi ? UserType::Kind::multirange : UserType::Kind::range);
    const BuiltinType* known = builtin(type.base);
    return known != nullptr && known->category == 'R' &&
           (known->name.find("multi") != std::string_view::npos) == multi;
  }
  Type range_element(const Type& range) const {
    if (const UserType* user = universe_.user_type(range.base))
      return user->kind == UserType::Kind::multirange ? range_element(user->base) : user->base;
    const BuiltinType* known = builtin(range.base);
    if (known == nullptr || known->related == '\0') return unknowable;
    const Type related = builtin_type(known->related);
    return known->name.find("multi") != std::string_view::npos ? range_element(related) : related;
  }

 public:
  // What the polymorphic element is bound to: from the actual arguments; untyped when nothing says.
  std::optional<Type> element(const Candidate& candidate, std::string_view family) const {
    std::vector<Type> found;
    for (std::size_t i = 0; i < actual_.size(); ++i) {
      const Type& declared = candidate.arguments[i];
      const Type& actual = actual_[i];
      if (!in_family(declared, family) || actual.is('u')) continue;
      if (declared.is('A') || declared.is('H')) {
        const Type array = universe_.base_of(actual);
        found.push_back(array.is('W')   ? builtin_type('s')
                        : array.is('X') ? builtin_type('o')
                                        : array.element().plain());
      } else if (std::string_view("GMOQ").find(static_cast<char>(declared.base)) !=
                 std::string_view::npos) {
        found.push_back(range_element(bases_[i]));
      } else {
        found.push_back(actual.plain());
      }
    }
    if (found.empty()) return untyped;
    if (family == compatible_family) return common_type(universe_, found);
    for (const Type& type : found)
      if (!same_type(type, found[0])) return std::nullopt;
    return found[0];
  }

  Type bind(const Type& declared, const Type& element, const Type& range) const {
    if (declared.is('A') || declared.is('H'))
      return element.is('u') ? text_type.array_of() : element.array_of();
    if (std::string_view("eEgLh").find(static_cast<char>(declared.base)) !=
            std::string_view::npos &&
        !declared.array)
      return element.is('u') ? text_type : element;
    if (in_family(declared, "GMOQ")) return range;
    return declared;
  }

  Type bound_range(const Candidate& candidate) const {
    for (std::size_t i = 0; i < actual_.size(); ++i)
      if (in_family(candidate.arguments[i], "GMOQ") && !bases_[i].is('u')) return bases_[i];
    return unknowable;
  }

 private:
  void narrow_by_category(std::vector<Candidate>& all) const;
  const Candidate* like_the_known_operand(const std::vector<Candidate>& all) const;

  const Universe& universe_;
  const std::vector<Type>& actual_;
  std::vector<Type> bases_;
};

bool Chooser::fits(const Candidate& candidate) const {
  for (std::size_t i = 0; i < actual_.size(); ++i) {
    const Type& declared = candidate.arguments[i];
    if (in_family(declared, simple_family) || in_family(declared, compatible_family)) {
      if (!fits_polymorphic(declared, bases_[i])) return false;
    } else if (!can_coerce(universe_, actual_[i], declared, Coercion::implicit)) {
      return false;
    }
  }
  return element(candidate, simple_family).has_value() &&
         element(candidate, compatible_family).has_value();
}

// For each untyped argument: the string category if some candidate takes it, else the one all agree
// on; within it the preferred type if some candidate has it.
void Chooser::narrow_by_category(std::vector<Candidate>& all) const {
  std::vector<char> categories(bases_.size(), '\0');
  std::vector<bool> preferred(bases_.size(), false);
  for (std::size_t i = 0; i < bases_.size(); ++i) {
    if (!bases_[i].is('u')) continue;
    bool conflict = false;
    for (const Candidate& candidate : all) {
      const char category = universe_.category(candidate.arguments[i]);
      const bool is_preferred = universe_.preferred(candidate.arguments[i]);
      if (categories[i] == '\0') {
        categories[i] = category;
        preferred[i] = is_preferred;
      } else if (category == categories[i]) {
        preferred[i] = preferred[i] || is_preferred;
      } else if (category == 'S') {
        categories[i] = category;
        preferred[i] = is_preferred;
        conflict = false;
      } else if (categories[i] != 'S') {
        conflict = true;
      }
    }
    if (conflict && categories[i] != 'S') return;
  }
  std::vector<Candidate> kept;
  for (const Candidate& candidate : all) {
    bool keep = true;
    for (std::size_t i = 0; i < bases_.size(); ++i)
      if (bases_[i].is('u') && (universe_.category(candidate.arguments[i]) != categories[i] ||
                                (preferred[i] && !universe_.preferred(candidate.arguments[i]))))
        keep = false;
    if (keep) kept.push_back(candidate);
  }
  if (!kept.empty()) all = std::move(kept);
}

// The last resort: untyped arguments are taken to be of the type all the others have.
const Candidate* Chooser::like_the_known_operand(const std::vector<Candidate>& all) const {
  Type known = untyped;
  for (const Type& type : bases_) {
    if (type.is('u')) continue;
    if (!known.is('u') && !same_type(known, type)) return nullptr;
    known = type;
  }
  if (known.is('u')) return nullptr;
  const Candidate* only = nullptr;
  for (const Candidate& candidate : all) {
    const std::vector<Type> alike(candidate.arguments.size(), known);
    if (!Chooser(universe_, alike).fits(candidate)) continue;
    if (only != nullptr) return nullptr;
    only = &candidate;
  }
  return only;
}

Resolved finish(const Chooser& chooser, const Candidate& candidate, std::size_t count) {
  const Type simple = chooser.element(candidate, simple_family).value_or(untyped);
  const Type compatible = chooser.element(candidate, compatible_family).value_or(untyped);
  const Type range = chooser.bound_range(candidate);
  const auto bound = [&](const Type& declared) {
    return chooser.bind(declared, in_family(declared, compatible_family) ? compatible : simple,
                        range);
  };
  Resolved resolved{{}, bound(candidate.signature->result), candidate.signature};
  for (std::size_t i = 0; i < count; ++i)
    resolved.arguments.push_back(bound(candidate.arguments[i]));
  return resolved;
}

std::optional<Resolved> choose(const Universe& universe, std::vector<Candidate> all,
                               const std::vector<Type>& actual) {
  const Chooser chooser(universe, actual);
  if (const Candidate* exact = chooser.exact(all)) return finish(chooser, *exact, actual.size());
  all = chooser.possible(std::move(all));
  if (all.empty()) return std::nullopt;
  const Candidate* best = all.size() == 1 ? &all[0] : chooser.best(all);
  if (best == nullptr) return std::nullopt;
  return finish(chooser, *best, actual.size());
}

}  // namespace

std::optional<Resolved> resolve_call(const Universe& universe,
                                     const std::vector<const Signature*>& candidates,
                                     const std::vector<Type>& actual) {
  std::vector<Candidate> all;
  for (const Signature* signature : candidates)
    if (auto candidate = lay_out(*signature, actual.size())) all.push_back(std::move(*candidate));
  return choose(universe, std::move(all), actual);
}

std::optional<Resolved> resolve_operator(const Universe& universe, const std::string& schema,
                                         std::string_view name, const std::vector<Type>& operands) {
  std::vector<Candidate> all;
  const auto add = [&](const Signature& signature) {
    const bool hidden = std::any_of(all.begin(), all.end(), [&](const Candidate& other) {
      return other.arguments == signature.arguments;
    });
    if (signature.arguments.size() == operands.size() && !hidden)
      all.push_back({&signature, signature.arguments});
  };
  if (schema.empty() || schema == "pg_catalog")
    for (const Signature& signature : builtin_operators(name))
      add(signature);
  if (schema != "pg_catalog")
    for (const UserOperator* user : universe.operators(schema, std::string(name)))
      add(user->signature);
  // binary_oper_exact(): an untyped operand is first taken to be what the other one is.
  if (operands.size() == 2) {
    std::vector<Type> guess = operands;
    if (guess[0].is('u'))
      guess[0] = guess[1];
    else if (guess[1].is('u'))
      guess[1] = guess[0];
    for (int round = 0; round < 2; ++round) {
      const Chooser chooser(universe, guess);
      if (const Candidate* exact = chooser.exact(all)) return finish(chooser, *exact, 2);
      if (!operands[0].is('u') && !operands[1].is('u')) break;
      for (Type& type : guess)
        type = universe.base_of(type).plain();
    }
  }
  return choose(universe, std::move(all), operands);
}

}  // namespace mimar::sql
