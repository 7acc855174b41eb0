#include "ops/out_format.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mimar::ops {
namespace {

struct Suffix {
  std::string_view ending;
  std::string_view format;  // "" is none that Mimar writes
};

constexpr std::array<Suffix, 14> suffixes{{{".json", "json"},
                                           {".sarif", "sarif"},
                                           {".md", "markdown"},
                                           {".svg", "svg"},
                                           {".mmd", "mermaid"},
                                           {".mermaid", "mermaid"},
                                           {".sql", "sql"},
                                           {".png", ""},
                                           {".jpg", ""},
                                           {".jpeg", ""},
                                           {".gif", ""},
                                           {".webp", ""},
                                           {".pdf", ""},
                                           {".html", ""}}};

const Suffix* suffix_of(const std::string& path) {
  const std::string name = text::lower(path);
  const auto* found = std::find_if(suffixes.begin(), suffixes.end(), [&](const Suffix& suffix) {
    return name.ends_with(suffix.ending);
  });
  return found == suffixes.end() ? nullptr : found;
}

// SARIF is JSON, and Markdown may hold Mermaid.
bool may_hold(const Suffix& suffix, std::string_view format) {
  return suffix.format == format || (suffix.ending == ".json" && format == "sarif") ||
         (suffix.ending == ".md" && format == "mermaid");
}

}  // namespace

Result<void> take_format_of_out(const Operation& operation, Arguments& arguments) {
  const auto format =
      std::find_if(operation.parameters.begin(), operation.parameters.end(),
                   [](const Parameter& parameter) { return parameter.name == "format"; });
  const Suffix* suffix = suffix_of(arguments.get("out"));
  if (format == operation.parameters.end() || suffix == nullptr) return {};
  const std::vector<std::string> choices(format->choices.begin(), format->choices.end());
  const std::string out = arguments.get("out");
  if (arguments.has("format")) {
    if (may_hold(*suffix, arguments.get("format"))) return {};
    return fail(ErrorKind::usage,
                fmt::format("--out {} is no name for {}", out, arguments.get("format")),
                "leave --format out, or name a file of that format");
  }
  if (std::find(choices.begin(), choices.end(), suffix->format) == choices.end())
    return fail(ErrorKind::usage,
                fmt::format("mimar {} cannot write {}: {}", operation.id, suffix->ending, out),
                "it writes " + text::join(choices, ", "));
  arguments.add("format", std::string(suffix->format));
  return {};
}

}  // namespace mimar::ops
