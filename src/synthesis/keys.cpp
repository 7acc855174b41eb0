// Unique keys: one column that numbers the rows where there is one, else an enumeration of
// combinations.

#include "base/text.h"
#include "synthesis/draft.h"
#include "synthesis/tokens.h"

namespace mimar::synthesis {
namespace {

struct UniqueKey {
  std::string name;
  std::vector<std::size_t> columns;  // sorted, unique
  bool nulls_not_distinct = false;
  const model::Expression* predicate = nullptr;
};

// What decides one or more columns of a key: a link or a plain column.
struct Element {
  bool link = false;
  std::size_t index = 0;
  auto operator<=>(const Element&) const = default;
};

void add_columns(UniqueKey& key, const model::Table& table,
                 const std::vector<std::string>& columns) {
  for (const std::string& column : columns)
    key.columns.push_back(column_position(table, column));
}

void add_expression(UniqueKey& key, const model::Table& table,
                    const model::Expression& expression) {
  for (const Token& token : tokenise(expression.sql)) {
    if (token.kind != Token::Kind::word && token.kind != Token::Kind::quoted) continue;
    if (const std::size_t column = column_position(table, token.text); column != none)
      key.columns.push_back(column);
  }
}

void finish(std::vector<UniqueKey>& keys, UniqueKey key) {
  std::sort(key.columns.begin(), key.columns.end());
  key.columns.erase(std::unique(key.columns.begin(), key.columns.end()), key.columns.end());
  if (!key.columns.empty() && key.columns.back() != none) keys.push_back(std::move(key));
}

std::vector<UniqueKey> unique_keys(const model::Table& table) {
  std::vector<UniqueKey> keys, partial;
  const auto add = [&](const model::Key& key) {
    UniqueKey unique{key.name, {}, key.nulls_not_distinct, nullptr};
    add_columns(unique, table, key.columns);
    finish(keys, std::move(unique));
  };
  if (table.primary_key) add(*table.primary_key);
  for (const model::Key& key : table.uniques)
    add(key);
  for (const model::Index& index : table.indexes) {
    if (!index.unique) continue;
    UniqueKey unique{
        index.name, {}, index.nulls_not_distinct, index.predicate ? &*index.predicate : nullptr};
    for (const model::IndexKey& part : index.keys) {
      if (part.expression) add_expression(unique, table, *part.expression);
      if (!part.column.empty()) add_columns(unique, table, {part.column});
    }
    finish(index.predicate ? partial : keys, std::move(unique));
  }
  std::stable_sort(keys.begin(), keys.end(), [](const UniqueKey& a, const UniqueKey& b) {
    return a.columns.size() < b.columns.size();
  });
  keys.insert(keys.end(), partial.begin(), partial.end());
  return keys;
}

class Settler {
 public:
  explicit Settler(Draft& draft) : draft_(draft), recipe_(draft.recipe) {}

  void settle(const UniqueKey& key) {
    std::vector<Element> elements = elements_of(key);
    if (holds(key, elements)) return;
    std::erase_if(elements, [&](const Element& element) { return always_null(element); });
    if (key.predicate != nullptr && !has_counter(elements)) {
      const Term outside = parse_term(predicate(key));
      if (forbid(draft_.conditions, outside)) {
        add_check(draft_, key.name, "NOT (" + predicate(key) + ")", call("not", {outside}));
        return;
      }
    }
    if (elements.size() == 1) {
      number(elements.front(), key);
    } else if (const auto counter = find_counter(elements)) {
      number(*counter, key);
    } else {
      enumerate(key, elements);
    }
    settled_.push_back(key.columns);
  }

 private:
  static std::string predicate(const UniqueKey& key) {
    return key.predicate->canonical.empty() ? key.predicate->sql : key.predicate->canonical;
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
      if (pick(element).how == Pick::How::row) return true;
      if (always_null(element) && !key.nulls_not_distinct) {
        (element.link ? recipe_.links[element.index].fixed : recipe_.columns[element.index].fixed) =
            true;
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
    for (auto element = elements.rbegin(); element != elements.rend(); ++element) {
      if (!element->link && numbers_well(element->index, with_links)) return *element;
    }
    return std::nullopt;
  }
  bool has_counter(const std::vector<Element>& elements) const {
    return find_counter(elements).has_value();
  }

  void number(const Element& element, const UniqueKey& key) {
    std::uint64_t most = 0;
    if (element.link) {
      Link& link = recipe_.links[element.index];
      most = link.self ? recipe_.rows : link.parent_rows;
    } else {
      recipe_.columns[element.index].values = draft_.values(element.index, true);
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

  bool is_free(const Element& element) {
    const Pick& chosen = pick(element);
    if (element.link) {
      return chosen.how != Pick::How::digit && recipe_.links[element.index].overlap.empty();
    }
    return chosen.how == Pick::How::uniform && recipe_.columns[element.index].written;
  }

  bool is_elastic(const Element& element) {
    if (element.link) return false;
    const Values& values = recipe_.columns[element.index].values;
    return std::holds_alternative<Ordered>(values.kind) && size(values) > 100;
  }

  std::uint64_t supply(const Element& element) {
    if (element.link) {
      const Link& link = recipe_.links[element.index];
      return link.self ? recipe_.rows : link.parent_rows;
    }
    return size(recipe_.columns[element.index].values);
  }

  void enumerate(const UniqueKey& key, std::vector<Element> elements) {
    std::erase_if(elements, [&](const Element& element) { return !is_free(element); });
    for (const Element& element : elements) {
      if (!element.link) recipe_.columns[element.index].values = draft_.values(element.index, true);
    }
    // Elastic factors go last: they are made just large enough.
    std::stable_partition(elements.begin(), elements.end(),
                          [&](const Element& element) { return !is_elastic(element); });
    Enumeration enumeration;
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
};

}  // namespace

void settle_keys(Draft& draft) {
  Settler settler(draft);
  for (const UniqueKey& key : unique_keys(draft.recipe.table))
    settler.settle(key);
}

}  // namespace mimar::synthesis
