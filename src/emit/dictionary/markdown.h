#pragma once
// Pieces of GitHub-flavoured markdown, safe whatever names and comments hold.

#include <string>
#include <string_view>
#include <vector>

namespace mimar::emit::dictionary {

std::string code(std::string_view text);   // a code span; "" stays ""
std::string prose(std::string_view text);  // what a person wrote: markdown stays, markup does not
std::string link(std::string_view label, std::string_view target);  // label: markdown
std::string fenced(std::string_view language, std::string_view text);

// A table; cells are markdown. Without rows it is "".
class Grid {
 public:
  explicit Grid(const std::vector<std::string>& heads);
  void row(const std::vector<std::string>& cells);
  std::string text() const { return rows_.empty() ? "" : head_ + rows_; }

 private:
  std::string head_, rows_;
};

}  // namespace mimar::emit::dictionary
