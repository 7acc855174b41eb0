#pragma once
// Offsets of a script as lines and columns, and errors that show the line they talk about.

#include <string>
#include <string_view>

#include "base/result.h"

namespace mimar::sql {

// The line in front of text that was put into a script: the next line is the one after `line` of
// `path`.
std::string from_file(const std::string& path, std::uint32_t line);

// Turns ascending offsets into places in one pass over the text; a descending one starts over.
class Places {
 public:
  Places(std::string_view text, std::string file)
      : text_(text), file_(file), first_file_(std::move(file)) {}
  SourceSpan at(std::size_t offset, std::size_t length);
  std::string_view text() const { return text_; }

 private:
  void end_line(std::size_t end);

  std::string_view text_;
  std::string file_, first_file_;
  std::size_t counted_ = 0, line_start_ = 0;
  std::uint32_t line_ = 1;
};

// The line around an offset and a caret below it; long lines are cut.
std::string excerpt(std::string_view text, std::size_t offset);

// ErrorKind::input with place and excerpt.
Error error_at(Places& places, std::size_t offset, std::string message, std::string hint = {});

}  // namespace mimar::sql
