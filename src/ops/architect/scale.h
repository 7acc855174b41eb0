#pragma once
// The stated scale as figures: "2 million orders, 300k customers; order_items: 5M rows; 400
// reads/s, 60 writes per second".

#include <optional>
#include <string>
#include <vector>

#include "model/database.h"
#include "model/statistics.h"
#include "ops/architect/task.h"

namespace mimar::ops::architect {

struct Scale {
  model::Statistics rows;  // tables that were named; source "stated in Scale"
  std::optional<double> reads_per_second, writes_per_second;
  std::vector<std::string> not_understood;  // fragments that name no table and no rate
};

// A table is meant by its name, with spaces for underscores, in singular or plural.
Scale read_scale(const std::vector<Item>& items, const model::Database& database);

}  // namespace mimar::ops::architect
