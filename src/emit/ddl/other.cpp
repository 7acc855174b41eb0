#include <algorithm>
#include <array>

#include "base/text.h"
#include "emit/ddl/definition.h"
#include "emit/ddl/fragment.h"
#include "emit/ddl/unit.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

struct KindStage {
  std::string_view kind;
  Stage stage;
};

// Kinds that are not listed come after indexes and foreign keys: triggers, policies, rules,
// statistics ...
constexpr std::array<KindStage, 26> stages{{
    {"access method", Stage::foundations},
    {"collation", Stage::foundations},
    {"conversion", Stage::foundations},
    {"extension", Stage::foundations},
    {"foreign data wrapper", Stage::foundations},
    {"language", Stage::foundations},
    {"foreign server", Stage::foundations},
    {"user mapping", Stage::foundations},
    {"base type", Stage::types},
    {"composite type", Stage::types},
    {"domain", Stage::types},
    {"range type", Stage::types},
    {"type", Stage::types},
    {"foreign table", Stage::tables},
    {"unread table", Stage::tables},
    {"unread view", Stage::views},
    {"aggregate", Stage::built_on_routines},
    {"cast", Stage::built_on_routines},
    {"function", Stage::routines},
    {"operator", Stage::built_on_routines},
    {"operator class", Stage::operator_classes},
    {"operator family", Stage::built_on_routines},
    {"procedure", Stage::routines},
    {"transform", Stage::built_on_routines},
    {"event trigger", Stage::last},
    {"publication", Stage::last},
}};

Stage stage_of(const std::string& kind) {
  const auto at = std::find_if(stages.begin(), stages.end(),
                               [&](const KindStage& known) { return known.kind == kind; });
  if (at != stages.end()) return at->stage;
  return kind.starts_with("text search") ? Stage::foundations : Stage::rest;
}

// "public.last_day(timestamp with time zone)" is public.last_day.
model::Name name_of(const model::OtherObject& opaque) {
  const std::string text = opaque.name.substr(0, opaque.name.find('('));
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) return {"", text};
  return {text.substr(0, dot), text.substr(dot + 1)};
}

std::vector<model::Reference> created_by(const model::OtherObject& opaque, Stage stage) {
  using Kind = model::Reference::Kind;
  const model::Name name = name_of(opaque);
  switch (stage) {
    case Stage::types: return {{Kind::type, name, ""}};
    case Stage::views:
    case Stage::tables: return {{Kind::relation, name, ""}, {Kind::type, name, ""}};
    case Stage::routines:
    case Stage::built_on_routines: return {{Kind::function, name, ""}};
    case Stage::schemas:
    case Stage::foundations:
    case Stage::enums:
    case Stage::sequences:
    case Stage::operator_classes:
    case Stage::indexes:
    case Stage::partitions:
    case Stage::foreign_keys:
    case Stage::owners:
    case Stage::rest:
    case Stage::last: return {};
  }
  return {};
}

// The statement was written where its schema came first in the search path, and does not name it.
bool relies_on_search_path(const model::OtherObject& opaque, const model::Name& name) {
  if (name.schema.empty() || name.schema == "public") return false;
  const std::string sql = text::lower(opaque.sql);
  return sql.find(text::lower(name.schema) + ".") == std::string::npos &&
         sql.find(text::lower(name.schema) + "\".") == std::string::npos;
}

}  // namespace

std::string create_object(const model::OtherObject& object) {
  return std::visit(
      [&](const auto& one) {
        if constexpr (requires { create(one); })
          return create(one);
        else
          return object.sql + (object.sql.ends_with('\n') ? "" : "\n");
      },
      object.definition);
}

bool is_routine(const model::OtherObject& opaque) {
  return opaque.kind == "function" || opaque.kind == "procedure";
}

Unit opaque_unit(const model::OtherObject& opaque, const std::string& search_path) {
  Unit unit;
  unit.stage = stage_of(opaque.kind);
  unit.text = create_object(opaque);
  if (opaque.comment) unit.text += comment_on(address(opaque), opaque.comment);
  unit.creates = created_by(opaque, unit.stage);
  unit.creates.push_back(
      {model::Reference::Kind::object, {"", opaque.kind + " " + opaque.name}, ""});
  unit.needs = opaque.references;
  const model::Name name = name_of(opaque);
  if (opaque.opaque() && relies_on_search_path(opaque, name)) {
    const std::string set = "SET search_path = ";
    unit.text = set + model::quote_identifier(name.schema) + ", " + search_path + ";\n" +
                unit.text + set + search_path + ";\n";
  }
  return unit;
}

}  // namespace mimar::emit::ddl
