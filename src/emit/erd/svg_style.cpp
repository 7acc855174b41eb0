#include "emit/erd/svg_style.h"

#include <algorithm>
#include <array>

namespace mimar::emit::erd {
namespace {

// White text is legible on each of them, neighbours in the list are easy to tell apart.
constexpr std::array<std::string_view, colours> palette{"#34496b", "#2f6b62", "#73507f", "#8a5a3b",
                                                        "#22678f", "#94425a", "#51682c", "#57509c",
                                                        "#9a4a2c", "#2c7350", "#7a6420", "#5a6372"};

// The background stays the page's own; strokes and words between boxes are grey enough for a light
// and a dark one.
constexpr std::string_view basics =
    R"(text{font-family:Inter,"Segoe UI","Helvetica Neue",Arial,"DejaVu Sans",sans-serif;font-size:13px}
.box{fill:#fff;stroke:#c3ccd9}.focus{stroke:#e0762c;stroke-width:3}
.rule{fill:none;stroke:#edf0f5}
.table{fill:#fff;font-weight:600}
.name{fill:#1d2633}.key{font-weight:600}
.type{fill:#5d6b80;font-family:"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px}
.tag{font-size:9.5px;font-weight:700;letter-spacing:.3px}
.pk{fill:#b06d0f}.fk{fill:#2767b0}.uk{fill:#2c7d55}.null{fill:#9aa6b6;font-weight:500}
.edge{fill:none;stroke:#7a889c;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}
.edge:hover{stroke:#e0762c;stroke-width:2.4}
.title{fill:#6b7a90;font-size:18px;font-weight:600}.legend{fill:#7a889c;font-size:11.5px}
)";

constexpr std::string_view frames =
    R"(.frame{fill-opacity:.07;stroke-opacity:.5}.section{fill-opacity:.04;stroke-opacity:.35}
.group{fill:#6b7a90;font-weight:700}.count{font-weight:400}
.chip{fill:#fff;font-size:10.5px;font-weight:600}.from{fill:#fff;fill-opacity:.2}
a:hover rect{stroke:#e0762c;stroke-width:2}
)";

constexpr std::string_view dark = R"(@media (prefers-color-scheme:dark){
.box{fill:#1a212c;stroke:#3b4759}.rule{stroke:#262f3c}.name{fill:#e4e9f1}.type{fill:#9cabc0}
.pk{fill:#e3a64c}.fk{fill:#73abeb}.uk{fill:#66c295}.null{fill:#6f7d90}.focus{stroke:#e0762c}
)";
constexpr std::string_view dark_frames =
    ".frame{fill-opacity:.2;stroke-opacity:.9}.section{fill-opacity:.12}.group{fill:#93a2b8}\n";

}  // namespace

std::string colour_class(char kind, std::size_t colour) {
  return kind + std::to_string(colour % colours);
}

std::string style(std::size_t used_colours, bool framed) {
  std::string result = "<style>\n" + std::string(basics);
  if (framed) result += frames;
  for (std::size_t i = 0; i < std::min(std::max<std::size_t>(1, used_colours), colours); ++i) {
    const std::string colour(palette[i]);
    result += '.' + colour_class('h', i) + "{fill:" + colour + '}';
    if (framed)
      result += '.' + colour_class('f', i) + "{fill:" + colour + ";stroke:" + colour + '}';
    result += '\n';
  }
  result += dark;
  if (framed) result += dark_frames;
  return result + "}\n</style>\n";
}

}  // namespace mimar::emit::erd
