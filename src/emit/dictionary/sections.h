#pragma once
// Pages as lists of sections.

#include <span>
#include <string>

#include "emit/dictionary/context.h"

namespace mimar::emit::dictionary {

// The title of a section and what it says about an object; "" leaves the section out.
template <typename Object>
struct Section {
  std::string_view title;
  std::string (*body)(const Context&, const Object&);
};

std::span<const Section<model::Table>> table_sections();
std::span<const Section<model::View>> view_sections();
std::span<const Section<model::Enum>> enum_sections();

// Shared by tables and materialised views.
std::string indexes_text(const model::Name& relation, const std::vector<model::Index>& indexes);
// Policies of the relation itself left out.
std::string attached_text(const Context& context, const model::Name& relation);
std::string access_text(const model::Access& access);
std::string policies_text(const Context& context, const model::Table& table);

template <typename Object>
std::string sections_text(const Context& context, const Object& object,
                          std::span<const Section<Object>> sections) {
  std::string result;
  for (const Section<Object>& section : sections) {
    const std::string body = section.body(context, object);
    if (!body.empty()) result += "\n## " + std::string(section.title) + "\n\n" + body;
  }
  return result;
}

}  // namespace mimar::emit::dictionary
