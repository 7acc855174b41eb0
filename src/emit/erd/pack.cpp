#include "emit/erd/pack.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mimar::emit::erd {
namespace {

// The lower outline of what stands already: steps from left to right.
struct Step {
  double x = 0, width = 0, y = 0;
};

class Skyline {
 public:
  explicit Skyline(double width) : steps_{{0, width, 0}}, width_(width) {}

  // As high up as it goes, then as far left.
  Point place(Size size) {
    Point best{0, 0};
    bool found = false;
    for (const Step& step : steps_) {
      if (found && step.x + size.width > width_ + 0.5) break;
      const double y = floor_of(step.x, size.width);
      if (!found || y < best.y - 0.5) best = {step.x, y};
      found = true;
    }
    raise(best.x, size.width, best.y + size.height);
    return best;
  }

 private:
  double floor_of(double x, double width) const {
    double y = 0;
    for (const Step& step : steps_) {
      if (step.x + step.width > x + 0.5 && step.x < x + width - 0.5) y = std::max(y, step.y);
    }
    return y;
  }

  void raise(double x, double width, double y) {
    std::vector<Step> steps;
    for (const Step& step : steps_) {
      const double end = step.x + step.width;
      if (step.x < x) steps.push_back({step.x, std::min(end, x) - step.x, step.y});
      if (end > x + width) {
        const double start = std::max(step.x, x + width);
        steps.push_back({start, end - start, step.y});
      }
    }
    steps.push_back({x, width, y});
    std::erase_if(steps, [](const Step& step) { return step.width <= 0; });
    std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.x < b.x; });
    steps_ = std::move(steps);
  }

  std::vector<Step> steps_;
  double width_;
};

Packing pack_into(const std::vector<Size>& sizes, const std::vector<std::size_t>& order, double gap,
                  double width) {
  Packing result;
  result.corners.resize(sizes.size());
  Skyline skyline(width + gap);
  for (const std::size_t i : order) {
    result.corners[i] = skyline.place({sizes[i].width + gap, sizes[i].height + gap});
    result.size.width = std::max(result.size.width, result.corners[i].x + sizes[i].width);
    result.size.height = std::max(result.size.height, result.corners[i].y + sizes[i].height);
  }
  return result;
}

// The area, dearer the further the shape is from the one wanted.
double cost(const Packing& packing, double aspect) {
  const double shape = packing.size.width / std::max(1.0, packing.size.height) / aspect;
  return packing.size.width * packing.size.height * std::max(shape, 1 / shape);
}

// Tall ones first, wide ones first, large ones first: which leaves least room depends on the sizes.
std::vector<std::vector<std::size_t>> orders(const std::vector<Size>& sizes) {
  std::vector<std::vector<std::size_t>> result;
  for (int kind = 0; kind < 3; ++kind) {
    const auto measure = [&](std::size_t i) {
      return kind == 0   ? sizes[i].height
             : kind == 1 ? sizes[i].width
                         : sizes[i].width * sizes[i].height;
    };
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return measure(a) > measure(b); });
    result.push_back(std::move(order));
  }
  return result;
}

}  // namespace

Packing pack(const std::vector<Size>& sizes, double gap, double aspect) {
  double area = 0, widest = 0;
  for (const Size& size : sizes) {
    area += (size.width + gap) * (size.height + gap);
    widest = std::max(widest, size.width);
  }
  Packing best;
  const double ideal = std::sqrt(area * aspect);
  for (const std::vector<std::size_t>& order : orders(sizes)) {
    for (int percent = 70; percent <= 180 && !sizes.empty(); percent += 3) {
      Packing packing = pack_into(sizes, order, gap, std::max(widest, ideal * percent / 100));
      if (best.corners.empty() || cost(packing, aspect) < cost(best, aspect))
        best = std::move(packing);
    }
  }
  return best;
}

}  // namespace mimar::emit::erd
