#include "emit/erd/layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "emit/erd/graphviz.h"
#include "emit/erd/pack.h"

namespace mimar::emit::erd {
namespace {

constexpr double gap = 44;         // between boxes that no edge connects
constexpr double loop_width = 18;  // how far a loop reaches beyond the stubs
constexpr double aspect = 1.4;     // of what is packed side by side, width by height

std::string pixels(double n) {
  return std::to_string(static_cast<long>(std::lround(n)));
}

std::string cell(const std::string& port, double width, double height) {
  return "<TR><TD" + port + " FIXEDSIZE=\"TRUE\" WIDTH=\"" + pixels(width) + "\" HEIGHT=\"" +
         pixels(height) + "\"></TD></TR>";
}

std::string port(const Shape& shape, std::size_t row) {
  return row < shape.rows ? ":r" + std::to_string(row) : ":h";
}

std::string node_text(std::size_t name, const Shape& shape, double stub) {
  std::string rows = cell(" PORT=\"h\"", shape.width + 2 * stub, shape.header);
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
      : shapes_(shapes), links_(links), stub_(stub), backward_(links.size(), false) {}

  Result<Layout> lay_out() {
    Result<Placed> ranks = best_ranks();
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
  // Many tables that refer to one table and to nothing else would make one endless column: of
  // several ways to spread them, the one whose picture is smallest and nearest to the shape wanted.
  Result<Placed> best_ranks() {
    std::vector<std::size_t> most_leaves;
    const std::vector<std::size_t> ways = leaves_per_column(most_leaves);
    std::optional<Placed> best;
    std::vector<std::size_t> best_gap;
    for (const std::size_t rows : ways) {
      stagger_leaves(most_leaves, rows);
      Result<Placed> placed = place(dot(false), shapes_.size(), links_.size());
      if (!placed) return placed;
      if (best && cost(*placed) >= cost(*best)) continue;
      best = std::move(*placed);
      best_gap = rank_gap_;
    }
    rank_gap_ = std::move(best_gap);
    return std::move(*best);
  }

  static double cost(const Placed& placed) {
    const double shape = placed.width / std::max(1.0, placed.height) / aspect;
    return placed.width * placed.height * std::sqrt(std::max(shape, 1 / shape));
  }

  // How many leaves every shape has, and the column heights worth trying.
  std::vector<std::size_t> leaves_per_column(std::vector<std::size_t>& leaves) const {
    std::vector<std::set<std::size_t>> neighbours(shapes_.size());
    for (const Link& link : links_) {
      neighbours[link.from].insert(link.to);
      neighbours[link.to].insert(link.from);
    }
    std::size_t most = 0;
    leaves.assign(shapes_.size(), 0);
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      if (neighbours[i].size() == 1) most = std::max(most, ++leaves[*neighbours[i].begin()]);
    }
    std::vector<std::size_t> ways{SIZE_MAX};
    for (const std::size_t rows : {8, 5, 3, 2}) {
      if (rows < most) ways.push_back(rows);
    }
    return ways;
  }

  void stagger_leaves(const std::vector<std::size_t>& leaves, std::size_t rows) {
    rank_gap_.assign(links_.size(), 1);
    if (rows == SIZE_MAX) return;
    std::vector<std::size_t> links_to(shapes_.size(), 0), seen(shapes_.size(), 0);
    for (const Link& link : links_) {
      ++links_to[link.to];
      ++links_to[link.from];
    }
    for (std::size_t i = 0; i < links_.size(); ++i) {
      const Link& link = links_[i];
      const std::size_t columns = (leaves[link.from] + rows - 1) / rows;
      if (columns < 2 || links_to[link.to] != 1) continue;
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
    std::string from = 'n' + std::to_string(link.from) + port(shapes_[link.from], link.from_row);
    std::string to = 'n' + std::to_string(link.to) + port(shapes_[link.to], link.to_row);
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

// A part of the diagram that no edge connects with the rest, laid out with its corner at 0, 0.
struct Part {
  std::vector<std::size_t> shapes, links;  // numbers in the whole
  Layout layout;
};

// Boxes without edges: in columns of one width, each box in the shortest column so far.
Layout columns(const std::vector<Shape>& shapes) {
  double widest = 0, area = 0;
  for (const Shape& shape : shapes) {
    widest = std::max(widest, shape.width + gap);
    area += (shape.width + gap) * (height_of(shape) + gap);
  }
  const double room = std::sqrt(area * aspect);
  const auto count = std::min(
      shapes.size(), static_cast<std::size_t>(std::max(1.0, std::floor((room + gap) / widest))));
  std::vector<double> bottoms(count, 0);
  Layout layout;
  for (const Shape& shape : shapes) {
    const auto shortest = std::min_element(bottoms.begin(), bottoms.end());
    const double x = widest * static_cast<double>(shortest - bottoms.begin());
    layout.boxes.push_back({x, *shortest, shape.width, height_of(shape)});
    layout.width = std::max(layout.width, x + shape.width);
    *shortest += height_of(shape) + gap;
    layout.height = std::max(layout.height, *shortest - gap);
  }
  return layout;
}

// An edge from a box to itself: a small arc on its right side. Graphviz would lead it around other
// boxes.
Curve loop(const Box& box, const Shape& shape, const Link& link, double stub) {
  const double from = box.y + middle_of_row(shape, link.from_row);
  const double to = box.y + middle_of_row(shape, link.to_row);
  const double x = box.x + box.width + stub, bulge = x + loop_width * 4 / 3;
  const double apart = from == to ? 14 : 0;
  return {{{x, from}, {bulge, from - apart}, {bulge, to + apart}, {x, to}}, true, true};
}

// Parts in the order of their first shape, what no edge connects as the last one.
class Parts {
 public:
  Parts(const std::vector<Shape>& shapes, const std::vector<Link>& links)
      : shapes_(shapes), links_(links) {
    for (std::size_t i = 0; i < shapes.size(); ++i)
      leader_.push_back(i);
    for (const Link& link : links) {
      const std::size_t a = leader(link.from), b = leader(link.to);
      leader_[std::max(a, b)] = std::min(a, b);
    }
  }

  std::vector<Part> split() {
    std::vector<std::size_t> size(shapes_.size(), 0), part_of(shapes_.size(), 0);
    for (std::size_t i = 0; i < shapes_.size(); ++i)
      ++size[leader(i)];
    std::vector<Part> parts;
    Part alone;
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      if (size[leader(i)] == 1) {
        alone.shapes.push_back(i);
        continue;
      }
      if (leader(i) == i) {
        part_of[i] = parts.size();
        parts.emplace_back();
      }
      parts[part_of[leader(i)]].shapes.push_back(i);
    }
    for (std::size_t i = 0; i < links_.size(); ++i) {
      if (links_[i].from != links_[i].to) parts[part_of[leader(links_[i].from)]].links.push_back(i);
    }
    if (!alone.shapes.empty()) parts.push_back(std::move(alone));
    return parts;
  }

 private:
  std::size_t leader(std::size_t i) const {
    while (leader_[i] != i)
      i = leader_[i];
    return i;
  }

  const std::vector<Shape>& shapes_;
  const std::vector<Link>& links_;
  std::vector<std::size_t> leader_;
};

Result<void> lay_out_part(Part& part, const std::vector<Shape>& shapes,
                          const std::vector<Link>& links, double stub) {
  std::map<std::size_t, std::size_t> number;
  std::vector<Shape> own;
  for (const std::size_t i : part.shapes) {
    number[i] = own.size();
    own.push_back(shapes[i]);
  }
  std::vector<Link> between;
  for (const std::size_t i : part.links) {
    between.push_back(
        {number[links[i].from], links[i].from_row, number[links[i].to], links[i].to_row});
  }
  if (between.empty()) {
    part.layout = columns(own);
    return {};
  }
  Result<Layout> placed = Connected(own, between, stub).lay_out();
  if (!placed) return fail(placed.error());
  part.layout = std::move(*placed);
  return {};
}

void put(const Part& part, Point corner, Layout& whole) {
  for (std::size_t i = 0; i < part.shapes.size(); ++i) {
    Box box = part.layout.boxes[i];
    box.x += corner.x;
    box.y += corner.y;
    whole.boxes[part.shapes[i]] = box;
  }
  for (std::size_t i = 0; i < part.links.size(); ++i) {
    Curve curve = part.layout.curves[i];
    for (Point& point : curve.points)
      point = {point.x + corner.x, point.y + corner.y};
    whole.curves[part.links[i]] = std::move(curve);
  }
}

}  // namespace

double height_of(const Shape& shape) {
  return shape.header + shape.row * static_cast<double>(shape.rows);
}

double middle_of_row(const Shape& shape, std::size_t row) {
  return row < shape.rows ? shape.header + shape.row * (static_cast<double>(row) + 0.5)
                          : shape.header / 2;
}

Result<Layout> lay_out(const std::vector<Shape>& shapes, const std::vector<Link>& links,
                       double stub) {
  std::vector<Part> parts = Parts(shapes, links).split();
  std::vector<Size> sizes;
  for (Part& part : parts) {
    if (auto done = lay_out_part(part, shapes, links, stub); !done) return fail(done.error());
    sizes.push_back({part.layout.width, part.layout.height});
  }
  const Packing packing = pack(sizes, gap, aspect);
  Layout layout{packing.size.width, packing.size.height, {}, {}};
  layout.boxes.resize(shapes.size());
  layout.curves.resize(links.size());
  for (std::size_t i = 0; i < parts.size(); ++i)
    put(parts[i], packing.corners[i], layout);
  for (std::size_t i = 0; i < links.size(); ++i) {
    const Link& link = links[i];
    if (link.from != link.to) continue;
    layout.curves[i] = loop(layout.boxes[link.from], shapes[link.from], link, stub);
    layout.width = std::max(
        layout.width, layout.boxes[link.from].x + shapes[link.from].width + stub + loop_width);
  }
  return layout;
}

}  // namespace mimar::emit::erd
