#include "design/prose/prose.h"

#include <fmt/core.h>

#include "base/text.h"
#include "base/utf8.h"
#include "design/brief/markdown.h"

namespace mimar::design::prose {
namespace {

// Some 50,000 words: more than the window of most models, and than anybody reads back.
constexpr std::size_t most_bytes = 300'000;

tl::unexpected<Error> unusable(const std::string& file, std::string message, std::string hint) {
  return fail(
      Error{ErrorKind::usage, file + " " + std::move(message), {}, {}, std::move(hint), {}});
}

}  // namespace

Result<std::vector<Passage>> read_prose(std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (const std::size_t bad = text::find_invalid_utf8(text); bad != std::string_view::npos)
    return unusable(file, fmt::format("is not UTF-8 at byte {}", bad + 1), "save it as UTF-8 text");
  if (text::trim(text).empty()) return unusable(file, "is empty", "write what is to be designed");
  if (text.size() > most_bytes)
    return unusable(file,
                    fmt::format("is {} of prose; {} is the most that is sent at once",
                                text::bytes(text.size()), text::bytes(most_bytes)),
                    "split it by subject");
  std::vector<Passage> result;
  for (const brief::Passage& read : brief::read_markdown(text, file)) {
    using Kind = brief::Passage::Kind;
    Passage passage{read.where, read.text, read.heading + " " + read.lead,
                    read.kind == Kind::heading};
    // A row is read below the names of its columns.
    if (read.kind == Kind::table_row) {
      passage.text.clear();
      for (std::size_t i = 0; i < read.cells.size(); ++i) {
        if (read.cells[i].empty()) continue;
        passage.text += (passage.text.empty() ? "" : "; ") +
                        (i < read.header.size() && !read.header[i].empty() ? read.header[i] + ": "
                                                                           : std::string()) +
                        read.cells[i];
      }
    }
    // What a letter quotes is prose as well.
    if (read.kind == Kind::remark) {
      std::string_view quoted = text::trim(passage.text);
      const bool quotation = quoted.starts_with(">");
      while (quoted.starts_with(">"))
        quoted = text::trim(quoted.substr(1));
      passage.heading = !quotation || quoted.empty();
      passage.text = text::replace_all(std::string(quoted), "\n", " ");
    }
    if (passage.text.empty()) continue;
    result.push_back(std::move(passage));
  }
  return result;
}

}  // namespace mimar::design::prose
