# Warnings are errors where we develop, not where a user builds with a compiler we do not know; lld and ccache are used when present, never required.
add_library(mimar_flags INTERFACE)
target_compile_options(mimar_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
  -Wold-style-cast -Wconversion)
if(MIMAR_WERROR)
  target_compile_options(mimar_flags INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False positives of g++ 12 on std::string and std::variant moves at -O2.
  target_compile_options(mimar_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overread
    $<$<CONFIG:Release>:-Wno-stringop-overflow> $<$<CONFIG:Release>:-Wno-array-bounds>)
endif()
target_include_directories(mimar_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(mimar_flags INTERFACE MIMAR_VERSION="${PROJECT_VERSION}")

find_program(MIMAR_CCACHE ccache)
if(MIMAR_CCACHE)
  # Checkouts in different folders share one cache.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${MIMAR_CCACHE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)
  endif()
endif()
find_program(MIMAR_LLD ld.lld)
if(MIMAR_LLD)
  add_link_options(-fuse-ld=lld)
endif()

if(MIMAR_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(MIMAR_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined)
  add_link_options(-fsanitize=address,undefined)
endif()
