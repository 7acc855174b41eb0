#include "emit/erd/svg_entity.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "emit/erd/svg_style.h"
#include "emit/erd/svg_text.h"

namespace mimar::emit::erd {
namespace {

constexpr double padding = 12, column_gap = 14, tag_width = 18;
constexpr double name_size = 13, type_size = 12, small_size = 9.5, chip_size = 10.5;
constexpr double chip_padding = 7, chip_height = 16;
constexpr std::size_t names_in_tooltip = 40;

std::vector<std::pair<std::string_view, std::string_view>> tags(const Row& row) {
  std::vector<std::pair<std::string_view, std::string_view>> result;
  if (row.primary) result.push_back({"PK", "pk"});
  if (row.foreign) result.push_back({"FK", "fk"});
  if (row.unique && !row.primary) result.push_back({"UK", "uk"});
  return result;
}

std::string header_text(const Entity& entity) {
  if (entity.partitions == 0) return entity.name;
  return entity.name + "  · " + text::count(entity.partitions, "partition");
}

std::string chip_text(const Diagram& diagram, const std::vector<std::size_t>& entities) {
  std::string result = "→ " + diagram.entities[entities.front()].name;
  if (entities.size() > 1) result += " +" + std::to_string(entities.size() - 1);
  return result;
}

std::string arrivals_text(const Entity& entity) {
  return "← " + std::to_string(entity.from_elsewhere.size());
}

double chip_width(std::string_view words) {
  return std::ceil(sans_width(words, chip_size, true)) + 2 * chip_padding;
}

std::string names(const Diagram& diagram, const std::vector<std::size_t>& entities) {
  std::vector<std::string> result;
  for (const std::size_t entity : entities) {
    if (result.size() == names_in_tooltip) break;
    result.push_back(diagram.entities[entity].name);
  }
  const std::size_t more = entities.size() - result.size();
  return text::join(result, ", ") + (more == 0 ? "" : " and " + std::to_string(more) + " more");
}

std::string titled(std::string_view words) {
  return "<title>" + escaped(words) + "</title>";
}

std::string chip(Point corner, std::string_view words, std::string_view rect_class) {
  return "<rect class=\"" + std::string(rect_class) + "\" x=\"" + number(corner.x) + "\" y=\"" +
         number(corner.y) + "\" width=\"" + number(chip_width(words)) + "\" height=\"" +
         number(chip_height) + "\" rx=\"8\"/>" +
         text_at(corner.x + chip_padding, corner.y + 11.8, "chip", words);
}

// The header's path: only its upper corners are round, and the lower ones where no row follows.
std::string header_path(const Box& box, bool alone) {
  const std::string right = number(box.x + box.width), left = number(box.x), top = number(box.y);
  const std::string bottom = number(box.y + header_height);
  const std::string start = alone
                                ? 'M' + number(box.x + 7) + ' ' + bottom + 'Q' + left + ' ' +
                                      bottom + ' ' + left + ' ' + number(box.y + header_height - 7)
                                : 'M' + left + ' ' + bottom;
  const std::string end = alone ? 'V' + number(box.y + header_height - 7) + 'Q' + right + ' ' +
                                      bottom + ' ' + number(box.x + box.width - 7) + ' ' + bottom
                                : 'V' + bottom;
  return start + 'V' + number(box.y + 7) + 'Q' + left + ' ' + top + ' ' + number(box.x + 7) + ' ' +
         top + 'H' + number(box.x + box.width - 7) + 'Q' + right + ' ' + top + ' ' + right + ' ' +
         number(box.y + 7) + end + 'Z';
}

class Drawing {
 public:
  Drawing(std::size_t number, const Columns& columns, const Box& box, const Look& look)
      : number_(number),
        entity_(look.diagram.entities[number]),
        columns_(columns),
        box_(box),
        look_(look) {}

  std::string draw() const {
    std::string result = look_.anchors ? "<g id=\"t" + std::to_string(number_) + "\">" : "<g>";
    result += titled(entity_.remark.empty() ? entity_.name : entity_.name + ": " + entity_.remark);
    result += "\n<rect class=\"box\" " + frame() + " rx=\"7\"/>" + header() + '\n';
    double y = box_.y + header_height;
    std::string rules;
    for (const Row& row : entity_.rows) {
      if (&row != &entity_.rows.front())
        rules += 'M' + number(box_.x + 1) + ' ' + number(y) + 'H' + number(box_.x + box_.width - 1);
      result += this->row(row, y);
      y += row_height;
    }
    if (!rules.empty()) result += "<path class=\"rule\" d=\"" + rules + "\"/>\n";
    if (entity_.focus) result += "<rect class=\"focus\" fill=\"none\" " + frame() + " rx=\"7\"/>\n";
    return result + "</g>\n";
  }

 private:
  std::string frame() const {
    return "x=\"" + number(box_.x) + "\" y=\"" + number(box_.y) + "\" width=\"" +
           number(box_.width) + "\" height=\"" + number(box_.height) + "\"";
  }

  std::string header() const {
    std::string result = "<path class=\"" + colour_class('h', look_.colour_of[number_]) +
                         "\" d=\"" + header_path(box_, entity_.rows.empty()) + "\"/>";
    const std::string name =
        text_at(box_.x + padding, box_.y + header_height / 2 + 4.5, "table", header_text(entity_));
    const std::string& link = look_.links[number_];
    result += link.empty() ? name : "<a href=\"" + escaped(link) + "\">" + name + "</a>";
    if (entity_.from_elsewhere.empty()) return result;
    const std::string words = arrivals_text(entity_);
    const Point corner{box_.x + box_.width - padding / 2 - chip_width(words),
                       box_.y + (header_height - chip_height) / 2};
    return result + "<g>" +
           titled("referred to from other groups by " +
                  names(look_.diagram, entity_.from_elsewhere)) +
           chip(corner, words, "from") + "</g>";
  }

  std::string row(const Row& row, double y) const {
    std::string result;
    const double baseline = y + row_height / 2 + 4.5;
    double x = box_.x + padding;
    for (const auto& [word, colour] : tags(row)) {
      result += text_at(x, baseline - 1, "tag " + std::string(colour), word);
      x += tag_width;
    }
    x = box_.x + padding + columns_.tags;
    if (!row.name.empty())
      result += text_at(x, baseline, row.primary ? "name key" : "name", row.name);
    if (!row.type.empty())
      result += text_at(x + columns_.names + column_gap, baseline, "type", row.type);
    if (row.nullable) {
      const double right = box_.x + columns_.width() - padding - columns_.elsewhere -
                           sans_width("NULL", small_size, true);
      result += text_at(right, baseline - 1, "tag null", "NULL");
    }
    if (!row.remark.empty()) result = "<g>" + titled(row.remark) + result + "</g>";
    return result + elsewhere(row, y) + '\n';
  }

  // Where the other end is: a word in the colour of its group that leads there.
  std::string elsewhere(const Row& row, double y) const {
    if (row.elsewhere.empty()) return {};
    const std::string words = chip_text(look_.diagram, row.elsewhere);
    const double x = row.name.empty()
                         ? box_.x + padding
                         : box_.x + columns_.width() - padding - columns_.elsewhere + column_gap;
    return "<a href=\"#t" + std::to_string(row.elsewhere.front()) + "\">" +
           titled("refers to " + names(look_.diagram, row.elsewhere)) +
           chip({x, y + (row_height - chip_height) / 2}, words,
                colour_class('h', look_.colour_of[row.elsewhere.front()])) +
           "</a>";
  }

  std::size_t number_;
  const Entity& entity_;
  const Columns& columns_;
  const Box& box_;
  const Look& look_;

  static std::string number(double n) { return erd::number(n); }
};

}  // namespace

double Columns::width() const {
  const double typed = types > 0 ? column_gap + types : 0;
  return padding + tags + names + typed + nulls + elsewhere + padding;
}

Columns measure(const Diagram& diagram, const Entity& entity) {
  Columns columns;
  double bare = 0;
  for (const Row& row : entity.rows) {
    columns.tags = std::max(columns.tags, static_cast<double>(tags(row).size()) * tag_width +
                                              (tags(row).empty() ? 0 : 6));
    columns.names = std::max(columns.names, sans_width(row.name, name_size, row.primary));
    columns.types = std::max(columns.types, mono_width(row.type, type_size));
    if (row.nullable) columns.nulls = column_gap + sans_width("NULL", small_size, true);
    if (row.elsewhere.empty()) continue;
    const double chip = chip_width(chip_text(diagram, row.elsewhere));
    if (row.name.empty()) {
      bare = std::max(bare, chip);
    } else {
      columns.elsewhere = std::max(columns.elsewhere, column_gap + chip);
    }
  }
  double header = sans_width(header_text(entity), name_size, true) + 2 * padding;
  if (!entity.from_elsewhere.empty()) header += chip_width(arrivals_text(entity));
  const double missing = std::max(header, bare + 2 * padding) - columns.width();
  columns.names += std::max(0.0, missing);
  return columns;
}

Shape shape_of(const Entity& entity, const Columns& columns) {
  return {std::ceil(columns.width()), header_height, row_height, entity.rows.size()};
}

std::string entity_text(std::size_t number, const Columns& columns, const Box& box,
                        const Look& look) {
  return Drawing(number, columns, box, look).draw();
}

}  // namespace mimar::emit::erd
