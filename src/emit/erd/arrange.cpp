#include "emit/erd/arrange.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "emit/erd/pack.h"
#include "emit/erd/svg_text.h"

namespace mimar::emit::erd {
namespace {

constexpr double padding = 24, gap = 36, section_gap = 52, aspect = 1.5;
constexpr double smallest_title = 16, largest_title = 150;

// A rectangle with all that is in it; coordinates from its own upper left corner.
struct Block {
  Size size;
  std::vector<std::pair<std::size_t, Box>> boxes;
  std::vector<std::pair<std::size_t, Curve>> curves;
  std::vector<Frame> frames;
};

void move(Block& block, double x, double y) {
  for (auto& [number, box] : block.boxes) {
    box.x += x;
    box.y += y;
  }
  for (auto& [number, curve] : block.curves) {
    for (Point& point : curve.points)
      point = {point.x + x, point.y + y};
  }
  for (Frame& frame : block.frames) {
    frame.box.x += x;
    frame.box.y += y;
  }
}

void take(Block& whole, Block part) {
  std::move(part.boxes.begin(), part.boxes.end(), std::back_inserter(whole.boxes));
  std::move(part.curves.begin(), part.curves.end(), std::back_inserter(whole.curves));
  std::move(part.frames.begin(), part.frames.end(), std::back_inserter(whole.frames));
}

Block packed(std::vector<Block> blocks, double space) {
  std::vector<Size> sizes;
  for (const Block& block : blocks)
    sizes.push_back(block.size);
  const Packing packing = pack(sizes, space, aspect);
  Block whole;
  whole.size = packing.size;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    move(blocks[i], packing.corners[i].x, packing.corners[i].y);
    take(whole, std::move(blocks[i]));
  }
  return whole;
}

// The frame comes first, so that it is drawn behind what it holds.
Block framed(Block inner, Frame frame) {
  const double wanted = frame_title_width(frame.title, frame.tables, 1);
  frame.title_size = std::clamp(inner.size.width / std::max(1.0, wanted), smallest_title,
                                std::max(smallest_title, frame.title_size));
  const double head = frame.title_size * 1.5;
  const double width = std::max(inner.size.width, wanted * frame.title_size);
  move(inner, padding + (width - inner.size.width) / 2, padding + head);
  Block block;
  block.size = {std::ceil(width + 2 * padding), std::ceil(inner.size.height + head + 2 * padding)};
  frame.box = {0, 0, block.size.width, block.size.height};
  block.frames.push_back(std::move(frame));
  take(block, std::move(inner));
  return block;
}

class Arranger {
 public:
  Arranger(const Grouping& grouping, const std::vector<Shape>& shapes,
           const std::vector<Link>& links, double stub)
      : grouping_(grouping), shapes_(shapes), links_(links), stub_(stub) {
    double area = 0;
    for (const Shape& shape : shapes)
      area += (shape.width + 60) * (height_of(shape) + 60);
    title_size_ = std::clamp(std::sqrt(area) / 70, smallest_title, largest_title);
  }

  Result<Arrangement> run() {
    std::vector<Block> sections;
    for (const Section& section : grouping_.sections) {
      std::vector<Block> groups;
      for (const std::size_t g : section.groups) {
        Result<Block> block = group_block(g, section.name.empty() ? 1 : 0.72);
        if (!block) return fail(block.error());
        groups.push_back(std::move(*block));
      }
      if (section.name.empty()) {
        std::move(groups.begin(), groups.end(), std::back_inserter(sections));
      } else {
        sections.push_back(section_block(section, std::move(groups)));
      }
    }
    return result(packed(std::move(sections), section_gap));
  }

 private:
  Result<Block> group_block(std::size_t g, double scale) const {
    const Group& group = grouping_.groups[g];
    std::map<std::size_t, std::size_t> number;
    std::vector<Shape> shapes;
    for (const std::size_t member : group.members) {
      number[member] = shapes.size();
      shapes.push_back(shapes_[member]);
    }
    std::vector<Link> links;
    std::vector<std::size_t> origin;
    for (std::size_t i = 0; i < links_.size(); ++i) {
      const Link& link = links_[i];
      if (number.count(link.from) == 0 || number.count(link.to) == 0) continue;
      links.push_back({number[link.from], link.from_row, number[link.to], link.to_row});
      origin.push_back(i);
    }
    Result<Layout> layout = lay_out(shapes, links, stub_);
    if (!layout) return fail(layout.error());
    Block block;
    block.size = {layout->width, layout->height};
    for (std::size_t i = 0; i < group.members.size(); ++i)
      block.boxes.emplace_back(group.members[i], layout->boxes[i]);
    for (std::size_t i = 0; i < origin.size(); ++i)
      block.curves.emplace_back(origin[i], std::move(layout->curves[i]));
    if (!grouping_.framed) return block;
    return framed(std::move(block),
                  {{}, group.name, group.members.size(), group.colour, title_size_ * scale, false});
  }

  Block section_block(const Section& section, std::vector<Block> groups) const {
    std::size_t tables = 0;
    for (const std::size_t g : section.groups)
      tables += grouping_.groups[g].members.size();
    return framed(packed(std::move(groups), gap), {{},
                                                   section.name,
                                                   tables,
                                                   grouping_.groups[section.groups.front()].colour,
                                                   title_size_,
                                                   true});
  }

  Arrangement result(Block whole) const {
    Arrangement result;
    result.title_size = title_size_;
    result.layout.width = whole.size.width;
    result.layout.height = whole.size.height;
    result.layout.boxes.resize(shapes_.size());
    result.layout.curves.resize(links_.size());
    for (auto& [number, box] : whole.boxes)
      result.layout.boxes[number] = box;
    for (auto& [number, curve] : whole.curves)
      result.layout.curves[number] = std::move(curve);
    result.frames = std::move(whole.frames);
    return result;
  }

  const Grouping& grouping_;
  const std::vector<Shape>& shapes_;
  const std::vector<Link>& links_;
  double stub_, title_size_ = 0;
};

}  // namespace

Result<Arrangement> arrange(const Grouping& grouping, const std::vector<Shape>& shapes,
                            const std::vector<Link>& links, double stub) {
  return Arranger(grouping, shapes, links, stub).run();
}

}  // namespace mimar::emit::erd
