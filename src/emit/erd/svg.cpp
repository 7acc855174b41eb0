// The SVG. layout.h and arrange.h say where things stand; every stroke is drawn here and in the
// files beside.
#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"
#include "emit/erd/arrange.h"
#include "emit/erd/crows_foot.h"
#include "emit/erd/svg_entity.h"
#include "emit/erd/svg_style.h"
#include "emit/erd/svg_text.h"

namespace mimar::emit::erd {
namespace {

constexpr double margin = 24, title_height = 40, legend_height = 34, legend_width = 700;

Point row_end(const Box& box, const Shape& shape, std::size_t row, bool right) {
  return {right ? box.x + box.width : box.x, box.y + middle_of_row(shape, row)};
}

std::string curve_path(const Curve& curve) {
  std::string result;
  for (std::size_t i = 0; i < curve.points.size(); ++i) {
    result += i == 0 ? "M" : i == 1 ? "C" : " ";
    result += number(curve.points[i].x) + ' ' + number(curve.points[i].y);
  }
  return result;
}

// Where edges of both kinds leave one row, those that may have no parent leave a little lower, so
// that both ends can be read.
std::vector<double> parent_shifts(const Diagram& diagram) {
  std::map<std::pair<std::size_t, std::size_t>, std::set<bool>> kinds;
  for (const Relation& relation : diagram.relations) {
    kinds[{relation.parent, relation.parent_row}].insert(relation.optional);
  }
  std::vector<double> shifts;
  for (const Relation& relation : diagram.relations) {
    const bool mixed = kinds[{relation.parent, relation.parent_row}].size() > 1;
    shifts.push_back(mixed ? (relation.optional ? 6 : -6) : 0);
  }
  return shifts;
}

End parent_end(const Relation& relation) {
  if (relation.many_parents) return relation.some_parent ? End::one_or_more : End::zero_or_more;
  return relation.optional ? End::zero_or_one : End::exactly_one;
}

End child_end(const Relation& relation) {
  if (relation.one_to_one) return relation.some_child ? End::exactly_one : End::zero_or_one;
  return relation.some_child ? End::one_or_more : End::zero_or_more;
}

std::string relation_text(const Relation& relation, const std::vector<Shape>& shapes,
                          const Layout& layout, Curve curve, double parent_shift) {
  Point parent = row_end(layout.boxes[relation.parent], shapes[relation.parent],
                         relation.parent_row, curve.from_right);
  const Point child = row_end(layout.boxes[relation.child], shapes[relation.child],
                              relation.child_row, curve.to_right);
  parent.y += parent_shift;
  for (std::size_t i = 0; i < std::min<std::size_t>(2, curve.points.size()); ++i)
    curve.points[i].y += parent_shift;
  return "<path class=\"edge\" d=\"" + crows_foot(parent_end(relation), parent, curve.from_right) +
         curve_path(curve) + crows_foot(child_end(relation), child, curve.to_right) + "\"><title>" +
         escaped(relation.remark) + "</title></path>\n";
}

// Edges between groups become words at both ends.
void note_other_groups(const Grouping& grouping, Diagram& diagram) {
  const auto add = [](std::vector<std::size_t>& list, std::size_t entity) {
    if (std::find(list.begin(), list.end(), entity) == list.end()) list.push_back(entity);
  };
  for (const Relation& relation : diagram.relations) {
    if (grouping.group_of[relation.parent] == grouping.group_of[relation.child]) continue;
    Entity& child = diagram.entities[relation.child];
    add(diagram.entities[relation.parent].from_elsewhere, relation.child);
    if (relation.child_row != header_row) {
      add(child.rows[relation.child_row].elsewhere, relation.parent);
      continue;
    }
    const bool known = std::any_of(child.rows.begin(), child.rows.end(), [&](const Row& row) {
      return row.elsewhere == std::vector<std::size_t>{relation.parent};
    });
    if (known) continue;
    child.rows.push_back({});
    child.rows.back().elsewhere = {relation.parent};
  }
}

std::string frame_text(const Frame& frame, std::size_t number_of_frame, bool concepts) {
  const Box& box = frame.box;
  const double size = frame.title_size, x = box.x + 24, y = box.y + size * 1.25 + 6;
  return "<rect id=\"g" + std::to_string(number_of_frame) + "\" class=\"" +
         (frame.section ? "section " : "frame ") + colour_class('f', frame.colour) + "\" x=\"" +
         number(box.x) + "\" y=\"" + number(box.y) + "\" width=\"" + number(box.width) +
         "\" height=\"" + number(box.height) + "\" rx=\"12\"/>" +
         text_at(x, y, "group", frame.title, size) +
         text_at(x + sans_width(frame.title, size, true) + 0.6 * size, y, "group count",
                 frame_count(frame.tables, concepts), size / 2) +
         '\n';
}

std::string opening(const Diagram& diagram, double width, double height) {
  const std::string size = number(width) + "\" height=\"" + number(height);
  const std::string label = diagram.title.empty() ? "Entity-relationship diagram" : diagram.title;
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size + "\" viewBox=\"0 0 " +
         number(width) + ' ' + number(height) + "\" role=\"img\" aria-label=\"" + escaped(label) +
         "\">\n";
}

// What the signs mean, in one line at the lower edge.
std::string signs(double x, double y, bool concepts) {
  std::string result;
  const auto say = [&](std::string_view words) {
    result += text_at(x, y, "legend", words);
    x += sans_width(words, legend_size) + 18;
  };
  const auto draw = [&](End end, std::string_view words) {
    result += "<path class=\"edge\" d=\"" + crows_foot(end, {x, y - 4}, true) + "\"/>";
    x += stub_length + 6;
    say(words);
  };
  if (concepts)
    say("NULL may be missing");
  else
    for (const std::string_view words :
         {"PK primary key", "FK foreign key", "UK unique", "NULL may be null"})
      say(words);
  draw(End::exactly_one, "exactly one");
  draw(End::zero_or_one, "zero or one");
  draw(End::zero_or_more, "zero or more");
  if (concepts) draw(End::one_or_more, "one or more");
  return result;
}

// What the colours mean: as many lines as the width asks for.
struct Legend {
  std::string text;
  double height = 0;
};

Legend shades(const std::vector<Shade>& legend, Point corner, double width, double size) {
  Legend result;
  double x = corner.x, y = corner.y + size * 1.4;
  for (const Shade& shade : legend) {
    const std::string words = shade.name + "  " + std::to_string(shade.tables);
    const double needed = size * 1.4 + sans_width(words, size) + size * 1.6;
    if (x > corner.x && x + needed > corner.x + width) {
      x = corner.x;
      y += size * 1.8;
    }
    result.text += "<rect class=\"" + colour_class('h', shade.colour) + "\" x=\"" + number(x) +
                   "\" y=\"" + number(y - size * 0.85) + "\" width=\"" + number(size) +
                   "\" height=\"" + number(size) + "\" rx=\"" + number(size / 4) + "\"/>" +
                   text_at(x + size * 1.4, y, "legend", words, size) + '\n';
    x += needed;
  }
  if (!legend.empty()) result.height = y - corner.y + size;
  return result;
}

std::vector<Link> links_of(const Diagram& diagram) {
  std::vector<Link> links;
  for (const Relation& relation : diagram.relations) {
    links.push_back({relation.parent, relation.parent_row, relation.child, relation.child_row});
  }
  return links;
}

void move(Arrangement& arrangement, double x, double y) {
  for (Box& box : arrangement.layout.boxes) {
    box.x += x;
    box.y += y;
  }
  for (Curve& curve : arrangement.layout.curves) {
    for (Point& point : curve.points)
      point = {point.x + x, point.y + y};
  }
  for (Frame& frame : arrangement.frames) {
    frame.box.x += x;
    frame.box.y += y;
  }
}

class Picture {
 public:
  Picture(Diagram diagram, const Options& options)
      : description_(options.description),
        diagram_(std::move(diagram)),
        grouping_(group(diagram_, options)) {
    note_other_groups(grouping_, diagram_);
    for (const Entity& entity : diagram_.entities) {
      columns_.push_back(measure(diagram_, entity));
      shapes_.push_back(shape_of(entity, columns_.back()));
      links_.push_back(options.link ? options.link(entity.table) : "");
    }
  }

  Result<std::string> draw() {
    Result<Arrangement> arranged = arrange(grouping_, shapes_, links_of(diagram_), stub_length);
    if (!arranged) return fail(arranged.error());
    picture_ = std::move(*arranged);
    const double inner = std::max(picture_.layout.width, legend_width);
    const double size = grouping_.framed ? picture_.title_size : 18;
    double top = margin;
    std::string head;
    if (!diagram_.title.empty()) {
      head += text_at(margin, margin + size * 0.9, "title", diagram_.title,
                      grouping_.framed ? size : 0) +
              '\n';
      top += title_height * size / 18;
    }
    const Legend legend =
        shades(grouping_.legend, {margin, top}, inner, std::max(legend_size, size * 0.5));
    head += legend.text;
    top += legend.height;
    move(picture_, margin, top);
    const double width = std::ceil(inner + 2 * margin);
    const double height = std::ceil(picture_.layout.height + top + legend_height + margin);
    const std::string about =
        description_.empty() ? "" : "<desc>" + escaped(description_) + "</desc>\n";
    return opening(diagram_, width, height) + about + style(used_colours(), grouping_.framed) +
           head + body() +
           (diagram_.entities.empty() ? text_at(margin, height - margin, "legend", nothing())
                                      : signs(margin, height - margin, diagram_.concepts)) +
           "\n</svg>\n";
  }

 private:
  std::string_view nothing() const { return diagram_.concepts ? "No entities." : "No tables."; }

  std::size_t used_colours() const {
    std::size_t most = 0;
    for (const std::size_t colour : grouping_.colour_of)
      most = std::max(most, colour + 1);
    return most;
  }

  // Frames behind edges, edges behind boxes.
  std::string body() const {
    std::string result;
    for (std::size_t i = 0; i < picture_.frames.size(); ++i)
      result += frame_text(picture_.frames[i], i, diagram_.concepts);
    const std::vector<double> shifts = parent_shifts(diagram_);
    for (std::size_t i = 0; i < diagram_.relations.size(); ++i) {
      const Curve& curve = picture_.layout.curves[i];
      if (curve.points.empty()) continue;
      result += relation_text(diagram_.relations[i], shapes_, picture_.layout, curve, shifts[i]);
    }
    const Look look{diagram_, grouping_.colour_of, links_, grouping_.framed};
    for (std::size_t i = 0; i < diagram_.entities.size(); ++i)
      result += entity_text(i, columns_[i], picture_.layout.boxes[i], look);
    return result;
  }

  std::string description_;
  Diagram diagram_;
  Grouping grouping_;
  std::vector<Columns> columns_;
  std::vector<Shape> shapes_;
  std::vector<std::string> links_;
  Arrangement picture_;
};

}  // namespace

Result<std::string> svg(const model::Database& database, const Options& options) {
  return Picture(make_diagram(database, options), options).draw();
}

Result<std::string> svg(Diagram diagram, const Options& options) {
  return Picture(std::move(diagram), options).draw();
}

}  // namespace mimar::emit::erd
