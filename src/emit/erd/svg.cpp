// The SVG. Graphviz says where things stand (layout.h); every stroke is drawn here.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "emit/erd/crows_foot.h"
#include "emit/erd/diagram.h"
#include "emit/erd/svg_text.h"

namespace mimar::emit::erd {
namespace {

constexpr double margin = 24, title_height = 40, legend_height = 34;
constexpr double header_height = 30, row_height = 22, padding = 12, column_gap = 14;
constexpr double name_size = 13, type_size = 12, small_size = 9.5;

// The background stays the page's own; strokes between boxes are grey enough for a light and a dark
// one.
constexpr std::string_view style = R"(<style>
text{font-family:Inter,"Segoe UI","Helvetica Neue",Arial,"DejaVu Sans",sans-serif;font-size:13px}
.box{fill:#fff;stroke:#c3ccd9}
.rule{stroke:#edf0f5}
.head{fill:#34496b}.head1{fill:#2f6b62}.head2{fill:#73507f}.head3{fill:#8a5a3b}.head4{fill:#5a6372}
.table{fill:#fff;font-weight:600}
.name{fill:#1d2633}.key{font-weight:600}
.type{fill:#5d6b80;font-family:"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px}
.tag{font-size:9.5px;font-weight:700;letter-spacing:.3px}
.pk{fill:#b06d0f}.fk{fill:#2767b0}.uk{fill:#2c7d55}.null{fill:#9aa6b6;font-weight:500}
.edge{fill:none;stroke:#7a889c;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}
.edge:hover{stroke:#e0762c;stroke-width:2.4}
.title{fill:#6b7a90;font-size:18px;font-weight:600}.legend{fill:#7a889c;font-size:11.5px}
@media (prefers-color-scheme:dark){
.box{fill:#1a212c;stroke:#3b4759}.rule{stroke:#262f3c}.name{fill:#e4e9f1}.type{fill:#9cabc0}
.pk{fill:#e3a64c}.fk{fill:#73abeb}.uk{fill:#66c295}.null{fill:#6f7d90}
}
</style>
)";

struct Columns {
  double tags = 0, names = 0, types = 0, nulls = 0;
  double width() const { return padding + tags + names + column_gap + types + nulls + padding; }
};

std::vector<std::pair<std::string_view, std::string_view>> tags(const Row& row) {
  std::vector<std::pair<std::string_view, std::string_view>> result;
  if (row.primary) result.push_back({"PK", "pk"});
  if (row.foreign) result.push_back({"FK", "fk"});
  if (row.unique && !row.primary) result.push_back({"UK", "uk"});
  return result;
}

std::string header_text(const Entity& entity) {
  if (entity.partitions == 0) return entity.name;
  return entity.name + "  · " + text::count(entity.partitions, "partition");
}

Columns measure(const Entity& entity) {
  Columns columns;
  for (const Row& row : entity.rows) {
    columns.tags = std::max(
        columns.tags, static_cast<double>(tags(row).size()) * 18 + (tags(row).empty() ? 0 : 6));
    columns.names = std::max(columns.names, sans_width(row.name, name_size, row.primary));
    columns.types = std::max(columns.types, mono_width(row.type, type_size));
    if (row.nullable) columns.nulls = column_gap + sans_width("NULL", small_size, true);
  }
  const double missing =
      sans_width(header_text(entity), name_size, true) + 2 * padding - columns.width();
  columns.names += std::max(0.0, missing);
  return columns;
}

std::string text_at(double x, double y, std::string_view style_class, std::string_view content) {
  return "<text class=\"" + std::string(style_class) + "\" x=\"" + number(x) + "\" y=\"" +
         number(y) + "\">" + escaped(content) + "</text>";
}

std::string row_text(const Row& row, const Columns& columns, const Box& box, double y) {
  std::string result;
  const double baseline = y + row_height / 2 + 4.5;
  double x = box.x + padding;
  for (const auto& [word, colour] : tags(row)) {
    result += text_at(x, baseline - 1, "tag " + std::string(colour), word);
    x += 18;
  }
  x = box.x + padding + columns.tags;
  result += text_at(x, baseline, row.primary ? "name key" : "name", row.name);
  result += text_at(x + columns.names + column_gap, baseline, "type", row.type);
  if (row.nullable) {
    const double right = box.x + columns.width() - padding - sans_width("NULL", small_size, true);
    result += text_at(right, baseline - 1, "tag null", "NULL");
  }
  return result + '\n';
}

// The header's path: only its upper corners are round.
std::string header_path(const Box& box) {
  const std::string right = number(box.x + box.width), left = number(box.x), top = number(box.y);
  return 'M' + left + ' ' + number(box.y + header_height) + 'V' + number(box.y + 7) + 'Q' + left +
         ' ' + top + ' ' + number(box.x + 7) + ' ' + top + 'H' + number(box.x + box.width - 7) +
         'Q' + right + ' ' + top + ' ' + right + ' ' + number(box.y + 7) + 'V' +
         number(box.y + header_height) + 'Z';
}

std::string box_attributes(const Box& box) {
  return "x=\"" + number(box.x) + "\" y=\"" + number(box.y) + "\" width=\"" + number(box.width) +
         "\" height=\"" + number(box.height) + "\"";
}

std::string entity_text(const Entity& entity, const Columns& columns, const Box& box,
                        std::size_t colour) {
  std::string result =
      "<g><title>" +
      escaped(entity.remark.empty() ? entity.name : entity.name + ": " + entity.remark) +
      "</title>\n";
  result += "<rect class=\"box\" " + box_attributes(box) + " rx=\"7\"/>";
  result += "<path class=\"head" + (colour == 0 ? "" : std::to_string(colour)) + "\" d=\"" +
            header_path(box) + "\"/>";
  result +=
      text_at(box.x + padding, box.y + header_height / 2 + 4.5, "table", header_text(entity)) +
      '\n';
  double y = box.y + header_height;
  for (const Row& row : entity.rows) {
    if (&row != &entity.rows.front()) {
      result += "<path class=\"rule\" d=\"M" + number(box.x + 1) + ' ' + number(y) + 'H' +
                number(box.x + box.width - 1) + "\"/>";
    }
    result += row_text(row, columns, box, y);
    y += row_height;
  }
  return result + "</g>\n";
}

Point row_middle(const Box& box, std::size_t row, bool right) {
  return {right ? box.x + box.width : box.x,
          box.y + header_height + row_height * (static_cast<double>(row) + 0.5)};
}

std::string curve_path(const Curve& curve) {
  std::string result;
  for (std::size_t i = 0; i < curve.points.size(); ++i) {
    result += i == 0 ? "M" : i == 1 ? "C" : " ";
    result += number(curve.points[i].x) + ' ' + number(curve.points[i].y);
  }
  return result;
}

// Where edges of both kinds leave one row, those that may have no parent leave a little lower, so
// that both ends can be read.
std::vector<double> parent_shifts(const Diagram& diagram) {
  std::map<std::pair<std::size_t, std::size_t>, std::set<bool>> kinds;
  for (const Relation& relation : diagram.relations) {
    kinds[{relation.parent, relation.parent_row}].insert(relation.optional);
  }
  std::vector<double> shifts;
  for (const Relation& relation : diagram.relations) {
    const bool mixed = kinds[{relation.parent, relation.parent_row}].size() > 1;
    shifts.push_back(mixed ? (relation.optional ? 6 : -6) : 0);
  }
  return shifts;
}

std::string relation_text(const Relation& relation, const Layout& layout, Curve curve,
                          double parent_shift) {
  Point parent = row_middle(layout.boxes[relation.parent], relation.parent_row, curve.from_right);
  const Point child = row_middle(layout.boxes[relation.child], relation.child_row, curve.to_right);
  parent.y += parent_shift;
  for (std::size_t i = 0; i < std::min<std::size_t>(2, curve.points.size()); ++i)
    curve.points[i].y += parent_shift;
  return "<path class=\"edge\" d=\"" +
         crows_foot(relation.optional ? End::zero_or_one : End::exactly_one, parent,
                    curve.from_right) +
         curve_path(curve) +
         crows_foot(relation.one_to_one ? End::zero_or_one : End::zero_or_more, child,
                    curve.to_right) +
         "\"><title>" + escaped(relation.remark) + "</title></path>\n";
}

// A header colour per schema; public, or the first one, has the first.
std::vector<std::size_t> header_colours(const Diagram& diagram) {
  std::set<std::string> schemas;
  for (const Entity& entity : diagram.entities)
    schemas.insert(entity.schema);
  std::vector<std::string> order(schemas.begin(), schemas.end());
  std::stable_partition(order.begin(), order.end(),
                        [](const std::string& schema) { return schema == "public"; });
  std::vector<std::size_t> result;
  for (const Entity& entity : diagram.entities) {
    const auto found = std::find(order.begin(), order.end(), entity.schema);
    result.push_back(static_cast<std::size_t>(found - order.begin()) % 5);
  }
  return result;
}

void move(Layout& layout, double x, double y) {
  for (Box& box : layout.boxes) {
    box.x += x;
    box.y += y;
  }
  for (Curve& curve : layout.curves) {
    for (Point& point : curve.points)
      point = {point.x + x, point.y + y};
  }
}

std::string opening(const Diagram& diagram, double width, double height) {
  const std::string size = number(width) + "\" height=\"" + number(height);
  const std::string label = diagram.title.empty() ? "Entity-relationship diagram" : diagram.title;
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size + "\" viewBox=\"0 0 " +
         number(width) + ' ' + number(height) + "\" role=\"img\" aria-label=\"" + escaped(label) +
         "\">\n" + std::string(style);
}

constexpr double legend_size = 11.5, legend_width = 700;

std::string legend(double x, double y) {
  std::string result;
  const auto say = [&](std::string_view words) {
    result += text_at(x, y, "legend", words);
    x += sans_width(words, legend_size) + 18;
  };
  const auto draw = [&](End end, std::string_view words) {
    result += "<path class=\"edge\" d=\"" + crows_foot(end, {x, y - 4}, true) + "\"/>";
    x += stub_length + 6;
    say(words);
  };
  for (const std::string_view words :
       {"PK primary key", "FK foreign key", "UK unique", "NULL may be null"})
    say(words);
  draw(End::exactly_one, "exactly one");
  draw(End::zero_or_one, "zero or one");
  draw(End::zero_or_more, "zero or more");
  return result;
}

std::vector<Link> links_of(const Diagram& diagram) {
  std::vector<Link> links;
  for (const Relation& relation : diagram.relations) {
    links.push_back({relation.parent, relation.parent_row, relation.child, relation.child_row});
  }
  return links;
}

}  // namespace

Result<std::string> svg(const model::Database& database, const Options& options) {
  const Diagram diagram = make_diagram(database, options);
  std::vector<Columns> columns;
  std::vector<Shape> shapes;
  for (const Entity& entity : diagram.entities) {
    columns.push_back(measure(entity));
    shapes.push_back(
        {std::ceil(columns.back().width()), header_height, row_height, entity.rows.size()});
  }
  Result<Layout> layout = lay_out(shapes, links_of(diagram), stub_length);
  if (!layout) return fail(layout.error());
  const double top = diagram.title.empty() ? margin : margin + title_height;
  move(*layout, margin, top);
  const double width = std::ceil(std::max(layout->width, legend_width) + 2 * margin);
  const double height = std::ceil(layout->height + top + legend_height + margin);
  std::string result = opening(diagram, width, height);
  if (!diagram.title.empty()) result += text_at(margin, margin + 16, "title", diagram.title) + '\n';
  const std::vector<double> shifts = parent_shifts(diagram);
  for (std::size_t i = 0; i < diagram.relations.size(); ++i) {
    result += relation_text(diagram.relations[i], *layout, layout->curves[i], shifts[i]);
  }
  const std::vector<std::size_t> colours = header_colours(diagram);
  for (std::size_t i = 0; i < diagram.entities.size(); ++i) {
    result += entity_text(diagram.entities[i], columns[i], layout->boxes[i], colours[i]);
  }
  result += diagram.entities.empty() ? text_at(margin, height - margin, "legend", "No tables.")
                                     : legend(margin, height - margin);
  return result + "\n</svg>\n";
}

}  // namespace mimar::emit::erd
