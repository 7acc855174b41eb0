# The briefs below src/ops/architect/briefs as a table in the program.
file(GLOB built_in_briefs CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/ops/architect/briefs/*.md)
set(rows "")
foreach(path IN LISTS built_in_briefs)
  get_filename_component(id ${path} NAME_WE)
  file(READ ${path} markdown)
  string(APPEND rows "    {\"${id}\", R\"brief(${markdown})brief\"},\n")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
endforeach()
list(LENGTH built_in_briefs brief_count)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/built_in_briefs.cpp @ONLY CONTENT
"#include \"ops/architect/built_in_briefs.h\"

#include <array>

namespace mimar::ops::architect {
namespace {

constexpr std::array<BuiltInBrief, @brief_count@> table{{
@rows@}};

}  // namespace

std::span<const BuiltInBrief> built_in_briefs() {
  return table;
}

}  // namespace mimar::ops::architect
")
target_sources(mimar_ops PRIVATE ${CMAKE_BINARY_DIR}/generated/built_in_briefs.cpp)
