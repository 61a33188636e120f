# Language level, warnings and instrumentation of our own targets. Third-party headers come in as system headers and stay silent.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# -O3 compiles a fifth longer than -O2 and shows nowhere in a program that waits for the network.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

set(OKTAFIX_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=, e.g. address,undefined or thread")
option(OKTAFIX_COVERAGE "Instrument for coverage" OFF)

add_library(oktafix_options INTERFACE)
target_compile_options(oktafix_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough -Wformat=2)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports null dereferences and uninitialised reads inside libstdc++ and tl::expected once it inlines them.
  target_compile_options(oktafix_options INTERFACE -Wno-null-dereference -Wno-maybe-uninitialized -Wno-restrict)
endif()
if(OKTAFIX_SANITIZE)
  target_compile_options(oktafix_options INTERFACE
    -fsanitize=${OKTAFIX_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(oktafix_options INTERFACE -fsanitize=${OKTAFIX_SANITIZE})
endif()
if(OKTAFIX_COVERAGE)
  target_compile_options(oktafix_options INTERFACE --coverage)
  target_link_options(oktafix_options INTERFACE --coverage)
endif()
