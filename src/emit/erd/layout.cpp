#include "emit/erd/layout.h"

#include <algorithm>
#include <cmath>

#include "emit/erd/graphviz.h"

namespace mimar::emit::erd {
namespace {

constexpr double gap = 44;         // between boxes that no edge connects
constexpr double loop_width = 18;  // how far a loop reaches beyond the stubs

std::string pixels(double n) {
  return std::to_string(static_cast<long>(std::lround(n)));
}

double height_of(const Shape& shape) {
  return shape.header + shape.row * static_cast<double>(shape.rows);
}

std::string cell(const std::string& port, double width, double height) {
  return "<TR><TD" + port + " FIXEDSIZE=\"TRUE\" WIDTH=\"" + pixels(width) + "\" HEIGHT=\"" +
         pixels(height) + "\"></TD></TR>";
}

std::string node_text(std::size_t name, const Shape& shape, double stub) {
  std::string rows = cell("", shape.width + 2 * stub, shape.header);
  for (std::size_t row = 0; row < shape.rows; ++row) {
    rows += cell(" PORT=\"r" + std::to_string(row) + '"', shape.width + 2 * stub, shape.row);
  }
  return 'n' + std::to_string(name) +
         " [label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">" +
         rows + "</TABLE>>];\n";
}

// Lays out the boxes that edges connect. Boxes and links are renumbered without the others.
class Connected {
 public:
  Connected(const std::vector<Shape>& shapes, const std::vector<Link>& links, double stub)
      : shapes_(shapes),
        links_(links),
        stub_(stub),
        backward_(links.size(), false),
        rank_gap_(links.size(), 1) {
    stagger_leaves();
  }

  Result<Layout> lay_out() {
    Result<Placed> ranks = place(dot(false), shapes_.size(), links_.size());
    if (!ranks) return fail(ranks.error());
    // Cycles make some edges run from right to left: they leave and enter on the other sides.
    for (std::size_t i = 0; i < links_.size(); ++i) {
      backward_[i] = ranks->centres[links_[i].from].x > ranks->centres[links_[i].to].x + 1;
      level_.push_back(
          std::abs(ranks->centres[links_[i].from].x - ranks->centres[links_[i].to].x) <= 1);
    }
    Result<Placed> placed = place(dot(true), shapes_.size(), links_.size());
    if (!placed) return fail(placed.error());
    return layout(*placed);
  }

 private:
  // Many tables that refer to one table and to nothing else would make one endless column: spread
  // them over several.
  void stagger_leaves() {
    std::vector<std::size_t> degree(shapes_.size(), 0), leaves(shapes_.size(), 0),
        seen(shapes_.size(), 0);
    for (const Link& link : links_) {
      ++degree[link.from];
      ++degree[link.to];
    }
    for (const Link& link : links_)
      leaves[link.from] += degree[link.to] == 1 ? 1 : 0;
    for (std::size_t i = 0; i < links_.size(); ++i) {
      const Link& link = links_[i];
      if (degree[link.to] != 1 || leaves[link.from] < 6) continue;
      const auto columns = static_cast<std::size_t>(
          std::ceil(std::sqrt(static_cast<double>(leaves[link.from]) / 3)));
      rank_gap_[i] = 1 + seen[link.from]++ % columns;
    }
  }

  std::string dot(bool routed) const {
    std::string text = "digraph {\nrankdir=LR; nodesep=0.35; ranksep=0.75; splines=" +
                       std::string(routed ? "true" : "none") +
                       ";\nnode [shape=plain]; edge [dir=none];\n";
    for (std::size_t i = 0; i < shapes_.size(); ++i)
      text += node_text(i, shapes_[i], stub_);
    for (std::size_t i = 0; i < links_.size(); ++i)
      text += edge_text(i, routed);
    return text + "}\n";
  }

  std::string edge_text(std::size_t i, bool routed) const {
    const Link& link = links_[i];
    std::string from = 'n' + std::to_string(link.from) + ":r" + std::to_string(link.from_row);
    std::string to = 'n' + std::to_string(link.to) + ":r" + std::to_string(link.to_row);
    if (backward_[i]) std::swap(from, to);
    const bool same_side = routed && level_[i];
    const std::string weight = same_side ? " constraint=false" : "";
    return from + ":e -> " + to + (same_side ? ":e" : ":w") + " [id=e" + std::to_string(i) +
           " minlen=" + std::to_string(rank_gap_[i]) + weight + "];\n";
  }

  Layout layout(Placed& placed) const {
    Layout result{placed.width, placed.height, {}, {}};
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      const double height = height_of(shapes_[i]);
      result.boxes.push_back({placed.centres[i].x - shapes_[i].width / 2,
                              placed.centres[i].y - height / 2, shapes_[i].width, height});
    }
    for (std::size_t i = 0; i < links_.size(); ++i) {
      Curve curve{std::move(placed.curves[i]), true, level_[i]};
      if (backward_[i]) {
        std::reverse(curve.points.begin(), curve.points.end());
        std::swap(curve.from_right, curve.to_right);
      }
      result.curves.push_back(std::move(curve));
    }
    return result;
  }

  const std::vector<Shape>& shapes_;
  const std::vector<Link>& links_;
  double stub_;
  std::vector<bool> backward_, level_;
  std::vector<std::size_t> rank_gap_;
};

// Boxes without edges stand below, in columns of one width, each box in the shortest column so far.
void add_isolated(const std::vector<Shape>& shapes, const std::vector<std::size_t>& which,
                  Layout& layout) {
  if (which.empty()) return;
  double widest = 0, area = 0;
  for (const std::size_t i : which) {
    widest = std::max(widest, shapes[i].width + gap);
    area += (shapes[i].width + gap) * (height_of(shapes[i]) + gap);
  }
  const double room = std::max(layout.width, 1.6 * std::sqrt(area));
  const auto count = std::min(
      which.size(), static_cast<std::size_t>(std::max(1.0, std::floor((room + gap) / widest))));
  const double top = layout.height > 0 ? layout.height + 2 * gap : 0;
  std::vector<double> bottoms(count, top);
  for (const std::size_t i : which) {
    const auto shortest = std::min_element(bottoms.begin(), bottoms.end());
    const double x = widest * static_cast<double>(shortest - bottoms.begin());
    layout.boxes[i] = {x, *shortest, shapes[i].width, height_of(shapes[i])};
    layout.width = std::max(layout.width, x + shapes[i].width);
    *shortest += height_of(shapes[i]) + gap;
    layout.height = std::max(layout.height, *shortest - gap);
  }
}

// An edge from a box to itself: a small arc on its right side. Graphviz would lead it around other
// boxes.
Curve loop(const Box& box, const Shape& shape, const Link& link, double stub) {
  const auto middle = [&](std::size_t row) {
    return box.y + shape.header + shape.row * (static_cast<double>(row) + 0.5);
  };
  const double x = box.x + box.width + stub, bulge = x + loop_width * 4 / 3;
  return {{{x, middle(link.from_row)},
           {bulge, middle(link.from_row)},
           {bulge, middle(link.to_row)},
           {x, middle(link.to_row)}},
          true,
          true};
}

struct Split {
  std::vector<std::size_t> connected, isolated,
      number;                 // number: of a shape among the connected ones
  std::vector<Shape> shapes;  // the connected ones
  std::vector<Link> links;    // between different shapes, renumbered
};

Split split(const std::vector<Shape>& shapes, const std::vector<Link>& links) {
  Split result;
  std::vector<bool> linked(shapes.size(), false);
  for (const Link& link : links) {
    if (link.from != link.to) linked[link.from] = linked[link.to] = true;
  }
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    result.number.push_back(result.connected.size());
    (linked[i] ? result.connected : result.isolated).push_back(i);
    if (linked[i]) result.shapes.push_back(shapes[i]);
  }
  for (const Link& link : links) {
    if (link.from == link.to) continue;
    result.links.push_back(
        {result.number[link.from], link.from_row, result.number[link.to], link.to_row});
  }
  return result;
}

}  // namespace

Result<Layout> lay_out(const std::vector<Shape>& shapes, const std::vector<Link>& links,
                       double stub) {
  const Split parts = split(shapes, links);
  Layout layout;
  if (!parts.connected.empty()) {
    Result<Layout> placed = Connected(parts.shapes, parts.links, stub).lay_out();
    if (!placed) return placed;
    layout = std::move(*placed);
  }
  std::vector<Box> boxes(shapes.size());
  for (std::size_t i = 0; i < parts.connected.size(); ++i)
    boxes[parts.connected[i]] = layout.boxes[i];
  layout.boxes = std::move(boxes);
  add_isolated(shapes, parts.isolated, layout);
  std::vector<Curve> curves;
  std::size_t next = 0;
  for (const Link& link : links) {
    if (link.from != link.to) {
      curves.push_back(std::move(layout.curves[next++]));
      continue;
    }
    curves.push_back(loop(layout.boxes[link.from], shapes[link.from], link, stub));
    layout.width = std::max(
        layout.width, layout.boxes[link.from].x + shapes[link.from].width + stub + loop_width);
  }
  layout.curves = std::move(curves);
  return layout;
}

}  // namespace mimar::emit::erd
