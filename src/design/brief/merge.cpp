#include "design/brief/merge.h"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "base/text.h"
#include "design/brief/kinds.h"
#include "design/brief/merge_lifecycles.h"
#include "design/brief/merge_relations.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

class Merger {
 public:
  explicit Merger(const std::vector<SaidFact>& facts) : facts_(facts) {}

  Merged run() {
    for (const SaidFact& one : facts_) {
      now_ = &one;
      std::visit([&](const auto& fact) { add(fact); }, one.fact);
    }
    settle_attributes();
    result_.model.relationships = relations_.settle(result_.remarks);
    settle_lifecycles(result_);
    return std::move(result_);
  }

 private:
  struct AttributeState {
    bool said_kind = false;
    std::optional<bool> optional = {};
    std::uint32_t choices_line = 0, optional_line = 0;
  };

  void say(Said& said) const {
    if (std::ranges::find(said, now_->sentence) == said.end()) said.push_back(now_->sentence);
  }

  Entity& entity(const std::string& name) {
    const auto [at, fresh] = index_.try_emplace(name, result_.model.entities.size());
    if (fresh) {
      Entity made;
      made.name = name;
      made.plural = plural_phrase(name);
      result_.model.entities.push_back(std::move(made));
    }
    Entity& found = result_.model.entities[at->second];
    say(found.said);
    return found;
  }

  void contradict(std::string text) { result_.contradictions.push_back(std::move(text)); }

  void add(const EntityFact& fact) {
    Entity& one = entity(fact.name);
    if (fact.event) one.event = true;
  }

  void add(const AttributeFact& fact) { add_attribute(fact.entity, fact); }

  void add_attribute(const std::string& owner, const AttributeFact& fact) {
    Entity& holder = entity(owner);
    const auto found = std::ranges::find(holder.attributes, fact.attribute.name, &Attribute::name);
    AttributeState& state = states_[{owner, fact.attribute.name}];
    if (found == holder.attributes.end()) {
      Attribute made = fact.attribute;
      if (fact.refers_back && !fact.says_kind) {
        const KindGuess guess = kind_of_name(made.name);
        made.kind = guess.kind;
        made.reason = guess.reason;
        made.personal |= guess.personal;
        if (made.unit.empty()) made.unit = guess.unit;
      }
      state.said_kind = fact.says_kind;
      state.optional = fact.optional;
      state.choices_line = state.optional_line = now_->line;
      made.said = {now_->sentence};
      holder.attributes.push_back(std::move(made));
      return;
    }
    say(found->said);
    refine(*found, fact, state, owner);
  }

  void refine(Attribute& known, const AttributeFact& fact, AttributeState& state,
              const std::string& owner) {
    const Attribute& more = fact.attribute;
    const std::string what = fmt::format("«{}» of «{}»", known.name, owner);
    if (fact.says_kind) {
      if (!more.choices.empty() && !known.choices.empty() && known.choices != more.choices) {
        std::vector<std::string> a = known.choices, b = more.choices;
        std::ranges::sort(a);
        std::ranges::sort(b);
        if (a != b)
          contradict(fmt::format("line {} says that {} is one of {}, line {} that it is one of {}",
                                 state.choices_line, what, text::join(known.choices, ", "),
                                 now_->line, text::join(more.choices, ", ")));
      } else {
        if (state.said_kind && known.kind != more.kind && known.kind != ValueKind::choice &&
            more.kind != ValueKind::choice) {
          contradict(fmt::format("line {} says that {} is {}, line {} that it is {}",
                                 state.choices_line, what, word_of_kind(known.kind), now_->line,
                                 word_of_kind(more.kind)));
        } else if (!(known.kind == ValueKind::choice && more.choices.empty())) {
          known.kind = more.kind;
          known.reason = more.reason;
        }
        if (!more.choices.empty()) {
          known.choices = more.choices;
          state.choices_line = now_->line;
        }
      }
      state.said_kind = true;
    }
    if (fact.optional) {
      if (state.optional && *state.optional != *fact.optional) {
        contradict(fmt::format("line {} says that {} is {}, line {} that it is {}",
                               state.optional_line, what, *state.optional ? "optional" : "required",
                               now_->line, *fact.optional ? "optional" : "required"));
      } else {
        state.optional = fact.optional;
        state.optional_line = now_->line;
        known.optional = *fact.optional;
      }
    }
    bound(known.at_least, more.at_least, what, "at least");
    bound(known.at_most, more.at_most, what, "at most");
    if (more.min_length) known.min_length = more.min_length;
    if (more.max_length) known.max_length = more.max_length;
    if (more.default_value) known.default_value = more.default_value;
    if (!more.unit.empty()) known.unit = more.unit;
    if (more.derived) known.derived = more.derived;
    known.personal |= more.personal;
    known.immutable |= more.immutable;
    known.extensible |= more.extensible;
    known.many |= more.many;
  }

  void bound(std::optional<Bound>& known, const std::optional<Bound>& more, const std::string& what,
             std::string_view side) {
    if (!more) return;
    if (known && known->value != more->value)
      contradict(fmt::format("{} is {} {} in one sentence and {} {} in line {}", what, side,
                             known->value, side, more->value, now_->line));
    else
      known = more;
  }

  void add(const RelationFact& fact) {
    entity(fact.subject);
    entity(fact.object);
    relations_.add(fact, *now_, result_.contradictions);
    add_association(fact);
  }

  void add_association(const RelationFact& fact) {
    if (fact.through.empty()) return;
    Entity& through = entity(fact.through);
    if (!fact.attributes.empty() || through.attributes.empty()) through.associative = true;
    for (AttributeFact attribute : fact.attributes) {
      attribute.entity = fact.through;
      add_attribute(fact.through, attribute);
    }
  }

  void add(const SubtypeFact& fact) {
    entity(fact.supertype);
    Entity& one = entity(fact.entity);
    if (fact.entity == fact.supertype) return;
    for (std::string above = fact.supertype; !above.empty();
         above = result_.model.entities[index_.at(above)].supertype) {
      if (above != fact.entity) continue;
      contradict(fmt::format("line {} makes «{}» a kind of «{}», which is a kind of it", now_->line,
                             fact.entity, fact.supertype));
      return;
    }
    if (!one.supertype.empty() && one.supertype != fact.supertype)
      contradict(fmt::format("«{}» is a kind of «{}» and, in line {}, of «{}»", fact.entity,
                             one.supertype, now_->line, fact.supertype));
    else
      one.supertype = fact.supertype;
  }

  template <class Value>
  void append(std::vector<Value>& list, Value value, auto&& equal) {
    for (Value& one : list) {
      if (!equal(one, value)) continue;
      say(one.said);
      return;
    }
    value.said = {now_->sentence};
    list.push_back(std::move(value));
  }

  void add(const Uniqueness& fact) {
    append(result_.model.uniques, fact, [](Uniqueness& a, const Uniqueness& b) {
      if (a.entity != b.entity || a.attributes != b.attributes) return false;
      if (a.within != b.within && !a.within.empty() && !b.within.empty()) return false;
      if (a.within.empty()) a.within = b.within;
      a.ignoring_case |= b.ignoring_case;
      return true;
    });
  }
  void add(const NonOverlap& fact) {
    append(result_.model.non_overlaps, fact, [](NonOverlap& a, const NonOverlap& b) {
      if (a.entity != b.entity || a.within != b.within) return false;
      for (const std::string& one : b.except) {
        if (std::ranges::find(a.except, one) == a.except.end()) a.except.push_back(one);
      }
      return true;
    });
  }
  void add(const Lifecycle& fact) {
    entity(fact.entity);
    append(result_.model.lifecycles, fact, [](Lifecycle& a, const Lifecycle& b) {
      if (a.entity != b.entity || a.attribute != b.attribute) return false;
      const bool begun =
          std::ranges::any_of(a.transitions, [](const auto& one) { return one.first.empty(); });
      for (const auto& step : b.transitions) {
        if (step.first.empty() && begun) continue;
        if (std::ranges::find(a.transitions, step) == a.transitions.end())
          a.transitions.push_back(step);
      }
      return true;
    });
  }
  void add(const Comparison& fact) {
    append(result_.model.comparisons, fact, [](const Comparison& a, const Comparison& b) {
      return a.entity == b.entity && a.attribute == b.attribute && a.op == b.op &&
             a.other_attribute == b.other_attribute && a.value == b.value &&
             a.when_value == b.when_value;
    });
  }
  void add(const Requirement& fact) {
    append(result_.model.requirements, fact, [](const Requirement& a, const Requirement& b) {
      return a.entity == b.entity && a.attribute == b.attribute &&
             a.when_attribute == b.when_attribute && a.when_value == b.when_value;
    });
  }
  void add(const Access& fact) {
    append(result_.model.accesses, fact, [](Access& a, const Access& b) {
      const auto same_filters =
          std::ranges::equal(a.filters, b.filters, [](const Filter& x, const Filter& y) {
            return x.attribute == y.attribute && x.op == y.op && x.value == y.value &&
                   x.other == y.other && x.of == y.of;
          });
      const auto same_groups =
          std::ranges::equal(a.by, b.by, [](const Grouping& x, const Grouping& y) {
            return x.attribute == y.attribute && x.step == y.step;
          });
      if (a.kind != b.kind || a.entity != b.entity || !same_filters || a.order != b.order ||
          !same_groups || a.measured != b.measured || a.ranked != b.ranked)
        return false;
      if (!a.page) a.page = b.page;
      if (!a.per_second) a.per_second = b.per_second;
      return true;
    });
  }
  void add(const Volume& fact) {
    Volume volume = fact;
    auto& volumes = result_.model.volumes;
    const auto found = std::ranges::find_if(volumes, [&](const Volume& one) {
      return one.entity == volume.entity &&
             (one.per == volume.per || volume.rows <= 0 || one.rows <= 0);
    });
    if (found == volumes.end()) {
      volume.said = {now_->sentence};
      if (volume.rows < 0) volume.rows = 0;
      volumes.push_back(std::move(volume));
      return;
    }
    say(found->said);
    if (volume.rows < 0) {
      found->growth_per_year = found->rows * -volume.rows / 100;
      return;
    }
    if (volume.rows > 0 && found->rows > 0 && volume.rows != found->rows)
      contradict(fmt::format("line {} speaks of {} of «{}» where {} were said before", now_->line,
                             volume.rows, volume.entity, found->rows));
    else if (volume.rows > 0)
      found->rows = volume.rows, found->per = volume.per;
    if (volume.growth_per_year) found->growth_per_year = volume.growth_per_year;
  }
  void add(const Rate& fact) {
    for (Rate& one : result_.model.rates) {
      if (one.entity != fact.entity) continue;
      say(one.said);
      if (fact.reads) one.reads = fact.reads;
      if (fact.writes) one.writes = fact.writes;
      return;
    }
    Rate rate = fact;
    rate.said = {now_->sentence};
    result_.model.rates.push_back(std::move(rate));
  }
  void add(const Retention& fact) {
    for (Retention& one : result_.model.retentions) {
      if (one.entity != fact.entity) continue;
      say(one.said);
      if (one.days != fact.days && one.archive == fact.archive)
        contradict(fmt::format("«{}» is kept for {} days and, in line {}, for {} days", one.entity,
                               one.days, now_->line, fact.days));
      return;
    }
    Retention retention = fact;
    retention.said = {now_->sentence};
    result_.model.retentions.push_back(std::move(retention));
  }
  void add(const Tenancy& fact) {
    entity(fact.entity);
    auto& tenancy = result_.model.tenancy;
    if (!tenancy) {
      tenancy = fact;
      tenancy->said = {now_->sentence};
      return;
    }
    say(tenancy->said);
    if (tenancy->mode.empty()) tenancy->mode = fact.mode;
    if (tenancy->entity != fact.entity && fact.entity != "tenant") {
      if (tenancy->entity == "tenant")
        tenancy->entity = fact.entity;
      else
        contradict(fmt::format("tenants are «{}» and, in line {}, «{}»", tenancy->entity,
                               now_->line, fact.entity));
    }
  }
  void add(const Wish& fact) {
    append(result_.model.wishes, fact, [](Wish& a, const Wish& b) {
      if (a.pattern != b.pattern || a.entity != b.entity) return false;
      a.options.insert(b.options.begin(), b.options.end());
      return true;
    });
  }
  void add(const Target& fact) {
    append(result_.model.targets, fact, [](const Target& a, const Target& b) {
      return a.what == b.what && a.entity == b.entity && a.value == b.value;
    });
  }

  void settle_attributes() {
    for (Entity& one : result_.model.entities) {
      for (Attribute& attribute : one.attributes) {
        const AttributeState& state = states_[{one.name, attribute.name}];
        attribute.optional = state.optional.value_or(attribute.optional);
      }
    }
  }

  const std::vector<SaidFact>& facts_;
  const SaidFact* now_ = nullptr;
  Merged result_;
  std::map<std::string, std::size_t> index_;
  std::map<std::pair<std::string, std::string>, AttributeState> states_;
  RelationMerger relations_;
};

}  // namespace

Merged merge(const std::vector<SaidFact>& facts) {
  return Merger(facts).run();
}

}  // namespace mimar::design::brief
