#pragma once
// Whole schemas: those of tests/corpus, and PostgreSQL's of the folder MIMAR_SCHEMAS where it is
// set.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "support/places.h"

namespace mimar::support {

inline std::vector<std::string> corpus_schemas() {
  std::vector<std::string> paths;
  const std::filesystem::path corpus = std::filesystem::path(MIMAR_SOURCE_DIR) / "tests" / "corpus";
  for (const auto& entry : std::filesystem::directory_iterator(corpus))
    if (std::filesystem::exists(entry.path() / "schema.sql"))
      paths.push_back((entry.path() / "schema.sql").string());
  if (const char* folder = std::getenv("MIMAR_SCHEMAS")) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name == "pagila.sql" || name.ends_with("_pg.sql")) paths.push_back(entry.path().string());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace mimar::support
