# A room is a folder: its .cpp files are one library, its .hpp files a header set that is compiled header by header (target
# all_verify_interface_header_sets). Includes are written from the top of the tree, so every room has the same include root.
#
#   oktafix_room(oktafix::client_http PUBLIC oktafix::client_base PRIVATE CURL::libcurl)
#
# main.cpp is never part of a library: the CMakeLists of the room makes a program of it.
function(oktafix_room alias)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" "PUBLIC;PRIVATE")
  string(REPLACE "::" "_" name "${alias}")
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  file(GLOB headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.hpp")
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")

  if(sources)
    add_library(${name} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(${name} PRIVATE $<BUILD_INTERFACE:oktafix_options> ${room_PRIVATE})
    oktafix_precompile(${name} room_headers)
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(${alias} ALIAS ${name})
  target_include_directories(${name} ${scope} "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>")
  target_link_libraries(${name} ${scope} ${room_PUBLIC})
  target_compile_features(${name} ${scope} cxx_std_20)
  if(headers)
    target_sources(${name} ${scope} FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${headers})
    set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  endif()
endfunction()

# A program of a room: built into the room's build folder, linked to ${build}/<name> by script/build.
function(oktafix_program name)
  cmake_parse_arguments(PARSE_ARGV 1 program "" "" "SOURCES;LINK")
  add_executable(${name} ${program_SOURCES})
  target_link_libraries(${name} PRIVATE oktafix_options ${program_LINK})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
endfunction()

# The tests of one room: every .cpp below tests/<folder>, one program, one ctest entry a test. OPTIMISED is for tests that compute a lot.
function(oktafix_tests folder)
  cmake_parse_arguments(PARSE_ARGV 1 tests "OPTIMISED" "" "LINK")
  string(REPLACE "/" "_" name "test_${folder}")
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${folder}/*.cpp")
  add_executable(${name} ${sources})
  # The code under test is optimised, the tests themselves are compiled quickly: see docs/adr/0007-one-build-is-tested.md.
  if(NOT tests_OPTIMISED)
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O0>)
    oktafix_precompile(${name} test_headers)
  endif()
  target_link_libraries(${name} PRIVATE oktafix_options oktafix_test_support ${tests_LINK} GTest::gmock GTest::gtest_main)
  gtest_discover_tests(${name} TEST_PREFIX "${folder}: " DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                       PROPERTIES TIMEOUT 300)
endfunction()
