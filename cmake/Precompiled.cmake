# Headers of the standard library and of other people that most of our files include, parsed once for all rooms and once for all tests
# (docs/adr/0018-headers-parsed-once.md). Never a header of ours: an edit would rebuild everything. A file still includes what it uses:
# the presets other than release compile without these.
option(OKTAFIX_PRECOMPILE "Parse the headers of others once" OFF)

set(oktafix_room_headers
  <algorithm> <array> <charconv> <chrono> <filesystem> <functional> <map> <memory> <mutex> <optional> <ranges> <set> <stop_token> <string>
  <string_view> <system_error> <utility> <vector> <fmt/format.h> <fmt/ranges.h> <tl/expected.hpp>)
set(oktafix_test_headers ${oktafix_room_headers} <fstream> <iostream> <gmock/gmock.h> <gtest/gtest.h> <nlohmann/json.hpp>)

function(oktafix_precompile target headers)
  if(NOT OKTAFIX_PRECOMPILE)
    return()
  endif()
  if(NOT TARGET oktafix_precompiled_${headers})
    file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/precompiled.cpp" CONTENT "")
    get_target_property(kind ${target} TYPE)
    if(kind STREQUAL "EXECUTABLE")
      add_executable(oktafix_precompiled_${headers} "${PROJECT_BINARY_DIR}/precompiled.cpp")
      target_link_libraries(oktafix_precompiled_${headers} PRIVATE GTest::gtest_main)
    else()
      add_library(oktafix_precompiled_${headers} OBJECT "${PROJECT_BINARY_DIR}/precompiled.cpp")
    endif()
    target_link_libraries(oktafix_precompiled_${headers} PRIVATE oktafix_options fmt::fmt)
    get_target_property(options ${target} COMPILE_OPTIONS)
    if(options)
      target_compile_options(oktafix_precompiled_${headers} PRIVATE ${options})
    endif()
    target_precompile_headers(oktafix_precompiled_${headers} PRIVATE ${oktafix_${headers}})
  endif()
  # fmt's headers read this macro; without it GCC refuses what was precompiled with it.
  target_compile_definitions(${target} PRIVATE $<TARGET_PROPERTY:fmt::fmt,INTERFACE_COMPILE_DEFINITIONS>)
  target_precompile_headers(${target} REUSE_FROM oktafix_precompiled_${headers})
endfunction()
