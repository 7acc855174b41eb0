// Unique keys: one column that numbers the rows where there is one, else an enumeration of
// combinations.

#include "base/text.h"
#include "model/quote.h"
#include "synthesis/draft.h"
#include "synthesis/unique_keys.h"

namespace mimar::synthesis {
namespace {

// What decides one or more columns of a key: a link or a plain column.
struct Element {
  bool link = false;
  std::size_t index = 0;
  auto operator<=>(const Element&) const = default;
};

class Settler {
 public:
  explicit Settler(Draft& draft) : draft_(draft), recipe_(draft.recipe) {}

  // What is not read of a key does not matter where its other parts tell rows apart.
  void settle(const UniqueKey& key) {
    if (key.columns.empty())
      return recipe_.notes.push_back(fmt::format("{}: rows may violate {}: {} is not understood",
                                                 recipe_.table.name.text(), key.name,
                                                 key.not_read));
    std::vector<Element> elements = elements_of(key);
    if (key.period.first != none) make_slots(key.period);
    if (holds(key, elements)) return;
    // NULL in all of them would be one value: then one counts all the same.
    const bool all_null = std::all_of(elements.begin(), elements.end(),
                                      [&](const Element& element) { return always_null(element); });
    if (!all_null)
      std::erase_if(elements, [&](const Element& element) { return always_null(element); });
    if (key.predicate != nullptr && !find_counter(elements)) {
      const std::string& predicate = text_of(*key.predicate);
      const Term outside = parse_term(predicate);
      Conditions attempt = draft_.conditions;
      if (forbid(attempt, outside) && !asks_for_missing_parents(attempt)) {
        draft_.conditions = std::move(attempt);
        add_check(draft_, key.name, "NOT (" + predicate + ")", call("not", {outside}));
        return;
      }
    }
    keep_apart(key, std::move(elements));
    if (key.nulls_not_distinct) fix(key);
    settled_.push_back(key.columns);
  }

 private:
  void keep_apart(const UniqueKey& key, std::vector<Element> elements) {
    // A link of which the key has only a part tells rows apart only where that part does.
    std::vector<Element> strong = elements;
    std::erase_if(strong, [&](const Element& element) { return !is_whole(element, key); });
    if (strong.empty() && elements.size() == 1) {
      number_by_part(elements.front(), key);
    } else if (strong.size() == 1) {
      number(strong.front(), key);
    } else if (const auto counter = find_counter(strong)) {
      number(*counter, key);
    } else {
      enumerate(key, strong);
    }
  }

  void fix(const Element& element) {
    (element.link ? recipe_.links[element.index].fixed : recipe_.columns[element.index].fixed) =
        true;
  }

  // NULL would be a value like any other.
  void fix(const UniqueKey& key) {
    for (const Element& element : elements_of(key))
      fix(element);
  }

  // Does the key have columns of the link that are unique in its parent?
  bool is_whole(const Element& element, const UniqueKey& key) const {
    if (!element.link) return true;
    const Link& link = recipe_.links[element.index];
    const model::Table& parent = draft_.database->tables[link.parent];
    std::set<std::string> known;
    for (std::size_t at = 0; at < link.columns.size(); ++at)
      if (std::binary_search(key.columns.begin(), key.columns.end(), link.columns[at]))
        known.insert(parent.columns[link.parent_columns[at]].name);
    const auto covers = [&](const std::vector<std::string>& columns) {
      return std::all_of(columns.begin(), columns.end(),
                         [&](const std::string& column) { return known.contains(column); });
    };
    return known.size() == link.columns.size() ||
           (parent.primary_key && covers(parent.primary_key->columns)) ||
           std::any_of(parent.uniques.begin(), parent.uniques.end(),
                       [&](const model::Key& unique) { return covers(unique.columns); });
  }

  // One row for each value that the part has in the parent.
  void number_by_part(const Element& element, const UniqueKey& key) {
    Link& link = recipe_.links[element.index];
    for (std::size_t at = 0; at < link.columns.size(); ++at)
      if (std::binary_search(key.columns.begin(), key.columns.end(), link.columns[at]))
        link.distinct.push_back(at);
    number(element, key);
  }

  std::vector<Element> elements_of(const UniqueKey& key) const {
    std::set<Element> elements;
    for (std::size_t column : key.columns) {
      const std::size_t link = recipe_.columns[column].link;
      elements.insert(link == none ? Element{false, column} : Element{true, link});
    }
    return {elements.begin(), elements.end()};
  }

  Pick& pick(const Element& element) {
    return element.link ? recipe_.links[element.index].pick : recipe_.columns[element.index].pick;
  }

  bool nullable(const Element& element) const {
    return element.link ? recipe_.links[element.index].nullable
                        : !recipe_.columns[element.index].not_null;
  }

  std::string name(const Element& element) const {
    if (!element.link) return draft_.column(element.index).name;
    std::vector<std::string> columns;
    for (std::size_t column : recipe_.links[element.index].columns)
      columns.push_back(draft_.column(column).name);
    return text::join(columns, ", ");
  }

  // A reference to rows that come later stays empty.
  bool asks_for_missing_parents(const Conditions& conditions) const {
    for (const Link& link : recipe_.links) {
      for (std::size_t column : link.columns) {
        const auto found = conditions.columns.find(draft_.column(column).name);
        if (link.parent_rows == 0 && link.nullable && found != conditions.columns.end() &&
            found->second.not_null)
          return true;
      }
    }
    return false;
  }

  bool always_null(const Element& element) const {
    if (element.link) {
      const Link& link = recipe_.links[element.index];
      return link.pick.nulls >= 1 || (link.parent_rows == 0 && link.nullable);
    }
    const auto found = draft_.conditions.columns.find(draft_.column(element.index).name);
    return found != draft_.conditions.columns.end() && found->second.null;
  }

  bool holds(const UniqueKey& key, const std::vector<Element>& elements) {
    for (const Element& element : elements) {
      if (pick(element).how == Pick::How::row && is_whole(element, key)) return true;
      if (always_null(element) && !key.nulls_not_distinct) {
        fix(element);
        return true;
      }
    }
    return std::any_of(settled_.begin(), settled_.end(),
                       [&](const std::vector<std::size_t>& columns) {
                         return std::includes(key.columns.begin(), key.columns.end(),
                                              columns.begin(), columns.end());
                       });
  }

  // A plain column that can number all rows without looking odd: text, timestamps, identifiers.
  bool numbers_well(std::size_t column, bool with_links) const {
    if (recipe_.columns[column].pick.how != Pick::How::uniform || !recipe_.columns[column].written)
      return false;
    if (decides_partition(recipe_.table, column)) return false;
    const Values values = draft_.values(column, true);
    if (size(values) < recipe_.rows) return false;
    const auto* ordered = std::get_if<Ordered>(&values.kind);
    if (ordered == nullptr) return !std::holds_alternative<Choice>(values.kind);
    if (ordered->unit == Ordered::Unit::timestamp || ordered->unit == Ordered::Unit::timestamptz)
      return true;
    if (ordered->unit != Ordered::Unit::integer) return false;
    const std::string& name = draft_.column(column).name;
    return draft_.is_counter(column) || name == "id" ||
           (!with_links && text::lower(name).ends_with("id"));
  }

  std::optional<Element> find_counter(const std::vector<Element>& elements) const {
    const bool with_links =
        std::any_of(elements.begin(), elements.end(), [](const Element& e) { return e.link; });
    for (const Element& element : elements)
      if (!element.link && draft_.is_counter(element.index) &&
          numbers_well(element.index, with_links))
        return element;
    for (auto element = elements.rbegin(); element != elements.rend(); ++element) {
      if (!element->link && numbers_well(element->index, with_links)) return *element;
    }
    return std::nullopt;
  }

  // The first column gets places with room between them, the second stays inside the room.
  void make_slots(const Period& period) {
    if (recipe_.columns[period.first].link != none || slotted_.contains(period.first)) return;
    slotted_.insert(period.first);
    const Datum::Kind kind = cell_type(draft_.database, draft_.types[period.first]).kind;
    const bool time = kind == Datum::Kind::time, number = kind == Datum::Kind::number;
    const std::string room = time ? "interval '6 hours'" : number ? "10" : "7";
    const std::string first = model::quote_identifier(draft_.column(period.first).name),
                      second = model::quote_identifier(draft_.column(period.second).name);
    const std::string sql =
        fmt::format("{1} IS NOT NULL AND {1} >= {0} AND {1} < {0} + {2}", first, second, room);
    add_check(draft_, "of ranges that must not overlap", sql, parse_term(sql));
    draft_.conditions.columns[draft_.column(period.first).name].not_null = true;
    draft_.conditions.columns[draft_.column(period.second).name].not_null = true;
  }

  void number(const Element& element, const UniqueKey& key) {
    std::uint64_t most = 0;
    if (element.link) {
      Link& link = recipe_.links[element.index];
      most = link.self ? recipe_.rows : link.parent_rows;
    } else {
      recipe_.columns[element.index].values = unique_values(element.index);
      most = size(recipe_.columns[element.index].values);
    }
    pick(element).how = Pick::How::row;
    pick(element).nulls = 0;
    // Rows beyond the supply have no value, where that is allowed.
    if (!nullable(element) || key.nulls_not_distinct) {
      recipe_.cap(most,
                  fmt::format("unique ({}): {} values", name(element), text::thousands(most)));
    }
  }

  bool is_free(const Element& element) const {
    if (element.link) {
      const Link& link = recipe_.links[element.index];
      return link.pick.how != Pick::How::digit && link.overlap.empty();
    }
    const ColumnRecipe& column = recipe_.columns[element.index];
    return column.pick.how == Pick::How::uniform && column.written;
  }

  bool is_followed(std::size_t link) const {
    return std::any_of(recipe_.links.begin(), recipe_.links.end(), [&](const Link& other) {
      return std::any_of(other.overlap.begin(), other.overlap.end(), [&](std::size_t at) {
        return recipe_.columns[other.columns[at]].link == link;
      });
    });
  }

  bool is_elastic(const Element& element) {
    if (element.link) return false;
    const Values& values = recipe_.columns[element.index].values;
    return std::holds_alternative<Ordered>(values.kind) && size(values) > 100;
  }

  Values unique_values(std::size_t column) const {
    Values values = draft_.values(column, true);
    return slotted_.contains(column) ? slots(draft_, column, std::move(values)) : values;
  }

  std::uint64_t supply(const Element& element) {
    if (element.link) {
      const Link& link = recipe_.links[element.index];
      return link.self ? recipe_.rows : link.parent_rows;
    }
    return size(recipe_.columns[element.index].values);
  }

  // The first of the links decides what the other one shares with it.
  void take_turns(const std::vector<Element>& elements) {
    if (elements.size() != 2 || !elements[0].link || !elements[1].link) return;
    const std::size_t first = std::min(elements[0].index, elements[1].index),
                      second = std::max(elements[0].index, elements[1].index);
    Link &leader = recipe_.links[first], &follower = recipe_.links[second];
    if (!leader.overlap.empty() || follower.overlap.empty() || leader.self || follower.self ||
        leader.nullable || follower.nullable || leader.follower != none || follower.leader != none)
      return;
    leader.follower = second;
    follower.leader = first;
  }

  void enumerate(const UniqueKey& key, std::vector<Element> elements) {
    take_turns(elements);
    std::erase_if(elements, [&](const Element& element) { return !is_free(element); });
    // Not every parent will do where others follow the choice: its digit would come again.
    const bool others_do = std::any_of(elements.begin(), elements.end(), [&](const Element& e) {
      return !e.link && size(unique_values(e.index)) >= recipe_.rows;
    });
    if (others_do)
      std::erase_if(elements, [&](const Element& e) { return e.link && is_followed(e.index); });
    for (const Element& element : elements) {
      if (!element.link) recipe_.columns[element.index].values = unique_values(element.index);
    }
    // Elastic factors go last: they are made just large enough.
    std::stable_partition(elements.begin(), elements.end(),
                          [&](const Element& element) { return !is_elastic(element); });
    const auto covers = [&](const Element& element) {
      return element.link && recipe_.links[element.index].covers;
    };
    std::stable_partition(elements.begin(), elements.end(), covers);
    Enumeration enumeration;
    enumeration.in_order = !elements.empty() && covers(elements.front());
    std::vector<std::string> names;
    for (const Element& element : elements) {
      std::uint64_t count = supply(element);
      if (is_elastic(element))
        count = std::min(
            count, 2 * (recipe_.rows / std::max<std::uint64_t>(1, enumeration.combinations)) + 2);
      Pick& chosen = pick(element);
      chosen = {Pick::How::digit, recipe_.enumerations.size(), enumeration.sizes.size(), 0};
      enumeration.sizes.push_back(count);
      const bool large = count > 0 && enumeration.combinations > unbounded / count;
      enumeration.combinations = large ? unbounded : enumeration.combinations * count;
      names.push_back(name(element));
    }
    if (elements.empty()) {
      recipe_.notes.push_back(
          fmt::format("{}: rows may violate {}, whose columns other keys decide",
                      recipe_.table.name.text(), key.name));
      return;
    }
    recipe_.cap(enumeration.combinations,
                fmt::format("unique ({}): {} combinations", text::join(names, ", "),
                            text::thousands(enumeration.combinations)));
    recipe_.enumerations.push_back(std::move(enumeration));
  }

  Draft& draft_;
  Recipe& recipe_;
  std::vector<std::vector<std::size_t>> settled_;
  std::set<std::size_t> slotted_;
};

}  // namespace

void settle_keys(Draft& draft) {
  Settler settler(draft);
  for (const UniqueKey& key : unique_keys(draft))
    settler.settle(key);
}

}  // namespace mimar::synthesis
