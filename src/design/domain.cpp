#include "design/domain.h"

#include <algorithm>
#include <set>

#include <fmt/core.h>

namespace mimar::design {
namespace {

class Finding {
 public:
  explicit Finding(const ConceptualModel& model) : model_(model) {}

  Domain result() {
    find_owners();
    find_roots();
    name_contexts();
    gather();
    cross();
    tell_events();
    return std::move(domain_);
  }

 private:
  bool is_tenant(const std::string& entity) const {
    return model_.tenancy && model_.tenancy->entity == entity;
  }

  // Everything is a tenant's: that makes nothing a part of him.
  void own(const std::string& part, const std::string& owner) {
    if (part != owner && !is_tenant(owner) && find_entity(model_, owner) != nullptr &&
        find_entity(model_, part) != nullptr)
      owner_.try_emplace(part, owner);
  }

  // As foreign keys decide ON DELETE CASCADE (relational/references.cpp).
  static bool goes_with(const Relationship& one) {
    return !one.from.many && one.from.entity != one.to.entity &&
           (one.owned || one.to.required ||
            (one.from.required && one.to.entity.starts_with(one.from.entity + " ")));
  }

  void find_owners() {
    for (const Entity& entity : model_.entities)
      if (!entity.supertype.empty()) own(entity.name, entity.supertype);
    for (const Relationship& one : model_.relationships) {
      if (goes_with(one)) own(one.to.entity, one.from.entity);
      // A membership is of what one is a member of.
      if (!one.through.empty())
        own(one.through, one.verb.starts_with("belong") ? one.to.entity : one.from.entity);
    }
  }

  bool is_subtype(const std::string& entity) const {
    const Entity* found = find_entity(model_, entity);
    return found != nullptr && !found->supertype.empty();
  }

  bool has_parts(const std::string& entity) const {
    return std::any_of(owner_.begin(), owner_.end(), [&](const auto& one) {
      return one.second == entity && !is_subtype(one.first);
    });
  }

  // Others hold on to it: it cannot come and go with its owner unseen.
  bool is_referred_to(const std::string& entity) const {
    const auto owner = owner_.find(entity);
    return std::any_of(
        model_.relationships.begin(), model_.relationships.end(), [&](const Relationship& one) {
          const bool both_many = one.from.many && one.to.many;
          const std::string& other = one.from.entity == entity ? one.to.entity : one.from.entity;
          const bool one_of_many =
              one.from.entity == entity || (both_many && one.to.entity == entity);
          return one_of_many && other != entity && other != owner->second &&
                 (owner_.count(other) == 0 || owner_.at(other) != entity);
        });
  }

  void find_roots() {
    for (bool again = true; again;) {
      again = false;
      for (auto at = owner_.begin(); at != owner_.end(); ++at) {
        if (is_subtype(at->first) || (!has_parts(at->first) && !is_referred_to(at->first)))
          continue;
        owner_.erase(at);
        again = true;
        break;
      }
    }
  }

  std::string root(std::string entity) const {
    for (std::size_t steps = 0; steps < model_.entities.size(); ++steps) {
      const auto owner = owner_.find(entity);
      if (owner == owner_.end()) break;
      entity = owner->second;
    }
    return entity;
  }

  // Headings tell contexts where they hold several entities each; one for each entity tells nothing
  // but the entity.
  void name_contexts() {
    std::map<std::string, std::size_t> sizes;
    for (const Entity& entity : model_.entities)
      if (!entity.context.empty()) ++sizes[entity.context];
    std::size_t placed = 0;
    for (const auto& [heading, size] : sizes)
      placed += size;
    if (sizes.size() < 2 || placed < 2 * sizes.size()) return;
    for (const Entity& entity : model_.entities)
      if (root(entity.name) == entity.name) context_[entity.name] = entity.context;
    adopt();
  }

  // What stands below no heading goes where most of its relations are.
  void adopt() {
    for (bool again = true; again;) {
      again = false;
      for (auto& [entity, context] : context_) {
        if (!context.empty() || is_tenant(entity)) continue;
        std::map<std::string, std::size_t> votes;
        for (const Relationship& one : model_.relationships) {
          const std::string from = root(one.from.entity), to = root(one.to.entity);
          if (from != entity && to != entity) continue;
          const auto other = context_.find(from == entity ? to : from);
          if (other != context_.end() && !other->second.empty()) ++votes[other->second];
        }
        const auto best =
            std::max_element(votes.begin(), votes.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        if (best == votes.end()) continue;
        context = best->first;
        again = true;
      }
    }
  }

  void gather() {
    for (const Entity& entity : model_.entities) {
      const std::string whole = root(entity.name);
      const auto named = context_.find(whole);
      const std::string name = named == context_.end() ? "" : named->second;
      auto context = std::find_if(domain_.contexts.begin(), domain_.contexts.end(),
                                  [&](const Context& one) { return one.name == name; });
      if (context == domain_.contexts.end())
        context = domain_.contexts.insert(domain_.contexts.end(), Context{name, {}});
      auto aggregate = std::find_if(context->aggregates.begin(), context->aggregates.end(),
                                    [&](const Aggregate& one) { return one.root == whole; });
      if (aggregate == context->aggregates.end())
        aggregate = context->aggregates.insert(context->aggregates.end(), Aggregate{whole, {}});
      if (entity.name != whole) aggregate->parts.push_back(entity.name);
    }
  }

  // A pair refers to both of its sides; of others the many refer to the one.
  void cross() {
    std::set<std::pair<std::string, std::string>> told;
    const auto tell = [&](const std::string& from, const std::string& to, const Said& said) {
      if (find_entity(model_, from) == nullptr || find_entity(model_, to) == nullptr ||
          context_of(domain_, from) == context_of(domain_, to) || is_tenant(to) ||
          !told.emplace(from, to).second)
        return;
      domain_.crossings.push_back({from, to, said});
    };
    for (const Relationship& one : model_.relationships) {
      if (!one.through.empty()) {
        tell(one.through, one.from.entity, one.said);
        tell(one.through, one.to.entity, one.said);
      } else if (one.from.many && one.to.many) {
        tell(one.from.entity, one.to.entity, one.said);
      } else {
        tell(one.to.entity, one.from.entity, one.said);
      }
    }
  }

  void tell_events() {
    for (const Entity& entity : model_.entities)
      if (entity.event)
        domain_.events.push_back(
            {entity.name, "a row of its own, which never changes", entity.said});
    for (const Lifecycle& cycle : model_.lifecycles) {
      std::map<std::string, std::vector<std::string>> before;
      std::vector<std::string> order;
      for (const auto& [from, to] : cycle.transitions) {
        if (from.empty()) continue;
        if (before[to].empty()) order.push_back(to);
        before[to].push_back(from);
      }
      for (const std::string& to : order) {
        std::string from;
        for (const std::string& one : before[to])
          from += (from.empty() ? "" : " or ") + one;
        domain_.events.push_back({cycle.entity + " becomes " + to,
                                  fmt::format("its {} changes from {}", cycle.attribute, from),
                                  cycle.said});
      }
    }
    for (const Wish& wish : model_.wishes) {
      const std::string whose = wish.entity.empty() ? "anything" : wish.entity;
      if (wish.pattern == "outbox" || wish.pattern == "cdc-publication")
        domain_.events.push_back({whose + " changes", "published, by " + wish.pattern, wish.said});
      if (wish.pattern == "event-sourcing" || wish.pattern == "audit-trail")
        domain_.events.push_back(
            {whose + " changes", "each change is kept, by " + wish.pattern, wish.said});
    }
  }

  const ConceptualModel& model_;
  std::map<std::string, std::string> owner_, context_;  // context_: of roots
  Domain domain_;
};

}  // namespace

Domain domain_of(const ConceptualModel& model) {
  return Finding(model).result();
}

std::string context_of(const Domain& domain, const std::string& entity) {
  for (const Context& context : domain.contexts)
    for (const Aggregate& aggregate : context.aggregates)
      if (aggregate.root == entity || std::find(aggregate.parts.begin(), aggregate.parts.end(),
                                                entity) != aggregate.parts.end())
        return context.name;
  return {};
}

}  // namespace mimar::design
