#pragma once
// Are two owners the same role? A source that names no owner means whoever runs it, a reader of a
// server leaves out the role that owns most (Objects::owner): "" can be judged only when all owners
// of both sides are known.

#include <string>
#include <vector>

#include "model/access.h"
#include "model/role.h"

namespace mimar::model {

class Owners {
 public:
  // Objects::owner of both sides; "" where unknown.
  Owners(std::string left, std::string right) : left_(std::move(left)), right_(std::move(right)) {}

  // The owners of one object on the two sides, as it names them; then judge(), then same().
  void add(const std::string& left, const std::string& right);
  void judge();
  bool same(const std::string& left, const std::string& right) const;

  // The owner's role, or "" when nobody knows it.
  const std::string& left(const Access& access) const {
    return access.owner.empty() ? left_ : access.owner;
  }
  const std::string& right(const Access& access) const {
    return access.owner.empty() ? right_ : access.owner;
  }

  // Whose default privileges they are: "" for the one that owns what names no owner.
  std::string left_role(const std::string& role) const;
  std::string right_role(const std::string& role) const;

 private:
  struct Pair {
    std::string left, right;
  };
  std::string unnamed(std::string Pair::*side, std::string Pair::*other) const;

  std::string left_, right_;
  std::vector<Pair> pairs_;
  std::string left_for_unnamed_, right_for_unnamed_;  // who stands for "" of the other side
};

// `grants` of an object whose owner is not known, as they would be held were it `owner`: what he is
// granted by name says nothing, unless with grant option.
std::vector<Grant> with_owner(std::vector<Grant> grants, const std::string& owner);

}  // namespace mimar::model
